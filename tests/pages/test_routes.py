import pytest

from kg.errors import NotFoundError
from kg.pages import Look, assets, paths, render
from kg.store.graphs import GraphStore


def test_an_empty_graph_has_an_overview():
    store = GraphStore.memory()
    page = render(store, "", {}, Look(store.base, title="An empty graph"))
    assert (page.title, page.media_type) == ("An empty graph", "text/html; charset=utf-8")
    assert next(paths(store)) == ""


def test_a_path_that_nothing_answers_to_is_refused():
    store = GraphStore.memory()
    with pytest.raises(NotFoundError, match="there is no page 'nowhere'"):
        render(store, "nowhere", {}, Look(store.base))


def test_the_static_files_are_named_below_their_folder():
    assert assets()["pages.css"].read_bytes()
