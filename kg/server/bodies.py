"""Read the body of a request: not too long, and not too slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from starlette.requests import ClientDisconnect, Request

from kg.errors import InputError, LimitError
from kg.server.state import state_of


async def body_of(request: Request, most: int) -> bytes:
    """Return the body of a request; raises what :func:`streamed` does."""
    return b"".join([block async for block in streamed(request, most)])


async def streamed(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """Yield the blocks of a request's body.

    Raises LimitError where it is longer than ``most`` bytes or stalls, InputError where it is compressed or ends early.
    """
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > most:
        raise _too_long(most)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise InputError("a compressed request is not accepted")
    left = most
    deadline = asyncio.get_running_loop().time() + state_of(request).serving.limits.stall
    blocks = request.stream()
    try:
        while True:
            async with asyncio.timeout_at(deadline):
                block = await anext(blocks, None)
            if block is None:
                return
            left -= len(block)
            if left < 0:
                raise _too_long(most)
            yield block
    except TimeoutError as error:
        raise LimitError("the request came too slowly", limit="stall") from error
    except ClientDisconnect as error:
        raise InputError("the request ended early") from error


def _too_long(most: int) -> LimitError:
    return LimitError(f"the request is longer than {most:,} bytes", limit="size")
