"""Join imported entries to the shipped gazetteer, so that both are looked up as one.

What is the same: an entry of one identifier (Wikidata, GeoNames); else, save for people, the only one of that name, type and country that
stands where it stands. It keeps the id and the type that it had, and gains names and what it lacked. Everything else is new.

What an import may not do: hide what was known, and name strangers. A name that others bear, every name of a person, and every name of a
small place counts only in an article that speaks of the entry's country; a person's single name counts never. The result is a function
of the set of sources: their order changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count
from math import cos, hypot, radians

from kg.entities.gazetteer import PLACE_TYPES, Entry, Gazetteer
from kg.entities.recognise import WELL_KNOWN
from kg.entities.spelling import fold
from kg.model import ActorType, PlaceType

#: Two gazetteers put one settlement some kilometres apart, and two of one name in one country seldom stand so near each other.
NEAR_KM = 30
_KM_PER_DEGREE = 111.2
_Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Additions:
    """Hold what imports change in a gazetteer: entries by id, new ones and others enriched, and whole rows of names by folded name."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[str, ...]]


def with_imported(base: Gazetteer, sources: Mapping[str, Iterable[Entry]]) -> Gazetteer:
    """Return a gazetteer that knows what ``base`` knows and what the sources (name to entries) add to it."""
    added = additions(base, sources)
    return replace(base, entries={**base.entries, **added.entries}, names={**base.names, **added.names})


def additions(base: Gazetteer, sources: Mapping[str, Iterable[Entry]]) -> Additions:
    """Return what the sources (name to entries) change in a gazetteer."""
    pool = _Pool(base)
    for source in sorted(sources):
        pool.add(source, sorted(sources[source], key=lambda entry: entry.id))
    return pool.additions()


class _Pool:
    """Hold the entries while imported ones are joined to them."""

    def __init__(self, base: Gazetteer) -> None:
        self.base = base
        self.fold = cache(fold)  # each name is folded some four times, and there may be more of them than fold itself remembers
        self.entries = dict(base.entries)
        self.names: dict[str, set[str]] = defaultdict(set, {key: set(ids) for key, ids in base.names.items()})
        self.touched: set[str] = set()
        self._keys: set[str] = set()
        self._cities = {row[6]: f"place/{id}" for id, row in base.cities.rows.items()}
        self._same: dict[tuple[bool, str, str], str] = {}
        for entry in base.entries.values():
            self._identify(entry)

    def add(self, source: str, entries: Sequence[Entry]) -> None:
        """Add the entries of one source; what contains a place is one of the same source."""
        ids: dict[str, str] = {}
        for entry in entries:
            known = self._known(entry)
            made = _enriched(known, entry) if known else replace(entry, id=self._free(entry, source))
            ids[entry.id] = made.id
            self.entries[made.id] = made
            self.touched.add(made.id)
            self._identify(made)
            for name in _names(made):
                key = self.fold(name)
                self.names[key].add(made.id)
                self._keys.add(key)
        for entry in entries:
            self._contain(ids[entry.id], ids.get(entry.inside or ""))

    def _identify(self, entry: Entry) -> None:
        for kind, value in (("geonames", entry.geonames), ("wikidata", entry.wikidata)):
            if value:
                self._same.setdefault((entry.is_place, kind, value), entry.id)

    def _known(self, entry: Entry) -> Entry | None:
        """Return the entry that an imported one is another record of, or None."""
        for kind, value in (("wikidata", entry.wikidata), ("geonames", entry.geonames)):
            id = self._same.get((entry.is_place, kind, value or "")) or (self._cities.get(value or "") if kind == "geonames" else None)
            if id and entry.is_place == id.startswith("place/"):
                return self.entries.get(id) or self._city(id)
        if entry.type == ActorType.PERSON:
            return None
        key = self.fold(entry.name)
        cities = (city.id for city in self.base.cities.named(key) if entry.is_place)
        ids = dict.fromkeys((*sorted(self.names.get(key, ())), *cities))
        alike = [one for id in ids if (one := self.entries.get(id) or self._city(id)) and _compatible(one, entry)]
        return alike[0] if len(alike) == 1 else None

    def _city(self, id: str) -> Entry | None:
        """Return a shipped city with the names it is looked up by, which its entry does not carry."""
        city = self.base.cities.get(id)
        return replace(city, aliases=_keys(self.base, id)) if city else None

    def _free(self, entry: Entry, source: str) -> str:
        tail = entry.geonames or entry.wikidata or source
        choices = chain((entry.id, f"{entry.id}-{tail}"), (f"{entry.id}-{tail}-{n}" for n in count(2)))
        return next(id for id in choices if id not in self.entries and id.removeprefix("place/") not in self.base.cities.rows)

    def _contain(self, id: str, inside: str | None) -> None:
        """Set what contains a new place, its country where the file does not tell; a chain that comes back to its start is cut."""
        entry = self.entries[id]
        country = self.base.cities.countries.get(entry.country) if entry.is_place and entry.type != PlaceType.COUNTRY else None
        own = inside or (entry.inside if id in self.base.entries or entry.inside in self.entries else None) or country
        step, seen = own, {id}
        while step and step not in seen:
            seen.add(step)
            step = self.entries[step].inside if step in self.entries else None
        self.entries[id] = replace(entry, inside=None if step else own)

    def additions(self) -> Additions:
        """Return all that is no longer as it was before."""
        for id in sorted(self.touched):
            self.entries[id] = self._careful(self.entries[id])
        kept = defaultdict(set)
        for id in self.touched:
            for name in _names(self.entries[id]):
                kept[self.fold(name)].add(id)
        names = {key: self._ranked(key, self.names[key], kept) for key in sorted(self._keys)}
        return Additions({id: self.entries[id] for id in sorted(self.touched)}, {key: ids for key, ids in names.items() if ids})

    def _ranked(self, key: str, ids: set[str], kept: Mapping[str, set[str]]) -> tuple[str, ...]:
        stay = (id for id in ids if id not in self.touched or id in kept.get(key, ()))
        return tuple(sorted(stay, key=lambda id: (-self.entries[id].weight, id)))

    def _careful(self, entry: Entry) -> Entry:
        """Return a touched entry with the names that alone do not tell it marked loose, or gone where no country could tell it."""
        shipped = self.base.get(entry.id)
        known = (shipped.name, *shipped.aliases, *_keys(self.base, entry.id)) if shipped else ()
        firm = frozenset(self.fold(name) for name in known)
        added = {self.fold(name) for name in _names(entry)} - firm
        everywhere = entry.type == PlaceType.COUNTRY or entry.weight >= WELL_KNOWN
        small = entry.type == ActorType.PERSON or (entry.is_place and not everywhere)
        world = entry.id.partition("/")[0]
        shared = {key for key in added if small or any(id.startswith(world) for id in self.names[key] - {entry.id})}
        if entry.country:
            return replace(entry, loose=entry.loose | shared)
        borne = {key for key in shared if self.names[key] - {entry.id}} - {self.fold(entry.name)}
        aliases = tuple(alias for alias in entry.aliases if self.fold(alias) not in borne)
        return replace(entry, aliases=aliases, curated=entry.curated or entry.is_place)


def _names(entry: Entry) -> Iterator[str]:
    """Yield the names by which an entry is looked up: of a person none of a single word, and none without a Latin letter."""
    whole = entry.type == ActorType.PERSON and not entry.curated
    for name in (entry.name, *entry.aliases):
        if any(letter.isascii() and letter.isalnum() for letter in name) and not (whole and " " not in fold(name)):
            yield name


def _keys(base: Gazetteer, id: str) -> tuple[str, ...]:
    """Return the folded names of a shipped city."""
    row = base.cities.rows.get(id.removeprefix("place/"))
    return tuple(row[2].split("|")) if row else ()


def _enriched(known: Entry, entry: Entry) -> Entry:
    """Return a known entry with what another record of it adds."""
    single = known.type == ActorType.PERSON
    names = {name for name in (entry.name, *entry.aliases) if fold(name) != fold(known.name) and not (single and " " not in fold(name))}
    here = known.latitude is not None and known.longitude is not None
    return replace(
        known,
        aliases=tuple(sorted({*known.aliases, *names})),
        country=known.country or entry.country,
        latitude=known.latitude if here else entry.latitude,
        longitude=known.longitude if here else entry.longitude,
        geonames=known.geonames or entry.geonames,
        wikidata=known.wikidata or entry.wikidata,
        weight=known.weight or entry.weight,
        loose=known.loose | entry.loose,
    )


def _compatible(known: Entry, entry: Entry) -> bool:
    """Tell whether nothing speaks against two entries of one name being records of one thing."""
    ids = ((known.geonames, entry.geonames), (known.wikidata, entry.wikidata))
    if any(one and other and one != other for one, other in ids) or known.is_place != entry.is_place:
        return False
    if _family(known.type) != _family(entry.type):
        return False
    if known.country and entry.country and not {*known.country.split("|")} & {*entry.country.split("|")}:
        return False
    return not entry.is_place or _near(known, entry)


def _family(kind: str) -> str:
    return kind if kind in PLACE_TYPES or kind in (ActorType.PERSON, ActorType.STATE) else "organisation"


def _near(one: Entry, other: Entry) -> bool:
    """Tell whether two places stand near each other; where one has no position, whether they are of one country."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return bool(one.country) and one.country == other.country
    east = (one.longitude - other.longitude + 180) % 360 - 180
    return hypot(one.latitude - other.latitude, east * cos(radians(one.latitude))) * _KM_PER_DEGREE <= NEAR_KM
