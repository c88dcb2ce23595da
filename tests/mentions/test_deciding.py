import pytest

from kg.mentions.deciding import decide
from kg.model import Mention, Span


def decided(text, *names):
    """Decide on mentions given as (words, type); each is the next place of its words."""
    mentions, position = [], 0
    for words, kind in names:
        start = text.index(words, position)
        position = start + len(words)
        mentions.append(Mention(Span(start, position), words, kind, True, 0.95))
    return [(m.text, str(m.type)) for m in decide(text, mentions)]


@pytest.mark.parametrize(
    ("name", "read", "kind"),
    [
        ("Aldren Dam", "settlement", "building"),
        ("Aldren River", "region", "river"),
        ("Aldren Basin Monitor", "other-place", "monitor"),
        ("Aldren Relief Committee", "settlement", "other-organisation"),
        ("Aldren Relief Committee", "ngo", "ngo"),
        ("Aldren Front", "other-place", "armed-group"),
        ("Aldren Front", "other-organisation", "other-organisation"),
    ],
)
def test_the_last_word_of_a_name_tells_its_world(name, read, kind):
    assert decided(f"The {name} was named.", (name, read)) == [(name, kind)]


def test_a_noun_before_a_name_tells_what_it_is_wherever_it_is_named():
    text = "An engineer of the power company Norvolt, who left. Norvolt said nothing."
    assert decided(text, ("Norvolt", "person"), ("Norvolt", "person")) == [("Norvolt", "company")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "the baker from Aldren who became known",
        "They slept near Aldren.",
        "ALDREN - The ministry spoke.",
        "Aldren, Norland (ABC) - The ministry spoke.",
        "two women died in the hospital of Aldren on Sunday",
    ],
)
def test_a_word_that_nothing_shows_to_be_a_persons_name_is_a_place_where_it_stands_like_one(text):
    name = "ALDREN" if "ALDREN" in text else "Aldren"
    assert decided(text, (name, "person")) == [(name, "settlement")]


@pytest.mark.parametrize(
    "text",
    ["Spokesman Aldren was from there.", "They stayed with Aldren, 34, in town.", "Aldren's wife came from the hills.", "Aldren said so."],
)
def test_a_title_an_age_kin_or_speech_keep_a_person(text):
    assert decided(text, ("Aldren", "person")) == [("Aldren", "person")]


def test_a_family_name_of_somebody_named_in_full_stays_a_persons():
    text = "Ada Aldren came. They heard it from Aldren."
    assert decided(text, ("Ada Aldren", "person"), ("Aldren", "person"))[1] == ("Aldren", "person")


def test_what_has_a_government_is_a_country_and_where_it_was_a_person_a_power():
    text = "Norland and rebels talk. In Norland the Norlandian army withdrew."
    assert decided(text, ("Norland", "person"), ("Norland", "settlement")) == [("Norland", "state"), ("Norland", "country")]


def test_what_has_a_governor_is_a_province():
    assert decided("Aldren governor Ada Brook spoke.", ("Aldren", "state")) == [("Aldren", "province")]


def test_an_adjective_of_a_place_of_the_text_is_no_name():
    text = "ABEN, Norland - Buses came to the Norlandian town of Aben."
    assert decided(text, ("Norland", "settlement"), ("Norlandian", "settlement")) == [("Norland", "settlement")]


def test_an_outlet_begins_with_its_kind_and_an_acronym_that_is_told_something_is_one():
    text = "She told Radio Aldren and then told NGX."
    assert decided(text, ("Radio", "media"), ("Aldren", "person"), ("NGX", "person")) == [("Radio Aldren", "media"), ("NGX", "media")]


def test_known_names_are_left_as_they_were_read():
    assert decided("Mosul in Iraq", ("Mosul", "settlement"), ("Iraq", "state")) == [("Mosul", "settlement"), ("Iraq", "state")]


def test_a_word_in_a_list_of_places_is_a_place():
    text = "The attacks in Aben, Bren and Corda were denied."
    assert decided(text, ("Aben", "settlement"), ("Bren", "person"), ("Corda", "settlement")) == [
        ("Aben", "settlement"), ("Bren", "settlement"), ("Corda", "settlement"),
    ]  # fmt: skip
    last = "towns including Aben and Bren fell"
    assert decided(last, ("Aben", "settlement"), ("Bren", "person"))[1] == ("Bren", "settlement")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karsi and Kars fell near Bali.", [("Karsi", "settlement"), ("Kars", "settlement"), ("Bali", "other-place")]),
        ("In Colombo the Colombian government left.", [("Colombo", "settlement")]),
        ("the Movement for the Aldren Delta said", [("Movement for the Aldren Delta", "armed-group")]),
        ("They asked Jovan. They prayed to Jovan. It came from Jovan.", [("Jovan", "person")] * 3),
        ("Asad spoke. The Asad men left Asad.", [("Asad", "person"), ("Asad", "armed-group"), ("Asad", "person")]),
    ],
)
def test_what_nothing_tells_otherwise_stays_as_it_was_read(text, names):
    assert decided(text, *names) == names
