"""Keep small answers of the newest snapshot in the front process: on the same graph the same question has the same answer."""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from kg.server.frames import Job, Whole
from kg.server.versions import Newest

#: All answers together, and each, may be so long, in bytes.
MOST = 32 << 20
LONGEST = 1 << 16


class Cache:
    """Hold answers, the least used going first, until the graph changes."""

    def __init__(self, store: str) -> None:
        self._newest = Newest(store)
        self._snapshot = ""
        self._kept: OrderedDict[bytes, Whole] = OrderedDict()
        self._size = 0

    def find(self, job: Job) -> Whole | None:
        """Return the answer to a job, if it was kept."""
        if self._newest.name() != self._snapshot:
            self._clear()
        key = _key(job)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def keep(self, job: Job, kept: Whole) -> None:
        """Keep an answer that was looked for in vain, if it is short, of that snapshot, and has a tag: it changes with the graph alone."""
        tagged = any(name == "etag" for name, _ in kept.head.headers)
        if not tagged or len(kept.body) > LONGEST or kept.head.snapshot.partition("-")[0] != self._snapshot or job.head:
            return
        self._size += len(kept.body) - (len(old.body) if (old := self._kept.pop(_key(job), None)) else 0)
        self._kept[_key(job)] = kept
        while self._size > MOST:
            self._size -= len(self._kept.popitem(last=False)[1].body)

    def _clear(self) -> None:
        self._kept.clear()
        self._size = 0
        self._snapshot = self._newest.name()


def _key(job: Job) -> bytes:
    return msgspec.msgpack.encode((job.task, job.accept, job.gzip, job.head, job.rows, job.arguments))
