"""Find and read the files that kg ships: lexicon, ontology, queries, the language model.

In an installed wheel they lie inside the package; in a source checkout ``ontology/`` and ``queries/`` lie beside it.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the shipped folder ``name`` (``lexicon``, ``ontology``, ``queries``, ``language/weights``)."""
    for parent in (PACKAGE, PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise ConfigError(f"the installation is incomplete: folder {name!r} is missing; install kg again")


@cache
def toml_table(name: str) -> dict[str, Any]:
    """Return the lexicon file ``name.toml`` as a table; read once, so treat it as read-only."""
    return tomllib.loads((folder("lexicon") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def csv_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the lexicon file ``name.csv`` by column; read once, so treat them as read-only."""
    with (folder("lexicon") / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
