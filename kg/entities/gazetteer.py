"""Look names up in the shipped gazetteer: actors and places that recur in the news, countries with their adjectives, cities.

What is there: ``lexicon/gazetteer/actors.csv`` and ``places.csv`` are curated by hand; ``countries.csv`` and ``cities.csv`` are made from
GeoNames (CC BY 4.0) by ``training/gazetteer.py``, and identifiers stand only where they were read from there.
Why two kinds of look-up: a name is looked up by its folded form; a description ("the Kurdish-led force") by the words after its article.
Limits: an unknown name is as good as a known one, it only has no identifier and no coordinates.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.entities.spelling import fold, slug
from kg.model import ActorType, PlaceType
from kg.resources import folder

ACTOR_TYPES = frozenset(ActorType)
PLACE_TYPES = frozenset(PlaceType)
#: Cities with fewer people than this are not taken for the meaning of a bare name unless the article points to their country.
WELL_KNOWN = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what the gazetteer knows of one actor or place; ``inside`` is the id of the place that contains it.

    ``id`` is "actor/..." or "place/..."; ``country`` an ISO 3166-1 code (several joined by "|"); ``weight`` the population of a place.
    ``loose`` names its folded aliases that others bear too ("the Senate"): they need the country to be named in the article.
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

    @property
    def is_place(self) -> bool:
        """Tell whether the entry is a place; else it is an actor."""
        return self.id.startswith("place/")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Hold entries by id, by folded name and by description; build it with :func:`gazetteer_of`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str, *, place: bool) -> tuple[Entry, ...]:
        """Return the actors or places that bear a name, the weightiest first."""
        prefix = "place/" if place else "actor/"
        return tuple(self.entries[i] for i in self.names.get(fold(name), ()) if i.startswith(prefix))

    def described(self, words: str) -> tuple[Entry, ...]:
        """Return the entries that a description without its article is known to stand for."""
        return tuple(self.entries[i] for i in self.descriptions.get(fold(words), ()))

    def get(self, id: str | None) -> Entry | None:
        """Return the entry with an id, or None."""
        return self.entries.get(id) if id else None

    def country_of(self, adjective: str) -> str | None:
        """Return the ISO code that an adjective or people's name belongs to ("Syrian", "Britons"), or None."""
        return self.countries.get(fold(adjective))


def gazetteer_of(entries: Iterable[Entry], adjectives: Mapping[str, str] | None = None) -> Gazetteer:
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
    )


def _country(row: Mapping[str, str]) -> tuple[Entry, Entry]:
    """Return a country as a place and as the state that acts: two entries of one name."""
    aliases, id = _split(row["aliases"]), slug(row["name"])
    place = Entry(
        id=f"place/{id}", name=row["name"], type=PlaceType.COUNTRY, aliases=aliases, country=row["iso"], geonames=row["geonames"],
        latitude=_number(row["latitude"]), longitude=_number(row["longitude"]), weight=int(row["population"]),
    )  # fmt: skip
    state = Entry(id=f"actor/{id}", name=row["name"], type=ActorType.STATE, aliases=aliases, country=row["iso"], weight=int(row["population"]))
    return place, state


def _cities(taken: set[str], states: Mapping[str, str]) -> Iterable[Entry]:
    """Yield the cities of GeoNames; of namesakes the largest keeps the plain id, the others add their country or number."""
    with (folder("lexicon") / "gazetteer" / "cities.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for geonames, name, aliases, country, latitude, longitude, population in rows:
            plain = slug(name)
            id = next(i for i in (plain, f"{plain}-{country.lower()}", f"{plain}-{geonames}") if f"place/{i}" not in taken)
            taken.add(f"place/{id}")
            yield Entry(
                f"place/{id}", name, PlaceType.SETTLEMENT, _split(aliases), (), country, states.get(country),
                float(latitude), float(longitude), geonames, None, int(population),
            )  # fmt: skip


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that kg ships; read once."""
    rows = _rows("countries")
    entries = [entry for row in rows for entry in _country(row)]
    states = {row["iso"]: f"place/{slug(row['name'])}" for row in rows}
    entries += [_curated(row, "actor") for row in _rows("actors")]
    entries += [_curated(row, "place") for row in _rows("places")]
    known = {entry.geonames for entry in entries if entry.geonames}
    entries += [city for city in _cities({entry.id for entry in entries}, states) if city.geonames not in known]
    return gazetteer_of(entries, {word: row["iso"] for row in rows for word in _split(row["adjectives"])})
