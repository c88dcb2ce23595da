"""Find where a SPARQL text would go and fetch from elsewhere: Oxigraph does so for ``SERVICE`` and ``LOAD``, whoever asks.

The parser of Oxigraph knows no borders of words: it takes ``SERVICE:x`` and ``SERVICESILENT`` for the keyword. So the words
are looked for wherever a keyword may begin: anywhere but in strings, IRIs, comments, variables and the local part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.errors import QueryError
from kg.store.sparql import OPAQUE

#: The local part of a prefixed name. It ends before a dot, for behind that a keyword may begin.
_LOCAL = re.compile(r":[\w%-]+")
_PROLOGUE = re.compile(r"\b(?:PREFIX\s+[^\s:]*:|BASE\b)", re.IGNORECASE)
_TARGET = re.compile(r"(SERVICE|LOAD)\s*(?:SILENT\s*)?<([^<>\"{}|^`\\\x00-\x20]*)>", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)


def bare(text: str) -> str:
    """Return a SPARQL text, at the same length, with blanks for all that is no keyword, name or sign."""
    return _blank(_LOCAL, _blank(OPAQUE, text))


def without_prologue(text: str) -> str:
    """Return what :func:`bare` does, without the declarations of prefixes and of the base."""
    return _blank(_PROLOGUE, bare(text))


def refuse(text: str, allowed: Collection[str], words: tuple[str, ...] = ("SERVICE",)) -> None:
    """Raise QueryError, with its line, for a ``SERVICE`` (or another of ``words``) whose target is not one of ``allowed``.

    The target has to be written as a whole ``<IRI>`` behind the word: a variable, a name with a prefix or a comment
    between is refused.
    """
    wanted = re.compile("|".join(words), re.IGNORECASE)
    # Most texts do not hold the word at all, and then there is no need to tell where.
    for found in wanted.finditer(bare(text)) if wanted.search(text) else ():
        target = _TARGET.match(text, found.start())
        if target is None or target[2] not in allowed:
            line = text[: found.start()].count("\n") + 1
            what = f"{found[0].upper()} <{target[2]}>" if target else found[0].upper()
            raise QueryError(f"line {line}: {what} is refused: nothing is fetched from there", line=line)


def has_dataset(text: str) -> bool:
    """Tell whether a query names its own dataset with ``FROM``: the word outside all brackets, which is where it may stand."""
    if not _FROM.search(text):
        return False
    depth = 0
    for found in re.finditer(r"[{}()]|\bFROM\b", without_prologue(text), re.IGNORECASE):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(found[0], 0)
        if depth == 0 and found[0].upper() == "FROM":
            return True
    return False


def is_volatile(text: str) -> bool:
    """Tell whether the same query may have another answer on the same graph: it asks for the time or for chance."""
    return _VOLATILE.search(text) is not None and _VOLATILE.search(bare(text)) is not None


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)
