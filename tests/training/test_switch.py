"""Other names in the same texts."""

import random
from dataclasses import replace

import pytest

pytest.importorskip("torch")

from training.data import Document
from training.switch import names, pool_of, switched


def document(*words: tuple[str, str]) -> Document:
    return Document(
        "d",
        tuple(w for w, _ in words),
        (False,) * len(words),
        (1,) + (0,) * (len(words) - 1),
        (0,),
        tags=tuple(frozenset((t,)) for _, t in words),
    )


def people(*pairs: tuple[str, str]) -> Document:
    return document(*(word for first, last in pairs for word in ((first, "B-person"), (last, "I-person"), ("left", "O"))))


STORY = document(
    ("Mustefa", "B-person"), ("Bali", "I-person"), ("left", "O"), ("Iran", "B-country"), (".", "O"), ("Bali", "B-person"), ("spoke", "O"),
)  # fmt: skip
OTHERS = people(("Ann", "Bell"), ("Cem", "Dag"), ("Eva", "Frey"), ("Gil", "Hart"), ("Ida", "Jon"))


def test_names_are_found_with_their_width() -> None:
    assert names(STORY) == [(0, 2, frozenset({"B-person"})), (3, 4, frozenset({"B-country"})), (5, 6, frozenset({"B-person"}))]


def test_a_name_gives_way_to_another_everywhere_and_its_part_to_the_same_part() -> None:
    other = switched(STORY, pool_of([OTHERS]), random.Random(1), rate=1.0)
    first, last = other.words[:2]
    assert (first, last) in {("Ann", "Bell"), ("Cem", "Dag"), ("Eva", "Frey"), ("Gil", "Hart"), ("Ida", "Jon")}
    assert other == replace(STORY, words=(first, last, "left", "Iran", ".", last, "spoke"))


def test_nothing_changes_where_too_few_other_names_are_known() -> None:
    assert switched(STORY, pool_of([people(("Ann", "Bell"))]), random.Random(1), rate=1.0) == STORY


def test_nothing_changes_at_rate_zero() -> None:
    assert switched(STORY, pool_of([OTHERS]), random.Random(1), rate=0.0) == STORY
