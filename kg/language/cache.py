"""Keep the answers of a service on disk, by the content of the question, so that nothing is paid for twice.

One file an answer, named by the SHA-256 of its question, written whole or not at all. Past its bounds the folder
loses the answers that were not used for longest. A file that cannot be read is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import LanguageError

#: What the folder may hold: enough for some hundred thousand passages.
MOST_BYTES = 500 * 1024 * 1024
_SUFFIX = ".answer"
#: The share of the bound that is left after clearing, so that clearing is rare.
_LEFT = 0.8


class Cache:
    """Hold a folder of answers and how many bytes it has."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most = Path(folder), most_bytes
        self._bytes: int | None = None

    @staticmethod
    def key(question: Mapping[str, object]) -> str:
        """Return the name under which the answer to a question is kept."""
        return hashlib.sha256(json.dumps(question, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """Return the answer kept under a key, or None; it counts as used now."""
        path = self._folder / (key + _SUFFIX)
        try:
            answer = path.read_text(encoding="utf-8")
            os.utime(path)
        except (OSError, UnicodeDecodeError):
            return None
        return answer

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, and clear out old ones where the folder grows past its bound.

        Raises LanguageError where the folder cannot be written.
        """
        data = answer.encode("utf-8", "replace")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self._folder / (key + _SUFFIX))
        except OSError as error:
            raise LanguageError(f"{self._folder}: answers cannot be kept here: {error.strerror or error}; give another folder") from error
        self._bytes = self._size() if self._bytes is None else self._bytes + len(data)
        if self._bytes > self._most:
            self._clear()

    def _files(self) -> list[tuple[int, str, int]]:
        """Return last use, name and size of every file, the longest unused first."""
        with os.scandir(self._folder) as entries:
            stats = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(_SUFFIX)]
        return sorted((stat.st_mtime_ns, name, stat.st_size) for name, stat in stats)

    def _size(self) -> int:
        return sum(size for _, _, size in self._files())

    def _clear(self) -> None:
        files = self._files()
        left = sum(size for _, _, size in files)
        for _, name, size in files[:-1]:
            if left <= self._most * _LEFT:
                break
            (self._folder / name).unlink(missing_ok=True)
            left -= size
        self._bytes = left
