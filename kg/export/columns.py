"""Name what is told of every node and edge, once for all formats: identifier, title, type, and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from kg.export.network import Edge, GraphView, Node

Value = str | int | float | None
T = TypeVar("T")


class Column(NamedTuple, Generic[T]):
    """Hold one column: ``type`` is string, integer or double; an empty value is None or the empty text."""

    id: str
    title: str
    type: str
    value: Callable[[T], Value]


NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column("kind", "Kind", "string", lambda node: node.kind),
    Column("type", "Type", "string", lambda node: node.type),
    Column("claims", "Claims", "integer", lambda node: node.weight),
    Column("articles", "Articles", "integer", lambda node: node.articles),
    Column("first", "First seen", "string", lambda node: node.first),
    Column("last", "Last seen", "string", lambda node: node.last),
    Column("begin", "Happened from", "string", lambda node: node.begin),
    Column("end", "Happened until", "string", lambda node: node.end),
    Column("aliases", "Also called", "string", lambda node: "; ".join(node.aliases)),
    Column("latitude", "Latitude", "double", lambda node: node.latitude),
    Column("longitude", "Longitude", "double", lambda node: node.longitude),
    Column("words", "Words", "string", lambda node: node.text),
    Column("attribution", "Attribution", "string", lambda node: node.attribution),
    Column("status", "Status", "string", lambda node: node.status),
    Column("figure", "Figure", "string", lambda node: node.figure),
    Column("confidence", "Confidence", "double", lambda node: node.confidence),
    Column("publisher", "Publisher", "string", lambda node: node.publisher),
)

EDGE_COLUMNS: tuple[Column[Edge], ...] = (
    Column("relation", "Relation", "string", lambda edge: edge.kind),
    Column("sources", "Independent sources", "integer", lambda edge: edge.sources),
    Column("first", "First seen", "string", lambda edge: edge.first),
    Column("last", "Last seen", "string", lambda edge: edge.last),
    Column("words", "Words", "string", lambda edge: edge.words),
)


def node_columns(graph: GraphView) -> tuple[Column[Node], ...]:
    """Return the columns of the nodes of a network: those of all networks, and its measures."""
    return (*NODE_COLUMNS, *(Column(one.id, one.title, one.type, _measured(one.values)) for one in graph.measures))


def _measured(values: Mapping[str, float]) -> Callable[[Node], Value]:
    return lambda node: values.get(node.id)


def told(value: Value) -> bool:
    """Tell whether there is anything to write."""
    return value is not None and value != ""


def days(graph: GraphView) -> tuple[str, str] | None:
    """Return the first and the last day of a network, None where nothing in it has a date."""
    first = min((node.first for node in graph.nodes if node.first), default=None)
    last = max((node.last for node in graph.nodes if node.last), default=None)
    return (first, last) if first and last else None
