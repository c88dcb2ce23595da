"""Gather what maps and timelines show: every claim with its dates, its place and its type; and what a person asked to see.

A claim has three kinds of date, which stay apart: when its article was published, when it was said, when it happened.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from kg.errors import ParameterError
from kg.pages.layout import data, html
from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.triples.iris import path_of

#: Types of event that belong together, in the order of the legend: (what the legend says, colour, types). The colours are
#: those of Okabe and Ito (2008), as in the pictures of ``kg export``.
FAMILIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("violence", "#D55E00", ("clash", "airstrike", "shelling", "bombing", "attack", "killing", "injury", "abuse")),
    (
        "control of ground",
        "#E6A000",
        ("siege", "advance", "territorial-gain", "territorial-loss", "territorial-control", "withdrawal", "presence"),
    ),
    ("people on the move", "#56B4E9", ("displacement", "repatriation", "transport")),
    ("captivity", "#CC79A7", ("detention", "release", "surrender")),
    (
        "talks and politics",
        "#3B82C4",
        (
            "pause-or-ceasefire",
            "declaration",
            "threat",
            "diplomacy",
            "sanction-or-legal-measure",
            "media-release",
            "protest-or-celebration",
        ),
    ),
    ("aid and care", "#009E73", ("aid", "medical-care")),
    ("judgements and other", "#8C8C8C", ("assessment", "other")),
)
FAMILY_OF: Mapping[str, int] = {name: number for number, (_, _, names) in enumerate(FAMILIES) for name in names}

#: The newest claims that one picture holds; a browser draws and lists that many at once without a pause.
CLAIMS = 4000
#: The rows of the list that is there without scripts.
ROWS = 200
#: The kinds of date, in the order in which they are shown: (name, what a page calls it).
DATES = (("happened", "happened"), ("said", "said"), ("published", "published"))


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold a claim as a map or a timeline shows it; days are ISO dates, empty where unknown; places are IRIs."""

    iri: str
    words: str
    event: str
    status: str = ""
    source: str = ""
    outlet: str = ""
    article: str = ""
    published: str = ""
    said: str = ""
    begin: str = ""
    end: str = ""
    places: tuple[str, ...] = ()

    def day(self, by: str) -> str:
        """Return the day of one kind of date, empty where it is not known."""
        return {"happened": self.begin or self.end, "said": self.said, "published": self.published}[by]


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what a person asked to see; ``by`` is the kind of date that ``first`` and ``last`` speak of."""

    first: str = ""
    last: str = ""
    event: str = ""
    outlet: str = ""
    by: str = "published"

    def fits(self, claim: Dated) -> bool:
        """Tell whether a claim was asked for."""
        return self.fitting(claim.day(self.by), claim.event, claim.outlet)

    def fitting(self, day: str, event: str, outlet: str) -> bool:
        """Tell whether what has this day, type of event and outlet was asked for."""
        if (self.first and not day >= self.first) or (self.last and not "" < day <= self.last):
            return False
        return self.event in ("", event, _family(event)) and self.outlet in ("", outlet)


def choice(parameters: Mapping[str, str], by: str = "published") -> Choice:
    """Return what the parameters of a page ask for; ParameterError for a day that is none or an unknown kind of date."""
    by = parameters.get("by", "") or by
    if by not in dict(DATES):
        raise ParameterError(f"there is no kind of date {by!r}; use one of {', '.join(dict(DATES))}", parameter="by")
    return Choice(_day(parameters, "from"), _day(parameters, "to"), parameters.get("event", ""), parameters.get("outlet", ""), by)


def _day(parameters: Mapping[str, str], name: str) -> str:
    text = parameters.get(name, "")
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise ParameterError(f"{name}: {text!r} is no day; write it as 2019-02-28", parameter=name) from error


def _family(event: str) -> str:
    return FAMILIES[FAMILY_OF.get(event, len(FAMILIES) - 1)][0]


T = TypeVar("T")

#: What was gathered from graphs that cannot change, for as long as they are open.
_GATHERED: WeakKeyDictionary[GraphStore, dict[str, Any]] = WeakKeyDictionary()


def kept(graph: GraphStore, name: str, make: Callable[[GraphStore], T]) -> T:
    """Return what ``make`` makes of a graph; of a snapshot, which never changes, it is made once."""
    if not graph.read_only:
        return make(graph)
    made = _GATHERED.setdefault(graph, {})
    if name not in made:
        made[name] = make(graph)
    found: T = made[name]
    return found


def dated(graph: GraphStore) -> tuple[Dated, ...]:
    """Return all claims of a graph, by IRI."""
    return kept(graph, "dated", _dated)


_CLAIMS = """SELECT ?claim ?content ?event ?status ?source ?outlet ?article ?published ?said ?begin ?end WHERE {
  ?claim a kg:Claim ; kg:inArticle ?article ; kg:content ?content ; kg:reports ?what . ?what kg:eventType ?event
  OPTIONAL { ?claim kg:status ?status } OPTIONAL { ?claim kg:sourceText ?source } OPTIONAL { ?claim kg:saidOn ?said }
  OPTIONAL { ?article schema:publisher ?outlet } OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?what sem:hasBeginTimeStamp ?begin } OPTIONAL { ?what sem:hasEndTimeStamp ?end } }"""


def _dated(graph: GraphStore) -> tuple[Dated, ...]:
    found: dict[str, Dated] = {}
    for row in sorted(graph.query(_CLAIMS).rows, key=lambda row: tuple(str(cell or "") for cell in row)):
        claim, content, event, status, source, outlet, article, *days = (str(cell or "") for cell in row)
        published, said, begin, end = (day[:10] for day in days)
        found.setdefault(
            claim,
            Dated(
                iri=claim,
                words=" ".join(content.split()),
                event=_name(event),
                status=_name(status),
                source=source,
                outlet=outlet,
                article=article,
                published=published,
                said=said,
                begin=begin,
                end=end,
            ),
        )
    places: dict[str, set[str]] = {}
    for one, place in graph.query("SELECT ?claim ?place WHERE { ?claim kg:reports ?what . ?what kg:place ?place }").rows:
        places.setdefault(str(one), set()).add(str(place))
    return tuple(replace(claim, places=tuple(sorted(places.get(claim.iri, ())))) for claim in found.values())


def _name(iri: str) -> str:
    return iri.rpartition("#")[2]


def newest(claims: Iterable[Dated], limit: int) -> tuple[Dated, ...]:
    """Return the claims of the newest articles, newest first."""
    return tuple(sorted(claims, key=lambda claim: (claim.published, claim.iri), reverse=True)[:limit])


def shown(visit: Visit, claims: Sequence[Dated], places: Mapping[str, int], by: str = "published") -> dict[str, object]:
    """Return the claims of one picture, for its script, with how many are left out.

    Where a picture cannot hold all claims it holds the newest of those that were asked for, and is ``partial``: another
    choice has to be asked of the server.
    """
    fitting = claims
    if len(claims) > CLAIMS:
        asked = choice(visit.parameters, by)
        fitting = [claim for claim in claims if asked.fits(claim)]
    held = rows(visit, newest(fitting, CLAIMS), places)
    return {**held, "left_out": max(0, len(fitting) - CLAIMS), "partial": visit.look.live and len(claims) > CLAIMS}


def numbered(values: Iterable[str]) -> dict[str, int]:
    """Return the distinct values with numbers, in their order; what is empty is left out."""
    return {value: number for number, value in enumerate(sorted({value for value in values if value}))}


def legend() -> list[dict[str, object]]:
    """Return the families of event types as pages and scripts show them."""
    return [{"name": name, "colour": colour} for name, colour, _ in FAMILIES]


def rows_of_events(events: Iterable[str]) -> list[dict[str, object]]:
    """Return types of event as scripts show them, each with the number of its family."""
    return [{"name": event, "words": words(event), "family": FAMILY_OF.get(event, len(FAMILIES) - 1)} for event in events]


def filters(claims: Iterable[Dated]) -> dict[str, object]:
    """Return what the form above a picture offers: families with their types, outlets, first and last day."""
    claims = tuple(claims)
    events = Counter(claim.event for claim in claims)
    days = sorted(claim.published for claim in claims if claim.published)
    return {
        "families": [
            (name, [(event, words(event), events[event]) for event in names if events[event]])
            for name, _, names in FAMILIES
            if any(events[event] for event in names)
        ],
        "outlets": list(numbered(claim.outlet for claim in claims)),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
    }


def families(claims: Iterable[Dated]) -> list[tuple[str, str]]:
    """Return the families of the claims' types of event, with their colours."""
    used = {FAMILY_OF.get(claim.event, len(FAMILIES) - 1) for claim in claims}
    return [(name, colour) for number, (name, colour, _) in enumerate(FAMILIES) if number in used]


def rows(visit: Visit, claims: Iterable[Dated], places: Mapping[str, int]) -> dict[str, object]:
    """Return claims as columns of equal length, with the lists that their numbers count in; scripts read them."""
    claims = tuple(claims)
    outlets, events = numbered(claim.outlet for claim in claims), numbered(claim.event for claim in claims)
    return {
        "outlets": list(outlets),
        "events": rows_of_events(events),
        "families": legend(),
        "claims": [
            {
                "href": href(visit, claim.iri),
                "words": shortened(claim.words),
                "event": events[claim.event],
                "status": claim.status,
                "source": shortened(claim.source, 80),
                "outlet": outlets.get(claim.outlet, -1),
                "published": claim.published,
                "said": claim.said,
                "begin": claim.begin or claim.end,
                "end": claim.end or claim.begin,
                "places": [places[place] for place in claim.places if place in places],
            }
            for claim in claims
        ],
    }


def href(visit: Visit, iri: str) -> str:
    """Return the reference to the page of a thing."""
    return visit.links.page(path_of(visit.graph.base, iri))


def shortened(text: str, length: int = 180) -> str:
    """Return a text cut at a word with an ellipsis where it is longer than ``length``."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of the pages with pictures, and of what their scripts load."""
    return ("network", "network.json", "map", "map.json", "timeline", "timeline.json", "query", "query.json")


def drawn(visit: Visit, name: str, title: str, payload: Callable[[Visit], dict[str, object]], **values: object) -> Page:
    """Return the page ``name``, or for ``name.json`` what its script draws.

    A page of files holds the data itself: a browser reads no file beside a page that was opened from a disk.
    """
    if visit.path.endswith(".json"):
        return data(visit, title, payload(visit))
    inline = None if visit.look.live else payload(visit)
    return html(visit, f"visual/{name}.html", title, inline=inline, source=visit.links.page(f"{name}.json"), **values)
