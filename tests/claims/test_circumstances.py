import datetime as dt

from kg.claims.circumstances import Where, place_of, said_on, time_of
from kg.claims.page import make_page
from kg.model import Text
from tests.claims.builders import article, at, entity, stated, time

TEXT = "On Monday, the London-based monitor said 40 people left Lowtown in Delta on 2 May. Hightown slept."


def page():  # type: ignore[no-untyped-def]
    places = [
        entity(TEXT, "place/lowtown", "settlement", "Lowtown"),
        entity(TEXT, "place/delta", "province", "Delta"),
        entity(TEXT, "place/london", "settlement", "London"),
        entity(TEXT, "place/hightown", "settlement", "Hightown"),
    ]
    times = [time(TEXT, "Monday", "2022-05-09"), time(TEXT, "2 May", "2022-05-02")]
    return make_page(Text(TEXT), article(TEXT), places, (), times)


def test_the_smallest_place_of_the_claim_wins() -> None:
    claim = stated(TEXT, "40 people left Lowtown in Delta")
    assert place_of(page(), claim) == Where("place/lowtown", at(TEXT, "Lowtown"))


def test_where_the_speaker_is_is_not_where_it_happened() -> None:
    claim = stated(TEXT, "40 people left", source="the London-based monitor", cue="said")
    assert place_of(page(), claim).place == "place/lowtown"
    assert (
        place_of(
            make_page(Text("In London, she said it rained."), article(""), (), (), ()),
            stated("In London, she said it rained.", "it rained"),
        )
        == Where()
    )


def test_the_time_of_the_event_and_the_day_of_saying_stay_apart() -> None:
    claim = stated(TEXT, "40 people left Lowtown in Delta on 2 May", source="the London-based monitor", cue="said")
    assert time_of(page(), claim) == time(TEXT, "2 May", "2022-05-02")
    assert said_on(page(), claim) == dt.date(2022, 5, 9)


def test_a_time_that_nothing_resolves_keeps_its_words() -> None:
    text = "It rained at dusk."
    bare = make_page(Text(text), article(text), (), (), ())
    assert time_of(bare, stated(text, "It rained at dusk", when="at dusk")) == time(text, "at dusk")


def test_since_counts_from_the_time_named_before() -> None:
    text = "Few were there in May, but many have since come."
    may = time(text, "May", "2022-05-01", "2022-05-31")
    page_of = make_page(Text(text), article(text, dt.date(2022, 6, 3)), (), (), [may])
    found = time_of(page_of, stated(text, "many have since come"), [at(text, "Few were there in May")])
    assert found == time(text, "since", "2022-05-01", "2022-06-03")


def test_a_place_that_another_is_measured_from_gives_way() -> None:
    text = "Shells hit Upwell, about 20 kilometres from Lowtown, and rebels came from Midwell, south of Lowtown."
    places = [
        entity(text, "place/upwell", "settlement", "Upwell"),
        entity(text, "place/midwell", "settlement", "Midwell"),
        entity(text, "place/lowtown", "building", "Lowtown"),
    ]
    page_of = make_page(Text(text), article(text), places, (), ())
    assert place_of(page_of, stated(text, "Shells hit Upwell, about 20 kilometres from Lowtown")).place == "place/upwell"
    assert place_of(page_of, stated(text, "rebels came from Midwell, south of Lowtown", place="south of Lowtown")).place == "place/midwell"


def test_a_place_inside_the_province_that_the_reader_names_is_meant() -> None:
    text = "A man was led out of Lowtown in the northern province of Delta."
    places = [entity(text, "place/lowtown", "settlement", "Lowtown"), entity(text, "place/delta", "province", "Delta")]
    page_of = make_page(Text(text), article(text), places, (), ())
    assert place_of(page_of, stated(text, text[:-1], place="the northern province of Delta")).place == "place/lowtown"


def test_a_place_named_by_its_kind_is_the_last_of_that_kind() -> None:
    text = "The battle for Lowtown, a city 5 miles south of Hightown, began in Delta. The army could not retake the city in Delta."
    places = [
        entity(text, "place/lowtown", "settlement", "Lowtown"),
        entity(text, "place/hightown", "settlement", "Hightown"),
        entity(text, "place/delta", "province", "Delta"),
    ]
    page = make_page(Text(text), article(text), places, (), ())
    assert place_of(page, stated(text, "retake the city")) == Where("place/lowtown", at(text, "the city"))
    assert place_of(page, stated(text, "retake the city in Delta")).place == "place/delta"
