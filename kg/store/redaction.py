"""Find whom people decided to redact, and by what names and IRIs a graph would give them away.

A redacted person keeps one initial and a random token, drawn when the decision was made: nobody who guesses the name can
check the guess against the token, as a hash of the name would let him. The graph itself keeps what was read; what leaves it
through an edition (:mod:`kg.store.edition`) is covered by :mod:`kg.store.cover`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Action
from kg.store import curation
from kg.store.graphs import GraphStore
from kg.store.results import Iri
from kg.triples import iris

_REPLACED = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new }"
_NAMES = """
SELECT DISTINCT ?thing ?rank ?name WHERE {
  { ?thing skos:prefLabel|rdfs:label ?name BIND(1 AS ?rank) }
  UNION { ?thing skos:altLabel ?name BIND(2 AS ?rank) }
  UNION { ?appearance kg:appearanceOf ?thing ; schema:name|schema:alternateName ?name BIND(2 AS ?rank) }
  UNION { ?mention kg:refersTo ?thing ; a kg:Mention ; oa:hasSelector/oa:exact ?name BIND(3 AS ?rank) }
} ORDER BY ?rank ?name"""


@dataclass(frozen=True, slots=True)
class Redacted:
    """Hold a redacted person: the path it is given out under, its one initial, every IRI it had, and every name."""

    path: str
    label: str
    iris: frozenset[str]
    names: tuple[str, ...]


def new_token() -> str:
    """Return what a person whose name is not to be told is called: random, so that no guess can be checked against it."""
    return f"person-{secrets.token_hex(6)}"


def token_of(store: GraphStore, thing: str) -> str | None:
    """Return the token of a person who is redacted already, by any IRI of that person."""
    return next((person.path.removeprefix("actor/") for person in redacted(store) if thing in person.iris), None)


def redacted(store: GraphStore) -> tuple[Redacted, ...]:
    """Return the people whom standing decisions redact, by path; one whose thing was merged into another goes along.

    Of several decisions about one person the oldest gives the path, so that it stays what it was first published as.
    """
    decided = [one for one in curation.standing(curation.decisions(store))[0] if one.action is Action.REDACT]
    if not decided:
        return ()
    replaced = {str(old): str(new) for old, new in store.query(_REPLACED).rows}
    found: dict[str, Redacted] = {}
    for one in decided:
        thing = _last(one.subject, replaced)
        known = frozenset({thing, one.subject, *(old for old in replaced if _last(old, replaced) == thing)})
        names = _names(store, thing)
        if names and thing not in found:
            found[thing] = Redacted(
                f"actor/{one.object}", _initial(names[0]), known, tuple(sorted(set(names), key=lambda name: (-len(name), name)))
            )
    return tuple(sorted(found.values(), key=lambda person: person.path))


def _last(iri: str, replaced: dict[str, str]) -> str:
    seen = {iri}
    while (after := replaced.get(iri)) is not None and after not in seen:
        iri = after
        seen.add(iri)
    return iri


def _names(store: GraphStore, thing: str) -> list[str]:
    """Return the names of a person, the preferred one first; what stands for it without being a name is none."""
    return [str(name).strip() for _, _, name in store.query(_NAMES, {"thing": Iri(thing)}).rows if len(str(name).strip()) > 1]


def _initial(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), name[0])
    return f"{letter.upper()}."


def slugs(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the names of two words and more in a path or an address, and nothing where there are none."""
    found = sorted({iris.slug(name) for name in names if " " in name}, key=lambda slug: (-len(slug), slug))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, found)) + r")(?![a-z0-9])") if found else None


def words(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names in a text: as whole words, in any case, broken over lines or not."""
    found = sorted(set(names), key=lambda name: (-len(name), name))
    told = (r"\s+".join(map(re.escape, name.split())) for name in found)
    return re.compile(r"(?<!\w)(?:" + "|".join(told) + r")(?!\w)", re.IGNORECASE) if found else None
