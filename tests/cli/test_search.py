"""The command kg search."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Run

BASE = "http://example.org/"


def test_what_was_found_is_shown_with_its_words(run: Run, told: Path) -> None:
    done = run("search", "tarn", "died", "--kind", "claim", "--store", told, "--format", "md")
    assert (done.code, done.out, done.lines) == (
        0,
        "| kind | name | words | outlet | published |\n| --- | --- | --- | --- | --- |\n"
        "| claim |  | Six soldiers died in Tarn Province | Coast Mail | 2024-03-06 |\n"
        "| claim |  | six soldiers died in Tarn Province | Radio Nine | 2024-03-06 |\n"
        "| claim |  | Six soldiers died in Tarn Province | Fenwick Post | 2024-03-05 |\n",
        ["3 of 3 found"],
    )


def test_programs_get_iris_too(run: Run, told: Path) -> None:
    done = run("search", "league", "--kind", "actor", "--store", told, "--json")
    assert json.loads(done.out) == [
        {"kind": "actor", "name": "River League", "words": None, "outlet": None, "published": None, "field": "label",
         "iri": f"{BASE}actor/river-league", "article": None}
    ]  # fmt: skip


def test_more_than_is_shown_is_counted(run: Run, told: Path) -> None:
    assert run("search", "lenta", "--limit", "1", "--store", told).lines[-1].endswith("--limit shows more")


def test_nothing_that_is_searched_is_an_error(run: Run, told: Path) -> None:
    done = run("search", '"(', "AND", "--store", told, "--format", "csv")
    assert (done.code, done.out, done.err) == (0, "kind,name,words,outlet,published,field,iri,article\n", "")


def test_what_must_not_be_there_follows_two_hyphens(run: Run, told: Path) -> None:
    assert run("search", "--store", told, "--kind", "place", "--", "lenta", "-tarn").lines == ["1 of 1 found"]
    assert run("search", "--store", told, "--kind", "place", "--", "lenta", "-lenta").lines == ["0 of 0 found"]
