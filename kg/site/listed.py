"""Tell whether a page of a list would be another one now: by what stands in its rows, without making it.

Lists grow with the graph and are many pages; most of them are the same after one article changed. A page of a list is made
anew where its rows, their number or the name over them changed, or where a change reached one of the things in them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.pages import tables
from kg.pages.claimed import labels
from kg.pages.lists import SIZE
from kg.pages.things import claims_of
from kg.store.graphs import GraphStore
from kg.triples.iris import resource

_TABLES: Mapping[str, Callable[[GraphStore], Sequence[object]]] = {
    "actors": tables.actors,
    "places": tables.places,
    "claims": lambda store: list(tables.claims(store).values()),
    "comparisons": lambda store: list(tables.comparisons(store).values()),
    "articles": lambda store: list(tables.articles(store).values()),
}
_PAGE = re.compile(r"(?:(?P<table>\w+)|(?P<thing>(?:actor|place)/[^/]+)/(?P<how>says|about))(?:/(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold what a page of a list shows: a digest of its rows and of what stands over them, and the things in them."""

    key: str
    things: frozenset[str]


def listed(store: GraphStore, path: str) -> Listed | None:
    """Return what a page of a list shows; None for a page that is none."""
    found = _PAGE.fullmatch(path)
    if found is None or (found["table"] and found["table"] not in _TABLES):
        return None
    if found["table"]:
        over, rows = "", _TABLES[found["table"]](store)
    else:
        iri = resource(store.base, found["thing"]).value
        over, rows = labels(store, [iri]).get(iri, ""), _claims(store, iri, found["how"])
    start = (int(found["number"] or 1) - 1) * SIZE
    shown = list(rows[start : start + SIZE])
    digest = hashlib.blake2b(repr((len(rows), over, shown)).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Listed(digest, frozenset(str(getattr(row, "iri", row)) for row in shown))


@lru_cache(maxsize=4)
def _claims(store: GraphStore, iri: str, how: str) -> Sequence[str]:
    """Return the claims of a thing; the pages of one list follow each other, so they are gathered once for all of them."""
    return claims_of(store, iri, how)
