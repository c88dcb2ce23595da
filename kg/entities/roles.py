"""Find the post that the text gives a person: "SDF spokesman X", "X, a spokesman for the UN", "X, HRW's deputy director"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import ActorType, Entity, Mention, Span, Text
from kg.resources import csv_rows

#: A post is looked for at most this many characters from the name.
REACH = 100


@dataclass(frozen=True, slots=True)
class Post:
    """Hold a post as written, its head noun, the characters it stands in, and whether it is one of many ("a commander", "deputy head")."""

    words: str
    head: str
    span: Span
    lesser: bool = False


@cache
def heads() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of ``lexicon/roles.csv`` by head noun."""
    return {row["head"]: row for row in csv_rows("roles")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = "|".join(sorted((re.escape(head) for head in heads()), key=len, reverse=True))
    before = (
        rf"(?P<post>(?:[\w.&’'/-]+ ){{0,6}}?(?P<head>{listed}))"
        r"(?P<whose> (?:for|of) (?:the )?[A-Z][\w.&’' -]{1,70}?,)? (?:[A-Z][a-z]{1,4}\. )*$"
    )
    after = (
        r"^,? (?:\(|who is |who was |is |was )?(?:the |a |an |its |his |her |their )?"
        rf"(?P<post>(?:[^\s,;:.()\"“”]+ ){{0,7}}?(?P<head>{listed})\b(?: (?:of|for|at|to|in|with|on) [^,;:.()\"“”\n]{{2,70}})?)"
        r"(?=[,.;:)\"”\n]| (?:said|told|added|who|says|warned)\b)"
    )
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


_BREAK = re.compile(r"[\n,;:.!?\"“”()](?!\w)(?<![A-Z]\.)(?<!\b(?:Gen|Col|Maj|Sgt|Cpl|Adm|Gov|Sen|Rep)\.)(?<!\b(?:Lt|Dr|Mr|Ms|St)\.)")
_LEADING = re.compile(
    r"^.*\b(?:the|a|an|and|or|but|its|his|her|their|our|my|by|with|from|to|of|in|on|at|for|said|says|told|that|as|while|when|where|if|is|was|are|were"
    r"|after|before|against|since|until|under|over|than|then|including|who|which|because)\s+",
    re.IGNORECASE,
)


def posts(text: str, mention: Mention) -> Iterator[Post]:
    """Yield the posts written right before and right after a person's name."""
    before, after = _patterns()
    window = max(0, mention.span.start - REACH)
    left = text[window : mention.span.start]
    cut = max((m.end() for m in _BREAK.finditer(left) if m.end() < len(left) - 1), default=0)
    if found := before.search(left[cut:]):
        written = found.group("post")
        kept = _LEADING.sub("", written)
        start = window + cut + found.start("post") + len(written) - len(kept)
        whole = kept + (found.group("whose") or "").rstrip(",")
        lesser = _is_lesser(written.removesuffix(kept) + whole)
        yield Post(whole, found.group("head").lower(), Span(start, start + len(whole)), lesser)
    if found := after.match(text[mention.span.end : mention.span.end + REACH]):
        start = mention.span.end + found.start("post")
        post = found.group("post")
        yield Post(post, found.group("head").lower(), Span(start, start + len(post)), _is_lesser(text[start - 4 : start] + post))


_LESSER = re.compile(
    r"\b(?:deputy|assistant|vice|former|ex|acting|one of)\b|\b(?:a|an) (?:[\w’'-]+ ){0,4}[\w-]+$"
    r"|\b(?:chief|head|leader|commander) (?:in|at|with)\b",
    re.I,
)


def _is_lesser(words: str) -> bool:
    """Tell whether a post is one of many or below another, so that its holder belongs to the body and does not lead it."""
    return bool(_LESSER.search(words.split(" of ")[0].split(" for ")[0]) or _LESSER.search(words))


def roles(text: Text, entities: Sequence[Entity]) -> Mapping[str, str]:
    """Return the first post that the text gives each person, as written."""
    found: dict[str, str] = {}
    for entity in entities:
        if entity.type == ActorType.PERSON:
            first = next((post for m in entity.mentions if m.named for post in posts(text.text, m)), None)
            if first:
                found[entity.id] = first.words
    return found
