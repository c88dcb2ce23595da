"""Hold what every page is made with, and what a page is: plain values, without the graph.

A page is named by its path: ``""`` is the overview, ``actors`` a list, and a thing has the path of its IRI below the base
(``actor/x``, ``article/y``, ``article/y/claim/10-20``). ``Links`` turns paths into references, for a server (absolute paths
below ``Look.root``) or for a folder of files (references relative to the page that they stand on).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from kg.triples.iris import path_of, safe

#: What may stand as it is in the path of a reference: what RFC 3986 allows in a segment, and ``/``.
_PLAIN = "/!$&'()*+,;=:@~"


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how pages look and where they lie.

    ``base`` is the base IRI of the data. With ``live``, pages are served: links are absolute paths below ``root`` and forms
    lead to the server; else they are files of a folder that can be opened anywhere. ``texts`` shows articles in full; without it
    only the words of claims are quoted. ``questions`` are folders with saved questions besides the shipped ones.
    """

    base: str
    title: str = "Knowledge graph"
    publisher: str = ""
    licence: str = ""
    texts: bool = True
    live: bool = True
    root: str = "/"
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page: ``links`` are the (rel, href, type) of its Link headers, as RFC 8288 has them."""

    body: bytes
    media_type: str
    title: str
    links: tuple[tuple[str, str, str], ...] = field(default=())


def page_file(path: str) -> str:
    """Return the file that a page has in a folder of files: ``index.html``, ``page/actor/x.html``, ``page/map.json``."""
    if not path:
        return "index.html"
    return f"page/{path}" if path.endswith(".json") else f"page/{path}.html"


def ascii_reference(href: str) -> str:
    """Return a reference as HTTP headers can hold it: what is beyond ASCII is percent-encoded, as IRIs become URIs (RFC 3987)."""
    return quote(href, safe="".join(map(chr, range(33, 127))))


def data_file(path: str, format: str) -> str:
    """Return the file that a description has in a folder of files: ``data/actor/x.ttl``."""
    return f"data/{path}.{format}"


@dataclass(frozen=True, slots=True)
class Links:
    """Make the references of one page, which lies at ``path``."""

    look: Look
    path: str

    def page(self, path: str, parameters: Mapping[str, object] | None = None, fragment: str = "") -> str:
        """Return the reference to another page; what has no value is left out of the query, and files have none."""
        given = {name: value for name, value in (parameters or {}).items() if value not in (None, "")}
        query = f"?{urlencode(given, errors='replace')}" if given and self.look.live else ""
        # Words of a text are marked where the text is shown alone.
        marked = self.look.texts or not fragment.startswith("char=")
        end = f"#{quote(fragment, safe=_PLAIN)}" if fragment and marked else ""
        place = self.file(page_file(path)) if not self.look.live else self._served(f"page/{path}" if path else "")
        return f"{place}{query}{end}"

    def thing(self, iri: str, fragment: str = "") -> str:
        """Return the reference to the page of a thing of the graph; an IRI from elsewhere is its own."""
        iri, _, words = iri.partition("#") if iri.startswith(self.look.base) else (iri, "", "")
        return self.page(path_of(self.look.base, iri), fragment=fragment or words) if iri.startswith(self.look.base) else iri

    def path_of(self, path: str) -> str:
        """Return a path as it stands in an IRI."""
        return safe(path)

    def data(self, path: str, format: str) -> str:
        """Return the reference to the description of a thing in ``ttl``, ``jsonld``, ``nt`` or ``csv``."""
        return self._served(f"data/{path}.{format}") if self.look.live else self.file(data_file(path, format))

    def static(self, name: str) -> str:
        """Return the reference to a static file."""
        return self._served(f"static/{name}") if self.look.live else self.file(f"static/{name}")

    def served(self, path: str, parameters: Mapping[str, object] | None = None) -> str:
        """Return the reference to what only a server has, such as ``sparql`` or ``api/figures.csv``."""
        given = {name: value for name, value in (parameters or {}).items() if value not in (None, "")}
        return self._served(path) + (f"?{urlencode(given, errors='replace')}" if given else "")

    def file(self, name: str) -> str:
        """Return the reference from this page's file to another file of the folder."""
        here = page_file(self.path).split("/")[:-1]
        there = name.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return quote("/".join([".."] * (len(here) - shared) + there[shared:]), safe=_PLAIN)

    def _served(self, path: str) -> str:
        return self.look.root + quote(path, safe=_PLAIN, errors="surrogatepass")
