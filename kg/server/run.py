"""Run the server until it is asked to end."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO

import uvicorn

from kg.errors import ConfigError
from kg.server.app import application
from kg.server.connection import bounded
from kg.server.settings import Serving

#: How long requests that run may go on when the server is asked to end, in seconds.
FAREWELL = 10


def run(serving: Serving, sink: IO[str] | None, ready: Callable[[str], None]) -> None:
    """Serve a graph; ``ready`` is told the address when requests are answered, the log goes to ``sink``.

    Raises StoreError where there is no graph, ConfigError where the address cannot be bound.
    """
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    app = application(replace(serving, began=int(time.time())), sink)
    listening = _bound(serving.host, serving.port)
    host, port = listening.getsockname()[:2]
    config = uvicorn.Config(
        app,
        http=bounded(serving.limits.head, serving.limits.stall),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=serving.limits.connections,
        timeout_keep_alive=max(1, int(serving.limits.stall)),
        timeout_graceful_shutdown=FAREWELL,
        backlog=512,
    )
    with listening:
        server = _Server(config, lambda: ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/"))
        server.run([listening])
    if not server.started:
        raise ConfigError("the server could not start its readers; is there memory, and may processes be made?")


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ConfigError(f"cannot serve at {host}:{port}: {error.strerror}; choose another --port or --host") from error
    return listening
