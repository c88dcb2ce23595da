"""Find and run saved questions: one file a question in ``queries/``, and in folders of the user's own."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import resources
from kg.errors import NotFoundError, QueryError
from kg.store import header, parameters
from kg.store.graphs import GraphStore
from kg.store.header import Parameter, Question
from kg.store.results import Rows


@dataclass(frozen=True, slots=True)
class Library:
    """Hold saved questions by name."""

    questions: Mapping[str, Question]

    @classmethod
    def load(cls, folders: Iterable[str | Path] = ()) -> Library:
        """Read the shipped questions, and those of ``folders``, which may replace shipped ones of the same name.

        Raises QueryError for a file whose header is wrong, or a folder that is not there.
        """
        found: dict[str, Question] = {}
        for folder in (resources.folder("queries"), *map(Path, folders)):
            if not folder.is_dir():
                raise QueryError(f"{folder}: there is no such folder of queries")
            for path in sorted(folder.glob("*.rq")):
                found[path.stem] = header.parse(path, parameters.KINDS)
        return cls(dict(sorted(found.items())))

    def names(self) -> tuple[str, ...]:
        """Return the names of all questions, sorted."""
        return tuple(self.questions)

    def get(self, name: str) -> Question:
        """Return the question of a name; NotFoundError, with the nearest names, where there is none."""
        if name in self.questions:
            return self.questions[name]
        near = tuple(difflib.get_close_matches(name, self.names(), n=3, cutoff=0.4))
        words = f"nearest are {', '.join(near)}" if near else f"there are {', '.join(self.names())}"
        raise NotFoundError(f"there is no saved question {name!r}; {words}", nearest=near)


def run(store: GraphStore, question: Question, values: Mapping[str, str] | None = None) -> Rows:
    """Answer a question with its parameters bound to what a person typed.

    Raises ParameterError or NotFoundError for values that cannot be used, QueryError for SPARQL that cannot be run or
    columns that are not those of the header.
    """
    return _same_columns(question, store.query(parameters.bound(store, question, values or {})))


def answer(store: GraphStore, question: Question, format: str, values: Mapping[str, str] | None = None) -> bytes:
    """Answer a question in a standard format: csv, json, tsv or xml of SPARQL 1.1."""
    return store.answer(parameters.bound(store, question, values or {}), format)


def check(question: Question) -> None:
    """Raise QueryError where a question's SPARQL cannot be parsed, or selects other columns than its header names."""
    _same_columns(question, GraphStore.memory().query(question.text))


def _same_columns(question: Question, rows: Rows) -> Rows:
    if rows.columns != tuple(question.columns):
        raise QueryError(f"{question.name}: the header's columns are {', '.join(question.columns)}, the query's {', '.join(rows.columns)}")
    return rows


def as_markdown(library: Library) -> str:
    """Return all questions with their parameters, columns and examples as Markdown: what ``queries/README.md`` holds."""
    lines = [
        "# Saved questions",
        "",
        f"{len(library.questions)} questions, written down by `kg ask --list` from the headers of the files. Each is a command "
        "(`kg ask NAME`), a page, and an address (`/api/NAME.json`) under `kg serve`.",
    ]
    for question in library.questions.values():
        lines += ["", f"## {question.name}", "", f"{question.summary}. {question.description}".strip(), ""]
        lines += [f"Tags: {', '.join(question.tags)}", ""] if question.tags else []
        lines += _table(("parameter", "kind", "meaning"), [_parameter_row(parameter) for parameter in question.parameters])
        lines += _table(("column", "meaning"), [(f"`{name}`", meaning) for name, meaning in question.columns.items()])
        lines += ["```text", *(_command(question, example) for example in question.examples), "```"] if question.examples else []
    return "\n".join(lines) + "\n"


def _parameter_row(parameter: Parameter) -> tuple[str, str, str]:
    kind = " ".join(f"`{choice}`" for choice in parameters.choices(parameter)) or parameter.kind
    more = "; required" if parameter.required else "" if parameter.default is None else f"; default {parameter.default}"
    return f"`{parameter.name}`", kind, parameter.description + more


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    written = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (heads, *rows))
    head, *rest = written
    return [head, "|" + " --- |" * len(heads), *rest, ""]


def _command(question: Question, example: Mapping[str, str]) -> str:
    return " ".join(("kg ask", question.name, *(f"--{name} {shlex.quote(value)}" for name, value in example.items())))
