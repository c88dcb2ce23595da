"""Read from people's posts whom they speak for, what they lead and what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.roles import Post, heads, posts
from kg.model import ActorType, Entity, Mention, Predicate, Relation, Span, Text

#: The organisation stands in the post's own words, or at most this many characters behind them ("head of the |Syrian Observatory|").
NEAR = 12


def held_posts(text: Text, entities: Sequence[Entity]) -> list[Relation]:
    """Return the relations that the posts written beside people's names say, in text order."""
    bodies = sorted(((m.span, e) for e in entities if e.type != ActorType.PERSON for m in e.mentions if m.named), key=lambda p: p[0])
    found = []
    for entity in entities:
        if entity.type == ActorType.PERSON:
            for mention in (m for m in entity.mentions if m.named):
                for post in posts(text.text, mention):
                    found += list(_of_post(text.text, entity, mention, post, bodies))
    return found


def _of_post(text: str, person: Entity, mention: Mention, post: Post, bodies: Sequence[tuple[Span, Entity]]) -> Iterator[Relation]:
    body = _body(text, post, bodies)
    if body is None:
        return
    span, organisation = body
    words = Span(min(mention.span.start, post.span.start, span.start), max(mention.span.end, post.span.end, span.end))
    predicate = Predicate(heads()[post.head]["predicate"])
    predicate = Predicate.MEMBER_OF if post.lesser and predicate == Predicate.LEADS else predicate
    yield Relation(person.id, predicate, organisation.id, words, role=post.words)
    if predicate == Predicate.SPEAKS_FOR:
        yield Relation(person.id, Predicate.MEMBER_OF, organisation.id, words, role=post.words, probability=0.8)


def _body(text: str, post: Post, bodies: Sequence[tuple[Span, Entity]]) -> tuple[Span, Entity] | None:
    """Return the actor whose post it is: the first named in the post, else right before or behind it."""
    inside = [(span, e) for span, e in bodies if post.span.contains(span) and not e.is_place]
    if inside:
        return inside[-1] if "’s" in post.words or "'s" in post.words else inside[0]
    beside = [
        (span, e)
        for span, e in bodies
        if not e.is_place
        and (
            0 <= span.start - post.span.end <= NEAR
            and text[post.span.end : span.start].strip(" ,") in ("of", "of the", "for", "for the", "at", "at the", "with", "with the", "")
        )
    ]
    return beside[0] if beside else None
