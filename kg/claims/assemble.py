"""Turn the statements of a text into claims: who says it, of what event, where, when and how many.

The trained reader proposes spans; here they are trimmed to what is claimed, told apart where two mean the same, joined by
what rules see besides, and resolved to the actors, places, figures and dates of the article. Nothing is claimed that
has no words in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.claims import cues
from kg.claims.attribution import Speaker, hearer, participant, speaker
from kg.claims.chains import behalf, told_to, with_chains
from kg.claims.circumstances import overlap, place_of, said_on, time_of
from kg.claims.content import trim
from kg.claims.counting import quantity_of
from kg.claims.events import settled
from kg.claims.page import Page, make_page
from kg.claims.proposals import proposals, read_without_reader
from kg.claims.quotes import quoted_kind
from kg.claims.repair import repaired
from kg.claims.shares import wholes, with_shares
from kg.claims.speech import whole_quotations, with_speakers, without_husks
from kg.claims.status import settled_status
from kg.claims.sums import sums
from kg.claims.surface import with_apposition
from kg.claims.wording import cue_words, source_words, subject_of
from kg.model import Article, AttributionKind, Claim, Entity, Event, Quantity, Span, Statement, Text, TimeRange

#: Two contents that share more than this part of their characters (of the longer) are one claim, unless one is nested.
_SAME = 0.6
#: The least calibrated probability of an attribution that is claimed.
_LIKELY = 0.5
#: The same where the reader saw both who says it and the verb of saying.
_LIKELY_WHOLE = 0.3


def assemble(
    text: Text, article: Article, entities: Sequence[Entity], quantities: Sequence[Quantity], times: Sequence[TimeRange]
) -> tuple[Claim, ...]:
    """Return the claims of a text in the order of their words; without a reader's statements rules alone propose them."""
    page = replace(make_page(text, article, entities, (*quantities, *wholes(quantities)), times), sums=tuple(sums(text.text, quantities)))
    trimmed = [replace(statement, content=trim(page.text, statement.content)) for statement in text.statements]
    read = [statement for statement in trimmed if len(statement.content) > 0 and is_likely(statement)]
    seen = (*(worded(page, statement) for statement in read), *proposals(page, read)) if text.statements else read_without_reader(page)
    spoken = with_chains(page, without_husks(page, whole_quotations(page, repaired(page, without_husks(page, seen)))))
    statements = distinct(with_shares(page, distinct(with_speakers(page, spoken))))
    taken = [statement.content for statement in statements]
    return nested(_numbered(claim_of(page, statement, taken) for statement in statements), statements)


def is_likely(statement: Statement) -> bool:
    """Tell whether a statement is worth a claim: an attribution must be as likely as not, or have both source and cue.

    Measured on news in general: what has a source and a cue is right often enough from 0.3 on (more attributions of
    political news are found, as many of the development articles are right); the article's own statements keep the
    reader's own threshold, as leaving more of them out costs as much as it gains.
    """
    if statement.kind == AttributionKind.NARRATOR:
        return True
    return statement.probability >= (_LIKELY_WHOLE if statement.source and statement.cue else _LIKELY)


def distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements without those that repeat a more probable one, in the order of their words.

    Two statements repeat each other when their contents are nearly the same words and they have the same source words:
    "A says that B says" gives two claims whose contents overlap, but whose sources do not, and "3,500 people, including
    500 fighters" gives two that count different things.
    """
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (-s.probability, s.content, s.kind, s.source or Span(0, 0))):
        if not any(_repeats(statement, other) for other in kept):
            kept.append(statement)
    return tuple(sorted(kept, key=lambda s: (s.content.start, -s.content.end, s.kind, s.source or Span(0, 0))))


def _repeats(left: Statement, right: Statement) -> bool:
    if left.content == right.content:
        return left.source == right.source or left.source is None or right.source is None
    if left.quantity and right.quantity and left.quantity != right.quantity:
        return False
    shared = overlap(left.content, right.content)
    if shared <= _SAME * max(len(left.content), len(right.content)):
        return False
    return left.source is None or right.source is None or left.source.overlaps(right.source)


def claim_of(page: Page, statement: Statement, taken: Sequence[Span] = ()) -> Claim:
    """Resolve one statement; ``taken`` are the contents of all claims, whose times are theirs."""
    who = speaker(page, statement.source) if statement.source else Speaker()
    told, principal = told_to(page, statement), behalf(page, statement)
    return Claim(
        id=f"{statement.content.start}-{statement.content.end}",
        content=statement.content,
        kind=kind_of(page, statement),
        status=settled_status(statement.status, statement.content.of(page.text), statement.cue.of(page.text) if statement.cue else ""),
        event=event_of(page, statement, taken),
        source=who.source,
        source_span=_source_words(page, statement),
        cue_span=statement.cue or (None if statement.source else hearsay_in(page, statement.content)),
        told_to=hearer(page, told) if told else None,
        told_to_span=told,
        on_behalf_of=who.on_behalf_of or (hearer(page, principal) if principal else None),
        quantity=quantity_of(page, statement),
        said=said_on(page, statement),
        confidence=min(1.0, max(0.0, statement.probability)),
    )


def _source_words(page: Page, statement: Statement) -> Span | None:
    taken = [span for span in (statement.content, statement.cue, statement.told_to) if span]
    return with_apposition(page.text, statement.source, taken) if statement.source else None


def worded(page: Page, statement: Statement) -> Statement:
    """Draw source and cue as wide as their phrases, and take the cue's subject for a source that the reader did not see."""
    if statement.kind == AttributionKind.NARRATOR:
        return statement
    other = [span for span in (statement.content, statement.told_to) if span]
    cue = cue_words(page, statement.cue, [*other, *([statement.source] if statement.source else [])]) if statement.cue else None
    taken = [*other, cue] if cue else other
    if statement.source:
        return replace(statement, cue=cue, source=source_words(page, statement.source, cue, taken))
    return replace(statement, cue=cue, source=subject_of(page, cue, taken) if cue else None)


def kind_of(page: Page, statement: Statement) -> AttributionKind:
    """Tell how a claim is attributed: by its quotation marks; what nobody is named for is the article's own.

    A statement without source counts as the narrator's even when a word keeps it at a distance ("reportedly"): its cue
    is kept. Words that stand wholly in marks are somebody's even where it does not say whose.
    """
    given = AttributionKind(statement.kind)
    quoted = quoted_kind(page.text, statement.content, page.quotations, page.scare)
    if statement.source is None:
        return quoted if quoted is AttributionKind.DIRECT and given is not AttributionKind.NARRATOR else AttributionKind.NARRATOR
    if quoted is AttributionKind.INDIRECT and given is AttributionKind.DIRECT:
        return given
    return quoted


def event_of(page: Page, statement: Statement, taken: Sequence[Span]) -> Event:
    """Resolve what a statement is about."""
    where = place_of(page, statement, taken)
    return Event(
        type=settled(statement.event, statement.event_probability, statement.content.of(page.text), statement.source is not None),
        agent=participant(page, statement.agent) if statement.agent else None,
        agent_span=statement.agent,
        patient=participant(page, statement.patient) if statement.patient else None,
        patient_span=statement.patient,
        place=where.place,
        place_span=where.span,
        time=time_of(page, statement, taken),
    )


def _numbered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give a suffix to the ids of claims that share their words."""
    seen: Counter[str] = Counter()
    numbered = []
    for claim in claims:
        seen[claim.id] += 1
        numbered.append(claim if seen[claim.id] == 1 else replace(claim, id=f"{claim.id}-{seen[claim.id]}"))
    return tuple(numbered)


def nested(claims: Sequence[Claim], statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """Say of each attributed claim whose cue or source stands in another's content that it lies within that claim."""
    outer = [claim for claim in claims if claim.kind is not AttributionKind.NARRATOR]
    return tuple(replace(claim, within=_holder(claim, statement, outer)) for claim, statement in zip(claims, statements, strict=True))


def _holder(claim: Claim, statement: Statement, outer: Sequence[Claim]) -> str | None:
    anchor = statement.cue or statement.source
    if anchor is None:
        return None
    holders = [
        other for other in outer if other.content.contains(anchor) and other.content.overlaps(claim.content) and other.id != claim.id
    ]
    return min(holders, key=lambda other: (len(other.content), other.id)).id if holders else None


def hearsay_in(page: Page, span: Span) -> Span | None:
    """Return the words by which a statement is kept at a distance without naming anybody ("reportedly")."""
    match = cues.hearsay().search(page.text, span.start, span.end)
    return Span(*match.span()) if match else None
