"""Send an answer from a reader to the front process: its head, its body in blocks, its end."""

from __future__ import annotations

import socket
import time
import zlib

from kg.server.frames import BLOCK, END, HEAD, WHOLE, End, Head, Job, Whole, frame, packed

#: Blocks of this many bytes go up: fewer cost the front process more, and more do not cost it less.
FULL = 1 << 16
#: What is there after so long goes up although it fills no block, in seconds.
PATIENCE = 0.2
#: Below this, compressing makes an answer later and hardly smaller.
SMALL = 1400
#: Level 1 is a third of the time of level 6 and 15% larger, for results as for pages.
LEVEL = 1


class Enough(Exception):
    """End a task of which only the head is wanted."""


class Reply:
    """Be the sink that a task writes to: ``begin`` first, then ``write``, then ``end``."""

    def __init__(self, connection: socket.socket, job: Job, snapshot: str) -> None:
        self._connection = connection
        self._job = job
        self._snapshot = snapshot
        self._head: Head | None = None
        self._held = bytearray()
        self._packer: zlib._Compress | None = None
        self._sent = False
        self._over = False
        self._due = 0.0

    def begin(self, media_type: str, *, format: str = "", status: int = 200, headers: list[tuple[str, str]] | None = None) -> None:
        """Say what comes; nothing is sent before the body fills a block or ends."""
        self._head = Head(self._job.id, media_type, self._snapshot, headers or [], status, format)
        self._due = time.monotonic() + PATIENCE

    def write(self, block: bytes) -> int:
        """Take a piece of the body; what comes when enough was said is dropped, as from a buffer that is emptied at its end."""
        if self._over:
            return len(block)
        self._held += block
        if len(self._held) >= FULL or time.monotonic() > self._due:
            self._pass_on()
        return len(block)

    def flush(self) -> None:
        """Do nothing: blocks go up when they are full."""

    def end(self, rows: int = -1) -> None:
        """Send what is left; an answer that fitted into one block goes up whole."""
        if self._sent:
            body = self._compressed(bytes(self._held), last=True)
            self._connection.sendall((frame(BLOCK, body) if body else b"") + packed(END, End(rows)))
            return
        head = self._begun()
        body = b"" if self._job.head else bytes(self._held)
        if self._job.gzip and len(body) >= SMALL:
            body, head.gzip = _gzip(body), True
        self._connection.sendall(packed(WHOLE, Whole(head, body, rows)))

    def _pass_on(self) -> None:
        first = b""
        if not self._sent:
            head = self._begun()
            if self._job.head:
                self._over = True
                self._connection.sendall(packed(HEAD, head) + packed(END, End()))
                raise Enough
            if self._job.gzip:
                self._packer, head.gzip = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS), True
            first = packed(HEAD, head)
            self._sent = True
        body = self._compressed(bytes(self._held), last=False)
        self._held.clear()
        self._connection.sendall(first + (frame(BLOCK, body) if body else b""))
        self._due = time.monotonic() + PATIENCE

    def _compressed(self, body: bytes, *, last: bool) -> bytes:
        if self._packer is None:
            return body
        return self._packer.compress(body) + self._packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)

    def _begun(self) -> Head:
        if self._head is None:
            raise RuntimeError("a task wrote before it began")
        return self._head


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()
