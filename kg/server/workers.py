"""Keep a pool of reader processes: hand jobs to them, watch their time and memory, kill and replace those that pass a limit."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import psutil

from kg.errors import LimitError
from kg.server.frames import END, FAILURE, HEADER, WHOLE, Hello, Job
from kg.server.launch import Nursery
from kg.server.running import WORDS, Answer, Clock, Reader, Running, TaskError, begun
from kg.server.settings import Serving
from kg.server.versions import Newest

#: How often memory is looked at, in seconds: a store reads less than a hundred megabytes in that time.
WATCH = 0.05
#: How often readers that do nothing are asked to go over to the newest snapshot, in seconds.
REFRESH = 1.0
#: After how many jobs a reader's memory is looked at while it does nothing.
EVERY = 64


class Pool:
    """Hold the readers: those that wait for work, those that do it, and the requests that wait for one."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.running: dict[int, Running] = {}
        self.started = 0
        self._nursery = Nursery(serving)
        self._idle: list[Reader] = []
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._writing = asyncio.Lock()
        self._ids = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def idle(self) -> int:
        """Return how many readers wait for work."""
        return len(self._idle)

    @property
    def waiting(self) -> int:
        """Return how many requests wait for a reader."""
        return sum(not future.done() for future in self._waiting)

    async def start(self) -> None:
        """Start the readers."""
        await self._nursery.start()
        await asyncio.gather(*(self._grow() for _ in range(self.serving.workers)))
        for watch in (self._watch_memory(), self._refresh()):
            self._keep(asyncio.create_task(watch))

    async def close(self) -> None:
        """End all readers."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        for running in list(self.running.values()):
            running.stop("closing")
        for future in self._waiting:
            if not future.done():
                future.set_exception(LimitError(WORDS["closing"], limit="closing"))
        for reader in self._idle:
            reader.writer.close()
        self._nursery.close()

    @asynccontextmanager
    async def ask(self, job: Job, *, seconds: float, client: str = "") -> AsyncIterator[Answer]:
        """Hand a job to a reader and yield its answer when the head has come.

        Raises TaskError for what the task failed with, LimitError where no reader came free in time, the limit of time or
        memory was passed, or the reader was lost. A reader whose answer was not read to its end is killed.
        """
        reader = await self._acquire()
        whole = False
        try:
            async with self._work(reader, job, seconds, client) as answer:
                yield answer
            whole = answer.whole
        except TaskError:
            whole = True
            raise
        finally:
            self._release(reader, whole=whole)

    @asynccontextmanager
    async def _work(self, reader: Reader, job: Job, seconds: float, client: str) -> AsyncIterator[Answer]:
        job.id = next(self._ids)
        running = Running(job.id, job, client, reader)
        self.running[running.id] = running
        clock = Clock(reader, seconds)
        clock.start()
        try:
            reader.send(job)
            kind, content = await reader.frame()
            yield begun(running, kind, content, clock)
        finally:
            clock.stop()
            del self.running[running.id]

    @asynccontextmanager
    async def write(self, job: Job, *, seconds: float, client: str = "") -> AsyncIterator[Answer]:
        """Hand a job to a process of its own, which may change the graph; one at a time. Otherwise like :meth:`ask`."""
        async with self._writing:
            reader = await self._forked()
            try:
                async with self._work(reader, job, seconds, client) as answer:
                    yield answer
            finally:
                reader.kill("done")
                reader.writer.close()

    async def _acquire(self) -> Reader:
        if self._idle:
            return self._idle.pop()
        future: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        late = asyncio.get_running_loop().call_later(self.serving.limits.queue, _give_up, future)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._release(future.result(), whole=True)
            raise
        finally:
            late.cancel()

    def _release(self, reader: Reader, *, whole: bool) -> None:
        """Let a reader do the next job; one in the middle of another, or too big by now, is replaced."""
        if not whole or self._grown(reader):
            reader.kill("given up")
        if reader.ended or self._closing:
            reader.kill("closing")
            reader.writer.close()
            if not self._closing:
                self._keep(asyncio.create_task(self._grow()))
            return
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(reader)
                return
        self._idle.append(reader)

    def _grown(self, reader: Reader) -> bool:
        """Tell, now and then, whether a reader holds on to half of the memory that it may have."""
        reader.jobs += 1
        return reader.jobs % EVERY == 0 and _memory(reader.pid) > self.serving.limits.memory // 2

    async def _grow(self) -> None:
        """Start one reader more; where the system cannot, try again."""
        while True:
            try:
                reader = await self._forked()
                break
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                await asyncio.sleep(REFRESH)
        self._release(reader, whole=True)

    async def _forked(self) -> Reader:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        await self._nursery.fork(theirs)
        stream, writer = await asyncio.open_unix_connection(sock=ours, limit=1 << 18)
        _, size = HEADER.unpack(await stream.readexactly(HEADER.size))
        pid = msgspec.msgpack.decode(await stream.readexactly(size), type=Hello).pid
        self.started += 1
        return Reader(stream, writer, pid)

    async def _watch_memory(self) -> None:
        """Kill what holds more memory than it may."""
        while True:
            await asyncio.sleep(WATCH)
            for running in list(self.running.values()):
                if _memory(running.reader.pid) > self.serving.limits.memory:
                    running.stop("memory")

    async def _refresh(self) -> None:
        """Let readers without work go over to the newest snapshot, so that the ones before can be removed."""
        known = Newest(self.serving.store)
        seen = known.name()
        while True:
            await asyncio.sleep(REFRESH)
            now = known.name()
            for reader in list(self._idle) if now != seen else ():
                if reader in self._idle:
                    self._idle.remove(reader)
                    await self._renew(reader)
            seen = now

    async def _renew(self, reader: Reader) -> None:
        kind = b""
        try:
            async with asyncio.timeout(self.serving.limits.seconds):
                reader.send(Job("renew", {}))
                while kind not in (WHOLE, END, FAILURE):
                    kind, _ = await reader.frame()
        except (LimitError, TimeoutError):
            reader.kill("lost")
        finally:
            self._release(reader, whole=kind in (WHOLE, END, FAILURE))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _give_up(future: asyncio.Future[Reader]) -> None:
    if not future.done():
        future.set_exception(LimitError(WORDS["queue"], limit="queue"))


def _memory(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 for one that has ended."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
