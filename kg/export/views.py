"""Name the views of a graph as a network, and draw one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.export.facts import Facts, Query, gather
from kg.export.filters import EVERYTHING, Filter, chosen, heavy
from kg.export.happenings import co_claims_view, events_view, map_view
from kg.export.network import GraphView, actors_view, claims_view, network_view
from kg.export.reliance import sources_view

#: Views by name, in the order in which help lists them: (function, what it shows).
VIEWS: Mapping[str, tuple[Callable[[Facts], GraphView], str]] = {
    "actors": (actors_view, "who relates to whom, by relation"),
    "claims": (claims_view, "actors, claims, places and articles as one network"),
    "co-claims": (co_claims_view, "actors named in claims about the same event"),
    "events": (events_view, "events with their actors and places"),
    "map": (map_view, "events, and all places"),
    "network": (network_view, "actors and places, with the claims folded into edges"),
    "sources": (sources_view, "outlet, source, and whom the source speaks of"),
}


def view(query: Query, name: str = "claims", only: Filter = EVERYTHING) -> GraphView:
    """Return the view ``name`` (a key of ``VIEWS``) of what a filter leaves of the graph that answers ``query``.

    Raises NotFoundError where the filter names an outlet or a place that the graph does not have.
    """
    return heavy(VIEWS[name][0](chosen(gather(query), only)), only)
