"""Measure the server beside bare pyoxigraph and beside Oxigraph's own server.

    python benchmarks/serve.py [--articles 300] [--seconds 5] [--clients 16] [--store DIR]

The graph is made up as in store.py, or copied from DIR. Every figure is a ratio to a baseline of the same run. For the first
two, `wrk` (a package of most systems) has to be there, and for the first `oxigraph` (`pip install oxigraph`). A machine that
does other work makes all of wall time; beside it stands the time of the processors that both servers used.
"""

from __future__ import annotations

import argparse
import http.client
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

import psutil
import pyoxigraph as ox
from store import BASE, reading

from kg import pipeline
from kg.store import parameters
from kg.store.graphs import GraphStore
from kg.store.library import Library
from kg.triples.quads import article_quads
from kg.triples.vocab import PREFIXES

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f ?i"
SCAN = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
LOOKUP = "SELECT ?p ?o {{ <{}> ?p ?o }} LIMIT {}"
HERE = Path(sys.executable).parent


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--crowd", type=int, default=200, help="clients while builds go on")
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "store"
        made(place, options)
        with GraphStore.open(place, read_only=True) as graph:
            print(f"graph           {len(graph):,} quads, {psutil.cpu_count()} processors")
        lookups(place, options)
        with serving(place) as (url, process):
            questions(place, url)
            scan(place, url, process)
        with serving(place, "--memory", "8G") as (url, _):
            limit(url)
        crowd(place, options)


def made(place: Path, options: argparse.Namespace) -> None:
    """Copy a graph, or make one up."""
    if options.store:
        shutil.copytree(options.store, place)
        return
    with GraphStore.open(place, create=True, base=BASE) as store:
        for number in range(options.articles):
            quads = article_quads(reading(number), {}, BASE)
            store.replace({quads[0].graph_name.value: quads})
        pipeline.relate(store)


@contextmanager
def serving(place: Path, *words: str) -> Iterator[tuple[str, psutil.Process]]:
    """Run kg serve; yield its address and its front process."""
    command = [str(HERE / "kg"), "serve", "--store", str(place), "--port", "0", "--quiet", *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found is not None
    try:
        yield found[0].rstrip("/"), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def newest(place: Path) -> Path:
    """Return the newest snapshot of a store."""
    return max(path for path in (place / "snapshots").iterdir() if path.name.isdigit())


def lookups(place: Path, options: argparse.Namespace) -> None:
    """Ask for the properties of things, each once and then again and again, and say how that stands to Oxigraph's server."""
    oxigraph = shutil.which("oxigraph", path=f"{HERE}{os.pathsep}{os.environ['PATH']}")
    if not shutil.which("wrk") or not oxigraph:
        print("lookups         left out: wrk or oxigraph is missing")
        return
    with GraphStore.open(place, read_only=True) as graph:
        things = [str(row[0]) for row in graph.query("SELECT DISTINCT ?s { ?s a kg:Claim } LIMIT 2000").rows]
    shutil.copytree(newest(place), place.parent / "bare")
    bind = "127.0.0.1:7879"
    theirs = subprocess.Popen(
        [oxigraph, "serve-read-only", "--location", str(place.parent / "bare"), "--bind", bind, "--union-default-graph"],
        stderr=subprocess.DEVNULL,
    )
    try:
        with serving(place) as (url, process):
            time.sleep(2)
            for once, words in ((True, "each once"), (False, "again and again")):
                script = place.parent / "lookups.lua"
                script.write_text(lua(things if once else things[:100], once=once), "utf-8")
                ours, bare = (
                    pushed(f"{where}", one, script, options)
                    for where, one in ((f"{url}/sparql", process), (f"http://{bind}/query", psutil.Process(theirs.pid)))
                )
                print(
                    f"lookups         {words:15} {ours[0]:,.0f} requests a second, {ours[0] / bare[0]:.2f} of oxigraph ({bare[0]:,.0f}); "
                    f"{ours[1] * 1e6:.0f} µs of processors each, {ours[1] / bare[1]:.1f} times its ({bare[1] * 1e6:.0f})"
                )
    finally:
        theirs.terminate()
        theirs.wait()


def lua(things: list[str], *, once: bool) -> str:
    """Return what wrk asks: each thing in turn, with another limit each time or always the same."""
    paths = ",".join(f'"?query={quote(LOOKUP.format(thing, ""), safe="")}"' for thing in things)
    number = "1000 + n" if once else "1000"
    return (
        f"local paths = {{{paths}}}\nlocal n = 0\nrequest = function()\n n = n + 1\n"
        f" return wrk.format('GET', wrk.path .. paths[n % #paths + 1] .. ({number}), {{['Accept']='application/json'}})\nend\n"
    )


def pushed(url: str, process: psutil.Process, script: Path, options: argparse.Namespace) -> tuple[float, float]:
    """Return the requests a second that a server answers, and the seconds of processors that each takes."""
    before = used(process)
    command = ["wrk", "-t1", f"-c{options.clients}", f"-d{options.seconds}s", "-s", str(script), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    after = used(process)
    assert "Non-2xx" not in said, said
    requests = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert requests and rate, said
    spent = sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())
    return float(rate[1]), spent / int(requests[1])


def used(process: psutil.Process) -> dict[int, float]:
    """Return the seconds of processors that a process and its children used."""
    return {one.pid: sum(one.cpu_times()[:2]) for one in (process, *process.children(recursive=True))}


def get(url: str, query: str, accept: str = "application/sparql-results+json", **given: str) -> tuple[int, float, int]:
    """Ask a query; return the status, the seconds, and the bytes of the body."""
    more = "".join(f"&{name}={value}" for name, value in given.items())
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=300)
    began = time.perf_counter()
    connection.request("GET", f"/sparql?query={quote(query, safe='')}{more}", headers={"accept": accept})
    answer = connection.getresponse()
    size = 0
    while block := answer.read(1 << 20):
        size += len(block)
    connection.close()
    return answer.status, time.perf_counter() - began, size


def questions(place: Path, url: str) -> None:
    """Ask every saved question that needs no parameter, and say how long that takes beside the bare store."""
    bare = ox.Store.read_only(str(newest(place)))
    found: list[tuple[float, str, float, float]] = []
    with GraphStore.open(place, read_only=True) as graph:
        for question in Library.load().questions.values():
            if any(parameter.required and parameter.default is None for parameter in question.parameters):
                continue
            text = parameters.bound(graph, question, {})
            if "kg:search" in text:
                continue
            ours, plain = [], []
            for number in range(3):
                ours.append(get(url, f"{text}\n# {number}")[1])
                plain.append(timed(lambda text=text: answered(bare, text)))
            found.append(((median(ours) - 0.010) / median(plain), question.name, median(ours), median(plain)))
    ratios = sorted(found, reverse=True)
    print(
        f"questions       {len(ratios)}, median {median(one[0] for one in ratios):.2f} times the bare store, less 10 ms; slowest beside it:"
    )
    for ratio, name, ours, plain in ratios[:3]:
        print(f"                {name:20} {ours * 1000:8.1f} ms, bare {plain * 1000:.1f} ms: {ratio:.2f} times, less 10 ms")


def answered(store: ox.Store, text: str) -> bytes | None:
    """Run a query on the bare store to its end."""
    answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    return answer.serialize(format=ox.QueryResultsFormat.JSON)


def scan(place: Path, url: str, process: psutil.Process) -> None:
    """Read all quads as CSV, and say how long that takes beside the same in process, and how much the front process grows."""
    bare = ox.Store.read_only(str(newest(place)))
    with Path(os.devnull).open("wb") as sink:
        plain = timed(lambda: bare.query(SCAN).serialize(io.BufferedWriter(sink, 1 << 16), format=ox.QueryResultsFormat.CSV))
    get(url, SCAN, "text/csv")
    before = process.memory_info().rss
    status, seconds, size = get(url, SCAN, "text/csv")
    grown = process.memory_info().rss - before
    speed = f"{plain / seconds:.2f} of the speed in process"
    print(f"scan            {size / 1e6:,.0f} MB in {seconds:.1f} s (status {status}), {speed}; front +{grown / 1e6:.1f} MB")


def limit(url: str) -> None:
    """Ask what would take for ever with a limit of a second, and say when it ends and how others fare."""

    def others(until: Callable[[], bool]) -> list[float]:
        taken: list[float] = []
        while not until():
            taken.append(get(url, f"SELECT * {{ ?s ?p ?o }} LIMIT {100 + len(taken)}")[1])
            time.sleep(0.01)
        return taken

    start = time.monotonic()
    calm = others(lambda: time.monotonic() - start > 4)
    ended: list[tuple[int, float, int]] = []
    attack = threading.Thread(target=lambda: ended.extend(get(url, ENDLESS, timeout="1") for _ in range(4)))
    attack.start()
    storm = others(lambda: not attack.is_alive())
    p95 = [quantiles(taken, n=20)[-1] for taken in (calm, storm)]
    worst = max(seconds for _, seconds, _ in ended)
    slower = f"p95 of others {p95[1] / p95[0]:.2f} times as long"
    print(f"limit           a query for ever with 1 s ends after {worst:.2f} s (status {ended[0][0]}); {slower}")


def crowd(place: Path, options: argparse.Namespace) -> None:
    """Let a crowd ask while builds go on, and count what fails."""
    with serving(place) as (url, process):
        statuses: dict[int, int] = {}
        end = time.monotonic() + options.seconds * 4
        highest = 0

        def ask(number: int) -> None:
            while time.monotonic() < end:
                try:
                    status = get(url, f"SELECT * {{ ?s ?p ?o }} LIMIT {number + 1}")[0]
                except OSError:
                    status = 0
                statuses[status] = statuses.get(status, 0) + 1

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(options.crowd)]
        for thread in threads:
            thread.start()
        for build in range(3):
            with GraphStore.open(place) as store:
                quads = article_quads(reading(100_000 + build), {}, store.base)
                store.replace({quads[0].graph_name.value: quads})
            time.sleep(options.seconds)
            highest = max(highest, *(one.memory_info().rss for one in (process, *process.children(recursive=True))))
        for thread in threads:
            thread.join()
        failed = sum(number for status, number in statuses.items() if status != 200)
        asked = f"{sum(statuses.values()):,} requests, {failed} failed"
        print(f"crowd           {options.crowd} clients, 3 builds: {asked}; no process above {highest / 1e6:.0f} MB")
    with GraphStore.open(place) as store:
        assert len(store) > 0


def timed(run: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
