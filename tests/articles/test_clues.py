import datetime as dt

import pytest

from kg.articles.clues import clues
from kg.articles.fields import Facts
from kg.articles.zones import read_page
from tests.articles.pages import BLOG, BODY, NEWSPAPER, PORTAL


def told(text: str) -> Facts:
    return clues(read_page(text))


def test_a_newspaper_tells_all():
    assert told(NEWSPAPER) == Facts(
        title="Army takes Tamber, rebels deny it",
        published=dt.date(2024, 3, 8),
        publisher="The Morvitz Gazette",
        authors=("Ann Lee", "Cy Fox"),
        credits=("NPA",),
    )


def test_what_a_page_does_not_tell_stays_empty():
    assert told(BLOG) == Facts(title="Army takes Tamber after three days")


def test_the_agency_of_the_copy_counts_and_not_that_of_a_picture():
    assert told(PORTAL) == Facts(title="Army ‘takes’ Tamber after three days", credits=("AFP",))


def test_a_sign_off_names_outlet_and_agency():
    facts = told(f"{BODY[0]}\n\n{BODY[1]}\n\n(RADIO LANTHORN with AFP)")
    assert (facts.publisher, facts.credits) == ("RADIO LANTHORN", ("AFP",))


def test_the_line_beside_the_date_is_the_outlet_where_the_page_calls_itself_so():
    policy = "Comments\n\nLanthorn moderates all comments sent to our website."
    page = "\n\n".join(["Army takes Tamber at last", "20-02-2024\nLanthorn", *BODY, policy])
    assert (told(page).publisher, told(page).published) == ("Lanthorn", dt.date(2024, 2, 20))


def test_a_day_of_a_caption_is_no_day_of_publication():
    assert (
        told(f"Army takes Tamber at last\n\nThis image released by the army on March 7, 2024 shows a bridge.\n\n{BODY[0]}").published
        is None
    )


def test_an_update_alone_is_taken_and_noted():
    facts = told(f"Army takes Tamber at last\n\nLast updated: 9 March 2024\n\n{BODY[0]}")
    assert (facts.published, facts.notes) == (dt.date(2024, 3, 9), ("the day of publication is that of an update: 2024-03-09",))


@pytest.mark.parametrize(("opening", "day"), [("TAMBER, March 8, 2024 (NPA) - ", dt.date(2024, 3, 8)), ("TAMBER, March 8 (NPA) - ", None)])
def test_a_dateline_tells_the_day_where_it_has_the_year(opening, day):
    facts = told(f"{opening}{BODY[0]}\n\n{BODY[1]}")
    assert (facts.published, facts.credits) == (day, ("NPA",))


def test_an_agency_in_the_byline_is_credited_and_no_author():
    facts = told(f"Army takes Tamber at last\n\nBy Ann Lee, AFP\n\n{BODY[0]}")
    assert (facts.authors, facts.credits) == (("Ann Lee",), ("AFP",))


def test_the_holder_of_the_rights_is_the_outlet():
    assert told(f"{BODY[0]}\n\n{BODY[1]}\n\n© 2024 Basin Voice. All rights reserved.").publisher == "Basin Voice"
