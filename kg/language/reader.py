"""Turn a text into words, sentences, names, syntax and statements, each layer from its engine.

All layers come from the shipped model in one pass, unless another engine is put in the place of a layer: an engine for names or for
statements is anything with a `name` and a `find`. Only the given spans of a text are read (its body and headlines, say, and no
furniture). A line break always ends a sentence. Offsets count Unicode code points of the whole text.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np

from kg.errors import LanguageError
from kg.language.decode import Found, Ints, is_tree
from kg.language.tagger import Answer, Marks, Tagger
from kg.language.tokens import words as cut
from kg.model import Name, Sentence, Span, Statement, Text, Word
from kg.resources import folder

#: A longer text is refused: it is no article, and its `Text` would not fit into the memory that a reading process may use.
MOST_CHARACTERS = 20_000_000
_QUOTES = frozenset('"“”')
_EDGES = frozenset("\"'“”‘’«»„‚`.,;:()[]–—-…")


class NameEngine(Protocol):
    """Anything that finds names in parts of a text."""

    name: str

    def find(self, text: str, spans: Sequence[Span]) -> tuple[Name, ...]:
        """Find the names in the given spans, in text order."""

    def unread(self) -> Mapping[str, int]:
        """Count what the last search gave that could not be used, by reason."""


class StatementEngine(Protocol):
    """Anything that finds statements in parts of a text."""

    name: str

    def find(self, text: str, spans: Sequence[Span]) -> tuple[Statement, ...]:
        """Find the statements in the given spans, in text order."""

    def unread(self) -> Mapping[str, int]:
        """Count what the last search gave that could not be used, by reason."""


@dataclass(frozen=True)
class Reader:
    """Read texts; the shipped model is loaded at the first one."""

    names: NameEngine | None = None
    statements: StatementEngine | None = None
    weights: Path | None = None
    threads: int = 0
    _cache: dict[str, Tagger] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tagger(self) -> Tagger:
        """Give the shipped model."""
        if "tagger" not in self._cache:
            self._cache["tagger"] = Tagger(self.weights or folder("language") / "weights", self.threads)
        return self._cache["tagger"]

    @cached_property
    def engines(self) -> Mapping[str, str]:
        """Name what supplies each layer, with its version: a reading by other engines is another reading."""
        own = f"kg-reader {self.tagger.labels.get('version', '0')}"
        return {
            "syntax": own,
            "names": self.names.name if self.names else own,
            "statements": self.statements.name if self.statements else own,
        }

    def read(self, text: str, spans: Sequence[Span] | None = None) -> Text:
        """Read the given spans of a text, or all of it.

        Raises LanguageError for a text of more than `MOST_CHARACTERS`, and for one that holds a lone surrogate.
        """
        _check(text)
        parts = tuple(spans) if spans is not None else (Span(0, len(text)),)
        places, marks = _marked(text, parts)
        answers = list(self.tagger.read(marks)) if places else []
        words, starts = self._words(places, answers)
        names = self.names.find(text, parts) if self.names else self._names(places, answers)
        statements = self.statements.find(text, parts) if self.statements else self._statements(text, places, answers)
        return Text(text, words, _sentences(places, starts), names, statements, self.engines, self._unread(text, parts, places))

    def _unread(self, text: str, parts: tuple[Span, ...], places: list[tuple[int, int]]) -> Mapping[str, int]:
        """Count what was not read, and what other engines gave that could not be used."""
        counts = Counter(_unread(text, parts, places))
        for engine in (self.names, self.statements):
            if engine is not None:
                counts.update(engine.unread())
        return dict(sorted(counts.items()))

    def _words(self, places: list[tuple[int, int]], answers: list[Answer]) -> tuple[tuple[Word, ...], list[int]]:
        """Make words of the answers, and give the indices of those that start a sentence."""
        if not places:
            return (), []
        labels = self.tagger.labels
        starts = np.concatenate([a.starts for a in answers])
        heads = np.concatenate([a.heads for a in answers])
        starts[0] = True
        first = np.flatnonzero(starts)
        kinds = np.concatenate([a.relations for a in answers]).tolist()
        pos = np.concatenate([a.pos for a in answers]).tolist()
        heads = _within(heads, first)
        upos, relations = labels["upos"], labels["relations"]
        return tuple(
            Word(Span(a, b), upos[p], h, "root" if h == i else relations[r])
            for i, ((a, b), p, h, r) in enumerate(zip(places, pos, heads.tolist(), kinds, strict=True))
        ), first.tolist()

    def _names(self, places: list[tuple[int, int]], answers: list[Answer]) -> tuple[Name, ...]:
        kinds = [tag[2:] for tag in self.tagger.labels["tags"][1::2]]
        return tuple(
            Name(Span(places[first][0], places[last][1]), kinds[kind], round(p, 4)) for a in answers for first, last, kind, p in a.names
        )

    def _statements(self, text: str, places: list[tuple[int, int]], answers: list[Answer]) -> tuple[Statement, ...]:
        found = {s.content: s for a in answers for s in (self._statement(text, places, c) for c in a.claims) if s is not None}
        return tuple(found[span] for span in sorted(found))

    def _statement(self, text: str, places: list[tuple[int, int]], c: Found) -> Statement | None:
        labels = self.tagger.labels
        content = _trimmed(text, places, c.first, c.last)
        if content is None:
            return None
        roles = {role: _trimmed(text, places, *at) for role, at in c.roles.items()}
        return Statement(
            content, _kind(labels["kinds"][c.kind], text, content), round(c.probability, 4), labels["events"][c.event],
            round(c.event_probability, 4), labels["statuses"][c.status], **roles,
        )  # fmt: skip


def _check(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise LanguageError(f"the text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read: split it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LanguageError(f"the text holds half a surrogate pair at character {error.start}: repair its encoding") from error


def _marked(text: str, parts: Iterable[Span]) -> tuple[list[tuple[int, int]], Marks]:
    """Cut the parts into words; each part and each line begins a sentence."""
    places: list[tuple[int, int]] = []
    lines: list[bool] = []
    for part in parts:
        before = part.start
        for i, (a, b) in enumerate(cut(text, part.start, part.end)):
            lines.append(i == 0 or (a > before and "\n" in text[before:a]))
            places.append((a, b))
            before = b
    ends = np.array([-1, *(b for _, b in places[:-1])], np.int64)
    glued = ends[: len(places)] == np.array([a for a, _ in places], np.int64)
    return places, Marks([text[a:b] for a, b in places], glued, np.array(lines, bool))


def _within(heads: Ints, first: Ints) -> Ints:
    """Keep every head in its own sentence and every sentence a tree.

    Only a sentence that crosses the border of two windows can need it: the model's own trees are whole.
    """
    borders = [*first.tolist(), len(heads)]
    for a, b in pairwise(borders):
        own = heads[a:b] - a
        outside = (own < 0) | (own >= b - a)
        if not outside.any() and is_tree(own):
            continue
        here = np.arange(b - a)
        roots = np.flatnonzero((own == here) & ~outside)
        root = int(roots[0]) if len(roots) else int(np.flatnonzero(outside)[0]) if outside.any() else 0
        own[outside | (own == here)] = root
        own[root] = root
        if not is_tree(own):
            own[:] = root
        heads[a:b] = own + a
    return heads


def _sentences(places: list[tuple[int, int]], starts: list[int]) -> tuple[Sentence, ...]:
    borders = pairwise([*starts, len(places)])
    return tuple(Sentence(a, b, Span(places[a][0], places[b - 1][1])) for a, b in borders if a < b)


def _trimmed(text: str, places: list[tuple[int, int]], first: int, last: int) -> Span | None:
    """Give the span of some words without the quote marks and stops at its edges; None where nothing else is left."""
    while first <= last and all(c in _EDGES for c in text[slice(*places[first])]):
        first += 1
    while last >= first and all(c in _EDGES for c in text[slice(*places[last])]):
        last -= 1
    return Span(places[first][0], places[last][1]) if first <= last else None


def _kind(kind: str, text: str, content: Span) -> str:
    """Let quote marks say whether an attributed claim is in its speaker's words: all of it, or a part.

    On the gold articles the kind is right for 0.827 of claims with this, for 0.819 without.
    """
    if kind == "narrator":
        return kind
    around = text[: content.start].rstrip()[-1:] + text[content.end :].lstrip(" ,.!?")[:1]
    if len(around) == 2 and set(around) <= _QUOTES:
        return "direct"
    return "mixed" if kind == "indirect" and len(_QUOTES & set(content.of(text))) else kind


def _unread(text: str, parts: tuple[Span, ...], places: list[tuple[int, int]]) -> Mapping[str, int]:
    """Count what was not read, by reason: characters outside the given spans, and words too long to be read to their ends."""
    from kg.language.tokens import LONGEST

    counts = Counter(
        {
            "characters outside the zones that are read": len(text) - sum(len(p) for p in parts),
            "words read by their beginning only": sum(1 for a, b in places if b - a > LONGEST),
        }
    )
    return {reason: n for reason, n in counts.items() if n > 0}
