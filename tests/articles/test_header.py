import datetime as dt

import pytest

from kg.articles.furniture import is_furniture
from kg.articles.header import dateline, find_title, imprint_name, is_imprint, names_in, published_in
from kg.articles.layout import paragraphs

PROSE = "The army said on Friday that it had taken the town of Tamber after three days of fighting in the hills around it."
EIGHTH = dt.date(2019, 3, 8)


def first(text: str):
    return paragraphs(text)[0]


def title(text: str, given: str | None = None) -> str | None:
    found = paragraphs(text)
    index = find_title(found, {i for i, p in enumerate(found) if is_furniture(p)}, given)
    return None if index is None else found[index].text


def test_the_headline_is_the_first_line_that_can_be_one():
    assert (
        title(f"Menu\n\nWorld\n\nThe Morvitz Gazette\n\n8 March 2019\n\nArmy takes Tamber in three days\n\n{PROSE}")
        == "Army takes Tamber in three days"
    )


def test_a_given_headline_is_found_whatever_its_quotes():
    assert title(f"Home and abroad today\n\nArmy ‘takes’ Tamber\n\n{PROSE}", "Army 'takes' Tamber") == "Army ‘takes’ Tamber"


def test_a_copy_of_the_headline_under_the_article_is_not_it():
    assert title(f"Tamber is taken at last\n\n{PROSE} {PROSE}\n\nArmy takes Tamber", "Army takes Tamber") == "Tamber is taken at last"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{PROSE}\n{PROSE}",
        "",
        "Army takes Tamber",
        f"By Ann Lee\n\n{PROSE}",
        "BEIRUT (Reuters) - Army takes the town of Tamber after three days",
    ],
)
def test_running_text_has_no_headline(text):
    assert title(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("by Ann Lee and Bo van Day", ("Ann Lee", "Bo van Day")),
        ("By Ann Lee, Bo Day and Cy Fox, Reuters", ("Ann Lee", "Bo Day", "Cy Fox", "Reuters")),
        ("By Ann Lee in Tamber", ("Ann Lee",)),
        ("By ANN LEE, foreign correspondent", ("ANN LEE",)),
        ("By Ann Lee | March 8, 2019", ("Ann Lee",)),
        ("Written by: Ann Lee", ("Ann Lee",)),
        ("By AFP", ("AFP",)),
        ("Ann Lee, Middle East correspondent", ("Ann Lee",)),
    ],
)
def test_bylines_give_their_names(line, names):
    assert names_in(first(line)) == names


@pytest.mark.parametrize(
    "line",
    [
        "By night the army came",
        "By then it was over.",
        "Ann Lee",
        "Hundreds dead in Tamber",
        "By far the worst flood since 1953",
        "Army waits for the end",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert names_in(first(line)) == ()


def test_names_alone_are_a_byline_by_their_place_only():
    assert names_in(first("- Ann lee and bo day"), "byline_beside") == ("Ann lee", "bo day")
    assert names_in(first("Ann Lee in Tamber"), "byline_beside") == ("Ann Lee",)
    assert names_in(first("Hundreds dead in Tamber"), "byline_beside") == ()


def test_outlets_show_by_a_word_of_their_names():
    assert [
        is_imprint(first(line))
        for line in ("The Morvitz Gazette", "National Post (National Edition)", "Army takes Tamber", "The news from Tamber is bad")
    ] == [True, True, False, False]
    assert imprint_name(first("National Post (National Edition)")) == "National Post"


@pytest.mark.parametrize(
    "line",
    [
        "08-Mar-2019",
        "Friday, March 8, 2019",
        "Published: March 8, 2019",
        "Published on 8 March 2019 at 12:30 GMT",
        "Fri 8 Mar 2019 12.30 GMT",
        "By Ann Lee | March 8, 2019",
        "2019-03-08T12:30:00Z",
        "First Published: 8 March 2019, 10:30 IST",
        "Posted 8 March 2019",
        "Ann Lee - 8 March 2019",
        "8 March 2019 | 10:15 pm",
    ],
)
def test_a_line_that_says_only_when_it_was_published_gives_the_day(line):
    assert published_in(first(line)) == ("published", EIGHTH)


def test_an_update_is_told_from_the_first_publication():
    assert published_in(first("Updated March 8, 2019")) == ("updated", EIGHTH)
    assert published_in(first("Published March 8, 2019 Updated March 9, 2019")) == ("published", EIGHTH)


@pytest.mark.parametrize(
    "line",
    [
        "A video released on March 7, 2019 shows a boat",
        "March 8, 2019 was a Friday",
        "The report published on 8 March 2019 says so",
        "05-03-2019",
        "March 8",
    ],
)
def test_a_day_inside_a_sentence_is_the_day_of_something_else(line):
    assert published_in(first(line)) is None


@pytest.mark.parametrize(
    ("opening", "place", "agencies"),
    [
        ("BEIRUT (Reuters) - ", "BEIRUT", ("Reuters",)),
        ("DEIR EZ-ZOR, Syria — ", "DEIR EZ-ZOR, Syria", ()),
        ("WASHINGTON, March 8 (Xinhua) -- ", "WASHINGTON, March 8", ("Xinhua",)),
        ("Tamber (NPA) – ", "Tamber", ("NPA",)),
        ("NEW DELHI: ", "NEW DELHI", ()),
        ("Geneva, 8 March 2019 – ", "Geneva, 8 March 2019", ()),
    ],
)
def test_datelines_give_place_and_agency(opening, place, agencies):
    text = f"{opening}The army said that it had taken the town on Friday."
    found = dateline(first(text))
    assert (found.place.of(text), found.agencies) == (place, agencies)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "The army - as was expected - took the town of Tamber on Friday.",
        "“It is over,” she said - and it was, for the whole town.",
        "UN says it has no more food for the town.",
    ],
)
def test_running_text_has_no_dateline(text):
    assert dateline(first(text)) is None
