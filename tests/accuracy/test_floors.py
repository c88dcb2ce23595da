"""The gate on accuracy: no figure falls below the floor that is pinned for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language.reader import Reader
from tests.accuracy.measure import JUDGES, PARTS, floors, measure, measure_parts

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="the gold standard lies beside the project only where it is developed")
@pytest.mark.parametrize("name", [*JUDGES, PARTS])
def test_no_figure_falls_below_its_floor(name: str, reader: Reader) -> None:
    pinned = floors()[name]
    figures = measure_parts(SHARED) if name == PARTS else measure(SHARED, JUDGES[name], reader)
    assert figures.keys() == pinned.keys()
    assert {key: value for key, value in figures.items() if value < pinned[key]} == {}


def test_every_gold_standard_has_floors() -> None:
    assert sorted(floors()) == sorted([*JUDGES, PARTS])
    assert all(0 < floor <= 1 for figures in floors().values() for floor in figures.values())
