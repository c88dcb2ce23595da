"""Keep imported gazetteers in the graph ``{base}graph/gazetteer``, and load them for building.

Each source comes and goes whole, in one transaction: a source of the same name is replaced, the same file twice changes nothing.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.entities import imports
from kg.entities.gazetteer import Entry, Gazetteer, shipped
from kg.entities.imported import additions, with_imported
from kg.entities.imports import Imported
from kg.errors import InputError, NotFoundError
from kg.store import lookup
from kg.store.graphs import Change, GraphStore
from kg.triples.gazetteer import content_hash, gazetteer_quads, read_gazetteer, source_node
from kg.triples.skos import read_skos

_SOURCES = "SELECT ?name ?hash WHERE { ?source a kg:GazetteerSource ; skos:prefLabel ?name ; kg:contentHash ?hash } ORDER BY ?name"


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the name of an imported gazetteer and what stands for its content."""

    name: str
    hash: str


def _read_skos(path: Path, type: str | None) -> Imported:
    with imports.opened(path) as stream:
        return imports.assembled(read_skos(stream, path.name, type), path.name)


def _reader(form: str) -> Callable[[Path, str | None], Imported]:
    return lambda path, type: imports.read_file(path, form, type)


#: Reader of each format of files: path and the type of rows that name none.
FORMATS: dict[str, Callable[[Path, str | None], Imported]] = {**{form: _reader(form) for form in imports.FORMATS}, "skos": _read_skos}


def read_file(path: Path, form: str | None = None, type: str | None = None) -> Imported:
    """Return the entries of a file, its format told by its name unless given; InputError where nothing can be read of it."""
    form = form or imports.format_of(path)
    if form is None:
        raise InputError(f"its name does not tell its format; give --format {'|'.join(sorted(FORMATS))}", source=str(path))
    return FORMATS[form](path, type)


def source_of(path: Path) -> str:
    """Return the name of the source that a file is, unless another is given: the file's name up to its first point."""
    return path.name.partition(".")[0]


def sources(store: GraphStore) -> tuple[Source, ...]:
    """Return the imported gazetteers, by name."""
    return tuple(Source(str(name), str(hash)) for name, hash in store.query(_SOURCES).rows)


def entries(store: GraphStore) -> dict[str, tuple[Entry, ...]]:
    """Return the imported entries of each source, by id."""
    return read_gazetteer(store.scan(store.graph_iri("gazetteer")))


def put(store: GraphStore, source: str, found: Iterable[Entry]) -> Change:
    """Make a source hold exactly the entries given, and say what changed; other sources stay as they are."""
    found = tuple(found)
    known = {one.name: one.hash for one in sources(store)}
    if known.get(source) == content_hash(found):
        return Change.UNCHANGED
    new = gazetteer_quads(found, source, store.base)
    store.exchange(store.graph_iri("gazetteer"), _quads(store, source) if source in known else (), new)
    _index(store, {source: found} if known.keys() <= {source} else entries(store))
    return Change.REPLACED if source in known else Change.ADDED


def remove(store: GraphStore, source: str) -> int:
    """Take a source out and return how many entries it had; NotFoundError where there is none of that name."""
    known_source(store, source)
    gone = _quads(store, source)
    store.exchange(store.graph_iri("gazetteer"), gone, ())
    _index(store, entries(store))
    return len({quad.subject for quad in gone}) - 1


def known_source(store: GraphStore, name: str) -> str:
    """Return the name of a source that was imported; NotFoundError, with what comes close, for one that was not."""
    names = [one.name for one in sources(store)]
    if name not in names:
        near = tuple(difflib.get_close_matches(name, names)) or tuple(names)
        words = f"there are {', '.join(near)}" if near else "nothing was imported"
        raise NotFoundError(f"no gazetteer was imported as {name!r}; {words}", nearest=near)
    return name


def _quads(store: GraphStore, source: str) -> list[Quad]:
    """Return the quads of a source: those of its own resource and of what hangs under it."""
    node = source_node(source, store.base)
    start = f"{node.value}/"
    quads = store.scan(store.graph_iri("gazetteer"))
    return [q for q in quads if isinstance(q.subject, NamedNode) and (q.subject == node or q.subject.value.startswith(start))]


def _index(store: GraphStore, found: Mapping[str, Iterable[Entry]]) -> None:
    """Write what all sources add to the shipped gazetteer beside the graph, to be looked up there."""
    if store.path is None:
        return
    stamp = fingerprint(store)
    if stamp is None:
        lookup.forget(store.path)
    else:
        lookup.write(store.path, stamp, additions(shipped(), found))


@dataclass(frozen=True, slots=True)
class _Imported:
    """Hold what stands for all imported entries, and the graph that has them, which is not compared."""

    fingerprint: str
    store: GraphStore = field(compare=False)


def load(store: GraphStore) -> Gazetteer:
    """Return the shipped gazetteer together with what was imported; that of the last call where nothing has changed since.

    What was imported is looked up in the file beside the graph; only where it is not there, or was made from something
    else, is it made from the graph, and kept for the next time where this process may write.
    """
    found = fingerprint(store)
    return _joined(_Imported(found, store)) if found else shipped()


@lru_cache(maxsize=1)
def _joined(imported: _Imported) -> Gazetteer:
    store, base = imported.store, shipped()
    known = lookup.opened(store.path, imported.fingerprint, base) if store.path else None
    if known is not None:
        return known
    if store.path and not store.read_only:
        _index(store, entries(store))
        known = lookup.opened(store.path, imported.fingerprint, base)
    return known or with_imported(base, entries(store))


def fingerprint(store: GraphStore) -> str | None:
    """Return what stands for all that was imported, or None where nothing was: articles read with another are read anew."""
    found = sources(store)
    if not found:
        return None
    return hashlib.sha256("\n".join(f"{one.name} {one.hash}" for one in found).encode()).hexdigest()[:12]
