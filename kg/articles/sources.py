"""Find what a user named: files, the articles of folders, standard input, pages of the web."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from kg.errors import InputError

#: The kind of input by the end of a file's name; each may be followed by ``.gz``.
KINDS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
}  # fmt: skip
#: What lies beside NAME.txt and says what is known of it.
SIDECAR = ".meta.json"
#: A file with more bytes than this is no article; records of a .jsonl file are counted one by one.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one input before it is read: a file's ``path``, or the ``data`` that came from elsewhere.

    ``where`` names it in messages; ``key`` and ``name`` become the article's key and source name; ``charset`` is what a
    server said of the encoding; ``url`` is set for a page of the web.
    """

    where: str
    key: str
    name: str
    kind: str
    path: Path | None = None
    data: bytes = b""
    url: str | None = None
    charset: str | None = None

    @property
    def sidecar(self) -> Path | None:
        """Return where the sidecar of a file lies, if it exists."""
        beside = sidecar_of(self.path) if self.path else None
        return beside if beside and beside.is_file() else None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the bytes, unpacked; raises InputError where they cannot be opened or read."""
        try:
            with self.path.open("rb") if self.path else io.BytesIO(self.data) as packed:
                magic = packed.read(2)
                packed.seek(0)
                yield gzip.GzipFile(fileobj=packed) if magic == b"\x1f\x8b" else packed  # type: ignore[misc]
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"the gzip data is damaged or cut short ({error}); get the file again", source=self.where) from error
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", source=self.where) from error

    def read(self) -> bytes:
        """Return all bytes, unpacked; raises InputError for what cannot be read, is empty or is too long."""
        with self.opened() as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise InputError(f"more than {MOST_BYTES // 2**20} MB are no article; split the file, or give it as .jsonl", source=self.where)
        if not data.strip():
            raise InputError("the file is empty", source=self.where)
        return data


def kind_of(name: str) -> str | None:
    """Return the kind of input that a file's name tells, or None."""
    lower = name.lower().removesuffix(".gz")
    return None if lower.endswith(SIDECAR) else KINDS.get(PurePath(lower).suffix)


def sniffed_kind(data: bytes) -> str:
    """Return the kind of input that its first bytes tell; what tells nothing is plain text."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return "feed"
    if start.startswith((b"<?xml", b"<!--", b"<")):
        return "html"
    if start.startswith(b"["):
        return "json"
    if not start.startswith(b"{"):
        return "text"
    return "jsonl" if data.lstrip().partition(b"\n")[0].rstrip().endswith(b"}") else "json"


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of a file lies: NAME.meta.json beside NAME.txt or NAME.txt.gz."""
    name = path.name[: -len(".gz")] if path.name.lower().endswith(".gz") else path.name
    return path.with_name(PurePath(name).stem + SIDECAR)


def in_folder(folder: Path) -> Iterator[Source | InputError]:
    """Yield the articles' files of a folder and the folders in it, sorted by their path; hidden ones and kg's own graphs are left out."""
    found = False
    for path in _walk(folder):
        kind = kind_of(path.name)
        key = path.relative_to(folder).as_posix()
        if kind:
            found = True
            yield Source(str(path), key, path.name, kind, path)
        elif path.name.lower().endswith(SIDECAR) and not _has_article(path):
            yield InputError(f"is a sidecar without its article: NAME{SIDECAR} belongs to NAME.txt", source=str(path))
    if not found:
        yield InputError(f"the folder holds no article: known are {', '.join(sorted(KINDS))} (and .gz of each)", source=str(folder))


def left_out(folder: Path) -> dict[str, int]:
    """Return how many files of a folder are of no known kind, by the end of their names; sidecars and hidden files aside."""
    names = [path.name for path in _walk(folder) if kind_of(path.name) is None and not path.name.lower().endswith(SIDECAR)]
    return dict(sorted(Counter(PurePath(name).suffix.lower() or name for name in names).items()))


def _walk(folder: Path) -> list[Path]:
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_graph(Path(here, name))]
        found += [Path(here) / name for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _is_graph(folder: Path) -> bool:
    """Tell whether a folder is a graph that kg built, which often lies beside the articles it was built of."""
    return (folder / "store.json").is_file() and (folder / "graph").is_dir()


def _has_article(sidecar: Path) -> bool:
    stem = sidecar.name[: -len(SIDECAR)]
    return any(sidecar.with_name(stem + suffix + gz).is_file() for suffix in KINDS for gz in ("", ".gz"))


def named_file(path: Path) -> Iterator[Source | InputError]:
    """Yield the file that a user named; a sidecar beside its article is read with it and yields nothing."""
    if path.name.lower().endswith(SIDECAR):
        if not _has_article(path):
            yield InputError(f"is a sidecar without its article: NAME{SIDECAR} belongs to NAME.txt", source=str(path))
        return
    kind = kind_of(path.name)
    if kind is None:
        yield InputError(f"is of no known kind: known are {', '.join(sorted(KINDS))} (and .gz of each)", source=str(path))
        return
    yield Source(str(path), path.name, path.name, kind, path)


def _from_standard_input() -> Source:
    """Return what stands on standard input; its first bytes tell its kind and, in short, its name."""
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    unpacked = zlib.decompressobj(wbits=31).decompress(data, 4096) if data.startswith(b"\x1f\x8b") else data
    key = f"stdin#{hashlib.sha256(unpacked[:4096]).hexdigest()[:12]}"
    return Source("standard input", key, "stdin", sniffed_kind(unpacked), data=data)


def find(sources: Sequence[str]) -> Iterator[Source | InputError]:
    """Yield the inputs that a user named, in the order given; what cannot be found yields its error."""
    for source in sources:
        path = Path(source)
        if source == "-":
            yield _from_standard_input()
        elif path.is_dir():
            yield from in_folder(path)
        elif path.exists():
            yield from named_file(path)
        else:
            yield InputError("there is no such file or folder", source=source)
