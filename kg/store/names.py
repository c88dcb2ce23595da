"""Find the actor, place, article or claim that a person means by a name, an IRI or the beginning of either.

Names are compared without case, accents, punctuation and a leading article. In order: an IRI or its path below the base; the
preferred name; another name; what only one name begins with. A name that fits several things of one kind is refused with a
list of them: to guess would answer a question that nobody asked.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from kg.errors import NotFoundError
from kg.store.graphs import GraphStore
from kg.store.results import Iri
from kg.triples import iris
from kg.triples.vocab import KG

#: How many candidates or near names a message lists.
LISTED = 8
#: Below this likeness (0..1, difflib) two names have little in common; 0.6 is difflib's own default and offers one typo in three letters.
LIKENESS = 0.6

_LABELS = """
SELECT ?iri ?class ?rank ?label WHERE {
  VALUES ?class { kg:Actor kg:Place kg:Rejected }
  ?iri a ?class .
  { ?iri skos:prefLabel|rdfs:label ?label BIND(1 AS ?rank) } UNION { ?iri skos:altLabel ?label BIND(2 AS ?rank) }
}"""
_ARTICLES = """
SELECT ?iri ?class ?rank ?label WHERE {
  BIND(kg:Article AS ?class)
  ?iri a kg:Article .
  { ?iri kg:sourceName|schema:url|kg:key ?label BIND(1 AS ?rank) } UNION { ?iri schema:headline ?label BIND(2 AS ?rank) }
}"""
_SUCCESSOR = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new } ORDER BY ?new LIMIT 1"
_DECIDED = """
SELECT ?left ?right WHERE { ?decision kg:action kg:decide-same ; kg:about ?left ; kg:decided ?right FILTER(isIRI(?right)) }"""


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """Hold one thing with one of its names: ``kind`` is the local name of its class (``Actor``, ``Place``, ``Article``)."""

    kind: str
    iri: str
    rank: int
    label: str


def folded(text: str) -> str:
    """Return a name as it is compared: ASCII, lower case, words apart by one blank, no leading article."""
    plain = text if text.isascii() else anyascii(text)
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", "").replace("`", ""))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def things(store: GraphStore, kinds: Iterable[str]) -> list[Named]:
    """Return all names of the things of some kinds (``Actor``, ``Place``, ``Article``, ``Rejected``), sorted."""
    wanted = frozenset(kinds)
    rows = [
        *(store.query(_LABELS).rows if wanted & {"Actor", "Place", "Rejected"} else ()),
        *(store.query(_ARTICLES).rows if "Article" in wanted else ()),
    ]
    named = {Named(str(kind).removeprefix(KG), str(iri), int(str(rank)), str(label)) for iri, kind, rank, label in rows}
    return sorted(one for one in named if one.kind in wanted)


def resolve(store: GraphStore, text: str, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the IRIs that a name, IRI, path or unique beginning of a name stands for, at most one of each kind.

    A country is both a place and, where it acts, a state: asked for either kind, both are returned. Raises NotFoundError,
    whose ``nearest`` lists names that come close, where nothing answers or several things of one kind do.
    """
    if iri := known(store, text):
        return (iri,)
    candidates = match(things(store, kinds), text)
    if not candidates:
        raise _nothing(store, text, kinds)
    for kind in kinds:
        if len(same := sorted({one.iri for one in candidates if one.kind == kind})) > 1:
            raise _several(store, text, same, candidates)
    return tuple(sorted({one.iri for one in candidates}))


def match(named: Sequence[Named], text: str) -> list[Named]:
    """Return the things that a text names best: by preferred name, else by another, else by the beginning of one."""
    wanted, compared = folded(text), [(folded(one.label), one) for one in named]
    if not wanted:
        return []
    for rank in (1, 2):
        if exact := [one for label, one in compared if label == wanted and one.rank == rank]:
            return exact
    begins = [one for label, one in compared if label.startswith(wanted)]
    whole = [one for one in begins if folded(one.label).startswith(wanted + " ")]
    return whole or begins


def known(store: GraphStore, text: str) -> str | None:
    """Return the IRI of the graph that a text is, written whole or as the path below the base; a merged one leads on."""
    for iri in (text, iris.resource(store.base, text).value if re.fullmatch(r"[\w-]+/\S+", text) else ""):
        if "://" not in iri or re.search(r'[\s<>"{}|\\^`]', iri):
            continue
        for candidate in (iri, *_merged_with(store, iri)):
            if store.holds(candidate):
                return _successor(store, candidate)
    return None


def _successor(store: GraphStore, iri: str) -> str:
    """Return what took the place of a resource that was linked to another one, else the resource itself."""
    seen = {iri}
    while (rows := store.query(_SUCCESSOR, {"old": Iri(iri)}).rows) and str(rows[0][1]) not in seen:
        iri = str(rows[0][1])
        seen.add(iri)
    return iri


def _merged_with(store: GraphStore, iri: str) -> list[str]:
    """Return what people decided to be the same as ``iri``, over any number of decisions and cycles of them, sorted."""
    pairs = [(str(left), str(right)) for left, right in store.query(_DECIDED).rows]
    found, fresh = {iri}, {iri}
    while fresh:
        fresh = {end for pair in pairs if fresh & set(pair) for end in pair} - found
        found |= fresh
    return sorted(found - {iri})


def nearest(named: Iterable[Named], text: str) -> tuple[str, ...]:
    """Return the names that come closest to a text, best first."""
    labels: dict[str, str] = {}
    for one in named:
        labels.setdefault(folded(one.label), one.label)
    wanted = folded(text)
    inside = sorted((label for label in labels if wanted and wanted in label), key=lambda label: (len(label), label))
    close = difflib.get_close_matches(wanted, sorted(labels), n=LISTED, cutoff=LIKENESS)
    return tuple(labels[label] for label in dict.fromkeys((*close, *inside)))[:LISTED]


def _nothing(store: GraphStore, text: str, kinds: Sequence[str]) -> NotFoundError:
    near = nearest(things(store, kinds), text)
    words = f"nearest are {', '.join(near)}" if near else "nothing comes near; 'kg ask actors' and 'kg ask places' list what there is"
    return NotFoundError(f"no {' or '.join(kind.lower() for kind in kinds)} is called {text!r}; {words}", nearest=near)


def _several(store: GraphStore, text: str, same: Sequence[str], candidates: Sequence[Named]) -> NotFoundError:
    labels = {one.iri: one.label for one in reversed(candidates)}
    listed = [f"{iris.path_of(store.base, iri)} ({labels[iri]})" for iri in same[:LISTED]]
    more = f" and {len(same) - LISTED} more" if len(same) > LISTED else ""
    return NotFoundError(f"{text!r} may be any of {len(same)}: {', '.join(listed)}{more}; give one of these", nearest=tuple(same[:LISTED]))


def label_of(store: GraphStore, iri: str) -> str | None:
    """Return the preferred name of an actor or place, or the headline of an article; None for what has no name.

    What was rejected has the name that it had.
    """
    text = "SELECT ?iri ?label WHERE { ?iri skos:prefLabel|schema:headline|rdfs:label ?label } ORDER BY ?label LIMIT 1"
    found = store.query(text, {"iri": Iri(iri)}).rows
    return str(found[0][1]) if found else None
