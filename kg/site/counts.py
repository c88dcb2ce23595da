"""Count the statements of a graph graph by graph, so that counting again after a change reads only what changed.

The counts are those of all named graphs together, in which a statement that two graphs make is one. What is said of an
article's own things stands in no other graph; of everything else the statements are kept as short digests and put together
when all are counted.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypedDict

from kg.store.reach import Edge
from kg.triples.dataset import Totals
from kg.triples.iris import split_article_graph
from kg.triples.vocab import TYPE

_LINE = re.compile(r"<([^>]*)> <([^>]*)> (?:<([^>]*)>|\"(?:[^\"\\]|\\.)*\"(?:\^\^<[^>]*>|@[\w-]+)?) <[^>]*> \.\n?")
#: Digits of a digest: of a million statements two share one with a probability of one in five hundred.
DIGITS = 12


class Counts(TypedDict):
    """Name the counts of one graph: statements by property and things by class, and digests of those that others may hold."""

    properties: dict[str, int]
    classes: dict[str, int]
    shared: dict[str, list[str]]


def edges(lines: Iterable[str]) -> set[Edge]:
    """Return subject, property and IRI of lines of N-Quads as kg writes them: without blank nodes, each in a graph."""
    return {(found[1], found[2], found[3]) for line in lines if (found := _LINE.fullmatch(line))}


def counted(graph: str, lines: Iterable[str]) -> Counts:
    """Return the counts of one named graph, given as lines of N-Quads."""
    article = split_article_graph(graph)
    own = tuple(f"{article[0]}article/{article[1]}{mark}" for mark in "/#") if article else ()
    itself = own[0][:-1] if own else ""
    properties, classes, shared = Counter[str](), Counter[str](), defaultdict[str, list[str]](list)
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"no line of N-Quads: {line!r}")
        subject, predicate, target = found[1], found[2], found[3]
        if own and (subject == itself or subject.startswith(own)):
            properties[predicate] += 1
            if predicate == TYPE.value:
                classes[target] += 1
        else:
            name = f"{predicate} {target}" if predicate == TYPE.value else predicate
            shared[name].append(_digest(line[: line.rindex(" <")]))
    return Counts(properties=dict(sorted(properties.items())), classes=dict(sorted(classes.items())), shared=dict(sorted(shared.items())))


def _digest(statement: str) -> str:
    return hashlib.blake2b(statement.encode(), digest_size=DIGITS // 2).hexdigest()


def total(counts: Iterable[Counts]) -> Totals:
    """Return the counts of all graphs together."""
    properties, classes = Counter[str](), Counter[str]()
    shared: dict[str, set[str]] = defaultdict(set)
    for one in counts:
        properties.update(one["properties"])
        classes.update(one["classes"])
        for name, digests in one["shared"].items():
            shared[name].update(digests)
    for name, found in shared.items():
        predicate, _, kind = name.partition(" ")
        properties[predicate] += len(found)
        if kind:
            classes[kind] += len(found)
    return Totals(properties.total(), dict(sorted(properties.items())), dict(sorted(classes.items())))
