"""Decide what unknown names are by all that a text says beside them.

A reader sees one passage at a time and has no word list for an unknown country, town or company: it calls "Norland" a
town here and a person there. What a name is, its last word tells ("Aldren Dam"), or the noun before it ("the power company Norvolt"),
or, for a single word that nothing shows to be somebody's name, the prepositions, datelines and public offices beside any of
its mentions. A name that the gazetteer knows is left as it is. The words are those of the lexicon's ``deciding`` table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.known import countries, place_type
from kg.model import ActorType, Mention, PlaceType, Span
from kg.resources import csv_rows, toml_table

_PLACES = frozenset(kind.value for kind in PlaceType)
_VAGUE = frozenset({PlaceType.OTHER.value, PlaceType.REGION.value, PlaceType.SETTLEMENT.value})
_LOOSE = frozenset({ActorType.GOVERNMENT_BODY.value, ActorType.OTHER.value, ActorType.INTERNATIONAL_ORGANISATION.value})
_BESIDE = 34


def decide(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions in text order with the types that the whole text gives them, without adjectives that name nothing."""
    read = sorted(mentions, key=lambda m: m.span)
    made = _outlets(text, [_apposed(text, _headed(mention)) for mention in read])
    kinds_read = {mention.span: mention.type for mention in read}
    told = {_key(m.text): m.type for m in made if m.type != kinds_read.get(m.span, m.type) or m.type == _by_noun(text, m)}
    alike: dict[str, list[Mention]] = defaultdict(list)
    for mention in made:
        alike[_key(mention.text)].append(mention)
    parts = {word for m in made if m.type == ActorType.PERSON and " " in m.text for word in _key(m.text).split()}
    kinds = {key: kind for key, group in alike.items() if key not in parts and (kind := _kind(text, group, told.get(key)))}
    nations = {key for key, group in alike.items() if key not in parts and _unknown(group) and is_nation(text, group[0].text)}
    places = (group[0].text for group in alike.values() if _unknown(group) and any(m.type != ActorType.PERSON for m in group))
    adjectives = {_key(word) for place in places for word in adjectives_of(place)}
    decided = (_nation(m) if _key(m.text) in nations else _province(text, _of_kind(m, kinds.get(_key(m.text)))) for m in made)
    return tuple(m for m in _listed(text, list(decided)) if _key(m.text) not in adjectives or not _describes(text, m))


def _key(words: str) -> str:
    return words.casefold().replace("-", "")


def _describes(text: str, mention: Mention) -> bool:
    """Tell whether a word stands before a noun, as adjectives do: before a small word that is none of the commonest others."""
    after = re.compile(r" ([a-z]{3,})\b").match(text, mention.span.end)
    return after is not None and after[1] not in toml_table("deciding")["nations"]["no_nouns"]


# -- by the words of a name and the noun before it -------------------------------------------------------------------


@cache
def _heads() -> dict[str, str]:
    return {head: kind for kind, heads in toml_table("deciding")["heads"].items() for head in heads}


def _headed(mention: Mention) -> Mention:
    """Give a name of several words the type that its last word tells, where the reader put it in the other world."""
    words = mention.text.split()
    whole = len(words) > 1 and words[-1][0].isupper() and not any(word in ("of", "for", "in") for word in words)
    told = _heads().get(words[-1].capitalize()) if whole else None
    if told is None or told == mention.type:
        return mention
    wrong = (told in _PLACES) != (mention.type in _PLACES) or mention.type == ActorType.PERSON
    vague = words[-1].capitalize() in toml_table("deciding")["surely"]["heads"] and mention.type in _VAGUE | _LOOSE
    return replace(mention, type=told) if wrong or vague else mention


def _apposed(text: str, mention: Mention) -> Mention:
    """Give a person of one word the type of the noun before it: "the power company Norvolt"."""
    kind = _by_noun(text, mention) if mention.type == ActorType.PERSON and " " not in mention.text else None
    return replace(mention, type=kind) if kind else mention


def _by_noun(text: str, mention: Mention) -> str | None:
    before = _nouns().search(text[max(0, mention.span.start - _BESIDE) : mention.span.start])
    kinds: dict[str, str] = {noun: kind for kind, nouns in toml_table("deciding")["apposed"].items() for noun in nouns}
    return kinds[before[1].lower()] if before else None


@cache
def _nouns() -> re.Pattern[str]:
    nouns = sorted((noun for nouns in toml_table("deciding")["apposed"].values() for noun in nouns), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(nouns)})\s$", re.IGNORECASE)


def _outlets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join an outlet's first word to the name behind it, and take acronyms that are told something for outlets."""
    made: list[Mention] = []
    for mention in mentions:
        last = made[-1] if made else None
        if last is not None and last.text in toml_table("deciding")["outlets"]["first"] and mention.span.start == last.span.end + 1:
            span = Span(last.span.start, mention.span.end)
            made[-1] = replace(last, span=span, text=span.of(text), type=ActorType.MEDIA.value)
        else:
            made.append(_acronym(text, mention))
    return made


def _acronym(text: str, mention: Mention) -> Mention:
    """Take a person whose name is all capitals and no vowels for the body that it is, an outlet where it is told something."""
    if mention.type != ActorType.PERSON or not re.fullmatch(r"[B-DF-HJ-NP-TV-Z]{2,6}", mention.text):
        return mention
    told = re.search(r"\b(?:told|tells|telling)\s$", text[max(0, mention.span.start - 9) : mention.span.start])
    return replace(mention, type=ActorType.MEDIA.value if told else ActorType.OTHER.value)


# -- a single word, over all its mentions ----------------------------------------------------------------------------


def _unknown(group: Sequence[Mention]) -> bool:
    """Tell whether a name is a single word that the gazetteer does not know, read as a person, a place or a power."""
    name = group[0].text
    single = re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", name) is not None and len(name) > 2
    open_ = all(m.type in _PLACES or m.type in (ActorType.PERSON, ActorType.STATE) for m in group)
    return single and open_ and name not in countries() and place_type(name) is None and name[0].isupper()


def _kind(text: str, group: Sequence[Mention], told: str | None) -> str | None:
    """Return what a name is that was read as a person somewhere, or None where nothing speaks against it; ``told`` is by its words."""
    if not any(mention.type == ActorType.PERSON for mention in group) or any(_personal(text, mention) for mention in group):
        return None
    if told is not None or not _unknown(group):
        return told
    placed = sum(_placed(text, mention) for mention in group)
    said = sum(_says(text, mention) for mention in group)
    return PlaceType.SETTLEMENT.value if placed > said and placed * OFTEN >= len(group) else None


#: One mention in so many must stand like a place's: a person, too, is written to, come from and looked at.
OFTEN = 2


def _around(text: str, mention: Mention) -> tuple[str, str]:
    return text[max(0, mention.span.start - _BESIDE) : mention.span.start], text[mention.span.end : mention.span.end + _BESIDE]


def _personal(text: str, mention: Mention) -> bool:
    """Tell whether a title, an age or kin beside a name shows that a person bears it."""
    before, after = _around(text, mention)
    evidence = toml_table("deciding")["evidence"]["person"]
    titled = _titles().search(before)
    return bool(
        titled
        or re.match(r",? (?:aged )?\d{1,2}\b(?=[,.;)])", after)
        or re.match(rf"['’]s (?:\w+ )?(?:{'|'.join(evidence['kin'])})\b", after)
        or re.match(rf",? (?:{'|'.join(evidence['after'])})\b", after)
    )


@cache
def _titles() -> re.Pattern[str]:
    titles = {*(row["title"] for row in csv_rows("titles")), *toml_table("namewords")["ranks"]} - {"head", "staff"}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, titles), key=len, reverse=True))})\.?\s$", re.IGNORECASE)


def _says(text: str, mention: Mention) -> bool:
    before, after = _around(text, mention)
    return bool(re.match(rf" (?:{_saying()})\b", after) or re.search(rf"\b(?:{_saying()})\s$", before))


@cache
def _saying() -> str:
    return "|".join(sorted({form for row in toml_table("cues")["verbs"] for form in row.split()} - {"reporters", "to", "that"}))


def _placed(text: str, mention: Mention) -> int:
    """Tell whether words beside a name show that it is a place: a preposition, a noun of places, a dateline."""
    before, after = _around(text, mention)
    evidence = toml_table("deciding")["evidence"]["place"]
    opens = mention.span.start == 0 or text[mention.span.start - 1] == "\n"
    if opens and re.match(r"(?:, [A-Z][\w. ]{2,30})?(?: \([A-Z][\w /]{1,20}\))? ?[-–—] ?(?=\S)", after):
        return 2
    if re.match(r"['’]s\b| [A-Z][a-z]", after):
        return 0
    preposition = re.search(rf"\b(?:{'|'.join(evidence['before'])}) $", before)
    return int(bool(preposition or re.match(rf" (?:{'|'.join(evidence['after'])})\b", after)))


def _of_kind(mention: Mention, kind: str | None) -> Mention:
    """Give a mention a type that its name has over the text; one that is read as a place or a power keeps its own."""
    free = kind in _PLACES and (mention.type in _PLACES or mention.type == ActorType.STATE)
    return mention if kind is None or free or mention.type == kind else replace(mention, type=kind)


def _province(text: str, mention: Mention) -> Mention:
    """Take an unknown power or town for a province where its governor is named right behind it."""
    governed = re.compile(r"(?:['’]s)? governor\b").match(text, mention.span.end)
    if not governed or mention.type not in (ActorType.STATE, PlaceType.SETTLEMENT) or not _unknown([mention]):
        return mention
    return replace(mention, type=PlaceType.PROVINCE.value)


def _listed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Take a single word for a place between two places of a list, or behind the "and" that ends one ("in Aben, Bren and Corda")."""
    for i in range(1, len(mentions)):
        left, mention, right = mentions[i - 1], mentions[i], mentions[i + 1] if i + 1 < len(mentions) else None
        open_ = mention.type == ActorType.PERSON and (_unknown([mention]) or place_type(mention.text) is not None)
        if not open_ or _personal(text, mention) or _says(text, mention) or _named_in_full(mention, mentions):
            continue
        before = text[left.span.end : mention.span.start]
        between = right is not None and _joins(before) and _joins(text[mention.span.end : right.span.start]) and right.type in _PLACES
        last = re.fullmatch(r",? and ", before) is not None and (i < 2 or mentions[i - 2].type in _PLACES or _placed(text, left) > 0)
        if left.type in _TOWNS and (between or last):
            mentions[i] = replace(mention, type=PlaceType.SETTLEMENT.value)
    return mentions


def _named_in_full(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a word is part of the full name of somebody in the text."""
    return any(m.type == ActorType.PERSON and " " in m.text and mention.text in m.text.split() for m in mentions)


def _joins(words: str) -> bool:
    return re.fullmatch(r", (?:and )?| and ", words) is not None


_TOWNS = frozenset({PlaceType.SETTLEMENT.value, PlaceType.PROVINCE.value, PlaceType.OTHER.value})


# -- countries -------------------------------------------------------------------------------------------------------


def adjectives_of(name: str) -> Iterator[str]:
    """Yield what the adjective of a country's name may be: "Norlandian", "Aldran" of "Aldra"."""
    stems = dict.fromkeys((name, name.rstrip("aeiou") or name))
    found = dict.fromkeys(stem + ending for stem in stems for ending in toml_table("deciding")["nations"]["endings"] if len(stem) > 2)
    yield from (word for word in found if word != name and word not in _known_adjectives())


@cache
def _known_adjectives() -> frozenset[str]:
    """Return the adjectives of known countries, which are of no other: "Colombian" is not of Colombo."""
    return frozenset(word for row in csv_rows("demonyms") for word in (row["adjectives"] or "").split("|") if word)


def is_nation(text: str, name: str) -> bool:
    """Tell whether a text speaks of what only a country has: "Norland's interior minister", "the Norlandian army"."""
    adjectives = "|".join(re.escape(word) for word in adjectives_of(name))
    owner = rf"(?:{re.escape(name)}['’]s|{adjectives})"
    return re.search(rf"\b{owner} (?:{'|'.join(toml_table('deciding')['nations']['bodies'])})\b", text) is not None


def _nation(mention: Mention) -> Mention:
    """Take a country's name for the country where it was read as a place of another kind, and for the power where it was a person."""
    if mention.type == ActorType.PERSON:
        return replace(mention, type=ActorType.STATE.value)
    return replace(mention, type=PlaceType.COUNTRY.value) if mention.type in _VAGUE else mention
