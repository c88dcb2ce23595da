"""Hold how a graph is served as one frozen value."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Limits:
    """Say what one request may use.

    ``seconds`` is the longest that a query is computed, ``memory`` the bytes that its process may hold, ``rows`` the most
    rows or triples of one answer (0: any number). ``queue`` is the longest that a request waits for a free reader, ``stall``
    the longest that a client may take for sending its request, or for accepting one block of an answer, in seconds.
    """

    seconds: float = 60.0
    memory: int = 2 << 30
    rows: int = 0
    queue: float = 30.0
    stall: float = 20.0
    #: The longest request body, update or query, and the longest head of a request, in bytes.
    body: int = 32 << 20
    query: int = 1 << 20
    head: int = 64 << 10
    #: The most connections at a time.
    connections: int = 1000


@dataclass(frozen=True, slots=True)
class Serving:
    """Say what is served, where, and what is permitted.

    ``store`` is the folder of the graph. ``token`` permits what changes or stops something; without one nothing does.
    ``origins`` are the web pages that may read across origins (``*``: all), ``services`` the endpoints that a query may ask
    by SERVICE, ``hostnames`` the names that a server for this machine answers to besides its own. ``title``, ``publisher`` and
    ``licence`` are for the pages.
    """

    store: str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    allow_update: bool = False
    token: str | None = None
    origins: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    hostnames: tuple[str, ...] = ()
    queries: str | None = None
    title: str = "Knowledge graph"
    publisher: str = ""
    licence: str = ""
    #: When the server was started, in seconds of the system's clock; for entity tags.
    began: int = 0

    def __post_init__(self) -> None:
        if self.allow_update and not self.token:
            raise ConfigError("updates need a token: set KG_TOKEN, or give --token-file")
        if self.token is not None and len(self.token) < 16:
            raise ConfigError("the token is too short to keep anybody out; take at least 16 characters")

    @property
    def local(self) -> bool:
        """Tell whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
