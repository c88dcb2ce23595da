"""Read the header of a saved question: what it asks, its parameters, its columns, and examples.

A question is one file ``NAME.rq``: lines that begin with ``#+`` hold its header (the place where grlc keeps its own) in
TOML, the rest is SPARQL. A parameter is a variable with no value yet; its line is left out where it is not given::

    #+ summary = "Claims about a place"
    #+ [params.place]
    #+ kind = "place"
    #+ description = "where it happened"
    #+ [columns]
    #+ content = "the words of the claim"
    SELECT ?content WHERE {
      VALUES ?place { UNDEF } ?event kg:place ?place .
      ?claim kg:reports ?event ; kg:content ?content .
    }
    ORDER BY ?content
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import QueryError

#: Where a parameter's terms go; in SPARQL, a variable that may have any value. Whatever stands on its line goes with it.
MARKER = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")

_FIELDS = {"summary": str, "description": str, "tags": list, "params": dict, "columns": dict, "examples": list}
_PARAMETER_FIELDS = {"kind": str, "description": str, "required": bool, "default": str, "enumeration": list}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Describe one parameter of a question; ``enumeration`` holds the values it may have, empty where any will do."""

    name: str
    kind: str
    description: str
    required: bool = False
    default: str | None = None
    enumeration: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a saved question: its header, and its SPARQL."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    examples: tuple[Mapping[str, str], ...]
    text: str


def parse(path: Path, kinds: Mapping[str, object]) -> Question:
    """Return the question of a file.

    Raises QueryError, with the line where known, for a header that is no TOML, has a field that is unknown, missing or of
    the wrong type, a parameter whose kind is not one of ``kinds``, or parameters that the text does not have.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next((number for number, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    try:
        table = tomllib.loads("\n".join(line[2:].removeprefix(" ") for line in lines[:count]))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise QueryError(f"{path}: the header is no TOML: {error}", line=int(found[1]) if found else None) from error
    _check(path, "the header", table, _FIELDS, required=("summary", "columns"))
    text = "\n" * count + "\n".join(lines[count:]) + "\n"
    question = Question(
        name=path.stem,
        summary=table["summary"],
        description=table.get("description", ""),
        tags=tuple(map(str, table.get("tags", ()))),
        parameters=tuple(_parameter(path, name, value, kinds) for name, value in table.get("params", {}).items()),
        columns={name: str(words) for name, words in table["columns"].items()},
        examples=tuple({name: str(value) for name, value in example.items()} for example in table.get("examples", ())),
        text=text,
    )
    _check_agreement(path, question)
    return question


def _parameter(path: Path, name: str, table: object, kinds: Mapping[str, object]) -> Parameter:
    where = f"parameter {name!r}"
    if not isinstance(table, dict):
        raise QueryError(f"{path}: {where} is no table; write [params.{name}]")
    _check(path, where, table, _PARAMETER_FIELDS, required=("kind", "description"))
    if table["kind"] not in kinds:
        raise QueryError(f"{path}: {where} has the unknown kind {table['kind']!r}; known are {', '.join(kinds)}")
    if (table["kind"] == "enumeration") != ("enumeration" in table):
        raise QueryError(f"{path}: {where}: kind 'enumeration' and the list 'enumeration' go together")
    if table.get("required") and "default" in table:
        raise QueryError(f"{path}: {where} is required and has a default; leave one out")
    rest = {key: value for key, value in table.items() if key != "enumeration"}
    return Parameter(name, **rest, enumeration=tuple(map(str, table.get("enumeration", ()))))


def _check(path: Path, where: str, table: Mapping[str, Any], fields: Mapping[str, type], required: tuple[str, ...]) -> None:
    """Refuse a table with a field that is unknown, missing or of another type."""
    if unknown := sorted(table.keys() - fields.keys()):
        raise QueryError(f"{path}: {where} has the unknown field {', '.join(unknown)}; known are {', '.join(fields)}")
    if missing := [name for name in required if name not in table]:
        raise QueryError(f"{path}: {where} lacks {', '.join(missing)}")
    if wrong := [name for name, value in table.items() if not isinstance(value, fields[name])]:
        raise QueryError(f"{path}: {where}: {wrong[0]} must be {fields[wrong[0]].__name__}")


def _check_agreement(path: Path, question: Question) -> None:
    """Refuse a header whose parameters are not those of the text, or whose examples use others."""
    named = {parameter.name for parameter in question.parameters}
    marked = set(MARKER.findall(question.text))
    if named != marked:
        differing = ", ".join(sorted(named ^ marked))
        raise QueryError(f"{path}: parameters of the header and 'VALUES ?name {{ UNDEF }}' of the text differ: {differing}")
    if strange := sorted({name for example in question.examples for name in example} - named):
        raise QueryError(f"{path}: an example uses {', '.join(strange)}, which is no parameter")
