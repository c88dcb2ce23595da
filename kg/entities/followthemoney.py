"""Read entities of FollowTheMoney, as OpenSanctions publishes them: one JSON object a line.

Format: https://followthemoney.tech/docs/ (``id``, ``schema``, ``properties`` with lists of texts). Persons, organisations, companies and
public bodies are actors; all other schemata (addresses, sanctions, ownership) are left out. Read are ``name``, ``alias``,
``previousName``, ``abbreviation``, ``weakAlias`` (which alone identifies nobody), ``country``, ``jurisdiction``, ``nationality``,
``mainCountry``, ``topics`` and ``wikidataId``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.entities.rows import WIKIDATA, LeftOut, Place, Row, country_codes, identifier, name_of, names_of
from kg.errors import InputError
from kg.model import ActorType
from kg.resources import toml_table

_COUNTRIES = ("country", "jurisdiction", "mainCountry", "nationality")
_NAMES = ("name", "alias", "previousName", "abbreviation")
_Properties = Mapping[str, list[str]]


def read_followthemoney(lines: Iterable[str], source: str, type: str | None = None) -> Iterator[Row | InputError | LeftOut]:
    """Yield each line as a row, as the error for which it is refused, or as left out; blank lines are none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = Place(source, number, type)
        try:
            yield _row(line.lstrip("\ufeff"), where)
        except InputError as error:
            yield error


def _row(line: str, where: Place) -> Row | LeftOut:
    table = _object(line, where)
    schema, key = table.get("schema"), table.get("id")
    if not isinstance(schema, str) or not isinstance(key, str) or not key:
        raise where.error("schema" if isinstance(key, str) and key else "id", "is no entity: it needs the texts id and schema")
    schemata: dict[str, str] = toml_table("imports")["followthemoney"]
    if schema not in schemata:
        return LeftOut(f"schema {schema} is no actor")
    told = _properties(table.get("properties"), where)
    names = [*told.get("name", ()), *told.get("alias", ())]
    caption = table.get("caption")
    name = name_of(caption if isinstance(caption, str) and caption in names else next(iter(names), None), "name", where)
    countries = (code for field in _COUNTRIES for code in told.get(field, ()) if re.fullmatch(r"[A-Za-z]{2}", code))
    return Row(
        key=key,
        name=name,
        type=_type(schemata[schema], told.get("topics", ())),
        line=where.line,
        aliases=names_of(text for field in _NAMES for text in told.get(field, ())),
        weak=names_of(told.get("weakAlias", ())),
        country=country_codes(countries, "country", where),
        wikidata=identifier(next(iter(told.get("wikidataId", ())), ""), WIKIDATA, "wikidataId", where) or _own(key),
    )


def _object(line: str, where: Place) -> Mapping[str, object]:
    try:
        table = json.loads(line)
    except ValueError as error:
        raise where.error("line", f"is no JSON: {error}") from error
    if not isinstance(table, dict):
        raise where.error("line", "is no JSON object")
    return table


def _properties(told: object, where: Place) -> _Properties:
    """Return the properties as lists of texts; values that are entities of their own are not looked at."""
    if not isinstance(told, dict):
        raise where.error("properties", "properties is no JSON object")
    lists = ((str(name), value if isinstance(value, list) else [value]) for name, value in told.items())
    return {name: [text for text in values if isinstance(text, str)] for name, values in lists}


def _type(kind: str, topics: Iterable[str]) -> str:
    """Return the type of an actor: of an organisation, its topics say more than its schema."""
    if kind == ActorType.PERSON:
        return kind
    known: dict[str, str] = toml_table("imports")["topics"]
    return next((known[topic] for topic in sorted(topics) if topic in known), kind)


def _own(key: str) -> str | None:
    """Return an entity's own id where it is one of Wikidata: OpenSanctions uses these as they are."""
    return key if re.fullmatch(r"Q[1-9][0-9]*", key) else None
