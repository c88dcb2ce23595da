"""Describe each actor and place of the whole graph: its name, type, other names, coordinates, what contains it, and its links out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
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
    appearances: Iterable[Appearance],
    assignment: Mapping[Key, str],
    decisions: Iterable[Decision] = (),
    gazetteer: Gazetteer | None = None,
    homes: Mapping[str, str] | None = None,
) -> list[Profile]:
    """Return the profile of each resource that appearances are assigned to, by path; decided names and types win.

    What a person has rejected has no profile (:func:`rejections` names it). The place that contains another is named only
    where it is a resource of the graph. ``homes`` leads a decision about a path that was since given up to the new one.
    """
    known, by_path = gazetteer or shipped(), _by_path(appearances, assignment)
    rules = _led(decided(decisions), by_path, homes or {})
    accepted = frozenset(path for path in by_path if path not in rules.rejected)
    return [_profile(path, by_path[path], known, rules, accepted) for path in sorted(accepted)]


def rejections(
    appearances: Iterable[Appearance], assignment: Mapping[Key, str], decisions: Iterable[Decision], homes: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the paths of the resources that a person has said to be no actor or place at all, with the name each had."""
    by_path = _by_path(appearances, assignment)
    rules = _led(decided(decisions), by_path, homes or {})
    return {path: rules.names.get(path) or _name(by_path[path]) for path in sorted(rules.rejected & by_path.keys())}


def _by_path(appearances: Iterable[Appearance], assignment: Mapping[Key, str]) -> dict[str, list[Appearance]]:
    by_path: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in sorted(set(appearances), key=lambda a: (a.article, a.id)):
        by_path[assignment.get((appearance.article, appearance.id), appearance.id)].append(appearance)
    return by_path


def _led(rules: Decided, paths: Collection[str], homes: Mapping[str, str]) -> Decided:
    """Return rules about the paths in use: a new article may give a resource another path than the one decided about."""

    def now(path: str) -> str:
        return path if path in paths else homes.get(path, path)

    names, types = ({now(path): value for path, value in told.items()} for told in (rules.names, rules.types))
    return replace(rules, names=names, types=types, rejected=frozenset(map(now, rules.rejected)))


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
