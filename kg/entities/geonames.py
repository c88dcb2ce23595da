"""Read a dump of GeoNames: one place a line, 19 columns parted by tabs, without a header.

Format: https://download.geonames.org/export/dump/readme.txt. The dumps are by country (``SY.zip``) or of the whole world
(``allCountries.zip``); the place that contains another is the province of its ``admin1 code``, where the file has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.entities.rows import GEONAMES, LeftOut, Place, Row, country_codes, identifier, name_of, names_of, position
from kg.errors import InputError
from kg.model import PlaceType
from kg.resources import toml_table

#: The columns of a dump; those read are the first nine, ``admin1 code`` and ``population``.
COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code", "country code", "cc2",
    "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem", "timezone", "modification date",
)  # fmt: skip


def read_geonames(lines: Iterable[str], source: str, type: str | None = None) -> Iterator[Row | InputError | LeftOut]:
    """Yield each line of a dump as a row, as the error for which it is refused, or as left out; blank lines are none."""
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\r\n").split("\t")
        if cells == [""]:
            continue
        where = Place(source, number, type)
        try:
            yield _row(cells, where)
        except InputError as error:
            yield error


def _row(cells: Sequence[str], where: Place) -> Row | LeftOut:
    if len(cells) != len(COLUMNS):
        raise where.error("columns", f"has {len(cells)} columns parted by tabs, a dump of GeoNames has {len(COLUMNS)}")
    cell = dict(zip(COLUMNS, cells, strict=True))
    kinds: dict[str, str] = toml_table("imports")["geonames"]
    feature = f"{cell['feature class']}.{cell['feature code']}"
    kind = kinds.get(feature) or kinds.get(cell["feature class"])
    if kind is None:
        return LeftOut(f"feature {feature} is no place of the news")
    key = identifier(cell["geonameid"], GEONAMES, "geonameid", where)
    if key is None:
        raise where.error("geonameid", "geonameid is empty")
    latitude, longitude = position(cell["latitude"], cell["longitude"], where)
    country = country_codes([cell["country code"]], "country code", where)
    return Row(
        key=_province(cell) if feature == "A.ADM1" else key,
        name=name_of(cell["name"], "name", where),
        type=kind,
        line=where.line,
        aliases=names_of([cell["asciiname"], *cell["alternatenames"].split(",")]),
        country=country,
        inside=None if feature == "A.ADM1" or kind == PlaceType.COUNTRY else _province(cell),
        latitude=latitude,
        longitude=longitude,
        geonames=key,
        weight=_people(cell["population"], where),
    )


def _province(cell: dict[str, str]) -> str:
    return f"{cell['country code']}.{cell['admin1 code']}"


def _people(text: str, where: Place) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise where.error("population", f"population {text[:40]!r} is no number")
    return int(text or 0)
