import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.quotes import quotations, quoted_kind, repeated_phrases
from kg.model import AttributionKind
from tests.claims.builders import at


def inner(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said: "We left." She said "no".', ["We left.", "no"]),
        ("“We left,” he said. “All of us.”", ["We left,", "All of us."]),
        ("the so-called ‘republic’ and the guards’ tents", ["republic"]),
        ("the 'iron wall' of the Smiths' farm", ["iron wall"]),
        ("It's the farmers' land", []),
        ('""Doubled marks"" of a table', ["Doubled marks"]),
        ('"""Tripled,"" he said."', ["Tripled,"]),
        ("no quotation at all", []),
    ],
)
def test_marks_are_paired(text: str, found: list[str]) -> None:
    assert inner(text) == found


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“We left at dawn.\n\n“Nobody stayed,” he said."
    first, second = quotations(text)
    assert (first.inner.of(text), first.continues) == ("We left at dawn.", False)
    assert (second.inner.of(text), second.continues) == ("Nobody stayed,", True)


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“The dam is safe,” she said.", "The dam is safe", AttributionKind.DIRECT),
        ("She said the dam was “perfectly safe”.", "the dam was “perfectly safe”", AttributionKind.MIXED),
        ("She said the dam was safe.", "the dam was safe", AttributionKind.INDIRECT),
        ("She said the “Blue Dam” was safe.", "the “Blue Dam” was safe", AttributionKind.INDIRECT),
    ],
)
def test_marks_decide_how_words_are_quoted(text: str, content: str, kind: AttributionKind) -> None:
    assert quoted_kind(text, at(text, content), quotations(text)) is kind


def test_a_phrase_that_is_quoted_again_and_again_is_nobodys_words() -> None:
    text = "The “republic” fell. He said the “republic” was gone."
    scare = repeated_phrases(text, quotations(text))
    assert scare == {"republic"}
    assert quoted_kind(text, at(text, "the “republic” was gone"), quotations(text), scare) is AttributionKind.INDIRECT


@settings(deadline=None)
@given(st.text(alphabet="ab .\n“”\"‘’'«»`", max_size=60))
def test_every_quotation_lies_in_the_text_and_inside_its_marks(text: str) -> None:
    for quotation in quotations(text):
        assert 0 <= quotation.outer.start <= quotation.inner.start <= quotation.inner.end <= quotation.outer.end <= len(text)
