"""Publish a graph as a folder of files: the one function behind ``kg publish``.

::

    graph -> edition (what may be given out) -> dump and what changed since the last one
          -> pages and descriptions of what changed -> files that did change -> moved in place at once
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from kg import __version__, pages, resources
from kg.pages import Links, Look, data_file, page_file
from kg.site import fixed
from kg.site.dump import DUMP, dump
from kg.site.hosts import FORMATS, THINGS, Rules
from kg.site.listed import Listed, listed
from kg.site.options import Options
from kg.site.press import files_of, press, thing_of
from kg.site.tree import Tree
from kg.store.edition import WITHHELD, Edition, Terms, edition
from kg.store.find import short
from kg.store.graphs import GraphStore
from kg.store.ontology import serialised as vocabulary
from kg.store.reach import reached
from kg.store.tombstones import retracted_articles
from kg.triples.dataset import Dataset, Download, described
from kg.triples.iris import path_of, resource

_MOVED = "SELECT ?old ?new WHERE { ?old dcterms:isReplacedBy ?new } ORDER BY ?old ?new"
_ARTICLE_PAGE = re.compile(r"page/(article/[^/]+)\.html")
#: The formats of the description of the dataset, by suffix.
DATASET = ("ttl", "jsonld", "nt")


@dataclass(frozen=True, slots=True)
class Published:
    """Say what publishing did: how many pages there are and were made, files written and deleted, statements in the dump."""

    pages: int
    made: int
    files: int
    written: int
    deleted: int
    triples: int


def publish(source: GraphStore, folder: Path, options: Options, processes: int = 1) -> Published:
    """Publish a graph into a folder, which then holds the whole site; what did not change is not made again.

    Raises ConfigError for options that cannot be used, StoreError where the folder holds something else or cannot be
    written, with the site that was there left whole.
    """
    with Tree(folder) as tree:
        made = edition(source, Terms(options.base, options.texts))
        with GraphStore.open(made.path, read_only=True) as store:
            return _Site(store, made, tree, options).publish(processes)


class _Site:
    """Hold all that one publication is made from."""

    def __init__(self, store: GraphStore, made: Edition, tree: Tree, options: Options) -> None:
        self._store, self._edition, self._tree, self._options = store, made, tree, options
        self._dump = dump(store, made.keys, tree)
        self._look = Look(
            options.base, options.title, options.publisher, options.licence, options.texts, live=False, questions=options.questions
        )

    def publish(self, processes: int) -> Published:
        paths = self._paths
        stale = self._stale(paths)
        for path in set(paths).difference(stale):
            for file in files_of(path):
                self._tree.keep(file)
        for file, body in press(self._edition.path, stale, self._look, processes):
            self._tree.put(file, body)
        for file, text in self._others(paths):
            self._tree.put(file, text if isinstance(text, bytes) else text.encode())
        self._tree.finish(
            {
                "look": self._signature,
                "graphs": self._dump.notes(),
                "lists": self._lists(),
                "gone": self._gone,
            }
        )
        tree = self._tree
        return Published(len(paths), len(stale), len(tree.files), len(tree.written), len(tree.deleted), self._dump.totals.triples)

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(pages.paths(self._store, self._options.questions))

    def _stale(self, paths: Sequence[str]) -> list[str]:
        """Return the paths of the pages to be made: those that may show something of what changed, or whose files are lost."""
        changed, tree = self._dump.changed, self._tree
        if changed is None or self._options.afresh or tree.notes.get("look") != self._signature:
            return list(paths)
        shown = reached(self._store, changed) if changed else frozenset()
        return [path for path in paths if self._shows(path, shown, bool(changed)) or not all(map(tree.whole, files_of(path)))]

    def _shows(self, path: str, shown: frozenset[str], changed: bool) -> bool:
        """Tell whether a page may show something of a change that reached ``shown``."""
        if not changed:
            return False
        if path in self._listed:
            return self._listed[path].key != self._tree.notes["lists"].get(path) or not shown.isdisjoint(self._listed[path].things)
        thing = thing_of(path)
        return thing is None or resource(self._store.base, thing).value in shown

    def _lists(self) -> dict[str, str]:
        """Return the keys of the pages of lists, for the next publication; those of the last one where nothing changed."""
        if self._dump.changed == frozenset() and "lists" in self._tree.notes:
            return dict(self._tree.notes["lists"])
        return {path: one.key for path, one in self._listed.items()}

    @cached_property
    def _listed(self) -> Mapping[str, Listed]:
        return {path: found for path in self._paths if (found := listed(self._store, path)) is not None}

    @cached_property
    def _signature(self) -> str:
        """Return what all pages depend on besides the graph: the options, and the software that makes them."""
        said = repr((__version__, replace(self._options, afresh=False, day=None), software()))
        return hashlib.sha256(said.encode()).hexdigest()[:20]

    @cached_property
    def _gone(self) -> list[str]:
        """Return the paths of articles that were retracted, or published once and are no more, but for those that spell a redacted name."""
        now = {_ARTICLE_PAGE.fullmatch(page_file(path_of(self._store.base, one))) for one in self._articles}
        there = {found[1] for found in now if found}
        once = {found[1] for file in self._tree.had if (found := _ARTICLE_PAGE.fullmatch(file))}
        taken_back = {path_of(self._store.base, one) for one in retracted_articles(self._store)}
        gone = (once | taken_back | set(self._tree.notes.get("gone", ()))) - there
        return sorted(path for path in gone if not self._edition.tells(path))

    @cached_property
    def _articles(self) -> tuple[str, ...]:
        rows = self._store.query("SELECT ?article WHERE { ?article a kg:Article } ORDER BY ?article").rows
        return tuple(str(row[0]) for row in rows)

    @cached_property
    def _moved(self) -> tuple[tuple[str, str], ...]:
        rows = self._store.query(_MOVED).rows
        found = {path_of(self._store.base, str(old)): path_of(self._store.base, str(new)) for old, new in rows}
        return tuple(sorted(found.items()))

    def _others(self, paths: Sequence[str]) -> Iterator[tuple[str, str | bytes]]:
        """Yield the files that are no pages of the graph."""
        options = self._options
        yield DUMP, self._dump.body
        yield "SHA256SUMS", fixed.checksums([(DUMP, hashlib.sha256(self._dump.body).hexdigest())])
        for name, place in pages.assets().items():
            yield f"static/{name}", place.read_bytes()
        yield from ontology(options.texts)
        for suffix, _, _ in FORMATS:
            yield data_file("ontology", suffix), vocabulary(suffix)
        period = fixed.period(self._store)
        day = str(options.day or period.last)
        for suffix in DATASET:
            yield f"dataset.{suffix}", self._described(period, day, suffix)
        yield ".well-known/void", self._described(period, day, "ttl")
        yield from fixed.sitemap(paths, options).items()
        yield "robots.txt", fixed.robots(options)
        yield "feed.atom", fixed.feed(self._store, options, day)
        yield "404.html", fixed.lost(options)
        yield fixed.LOST, fixed.lost_script(options, THINGS)
        yield "gone.html", fixed.gone(options.home, options)
        for path in self._gone:
            yield page_file(path), fixed.gone(Links(self._look, path).page(""), options, path)
        for old, new in self._moved:
            yield page_file(old), fixed.moved(old, new, Links(self._look, old).page(new), options)
        yield from Rules(options.base, options.home, options.licence, self._moved, tuple(self._gone)).files().items()

    def _described(self, period: fixed.Period, day: str, format: str) -> bytes:
        options, body = self._options, self._dump.body
        download = Download(f"{options.home}{DUMP}", "application/n-quads", len(body), hashlib.sha256(body).hexdigest(), "application/gzip")
        days = (dt.date.fromisoformat(period.first), dt.date.fromisoformat(period.last)) if period.last else None
        dataset = Dataset(
            base=options.base,
            title=options.title,
            totals=self._dump.totals,
            home=options.home,
            publisher=options.publisher,
            licence=options.licence,
            modified=dt.date.fromisoformat(day) if day else None,
            period=days,
            downloads=(download,),
            examples=self._articles[:1],
        )
        return described(dataset, format)


@cache
def software() -> str:
    """Return a digest of all code and data that has a say in how a page looks, so that another version makes all pages anew."""
    digest = hashlib.sha256()
    for part in ("pages", "site", "store", "triples", "ontology", "queries"):
        folder = resources.folder(part)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def ontology(texts: bool) -> Iterator[tuple[str, str]]:
    """Yield the files of the ontology; without texts, the shapes do not ask for what an edition leaves out."""
    for path in sorted(resources.folder("ontology").glob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        for node in () if texts else sorted(map(str, WITHHELD)):
            text = text.replace(f"sh:path {short(node.strip('<>'))} ; sh:minCount 1 ;", f"sh:path {short(node.strip('<>'))} ;")
        yield f"ontology/{path.name}", text
