"""Write named graphs as RDF, in one order, so that equal graphs give equal bytes.

Oxigraph writes each graph as N-Triples, whose lines are then sorted: that costs less than asking it for one statement
after another. Memory holds one graph at a time, and for formats without named graphs, which hold their union, all of them.
There are no blank nodes in the store, so the N-Quads with all lines sorted (``LC_ALL=C sort``) are the canonical form of
RDF Dataset Canonicalization (RDFC-1.0) as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.triples.vocab import PREFIXES

#: The formats of ``dump``: with named graphs, and (triples only) without.
QUAD_FORMATS: Mapping[str, ox.RdfFormat] = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
TRIPLE_FORMATS: Mapping[str, ox.RdfFormat] = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}

#: How a line of N-Triples ends, as Oxigraph writes it.
_END = b" .\n"
#: Characters that XML 1.0 has no way to write, as N-Triples escapes them or as they stand; an escaped backslash is none.
_NOT_IN_XML = re.compile(rb"(\\\\)|\\[bf]|\\u00(?:0[0-8BEF]|1[0-9A-F])|\\uFFF[EF]|\xef\xbf[\xbe\xbf]")


def dump(store: ox.Store, output: IO[bytes], format: str, graphs: Sequence[str]) -> int:
    """Write named graphs in the order given, each sorted, and return how many statements were written.

    Raises StoreError for an unknown format. Control characters, which RDF/XML cannot hold, are left out of it.
    """
    if format == "nq":
        return _write_quads(store, output, graphs)
    if format in QUAD_FORMATS:
        count = _Count()
        ox.serialize(count.of(_quads(store, graphs)), output, format=QUAD_FORMATS[format], prefixes=PREFIXES)
        return count.seen
    if format not in TRIPLE_FORMATS:
        raise StoreError(f"there is no RDF format {format!r}; use one of {', '.join((*QUAD_FORMATS, *TRIPLE_FORMATS))}")
    lines = sorted({line for graph in graphs for line in _lines(store, graph)})
    if format == "nt":
        output.writelines(line + _END for line in lines)
    else:
        text = b"".join(line + _END for line in lines)
        text = _NOT_IN_XML.sub(lambda found: found[1] or b"", text) if format == "rdfxml" else text
        triples = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True))
        ox.serialize(triples, output, format=TRIPLE_FORMATS[format], prefixes=PREFIXES)
    return len(lines)


class _Count:
    """Count what passes."""

    seen = 0

    def of(self, quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self.seen += 1
            yield quad


def _lines(store: ox.Store, graph: str) -> list[bytes]:
    """Return the triples of a named graph, each as its line of N-Triples without its end."""
    text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
    # A line break inside a literal is written as an escape, so this parts lines and nothing else.
    return text.removesuffix(_END).split(_END) if text else []


def _sorted_quads(store: ox.Store, graph: str) -> tuple[bytes, int]:
    lines = sorted(_lines(store, graph))
    end = f" <{graph}>".encode() + _END
    return b"".join((end.join(lines), end)) if lines else b"", len(lines)


def _write_quads(store: ox.Store, output: IO[bytes], graphs: Sequence[str]) -> int:
    count = 0
    for graph in graphs:
        text, lines = _sorted_quads(store, graph)
        output.write(text)
        count += lines
    return count


def _quads(store: ox.Store, graphs: Sequence[str]) -> Iterator[ox.Quad]:
    for graph in graphs:
        yield from ox.parse(_sorted_quads(store, graph)[0], format=ox.RdfFormat.N_QUADS, lenient=True)
