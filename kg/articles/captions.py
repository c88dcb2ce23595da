"""Recognise captions and credits: of pictures ("Ann Lee, AFP") and of copy ("(Our paper with AFP)", "Reporting by ...").

Names of agencies count as they are written: "post" or "file" inside a sentence are not credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.articles.layout import Paragraph
from kg.articles.phrases import agencies, pattern, patterns, plain
from kg.model import Span
from kg.resources import toml_table

#: A credit on a line of its own has at most this many words; "Reporting by ..." may be longer.
CREDIT_WORDS = 12
SIGN_OFF_WORDS = 40
#: A caption above its credit has at most this many words.
CAPTION_WORDS = 90

_NAME = r"[A-ZÀ-ÞŞĞİČŠŽ][\w'’.-]*(?: [\w'’.-]+){0,4}?"
#: In a longer paragraph, credits are looked for at its start and its end.
INSIDE_CHARACTERS = 600

_CAPITALS = re.compile(r"[A-Z]{2,6}")
_JOINT = r"\s*(?:[/,|]|\bvia\b|\band\b|[-–—])\s*"


@cache
def _source() -> str:
    """Return a pattern for the names of agencies and sources of pictures."""
    table = toml_table("articles")["agencies"]
    names = {name for row in table["names"] for name in row if name[:1].isupper()} | set(table["pictures"])
    names |= {name.upper() for name in names if len(name) > 3}
    return r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) + r")(?!\w)"


@cache
def _picture_credit() -> str:
    """Return a pattern for the credit of a picture: a name and where the picture is from, or the reverse, or a label."""
    source = _source()
    sources = rf"{source}(?:{_JOINT}{source})*"
    label = toml_table("articles")["agencies"]["picture_labels"][0]
    return "|".join(
        (
            rf"{_NAME}{_JOINT}(?:[A-Z]{{2,6}}/)?{sources}",
            rf"{sources}{_JOINT}{_NAME}(?:{_JOINT}{source})*",
            rf"(?:©|\([cC]\)|(?i:copyright|courtesy(?: of)?))\s*(?:\d{{4}}\s*)?(?:{sources}|{_NAME})(?:\s+{_NAME})?",
            rf"(?i:{label})\s*(?::|\bby\b|,|[-–—])\s*(?:{sources}|{_NAME})(?:(?:{_JOINT}|\s)(?:{sources}|{_NAME}))?",
            rf"(?:Getty Images|GETTY IMAGES|Handout|HANDOUT)(?:{_JOINT}{sources})*",
        )
    )


@cache
def _inside() -> tuple[re.Pattern[str], ...]:
    """Return where in a caption credits stand: before it, with a mark or in capitals, or after it."""
    credit = _picture_credit()
    return (
        re.compile(rf"^\W*(?P<credit>{credit})\s*(?:\?\?|\||:)\s*(?=\S)"),
        re.compile(
            rf"^\W*(?P<credit>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ'’.-]+){{0,4}}\s*/\s*{_source()}(?:\s*/\s*{_source()})*)\s+(?=[A-Z0-9\"“])"
        ),
        re.compile(rf"(?P<credit>[(\[]\s*(?:{credit}|{_source()}(?:{_JOINT}{_source()})*)\s*[)\]])\W*$"),
        re.compile(rf"(?<=[.!?\"”)])\s+(?P<credit>(?:{credit}))\W*$|(?P<label>\b[Cc]redit\.\.\.\s*\S.{{2,80}})$"),
    )


def credit_spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """Return the characters of the credits in a paragraph; one that covers it all is a line of credit."""
    if is_credit_line(paragraph):
        return (paragraph.span,)
    return tuple(sorted(_credits_inside(paragraph)))


def _credits_inside(paragraph: Paragraph) -> Iterator[Span]:
    if len(paragraph.text) > INSIDE_CHARACTERS:
        head, tail = paragraph.text[:200], paragraph.text[-120:]
    else:
        head = tail = paragraph.text
    before, capitals, bracketed, after = _inside()
    base, shift = paragraph.span.start, len(paragraph.text) - len(tail)
    if match := before.match(head) or capitals.match(head):
        yield Span(base, base + match.end())
    if match := bracketed.search(tail) or after.search(tail):
        start = match.start("credit") if match["credit"] else match.start("label")
        yield Span(base + shift + start, paragraph.span.end)


def is_credit_line(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but a credit of a picture or of copy."""
    return is_picture_credit(paragraph) or is_sign_off(paragraph)


def is_picture_credit(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but the credit of a picture."""
    if not 0 < len(paragraph.words) <= CREDIT_WORDS or len(paragraph.text) > INSIDE_CHARACTERS:
        return False
    bare = paragraph.text.strip(" ?()[].|*")
    return re.fullmatch(_picture_credit(), bare) is not None


def is_sign_off(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says whose copy the article is, or who worked on it ("Reporting by ...")."""
    if not 0 < len(paragraph.words) <= SIGN_OFF_WORDS or len(paragraph.text) > INSIDE_CHARACTERS:
        return False
    line = plain(paragraph.text)
    if line.strip(" ()[]-–—.*/").casefold() in agencies():
        return True
    for one in patterns("header", "credit_line"):
        if match := one.fullmatch(line):
            named = match.groupdict().get("agencies")
            if named is None or agencies_in(named, bracketed=line.startswith("(")):
                return True
    return False


def agencies_in(words: str, *, bracketed: bool = False) -> tuple[str, ...]:
    """Return the recorded names of the agencies among words such as "Reuters, AP and staff", in order.

    In brackets at a dateline or on a line of their own, capitals ("NPA") are an agency too, known or not.
    """
    parts = re.split(r"\s*(?:[/,;&+|]|\band\b|\bwith\b|\bvia\b)\s*", plain(words))
    known = agencies()
    named = [known.get(part.casefold(), part) for part in parts if part.casefold() in known or (bracketed and _CAPITALS.fullmatch(part))]
    return tuple(dict.fromkeys(named))


def starts_as_caption(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph opens as captions do ("This handout photo shows", "FILE -")."""
    return pattern("agencies", "caption_starts").match(plain(paragraph.text)) is not None
