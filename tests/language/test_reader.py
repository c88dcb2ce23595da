"""The shipped model reads news, and bad input neither stops it nor shifts an offset."""

from functools import cache

import numpy as np
import pytest

from kg.errors import LanguageError
from kg.language.decode import is_tree
from kg.language.reader import MOST_CHARACTERS, Reader
from kg.model import Name, Span, Statement, Text

NEWS = (
    "Army retakes border town\n\n"
    "The Syrian army has retaken the town of Baghouz, a spokesman for the Syrian Democratic Forces said on Tuesday.\n\n"
    "“At least 16 civilians were killed in the shelling,” Mustefa Bali told Reuters.\n"
)


@cache
def reader(threads: int = 1) -> Reader:
    return Reader(threads=threads)


def whole(text: str) -> Text:
    """Read a text and check what must hold of every reading."""
    read = reader().read(text)
    indices = [i for s in read.sentences for i in range(s.first, s.last)]
    assert indices == list(range(len(read.words)))
    for s in read.sentences:
        heads = [w.head - s.first for w in read.words[s.first : s.last]]
        assert all(0 <= h < len(heads) for h in heads)
        assert is_tree(np.array(heads))
    for span in [w.span for w in read.words] + [n.span for n in read.names] + [s.content for s in read.statements]:
        assert 0 <= span.start < span.end <= len(text)
        assert not span.of(text)[0].isspace()
    assert all(0 < x.probability <= 1 for x in (*read.names, *read.statements))
    assert list(read.statements) == sorted(read.statements, key=lambda s: s.content)
    return read


def test_news_is_read() -> None:
    read = whole(NEWS)
    names = {n.span.of(NEWS): n.type for n in read.names}
    assert names["Baghouz"] == "settlement"
    assert "Mustefa Bali" in names
    said = [s for s in read.statements if s.source and s.cue]
    assert {(s.source.of(NEWS), s.cue.of(NEWS)) for s in said if s.source and s.cue} >= {("Mustefa Bali", "told")}
    (quote,) = (s for s in said if s.kind == "direct")
    assert quote.content.of(NEWS) == "At least 16 civilians were killed in the shelling"
    assert (quote.event, quote.quantity and quote.quantity.of(NEWS)) == ("killing", "At least 16 civilians")


def test_a_line_break_ends_a_sentence() -> None:
    starts = {s.span.start for s in whole(NEWS).sentences}
    assert {0, NEWS.index("The Syrian"), NEWS.index("“")} <= starts


def test_only_the_given_spans_are_read() -> None:
    span = Span(NEWS.index("The Syrian"), NEWS.index("“"))
    read = reader().read(NEWS, [span])
    assert read.words
    assert all(span.contains(w.span) for w in read.words)
    assert read.unread == {"characters outside the zones that are read": len(NEWS) - len(span)}


def test_the_same_text_is_read_the_same_on_any_number_of_threads() -> None:
    assert reader(1).read(NEWS * 6) == reader(2).read(NEWS * 6)


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t ", ".", "\x00\x01 \x7f\x1b[0m", "😀👩‍👩‍👧 said 🇸🇾 fell", "قالت وكالة الأنباء السورية سانا إن الجيش دخل البلدة",
        NEWS.upper(), NEWS.lower(), "a " * 700, "the army said that it " * 90, "\u202e\u200bBaghouz\u200b fell", "-" * 3000, '"' * 500,
        "A" * 100_000, "Москва заявила, что Damascus agreed", "?!" * 400, "\n" * 1000 + "x",
    ],
)  # fmt: skip
def test_bad_input_is_read(text: str) -> None:
    whole(text)


def test_offsets_count_code_points() -> None:
    text = "😀😀 " + NEWS
    assert {n.span.of(text) for n in whole(text).names} >= {"Baghouz", "Mustefa Bali"}


def test_a_long_word_is_read_by_its_beginning_and_counted() -> None:
    assert reader().read("x" * 1_000_000).unread == {"words read by their beginning only": 1}


def test_a_text_too_long_is_refused_in_one_line() -> None:
    with pytest.raises(LanguageError, match="split it"):
        reader().read("a" * (MOST_CHARACTERS + 1))


def test_half_a_character_is_refused_in_one_line() -> None:
    with pytest.raises(LanguageError, match="character 4"):
        reader().read("bad \ud800 text")


def test_a_long_text_is_read_to_its_end() -> None:
    text = "Filler words stand here in a row, one after another, and say little.\n" * 120 + NEWS
    read = whole(text)
    assert {n.span.of(text) for n in read.names} >= {"Baghouz", "Mustefa Bali"}
    assert any(s.source and s.source.of(text) == "Mustefa Bali" for s in read.statements)


class Finder:
    """Another engine for both layers."""

    name = "finder 1"

    def __init__(self, found: tuple[Name, ...] | tuple[Statement, ...]) -> None:
        self.found = found

    def find(self, text: str, spans: object) -> tuple:  # type: ignore[type-arg]
        return self.found

    def unread(self) -> dict[str, int]:
        return {"answers that are not in the text": 2}


def test_other_engines_stand_in_for_a_layer() -> None:
    names, statements = (Name(Span(0, 4), "military"),), (Statement(Span(0, 10), "narrator"),)
    read = Reader(names=Finder(names), statements=Finder(statements)).read(NEWS)
    assert (read.names, read.statements) == (names, statements)
    assert read.unread["answers that are not in the text"] == 4
    assert read.engines["names"] == read.engines["statements"] == "finder 1"
    assert read.engines["syntax"].startswith("kg-reader ")
