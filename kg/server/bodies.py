"""Read the body of a request: not too long, and not too slowly."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from kg.errors import InputError, LimitError
from kg.server.state import state_of


async def body_of(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises LimitError where it is longer than ``most`` bytes or stalls, InputError where it is compressed or ends early.
    """
    limits = state_of(request).serving.limits
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > most:
        raise _too_long(most)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise InputError("a compressed request is not accepted")
    held = bytearray()
    try:
        async with asyncio.timeout(limits.stall):
            async for block in request.stream():
                held += block
                if len(held) > most:
                    raise _too_long(most)
    except TimeoutError as error:
        raise LimitError("the request came too slowly", limit="stall") from error
    except ClientDisconnect as error:
        raise InputError("the request ended early") from error
    return bytes(held)


def _too_long(most: int) -> LimitError:
    return LimitError(f"the request is longer than {most:,} bytes", limit="size")
