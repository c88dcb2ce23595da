from decimal import Decimal

from kg.claims.page import make_page
from kg.claims.shares import wholes, with_shares
from kg.model import Quantity, Text
from tests.claims.builders import article, at, count, stated

TENTH = "About a tenth of the nearly 58,000 people who have fled since May were fighters."
PARTS = "Some 3,500 people, including 500 fighters, left on Monday."


def test_a_share_names_its_whole() -> None:
    share = count(TENTH, "About a tenth of the nearly 58,000 people", 5800, 5800)
    assert list(wholes([share])) == [
        Quantity(
            at(TENTH, "nearly 58,000 people"), "nearly 58,000 people", Decimal(58000), Decimal(58000), approximate=True, counted="people"
        )
    ]
    assert list(wholes([count(PARTS, "500 fighters", 500, 500)])) == []


def test_the_whole_is_a_claim_of_its_own() -> None:
    share = count(TENTH, "About a tenth of the nearly 58,000 people", 5800, 5800, counted="people")
    page = make_page(Text(TENTH), article(TENTH), (), (share, *wholes([share])), ())
    claim = stated(TENTH, "About a tenth of the nearly 58,000 people who have fled since May were fighters")
    first, second = with_shares(page, [claim])
    assert (first, second.content.of(TENTH)) == (claim, "nearly 58,000 people who have fled since May")
    assert second.quantity == at(TENTH, "nearly 58,000 people")


def test_a_part_is_a_claim_of_its_own() -> None:
    page = make_page(
        Text(PARTS), article(PARTS), (), (count(PARTS, "3,500 people", 3500, 3500), count(PARTS, "500 fighters", 500, 500)), ()
    )
    _, part = with_shares(page, [stated(PARTS, "3,500 people, including 500 fighters, left on Monday", event="displacement")])
    assert (part.content.of(PARTS), part.event) == ("500 fighters, left on Monday", "displacement")
