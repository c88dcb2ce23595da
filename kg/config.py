"""Hold the settings of a run as one frozen value: flags win over environment, kg.toml and defaults.

Only the command line calls :func:`load`; everything below it is handed a :class:`Settings` value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import ConfigError

DEFAULT_BASE = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Say where the graph lies and how articles are read.

    ``store`` is the folder of the graph, ``base`` the IRI that a new graph's names hang under (None: what the store
    has, else the default), ``queries`` a folder of the user's own saved queries, ``by`` who signs decisions,
    ``threads`` the threads of the language model (0: all cores). ``names`` and ``claims`` say which engines read those
    layers (None: the shipped model); ``llm_cache`` is a folder for an LLM's answers, ``llm_requests`` and ``llm_tokens``
    the most that one run may ask of it.
    """

    store: str = "kg-store"
    base: str | None = None
    queries: str | None = None
    by: str | None = None
    threads: int = 0
    names: str | None = None
    claims: str | None = None
    llm_cache: str | None = None
    llm_requests: int = 1000
    llm_tokens: int = 5_000_000


_NUMBERS = frozenset({"threads", "llm_requests", "llm_tokens"})


def load(flags: Mapping[str, object], environ: Mapping[str, str], folder: Path) -> Settings:
    """Return the settings of a run: ``flags`` that are not None, else ``KG_NAME``, else ``folder/kg.toml``, else defaults.

    Raises ConfigError for a file that is no TOML, a key that is unknown, or a value of the wrong type.
    """
    values: dict[str, object] = {}
    known = {field.name for field in fields(Settings)}
    for layer in (_from_file(folder / "kg.toml", known), _from_environment(environ, known), flags):
        values.update({key: value for key, value in layer.items() if key in known and value is not None})
    return Settings(**{key: _typed(key, value) for key, value in values.items()})  # type: ignore[arg-type]


def _from_file(path: Path, known: set[str]) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error
    if unknown := sorted(table.keys() - known):
        raise ConfigError(f"{path}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    return table


def _from_environment(environ: Mapping[str, str], known: set[str]) -> Mapping[str, object]:
    return {name: environ[f"KG_{name.upper()}"] for name in known if environ.get(f"KG_{name.upper()}")}


def _typed(key: str, value: object) -> object:
    if key not in _NUMBERS:
        if not isinstance(value, str):
            raise ConfigError(f"setting {key} must be text, not {value!r}")
        return value
    try:
        number = int(str(value))
    except ValueError as error:
        raise ConfigError(f"setting {key} must be a whole number, not {value!r}") from error
    if number < 0:
        raise ConfigError(f"setting {key} must be 0 or more, not {number}")
    return number
