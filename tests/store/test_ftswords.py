"""Folding text into words, and reading what a person types into a search box."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.store.ftswords import Phrase, Wanted, Word, folded, wanted, words


def test_words_are_folded_and_know_their_places() -> None:
    assert list(words("Łódź’s  MÜLLER_3")) == [Word("lodz", 0, 4), Word("s", 5, 6), Word("muller", 8, 14), Word("3", 15, 16)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße Ǆ Ørsted", "strasse dz orsted"),
        ("Čapkun e\u0301te\u0301", "capkun ete"),
        ("Дамаск Ёлка Київ", "дамаск елка киів"),
        ("دِمَشْق الحسكة أحمد", "دمشق الحسكه احمد"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी में", "हिन्दी में"),
        ("大马士革ABC", "大 马 士 革 abc"),
        ("ดามัส", "ด า ม ั ส"),
        ("서울 시", "서울 시"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Nº ⅷ ﬁn", "no viii fin"),
        ("—…“”", ""),
    ],
)
def test_case_accents_and_points_are_dropped_in_all_scripts(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Halvet Dam", Wanted(((Phrase(("halvet",)),), (Phrase(("dam",)),)))),
        ("“Halvet dam” flo*", Wanted(((Phrase(("halvet", "dam")),), (Phrase(("flo",), True),)))),
        ("al-Hol", Wanted(((Phrase(("al", "hol")),),))),
        ("dam -army", Wanted(((Phrase(("dam",)),),), (Phrase(("army",)),))),
        ("dam NOT army", Wanted(((Phrase(("dam",)),),), (Phrase(("army",)),))),
        ("dam AND army OR rebels", Wanted(((Phrase(("dam",)),), (Phrase(("army",)), Phrase(("rebels",)))))),
        ('"unclosed quote', Wanted(((Phrase(("unclosed", "quote")),),))),
        ("OR dam |", Wanted(((Phrase(("dam",)),),))),
        ("(*) ^ - \" ' ;", Wanted(())),
        ("-army", Wanted((), (Phrase(("army",)),))),
        ("", Wanted(())),
    ],
)
def test_what_is_typed_is_understood(typed: str, expected: Wanted) -> None:
    assert wanted(typed) == expected


@given(st.text())
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    looked_for = wanted(typed)
    assert looked_for.fits(typed) in (True, False)
    assert looked_for.places(typed) == sorted(looked_for.places(typed))


@given(st.text())
@example("𝕊")
@example("a㈠b")
@example("ｱ")
@example("กำ")
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(min_size=1))
def test_a_text_is_found_by_itself_as_a_phrase(text: str) -> None:
    quoted = text.translate({ord(char): " " for char in '"“”„‟«»＂'})
    assert wanted(f'"{quoted}"').fits(text) is bool(folded(quoted))


def test_the_places_of_what_is_found_do_not_overlap() -> None:
    assert wanted('"the dam" dam burst*').places("The dam, the Dam bursting") == [(0, 7), (9, 16), (17, 25)]


def test_a_search_fits_a_text_with_every_part_and_without_what_must_not_be_there() -> None:
    text = "Troops left the Halvet dam."
    fitting = ("halvet dam", "hal* -rebels", "rebels OR troops")
    others = ('"dam halvet"', "dam -troops", "-rebels")
    assert [wanted(typed).fits(text) for typed in (*fitting, *others)] == [True] * 3 + [False] * 3
