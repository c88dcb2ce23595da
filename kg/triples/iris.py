"""Mint the IRIs of the graph: made from content alone, so that the same article read twice yields the same IRIs.

Everything hangs under one base IRI. What one article says hangs under the article's own IRI, and the words that back
it are named by their characters (RFC 5147)::

    {base}article/{id}                          an article
    {base}article/{id}#char=10,20               words of its text
    {base}article/{id}/claim/10-20              what it says: mention, reference, claim, event, quantity, relation ...
    {base}actor/{slug}, {base}place/{slug}      what the articles speak of
    {base}graph/article/{id}                    the named graph of an article

No blank nodes are used. Letters of every script stay readable in a path (RFC 3987); what an IRI cannot hold is
percent-encoded, and ``unsafe`` gives it back.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from anyascii import anyascii
from pyoxigraph import NamedNode

from kg.errors import ConfigError
from kg.model import Article, Span

#: A slug longer than this is cut: names of files and pages are made from it, and those have limits.
SLUG_LENGTH = 60

_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")


def check_base(base: str) -> str:
    """Return the base IRI if data can hang under it: absolute http(s), ending with ``/``, no query and no fragment.

    Raises ConfigError, which says what is wrong and what would do.
    """
    try:
        parts = urlsplit(base)
    except ValueError as error:
        raise ConfigError(f"the base IRI {base!r} is not an IRI: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"the base IRI {base!r} is not an absolute http or https IRI; give one such as http://localhost:8000/")
    if parts.query or parts.fragment or "#" in base or "?" in base:
        raise ConfigError(f"the base IRI {base!r} has a query or a fragment; leave out what follows the path")
    if not base.endswith("/"):
        raise ConfigError(f"the base IRI {base!r} does not end with '/'; write {base + '/'!r}")
    try:
        NamedNode(base)
    except ValueError as error:
        raise ConfigError(f"the base IRI {base!r} is not an IRI: {error}") from error
    return base


def short_hash(*parts: str) -> str:
    """Return twelve hexadecimal digits that stand for the parts in their order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def slug(words: str) -> str:
    """Return words as lower-case ASCII with hyphens: accents dropped, other scripts transliterated, long ones cut."""
    plain = anyascii(unicodedata.normalize("NFC", words)).lower().replace("'", "")
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not joined:
        return short_hash(words)
    return joined if len(joined) <= SLUG_LENGTH else f"{joined[:SLUG_LENGTH].rstrip('-')}-{short_hash(words)[:6]}"


def safe(path: str) -> str:
    """Percent-encode what the path of an IRI cannot hold, ``%`` itself included; ``/`` parts segments and stays."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "surrogatepass")), path)


def unsafe(path: str) -> str:
    """Return what ``safe`` was given."""
    return unquote(path, errors="surrogatepass")


def article_id(article: Article) -> str:
    """Return the identifier of an article: its name for people, and a hash of its key so that no two share it."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}(\.gz)?$", "", article.source_name) or article.source_name
    return f"{slug(stem)}-{short_hash(article.key)[:8]}"


def article_iri(base: str, identifier: str) -> str:
    """Return the IRI of an article."""
    return f"{base}article/{identifier}"


def article_graph(base: str, identifier: str) -> str:
    """Return the IRI of the named graph that holds what one article says."""
    return f"{base}graph/article/{identifier}"


def graph(base: str, part: str) -> str:
    """Return the IRI of a named graph: ``entities``, ``gazetteer``, ``comparisons``, ``curation`` or ``runs``."""
    return f"{base}graph/{part}"


def split_article_graph(iri: str) -> tuple[str, str] | None:
    """Return base and article identifier of an article's named graph; None for the IRI of anything else."""
    base, marker, identifier = iri.rpartition("graph/article/")
    return (base, identifier) if marker and identifier and "/" not in identifier else None


def resource(base: str, path: str) -> NamedNode:
    """Return the resource of a path such as ``actor/syrian-democratic-forces``; an absolute IRI stands for itself."""
    return NamedNode(path if path.startswith(("http://", "https://")) else base + safe(path))


def path_of(base: str, iri: str) -> str:
    """Return the path that ``resource`` was given; an IRI that does not hang under the base stands for itself."""
    return unsafe(iri.removeprefix(base)) if iri.startswith(base) else iri


@dataclass(frozen=True, slots=True)
class ArticleIris:
    """Mint the IRIs of one article under a base."""

    base: str
    id: str

    @property
    def article(self) -> NamedNode:
        """Return the article itself."""
        return NamedNode(article_iri(self.base, self.id))

    @property
    def graph(self) -> NamedNode:
        """Return the article's named graph."""
        return NamedNode(article_graph(self.base, self.id))

    def part(self, kind: str, local: str) -> NamedNode:
        """Return a thing that the article says: ``kind`` is a word such as ``claim``, ``local`` its identifier there."""
        return NamedNode(f"{self.article.value}/{kind}/{safe(local)}")

    def words(self, span: Span) -> NamedNode:
        """Return the selector of words of the text."""
        return NamedNode(f"{self.article.value}#char={span.start},{span.end}")

    def local(self, kind: str, node: NamedNode) -> str:
        """Return the local identifier that ``part`` was given."""
        return unsafe(node.value.removeprefix(f"{self.article.value}/{kind}/"))
