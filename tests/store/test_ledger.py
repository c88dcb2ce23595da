"""What is remembered of comparisons is what comparing everything would give, and costs only what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.builders import reported
from claims.test_compare import claims
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims.blocks import placed
from kg.claims.compare import compare
from kg.model import Comparison, ReportedClaim
from kg.store import ledger
from kg.store.ledger import FILE, compared

DAY = {"start": "2022-05-09", "end": "2022-05-09"}


class Shelf:
    """Hold articles with their claims, and count how often those of each were asked for."""

    def __init__(self, *rows: ReportedClaim) -> None:
        self.rows = {row.iri: row for row in rows}
        self.asked: list[str] = []

    def states(self) -> dict[str, str]:
        return {article: ledger.state(self.of(article)) for article in {row.article for row in self.rows.values()}}

    def of(self, article: str) -> list[ReportedClaim]:
        return [row for _, row in sorted(self.rows.items()) if row.article == article]

    def placed(self, article: str) -> Iterator[Any]:
        self.asked.append(article)
        return placed(self.of(article), {})

    def compared(self, folder: Path | None) -> tuple[Comparison, ...]:
        self.asked.clear()
        return compared(folder, "http://x/", self.states(), self.placed, {})


@given(claims(), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_articles_one_by_one_in_any_order_are_compared_like_all_at_once(tmp_path: Path, rows: list[ReportedClaim], data: Any) -> None:
    (tmp_path / FILE).unlink(missing_ok=True)
    shelf = Shelf()
    spread = [replace(row, article=data.draw(st.sampled_from("klmn"))) for row in rows]
    for row in data.draw(st.permutations(spread)):
        shelf.rows[row.iri] = row
        if data.draw(st.booleans()):
            assert shelf.compared(tmp_path) == compare(shelf.rows.values())
    for gone in data.draw(st.permutations(sorted(shelf.rows)))[:3]:
        del shelf.rows[gone]
        assert shelf.compared(tmp_path) == compare(shelf.rows.values())


def test_only_articles_that_changed_are_asked_for_their_claims(tmp_path: Path) -> None:
    shelf = Shelf(*(reported(iri, 16, 16, **DAY) for iri in "abc"))
    first = shelf.compared(tmp_path)
    assert shelf.asked == ["article/a", "article/b", "article/c"]
    assert (shelf.compared(tmp_path), shelf.asked) == (first, [])
    shelf.rows["d"] = reported("d", 40, 40, **DAY)
    assert shelf.compared(tmp_path) == compare(shelf.rows.values())
    assert shelf.asked == ["article/d"]


def test_what_an_article_said_is_forgotten_with_it(tmp_path: Path) -> None:
    shelf = Shelf(*(reported(iri, 16, 16, words="16 unheard-of people", **DAY) for iri in "ab"))
    shelf.compared(tmp_path)
    shelf.rows.clear()
    assert shelf.compared(tmp_path) == ()
    assert b"unheard-of" not in (tmp_path / FILE).read_bytes()


def test_a_damaged_file_is_no_harm(tmp_path: Path) -> None:
    shelf = Shelf(*(reported(iri, 16, 16, **DAY) for iri in "ab"))
    expected = shelf.compared(None)
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    assert shelf.compared(tmp_path) == expected
    shelf.compared(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE result SET value = 'nonsense'")
    assert shelf.compared(tmp_path) == expected


def test_what_other_rules_worked_out_is_not_believed(tmp_path: Path) -> None:
    shelf = Shelf(*(reported(iri, 16, 16, **DAY) for iri in "ab"))
    expected = shelf.compared(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE rules SET edition = 'older'")
        file.execute("DELETE FROM result")
    assert shelf.compared(tmp_path) == expected
