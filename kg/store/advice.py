"""Say of a query what makes it slow in Oxigraph, and how to write it: told by its algebra, not by its text.

The rules come from measurements: sorting what DISTINCT then thins out costs tens of times what a sub-select costs, patterns that share no
variable multiply, an OPTIONAL before anything is bound reads its whole pattern, and a filter on words reads every text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.store.ftsrows import FIELDS
from kg.store.ftssparql import SEARCH
from kg.store.sparql import QUERY_PREFIXES


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """Hold one piece of advice: the ``rule`` that it comes from, what is slow, and how to write it."""

    rule: str
    slow: str
    better: str


#: What is slow, and what is better, by rule; the braces name what in the query it is about.
RULES: Mapping[str, tuple[str, str]] = {
    "distinct-order": (
        "SELECT DISTINCT with ORDER BY sorts every row before it removes doubles",
        "put SELECT DISTINCT without ORDER BY into a sub-select, and order what comes out of it",
    ),
    "order-all": (
        "ORDER BY without LIMIT sorts all rows before the first one comes",
        "add LIMIT, or leave ORDER BY out where order is not needed",
    ),
    "scan": ("{0} reads every statement of the graph", "name the property, or bind one of the ends by another statement"),
    "path-ends": (
        "the path {0} starts from every node of the graph",
        "bind one of its ends first, such as by the class or the name of a thing",
    ),
    "optional-first": (
        "OPTIONAL stands before anything is bound and reads its whole pattern",
        "write what must be there first, and OPTIONAL last",
    ),
    "optional-then": (
        "{0} must be there but follows an OPTIONAL, which is looked up for rows that then go",
        "write what must be there first, and OPTIONAL last",
    ),
    "product": (
        "nothing joins {0} with {1}: each row of one is paired with every row of the other",
        "share a variable between them, or ask two queries",
    ),
    "words": (
        "a filter on the words of {0} reads every such text",
        'find what has the words by the index: ?thing kg:search "words" . as the first statement',
    ),
}

_TEXTS = frozenset(property.value for property in FIELDS)
_WORDS = frozenset({"Builtin_CONTAINS", "Builtin_REGEX", "Builtin_STRSTARTS", "Builtin_STRENDS"})
_THROUGH = frozenset({"Slice", "Distinct", "Reduced", "Project", "OrderBy", "Group", "AggregateJoin", "SelectQuery", "AskQuery"})


@dataclass(frozen=True, slots=True)
class _Item:
    """Hold one thing that a group joins: a statement or a nested pattern, with the variables that it binds."""

    kind: str
    names: frozenset[str]
    triple: tuple[Any, Any, Any] | None = None
    node: Any = None


@dataclass(slots=True)
class _Group:
    """Hold what one group of a query joins, in order, and the expressions that look at it."""

    items: list[_Item] = field(default_factory=list)
    filters: list[Any] = field(default_factory=list)


def advise(text: str) -> tuple[Advice, ...]:
    """Return what makes a query slow, each piece once; nothing for a query that the adviser cannot parse."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        query = translateQuery(parseQuery(text), initNs=QUERY_PREFIXES).algebra
    except Exception:  # rdflib has no tree of errors: what it cannot parse is Oxigraph's to judge, and needs no advice
        return ()
    if dict.get(query, "p") is None:
        return ()
    found = dict.fromkeys((*_order(query), *_scoped(query.p, frozenset())))
    return tuple(found)


def _advice(rule: str, *about: str) -> Advice:
    slow, better = RULES[rule]
    return Advice(rule, slow.format(*about), better)


def _order(query: Any) -> Iterator[Advice]:
    """Yield advice on the order of the whole answer."""
    names = []
    node = dict.get(query, "p")
    while node is not None and node.name in (*_THROUGH, "Extend", "Filter"):
        names.append(node.name)
        node = dict.get(node, "p")
    if "Distinct" in names and "OrderBy" in names:
        yield _advice("distinct-order")
    elif "OrderBy" in names and "Slice" not in names and "AggregateJoin" not in names:
        yield _advice("order-all")


def _scoped(node: Any, outer: frozenset[str]) -> Iterator[Advice]:
    """Yield advice on a group and on all that is nested in it; ``outer`` are the variables that are bound around it."""
    group = _Group()
    _collect(node, group)
    yield from _scans(group, outer)
    yield from _products(group, outer)
    yield from _words(group)
    seen = outer
    for index, item in enumerate(group.items):
        if item.kind == "optional" and not seen and not any(one.kind == "bind" for one in group.items[:index]):
            yield _advice("optional-first")
        if item.kind == "triple" and any(one.kind == "optional" and one.names & item.names for one in group.items[:index]):
            yield _advice("optional-then", _shown(item))
        seen |= item.names
    for item in group.items:
        if item.node is not None:
            around = frozenset[str]() if item.kind == "select" else seen
            for branch in item.node:
                yield from _scoped(branch, around)


def _collect(node: Any, group: _Group) -> None:
    """Take the parts of a pattern that are joined with each other into one group."""
    name = node.name
    if name in _THROUGH:
        _collect(node.p, group)
    elif name == "Join":
        _collect(node.p1, group)
        _collect(node.p2, group)
    elif name == "BGP":
        group.items += [_Item("triple", _variables(triple), triple) for triple in node.triples]
    elif name == "Filter":
        group.filters.append(node.expr)
        _collect(node.p, group)
    else:
        _nested(node, group)


def _nested(node: Any, group: _Group) -> None:
    """Take a part that is a pattern of its own into a group."""
    if node.name in ("LeftJoin", "Minus"):
        _collect(node.p1, group)
        optional = node.name == "LeftJoin"
        group.items.append(_Item("optional" if optional else "minus", _bound(node.p2) if optional else frozenset(), node=(node.p2,)))
    elif node.name == "Extend":
        _collect(node.p, group)
        group.items.append(_Item("bind", frozenset({str(node.var)}) | _names(node.expr)))
    elif node.name == "Union":
        group.items.append(_Item("union", _bound(node), node=(node.p1, node.p2)))
    elif node.name == "Graph":
        inner = _Group()
        _collect(node.p, inner)
        group.items += [_Item(one.kind, one.names | _variables((node.term,)), one.triple, one.node) for one in inner.items]
        group.filters += inner.filters
    elif node.name == "ToMultiSet" and node.p.name == "values":
        group.items.append(_Item("values", frozenset(str(name) for row in node.p.res for name in row)))
    elif node.name == "ToMultiSet":
        group.items.append(_Item("select", frozenset(map(str, dict.get(node.p, "PV") or _bound(node.p))), node=(node.p,)))


def _scans(group: _Group, outer: frozenset[str]) -> Iterator[Advice]:
    """Yield advice on statements that nothing narrows."""
    for item in group.items:
        if item.triple is None:
            continue
        subject, predicate, object = item.triple
        others = outer.union(*(one.names for one in group.items if one is not item and one.kind in ("triple", "values", "select", "union")))
        free = all(_is_variable(end) and str(end) not in others for end in (subject, object))
        if free and _is_variable(predicate):
            yield _advice("scan", _shown(item))
        elif free and any(sign in str(predicate) for sign in "*+") and not _is_iri(predicate):
            yield _advice("path-ends", _shown(item))


def _products(group: _Group, outer: frozenset[str]) -> Iterator[Advice]:
    """Yield advice on parts of a group that share no variable."""
    parts: list[tuple[set[str], _Item]] = []
    binds = [item for item in group.items if item.kind == "bind"]
    for item in group.items:
        if item.kind not in ("triple", "select", "union", "values") or not item.names or item.names & outer:
            continue
        names = set(item.names)
        for bind in binds:
            names |= bind.names if bind.names & names else set()
        joined = [part for part in parts if part[0] & names]
        first = joined[0][1] if joined else item
        parts = [part for part in parts if part not in joined] + [(names.union(*(part[0] for part in joined)), first)]
    # One row of values beside a pattern multiplies nothing, and many are meant to.
    telling = [part for part in parts if part[1].kind != "values"]
    if len(telling) > 1:
        yield _advice("product", *(_shown(part[1]) for part in telling[:2]))


def _words(group: _Group) -> Iterator[Advice]:
    """Yield advice on filters that read texts."""
    triples = list(_triples(group))
    texts = {str(end): str(thing) for thing, property, end in triples if _is_variable(property) or str(property) in _TEXTS}
    searched = {str(thing) for thing, property, _ in triples if str(property) == SEARCH.value}
    for call in (call for expression in group.filters for call in _calls(expression)):
        looked_at = _names(dict.get(call, "arg1") or dict.get(call, "text"))
        for name in sorted(looked_at & texts.keys()):
            if texts[name] not in searched:
                yield _advice("words", f"?{name}")


def _triples(group: _Group) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the statements of a group and of its OPTIONALs."""
    for item in group.items:
        if item.triple is not None:
            yield item.triple
        if item.kind == "optional":
            inner = _Group()
            _collect(item.node[0], inner)
            yield from _triples(inner)


def _calls(expression: Any) -> Iterator[Any]:
    """Yield the calls of functions on words in an expression."""
    if getattr(expression, "name", None) in _WORDS:
        yield expression
    if isinstance(expression, Mapping):
        for name, part in expression.items():
            if name != "_vars":
                yield from _calls(part)
    elif isinstance(expression, list | tuple):
        for part in expression:
            yield from _calls(part)


def _names(expression: Any) -> frozenset[str]:
    """Return the variables of an expression."""
    if _is_variable(expression):
        return frozenset({str(expression)})
    return frozenset(map(str, dict.get(expression, "_vars") or ())) if isinstance(expression, dict) else frozenset()


def _bound(node: Any) -> frozenset[str]:
    return frozenset(map(str, dict.get(node, "_vars") or ()))


def _variables(terms: Sequence[Any]) -> frozenset[str]:
    return frozenset(str(term) for term in terms if _is_variable(term))


def _is_variable(term: object) -> bool:
    return type(term).__name__ in ("Variable", "BNode")


def _is_iri(term: object) -> bool:
    return type(term).__name__ == "URIRef"


def _shown(item: _Item) -> str:
    """Return a part of a query as a person wrote it, about."""
    if item.triple is not None:
        return " ".join(map(_term, item.triple))
    return f"the {item.kind} of {', '.join(f'?{name}' for name in sorted(item.names))}"


def _term(term: Any) -> str:
    if _is_variable(term):
        return f"?{term}"
    text = str(term) if _is_iri(term) else str(term.n3()) if hasattr(term, "n3") else str(term)
    for prefix, start in sorted(QUERY_PREFIXES.items(), key=lambda pair: -len(pair[1])):
        text = text.replace(f"<{start}", f"<{prefix}:").replace(start, f"{prefix}:")
    return text.replace("<", "").replace(">", "").removeprefix("Path(").removesuffix(")")
