"""Hold one row of a file of names before it is an entry of the gazetteer, and check what every format has in common.

Readers of formats yield rows, problems and what they leave out; :mod:`kg.entities.imports` makes entries of the rows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.entities.spelling import fold
from kg.errors import FieldError
from kg.model import ActorType, PlaceType
from kg.resources import toml_table

_TYPES = frozenset([*ActorType, *PlaceType])


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what one row says: ``key`` identifies the thing in its file, ``inside`` is the key of what contains it.

    ``weak`` names are names that others bear too; ``type`` is an ActorType or PlaceType value; ``country`` an ISO 3166-1 code or several
    joined by "|". Identifiers are those of the row's own columns.
    """

    key: str
    name: str
    type: str
    line: int | None = None
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    country: str = ""
    inside: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    wikidata: str | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Say why a row that is in order is no entry: it is of a kind that is neither actor nor place of the news."""

    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a row stands, for the messages about it: the file, the line, and the type of rows that name none."""

    source: str
    line: int | None = None
    type: str | None = None

    def error(self, field: str, words: str) -> FieldError:
        """Return the refusal of the row for what one of its fields holds."""
        return FieldError(words, field=field, source=self.source, line=self.line)


def name_of(text: object, field: str, where: Place) -> str:
    """Return a name without idle blanks; FieldError where nothing is left that could be looked up."""
    name = " ".join(str(text or "").split())
    if not fold(name):
        raise where.error(field, f"{field} {str(text or '')[:40]!r} is no name")
    return name


def names_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return other names without idle blanks, each once, sorted; what holds no letter or digit is none."""
    return tuple(sorted({name for text in texts if fold(name := " ".join(text.split()))}))


def position(latitude: str, longitude: str, where: Place) -> tuple[float | None, float | None]:
    """Return WGS84 degrees, or None twice where both are empty; FieldError for what is no position on Earth."""
    if not latitude.strip() and not longitude.strip():
        return None, None
    return degrees(latitude, 90, "latitude", where), degrees(longitude, 180, "longitude", where)


def degrees(text: str, limit: int, field: str, where: Place) -> float:
    """Return an angle between ``-limit`` and ``limit``."""
    try:
        value = float(text)
    except ValueError as error:
        raise where.error(field, f"{field} {text[:40]!r} is no number") from error
    if not math.isfinite(value) or abs(value) > limit:
        raise where.error(field, f"{field} {text[:40]!r} is not between -{limit} and {limit}")
    return value


def country_codes(texts: Iterable[str], field: str, where: Place) -> str:
    """Return ISO 3166-1 alpha-2 codes in capitals, joined by "|"; FieldError for what is no such code."""
    codes = sorted({code for text in texts if (code := text.strip().upper())})
    for code in codes:
        if not re.fullmatch(r"[A-Z]{2}", code):
            raise where.error(field, f"{field} {code[:40]!r} is no two-letter code of a country (ISO 3166-1)")
    return "|".join(codes)


def identifier(text: str, pattern: str, field: str, where: Place) -> str | None:
    """Return an identifier of another gazetteer, or None where there is none; FieldError for one of the wrong form."""
    if not text.strip():
        return None
    found = re.fullmatch(pattern, text.strip())
    if not found:
        raise where.error(field, f"{field} {text[:60]!r} is no such identifier")
    return found.group(1)


WIKIDATA = r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)"
GEONAMES = r"(?:https?://(?:sws|www)\.geonames\.org/)?([0-9]+)/?"


def type_in_words(words: str) -> str | None:
    """Return the type that the name of a type tells ("village in Syria"), or None."""
    padded = f" {fold(words)} "
    table: dict[str, list[str]] = toml_table("imports")["words"]
    return next((kind for kind, heads in table.items() for head in heads if f" {fold(head)} " in padded), None)


def type_of(told: str | None, positioned: bool, field: str, where: Place) -> str:
    """Return the type of a row: what it tells, else the type given for the file, else a place of no known kind where it has a position."""
    kind = told or where.type or (str(PlaceType.OTHER) if positioned else None)
    if kind is None:
        raise where.error(field, f"{field} tells no type that is known; give one for such rows with --type")
    return kind


def known_type(word: str) -> str | None:
    """Return a word that is a type of actor or place as it is ("armed-group"), or None."""
    return word if word in _TYPES else None
