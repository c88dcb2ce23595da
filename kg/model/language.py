"""Hold a text as the reader understood it, before anything in it is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word: ``head`` is its governor's index in ``Text.words`` (its own for a root), ``relation`` the UD label."""

    span: Span
    pos: str = "X"
    head: int = -1
    relation: str = "dep"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Mark the words ``first <= i < last`` of a text, and their characters."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a proper name that the reader saw: one of the fine types of names, and the reader's probability (0..1)."""

    span: Span
    type: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one claim as the reader saw it: spans only, before anything is resolved.

    ``content`` is what is claimed; ``kind`` an :class:`AttributionKind`; the optional spans say where its parts stand.
    ``event`` is a code of the event types and ``status`` one of :class:`Status`. Probabilities are calibrated, 0..1.
    """

    content: Span
    kind: str
    probability: float = 1.0
    event: str = "other"
    event_probability: float = 1.0
    status: str = "asserted"
    source: Span | None = None
    cue: Span | None = None
    told_to: Span | None = None
    agent: Span | None = None
    patient: Span | None = None
    place: Span | None = None
    when: Span | None = None
    quantity: Span | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Hold an article's text as the reader understood it: words, sentences, names and statements in text order.

    ``engines`` names what supplied each layer; ``unread`` counts what could not be read, by reason.
    """

    text: str
    words: tuple[Word, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    statements: tuple[Statement, ...] = ()
    engines: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
