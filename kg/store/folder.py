"""Lay out a store's folder: its description, its one lock for writing, and what its failures mean.

::

    kg-store/
      store.json    format version and base IRI, written first and never changed
      lock          held (flock) by the one process that writes
      graph/        the Oxigraph database
      dirty         there while the database holds more than the newest snapshot
      snapshots/    hard-linked copies that readers open
      readings.sqlite, texts.sqlite, gazetteer.sqlite   what was read, its words, imported names; may be deleted
      edition/      what of the graph was last published; may be deleted
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, StoreLockedError, StoreVersionError
from kg.triples.iris import check_base

FORMAT = 1
DEFAULT_BASE = "http://localhost:8000/"
DESCRIPTION = "store.json"

#: What the words of an operating-system or RocksDB message mean to a user, first match first.
CAUSES = (
    ("No space left on device", "the disk is full; free some space and run the command again, nothing is half written"),
    ("Disk quota exceeded", "the disk quota is used up; free some space and run the command again, nothing is half written"),
    ("Permission denied", "permission denied; check who owns the folder, or choose another with --store"),
    ("Operation not permitted", "permission denied; check who owns the folder, or choose another with --store"),
    ("Read-only file system", "the file system is read-only; choose another folder with --store"),
    ("Too many open files", "too many open files; raise the limit (ulimit -n) and run the command again"),
    ("Corruption", "the database is damaged; restore the folder from a copy, or build it anew from the articles"),
)


@dataclass(frozen=True, slots=True)
class Description:
    """Hold what a store says of itself: the version of its format, and the IRI that its names hang under."""

    format: int
    base: str


def store_error(path: Path, error: Exception) -> StoreError:
    """Return the failure of a store as one line that says what to do; the original goes along as its cause."""
    words = " ".join(str(error).split())
    if "lock hold by" in words or "While lock file" in words:
        return locked(path)
    meaning = next((meaning for sign, meaning in CAUSES if sign in words), words)
    return StoreError(f"{path}: {meaning}")


def locked(path: Path) -> StoreLockedError:
    """Return the refusal to open a store that another process is writing."""
    return StoreLockedError(f"{path}: another process is writing to this graph; wait for it to end, or build into another --store")


def other_base(path: Path, has: str, wanted: str) -> StoreError:
    """Return the refusal to give a graph another base IRI than the one that its names hang under."""
    return StoreError(f"{path}: this graph's base IRI is {has}, not {wanted}; leave --base out, or build into another --store")


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system and the database raise into a StoreError about ``path``.

    A broken pipe is left as it is: it is the end of whoever read our output, not the store's.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        raise store_error(path, error) from error


def describe(path: Path) -> Description:
    """Return a store's description.

    Raises StoreError for a folder that is no store or a description that cannot be read, StoreVersionError for a
    store written in a format that this version does not know.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no graph here; make one with: kg build SOURCE --store {path}")
    if not path.is_dir():
        raise StoreError(f"{path}: this is a file, not a graph's folder; choose another --store")
    if not (path / DESCRIPTION).is_file():
        raise StoreError(f"{path}: this folder holds no graph ({DESCRIPTION} is missing); choose another --store")
    with store_errors(path):
        text = (path / DESCRIPTION).read_text(encoding="utf-8", errors="replace")
    try:
        table = json.loads(text)
        description = Description(int(table["format"]), str(table["base"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path / DESCRIPTION}: cannot be read; restore it, or build the graph anew") from error
    if description.format > FORMAT:
        raise StoreVersionError(f"{path}: written by a newer version of kg (format {description.format}, known up to {FORMAT}); upgrade kg")
    return description


def create(path: Path, base: str | None) -> Description:
    """Make an empty store's folder unless one is there, and return its description.

    Raises StoreError for a file, a folder of something else, or a base that differs from the one the store has.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        description = describe(path)
        if base is not None and base != description.base:
            raise other_base(path, description.base, base)
        return description
    description = Description(FORMAT, check_base(DEFAULT_BASE if base is None else base))
    with store_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        write_whole(path / DESCRIPTION, json.dumps({"format": description.format, "base": description.base}, indent=1) + "\n")
    return description


def snapshot_names(path: Path) -> list[str]:
    """Return the names of the snapshots of the store at ``path``, oldest first."""
    snapshots = path / "snapshots"
    return sorted(entry.name for entry in snapshots.glob("*") if entry.name.isdigit()) if snapshots.is_dir() else []


def upcoming(path: Path) -> int:
    """Return the number of the next snapshot of the store at ``path``."""
    return max(map(int, snapshot_names(path)), default=0) + 1


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def try_lock(path: Path, *, shared: bool = False, create: bool = True) -> int | None:
    """Take the lock of a file without waiting and return its descriptor, or None while another holds it.

    Closing the descriptor gives the lock back; the kernel does so for a process that dies. Raises OSError where the
    file cannot be opened. The lock is flock(2), so both must see one file system (not NFS before version 4).
    """
    handle = os.open(path, (os.O_RDWR | os.O_CREAT if create else os.O_RDONLY) | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EAGAIN, errno.EACCES):
            return None
        raise
    return handle
