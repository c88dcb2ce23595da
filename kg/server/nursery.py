"""Fork readers: a process that has loaded all that they need, opened nothing, and waits.

A reader that passed its limits is killed and replaced. Starting Python anew for each would cost half a second of a core, which
others would feel; a fork costs a few milliseconds. The front process itself cannot be forked: it has threads and open sockets.

Run as ``python -m kg.server.nursery FD``, with one end of a socket pair: first come the settings, then, for each reader, one
byte with the descriptor of its own connection. When the other end closes, all readers end.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys

import msgspec

from kg.server.reader import work
from kg.server.settings import Serving

#: The longest message of settings.
LONGEST = 1 << 20


def main(descriptor: int) -> None:
    """Fork a reader for each connection that comes in, until the front process ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    front = socket.socket(fileno=descriptor)
    serving = msgspec.msgpack.decode(front.recv(LONGEST), type=Serving)
    front.sendall(b"!")
    gc.collect()
    gc.freeze()
    while True:
        wanted, descriptors, _, _ = socket.recv_fds(front, 1, 1)
        if not wanted:
            os.killpg(0, signal.SIGKILL)
        if os.fork() == 0:
            front.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _live(socket.socket(fileno=descriptors[0]), serving)
        os.close(descriptors[0])


def _live(connection: socket.socket, serving: Serving) -> None:
    """Be a reader, and end without what Python does at its end: there is nothing to keep, and threads of the store to wait for."""
    try:
        work(connection, serving)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
