from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.passages import Page, Passage, page_of, passages
from kg.model import Span


def shown(text, most, around=0, **kwargs):
    return [(passage.shown.of(text), passage.own.of(text)) for passage in passages(text, most, around, **kwargs)]


def test_parts_stand_below_one_another_and_what_lies_between_is_not_seen():
    text = "Boats sink\nShare this\nTwo boats sank."
    assert page_of(text, [Span(0, 10), Span(22, 37)]) == Page("Boats sink\n\nTwo boats sank.", (0, 12), (Span(0, 10), Span(22, 37)))


def test_parts_with_nothing_but_white_space_between_them_stay_together():
    assert page_of("PORT - Boats sank.", [Span(0, 6), Span(7, 18)]).parts == (Span(0, 18),)


def test_parts_without_words_are_left_out():
    assert page_of("a \n\n \n b", [Span(1, 4)]) == Page("", (), ())


def test_a_place_on_the_page_is_found_in_the_article():
    page = page_of("Boats sink\nShare this\nTwo boats sank.", [Span(0, 10), Span(22, 37)])
    assert page.span(12, 15) == Span(22, 25)
    assert page.span(0, 5) == Span(0, 5)
    assert page.span(6, 15) is None
    assert page.span(3, 3) is None


def test_a_short_text_is_one_passage():
    assert shown("Two boats sank.", 100) == [("Two boats sank.", "Two boats sank.")]


def test_a_border_is_put_after_a_line_else_a_sentence_else_a_word():
    assert [own for _, own in shown("One two.\nThree four five. Six", 12)] == ["One two.\n", "Three four ", "five. Six"]
    assert [own for _, own in shown("One two. Three four", 12)] == ["One two. ", "Three four"]


def test_a_passage_sees_whole_words_around_its_own_part():
    assert shown("One two. Three four. Five six.", 12, 6) == [
        ("One two. Three", "One two. "),
        ("two. Three four. Five", "Three four. "),
        ("four. Five six.", "Five six."),
    ]


def test_what_an_engine_cannot_take_in_is_halved():
    def few(text):
        return len(text.split()) <= 2

    assert [own for _, own in shown("a b c d e f", 100, fits=few)] == ["a ", "b c ", "d ", "e f"]


def test_one_endless_word_is_cut():
    assert [own for _, own in shown("x" * 10, 4)] == ["xxxx", "xxxx", "xx"]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab .\n\u00a0é😀", max_size=80), st.integers(2, 30), st.integers(0, 20))
def test_every_character_is_answered_for_once_and_shown(text, most, around):
    found = list(passages(text, most, around))
    assert all(passage.shown.contains(passage.own) and len(passage.own) <= most for passage in found)
    assert all(left.own.end <= right.own.start for left, right in pairwise(found))
    read = {at for passage in found for at in range(passage.own.start, passage.own.end)}
    assert not "".join(char for at, char in enumerate(text) if at not in read).strip()


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_the_page_and_the_article_hold_the_same_words(text, cuts):
    borders = sorted({min(at, len(text)) for at in cuts})
    spans = [Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    page = page_of(text, spans)
    for start, part in zip(page.starts, page.parts, strict=True):
        assert page.text[start : start + len(part)] == part.of(text)
        assert page.span(start, start + len(part)) == part


def test_a_passage_is_a_value():
    assert Passage(Span(0, 1), Span(0, 1)) == Passage(Span(0, 1), Span(0, 1))
