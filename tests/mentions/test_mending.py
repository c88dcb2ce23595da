import pytest

from kg.mentions.mending import mend
from kg.model import Mention, Span


def mended(text, *names):
    """Mend the mentions given as (words, type) or (words, type, probability); each is the next place of its words."""
    mentions, position = [], 0
    for name in names:
        start = text.index(name[0], position)
        position = start + len(name[0])
        mentions.append(Mention(Span(start, position), name[0], name[1], True, name[2] if len(name) > 2 else 0.95))
    found = mend(text, mentions)
    assert all(m.span.of(text) == m.text for m in found)
    return [(m.text, str(m.type)) for m in found]


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("the rulers of Norland met", ("of Norland", "state"), [("Norland", "state")]),
        ("the rulers of Norland met", ("of", "state"), []),
        ("the Blue Front in Norland", ("Blue Front in", "armed-group"), [("Blue Front", "armed-group")]),
        ("the Blue Front group fled", ("Blue Front group", "armed-group"), [("Blue Front", "armed-group")]),
    ],
)
def test_a_name_neither_begins_nor_ends_with_a_preposition_or_a_common_noun(text, name, kept):
    assert mended(text, name) == kept


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They burned a UAV yesterday", ("UAV", "armed-group")),
        ("They burned two VBIEDs yesterday", ("VBIEDs", "armed-group")),
        ("He served in Operation Red Dawn", ("Operation Red Dawn", "ngo")),
        ("a heap of dark earth", ("earth", "other-place", 0.5)),
        ("an Azerbaijani fighter", ("Azerbaijani", "armed-group")),
        ("a KC-135 tanker", ("KC", "company")),
        ("the ship Ocean (L 12) left", ("L 12", "military")),
        ("Published: May 5, 2024", ("Published: May 5, 2024", "settlement")),
    ],
)
def test_weapons_campaigns_doubtful_common_words_and_adjectives_are_no_actors_and_no_places(text, name):
    assert mended(text, name) == []


def test_a_word_in_small_letters_of_which_the_reader_is_sure_stays():
    assert mended("the shabab fled", ("shabab", "armed-group", 0.97)) == [("shabab", "armed-group")]


def test_a_personal_name_begins_with_its_kunya():
    assert mended("a man called Abu Salim", ("Salim", "person")) == [("Abu Salim", "person")]


def test_a_nickname_in_quotes_is_inside_the_name():
    assert mended("Col. Ada “J.D.” Brook spoke", ("Ada", "person"), ("J.D.", "person"), ("Brook", "person")) == [
        ("Ada “J.D.” Brook", "person")
    ]


@pytest.mark.parametrize("name", ["NRTF", "BRD"])
def test_acronyms_that_a_hyphen_holds_together_are_one_name(name):
    assert mended("the spokesman of NRTF-BRD spoke", (name, "military")) == [("NRTF-BRD", "military")]


def test_a_unit_keeps_its_number():
    assert mended("She leads CTF 50 this year", ("CTF", "military")) == [("CTF 50", "military")]


@pytest.mark.parametrize("before", ["near", "north of", "in the town of"])
def test_what_one_is_near_is_a_place(before):
    assert mended(f"Shots fell {before} Al Bahr", ("Al Bahr", "person")) == [("Al Bahr", "settlement")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a Norland-based monitor", [("Norland", "state")]),
        ("the fall of Southport, Norland", [("Southport", "settlement"), ("Norland", "state")]),
        ("He armed Norland's Blue Front", [("Norland", "state"), ("Blue Front", "armed-group")]),
    ],
)
def test_a_power_is_a_place_where_something_is_in_it(text, names):
    assert ("Norland", "country") in mended(text, *names)


def test_a_power_that_owns_its_government_stays_a_power():
    names = [("Norland", "state"), ("Foreign Ministry", "government-body")]
    assert mended("said Norland's Foreign Ministry", *names) == names


LIST = [("Norland", "country"), ("Sudria", "country"), ("Ostia", "country")]


@pytest.mark.parametrize("start", ["The coalition includes", "Coalition nations which flew there include", "The members of the bloc are"])
def test_the_members_of_an_alliance_act(start):
    assert mended(f"{start} Norland, the Sudria and Ostia.", *LIST) == [(name, "state") for name, _ in LIST]


@pytest.mark.parametrize("start", ["The countries hit include", "He flew to", "Crops of the region include"])
def test_other_lists_of_countries_are_of_places(start):
    assert mended(f"{start} Norland, Sudria and Ostia.", *LIST) == LIST


def test_the_government_of_a_country_is_its_power():
    assert mended("with the government of Norland", ("Norland", "country")) == [("government of Norland", "state")]


def test_a_doubtful_stretch_of_a_headline_in_capitals_is_no_body():
    assert mended("REBELS CRUSH LAST STAND", ("CRUSH LAST STAND", "armed-group", 0.6)) == []


def test_a_capitalised_side_of_a_country_is_a_region():
    assert mended("towns in Northern Norland", ("Norland", "country")) == [("Northern Norland", "region")]
    assert mended("towns in northern Norland", ("Norland", "country")) == [("Norland", "country")]


def test_what_a_noun_of_the_press_follows_is_an_outlet():
    assert mended("he told the Aran news agency", ("Aran", "person")) == [("Aran", "media")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rain fell in Tarnok all night", "settlement"),
        ("the governor of Tarnok said", "settlement"),
        ("Tarnok's interior ministry said", "state"),
        ("Tarnok governor Ada Holt said", "state"),
        ("confidence in Tarnok's word", "person"),
        ("a letter from Tarnok came", "person"),
    ],
)
def test_words_beside_a_name_tell_an_unknown_place_or_power_from_a_person(text, kind):
    assert mended(text, ("Tarnok", "person")) == [("Tarnok", kind)]


def test_a_ministry_ends_the_name_of_the_body():
    assert mended("the Norlandian health ministry said", ("Norlandian health", "government-body")) == [
        ("Norlandian health ministry", "government-body")
    ]
