"""Build the example articles and compare the graph with the one kept beside them, whole.

Run as a script (make expected) it writes that graph anew.
"""

from __future__ import annotations

import difflib
import gzip
import io
from pathlib import Path

import pytest

from kg.articles.load import Overrides, load
from kg.language.reader import Reader
from kg.pipeline import Outcome, State, build, relate
from kg.store.graphs import GraphStore

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = EXAMPLES / "expected.nq.gz"


def built() -> tuple[list[Outcome], list[str]]:
    """Return what became of each article, and the graph as sorted lines of N-Quads without the record of the run.

    The run is left out because it holds the versions of what it was run with.
    """
    with GraphStore.memory() as store:
        outcomes = list(build(load([str(EXAMPLES / "articles")], Overrides()), store, Reader(threads=1)))
        relate(store)
        sink = io.BytesIO()
        store.dump(sink, "nq", [name for name in store.graph_names() if not name.endswith("graph/runs")])
    return outcomes, sorted(sink.getvalue().decode("utf-8").splitlines(keepends=True))


@pytest.fixture(scope="module")
def build_once():
    return built()


def test_every_example_article_is_read(build_once):
    outcomes, _ = build_once
    assert len(outcomes) == 17
    assert {outcome.name: outcome.problem for outcome in outcomes if outcome.state is not State.ADDED} == {}


def test_every_example_article_has_its_date_and_every_one_that_says_so_its_outlet(build_once):
    articles = [outcome.reading.article for outcome in build_once[0]]
    assert [article.source_name for article in articles if article.published is None] == []
    assert [article.source_name for article in articles if article.publisher is None] == ["fenwick-post-2024-03-20.txt"]


def test_the_graph_is_the_expected_one(build_once):
    _, lines = build_once
    expected = gzip.decompress(EXPECTED.read_bytes()).decode("utf-8").splitlines(keepends=True)
    difference = [line for line in difflib.unified_diff(expected, lines, "expected", "built", n=0) if line[0] in "+-"]
    assert lines == expected, f"{len(difference)} lines differ; if that is meant, run make expected. First:\n" + "".join(difference[:20])


def test_comments_menus_and_cookie_lines_claim_nothing(build_once):
    contents = [claim.content.of(outcome.reading.article.text) for outcome in build_once[0] for claim in outcome.reading.claims]
    assert [text for text in contents if "5,000 people died" in text or "cookies" in text or "Ice hockey" in text] == []


if __name__ == "__main__":
    EXPECTED.write_bytes(gzip.compress("".join(built()[1]).encode("utf-8"), mtime=0))
