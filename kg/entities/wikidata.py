"""Read the result of a query of Wikidata: SPARQL results in JSON or CSV, or the plain list of objects that its web page saves.

Standards: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/. A query gives an item as many
rows as its optional columns have values: the rows of one item are put together.

Columns, by name (a column of another name is not looked at)::

    item                                the item, as IRI or Q-number (needed)
    itemLabel                           its name (needed)
    itemAltLabel                        other names, parted by ", " or "|"
    coord                               position, as Point(longitude latitude)
    type or instance                    its class: a Q-number or IRI, or a type of kg such as armed-group
    typeLabel or instanceLabel          the name of that class ("village in Syria")
    countryCode                         ISO 3166-1 alpha-2 (wdt:P297)
    geonames                            GeoNames identifier (wdt:P1566)
    population                          number of people
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.entities.rows import (
    GEONAMES,
    WIKIDATA,
    LeftOut,
    Place,
    Row,
    country_codes,
    identifier,
    known_type,
    name_of,
    names_of,
    position,
    type_in_words,
    type_of,
)  # fmt: skip
from kg.errors import InputError
from kg.resources import toml_table

_POINT = re.compile(r"(?:<http://www\.opengis\.net/def/crs/OGC/1\.3/CRS84>\s*)?Point\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_Cells = Mapping[str, str]


def read_wikidata(lines: Iterable[str], source: str, type: str | None = None) -> Iterator[Row | InputError | LeftOut]:
    """Yield each row of a result, or the error for which it is refused; JSON rows are counted, CSV rows have their lines.

    Raises InputError where the whole file is no result of a query that has the columns ``item`` and ``itemLabel``.
    """
    for number, cells in _tables(lines, source):
        where = Place(source, number, type)
        try:
            yield _row(cells, where)
        except InputError as error:
            yield error


def _tables(lines: Iterable[str], source: str) -> Iterator[tuple[int, _Cells]]:
    lines = iter(lines)
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip("\ufeff \t")[:1] in ("{", "["):
        yield from enumerate(_json((first, *lines), source), start=1)
        return
    reader = csv.DictReader((first.lstrip("\ufeff"), *lines))
    missing = [name for name in ("item", "itemLabel") if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"is no query result that can be read: column {missing[0]} is missing", source=source, line=1)
    try:
        for row in reader:
            yield reader.line_num, {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", source=source, line=reader.line_num) from error


def _json(lines: Iterable[str], source: str) -> Iterator[_Cells]:
    try:
        table = json.loads("".join(lines).lstrip("\ufeff"))
    except ValueError as error:
        raise InputError(f"is no JSON: {error}", source=source) from error
    rows = table["results"].get("bindings") if isinstance(table, dict) and isinstance(table.get("results"), dict) else table
    if not isinstance(rows, list):
        raise InputError("is no query result: it has no results.bindings and is no list of rows", source=source)
    return (_cells(row) for row in rows)


def _cells(row: object) -> _Cells:
    """Return a row of JSON as text by column; what is no row has no columns, and so is refused for its item."""
    if not isinstance(row, dict):
        return {}
    plain = {name: cell.get("value") if isinstance(cell, dict) else cell for name, cell in row.items()}
    return {str(name): str(value) for name, value in plain.items() if isinstance(value, str | int | float)}


def _row(cells: _Cells, where: Place) -> Row:
    key = identifier(cells.get("item", ""), WIKIDATA, "item", where)
    if key is None:
        raise where.error("item", "item is empty")
    latitude, longitude = _point(cells.get("coord", ""), where)
    kind = type_of(_type(cells), latitude is not None, "type", where)
    name = name_of(cells.get("itemLabel"), "itemLabel", where)
    if name == key:
        raise where.error("itemLabel", f"{key} has no label in the languages of the query")
    return Row(
        key=key,
        name=name,
        type=kind,
        line=where.line,
        aliases=names_of(re.split(r",\s+|\|", cells.get("itemAltLabel", ""))),
        country=country_codes(cells.get("countryCode", "").split("|"), "countryCode", where),
        latitude=latitude,
        longitude=longitude,
        geonames=identifier(cells.get("geonames", ""), GEONAMES, "geonames", where),
        wikidata=key,
        weight=_people(cells.get("population", ""), where),
    )


def _type(cells: _Cells) -> str | None:
    told = (cells.get("type") or cells.get("instance") or "").strip()
    named = cells.get("typeLabel") or cells.get("instanceLabel") or ""
    item = re.fullmatch(WIKIDATA, told)
    classes: dict[str, str] = toml_table("imports")["wikidata"]
    if item:
        return classes.get(item.group(1)) or type_in_words(named)
    return known_type(told) or type_in_words(named) or type_in_words(told)


def _point(text: str, where: Place) -> tuple[float | None, float | None]:
    if not text.strip():
        return None, None
    found = _POINT.fullmatch(text.strip())
    if not found:
        raise where.error("coord", f"coord {text[:60]!r} is no Point(longitude latitude)")
    return position(found.group(2), found.group(1), where)


def _people(text: str, where: Place) -> int:
    if not text.strip():
        return 0
    if not re.fullmatch(r"\d{1,12}(\.0*)?", text.strip(), re.ASCII):
        raise where.error("population", f"population {text[:40]!r} is no number")
    return int(text.strip().partition(".")[0])
