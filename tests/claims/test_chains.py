import pytest

from kg.claims.chains import behalf, told_to, with_chains
from kg.claims.page import Page, make_page
from kg.model import Span, Statement, Text, Word
from tests.claims.builders import article, at, stated

VERBS = {"reported", "said", "quoted", "cited"}


def page(text: str) -> Page:
    words = [at(text, word) for word in dict.fromkeys(text.replace(",", " ").replace(".", " ").split())]
    marked = tuple(Word(span, "VERB" if span.of(text) in VERBS else "NOUN") for span in sorted(words))
    return make_page(Text(text, marked), article(text), (), (), ())


def chain(text: str, statement: Statement) -> list[tuple[str | None, str | None, str]]:
    """Return who says it, by which words, and what, of each link."""

    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    return [(words(one.source), words(one.cue), one.content.of(text)) for one in with_chains(page(text), [statement])]


def test_who_cites_and_who_is_cited_are_two() -> None:
    text = "Reuters reported, citing a police official, that the bridge had fallen."
    given = stated(text, "the bridge had fallen", source="Reuters reported, citing a police official", cue="citing")
    assert chain(text, given) == [
        ("Reuters", "reported", "citing a police official, that the bridge had fallen"),
        ("a police official", "citing", "the bridge had fallen"),
    ]


def test_who_is_cited_may_stand_behind_what_he_says() -> None:
    text = "The bridge had fallen, Reuters reported, citing a police official."
    given = stated(text, "The bridge had fallen", source="Reuters reported, citing a police official", cue="citing")
    assert chain(text, given) == [
        ("Reuters", "reported", "The bridge had fallen, Reuters reported, citing a police official"),
        ("a police official", "citing", "The bridge had fallen"),
    ]


def test_who_quotes_is_found_before_who_is_quoted() -> None:
    text = "The agency Sana quoted a military source as saying that the bridge had fallen."
    given = stated(text, "the bridge had fallen", source="a military source", cue="as saying")
    assert chain(text, given) == [
        ("The agency Sana", "quoted", "a military source as saying that the bridge had fallen"),
        ("a military source", "as saying", "the bridge had fallen"),
    ]


@pytest.mark.parametrize("source", ["The mayor", "An official"])
def test_one_who_speaks_for_himself_is_alone(source: str) -> None:
    text = f"{source} said that the bridge had fallen."
    assert chain(text, stated(text, "the bridge had fallen", source=source, cue="said")) == [(source, "said", "the bridge had fallen")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor told the official that the bridge had fallen", "the official"),
        ("The mayor told reporters on Monday that the bridge had fallen", "reporters"),
        ("The mayor told that the bridge had fallen", None),
    ],
)
def test_whom_something_was_told_is_found_behind_told(text: str, expected: str | None) -> None:
    found = told_to(page(text), stated(text, "the bridge had fallen", source="The mayor", cue="told"))
    assert (found.of(text) if found else None) == expected


def test_who_speaks_on_behalf_of_whom() -> None:
    text = "Speaking on behalf of the guild, Ada Lind said the bridge had fallen."
    found = behalf(page(text), stated(text, "the bridge had fallen", source="Ada Lind", cue="said"))
    assert found is not None
    assert found.of(text) == "the guild"
