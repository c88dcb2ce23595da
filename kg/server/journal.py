"""Write the log: one JSON object a line, for each request, with what was asked and what came of it; never a token."""

from __future__ import annotations

import datetime as dt
from typing import IO, Any

import msgspec
from starlette.types import Scope

#: So much of a query is written down.
SHOWN = 4000


class Journal:
    """Write lines to a stream; None writes nothing."""

    def __init__(self, sink: IO[str] | None) -> None:
        self._sink = sink

    def event(self, event: str, **facts: Any) -> None:
        """Write a line."""
        if self._sink is not None:
            time = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
            self._sink.write(msgspec.json.encode({"time": time, "event": event, **facts}).decode() + "\n")
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
