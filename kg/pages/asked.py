"""Make the pages of saved questions: what can be asked, a form for each, and its answer as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.errors import NotFoundError, ParameterError
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.show import number
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.store.header import Parameter, Question
from kg.store.library import Library, run
from kg.store.parameters import choices
from kg.store.results import Cell, Iri, Rows
from kg.triples.iris import path_of

#: So many rows are shown; the files that the page links to hold all.
ROWS = 500
#: From so many characters on, a cell is given room.
LONG = 40
_INPUTS = {"date": "date", "integer": "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """Hold a field of a question's form."""

    parameter: Parameter
    value: str
    choices: tuple[str, ...]
    input: str


def page(visit: Visit) -> Page:
    """Return the list of saved questions, by what they are about."""
    questions = _library(visit).questions.values()
    topics: dict[str, list[Question]] = {}
    for question in questions:
        topics.setdefault(question.tags[0] if question.tags else "other", []).append(question)
    return html(visit, "questions.html", "Questions", topics=sorted(topics.items()))


def question(visit: Visit) -> Page:
    """Return a question with its form and, where it has all it needs, its answer.

    What cannot be used is said beside the form. In a folder of files the answer is that of the question's first example.
    """
    asked = _library(visit).get(visit.parts["name"])
    known = {parameter.name for parameter in asked.parameters}
    typed = {name: value for name, value in visit.parameters.items() if name in known and value.strip()}
    example = next(iter(asked.examples), {})
    values = typed if visit.look.live else dict(example)
    needs = [one.name for one in asked.parameters if one.required and one.default is None and one.name not in values]
    rows, problem = (None, "") if needs else _answer(visit.graph, asked, values)
    fields = [Field(one, values.get(one.name, ""), choices(one), _INPUTS.get(one.kind, "text")) for one in asked.parameters]
    return html(
        visit,
        "question.html",
        asked.summary,
        question=asked,
        fields=fields,
        values=values,
        needs=needs,
        problem=problem,
        answer=rows,
        columns=_columns(rows),
        cells=[] if rows is None else [[_cell(visit, cell) for cell in row] for row in rows.rows[:ROWS]],
        most=ROWS,
        command=_command(asked, values),
        examples=[dict(one) for one in asked.examples],
    )


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of the list of questions and of each shipped question."""
    return ("questions", *paths_of(()))


def paths_of(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of the shipped questions and of those in a user's folders."""
    return tuple(f"question/{name}" for name in _loaded(folders).names())


def _library(visit: Visit) -> Library:
    return _loaded(visit.look.questions)


@cache
def _loaded(folders: tuple[str, ...]) -> Library:
    """Return the saved questions, read once: a site has a page for each, and each of them asks for all."""
    return Library.load(folders)


def _answer(graph: GraphStore, asked: Question, values: Mapping[str, str]) -> tuple[Rows | None, str]:
    try:
        return run(graph, asked, values), ""
    except (ParameterError, NotFoundError) as error:
        return None, str(error)


def _columns(rows: Rows | None) -> list[str]:
    return [] if rows is None else [column.replace("_", " ") for column in rows.columns]


def _cell(visit: Visit, cell: Cell) -> tuple[str, str | None, str]:
    """Return the words of a cell, what they link to, and the class that says how wide they are."""
    if isinstance(cell, Iri):
        if cell.startswith(visit.graph.base):
            path = path_of(visit.graph.base, cell)
            return path.rpartition("/")[2] if path.count("/") < 2 else path.split("/")[-2], visit.links.thing(cell), ""
        return cell, cell if cell.startswith(("http://", "https://")) else None, ""
    if isinstance(cell, dt.date):
        return str(cell), None, "day"
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return number(cell), None, "number"
    text = "" if cell is None else str(cell)
    return text, None, "long" if len(text) > LONG else ""


def _command(asked: Question, values: Mapping[str, str]) -> str:
    """Return the command that gives the same answer in a shell."""
    given = (f" --{name} '{value}'" if not value.replace("-", "").isalnum() else f" --{name} {value}" for name, value in values.items())
    return f"kg ask {asked.name}{''.join(given)}"
