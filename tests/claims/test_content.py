import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.content import trim
from kg.model import Span


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("that the bridge fell.", "the bridge fell"),
        ("and that the bridge fell", "the bridge fell"),
        ("“The bridge fell.”", "The bridge fell"),
        ('"The bridge fell,"', "The bridge fell"),
        ("That day was long", "That day was long"),
        ("Where is the bridge?", "Where is the bridge?"),
        ("“a bridge” fell into “the river”", "“a bridge” fell into “the river”"),
        ("That figure is high", "That figure is high"),
        ("the bridge “fell", "the bridge “fell"),
        ("“The bridge fell", "The bridge fell"),
        ("built in the U.S.", "built in the U.S."),
        ("it fell...", "it fell..."),
        (" . , ", ""),
    ],
)
def test_what_is_claimed_stands_alone(words: str, kept: str) -> None:
    assert trim(words, Span(0, len(words))).of(words) == kept


@settings(deadline=None)
@given(st.text(alphabet="ab “”\"'’.,!?that ", max_size=40))
def test_trimming_twice_changes_nothing_more(words: str) -> None:
    once = trim(words, Span(0, len(words)))
    assert 0 <= once.start <= once.end <= len(words)
    assert trim(words, once) == once
