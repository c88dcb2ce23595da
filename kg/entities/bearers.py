"""Gather the appearances of all articles into bearers of names: what is one thing by its name alone, before names are compared.

A bearer is known by its gazetteer entry; or, without one, by its world (actor or place), its family of types, its
folded name and, for a place, the countries its articles speak of. A person of one name ("Mahmoud, 13") or of a nom de
guerre ("Umm Yunis") without an entry is a bearer in each article anew.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.entities.forms import without_titles
from kg.entities.gazetteer import PLACE_TYPES, Gazetteer
from kg.entities.spelling import fold, is_acronym, slug
from kg.model import ActorType, Appearance, PlaceType

#: First words of a nom de guerre or a "mother of": many bear it, so that it links nobody across articles.
KUNYAS = frozenset({"abu", "abou", "umm", "um", "oum", "om"})
_VAGUE = frozenset({PlaceType.REGION, PlaceType.OTHER, PlaceType.DESERT})
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Hold the appearances that are one thing by name; ``home`` is the path they would have were nothing else known.

    ``once`` marks what its name links to nothing in other articles; ``context`` has the other places that its articles name.
    """

    home: str
    family: str
    name: str
    aliases: tuple[str, ...]
    gazetteer: str | None
    countries: frozenset[str]
    appearances: tuple[Appearance, ...]
    once: bool = False
    context: frozenset[str] = frozenset()

    @property
    def place(self) -> bool:
        """Tell whether the bearer is a place."""
        return self.home.startswith("place/")

    @property
    def mentions(self) -> int:
        """Return how often the bearer is named in all articles."""
        return sum(a.mentions for a in self.appearances)


def bearers(appearances: Iterable[Appearance], gazetteer: Gazetteer, apart: Collection[Key] = ()) -> tuple[Bearer, ...]:
    """Return the bearers of names, sorted by home; the appearances ``apart`` (article, id) are each one of their own."""
    groups: dict[tuple[object, ...], list[Appearance]] = defaultdict(list)
    for appearance in sorted(set(appearances), key=lambda a: (a.article, a.id)):
        groups[_identity(appearance, gazetteer, (appearance.article, appearance.id) in apart)].append(appearance)
    made = (_bearer(tuple(group), gazetteer, identity[0] == "once") for identity, group in groups.items())
    return tuple(sorted(made, key=lambda b: (b.home, b.family, sorted(b.countries), b.appearances[0].article)))


def family_of(kind: str) -> str:
    """Return the family of a type: things of two families are never one; "any place" goes with every kind of place."""
    if kind in PLACE_TYPES:
        return "any place" if kind in _VAGUE else kind
    return kind if kind in (ActorType.PERSON, ActorType.STATE) else "organisation"


def _identity(appearance: Appearance, gazetteer: Gazetteer, apart: bool) -> tuple[object, ...]:
    if apart or (not appearance.gazetteer and appearance.type == ActorType.PERSON and _common(appearance)):
        return "once", appearance.article, appearance.id
    if appearance.gazetteer:
        return "entry", appearance.gazetteer
    world = "place" if appearance.type in PLACE_TYPES else "actor"
    countries = _countries(appearance, gazetteer) if world == "place" else frozenset()
    return "name", world, family_of(appearance.type), _name_key(appearance), tuple(sorted(countries))


def _name_key(appearance: Appearance) -> str:
    key = fold(appearance.name)
    return without_titles(key) if appearance.type == ActorType.PERSON else key


def _common(appearance: Appearance) -> bool:
    """Tell whether a personal name is one that many people bear: a single word, or a nom de guerre of two."""
    words = without_titles(fold(appearance.name)).split()
    return len(words) < 2 or (words[0] in KUNYAS and len(words) < 3)


def _countries(appearance: Appearance, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the ISO codes of the countries that the article of an appearance speaks of, as far as its other places tell."""
    entries = (gazetteer.get(place) for place in appearance.context)
    return frozenset(entry.country for entry in entries if entry and entry.country)


def _bearer(group: tuple[Appearance, ...], gazetteer: Gazetteer, once: bool) -> Bearer:
    first = group[0]
    names: dict[str, int] = defaultdict(int)
    for appearance in group:
        names[appearance.name] += appearance.mentions
    name = min(names, key=lambda n: (is_acronym(n), -names[n], n))
    aliases = {alias for a in group for alias in (*a.aliases, a.name)} - {name}
    countries = frozenset().union(*(_countries(a, gazetteer) for a in group))
    entry = None if once and first.gazetteer is None else first.gazetteer
    context = frozenset(place for a in group for place in a.context if fold(place) != fold(name) and place != first.gazetteer)
    return Bearer(_home(first, name, once), family_of(first.type), name, tuple(sorted(aliases)), entry, countries, group, once, context)


def _home(first: Appearance, name: str, once: bool) -> str:
    """Return the path of a bearer, made from its own content alone so that other articles do not change it."""
    if first.gazetteer and not once:
        return first.gazetteer
    world = "place" if first.type in PLACE_TYPES else "actor"
    plain = slug(without_titles(fold(name)) if first.type == ActorType.PERSON else name)
    marked = first.type in (PlaceType.PROVINCE, PlaceType.CAMP, PlaceType.RIVER) and first.type not in plain.split("-")
    path = f"{world}/{plain}-{first.type}" if marked else f"{world}/{plain}"
    return f"{path}-{digest(first.article, first.id)}" if once else path


def digest(*parts: str) -> str:
    """Return six hexadecimal digits that stand for the parts in their order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:6]
