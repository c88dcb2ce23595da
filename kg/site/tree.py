"""Write the files of a site so that its folder holds a whole site at every moment: the old one or the new one.

Everything that changed is written to a folder beside the old files first; a disk that is full ends there, with nothing
touched. Only when all is written are the new files moved in place, the gone ones deleted, and the manifest written last. A
move that is cut short is finished by the next run::

    site/
      kg-site.json      the manifest: the digest of each file, and what was published
      .kg-site.part/    files being written; thrown away
      .kg-site.ready/   files all written; moved in place

A folder that holds anything but a site of ours is refused, and a file that is not ours is never overwritten or deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.errors import StoreError
from kg.store.folder import store_errors

MANIFEST = "kg-site.json"
PART, READY = ".kg-site.part", ".kg-site.ready"
#: What a folder may hold besides a site: it may lie in git.
ALLOWED = frozenset({".git", ".gitignore", ".gitattributes"})
FORMAT = 1


class Tree:
    """Hold the folder of a site open for one publication; to be used with ``with``.

    ``notes`` is what the last publication kept for this one. What is neither put nor kept by the time of ``finish`` is deleted.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        with store_errors(root):
            _refuse_foreign(root)
            root.mkdir(parents=True, exist_ok=True)
            _finish_move(root)
            shutil.rmtree(root / PART, ignore_errors=True)
        self.had, self.notes = _manifest(root / MANIFEST)
        self._there = set(_files(root)) if self.had else set[str]()
        self._files: dict[str, str] = {}
        self.written: list[str] = []
        self.deleted: list[str] = []

    def __enter__(self) -> Tree:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.root / PART, ignore_errors=True)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files that the site will have, sorted."""
        return tuple(sorted(self._files))

    def whole(self, path: str) -> bool:
        """Tell whether a file that was published lies in its place still."""
        return path in self.had and path in self._there

    def unchanged(self, path: str) -> bool:
        """Tell whether a file still is what was published, to the last byte; one that is not counts as lost."""
        with store_errors(self.root):
            if self.whole(path) and _digest((self.root / path).read_bytes()) != self.had[path]:
                self._there.discard(path)
        return self.whole(path)

    def put(self, path: str, body: bytes) -> None:
        """Give a file its content; one that has it already is not written.

        Raises StoreError where the disk is full, or a file that is not ours lies there.
        """
        digest = _digest(body)
        self._files[path] = digest
        if self.had.get(path) == digest and path in self._there:
            return
        with store_errors(self.root):
            place = self.root / PART / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        self.written.append(path)

    def keep(self, path: str) -> None:
        """Leave a file as it was published."""
        self._files[path] = self.had[path]

    def finish(self, notes: Mapping[str, Any]) -> None:
        """Put all that was written in place, delete what is gone, and keep ``notes`` for the next publication."""
        for path in self.written:
            if path not in self.had and (self.root / path).exists():
                raise StoreError(f"{self.root / path}: this file is not of the site; move it away, or choose another folder")
        self.deleted = sorted(self.had.keys() - self._files.keys())
        manifest = {"format": FORMAT, "files": dict(sorted(self._files.items())), "notes": notes}
        with store_errors(self.root):
            body = (json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()
            if not self.written and not self.deleted and (self.root / MANIFEST).is_file() and (self.root / MANIFEST).read_bytes() == body:
                return
            (self.root / PART).mkdir(exist_ok=True)
            (self.root / PART / MANIFEST).write_bytes(body)
            (self.root / PART).rename(self.root / READY)
            _finish_move(self.root)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _refuse_foreign(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise StoreError(f"{root}: this is a file; choose a folder for the site")
    if not root.is_dir() or (root / MANIFEST).is_file() or (root / READY / MANIFEST).is_file():
        return
    foreign = sorted(entry.name for entry in root.iterdir() if entry.name not in ALLOWED and entry.name != PART)
    if foreign:
        raise StoreError(
            f"{root}: this folder holds {foreign[0]} and no site of kg ({MANIFEST} is missing); choose an empty or a new folder"
        )


def _manifest(path: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the files and the notes of a manifest, nothing where there is none."""
    if not path.is_file():
        return {}, {}
    try:
        with store_errors(path):
            table = json.loads(path.read_text(encoding="utf-8"))
        if table["format"] != FORMAT:
            raise StoreError(f"{path}: written by another version of kg; publish into a new folder")
        files = {str(name): str(digest) for name, digest in table["files"].items()}
        notes = dict(table["notes"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: cannot be read; restore it, or publish into a new folder") from error
    for name in files:
        if name.startswith("/") or ".." in name.split("/"):
            raise StoreError(f"{path}: names {name}, which is not below the folder; restore it, or publish into a new folder")
    return files, notes


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the paths of all files below a folder, but for those that git and we keep."""
    with os.scandir(folder / below) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if path not in (".git", PART, READY):
                    yield from _files(folder, f"{path}/")
            else:
                yield path


def _finish_move(root: Path) -> None:
    """Move what is ready in place, the manifest last; of a folder without ready files nothing is touched."""
    ready = root / READY
    if not (ready / MANIFEST).is_file():
        shutil.rmtree(ready, ignore_errors=True)
        return
    new, _ = _manifest(ready / MANIFEST)
    old, _ = _manifest(root / MANIFEST)
    for path in sorted(_files(ready)):
        if path != MANIFEST:
            _clear(root, path)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (ready / path).replace(root / path)
    for path in sorted(old.keys() - new.keys()):
        (root / path).unlink(missing_ok=True)
        _prune(root, (root / path).parent)
    (ready / MANIFEST).replace(root / MANIFEST)
    shutil.rmtree(ready, ignore_errors=True)


def _clear(root: Path, path: str) -> None:
    """Remove an empty folder that lies where a file is to go."""
    if (root / path).is_dir():
        (root / path).rmdir()


def _prune(root: Path, folder: Path) -> None:
    """Remove a folder that a deleted file left empty, and those above it."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
