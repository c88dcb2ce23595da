"""Speak between the front process and its readers: frames of one kind, four bytes of length, and their content.

A :class:`Job` goes down; up comes a :class:`Whole`, or a :class:`Head`, blocks of the body and an :class:`End`; or, at any
place, a :class:`Failure`.
"""

from __future__ import annotations

import struct
from typing import Any

import msgspec

HEADER = struct.Struct("!cI")
HELLO, JOB, WHOLE, HEAD, BLOCK, END, FAILURE = b"P", b"J", b"W", b"H", b"B", b"E", b"F"


class Hello(msgspec.Struct):
    """Announce a reader by the id of its process."""

    pid: int


class Job(msgspec.Struct, omit_defaults=True):
    """Ask for a task with its arguments; ``accept`` is the client's header, ``rows`` the limit of rows (0: none).

    With ``gzip`` the body may come compressed, with ``head`` only the head is wanted. With ``writes`` the task opens the graph
    itself, to change it.
    """

    task: str
    arguments: dict[str, Any]
    id: int = 0
    accept: str = ""
    rows: int = 0
    gzip: bool = False
    head: bool = False
    writes: bool = False


class Head(msgspec.Struct, omit_defaults=True):
    """Begin the answer to the job of this ``id``; ``snapshot`` names the state of the graph that it comes from."""

    id: int
    media_type: str
    snapshot: str
    headers: list[tuple[str, str]] = []
    status: int = 200
    #: The name of the format, for what a body that is not whole ends with.
    format: str = ""
    gzip: bool = False


class Whole(msgspec.Struct):
    """Be an answer in one piece: its head, its body, and its rows (-1: no table)."""

    head: Head
    body: bytes
    rows: int


class End(msgspec.Struct, omit_defaults=True):
    """End an answer that is whole; ``rows`` is how many rows or triples it has (-1: no table)."""

    rows: int = -1


class Failure(msgspec.Struct, omit_defaults=True):
    """End an answer that failed: the name of the error's class, its line for a person, and its facts."""

    error: str
    message: str
    facts: dict[str, Any] = {}
    #: Where in the code a defect arose; for the log alone.
    trace: str = ""


def frame(kind: bytes, content: bytes) -> bytes:
    """Return a frame."""
    return HEADER.pack(kind, len(content)) + content


def packed(kind: bytes, value: msgspec.Struct) -> bytes:
    """Return a frame with a value."""
    return frame(kind, msgspec.msgpack.encode(value))
