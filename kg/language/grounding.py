"""Find what a language model says of a passage in the passage itself, word for word.

A model gives words, not places. Of several places with the same words that one is taken that is nearest to the words around
it, in the same sentence if there is one: the content nearest to its source and cue, a role nearest to the content. Quote
marks and blanks may be written differently, nothing else.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.language.passages import Passage
from kg.language.tokens import STRAIGHT
from kg.model import AttributionKind, Span, Statement, Status
from kg.resources import toml_table

#: A model gives no probability of its own; this is below what a sure reading has and above what a doubtful one has.
PROBABILITY = 0.8

NOT_IN_TEXT = "claims of the LLM whose words are not in the text"
NO_SUCH_SOURCE = "claims of the LLM whose source is not in the text"
NO_SUCH_ROLE = "words of the LLM about a claim that are not in the text"
MALFORMED = "claims of the LLM that are malformed"
OFF_THE_LISTS = "words of the LLM that are on none of the lists"

#: The roles that say who says it; they stand beside the content rather than in it.
_SAYING = ("source", "cue", "told_to")
#: Words in another sentence are as far as this many characters in the same one.
_SENTENCE = 200
_STOP = re.compile(r"[.!?](?=[\"'”’)]*\s)|\n")
_THOUGHT = re.compile(r"^.*</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Grounding:
    """Hold the statements that were found, with spans of the page, and counts of what was dropped."""

    statements: tuple[Statement, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


def claims_of(answer: str) -> list[Mapping[str, object]] | None:
    """Return the claims of a model's answer, None where it is not the JSON that was asked for.

    Thoughts before it, a fence around it and words after it are overlooked: models add them whatever they are told.
    """
    text = _THOUGHT.sub("", answer)
    start = text.find("{")
    if start < 0:
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    claims = value.get("claims") if isinstance(value, dict) else None
    if not isinstance(claims, list):
        return None
    return [claim if isinstance(claim, dict) else {} for claim in claims]


def ground(text: str, passage: Passage, claims: Sequence[Mapping[str, object]]) -> Grounding:
    """Find the claims in the passage of a page; those that begin where another passage answers are left to it."""
    ground_of = _Ground(passage.shown.of(text), passage.shown.start)
    statements: list[Statement] = []
    for claim in claims:
        statement = ground_of.statement(claim, [known.content for known in statements])
        if statement is not None:
            statements.append(statement)
    own = tuple(s for s in statements if passage.own.start <= s.content.start < passage.own.end)
    return Grounding(own, {reason: count for reason, count in sorted(ground_of.dropped.items()) if count})


class _Ground:
    """Hold the text in which words are looked for, where it begins on its page, and what was not found."""

    def __init__(self, text: str, begins: int) -> None:
        self._text, self._begins = text.translate(STRAIGHT), begins
        self._stops = [begins + found.start() for found in _STOP.finditer(text)]
        self.dropped: Counter[str] = Counter()

    def statement(self, claim: Mapping[str, object], taken: Sequence[Span]) -> Statement | None:
        """Return a claim with its words found, or None (counted) where they, or those of its source, are not there."""
        content = claim.get("content")
        if not isinstance(content, str) or not content.strip():
            self.dropped[MALFORMED] += 1
            return None
        places = {role: self._places(words) for role, words in self._roles(claim)}
        contents = self._places(content)
        if not contents or places.get("source") == []:
            self.dropped[NO_SUCH_SOURCE if contents else NOT_IN_TEXT] += 1
            return None
        self.dropped[NO_SUCH_ROLE] += sum(1 for found in places.values() if not found)
        at = min(contents, key=lambda span: (span in taken, self._away(span, places), span))
        roles: dict[str, Any] = {role: self._nearest(found, at, beside=role in _SAYING) for role, found in places.items() if found}
        kind = self._listed(claim, "kind", "kinds", "")
        return Statement(
            at,
            _kind(kind, "source" in roles or "cue" in roles),
            PROBABILITY,
            event=self._listed(claim, "event", "events", "other"),
            status=self._listed(claim, "status", "statuses", Status.ASSERTED.value),
            **roles,
        )

    def _roles(self, claim: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for role in toml_table("llm")["roles"]:
            words = claim.get(role)
            if isinstance(words, str) and words.strip():
                yield role, words
            elif words is not None and words != "":
                self.dropped[MALFORMED] += 1

    def _listed(self, claim: Mapping[str, object], key: str, table: str, otherwise: str) -> str:
        word = claim.get(key)
        if isinstance(word, str) and word in toml_table("llm")[table]:
            return word
        self.dropped[OFF_THE_LISTS] += 1
        return otherwise

    def _places(self, words: str) -> list[Span]:
        """Return where some words stand as whole words of the passage."""
        wanted = words.strip().translate(STRAIGHT)
        found, start = [], 0
        while (at := self._text.find(wanted, start)) >= 0:
            end = at + len(wanted)
            if not _inside_word(self._text, at) and not _inside_word(self._text, end):
                found.append(Span(self._begins + at, self._begins + end))
            start = at + 1
        return found

    def _gap(self, left: Span, right: Span) -> int:
        """Return how far two places are from each other."""
        start, end = min(left.end, right.end), max(left.start, right.start)
        stops = bisect_left(self._stops, end) - bisect_left(self._stops, start)
        return end - start + _SENTENCE * stops if start < end else 0

    def _away(self, content: Span, places: Mapping[str, Sequence[Span]]) -> int:
        """Return how far what was said with a content stands from it."""
        return sum(min(self._gap(content, span) for span in spans) for spans in places.values() if spans)

    def _nearest(self, places: Sequence[Span], content: Span, beside: bool) -> Span:
        """Return the place that is nearest to a content, for who says it rather outside of it."""
        return min(places, key=lambda span: (beside and content.overlaps(span), self._gap(span, content), span))


def _inside_word(text: str, at: int) -> bool:
    """Tell whether a border between two characters lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _kind(given: str, said: bool) -> str:
    """Return how a claim is attributed: somebody's words are not the narrator's, and nobody's are."""
    narrator = AttributionKind.NARRATOR.value
    if not said:
        return narrator if given in ("", AttributionKind.INDIRECT.value) else given
    return AttributionKind.INDIRECT.value if given in ("", narrator) else given
