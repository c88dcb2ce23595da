"""Hold what a row of the table of routes is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Row:
    """Say which function answers which methods at which path (as Starlette writes paths); ``name`` is for figures and the log.

    GET answers HEAD too.
    """

    path: str
    endpoint: Callable[[Request], Awaitable[Response]]
    methods: tuple[str, ...] = ("GET",)
    name: str = ""
