import pytest

from kg.claims.counting import completed, counts, likeness, quantity_of
from kg.claims.page import make_page
from kg.model import Quantity, Span, Text, Word
from tests.claims.builders import article, at, count, stated, time

TEXT = "In three days 12 trucks carried 40 people from Lowtown."
TRUCKS, PEOPLE = count(TEXT, "12 trucks", 12, 12, counted="trucks"), count(TEXT, "40 people", 40, 40, counted="people")
DAYS = count(TEXT, "three days", 3, 3, counted="days")


def chosen(event: str, **parts: str) -> Quantity | None:
    page = make_page(Text(TEXT), article(TEXT), (), (TRUCKS, PEOPLE, DAYS), ())
    return quantity_of(page, stated(TEXT, TEXT, event=event, **parts))


def test_the_words_for_a_figure_choose_it() -> None:
    assert chosen("displacement", quantity="12 trucks") == TRUCKS


def test_an_event_that_happens_to_people_counts_people() -> None:
    assert chosen("displacement") == PEOPLE
    assert chosen("attack") == TRUCKS


def test_a_claim_without_numbers_has_no_figure() -> None:
    page = make_page(Text(TEXT), article(TEXT), (), (DAYS,), ())
    assert quantity_of(page, stated(TEXT, TEXT)) is None


@pytest.mark.parametrize(
    "words", ["two sides", "a third round", "three-day", "one of the towns", "ten years", "half", "a half-empty", "within the 1967 borders"]
)
def test_time_ranks_and_parties_are_not_counted(words: str) -> None:
    assert not counts(count(words, words, 2, 2, counted=words.split()[-1]))


def test_a_number_in_a_time_is_not_counted() -> None:
    text = "on 12 May"
    assert not counts(count(text, "12", 12, 12), [time(text, "12 May", "2022-05-12")])
    assert counts(PEOPLE)


def test_a_boundless_number_is_no_figure() -> None:
    assert not counts(Quantity(at(TEXT, "12"), "12"))


def test_likeness_is_the_share_of_both() -> None:
    assert likeness(Span(0, 4), Span(2, 6)) == 2 / 6
    assert likeness(Span(0, 4), Span(4, 6)) == 0.0


def test_a_figure_counts_what_was_counted_before_it() -> None:
    text = "They took 600 civilians and another 350. Of those 2,000 remained."
    words = (Word(at(text, "remained"), "VERB"),)
    page = make_page(Text(text, words=words), article(text), (), (), ())
    assert completed(page, count(text, "another 350", 350, 350)).counted == "civilians"
    assert completed(page, count(text, "2,000", 2000, 2000, counted="remained")).counted == "civilians"
    assert completed(page, count(text, "600 civilians", 600, 600, counted="civilians")).counted == "civilians"


def test_how_long_something_lasted_is_no_figure_whatever_the_reader_says() -> None:
    text = "Crews held 40 people for six hours."
    quantities = (count(text, "40 people", 40, 40, counted="people"), count(text, "six hours", 6, 6, counted="hours", unit="h"))
    page = make_page(Text(text), article(text), (), quantities, ())
    found = quantity_of(page, stated(text, "Crews held 40 people for six hours", event="detention", quantity="six hours"))
    assert found is not None and found.text == "40 people"


def test_a_distance_that_says_where_a_place_lies_is_no_figure() -> None:
    text = "The mill, about 30km (19 miles) south of Lowtown, burned with 40 people inside."
    metres = count(text, "about 30km", 30, 30, counted="km", unit="km")
    miles, people = count(text, "19 miles", 19, 19, counted="miles", unit="mi"), count(text, "40 people", 40, 40, counted="people")
    page = make_page(Text(text), article(text), (), (metres, miles, people), ())
    assert quantity_of(page, stated(text, text, event="presence")) == people
    assert quantity_of(page, stated(text, "The mill, about 30km (19 miles) south of Lowtown", event="presence")) is None
