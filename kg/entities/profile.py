"""Describe each actor and place of the whole graph: its name, type, other names, coordinates, what contains it, and its links out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from kg.entities.bearers import Key, family_of
from kg.entities.decided import Decided, decided
from kg.entities.gazetteer import Entry, Gazetteer, shipped
from kg.entities.spelling import is_acronym
from kg.model import Appearance, Decision


class Profile(TypedDict):
    """Name the facts of one canonical resource; ``path`` is its path, ``inside`` the path of the place that contains it."""

    path: str
    name: str
    type: str
    aliases: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    inside: str | None
    matches: tuple[str, ...]


def profiles(
    appearances: Iterable[Appearance], assignment: Mapping[Key, str], decisions: Iterable[Decision] = (), gazetteer: Gazetteer | None = None
) -> list[Profile]:
    """Return the profile of each resource that appearances are assigned to, by path; decided names and types win.

    What a person has rejected has no profile. The place that contains another is named only where it is a resource of the graph.
    """
    known, rules = gazetteer or shipped(), decided(decisions)
    by_path: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in sorted(set(appearances), key=lambda a: (a.article, a.id)):
        by_path[assignment.get((appearance.article, appearance.id), appearance.id)].append(appearance)
    paths = frozenset(by_path)
    return [_profile(path, group, known, rules, paths) for path, group in sorted(by_path.items()) if path not in rules.rejected]


def _profile(path: str, group: Sequence[Appearance], gazetteer: Gazetteer, rules: Decided, paths: frozenset[str]) -> Profile:
    entry = next((e for a in group if (e := gazetteer.get(a.gazetteer))), None)
    name = rules.names.get(path) or (entry.name if entry else _name(group))
    aliases = {n for a in group for n in (a.name, *a.aliases)} - {name}
    return Profile(
        path=path,
        name=name,
        type=rules.types.get(path) or (entry.type if entry else _type(group)),
        aliases=tuple(sorted(aliases)),
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        inside=entry.inside if entry and entry.inside in paths and entry.inside != path else None,
        matches=_matches(entry),
    )


def _name(group: Sequence[Appearance]) -> str:
    """Return the name used most, an acronym only where nothing else is."""
    names: Counter[str] = Counter()
    for appearance in group:
        names[appearance.name] += appearance.mentions
    return min(names, key=lambda n: (is_acronym(n), -names[n], n))


def _type(group: Sequence[Appearance]) -> str:
    types: Counter[str] = Counter()
    for appearance in group:
        types[appearance.type] += appearance.mentions
    return min(types, key=lambda t: (family_of(t) == "any place", -types[t], t))


def _matches(entry: Entry | None) -> tuple[str, ...]:
    """Return the IRIs of an entry in GeoNames and Wikidata; only the gazetteer may say so."""
    if entry is None:
        return ()
    found = (
        f"https://sws.geonames.org/{entry.geonames}/" if entry.geonames else "",
        f"http://www.wikidata.org/entity/{entry.wikidata}" if entry.wikidata else "",
    )
    return tuple(sorted(iri for iri in found if iri))
