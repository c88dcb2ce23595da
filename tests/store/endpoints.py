"""A SPARQL endpoint over a graph in memory, that sees the union of the named graphs in one of three ways."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

TOKEN = "a-token-of-the-tests"
FORMATS = {"application/sparql-results+json": ox.QueryResultsFormat.JSON, "text/csv": ox.QueryResultsFormat.CSV}


@contextmanager
def endpoint(store: ox.Store, union: str) -> Iterator[str]:
    """Serve a store until the block ends: ``always`` sees the union, ``asked`` where it is asked to, ``never`` names are needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                if self.path.endswith("/update"):
                    self._update(body.decode())
                else:
                    self._query(parse_qs(body.decode()))
            except SyntaxError as error:
                self._send(400, json.dumps({"detail": str(error)}).encode(), "application/problem+json")

        def _update(self, text: str) -> None:
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self._send(401, b"who are you?", "text/plain")
                return
            store.update(text)
            self._send(204, b"", "text/plain")

        def _query(self, given: dict[str, list[str]]) -> None:
            default = [ox.NamedNode(name) for name in given.get("default-graph-uri", ())]
            named = [ox.NamedNode(name) for name in given.get("named-graph-uri", ())]
            sees = union == "always" or (union == "asked" and "union-default-graph" in given)
            answer = store.query(
                given["query"][0], use_default_graph_as_union=sees, default_graph=default or None, named_graphs=named or None
            )
            if isinstance(answer, ox.QueryTriples):
                self._send(200, answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples")
                return
            kind = self.headers["Accept"].partition(",")[0]
            self._send(200, answer.serialize(format=FORMATS[kind]) or b"", kind)

        def _send(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
