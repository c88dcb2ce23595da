"""What the labels of other corpora allow."""

import pytest

pytest.importorskip("torch")

from training.coarse import ANY, COARSE, NONE, Token, entities, treebank_tags


def sentence(*rows: tuple[str, str, int, str]) -> list[Token]:
    return [Token(form, upos, "NNP" if upos == "PROPN" else "X", head, entity) for form, upos, head, entity in rows]


SAID = sentence(
    ("President", "PROPN", 1, "(1-person-new-cf1-3-sgl(2-abstract-new)"), ("Nouri", "PROPN", 5, ""), ("of", "ADP", 4, ""),
    ("the", "DET", 4, "(3-organization-new"), ("Rangers", "PROPN", 1, "3)1)"), ("said", "VERB", -1, ""), ("Thanks", "NOUN", 5, ""),
)  # fmt: skip


def test_mentions_are_read_from_brackets_longest_first() -> None:
    assert entities(SAID) == [(0, 4, "person"), (3, 4, "organization"), (0, 0, "abstract")]


def test_a_mention_of_a_person_is_a_name_without_title_and_without_what_hangs_on_it() -> None:
    tags = treebank_tags(SAID, annotated=True)
    person, group = COARSE["person"], COARSE["organisation"]
    assert tags == [ANY, person["B"], NONE, NONE, group["B"], NONE, ANY]


def test_an_organisation_is_as_wide_as_its_capitals_and_what_joins_them() -> None:
    tags = treebank_tags(
        sentence(
            ("the", "DET", 1, "(1-organization"),
            ("University", "PROPN", 4, ""), ("of", "ADP", 3, ""), ("Texas", "PROPN", 1, "(2-place)1)"),
            ("won", "VERB", -1, ""),
        ),
        annotated=True,
    )  # fmt: skip
    group = COARSE["organisation"]
    assert tags == [NONE, group["B"], group["I"], group["I"], NONE]


def test_a_mention_that_is_no_proper_noun_is_no_name() -> None:
    assert treebank_tags(sentence(("the", "DET", 1, "(1-person"), ("man", "NOUN", -1, "1)")), annotated=True) == [NONE, NONE]


def test_without_entities_only_capitals_that_are_no_name_say_anything() -> None:
    assert treebank_tags(sentence(("Will", "AUX", 2, ""), ("Enron", "PROPN", 2, ""), ("pay", "VERB", -1, "")), annotated=False) == [
        NONE, ANY, ANY,
    ]  # fmt: skip
