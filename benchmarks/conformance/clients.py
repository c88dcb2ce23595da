"""Let other people's SPARQL clients ask a running server, and say which of them get the right answer.

    python benchmarks/conformance/clients.py STORE [--comunica FOLDER]

STORE is a graph, which is only read. The clients: rdflib's SPARQLStore; SPARQLWrapper and oxigraph (`pip install SPARQLWrapper
oxigraph`), the latter through SERVICE; roqet (package rasqal-utils); Comunica, installed in FOLDER by
`npm install @comunica/query-sparql@4`. What is not there is left out. The exit code is 1 where one that is there fails.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from rdflib.plugins.stores.sparqlstore import SPARQLStore

HERE = Path(sys.executable).parent
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?c a <https://w3id.org/newsclaims/ns#Claim> }"
LINES = "SELECT ?c WHERE { ?c a <https://w3id.org/newsclaims/ns#Claim> } ORDER BY ?c LIMIT 7"


class MissingError(Exception):
    """Report a client that is not installed."""


def rdflib(endpoint: str, _: argparse.Namespace) -> int:
    [row] = SPARQLStore(endpoint).query(COUNT)
    return int(row[0])


def sparqlwrapper(endpoint: str, _: argparse.Namespace) -> int:
    try:
        module = importlib.import_module("SPARQLWrapper")
    except ImportError as error:
        raise MissingError from error
    found = set()
    for format in (module.JSON, module.XML, module.CSV, module.TSV):
        for method in (module.GET, module.POST, module.POSTDIRECTLY):
            client = module.SPARQLWrapper(endpoint)
            client.setQuery(COUNT)
            client.setReturnFormat(format)
            if method == module.POSTDIRECTLY:
                client.setRequestMethod(module.POSTDIRECTLY)
            else:
                client.setMethod(method)
            body = client.query().response.read()
            found.add(int(re.search(rb"(?:value\":\"|integer\">|\n\"?)(\d+)", body)[1]))
    [number] = found
    return number


def roqet(endpoint: str, _: argparse.Namespace) -> int:
    program = which("roqet")
    said = subprocess.run([program, "-q", "-r", "csv", "-p", endpoint, "-e", COUNT], capture_output=True, text=True, check=True).stdout
    return int(said.split()[1])


def comunica(endpoint: str, options: argparse.Namespace) -> int:
    program = options.comunica / "node_modules" / ".bin" / "comunica-sparql" if options.comunica else None
    if program is None or not program.exists():
        raise MissingError
    command = [str(program), f"sparql@{endpoint}", LINES, "-t", "application/sparql-results+json"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(json.loads(said)["results"]["bindings"]) == 7, said
    said = subprocess.run([*command[:2], COUNT, *command[3:]], capture_output=True, text=True, check=True).stdout
    return int(json.loads(said)["results"]["bindings"][0]["n"]["value"])


def oxigraph(endpoint: str, _: argparse.Namespace) -> int:
    program = which("oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([program, "serve", "--location", folder, "--bind", "127.0.0.1:7881"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(2)
            query = f"SELECT ?n {{ SERVICE <{endpoint}> {{ {COUNT} }} }}"
            given = urllib.parse.urlencode({"query": query})
            with urllib.request.urlopen(f"http://127.0.0.1:7881/query?{given}") as answer:
                return int(json.load(answer)["results"]["bindings"][0]["n"]["value"])
        finally:
            server.terminate()
            server.wait()


def which(name: str) -> str:
    """Return a program; MissingError where it is not there."""
    found = shutil.which(name) or shutil.which(name, path=str(HERE))
    if found is None:
        raise MissingError
    return found


CLIENTS: dict[str, Callable[[str, argparse.Namespace], int]] = {
    "rdflib SPARQLStore": rdflib,
    "SPARQLWrapper": sparqlwrapper,
    "roqet": roqet,
    "Comunica": comunica,
    "oxigraph, by SERVICE": oxigraph,
}


def main() -> None:
    """Ask by each client."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--comunica", type=Path)
    options = parser.parse_args()
    command = [str(HERE / "kg"), "serve", "--store", str(options.store), "--port", "0", "--quiet"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    found = re.search(r"http://\S+", server.stderr.readline())
    assert found is not None
    endpoint, failed = f"{found[0]}sparql", False
    try:
        with urllib.request.urlopen(f"{endpoint}?{urllib.parse.urlencode({'query': COUNT})}") as answer:
            expected = int(json.load(answer)["results"]["bindings"][0]["n"]["value"])
        for name, ask in CLIENTS.items():
            try:
                number = ask(endpoint, options)
                words = "right" if number == expected else f"WRONG: {number} in place of {expected}"
            except MissingError:
                words = "left out: not installed"
            except Exception as error:
                words = f"WRONG: {type(error).__name__}: {error}"
            failed |= words.startswith("WRONG")
            print(f"{name:22} {words}")
    finally:
        server.terminate()
        server.wait()
    sys.exit(failed)


if __name__ == "__main__":
    main()
