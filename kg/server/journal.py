"""Write the log: one JSON object a line, for each request, with what was asked and what came of it; never a token."""

from __future__ import annotations

import contextlib
import datetime as dt
import queue
import threading
from typing import IO, Any

import msgspec
from starlette.types import Scope

#: So much of a query is written down.
SHOWN = 4000
#: So many lines wait to be written.
HELD = 10_000


class Journal:
    """Write lines to a stream; None writes nothing.

    A thread writes, so that whoever does not read what we write keeps nobody waiting; then lines are left out, and counted.
    """

    def __init__(self, sink: IO[str] | None) -> None:
        self._sink = sink
        self._lines: queue.Queue[str | None] = queue.Queue(HELD)
        self._left_out = 0
        self._thread = threading.Thread(target=self._write, daemon=True)
        if sink is not None:
            self._thread.start()

    def close(self) -> None:
        """Write what is held, if that can be done within a second."""
        if self._sink is not None:
            with contextlib.suppress(queue.Full):
                self._lines.put(None, timeout=1)
            self._thread.join(1)

    def event(self, event: str, **facts: Any) -> None:
        """Write a line."""
        if self._left_out:
            facts["left_out"] = self._left_out
        time = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        try:
            self._lines.put_nowait(msgspec.json.encode({"time": time, "event": event, **facts}).decode() + "\n")
            self._left_out = 0
        except queue.Full:
            self._left_out += 1

    def _write(self) -> None:
        while self._sink is not None and (line := self._lines.get()) is not None:
            # A full disk or a reader that is gone ends the log, and nothing else.
            with contextlib.suppress(OSError, ValueError):
                self._sink.write(line)
                self._sink.flush()

    def request(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        """Write down a request: the path without its query, and of a job its text, its rows, and what ended it."""
        if self._sink is None:
            return
        notes = scope["kg"]
        facts: dict[str, Any] = {
            "client": (scope.get("client") or ("",))[0],
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 6),
        }
        if (job := notes.get("job")) is not None:
            facts |= {"task": job.task, "arguments": {name: _short(value) for name, value in job.arguments.items()}}
        facts |= {
            name: notes[name] for name in ("id", "kept", "rows", "limit", "failure", "trace") if notes.get(name) not in (None, -1, "")
        }
        self.event("request", **facts)


def _short(value: object) -> object:
    return value[:SHOWN] if isinstance(value, str) else value
