"""Write the whole graph as one file of N-Quads, so that a change of one article rewrites a part of it only.

The file is gzip of several members (RFC 1952, section 2.2), one a named graph in the order of their names, each sorted: any
tool reads it as one file. The member of a graph that did not change is taken over from the file that was published.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.site.counts import Counts, counted, edges, total
from kg.site.tree import Tree
from kg.store.graphs import GraphStore
from kg.store.reach import Edge
from kg.triples.dataset import Totals

DUMP = "dump.nq.gz"
#: Compression 6 of 9: the best costs three times the time for two hundredths of the size.
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Member:
    """Hold one graph of the dump: the key it was written for, where it lies in the file, and what was counted in it."""

    key: str
    start: int
    length: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Dump:
    """Hold a dump to be published: its bytes, its members by graph, and the statements that changed since the last one.

    ``changed`` is None where nothing is known of the last one, so that all has to be taken as changed.
    """

    body: bytes
    members: Mapping[str, Member]
    changed: frozenset[Edge] | None

    @property
    def totals(self) -> Totals:
        """Return the counts of all graphs together."""
        return total(member.counts for member in self.members.values())

    def notes(self) -> dict[str, Any]:
        """Return what the next publication has to know."""
        return {graph: [member.key, member.start, member.length, member.counts] for graph, member in self.members.items()}


def dump(store: GraphStore, keys: Mapping[str, str], tree: Tree) -> Dump:
    """Return the dump of an edition whose graphs have these keys, with all that can be taken over from the published one."""
    known = {graph: Member(*row) for graph, row in tree.notes.get("graphs", {}).items()}
    file = _published(tree)
    if file is None:
        known = {}
    body, members, changed = io.BytesIO(), dict[str, Member](), set[Edge]()
    for graph in sorted(keys):
        had = known.get(graph)
        if file is not None and had is not None and had.key == keys[graph]:
            members[graph] = Member(had.key, body.tell(), had.length, had.counts)
            body.write(file[had.start : had.start + had.length])
            continue
        lines = _lines(store, graph)
        packed = gzip.compress("".join(lines).encode(), LEVEL, mtime=0)
        changed |= _differing(lines, _old(file, had))
        members[graph] = Member(keys[graph], body.tell(), len(packed), counted(graph, lines))
        body.write(packed)
    for graph in known.keys() - keys.keys():
        changed |= edges(_old(file, known[graph]))
    return Dump(body.getvalue(), members, None if file is None else frozenset(changed))


def _published(tree: Tree) -> bytes | None:
    """Return the published dump; None where there is none, or it is not what was published."""
    if not tree.unchanged(DUMP):
        return None
    return (tree.root / DUMP).read_bytes()


def _lines(store: GraphStore, graph: str) -> list[str]:
    sink = io.BytesIO()
    store.dump(sink, "nq", [graph])
    return _split(sink.getvalue())


def _split(file: bytes) -> list[str]:
    """Return the lines of a file; other characters that part lines elsewhere may stand in a text."""
    return [f"{line}\n" for line in file.decode().split("\n") if line]


def _old(file: bytes | None, member: Member | None) -> Iterator[str]:
    if file is not None and member is not None:
        yield from _split(zlib.decompress(file[member.start : member.start + member.length], wbits=31))


def _differing(new: list[str], old: Iterator[str]) -> set[Edge]:
    return edges(set(new) ^ set(old))
