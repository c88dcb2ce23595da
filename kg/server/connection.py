"""Watch over connections: heads of requests that are too long or come too slowly end them."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState


class Connection(HttpToolsProtocol):
    """Speak HTTP/1.1 as uvicorn does, with a bound on the head of each request, in bytes and in time."""

    #: Set by :func:`bounded`.
    longest = 1 << 16
    patience = 20.0

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._in_head = True
        self._held = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; those of a head count."""
        if self._in_head:
            self._held += len(data)
            if self._timer is None:
                self._wait()
        super().data_received(data)
        # What came may have ended the head; then there is a request, with a body that is bounded elsewhere.
        if self._in_head and self._held > self.longest and not self.transport.is_closing():
            body = b"the head of the request is too long\n"
            head = f"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain\r\ncontent-length: {len(body)}\r\n"
            self.transport.write(head.encode() + b"connection: close\r\n\r\n" + body)
            self.transport.close()

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head = True
        super().on_message_begin()
        self.scope["kg.abort"] = self.transport.abort  # type: ignore[typeddict-unknown-key]

    def on_headers_complete(self) -> None:
        """End a head."""
        self._in_head = False
        self._held = 0
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End a request; a head comes next."""
        super().on_message_complete()
        self._in_head = True

    def _wait(self) -> None:
        self._timer = self.loop.call_later(self.patience, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def bounded(longest: int, patience: float) -> type[Connection]:
    """Return the kind of connection with these bounds."""
    return type("BoundedConnection", (Connection,), {"longest": longest, "patience": patience})
