"""Open the pages of a real ``kg serve`` in a real Chromium; a page that complains or asks another host fails its test."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.store.graphs import GraphStore
from tests.browser import hostile
from tests.store import story

KG = Path(sys.executable).parent / "kg"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
#: What the graphics driver of a machine without graphics card tells the console.
DRIVER = re.compile(r"GL Driver Message|WebGL|GroupMarkerNotSet")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if item.path.parent == Path(__file__).parent:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine; install it to test the pages in a browser"))


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph on disk: the story, and the hostile article."""
    return _written(hostile.told(), tmp_path_factory.mktemp("browser") / "graph")


def _written(told: GraphStore, place: Path) -> Path:
    with GraphStore.open(place, create=True, base=story.BASE) as store:
        store.replace({name: told.read(name) for name in told.graph_names()})
    return place


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """Serve a graph on a free port until the block ends; the address has no slash at its end."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    log = store.with_name(f"{'-'.join(('log', *options))}.txt")
    command = [KG, "serve", "--store", store, "--port", "0", "--workers", "2", "--log", log, *options]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"at (http://\S+)/", line)
        assert found, line + process.stderr.read()
        yield found[1]
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="session")
def url(graph: Path) -> Iterator[str]:
    """Serve the graph to all tests."""
    with serving(graph) as address:
        yield address


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Publish the story as files, and give them out as any web server would."""
    graph = _written(story.told(), tmp_path_factory.mktemp("published") / "graph")
    folder = tmp_path_factory.mktemp("site") / "site"
    command = [KG, "publish", folder, "--store", graph, "--base", "https://data.example.org/", "--licence", "https://licence.example/"]
    subprocess.run(command, check=True, capture_output=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start the browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Watched:
    """Hold what a page said and asked for that it should not have."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        #: Complaints that a test expects: parts of their texts.
        self.expected: tuple[str, ...] = ()

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(part in fault for part in self.expected)]


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def open_page(browser: Any, watched: Watched) -> Iterator[Callable[..., Any]]:
    """Open pages; when the test is over, none of them may have complained or asked another host."""
    contexts: list[Any] = []

    def told(message: Any) -> None:
        if message.type in ("error", "warning") and not DRIVER.search(message.text):
            watched.faults.append(f"console: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            watched.faults.append(f"asked for {request.url}")

    def opened(address: str, width: int = 1280, scheme: str = "light", **given: Any) -> Any:
        size = {"width": width, "height": 844 if width < 500 else 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", told)
        page.on("request", asked)
        page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: watched.faults.append(f"dialog: {dialog.message}"))
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, answer.text()
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watched.unexpected() == []
