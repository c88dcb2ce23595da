"""Count and time what is served, in the format of Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

#: Bounds of the histogram of durations, in seconds: from a cached page to the longest query.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Hold the figures of one server."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter("kg_requests", "Requests by route and status.", ("route", "status"), registry=self._registry)
        self._seconds = Histogram(
            "kg_request_seconds", "Duration of requests by route.", ("route",), buckets=BOUNDS, registry=self._registry
        )
        self._bytes = Counter("kg_response_bytes", "Bytes of response bodies by route.", ("route",), registry=self._registry)
        self._rows = Counter("kg_rows", "Rows and triples of answers.", registry=self._registry)
        #: Finding a figure by its labels costs more than counting.
        self._of: dict[tuple[str, int], tuple[Counter, Histogram, Counter]] = {}
        self._limits = Counter("kg_limits", "Requests that were ended, by what ended them.", ("limit",), registry=self._registry)

    def watch(self, name: str, words: str, value: Callable[[], float]) -> None:
        """Add a figure that is read when it is asked for."""
        Gauge(name, words, registry=self._registry).set_function(value)

    def count(self, route: str, status: int, seconds: float, size: int) -> None:
        """Count a request."""
        counted = self._of.get((route, status))
        if counted is None:
            counted = (self._requests.labels(route, str(status)), self._seconds.labels(route), self._bytes.labels(route))
            self._of[route, status] = counted
        counted[0].inc()
        counted[1].observe(seconds)
        counted[2].inc(size)

    def count_answer(self, rows: int, limit: str) -> None:
        """Count the rows of an answer, or what ended it."""
        if rows > 0:
            self._rows.inc(rows)
        if limit:
            self._limits.labels(limit).inc()

    def text(self) -> tuple[bytes, str]:
        """Return all figures, and their media type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
