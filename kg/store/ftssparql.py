"""Let SPARQL ask the search index: ``?thing kg:search "words"`` and ``FILTER(kg:search(?thing, "words"))``.

The first is a statement of its own, with a variable before and a string behind it; it becomes the list of the things found, so that a
query starts from them: fast on any graph where it stands first in its group. The second is a function, true where an IRI is among the
things found, or where a text has the words: asked for every row that the rest of the query yields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.fts import Index
from kg.store.ftswords import Wanted, wanted
from kg.triples.vocab import KG

SEARCH = ox.NamedNode(KG + "search")
Function = Callable[..., ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
#: The one thing that is never found.
NOTHING = ox.NamedNode(KG + "nothing")

_NAME = rf"(?:kg:search(?![\w\-.:%])|<{re.escape(SEARCH.value)}>)"
_USE = re.compile(rf"{_NAME}(?!\s*\()")
_STATEMENT = re.compile(
    rf"(?P<variable>[?$]\w+)\s+{_NAME}\s+"
    r"(?P<words>\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?(?!\s*[;,])\s*(?:\.(?!\d))?"
)
_FORM = 'write kg:search as a statement of its own, ?thing kg:search "words" . or as a function, FILTER(kg:search(?thing, "words"))'
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def expand(text: str, opaque: re.Pattern[str], index: Callable[[], Index]) -> str:
    """Return a query with the things found in place of each ``?thing kg:search "words"``; lines stay where they are.

    ``opaque`` finds what only looks like SPARQL: strings, comments, IRIs. Raises QueryError for another use of ``kg:search``.
    """
    if "search" not in text:
        return text
    hidden = [found.span() for found in opaque.finditer(text) if found[0][0] in "\"'#"]
    statements = [found for found in _STATEMENT.finditer(text) if not _inside(found.start(), hidden)]
    known = [*hidden, *(statement.span() for statement in statements)]
    for use in _USE.finditer(text):
        if not _inside(use.start(), known):
            line = text[: use.start()].count("\n") + 1
            raise QueryError(f"line {line}: {_FORM}", line=line)
    parts, end = [], 0
    for statement in statements:
        parts += [text[end : statement.start()], _values(statement, index())]
        end = statement.end()
    return "".join((*parts, text[end:]))


def _values(statement: re.Match[str], index: Index) -> str:
    """Return the list of the things found in place of a statement, on as many lines."""
    subjects = sorted(index.subjects(wanted(_unescaped(statement["words"][1:-1])))) or [NOTHING.value]
    listed = " ".join(f"<{subject}>" for subject in subjects)
    return f"VALUES {statement['variable']} {{ {listed} }} " + "\n" * statement[0].count("\n")


def functions(index: Callable[[], Index]) -> dict[ox.NamedNode, Function]:
    """Return the functions that queries may use besides SPARQL's own."""

    @lru_cache(maxsize=64)
    def looked_for(words: str) -> tuple[Wanted, frozenset[str]]:
        return wanted(words), index().subjects(wanted(words))

    def search(thing: object, words: object) -> ox.Literal | None:
        if not isinstance(words, ox.Literal):
            return None
        if isinstance(thing, ox.NamedNode):
            return ox.Literal(thing.value in looked_for(words.value)[1])
        return ox.Literal(looked_for(words.value)[0].fits(thing.value)) if isinstance(thing, ox.Literal) else None

    return {SEARCH: search}


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _unescaped(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        return chr(int(found[1][1:], 16)) if len(found[1]) > 1 else _ESCAPES.get(found[1], found[0])

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", meant, text)
