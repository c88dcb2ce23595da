"""Name the states of the graph that answers come from, without opening it: what is in the folder of snapshots is enough."""

from __future__ import annotations

import os
import time
from pathlib import Path

#: The clock of a file system may stand still for so long; what changed within that time cannot be told by it, in nanoseconds.
GRAIN = 100_000_000


def newest(store: str | Path) -> str:
    """Return the name of the newest snapshot of a store; "" where there is none."""
    folder = Path(store) / "snapshots"
    return max((entry.name for entry in folder.iterdir() if entry.name.isdigit()), default="") if folder.is_dir() else ""


class Newest:
    """Know the newest snapshot of a store, by a look at the folder's time where that is enough: it is asked for by every job."""

    def __init__(self, store: str | Path) -> None:
        self._store = store
        self._folder = str(Path(store) / "snapshots")
        self._changed = 0
        self._name = ""

    def name(self) -> str:
        """Return its name; "" where there is none."""
        try:
            changed = os.stat(self._folder).st_mtime_ns  # noqa: PTH116 - a third of the time of Path.stat, at every job
        except OSError:
            return ""
        if changed != self._changed:
            now = time.time_ns()
            self._name = newest(self._store)
            self._changed = changed if now - changed > GRAIN else 0
        return self._name


def stamp(store: str | Path, snapshot: str, began: int) -> str:
    """Return what tells a snapshot from all others, of other stores at the same place too: for entity tags.

    ``began`` is when the server was started: another version of kg, or other settings, may write the same graph another way.
    """
    try:
        made = (Path(store) / "snapshots" / snapshot).stat().st_mtime_ns
    except OSError:
        made = 0
    return f"{snapshot}-{made:x}-{began:x}"
