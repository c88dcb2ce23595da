"""Resolve the words for a speaker, a doer or a hearer to the actors of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.claims.page import Found, Page
from kg.model import ActorType, Span

_BREAK = re.compile(r",|;|\(|:|\s--?\s|—|–|\b(?:of|for|from|in|at|with|who|whose|which|that|by|on|near|told|and|or|as|including)\b")
_DETERMINER = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|some|many|most|several|another|other|one|two|three|all|both|senior|top|local)\s+)+", re.I
)
_APPOSED = re.compile(r",\s*(?:[A-Z][\w.’'-]*\.?\s+){0,4}\Z")
_ISSUED = re.compile(r"\b(?:released|filmed|published|issued|posted|made|produced|aired|distributed)\s+(?:\w+\s+)?by\b", re.I)
_INDEFINITE = re.compile(r"(?:a|an|one|another|some|several|many|two|three|other|most)\b", re.I)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NOISE = re.compile(r"[\s,()\"“”‘’']+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold who speaks (an actor's id, or None for an unnamed one) and the organisation that is spoken for."""

    source: str | None = None
    on_behalf_of: str | None = None


@cache
def nouns(group: str) -> frozenset[str]:
    """Return one group of nouns for unnamed speakers: ``voices``, ``members`` or ``people``."""
    return frozenset(resources.toml_table("speakers")[group])


def speaker(page: Page, span: Span) -> Speaker:
    """Resolve the words of a source.

    A person named in the head of the phrase speaks, on behalf of the organisation named beside; an organisation that
    is itself the head speaks; a spokesman, statement or report of an organisation speaks as it; any other unnamed
    member speaks as nobody known, on behalf of it.
    """
    actors = tuple(found for found in page.found_in(_widen(page, span)) if not found.entity.is_place)
    if not actors:
        return Speaker()
    person = _person(page, span, actors)
    groups = [found for found in actors if found.entity.type != ActorType.PERSON]
    if person is not None:
        return Speaker(person.entity.id, groups[0].entity.id if groups else _employer(page, person))
    if not groups:
        return Speaker()
    return _group_speaker(page, span, groups)


def _widen(page: Page, span: Span) -> Span:
    """Include an article that the reader left out of the span, so that "the SDF" is found for "SDF" and the reverse."""
    match = re.search(r"\b(?:the|The|a|A|an|An)\s+\Z", page.text[max(0, span.start - 6) : span.start])
    return Span(span.start - len(match.group()), span.end) if match else span


def _person(page: Page, span: Span, actors: tuple[Found, ...]) -> Found | None:
    """Return the person who heads the phrase: the last one before its first break, or one that a comma sets beside it."""
    people = [found for found in actors if found.entity.type == ActorType.PERSON]
    if not people:
        return None
    head = _head(page, span, min(found.span.end for found in people) if people[0].span.start <= span.start + 4 else span.start)
    in_head = [found for found in people if found.span.start < head.end]
    if in_head:
        return in_head[-1]
    if _APPOSED.search(page.text[head.end : people[-1].span.start]) and not page.text[people[-1].span.end : span.end].strip(" ,)"):
        return people[-1]
    after = page.text[head.end : people[0].span.start]
    return (
        people[0]
        if re.fullmatch(r"[,:;(–—\s-]*(?:(?:\w+\.?\s){0,3})?", after) and not re.search(r"\b(?:of|for|to|by|from|with)\b", after)
        else None
    )


def _head(page: Page, span: Span, least: int) -> Span:
    """Return the part of the phrase before its first break, but no less than up to ``least``."""
    match = _BREAK.search(page.text, max(span.start + 1, least), span.end)
    return Span(span.start, match.start()) if match else span


def _group_speaker(page: Page, span: Span, groups: list[Found]) -> Speaker:
    exact = [found for found in groups if _core(page.text, span) == _core(page.text, found.span)]
    if exact:
        return Speaker(exact[0].entity.id)
    first = groups[0]
    head = _head(page, span, first.span.end if first.span.start <= span.start + 4 else span.start)
    heading = [found for found in groups if found.span.start < head.end and not _last_words(page.text, Span(found.span.end, head.end))]
    if heading:
        return Speaker(heading[0].entity.id)
    noun = _last_words(page.text, head)
    speaks = noun in nouns("voices") or _ISSUED.search(page.text[span.start : first.span.start]) is not None
    whole = (
        not _INDEFINITE.match(page.text[span.start : span.end])
        and noun in nouns("members")
        and noun.endswith(("s", "forces", "police", "army"))
    )
    owner = first.entity.id
    return Speaker(owner, owner) if speaks else Speaker(owner if whole else None, owner)


def _last_words(text: str, span: Span) -> str:
    """Return the last word of a stretch in lower case: the head noun of an English phrase; "" without words."""
    words = [word for word in _WORD.findall(text[span.start : span.end]) if word not in {"s", "’s", "'s"}]
    return words[-1].casefold().removesuffix("’s").removesuffix("'s") if words else ""


def _core(text: str, span: Span) -> str:
    """Return the words without determiners, case and marks, so that "The SDF" equals "SDF"."""
    words = _NOISE.sub(" ", text[span.start : span.end]).strip()
    return _DETERMINER.sub("", words, count=1).casefold() if _DETERMINER.match(words) else words.casefold()


def _employer(page: Page, person: Found) -> str | None:
    """Return the organisation that the person's role names ("SDF spokesman"), if the article knows it."""
    role = (person.entity.role or "").casefold()
    if not role:
        return None
    for entity in page.entities:
        names = (entity.name, *entity.aliases, *(mention.text for mention in entity.mentions if mention.named))
        if (
            not entity.is_place
            and entity.id != person.entity.id
            and any(re.search(rf"\b{re.escape(name.casefold())}\b", role) for name in names if name)
        ):
            return entity.id
    return None


def participant(page: Page, span: Span) -> str | None:
    """Resolve the words of a doer or sufferer to an actor: named, referred to, or by its members ("IS fighters")."""
    actors = [found for found in page.found_in(_widen(page, span)) if not found.entity.is_place]
    if not actors:
        return None
    person = _person(page, span, tuple(actors))
    if person is not None:
        return person.entity.id
    groups = [found for found in actors if found.entity.type != ActorType.PERSON]
    first = groups[0] if groups else actors[0]
    if _core(page.text, first.span) == _core(page.text, span):
        return first.entity.id
    head = _head(page, span, first.span.end if first.span.start <= span.start + 4 else span.start)
    if first.span.start < head.end:
        noun = _last_words(page.text, Span(first.span.end, head.end))
        return first.entity.id if not noun or noun in nouns("members") or noun in nouns("voices") else None
    return first.entity.id if _last_words(page.text, head) in nouns("members") else None


def hearer(page: Page, span: Span) -> str | None:
    """Resolve the words for whom something was told to an actor."""
    actors = [found for found in page.found_in(_widen(page, span)) if not found.entity.is_place]
    return actors[0].entity.id if actors else None
