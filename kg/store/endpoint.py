"""Ask and change a graph that another program holds, over the SPARQL 1.1 protocol: the same operations as on a folder.

Any endpoint will do. Where its default graph does not hold the named graphs, as kg's questions expect, it is asked for their union.
What is changed is one update, and so one transaction wherever the endpoint keeps its word. Its words are searched in an index in
memory, made of what it holds when the first search comes.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store import dump, folder, ftssparql, results
from kg.store.fts import Index
from kg.store.ftsrows import FIELDS
from kg.store.graphs import GraphStore, update_text
from kg.store.results import Cell, Rows, term, value
from kg.store.sparql import OPAQUE, QUERY_PREFIXES, refuse_service
from kg.triples import iris

#: How long an endpoint may stay silent, in seconds.
PATIENCE = 120.0
RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_MEDIA_TYPES = {
    "json": RESULTS, "xml": "application/sparql-results+xml", "csv": "text/csv", "tsv": "text/tab-separated-values", "ttl": "text/turtle",
    "nt": TRIPLES, "rdfxml": "application/rdf+xml", "jsonld": "application/ld+json",
}  # fmt: skip
_ARTICLE = "ASK { ?article a kg:Article }"
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing a ?class } } ORDER BY ?graph"
_BASE = "SELECT ?graph WHERE { GRAPH ?graph { ?article a kg:Article } } LIMIT 1"
#: Oxigraph's own word for asking for the union of all graphs; others do not know it.
_UNION = ("union-default-graph", "true")


def is_address(place: str) -> bool:
    """Tell whether a place is the address of an endpoint, and no folder."""
    return place.startswith(("http://", "https://"))


class Protocol:
    """Speak the protocol with one endpoint; ``dataset`` is what every query is asked of."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url
        self.dataset: tuple[tuple[str, str], ...] = ()
        self._token = token

    def ask(self, text: str, accept: str = f"{RESULTS}, {TRIPLES};q=0.9") -> tuple[bytes, str]:
        """Return the answer to a query and its media type.

        Raises QueryError for what the endpoint cannot parse, StoreError where it cannot be reached or refuses.
        """
        body = urllib.parse.urlencode([("query", text), *self.dataset]).encode()
        return self._post(self.url, body, "application/x-www-form-urlencoded", accept)

    def update(self, text: str) -> None:
        """Run an update; where queries go to ``.../query``, updates go to ``.../update``."""
        start, _, end = self.url.rpartition("/")
        self._post(f"{start}/update" if end == "query" else self.url, text.encode(), "application/sparql-update", "*/*")

    def _post(self, url: str, body: bytes, kind: str, accept: str) -> tuple[bytes, str]:
        headers = {"Content-Type": kind, "Accept": accept, "User-Agent": "kg"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=PATIENCE) as answer:
                return answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            raise _refused(url, error) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise StoreError(f"{url}: cannot be reached: {getattr(error, 'reason', None) or error}") from error


def _refused(url: str, error: urllib.error.HTTPError) -> QueryError | StoreError:
    """Return what an endpoint's refusal means."""
    said = error.read(4000).decode("utf-8", "replace")
    try:
        said = str(json.loads(said)["detail"])
    except (ValueError, KeyError, TypeError):
        said = " ".join(said.split())[:200]
    if error.code == 400:
        return QueryError(f"the endpoint says: {said}")
    if error.code in (401, 403):
        return StoreError(f"{url}: refused ({error.code}): {said}; set KG_TOKEN to the token of the endpoint")
    return StoreError(f"{url}: answered {error.code}: {said}")


class RemoteGraph(GraphStore):
    """Be the graph of an endpoint; to be used with ``with``, as a graph on disk is."""

    def __init__(self, protocol: Protocol, base: str) -> None:
        super().__init__(ox.Store(), base)
        self._protocol = protocol
        self._held: ox.Store | None = None
        self._sees = False

    def query(self, text: str, bindings: Mapping[str, Cell] | None = None) -> Rows:
        """Run a query and return its answer as a table; raises what the endpoint says is wrong as QueryError."""
        body, kind = self._protocol.ask(self._written(text, bindings))
        if kind != RESULTS:
            triples = {
                (value(one.subject), value(one.predicate), value(one.object)) for one in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
            }
            return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
        return results.rows(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))

    def answer(self, text: str, format: str, bindings: Mapping[str, Cell] | None = None) -> bytes:
        """Run a query and return its answer in a standard format, as the endpoint writes it."""
        if format not in _MEDIA_TYPES:
            raise QueryError(f"there is no format {format!r}; there are {', '.join(sorted(_MEDIA_TYPES))}")
        return self._protocol.ask(self._written(text, bindings), _MEDIA_TYPES[format])[0]

    def graph_names(self, prefix: str = "") -> tuple[str, ...]:
        """Return the IRIs of the named graphs that begin with ``prefix``, sorted."""
        return tuple(sorted(str(row[0]) for row in self.query(_GRAPHS).rows if str(row[0]).startswith(prefix)))

    def holds(self, iri: str) -> bool:
        """Tell whether the graph says anything of a resource besides what people decided about it."""
        text = f"ASK {{ GRAPH ?graph {{ {ox.NamedNode(iri)} ?property ?value }} FILTER(?graph != <{self.graph_iri('curation')}>) }}"
        return bool(self.query(text).rows[0][0])

    def __len__(self) -> int:
        return int(str(self.query("SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?thing ?property ?value } }").rows[0][0]))

    def dump(self, output: IO[bytes], format: str = "nq", graphs: Iterable[str] | None = None) -> int:
        """Write named graphs (all of them unless named) as a graph on disk is written, and return how many statements."""
        names = self.graph_names() if graphs is None else tuple(sorted(set(graphs)))
        held = ox.Store()
        for name in names:
            held.extend(self._quads(name))
        return dump.dump(held, output, format, names)

    def texts(self) -> Index:
        """Return the index of the words of the graph, as they were when it was first asked for."""
        if self._held is None:
            fields = " ".join(map(str, FIELDS))
            rows = f"SELECT ?thing ?field ?text ?graph WHERE {{ VALUES ?field {{ {fields} }} GRAPH ?graph {{ ?thing ?field ?text }} }}"
            found = ox.parse_query_results(self._protocol.ask(self._written(rows), RESULTS)[0], format=ox.QueryResultsFormat.JSON)
            self._held = ox.Store()
            if isinstance(found, ox.QuerySolutions):
                self._held.extend(ox.Quad(*(row[name] for name in ("thing", "field", "text", "graph"))) for row in found)
        return self._texts.index(self._held)

    def _open(self) -> ox.Store:
        raise StoreError(f"{self._protocol.url}: this needs a graph in a folder, not one behind an endpoint")

    def look(self) -> None:
        """Find out how the default graph of a query comes to hold what the named graphs hold; again where that is by naming them."""
        if self._sees:
            return
        for dataset in ((), (_UNION,)):
            self._protocol.dataset = dataset
            if self.query(_ARTICLE).rows[0][0]:
                self._sees = True
                return
        self._protocol.dataset = ()
        names = self.graph_names()
        self._protocol.dataset = tuple((part, name) for part in ("default-graph-uri", "named-graph-uri") for name in names)

    def _written(self, text: str, bindings: Mapping[str, Cell] | None = None) -> str:
        """Return a query as any endpoint can read it: with prefixes, with the things found, with its variables bound at its end."""
        refuse_service(text, OPAQUE.sub(lambda match: " " * len(match.group()), text))
        text = ftssparql.expand(text, OPAQUE, self.texts)
        prefixes = " ".join(f"PREFIX {prefix}: <{start}>" for prefix, start in QUERY_PREFIXES.items() if f"{prefix}:" in text)
        if not bindings:
            return f"{prefixes} {text}"
        names, values = " ".join(f"?{name}" for name in bindings), " ".join(str(term(cell)) for cell in bindings.values())
        return f"{prefixes} {text}\nVALUES ({names}) {{ ({values}) }}"

    def _quads(self, graph: str) -> Iterator[ox.Quad]:
        name = ox.NamedNode(graph)
        body, _ = self._protocol.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}", TRIPLES)
        for triple in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def _add(self, graph: str, new: Iterable[ox.Quad]) -> None:
        self._write({}, {graph: set(new)}, ())

    def _write(self, gone: Mapping[str, set[ox.Quad]], new: Mapping[str, set[ox.Quad]], emptied: Sequence[str]) -> None:
        if any(gone.values()) or any(new.values()):
            self._protocol.update(update_text(gone, new, emptied))
            self._held = None
            self._texts.close()
            self.look()


def connect(url: str, base: str | None = None, token: str | None = None) -> RemoteGraph:
    """Return the graph of the endpoint at a URL; its base IRI is told by its articles, else by ``base``.

    Raises StoreError where the endpoint cannot be reached, or its graph has another base.
    """
    graph = RemoteGraph(Protocol(url, token), folder.DEFAULT_BASE if base is None else iris.check_base(base))
    found = [iris.split_article_graph(str(row[0])) for row in graph.query(_BASE).rows]
    if found and found[0]:
        if base is not None and found[0][0] != base:
            raise StoreError(f"{url}: this graph's base IRI is {found[0][0]}, not {base}; leave --base out")
        graph.base = found[0][0]
    graph.look()
    return graph
