"""Find what may look different after a change: the things whose page or list shows something of what changed.

A page shows a thing, what it says and what is said of it, and names what those lead to: an actor's claims with their places,
outlets and comparisons; a claim's speaker and the claims that it is compared with. So a change travels over claims, events,
mentions, relations and comparisons, and ends at actors, places and articles: that one more article speaks of a country does not
change the pages of all others that do. Only where a name, a class or a successor changes does it travel on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.store.graphs import GraphStore
from kg.triples import vocab

#: Steps from a speaker's name to the pages that show it: event, claim, comparison, the claims compared with it.
STEPS = 4
#: Things asked about in one query.
BATCH = 500

_PASSING = re.compile(r"(?:article/[^/]+/(?:claim|event|quantity|mention|reference|relation)|comparison|link|post)/")
_HUB = re.compile(r"(?:actor|place|role|run|software)/")
_SHOWN = frozenset(node.value for node in (vocab.PREF_LABEL, vocab.LABEL, vocab.TYPE, vocab.REPLACED_BY, vocab.LAT, vocab.LONG))
_NEAR = """
SELECT DISTINCT ?near WHERE {
  VALUES ?thing { %s }
  { ?thing ?property ?near FILTER(isIRI(?near)) } UNION { ?near ?property ?thing }
}"""

#: Subject, property and, where it is an IRI, object of a statement that was added or taken away.
Edge = tuple[str, str, str | None]


def reached(store: GraphStore, changed: Iterable[Edge]) -> frozenset[str]:
    """Return the IRIs under the base whose pages may show something of the statements that changed.

    ``store`` is the graph as it is now; what was taken away has to be among ``changed``.
    """
    found, source = set[str](), set[str]()
    for subject, predicate, target in changed:
        found |= {one for one in (subject, target) if one is not None and one.startswith(store.base)}
        if subject.startswith(store.base) and (predicate in _SHOWN or not _HUB.match(subject.removeprefix(store.base))):
            source.add(subject)
    for _ in range(STEPS):
        near = set(_near(store, sorted(source)))
        source = {one for one in near - found if _PASSING.match(one.removeprefix(store.base))}
        found |= near
        if not source:
            break
    return frozenset(found)


def _near(store: GraphStore, things: list[str]) -> Iterator[str]:
    """Yield what things lead to and what leads to them, below the base."""
    for start in range(0, len(things), BATCH):
        told = " ".join(f"<{thing}>" for thing in things[start : start + BATCH])
        for (near,) in store.query(_NEAR % told).rows:
            if str(near).startswith(store.base):
                yield str(near)
