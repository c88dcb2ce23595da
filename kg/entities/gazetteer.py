"""Look names up in the shipped gazetteer: actors and places that recur in the news, countries with their adjectives, cities.

What is there: ``lexicon/gazetteer/actors.csv`` and ``places.csv`` are curated by hand; ``countries.csv`` and ``cities.csv`` are made from
GeoNames (CC BY 4.0) by ``training/gazetteer.py``, and identifiers stand only where they were read from there.
Why two kinds of look-up: a name is looked up by its folded form; a description ("the Kurdish-led force") by the words after its article.
Limits: an unknown name is as good as a known one, it only has no identifier and no coordinates.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.entities.spelling import fold, slug
from kg.model import ActorType, PlaceType
from kg.resources import folder

ACTOR_TYPES = frozenset(ActorType)
PLACE_TYPES = frozenset(PlaceType)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what the gazetteer knows of one actor or place; ``inside`` is the id of the place that contains it.

    ``id`` is "actor/..." or "place/..."; ``country`` an ISO 3166-1 code (several joined by "|"); ``weight`` the
    population of a place. ``curated`` marks what a person put in; ``loose`` names its folded aliases that others bear
    too ("the Senate"): they need the country to be named in the article.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    country: str = ""
    inside: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    wikidata: str | None = None
    weight: int = 0
    loose: frozenset[str] = frozenset()
    curated: bool = False

    @property
    def is_place(self) -> bool:
        """Tell whether the entry is a place; else it is an actor."""
        return self.id.startswith("place/")


def _city(row: Sequence[str], inside: str | None) -> Entry:
    """Return a row of ``cities.csv`` as an entry."""
    id, name, _, country, latitude, longitude, geonames, population = row
    return Entry(
        f"place/{id}", name, PlaceType.SETTLEMENT, country=country, inside=inside, latitude=float(latitude), longitude=float(longitude),
        geonames=geonames, weight=int(population),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cities:
    """Hold the rows of ``cities.csv``, by id and by folded name, and make entries of them only when asked: there are 34,000."""

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)

    def named(self, key: str) -> Iterator[Entry]:
        """Yield the cities that bear a folded name, the largest first."""
        return (entry for id in self.names.get(key, ()) if (entry := self.get(f"place/{id}")))

    def get(self, id: str) -> Entry | None:
        """Return the city with an id, or None."""
        row = self.rows.get(id.removeprefix("place/"))
        return _city(row, self.countries.get(row[3])) if row else None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Hold entries by id, by folded name and by description; build it with :func:`gazetteer_of`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    cities: Cities = field(default_factory=Cities)
    states: Mapping[str, str] = field(default_factory=dict)

    def state_of(self, code: str | None) -> Entry | None:
        """Return the state, as an actor, of an ISO country code, or None."""
        return self.entries.get(self.states.get(code or "", ""))

    def named(self, name: str, *, place: bool) -> tuple[Entry, ...]:
        """Return the actors or places that bear a name: the curated first, then cities, in each the weightiest first."""
        prefix, key = "place/" if place else "actor/", fold(name)
        curated = [self.entries[i] for i in self.names.get(key, ()) if i.startswith(prefix)]
        return (*curated, *(city for city in self.cities.named(key) if city.id not in self.entries)) if place else tuple(curated)

    def described(self, words: str) -> tuple[Entry, ...]:
        """Return the entries that a description without its article is known to stand for."""
        return tuple(self.entries[i] for i in self.descriptions.get(fold(words), ()))

    def get(self, id: str | None) -> Entry | None:
        """Return the entry with an id, or None."""
        return (self.entries.get(id) or self.cities.get(id)) if id else None

    def country_of(self, adjective: str) -> str | None:
        """Return the ISO code that an adjective or people's name belongs to ("Syrian", "Britons"), or None."""
        return self.countries.get(fold(adjective))


def gazetteer_of(entries: Iterable[Entry], adjectives: Mapping[str, str] | None = None, cities: Cities | None = None) -> Gazetteer:
    """Index entries; among namesakes the one with more weight, then the lesser id, comes first."""
    by_id = {entry.id: entry for entry in entries}
    names: dict[str, set[str]] = {}
    descriptions: dict[str, set[str]] = {}
    for entry in by_id.values():
        for name in (entry.name, *entry.aliases):
            names.setdefault(fold(name), set()).add(entry.id)
        for words in entry.descriptions:
            descriptions.setdefault(fold(words), set()).add(entry.id)

    def ranked(ids: set[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda i: (-by_id[i].weight, i)))

    return Gazetteer(
        by_id,
        {k: ranked(v) for k, v in names.items()},
        {k: ranked(v) for k, v in descriptions.items()},
        {fold(a): code for a, code in (adjectives or {}).items()},
        cities or Cities(),
        {entry.country: entry.id for entry in by_id.values() if entry.type == ActorType.STATE},
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (folder("lexicon") / "gazetteer" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _curated(row: Mapping[str, str], kind: str) -> Entry:
    return Entry(
        id=f"{kind}/{row['id']}",
        name=row["name"],
        type=row["type"],
        aliases=tuple(alias.removeprefix("~") for alias in _split(row["aliases"])),
        loose=frozenset(fold(alias) for alias in _split(row["aliases"]) if alias.startswith("~")),
        descriptions=_split(row.get("descriptions", "")),
        country=row["country"],
        inside=f"place/{row['inside']}" if row.get("inside") else None,
        latitude=_number(row.get("latitude", "")),
        longitude=_number(row.get("longitude", "")),
        geonames=row.get("geonames") or None,
        wikidata=row.get("wikidata") or None,
        weight=int(row.get("weight") or 0),
        curated=True,
    )


def _country(row: Mapping[str, str]) -> tuple[Entry, Entry]:
    """Return a country as a place and as the state that acts: two entries of one name."""
    aliases, id = _split(row["aliases"]), slug(row["name"])
    place = Entry(
        id=f"place/{id}", name=row["name"], type=PlaceType.COUNTRY, aliases=aliases, country=row["iso"], geonames=row["geonames"],
        latitude=_number(row["latitude"]), longitude=_number(row["longitude"]), weight=int(row["population"]),
    )  # fmt: skip
    state = Entry(
        id=f"actor/{id}", name=row["name"], type=ActorType.STATE, aliases=aliases, country=row["iso"], weight=int(row["population"])
    )
    return place, state


def _cities(countries: Mapping[str, str]) -> Cities:
    with (folder("lexicon") / "gazetteer" / "cities.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        by_id = {row[0]: row for row in rows}
    names: dict[str, list[str]] = {}
    for id, row in by_id.items():
        for key in row[2].split("|"):
            names.setdefault(key, []).append(id)
    return Cities(by_id, names, countries)


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that kg ships; read once."""
    rows = _rows("countries")
    entries = [entry for row in rows for entry in _country(row)]
    states = {row["iso"]: f"place/{slug(row['name'])}" for row in rows}
    entries += [_curated(row, "actor") for row in _rows("actors")]
    entries += [_curated(row, "place") for row in _rows("places")]
    return gazetteer_of(entries, {word: row["iso"] for row in rows for word in _split(row["adjectives"])}, _cities(states))
