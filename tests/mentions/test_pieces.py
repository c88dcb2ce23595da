import pytest

from kg.mentions.pieces import whole
from kg.model import Mention, Span


def made(text, *names):
    """Put together the mentions given as (words, type) or (words, type, probability); each is the next place of its words."""
    mentions, position = [], 0
    for name in names:
        start = text.index(name[0], position)
        position = start + len(name[0])
        mentions.append(Mention(Span(start, position), name[0], name[1], True, name[2] if len(name) > 2 else 0.95))
    found = whole(text, mentions)
    assert all(m.span.of(text) == m.text for m in found)
    return [(m.text, str(m.type)) for m in found]


@pytest.mark.parametrize("name", ["12th", "Signal Group"])
def test_a_unit_has_its_ordinal_and_its_noun(name):
    assert made("led by the 12th Signal Group", (name, "military")) == [("12th Signal Group", "military")]


def test_bodies_with_a_space_between_them_are_one_unless_the_second_stands_alone_elsewhere():
    pair = [("Northern", "ngo", 0.6), ("River Command", "military")]
    assert made("the Northern River Command", *pair) == [("Northern River Command", "military")]
    alone = [*pair, ("River Command", "military")]
    assert made("the Northern River Command and River Command", *alone) == [name[:2] for name in alone]


@pytest.mark.parametrize("name", ["az Zahr", "Deir az Zahr"])
def test_a_place_begins_with_the_word_for_what_it_is(name):
    assert made("a road to Deir az Zahr", (name, "person")) == [("Deir az Zahr", "settlement")]


@pytest.mark.parametrize("text", ["News\nNorland\nShots fell.", "NORLAND - Shots fell."])
def test_a_power_that_heads_a_list_or_a_dateline_is_a_place(text):
    name = "NORLAND" if text.isupper() or text.startswith("NOR") else "Norland"
    assert made(text, (name, "state")) == [(name, "country")]


def test_two_powers_that_a_hyphen_joins_are_two():
    assert made("a Peru-Chile treaty", ("Peru-Chile", "state")) == [("Peru", "state"), ("Chile", "state")]


def test_the_countries_of_one_list_are_of_one_type():
    names = [("Norland", "country"), ("Sudria", "state"), ("Ostia", "state")]
    assert made("talks with Norland, the Sudria and Ostia", *names) == [(name, "state") for name, _ in names]
    assert made("rain in Norland and Sudria", *names[:2]) == names[:2]


def test_a_country_with_a_hyphen_in_its_name_is_one():
    assert made("a vote in Guinea-Bissau", ("Guinea-Bissau", "country")) == [("Guinea-Bissau", "country")]
