"""Find claims, actors, places and articles by their words: what a person types, best first, with the words that were found.

The index finds, the graph tells: what is returned is read from the graph, and what the graph does not hold is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.store.fts import Finding
from kg.store.ftsrows import FIELDS
from kg.store.ftswords import Wanted, wanted
from kg.store.graphs import GraphStore
from kg.store.results import Cell

#: What can be found.
KINDS = ("actor", "article", "claim", "place")
#: Characters of a text that are shown around the words that were found.
SHOWN = 200

_BREAKS = re.compile(r"\s")
_PROPERTIES = {field: property for property, (field, _) in FIELDS.items()}
_TEXTS = """
SELECT ?thing ?text ?name ?in ?outlet ?published WHERE {{
  VALUES (?thing ?property ?graph) {{ {rows} }}
  GRAPH ?graph {{ ?thing ?property ?text }}
  OPTIONAL {{ ?thing skos:prefLabel|schema:headline ?label }}
  OPTIONAL {{ ?thing kg:sourceName ?source }}
  OPTIONAL {{ ?thing kg:inArticle ?in }}
  BIND(COALESCE(?label, ?source, ?text) AS ?name)
  BIND(COALESCE(?in, ?thing) AS ?article)
  OPTIONAL {{ ?article schema:publisher ?outlet }}
  OPTIONAL {{ ?article schema:datePublished ?published }}
}}
ORDER BY ?thing ?text ?name"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a thing that was found.

    ``field`` says where: label, alias, headline, content or text. ``snippet`` is that text, cut around what was found, and ``marks``
    are the spans of it with the words. ``article`` is the IRI of the article that a claim stands in; it or an article found has an
    ``outlet`` and a day on which it was ``published``, where that is known.
    """

    iri: str
    kind: str
    label: str
    field: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    article: str | None = None
    outlet: str | None = None
    published: dt.date | None = None


def search(store: GraphStore, words: str, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
    """Return what the graph holds of the words, best first: all kinds unless some of ``KINDS`` are given.

    All words must be there; ``"in quotes"`` as a phrase, ``flo*`` as a beginning, ``-word`` not, ``OR`` between two: either. Where no
    thing has the words, names are found that hold them inside a word. Raises QueryError for an unknown kind.
    """
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise QueryError(f"there is no kind {unknown[0]!r} to search; there are {', '.join(KINDS)}")
    looked_for = wanted(words)
    found = store.texts().find(looked_for, kinds, limit, offset)
    texts = _texts(store, found)
    return tuple(_hit(one, texts[one.subject], looked_for) for one in found if one.subject in texts)


def counts(store: GraphStore, words: str) -> Mapping[str, int]:
    """Return how many things of each kind the graph holds with the words, as ``search`` would find them."""
    return store.texts().counts(wanted(words))


def _texts(store: GraphStore, found: Sequence[Finding]) -> dict[str, list[dict[str, Cell]]]:
    """Return the texts of what was found, as the graph holds them, each with the name of the thing and where it stands."""
    rows = " ".join(f"(<{one.subject}> {_PROPERTIES[one.field]} <{one.graph}>)" for one in found)
    texts: dict[str, list[dict[str, Cell]]] = {}
    for row in store.query(_TEXTS.format(rows=rows)).records() if found else ():
        texts.setdefault(str(row["thing"]), []).append(row)
    return texts


def _hit(found: Finding, texts: Sequence[Mapping[str, Cell]], looked_for: Wanted) -> Hit:
    row = next((row for row in texts if looked_for.places(str(row["text"]))), texts[0])
    snippet, marks = cut(str(row["text"]), looked_for.places(str(row["text"])))
    published = row["published"] if isinstance(row["published"], dt.date) else None
    article, outlet = (None if row[name] is None else str(row[name]) for name in ("in", "outlet"))
    return Hit(found.subject, found.kind, str(row["name"]), found.field, snippet, marks, article, outlet, published)


def cut(text: str, places: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the part of a text with most of some places, on one line, and where they stand in it; ``…`` is what was left out."""
    text = _BREAKS.sub(" ", text)
    if len(text) <= SHOWN:
        return text, tuple(places)
    starts = [start for start, _ in places] or [0]
    first = max(starts, key=lambda start: (sum(start <= other < start + SHOWN - 40 for other in starts), -start))
    begin = _edge(text, max(0, first - 40), after=True)
    end = _edge(text, min(len(text), begin + SHOWN), after=False)
    before, behind = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(before) - begin
    return before + text[begin:end] + behind, tuple(
        (start + shift, stop + shift) for start, stop in places if start >= begin and stop <= end
    )


def _edge(text: str, place: int, *, after: bool) -> int:
    """Return the end of a word near a place; the place itself in a text without blanks."""
    if place in (0, len(text)):
        return place
    near = text.find(" ", place, place + 30) + 1 if after else text.rfind(" ", place - 30, place)
    return near if near > 0 else place
