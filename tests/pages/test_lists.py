"""Cutting long lists into numbered pages."""

import pytest

from kg.errors import NotFoundError
from kg.pages.lists import SIZE, cut, numbered
from kg.pages.visit import Visit
from pages.conftest import LIVE


def page(store, number, count):
    return cut(Visit(store, f"things/{number}", {"number": str(number)}, {}, LIVE), range(count), "things")


def test_a_page_of_a_list_knows_its_rows_and_its_neighbours(store):
    third = page(store, 3, 12 * SIZE + 1)
    assert (list(third.rows), third.first_row, third.last_row) == (list(range(2 * SIZE, 3 * SIZE)), 2 * SIZE + 1, 3 * SIZE)
    assert (third.numbers, third.path_of(1), third.path_of(2)) == ([1, 2, 3, 4, 5, 0, 13], "things", "things/2")


def test_an_empty_list_has_one_page(store):
    assert (page(store, 1, 0).last, page(store, 1, 0).numbers, numbered("things", 0)) == (1, [1], ["things"])


def test_a_page_behind_the_last_is_refused(store):
    with pytest.raises(NotFoundError, match="the list 'things' has no page 3; the last is 2"):
        page(store, 3, SIZE + 1)


def test_the_pages_of_a_list_have_paths(store):
    assert numbered("things", 2 * SIZE + 1) == ["things", "things/2", "things/3"]
