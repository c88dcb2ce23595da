"""Load the engines that stand in for a layer of the shipped model, by a short specification.

A specification is ``kg`` for the shipped model, else ``SCHEME:WHICH``: ``spacy:en_core_web_trf``, ``gliner:urchade/gliner_small-v2.1``,
``llm:https://api.example.org/v1#some-model``. The library of an engine is imported when the engine is asked for, and never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kg.errors import ConfigError
from kg.language.reader import NameEngine, StatementEngine

Engine = TypeVar("Engine")

#: The specification of the shipped model.
OWN = "kg"


@dataclass(frozen=True, slots=True)
class Options:
    """Say how an LLM is reached and what it may cost: ``key`` its key, ``cache`` a folder for its answers, and limits of a run."""

    key: str | None = field(default=None, repr=False)
    cache: Path | None = None
    most_requests: int = 1000
    most_tokens: int = 5_000_000


def _spacy(which: str, options: Options) -> NameEngine:
    from kg.language.spacy import SpacyNames

    return SpacyNames.load(which)


def _gliner(which: str, options: Options) -> NameEngine:
    from kg.language.gliner import GlinerNames

    return GlinerNames.load(which)


def _llm(which: str, options: Options) -> StatementEngine:
    from kg.language.cache import Cache
    from kg.language.chat import Chat, Endpoint, Limits
    from kg.language.llm import LlmStatements

    address, _, model = which.rpartition("#")
    limits = Limits(options.most_requests, options.most_tokens)
    cache = Cache(options.cache) if options.cache else None
    return LlmStatements(Chat(Endpoint.of(address, model, options.key), limits, cache))


NAMES: Mapping[str, Callable[[str, Options], NameEngine]] = {"gliner": _gliner, "spacy": _spacy}
STATEMENTS: Mapping[str, Callable[[str, Options], StatementEngine]] = {"llm": _llm}
#: How each scheme is written.
FORMS: Mapping[str, str] = {"gliner": "gliner:MODEL", "spacy": "spacy:PIPELINE", "llm": "llm:URL#MODEL"}


def load(names: str | None, statements: str | None, options: Options | None = None) -> tuple[NameEngine | None, StatementEngine | None]:
    """Load the engines for names and for statements; None (for None and ``kg``) is the shipped model.

    Raises ConfigError for a specification that is none, LanguageError for an engine that cannot be loaded.
    """
    options = options or Options()
    return _loaded(names, NAMES, "names", options), _loaded(statements, STATEMENTS, "claims", options)


def _loaded(spec: str | None, known: Mapping[str, Callable[[str, Options], Engine]], layer: str, options: Options) -> Engine | None:
    if spec is None or spec == OWN:
        return None
    scheme, _, which = spec.partition(":")
    if scheme not in known or not which:
        forms = ", ".join((OWN, *(FORMS[name] for name in sorted(known))))
        raise ConfigError(f"{spec!r} is no engine for {layer}: use one of {forms}")
    return known[scheme](which, options)
