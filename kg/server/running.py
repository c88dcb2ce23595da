"""Hold the front's ends of reader processes, and of the jobs that they work on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import msgspec

from kg.errors import LimitError
from kg.server.frames import END, FAILURE, HEADER, JOB, WHOLE, End, Failure, Head, Job, Whole, packed

#: What a person is told about the limit that ended a request.
WORDS = {
    "time": "the query took longer than this server lets it; ask for less",
    "memory": "the query needed more memory than this server lets it have; ask for less",
    "stopped": "the query was stopped by the server's owner",
    "lost": "the process that computed the answer ended; the log says why",
    "queue": "the server is busy; try again",
    "closing": "the server is closing",
}
_WHOLE = msgspec.msgpack.Decoder(Whole)
_HEAD = msgspec.msgpack.Decoder(Head)
_END = msgspec.msgpack.Decoder(End)


class TaskError(Exception):
    """Hold what a task failed with, as the reader sent it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def failed(content: bytes) -> TaskError:
    """Return the failure that a frame holds."""
    return TaskError(msgspec.msgpack.decode(content, type=Failure))


def begun(running: Running, kind: bytes, content: bytes, clock: Clock) -> Answer:
    """Return the answer whose first frame has come.

    Raises TaskError for a failure, LimitError where it is the answer to another job: a reader that says more than it was asked
    must not answer anybody else.
    """
    if kind == FAILURE:
        raise failed(content)
    piece = _WHOLE.decode(content) if kind == WHOLE else None
    head = piece.head if piece else _HEAD.decode(content)
    if head.id != running.id:
        running.reader.kill("lost")
        raise LimitError(WORDS["lost"], limit="lost")
    if piece:
        running.rows = piece.rows
    return Answer(running, head, clock, piece)


class Reader:
    """Be the front's end of one reader process."""

    def __init__(self, stream: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        self.stream = stream
        self.writer = writer
        self.pid = pid
        #: Why it was killed; "" while it lives.
        self.ended = ""
        self.jobs = 0

    def kill(self, reason: str) -> None:
        """End the process at once; what waits for it learns the reason."""
        if not self.ended:
            self.ended = reason
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def frame(self) -> tuple[bytes, bytes]:
        """Return the kind and content of the next frame; LimitError where the process ended."""
        try:
            kind, size = HEADER.unpack(await self.stream.readexactly(HEADER.size))
            return kind, await self.stream.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            reason = self.ended or "lost"
            self.ended = reason
            raise LimitError(WORDS.get(reason, reason), limit=reason) from error

    def send(self, job: Job) -> None:
        """Hand a job to the process."""
        self.writer.write(packed(JOB, job))


@dataclass(slots=True)
class Running:
    """Hold a job that a reader works on, for the list of what runs and for the log."""

    id: int
    job: Job
    client: str
    reader: Reader
    began: float = field(default_factory=time.monotonic)
    rows: int = -1

    def stop(self, reason: str = "stopped") -> None:
        """End it."""
        self.reader.kill(reason)


class Answer:
    """Hold an answer of which the head has come; to be read to its end, or given up with its reader."""

    def __init__(self, running: Running, head: Head, clock: Clock, piece: Whole | None = None) -> None:
        self.running = running
        self.head = head
        #: The answer in one piece, where it came so; else :meth:`blocks` yields its body.
        self.piece = piece
        #: Whether the reader has said all that it will.
        self.whole = piece is not None
        self._clock = clock

    async def blocks(self) -> AsyncIterator[bytes]:
        """Yield the blocks of the body; time that whoever reads them takes is not the query's.

        Raises LimitError or TaskError where the rest cannot come.
        """
        reader = self.running.reader
        while True:
            kind, content = await reader.frame()
            if kind == END:
                self.running.rows = _END.decode(content).rows
                self.whole = True
                return
            if kind == FAILURE:
                self.whole = True
                raise failed(content)
            self._clock.stop()
            yield content
            self._clock.start()


class Clock:
    """Kill a reader when it has worked for longer than it may."""

    def __init__(self, reader: Reader, seconds: float) -> None:
        self._reader = reader
        self._left = seconds
        self._since = 0.0
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Let time run."""
        self._since = self._loop.time()
        self._timer = self._loop.call_later(max(0.0, self._left), self._reader.kill, "time")

    def stop(self) -> None:
        """Let time stand still."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._left -= self._loop.time() - self._since
