import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.names import find_mentions, stands_for, trimmed
from kg.model import Name, Sentence, Span, Text


def text_of(words, *names):
    """Make a text whose names are given as (words, type) or (words, type, probability); each is the next place of its words."""
    found, position = [], 0
    for name in names:
        start = words.index(name[0], position)
        position = start + len(name[0])
        found.append(Name(Span(start, position), name[1], name[2] if len(name) > 2 else 0.9))
    return Text(words, sentences=(Sentence(0, 0, Span(0, len(words))),), names=tuple(found))


def read(words, *names):
    return [(m.text, m.type) for m in find_mentions(text_of(words, *names))]


@pytest.mark.parametrize(
    ("words", "name", "kind", "kept"),
    [
        ("Gen. Ada Brook spoke.", "Gen. Ada Brook", "person", "Ada Brook"),
        ("Prime Minister Ada Brook spoke.", "Prime Minister Ada Brook", "person", "Ada Brook"),
        ("the Blue Front's men", "the Blue Front's", "armed-group", "Blue Front"),
        ("“Norland”, he said", "“Norland”", "country", "Norland"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(words, name, kind, kept):
    start = words.index(name)
    assert trimmed(words, Span(start, start + len(name)), kind == "person").of(words) == kept


def test_a_name_never_runs_over_a_line():
    assert read("A-\nNEW HARBOUR, Norland", ("A-\nNEW HARBOUR", "settlement")) == [("NEW HARBOUR", "settlement")]


def test_nationalities_and_events_are_no_mentions():
    assert read("Norlandish officials at the Summer Games", ("Norlandish", "nationality"), ("Summer Games", "event")) == []


def test_an_adjective_and_an_army_are_one_name():
    assert read("French security forces arrived.", ("French", "nationality")) == [("French security forces", "military")]


def test_an_alliance_is_named_again_by_its_head():
    words = "The Norland-led coalition struck. Later the coalition withdrew, and a coalition talk failed."
    assert read(words) == [("Norland-led coalition", "alliance"), ("coalition", "alliance")]


def test_a_power_that_only_backs_is_no_actor():
    assert read("Norland-backed rebels", ("Norland", "state")) == []
    assert read("Norland-backed rebels. Norland denied it.", ("Norland", "state"), ("Norland", "state"))[-1] == ("Norland", "state")


def test_a_place_that_seats_someone_is_named():
    assert read("the Westport-based monitor", ("Westport", "nationality")) == [("Westport", "country")]


def test_a_short_form_in_brackets_is_another_name():
    assert read("the Blue River Front (BRF) said", ("Blue River Front", "armed-group")) == [
        ("Blue River Front", "armed-group"),
        ("BRF", "armed-group"),
    ]


def test_a_name_seen_once_with_confidence_is_found_everywhere():
    words = "Ada Brook left. Nobody saw Ada Brook again."
    assert read(words, ("Ada Brook", "person", 0.95)) == [("Ada Brook", "person")] * 2


def test_one_string_is_one_kind_of_thing():
    words = "Karim went home. Karim slept. They met Karim."
    assert read(words, ("Karim", "settlement", 0.4), ("Karim", "person"), ("Karim", "person")) == [("Karim", "person")] * 3


def test_a_country_may_act_here_and_be_a_place_there():
    words = "Norland denied it. Fighting in Norland went on."
    assert read(words, ("Norland", "state"), ("Norland", "country")) == [("Norland", "state"), ("Norland", "country")]


@pytest.mark.parametrize(
    ("short", "name", "fits"), [("BRF", "Blue River Front", True), ("UN", "Blue River Front", False), ("B", "Blue", False)]
)
def test_a_short_form_has_the_initials_of_its_name(short, name, fits):
    assert stands_for(short, name) is fits


@given(st.text(alphabet="Aab. '\n-", max_size=40), st.data())
def test_mentions_are_in_order_and_never_overlap(words, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=6)))
    names = tuple(Name(Span(a, b), "person", 0.9) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b)
    spans = [m.span for m in find_mentions(Text(words, names=names))]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_an_actor_with_ten_thousand_mentions_keeps_them_all():
    words = "The Red Front said that the Red Front left. " * 5000
    starts = [found.start() for found in re.finditer("Red Front", words)]
    names = tuple(Name(Span(start, start + 9), "armed-group", 0.9) for start in starts)
    sentences = tuple(Sentence(0, 0, Span(at, at + 44)) for at in range(0, len(words), 44))
    found = find_mentions(Text(words, sentences=sentences, names=names))
    assert [mention.span.start for mention in found] == starts
