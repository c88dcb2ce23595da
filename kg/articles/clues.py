"""Read off a page what it says of itself: headline, authors, day of publication, outlet, and whose copy it is.

Only lines that say nothing else count: a day inside a caption or a sentence is the day of something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from kg.articles.captions import agencies_in, is_picture_credit
from kg.articles.fields import Facts
from kg.articles.header import dateline, imprint_name, is_imprint, names_in, published_in
from kg.articles.layout import Paragraph, comparable
from kg.articles.phrases import agencies, patterns, plain
from kg.articles.zones import Page
from kg.model import ZoneKind

_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?P<outlet>[A-Z][\w&'’. -]{2,40}?)\s*(?:[.,|]|\d{4}|$)")

_WITH = re.compile(
    r"^\W*(?:sources?\s*:?\s*)?(?:with\s+)?(?:(?:\w+\s+)?(?:reporting|inputs?|files|contributions?)\s+(?:by|from)\s+)?",
    re.IGNORECASE,
)


def clues(page: Page) -> Facts:
    """Return the facts that a text gives of itself; what it does not give stays None or empty."""
    titles = page.of(ZoneKind.TITLE)
    authors = _authors(page)
    day, notes = _published(page)
    return Facts(
        title=titles[0].text if titles else None,
        published=day,
        publisher=_publisher(page),
        authors=tuple(name for name in authors if name.casefold() not in agencies()),
        credits=_credits(page, authors),
        notes=notes,
    )


def _authors(page: Page) -> tuple[str, ...]:
    lines = page.of(ZoneKind.BYLINE)
    labelled = next((names for line in lines if (names := names_in(line))), ())
    if labelled:
        return labelled
    beside = [line for line in lines if line.text[:1] in "-–—" or " in " in line.text]
    return next((names for line in beside if (names := names_in(line, "byline_beside"))), ())


def _published(page: Page) -> tuple[dt.date | None, tuple[str, ...]]:
    """Return the day on a line of its own, the first publication before an update; else that of the dateline."""
    lines = [*page.of(ZoneKind.BYLINE), *page.of(ZoneKind.FURNITURE), *page.of(ZoneKind.CREDIT)]
    found = sorted((pair for line in lines if (pair := published_in(line))), key=lambda pair: pair[0] == "updated")
    if found:
        label, day = found[0]
        return day, (f"the day of publication is that of an update: {day}",) if label == "updated" else ()
    for paragraph in page.of(ZoneKind.BODY):
        if opening := dateline(paragraph):
            return opening.day, ()
    return None, ()


def _publisher(page: Page) -> str | None:
    """Return the outlet: an imprint above the headline, the line beside the date that the page's own words name, or the sign-off's."""
    candidates = [*_imprints(page), *_beside_date(page), *_signed(page), *_copyright(page)]
    return candidates[0] if candidates else None


def _imprints(page: Page) -> Iterator[str]:
    for paragraph, kind in zip(page.paragraphs, page.kinds, strict=True):
        if kind is ZoneKind.BODY and paragraph.prose:
            return
        if kind in (ZoneKind.FURNITURE, ZoneKind.BYLINE) and is_imprint(paragraph) and len(paragraph.words) > 1:
            yield imprint_name(paragraph)


def _beside_date(page: Page) -> Iterator[str]:
    own = {words for p in page.of(ZoneKind.FURNITURE) for words in _starts(p)}
    for line in page.of(ZoneKind.BYLINE):
        if len(line.words) <= 4 and not names_in(line) and not published_in(line) and line.words in own:
            yield line.text


def _starts(paragraph: Paragraph) -> Iterator[tuple[str, ...]]:
    """Yield the first words of a paragraph, one to four: the house's name opens what the house says of itself."""
    return (paragraph.words[:count] for count in range(1, 5))


def _signed(page: Page) -> Iterator[str]:
    for line in page.of(ZoneKind.CREDIT):
        for one in patterns("header", "credit_line"):
            match = one.fullmatch(plain(line.text))
            if match and (outlet := match.groupdict().get("outlet")) and not agencies_in(outlet):
                yield outlet.strip()


def _copyright(page: Page) -> Iterator[str]:
    for line in page.of(ZoneKind.FURNITURE):
        if match := _COPYRIGHT.match(line.text):
            outlet = match["outlet"].strip()
            if comparable(outlet) and not agencies_in(outlet):
                yield outlet


def _credits(page: Page, authors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agencies whose copy the text is: named by its byline, dateline or sign-off; a picture's are not."""
    named = [agency for name in authors for agency in agencies_in(name)]
    for paragraph in page.of(ZoneKind.BODY):
        if opening := dateline(paragraph):
            named += opening.agencies
        if match := re.search(r"[(\[]([^()\[\]]{2,40})[)\]]\W*$", paragraph.text):
            named += agencies_in(match[1])
    for line in page.of(ZoneKind.CREDIT):
        named += [] if is_picture_credit(line) else _copy_of(line)
    for line in page.of(ZoneKind.BYLINE):
        named += agencies_in(line.text)
    return tuple(dict.fromkeys(named))


def _copy_of(line: Paragraph) -> tuple[str, ...]:
    """Return the agencies that a line of credit names for the copy."""
    words = plain(line.text)
    if whole := agencies_in(_WITH.sub("", words).strip(" ()[]-–—.*/")):
        return whole
    matches = (one.fullmatch(words) for one in patterns("header", "credit_line"))
    return next((agencies_in(m["agencies"], bracketed=True) for m in matches if m and m.groupdict().get("agencies")), ())
