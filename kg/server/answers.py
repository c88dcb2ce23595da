"""Turn a job for the pool into an HTTP response: whole where it is small, streamed where it is not, honest where it fails.

An answer that fails before its first byte is a problem with the status that fits. One that fails later cannot take its status
back: its body ends with a mark where its format has comments, and then without the end that chunked transfer needs, so that
no client can take it for whole. (A trailer could only follow that end, and would make it look whole to those that ignore it.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.errors import LimitError
from kg.server import formats, problems
from kg.server.frames import Failure, Head, Job, Whole
from kg.server.negotiate import accepts_coding
from kg.server.running import Answer, TaskError
from kg.server.state import State, state_of

#: A client that goes away is noticed only while a job takes longer than this, in seconds: most do not.
ATTENTION = 0.1

#: Turns a failure into a response of its own, such as a page; None leaves it as it is.
Failed = Callable[[Failure], Response | None]


class Answered(Response):
    """Be the response that a job of the pool makes.

    ``seconds`` is how long it may be computed (None: as long as the server permits), ``failed`` what makes a response of a
    failure. With ``writes`` it is done by a process that may change the graph.
    """

    def __init__(
        self, request: Request, job: Job, *, seconds: float | None = None, failed: Failed | None = None, writes: bool = False
    ) -> None:
        self._state: State = state_of(request)
        self._job = job
        self._seconds = self._state.serving.limits.seconds if seconds is None else seconds
        self._failed = failed
        self._notes: dict[str, Any] = request.scope.setdefault("kg", {})
        self.background = None
        job.gzip = accepts_coding(request.headers.get("accept-encoding", ""), "gzip")
        job.writes = writes
        job.accept = request.headers.get("accept", "")
        job.head = request.method == "HEAD"
        job.rows = job.rows or self._state.serving.limits.rows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do the job and send what comes of it; a client that goes away ends it."""
        watch = _Watch(receive)
        try:
            response = await self._done(scope, send)
        except asyncio.CancelledError:
            if not watch.gone:
                raise
            self._notes["limit"] = "gone"
            return
        finally:
            watch.end()
        if response is not None:
            await response(scope, receive, send)

    async def _done(self, scope: Scope, send: Send) -> Response | None:
        """Send the answer; or return the response to send in its place, where nothing was sent yet."""
        if not self._job.writes and (kept := self._state.cache.find(self._job)) is not None:
            self._notes |= {"job": self._job, "rows": kept.rows, "kept": True}
            await self._send_piece(kept, send)
            return None
        client = (scope.get("client") or ("",))[0]
        ask = self._state.pool.write if self._job.writes else self._state.pool.ask
        begun = False
        try:
            async with ask(self._job, seconds=self._seconds, client=client) as answer:
                self._notes |= {"id": answer.running.id, "job": self._job}
                if answer.piece is None:
                    begun = True
                    await self._send_stream(answer, send)
                self._notes["rows"] = answer.running.rows
            # The reader is free before the client has the answer.
            if answer.piece is not None:
                self._state.cache.keep(self._job, answer.piece)
                await self._send_piece(answer.piece, send)
        except TaskError as error:
            return None if begun else self._failure(error.failure)
        except LimitError as error:
            self._notes["limit"] = error.limit
            return None if begun else problems.limit(str(error), error.limit)
        return None

    async def _send_piece(self, kept: Whole, send: Send) -> None:
        headers = _headers(kept.head)
        if not self._job.head:
            headers.append((b"content-length", str(len(kept.body)).encode()))
        await send({"type": "http.response.start", "status": kept.head.status, "headers": headers})
        await send({"type": "http.response.body", "body": kept.body})

    async def _send_stream(self, answer: Answer, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer.head.status, "headers": _headers(answer.head)})
        words = ""
        try:
            async for block in answer.blocks():
                async with asyncio.timeout(self._state.serving.limits.stall):
                    await send({"type": "http.response.body", "body": block, "more_body": True})
        except TaskError as error:
            self._notes["limit"] = error.failure.facts.get("limit", "failed")
            words = error.failure.message
        except LimitError as error:
            self._notes["limit"] = error.limit
            words = str(error)
        except TimeoutError:
            self._notes["limit"] = "stall"
            self._notes["abort"] = True
            return
        if not words:
            await send({"type": "http.response.body", "body": b""})
        elif not answer.head.gzip and (tail := formats.tail(answer.head.format, words)):
            await send({"type": "http.response.body", "body": tail, "more_body": True})

    def _failure(self, failure: Failure) -> Response:
        """Return the response to a task that failed."""
        self._notes["failure"] = f"{failure.error}: {failure.message}"
        if failure.trace:
            self._notes["trace"] = failure.trace
            return problems.problem(500, "a defect of the server; its log says where")
        if limit := failure.facts.get("limit"):
            self._notes["limit"] = limit
            return problems.limit(failure.message, limit)
        if self._failed is not None and (response := self._failed(failure)) is not None:
            return response
        return problems.problem(problems.STATUS.get(failure.error, 500), failure.message, **failure.facts)


class _Watch:
    """Cancel the task that made it when its client goes away; it looks only at what takes a while."""

    def __init__(self, receive: Receive) -> None:
        self.gone = False
        self._receive = receive
        self._task = asyncio.current_task()
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(ATTENTION, self._begin)

    def end(self) -> None:
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        if self._task is not None:
            self._task.cancel()


def _headers(head: Head) -> list[tuple[bytes, bytes]]:
    headers = [(b"content-type", head.media_type.encode())] if head.media_type else []
    headers += [(name.encode(), value.encode("latin-1", "replace")) for name, value in head.headers]
    return [*headers, (b"content-encoding", b"gzip")] if head.gzip else headers
