"""Make the page of the timeline: claims by the day on which they were published or said, or on which the thing happened."""

from __future__ import annotations

from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.pages.visual import DATES, ROWS, Dated, choice, dated, drawn, families, filters, href, shortened, shown

#: The kind of date that the timeline begins with.
FIRST = "happened"


def page(visit: Visit) -> Page:
    """Return the page of the timeline, or its data."""
    asked = choice(visit.parameters, FIRST)
    if visit.path.endswith(".json"):
        return drawn(visit, "timeline", "Timeline", payload)
    claims = dated(visit.graph)
    chosen = sorted(
        (claim for claim in claims if asked.fits(claim) and claim.day(asked.by)), key=lambda claim: (claim.day(asked.by), claim.iri)
    )
    return drawn(
        visit,
        "timeline",
        "Timeline",
        payload,
        filters=filters(claims),
        asked=asked,
        dates=[(name, called, sum(1 for claim in claims if claim.day(name))) for name, called in DATES],
        table=[_row(visit, claim) for claim in chosen[:ROWS]],
        total=len(chosen),
        legend=families(claims),
    )


def _row(visit: Visit, claim: Dated) -> dict[str, object]:
    happened = claim.begin if claim.end in ("", claim.begin) else f"{claim.begin} to {claim.end}" if claim.begin else f"until {claim.end}"
    return {
        "happened": happened,
        "said": claim.said,
        "published": claim.published,
        "event": words(claim.event),
        "words": shortened(claim.words),
        "href": href(visit, claim.iri),
        "source": claim.source,
        "outlet": claim.outlet,
    }


def payload(visit: Visit) -> dict[str, object]:
    """Return what the script draws: the newest claims with their dates."""
    return shown(visit, dated(visit.graph), {}, FIRST)
