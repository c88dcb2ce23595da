"""The page of a claim."""

from store.story import BASE, claim_iri

from pages.conftest import all_of, said, seen, words


def test_a_claim_shows_its_words_in_context_and_what_they_say(store):
    page = seen(store, claim_iri(0, 0).removeprefix(BASE))
    assert words(all_of(page, ".big")[0]) == 'Harbour Watch said at least 40 people fled Lenta on Monday. "We counted them," its…'
    facts = {words(one.find("dt")): words(one.find("dd")) for one in all_of(page, "dl/div")}
    assert facts == {
        "About": "displacement",
        "To whom": "“people”",
        "Where": "Lenta “Lenta”",
        "When it happened": "2024-03-04 “on Monday”",
        "When it was published": "2024-03-05",
        "How many": "at least 40 people “at least 40 people”",
        "Status": "asserted",
        "Attribution": "indirect",
        "How sure the reader is": "0.9 of 1; that the words say this, not that it is true",
    }


def test_a_claim_told_within_another_names_everybody_between(store):
    page = seen(store, claim_iri(2, 2).removeprefix(BASE))
    chain = [words(one) for one in all_of(page, "ol[@class='chain']/li")]
    assert chain == [
        "Radio Nine, 2024-03-06 publishes it",
        "Omar Vale as “Vale” for Harbour Watch says: residents said the River League detained 12 men in Lenta",
        "“residents” not named",
    ]
    outer = seen(store, claim_iri(2, 1).removeprefix(BASE))
    assert "Claims told within it" in said(outer, "h2")


def test_a_claim_says_how_it_stands_to_others(store):
    assert [one for one in said(seen(store, claim_iri(0, 0).removeprefix(BASE)), "h2") if one[-1:].isdigit()] == [
        "Contradicts 1",
        "Updated by 1",
        "Repeated by 1",
    ]


def test_each_part_has_its_words_and_their_characters(store):
    page = seen(store, claim_iri(0, 0).removeprefix(BASE))
    rows = [[words(cell) for cell in row] for row in all_of(page, "tbody/tr")]
    assert [(row[0], row[2]) for row in rows] == [
        ("what is claimed", "19 to 58"),
        ("who says it", "0 to 13"),
        ("by which word", "14 to 18"),
        ("to whom", "31 to 37"),
        ("where", "43 to 48"),
        ("when", "49 to 58"),
        ("how many", "19 to 37"),
    ]
    assert all_of(page, "tbody/tr/td/a")[0].get("href").endswith("#char=19,58")
