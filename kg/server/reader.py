"""Do jobs, one after the other, in a process that may be killed at any time."""

from __future__ import annotations

import contextlib
import os
import socket
import traceback
from pathlib import Path

import msgspec

from kg.errors import KgError
from kg.server.desk import Desk
from kg.server.frames import FAILURE, HEADER, HELLO, Failure, Hello, Job, packed
from kg.server.reply import Enough, Reply
from kg.server.settings import Serving
from kg.server.tasks import TASKS

#: Attributes of errors that a client may see.
FACTS = ("line", "column", "parameter", "nearest", "to", "label", "limit")


def work(connection: socket.socket, serving: Serving) -> None:
    """Do the jobs that come in until the connection ends."""
    _be_first_to_go()
    desk = Desk(serving)
    connection.sendall(packed(HELLO, Hello(os.getpid())))
    decoder = msgspec.msgpack.Decoder(Job)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        while (content := _read(connection)) is not None:
            _do(desk, decoder.decode(content), connection)


def _do(desk: Desk, job: Job, connection: socket.socket) -> None:
    try:
        if not job.writes:
            desk.renew()
        TASKS[job.task](desk, job, Reply(connection, job, desk.stamp))
    except Enough:
        return
    except KgError as error:
        facts = {name: getattr(error, name) for name in FACTS if getattr(error, name, None)}
        connection.sendall(packed(FAILURE, Failure(type(error).__name__, " ".join(str(error).split()), facts)))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # a defect of a task must not take the reader with it
        trace = "".join(traceback.format_exception(error))
        connection.sendall(packed(FAILURE, Failure("Defect", type(error).__name__, {}, trace)))


def _read(connection: socket.socket) -> bytes | None:
    """Return the content of the next frame; None at the end."""
    header = _exactly(connection, HEADER.size)
    return None if header is None else _exactly(connection, HEADER.unpack(header)[1])


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    held = bytearray()
    while len(held) < size:
        block = connection.recv(size - len(held))
        if not block:
            return None
        held += block
    return bytes(held)


def _be_first_to_go() -> None:
    """Ask the kernel to take this process before others when memory ends; where it cannot be asked, it chooses itself."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
