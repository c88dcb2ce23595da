"""Make the edition of a graph: the copy that may be given to the world, kept up to date graph by graph.

What is published is read from the edition alone, so nothing that it leaves out can reach a page, a file or a dump:

- IRIs under the graph's base hang under the base of the edition; texts stay as they are, for they are evidence;
- without ``texts``, an article's text and the words around its quotations are left out;
- people whom a decision redacts are covered (:mod:`kg.store.cover`);
- what people decided (who, why) and imported gazetteers, which have owners and licences of their own, are left out;
- the address of a machine that a language model was asked at is left out.

The edition lies in the folder ``edition`` of the store and may be deleted at any time. A graph is written again only when its
key changed: for an article that is the digest of what was read in it and what its names stand for, so that an unchanged
article costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.errors import StoreError
from kg.store import folder
from kg.store.cover import Cover
from kg.store.graphs import GraphStore
from kg.store.redaction import redacted
from kg.triples import vocab

FOLDER = "edition"
STATE = "edition.json"
#: Graphs that stay at home.
PRIVATE = ("curation", "gazetteer")
#: What an edition without texts leaves out: the text, the words around a quotation, the digest of its shingles.
WITHHELD = frozenset({vocab.TEXT, vocab.PREFIX, vocab.SUFFIX, vocab.WIRE_FINGERPRINT})
#: Graphs written to the edition in one transaction: few enough to hold, enough to share its cost.
BATCH = 40

_ENGINES = frozenset({vocab.ENGINE_NAME, vocab.VALUE})
_HOST = re.compile(r" at \S+")
_READ = """
SELECT ?graph ?digest ?run WHERE { GRAPH ?graph { ?article kg:digest ?digest OPTIONAL { ?article prov:wasGeneratedBy ?run } } }"""
_STANDS_FOR = "SELECT ?graph ?appearance ?thing WHERE { GRAPH ?graph { ?appearance kg:appearanceOf ?thing } } ORDER BY ?graph ?appearance"


@dataclass(frozen=True, slots=True)
class Terms:
    """Say under which base an edition is given out, and whether the articles' texts are."""

    base: str
    texts: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold where an edition lies, the key of each of its named graphs (equal keys, equal graphs), and whom it covers."""

    path: Path
    keys: Mapping[str, str]
    cover: Cover = field(compare=False)

    def tells(self, path: str) -> bool:
        """Tell whether a path below the base spells the name of somebody who is redacted."""
        return self.cover.spelled(path)


def edition(source: GraphStore, terms: Terms) -> Edition:
    """Bring the edition of a store up to date and return it.

    Raises StoreError where the store has no folder or its folder cannot be written, StoreLockedError while another
    process makes the same edition.
    """
    if source.path is None:
        raise StoreError("a graph in memory has no edition; open one from its folder")
    path, people = source.path / FOLDER, redacted(source)
    said = _digest((__version__, terms.base, str(terms.texts), source.base, repr(people)))
    wanted = {graph: _digest((said, key)) for graph, key in _keys(source).items()}
    state = path / STATE
    had = _state(state, said)
    writer = _Writer(source, terms, Cover(people, source.base))
    made = Edition(path, {writer.name(graph).value: key for graph, key in wanted.items()}, writer.cover)
    if had == wanted:
        return made
    if had is None:
        with folder.store_errors(path):
            shutil.rmtree(path, ignore_errors=True)
        had = {}
    with GraphStore.open(path, create=True, base=terms.base) as target:
        with folder.store_errors(path):
            state.unlink(missing_ok=True)
        writer.write(target, [graph for graph in wanted if had.get(graph) != wanted[graph]])
        target.drop(*(writer.name(graph).value for graph in had.keys() - wanted.keys()))
    with folder.store_errors(path):
        folder.write_whole(state, json.dumps({"terms": said, "graphs": wanted}, indent=0, sort_keys=True) + "\n")
    return made


def _state(path: Path, said: str) -> dict[str, str] | None:
    """Return the keys of the graphs that an edition made on the same terms holds, None where there is none."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        return dict(state["graphs"]) if state["terms"] == said else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keys(source: GraphStore) -> dict[str, str]:
    """Return the key of each named graph that is given out."""
    read = {str(graph): f"{digest} {run}" for graph, digest, run in source.query(_READ).rows}
    stands_for: dict[str, list[str]] = defaultdict(list)
    for graph, appearance, thing in source.query(_STANDS_FOR).rows:
        stands_for[str(graph)] += (str(appearance), str(thing))
    private = tuple(source.graph_iri(part) for part in PRIVATE)
    return {
        graph: _digest((read[graph], *stands_for[graph])) if graph in read else _digest(map(str, source.read(graph)))
        for graph in source.graph_names()
        if not graph.startswith(private)
    }


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1f")
    return digest.hexdigest()[:20]


class _Writer:
    """Write graphs of a store to its edition."""

    def __init__(self, source: GraphStore, terms: Terms, cover: Cover) -> None:
        self._source, self._terms, self.cover = source, terms, cover
        self._nodes: dict[NamedNode, NamedNode] = {}

    def write(self, target: GraphStore, changed: Sequence[str]) -> None:
        """Make the edition hold what is given out of graphs that changed."""
        for start in range(0, len(changed), BATCH):
            target.replace(dict(map(self._graph, changed[start : start + BATCH])))

    def name(self, graph: str) -> NamedNode:
        """Return the IRI that a named graph is given out under."""
        return self._rebased(NamedNode(self.cover.iri(graph)))

    def _graph(self, graph: str) -> tuple[str, list[Quad]]:
        name, quads = self.name(graph), self._source.scan(graph)
        covered = self.cover.graph(list(quads)) if self.cover.people else quads
        return name.value, list(dict.fromkeys(self._given_out(covered, name)))

    def _given_out(self, quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
        withheld = frozenset() if self._terms.texts else WITHHELD
        for quad in quads:
            if quad.predicate not in withheld and isinstance(quad.subject, NamedNode):
                yield Quad(self._rebased(quad.subject), quad.predicate, self._object(quad), graph)

    def _object(self, quad: Quad) -> NamedNode | Literal:
        if isinstance(quad.object, NamedNode):
            return self._rebased(quad.object)
        assert isinstance(quad.object, Literal), "the store refuses blank nodes"
        return Literal(_HOST.sub("", quad.object.value)) if quad.predicate in _ENGINES else quad.object

    def _rebased(self, node: NamedNode) -> NamedNode:
        found = self._nodes.get(node)
        if found is None:
            iri, base = node.value, self._source.base
            found = NamedNode(self._terms.base + iri.removeprefix(base)) if iri.startswith(base) else node
            self._nodes[node] = found
        return found
