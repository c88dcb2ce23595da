"""Start the nursery, from which readers are forked, and hand it their connections."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys

import msgspec

from kg.server.settings import Serving

#: The longest that the nursery may take to load what readers need, in seconds; a busy machine is slow.
PATIENCE = 120.0


class Nursery:
    """Be the front's end of the nursery; one that has ended is started anew when a reader is wanted."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Start it, and wait until it has loaded all that readers need."""
        ours, theirs = socket.socketpair()
        # In a session of its own, so that Ctrl-C reaches the front process alone, which then ends the others.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg.server.nursery", str(theirs.fileno())], pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()
        ours.setblocking(False)
        self._socket = ours
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(ours, msgspec.msgpack.encode(self._serving))
        async with asyncio.timeout(PATIENCE):
            if not await loop.sock_recv(ours, 1):
                raise ConnectionError("the process that readers are forked from ended; what it said is above")

    async def fork(self, connection: socket.socket) -> None:
        """Have a reader forked that works for the other end of ``connection``, which is closed here."""
        async with self._lock:
            try:
                self._hand_over(connection)
            except OSError:
                self.close()
                await self.start()
                self._hand_over(connection)
        connection.close()

    def close(self) -> None:
        """End it, and all readers with it."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            self._process = None

    def _hand_over(self, connection: socket.socket) -> None:
        if self._socket is None:
            raise ConnectionError("the nursery has ended")
        socket.send_fds(self._socket, [b"f"], [connection.fileno()])
