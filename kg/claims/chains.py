"""Follow what is handed on: an outlet that cites an agency, which quotes an official.

"Reuters reported, citing a police official, that X" and "Sana quoted a source as saying that X" have two speakers: the one
who is cited claims X, and the one who cites claims that he does. The reader sees one of the two; each becomes a statement of
its own, the inner one within the outer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.claims.content import trim
from kg.claims.page import Page
from kg.claims.surface import cleaned
from kg.model import AttributionKind, Span, Statement

_CITING = re.compile(r"\b(?:citing|cited|quoting|quoted)\b", re.I)
#: Who is cited: up to the comma, "that" or "as saying" behind it.
_CITED = re.compile(r"\s+(?P<who>[^,;.“\"]{3,90}?)(?:,\s*(?:that\s+)?|\s+that\s+|\s+as\s+\w+ing\s+(?:that\s+)?)")
_LAST = re.compile(r"\s+(?P<who>[^,;.“\"]{3,90}?)\s*[.,;]?\Z")
_TOLD = re.compile(r"\b(?:tells?|told|telling|informed|assured)\Z", re.I)
_HEARER = re.compile(r"\s+(?!that\b)(?P<who>[^,;:.“”\"]{2,60}?)(?:\s+(?:by|in|during|at|on)\s[^,;:“”\"]*?)?,?\s+(?:that\s+)?[“\"]?", re.I)
_BEHALF = re.compile(r"\b(?:on behalf of|speaking for)\s+(?P<who>[^,;.“”\"]{2,60})", re.I)
#: Who cites: what stands before the verb, without "which".
_WHICH = re.compile(r",?\s*\b(?:which|who|that)\s*\Z", re.I)


def with_chains(page: Page, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements, those that are handed on as a chain of two."""
    return tuple(link for statement in statements for link in _links(page, statement))


def _links(page: Page, statement: Statement) -> Iterator[Statement]:
    if statement.source is None or statement.cue is None or statement.kind == AttributionKind.NARRATOR:
        yield statement
        return
    yield from _citing(page, statement) or _quoted(page, statement) or (statement,)


def _citing(page: Page, statement: Statement) -> tuple[Statement, ...]:
    """Part who cites from who is cited, where the reader gives what is said to the one who cites."""
    source, cue, content = statement.source, statement.cue, statement.content
    if source is None or cue is None or source.start > cue.start:
        return ()
    found = _CITING.search(page.text, source.start, min(max(source.end, cue.end), page.sentence_of(source).end))
    if found is None or found.start() <= source.start:
        return ()
    end = content.end if content.start >= found.start() else page.sentence_of(source).end
    behind = (_CITED if content.start >= found.start() else _LAST).match(page.text, found.end(), end)
    outlet, verb = _outlet(page, Span(source.start, found.start()))
    if behind is None or outlet is None:
        return ()
    cited, word = Span(*behind.span("who")), Span(*found.span())
    body = trim(page.text, Span(behind.end(), content.end)) if content.start >= found.start() else content
    if len(body) == 0 or body.overlaps(cited):
        return ()
    outer = Span(found.start(), content.end) if content.start >= found.start() else Span(content.start, cited.end)
    return (
        replace(statement, source=outlet, cue=verb or word, content=outer, quantity=None),
        replace(statement, source=cited, cue=word, content=body, told_to=None),
    )


def _quoted(page: Page, statement: Statement) -> tuple[Statement, ...]:
    """Find who quotes, where the reader saw who is quoted only: "Sana quoted a military source as saying"."""
    source = statement.source
    if source is None or source.start >= statement.content.start:
        return ()
    sentence = page.sentence_of(source)
    verbs = [
        match for match in _CITING.finditer(page.text, sentence.start, source.start) if not page.text[match.end() : source.start].strip()
    ]
    if not verbs or verbs[-1][0].casefold() not in ("quoted", "cited"):
        return ()
    outlet, _ = _outlet(page, Span(sentence.start, verbs[-1].start()))
    if outlet is None:
        return ()
    outer = Span(source.start, statement.content.end)
    return replace(statement, source=outlet, cue=Span(*verbs[-1].span()), content=outer, quantity=None, told_to=None), statement


def told_to(page: Page, statement: Statement) -> Span | None:
    """Return the words for whom something was told: the reader's, else those between "told" and what was told."""
    cue = statement.cue
    if statement.told_to or cue is None or statement.content.start <= cue.end or not _TOLD.search(page.text, cue.start, cue.end):
        return statement.told_to
    match = _HEARER.fullmatch(page.text, cue.end, statement.content.start)
    return Span(*match.span("who")) if match else None


def behalf(page: Page, statement: Statement) -> Span | None:
    """Return the words for those on whose behalf a source is said to speak in its sentence."""
    if statement.source is None:
        return None
    sentence = page.sentence_of(statement.source)
    match = _BEHALF.search(page.text, sentence.start, sentence.end)
    return Span(*match.span("who")) if match and not statement.content.contains(Span(*match.span())) else None


def _outlet(page: Page, span: Span) -> tuple[Span | None, Span | None]:
    """Return who cites, and the verb by which it reports, of the words before "citing": they must begin with a noun phrase."""
    inside = [word for word in page.words if span.contains(word.span)]
    verb = next((word for word in inside if word.pos in ("VERB", "AUX")), None)
    end = verb.span.start if verb else span.end
    words = _WHICH.sub("", page.text[span.start : end])
    return cleaned(page.text, (span.start, span.start + len(words))), None if verb is None else verb.span
