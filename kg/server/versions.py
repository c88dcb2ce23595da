"""Name the states of the graph that answers come from, without opening it: what is in the folder of snapshots is enough."""

from __future__ import annotations

from pathlib import Path

from kg import __version__


def newest(store: str | Path) -> str:
    """Return the name of the newest snapshot of a store; "" where there is none."""
    folder = Path(store) / "snapshots"
    return max((entry.name for entry in folder.iterdir() if entry.name.isdigit()), default="") if folder.is_dir() else ""


def stamp(store: str | Path, snapshot: str) -> str:
    """Return what tells a snapshot from all others, of other stores at the same place too: for entity tags.

    It changes with kg's version, for another version may write the same graph another way.
    """
    try:
        made = (Path(store) / "snapshots" / snapshot).stat().st_mtime_ns
    except OSError:
        made = 0
    return f"{snapshot}-{made:x}-{__version__}"
