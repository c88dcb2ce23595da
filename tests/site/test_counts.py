"""Counting graph by graph comes to what counting all at once would."""

import pytest

from kg.site.counts import counted, edges, total
from kg.triples.dataset import Totals

A = "<http://x.example/article/a"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LINES = (
    f'{A}> <http://p.example/says> "a \\"quoted\\" \\\\" <http://x.example/graph/article/a> .\n',
    f"{A}#char=1,2> {TYPE} <http://c.example/Words> <http://x.example/graph/article/a> .\n",
    f"{A}/claim/1> {TYPE} <http://c.example/Claim> <http://x.example/graph/article/a> .\n",
    f"<http://x.example/role/chief> {TYPE} <http://c.example/Role> <http://x.example/graph/article/a> .\n",
)
OTHER = tuple(line.replace("article/a", "article/b") for line in LINES)


def test_what_two_graphs_say_alike_is_counted_once() -> None:
    both = total(counted(f"http://x.example/graph/article/{name}", lines) for name, lines in (("a", LINES), ("b", OTHER)))
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    classes = {"http://c.example/Claim": 2, "http://c.example/Role": 1, "http://c.example/Words": 2}
    assert both == Totals(7, {"http://p.example/says": 2, kind: 5}, classes)


def test_an_article_whose_name_begins_like_another_is_another() -> None:
    found = counted("http://x.example/graph/article/a", [LINES[0].replace("article/a>", "article/ab>", 1)])
    assert (found["properties"], list(found["shared"])) == ({}, ["http://p.example/says"])


def test_the_edges_of_lines_lead_to_iris_alone() -> None:
    assert edges(LINES[:2]) == {
        ("http://x.example/article/a", "http://p.example/says", None),
        ("http://x.example/article/a#char=1,2", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://c.example/Words"),
    }


def test_what_is_no_line_of_a_dump_is_refused() -> None:
    with pytest.raises(ValueError, match="no line of N-Quads"):
        counted("http://x.example/graph/entities", ["_:b <http://p.example/p> 1 .\n"])


def test_nothing_counts_nothing() -> None:
    assert total([]) == Totals(0, {}, {})
