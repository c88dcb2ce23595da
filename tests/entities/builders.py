"""Build texts, mentions and articles for the tests of entities from a notation: names in brackets with their types.

``"[SDF|armed-group] spokesman [Mustefa Bali|person] said ..."`` is a text with two named mentions.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.entities.gazetteer import Entry, Gazetteer, gazetteer_of
from kg.entities.group import group
from kg.model import Action, Appearance, Article, Decision, Entity, Mention, Sentence, Span, Text, Word

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
NOTHING = gazetteer_of(())


def marked(notation: str) -> tuple[str, tuple[Mention, ...]]:
    text, mentions, last = "", [], 0
    for found in _MARK.finditer(notation):
        text += notation[last : found.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(found.group(1))), found.group(1), found.group(2)))
        text += found.group(1)
        last = found.end()
    return text + notation[last:], tuple(mentions)


def entities(
    notation: str, gazetteer: Gazetteer = NOTHING, words: tuple[Word, ...] = (), sentences: tuple[Sentence, ...] = ()
) -> tuple[Entity, ...]:
    text, mentions = marked(notation)
    return group(Text(text, words, sentences), mentions, Article("a", "a.txt", text), gazetteer)


def names(found: tuple[Entity, ...]) -> dict[str, list[str]]:
    """Return the names that each entity is called by, by entity id."""
    return {entity.id: [m.text for m in entity.mentions if m.named] for entity in found}


def references(found: tuple[Entity, ...]) -> dict[str, list[str]]:
    return {entity.id: [m.text for m in entity.mentions if not m.named] for entity in found if any(not m.named for m in entity.mentions)}


def parsed(notation: str, syntax: str) -> tuple[str, tuple[Mention, ...], tuple[Word, ...], tuple[Sentence, ...]]:
    """Return a marked text with words; ``syntax`` has a line a sentence, "word/POS/head/relation" each, heads from 1, 0 the root."""
    text, mentions = marked(notation)
    words: list[Word] = []
    sentences: list[Sentence] = []
    at = 0
    for line in syntax.strip().splitlines():
        first = len(words)
        for item in line.split():
            form, pos, head, relation = item.rsplit("/", 3)
            start = text.index(form, at)
            at = start + len(form)
            words.append(Word(Span(start, at), pos, first + int(head) - 1 if int(head) else len(words), relation))
        sentences.append(Sentence(first, len(words), Span(words[first].span.start, at)))
    return text, mentions, tuple(words), tuple(sentences)


def entry(id: str, name: str, type: str, **more: object) -> Entry:
    return Entry(id, name, type, **more)  # type: ignore[arg-type]


def appearance(article: str, name: str, type: str, **more: object) -> Appearance:
    world = "place" if type in {"settlement", "country", "province", "camp", "region", "river"} else "actor"
    return Appearance(article, f"{world}/{name.lower().replace(' ', '-')}", name, type, **more)  # type: ignore[arg-type]


def decision(action: Action, subject: str, object: str | None = None, day: int = 1) -> Decision:
    return Decision(action, subject, object, "ann", dt.datetime(2024, 1, day, tzinfo=dt.UTC), "checked")
