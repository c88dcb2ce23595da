import pytest

from kg.errors import NotFoundError
from kg.export.filters import Filter
from kg.export.views import VIEWS, view


def test_every_view_says_what_it_shows_and_what_it_is_called(query):
    assert {name: view(query, name).name for name in VIEWS} == {name: name for name in VIEWS}
    assert all(words for _, words in VIEWS.values())


@pytest.mark.parametrize("name", VIEWS)
def test_a_filter_that_leaves_nothing_and_a_graph_with_nothing_in_it_are_empty_networks(query, name):
    for graph in (view(query, name, Filter(since="2030-01-01")), view(lambda text: [], name)):
        assert (list(graph.nodes), list(graph.edges)) == ([], [])


def test_a_filter_is_of_what_the_graph_has(query):
    with pytest.raises(NotFoundError, match="no outlet 'The Pots'; nearest are The Post"):
        view(query, "actors", Filter(outlets=("The Pots",)))
