"""Give readers a whole, unchanging copy of the graph while another process writes to it.

Oxigraph has one writer process, and opening its files beside the writer is undefined. ``Store.backup`` hard-links the
database's files, which takes milliseconds and no space, so the writer publishes a snapshot when it ends (and whenever it is
asked to) and readers open the newest one read-only. A reader holds a shared lock on its snapshot; a snapshot that is
neither the newest nor held is removed by the next writer that publishes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import folder, fts

#: A snapshot may be replaced and removed between finding and locking it; this often in a row only when something is wrong.
ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold a snapshot that is open for reading: close ``handle`` and it may be removed."""

    path: Path
    store: ox.Store
    handle: int


def publish(store: ox.Store, path: Path) -> Path:
    """Make the database as it is now the newest snapshot of the store at ``path``, remove stale ones, and return its folder.

    To be called by the process that holds the store's lock. A kill at any moment leaves the older snapshot in use.
    """
    snapshots = path / "snapshots"
    with folder.store_errors(path):
        snapshots.mkdir(exist_ok=True)
        newest = snapshots / f"{folder.upcoming(path):08d}"
        unfinished = snapshots / f"{newest.name}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        with closing(fts.settled(path, store, folder.upcoming(path))) as texts:
            store.backup(str(unfinished))
            _lock_file(newest).touch()
            unfinished.rename(newest)
            (path / "dirty").unlink(missing_ok=True)
            _remove_stale(path, keep=newest.name)
            texts.forget(min(map(int, folder.snapshot_names(path))))
    return newest


def mark_dirty(path: Path) -> None:
    """Record that the database is about to hold more than the newest snapshot, so that readers can tell after a kill."""
    with folder.store_errors(path):
        (path / "dirty").touch()


def open_newest(path: Path) -> Snapshot:
    """Open the newest snapshot of the store at ``path``; after a writer was killed, publish first what it had finished.

    Raises StoreError where there is no snapshot yet, or none can be opened.
    """
    _catch_up(path)
    for _ in range(ATTEMPTS):
        names = folder.snapshot_names(path)
        if not names:
            raise StoreError(f"{path}: the graph has no snapshot to read yet; try again when the build that makes it has begun")
        if snapshot := _open(path, path / "snapshots" / names[-1]):
            return snapshot
    raise StoreError(f"{path}: its snapshots are being replaced faster than they can be opened; try again")


def _open(path: Path, snapshot: Path) -> Snapshot | None:
    """Lock and open a snapshot; None where it was removed meanwhile."""
    try:
        handle = folder.try_lock(_lock_file(snapshot), shared=True, create=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise folder.store_error(path, error) from error
    if handle is None:
        return None
    if not snapshot.is_dir():
        os.close(handle)
        return None
    try:
        return Snapshot(snapshot, ox.Store.read_only(str(snapshot)), handle)
    except (OSError, RuntimeError) as error:
        os.close(handle)
        raise folder.store_error(path, error) from error


def _catch_up(path: Path) -> None:
    """Publish what a killed writer had finished; where that is not permitted, the last snapshot has to do."""
    if not (path / "dirty").exists() and folder.snapshot_names(path):
        return
    try:
        handle = folder.try_lock(path / "lock")
    except OSError:
        return
    if handle is None:
        return
    try:
        publish(ox.Store(str(path / "graph")), path)
    except (OSError, RuntimeError, StoreError) as error:
        if not folder.snapshot_names(path):
            raise folder.store_error(path, error) from error
    finally:
        os.close(handle)


def _lock_file(snapshot: Path) -> Path:
    return snapshot.with_name(f"{snapshot.name}.lock")


def remove_read(path: Path) -> None:
    """Remove the snapshots that are not the newest and that no reader holds any more; for a reader that has let go of one.

    Where that is not permitted, the next writer does it.
    """
    with contextlib.suppress(OSError):
        _remove_unheld(path, keep=max(folder.snapshot_names(path), default=""))


def _remove_stale(path: Path, *, keep: str) -> None:
    """Remove the snapshots that no reader holds, and what killed writers left unfinished."""
    for part in (path / "snapshots").glob("*.part"):
        shutil.rmtree(part, ignore_errors=True)
    _remove_unheld(path, keep=keep)


def _remove_unheld(path: Path, *, keep: str) -> None:
    snapshots = path / "snapshots"
    for name in folder.snapshot_names(path):
        handle = None if name == keep else folder.try_lock(_lock_file(snapshots / name))
        if handle is not None:
            shutil.rmtree(snapshots / name, ignore_errors=True)
            _lock_file(snapshots / name).unlink(missing_ok=True)
            os.close(handle)
