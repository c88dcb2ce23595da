"""Mend what a reader cuts wrongly out of a text, before the names of one text are made to agree.

Each rule looks at the words of one mention and at those beside it, and at nothing else: it changes the span or the type,
or drops the mention. The words are those of the lexicon's ``namewords`` table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.known import place_type
from kg.mentions.pieces import whole
from kg.model import ActorType, Mention, PlaceType, Span
from kg.resources import csv_rows, toml_table

_PLACES = frozenset(kind.value for kind in PlaceType)
_MADE = frozenset({ActorType.ALLIANCE.value})
Rule = Callable[[str, Mention], Mention | None]


def mend(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions in text order, each with its rightful span and type, without those that name nothing."""
    mended: list[Mention] = []
    for mention in mentions:
        changed: Mention | None = mention
        for rule in RULES:
            changed = rule(text, changed) if changed else None
        if changed:
            mended.append(changed)
    return _members(text, _in_country(text, whole(text, _nicknamed(text, sorted(mended, key=lambda m: m.span)))))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(toml_table("namewords")["mending"][name])


@cache
def _any(name: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_words(name), key=len, reverse=True))


def _cut(text: str, mention: Mention, start: int, end: int) -> Mention:
    span = Span(start, end)
    return replace(mention, span=span, text=span.of(text))


# -- one mention -----------------------------------------------------------------------------------------------------


def without_edges(text: str, mention: Mention) -> Mention | None:
    """Cut prepositions off both ends, and common nouns off the end; drop what is left of nothing else."""
    words, edge = mention.text, rf"(?:{_any('edges')})"
    if re.fullmatch(rf"{edge}(?:\s+{edge})*", words):
        return None
    lead = re.match(rf"(?:{edge}\s+)*", words)
    tail = re.search(rf"(?:\s+(?:{edge}|{_any('tails')}))*$", words)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(words)
    if start >= end:
        return None
    return mention if (start, end) == (0, len(words)) else _cut(text, mention, mention.span.start + start, mention.span.start + end)


def without_things(_: str, mention: Mention) -> Mention | None:
    """Drop weapons and devices named by an acronym, and campaigns: they are no actors."""
    words = mention.text
    thing = words in _words("things") or words.removesuffix("s") in _words("things")
    return None if thing or words.split()[0].lower() in _words("campaigns") else mention


def without_designs(text: str, mention: Mention) -> Mention | None:
    """Drop the letters of a type of aircraft, ship or weapon ("KC-135", "(L 12)"), which stand before its number."""
    if not re.fullmatch(r"[A-Z]{1,3}(?: \d{1,3})?", mention.text) or mention.text.endswith("TF"):
        return mention
    hull = text[: mention.span.start].endswith("(") and re.compile(r"(?: \d{1,3})?\)").match(text, mention.span.end)
    typed = re.compile(r"-\d{1,3}[A-Z]?\b").match(text, mention.span.end)
    return None if typed or (hull and (mention.text + hull[0])[-2].isdigit()) else mention


def without_labels(_: str, mention: Mention) -> Mention | None:
    """Drop a line of the page with its label that was taken for a name: "Published: May 5"."""
    return None if re.search(r"\w:\s", mention.text) else mention


def without_common(_: str, mention: Mention) -> Mention | None:
    """Drop a single word without a capital that the reader doubts: "earth", "united"."""
    plain = mention.text.isalpha() and mention.text.islower()
    return None if plain and mention.type not in _MADE and mention.probability < DOUBT else mention


#: A single word in small letters is a name only where the reader is as sure as this.
DOUBT = 0.9


def without_shouts(_: str, mention: Mention) -> Mention | None:
    """Drop a doubtful body of three words and more out of a headline in capitals: a stretch of the headline, no name."""
    loud = mention.text.isupper() and len(mention.text.split()) > 2
    return None if loud and mention.type not in _PLACES and mention.probability < SHOUT else mention


#: What a headline in capitals names in three words or more is as sure as this.
SHOUT = 0.8


def with_government(text: str, mention: Mention) -> Mention | None:
    """Begin the name of a power with "government of", which acts for it."""
    before = re.search(r"\b[Gg]overnment of (?:the )?$", text[max(0, mention.span.start - 22) : mention.span.start])
    if before is None or mention.type not in (ActorType.STATE, PlaceType.COUNTRY):
        return mention
    return replace(_cut(text, mention, mention.span.start - len(before[0]), mention.span.end), type=ActorType.STATE.value)


def with_ministry(text: str, mention: Mention) -> Mention | None:
    """End the name of a body with the "ministry" behind it, where the reader stopped at what it is for ("Norlandian health")."""
    after = re.compile(r" ministr(?:y|ies)\b").match(text, mention.span.end)
    small = after is not None and mention.text.split()[-1].islower() and mention.type == ActorType.GOVERNMENT_BODY
    return _cut(text, mention, mention.span.start, after.end()) if after and small else mention


def without_peoples(_: str, mention: Mention) -> Mention | None:
    """Drop the adjective of a nation that was taken for an armed group."""
    return None if mention.type == ActorType.ARMED_GROUP and mention.text in _adjectives() else mention


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for row in csv_rows("demonyms") for word in (row["adjectives"] or "").split("|") if word)


def with_kunya(text: str, mention: Mention) -> Mention | None:
    """Begin a person's name with the "Abu" or "Umm" before it."""
    before = re.search(rf"\b(?:{_any('kunyas')})\s$", text[max(0, mention.span.start - 8) : mention.span.start])
    if mention.type != ActorType.PERSON or before is None:
        return mention
    return _cut(text, mention, mention.span.start - len(before[0]), mention.span.end)


def with_joint(text: str, mention: Mention) -> Mention | None:
    """Join acronyms that a hyphen holds together ("ABCD-EFG") and a unit's acronym with its number ("CTF 50")."""
    if mention.type in _PLACES or mention.type in (ActorType.STATE, ActorType.PERSON) or not re.fullmatch(r"[A-Z]{2,}", mention.text):
        return mention
    before = re.search(r"(?<![\w-])[A-Z]{3,}-$", text[max(0, mention.span.start - 12) : mention.span.start])
    after = re.compile(r"-[A-Z]{2,}\b(?!-)| \d{1,3}\b(?![.,:%]?\d)(?=[ ,.]+(?:[a-z]|$))").match(text, mention.span.end)
    if after and after[0][0] == " " and mention.type != ActorType.MILITARY and not mention.text.endswith("TF"):
        after = None
    return _cut(text, mention, mention.span.start - (len(before[0]) if before else 0), after.end() if after else mention.span.end)


def by_side(text: str, mention: Mention) -> Mention | None:
    """Take an unknown person for a place or a power by the words beside it.

    A place: "near X", "the town of X", "in X" of a single word. A power: "X's interior ministry", "X governor".
    """
    if mention.type != ActorType.PERSON:
        return mention
    lead, rest = text[max(0, mention.span.start - 20) : mention.span.start], text[mention.span.end : mention.span.end + 30]
    beside = re.search(rf"\b(?:{_any('beside')})\s+$", lead, re.I)
    within = re.search(rf"\b(?:{_any('within')})\s+$", lead) and mention.text.isalpha() and not re.match(r"['’]s\b|\s[A-Z]", rest)
    if beside or within:
        return replace(mention, type=PlaceType.SETTLEMENT.value)
    power = mention.text.isalpha() and re.match(rf"(?:['’]s)?\s+(?:{_any('offices')})\b", rest)
    return replace(mention, type=ActorType.STATE.value) if power else mention


def seat(text: str, mention: Mention) -> Mention | None:
    """Take a power for a place in "Britain-based"."""
    based = text.startswith("-based", mention.span.end)
    if not based or mention.type != ActorType.STATE:
        return mention
    return replace(mention, type=_land(mention))


def with_side(text: str, mention: Mention) -> Mention | None:
    """Begin a region's name with the capitalised side of a country ("Northern Norland")."""
    before = re.search(r"\b(?:North|South|East|West)ern $", text[max(0, mention.span.start - 9) : mention.span.start])
    if mention.type != PlaceType.COUNTRY or before is None:
        return mention
    return replace(_cut(text, mention, mention.span.start - len(before[0]), mention.span.end), type=PlaceType.REGION.value)


def outlet(text: str, mention: Mention) -> Mention | None:
    """Take what a noun of the press follows for an outlet ("the Aran news agency")."""
    after = re.compile(rf" (?:{_any('press')})\b").match(text, mention.span.end)
    wrong = mention.type in (ActorType.PERSON, ActorType.ARMED_GROUP)
    return replace(mention, type=ActorType.MEDIA.value) if after and wrong else mention


def _land(mention: Mention) -> str:
    return place_type(mention.text) or PlaceType.COUNTRY.value


RULES: Sequence[Rule] = (
    without_edges, without_things, without_labels, without_designs, without_common, without_shouts, without_peoples,
    with_government, with_ministry, with_kunya, with_joint, with_side, by_side, seat, outlet,
)  # fmt: skip


# -- neighbours ------------------------------------------------------------------------------------------------------


def _nicknamed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one name of a person's parts around a nickname in quotes."""
    made: list[Mention] = []
    for mention in mentions:
        last = made[-1] if made else None
        if last and last.type == mention.type == ActorType.PERSON and _by_nickname(text, last, mention):
            made[-1] = _cut(text, last, last.span.start, mention.span.end)
        else:
            made.append(mention)
    return made


def _by_nickname(text: str, left: Mention, right: Mention) -> bool:
    between = text[left.span.end : right.span.start]
    return re.fullmatch(r"\s[\"“][\w.]{1,12}[\"”]\s|\s[\"“]|[\"”]\s", between) is not None and right.span.start >= left.span.end


def _in_country(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Take a power for a place right behind a place in it ("Springfield, France"), or before a group of it ("Peru's Reds")."""
    made = list(mentions)
    for i, mention in enumerate(made):
        if mention.type != ActorType.STATE:
            continue
        before, after = made[i - 1] if i else None, made[i + 1] if i + 1 < len(made) else None
        behind = before is not None and before.type == PlaceType.SETTLEMENT and text[before.span.end : mention.span.start] == ", "
        owner = after is not None and after.type in _GROUPS and re.fullmatch(r"['’]s\s", text[mention.span.end : after.span.start])
        if behind or owner:
            made[i] = replace(mention, type=_land(mention))
    return made


_GROUPS = frozenset({ActorType.ARMED_GROUP.value, ActorType.NGO.value, ActorType.COMPANY.value, ActorType.OTHER.value})


def _members(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Take the countries in a list of members ("The coalition includes Peru, Chile and Ghana") for powers."""
    made = list(mentions)
    for match in _listing().finditer(text):
        if re.search(rf"\b(?:{_any('suffered')})\b", match[0]):
            continue
        position, listed = match.end(), []
        for i, mention in enumerate(made):
            gap = text[position : mention.span.start] if mention.span.start >= position else None
            if gap is not None and re.fullmatch(r"[,\s]*(?:and\s)?(?:the\s)?", gap):
                position = mention.span.end
                listed.append(i)
        if len(listed) >= LIST and all(made[i].type in (PlaceType.COUNTRY, ActorType.STATE) for i in listed[:LIST]):
            for i in listed:
                if made[i].type == PlaceType.COUNTRY:
                    made[i] = replace(made[i], type=ActorType.STATE.value)
    return tuple(made)


#: So many countries in a row are a list of members.
LIST = 3


@cache
def _listing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('members')})\b[^.\n,;:]{{0,60}}?\b(?:{_any('lists')})\s+(?=(?:the\s)?[A-Z])", re.IGNORECASE)
