"""Mark what each paragraph of a page's text is, without cutting anything: offsets count in the source's own text.

One zone a paragraph, and more where a paragraph holds a dateline, a credit or a sentence said before. What extraction
leaves out (furniture, bylines, credits, repeats) is as :data:`kg.model.READ_ZONES` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.articles.captions import CAPTION_WORDS, credit_spans, is_picture_credit, is_sign_off, starts_as_caption
from kg.articles.furniture import beyond_article, is_furniture
from kg.articles.header import dateline, find_title, is_imprint, is_unnamed_byline, names_in, published_in
from kg.articles.layout import Paragraph, comparable, paragraphs
from kg.articles.repeats import repeated, repeated_sentences
from kg.model import Span, Zone, ZoneKind

#: A heading between paragraphs has at most this many words.
HEADING_WORDS = 14
#: A line above the headline is the name of a section up to this many words.
SECTION_WORDS = 4
#: A line beside the headline's copy is the name of its section up to this many words.
KICKER_WORDS = 6
#: So many lines in a row of at most so many words are a menu.
MENU_LINES = 4
MENU_WORDS = 4

_DASH = re.compile(r"\s*(?:[-–—|:]{1,2}\s+)?")
_BULLET = re.compile(r"[-–—•*·▪]|\d")


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the paragraphs of a text and what each is, in order."""

    paragraphs: tuple[Paragraph, ...]
    kinds: tuple[ZoneKind, ...]
    zones: tuple[Zone, ...]

    def of(self, kind: ZoneKind) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a kind."""
        return tuple(p for p, own in zip(self.paragraphs, self.kinds, strict=True) if own is kind)


def mark(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """Return the zones of a text, in order; ``title`` is the headline where the source gives it."""
    return read_page(text, title).zones


def read_page(text: str, title: str | None = None) -> Page:
    """Return the paragraphs of a text with what each is; every paragraph lies in at least one zone."""
    found = paragraphs(text)
    credits = {index: credit_spans(p) for index, p in enumerate(found)}
    bare = [_without(p, credits[index]) for index, p in enumerate(found)]
    kinds = _kinds(found, bare, credits, title)
    copies = repeated_sentences(bare, [i for i, kind in enumerate(kinds) if kind in (ZoneKind.BODY, ZoneKind.HEADING)])
    zones = [zone for i, p in enumerate(found) for zone in _zones_of(p, kinds[i], credits[i], copies.get(i, []))]
    return Page(found, tuple(kinds), tuple(zones))


def _without(paragraph: Paragraph, credits: Sequence[Span]) -> Paragraph:
    """Return a paragraph whose credits and dateline are blanked out, so that it equals its copy without them."""
    opening = dateline(paragraph)
    spans = [*credits, *([opening.place] if opening else []), *([opening.credit] if opening and opening.credit else [])]
    text = paragraph.text
    for span in spans:
        start, end = span.start - paragraph.span.start, span.end - paragraph.span.start
        text = text[:start] + " " * (end - start) + text[end:]
    return replace(paragraph, text=text, words=comparable(text)) if spans else paragraph


def _kinds(
    found: Sequence[Paragraph], bare: Sequence[Paragraph], credits: Mapping[int, Sequence[Span]], title: str | None
) -> list[ZoneKind]:
    """Decide what each paragraph is: furniture, then header, copies, credits and captions; the rest is heading or body."""
    lines = {i for i, p in enumerate(found) if is_furniture(p)}
    at = find_title(found, lines, title)
    kinds: dict[int, ZoneKind] = {i: ZoneKind.FURNITURE for i in lines | beyond_article(found, lines)}
    kinds |= {i: ZoneKind.FURNITURE for i in range(at or 0) if len(found[i].words) <= SECTION_WORDS or is_imprint(found[i])}
    if at is not None:
        kinds[at] = ZoneKind.TITLE
    kinds |= _header(found, kinds)
    kinds |= {i: ZoneKind.CREDIT for i, p in enumerate(found) if i not in kinds and credits[i] == (p.span,)}
    kinds |= {i: ZoneKind.REPEAT for i in repeated(bare, [i for i in range(len(found)) if kinds.get(i, ZoneKind.TITLE) is ZoneKind.TITLE])}
    kinds |= _kickers(found, kinds, at)
    kinds |= _captions(found, kinds, credits)
    kinds |= _menus(found, kinds, at)
    return _rest(found, kinds)


def _header(found: Sequence[Paragraph], kinds: Mapping[int, ZoneKind]) -> dict[int, ZoneKind]:
    """Return the bylines, dates and imprints above the first running text, and dates wherever they stand alone."""
    marked: dict[int, ZoneKind] = {}
    for index, paragraph in enumerate(found):
        if index in kinds:
            continue
        if paragraph.prose and not names_in(paragraph) and not published_in(paragraph):
            break
        if is_imprint(paragraph) or _beside_date(found, index):
            marked[index] = ZoneKind.BYLINE
    for index, paragraph in enumerate(found):
        if index not in kinds and (published_in(paragraph) or names_in(paragraph) or is_unnamed_byline(paragraph)):
            marked[index] = ZoneKind.BYLINE
    return marked


def _beside_date(found: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a short line is the author's or the outlet's name: beside a line of a date or a byline, or after a dash."""
    paragraph = found[index]
    if paragraph.text.startswith(("-", "–", "—")) and not paragraph.text.endswith(("-", "–", "—")):
        return bool(names_in(paragraph, "byline_beside"))
    if not 1 <= len(paragraph.words) <= 8 or paragraph.terminated or not paragraph.text[:1].isupper():
        return False
    near = [found[other] for other in (index - 1, index + 1) if 0 <= other < len(found)]
    if not any(published_in(other) or names_in(other) for other in near):
        return False
    return len(paragraph.words) <= 2 or bool(names_in(paragraph, "byline_beside"))


def _kickers(found: Sequence[Paragraph], kinds: Mapping[int, ZoneKind], title: int | None) -> dict[int, ZoneKind]:
    """Return the short lines right above a copy of the headline: the name of a section, said with it."""
    if title is None:
        return {}
    copies = [i for i, kind in kinds.items() if kind is ZoneKind.REPEAT and found[i].words == found[title].words]
    above = [i - 1 for i in copies if i and i - 1 not in kinds and not found[i].gap]
    return {i: ZoneKind.FURNITURE for i in above if len(found[i].words) <= KICKER_WORDS and not found[i].terminated}


def _captions(found: Sequence[Paragraph], kinds: Mapping[int, ZoneKind], credits: Mapping[int, Sequence[Span]]) -> dict[int, ZoneKind]:
    """Return the paragraphs that hold a picture's credit, stand right above one, or open as captions do."""
    marked = {}
    for index, paragraph in enumerate(found):
        if index in kinds or len(paragraph.words) > CAPTION_WORDS:
            continue
        credited = kinds.get(index + 1) is ZoneKind.CREDIT
        below = credited and is_picture_credit(found[index + 1]) and not is_sign_off(found[index + 1])
        if below or starts_as_caption(paragraph) or any(_of_picture(paragraph, span) for span in credits[index]):
            marked[index] = ZoneKind.CAPTION
    return marked


def _menus(found: Sequence[Paragraph], kinds: Mapping[int, ZoneKind], title: int | None) -> dict[int, ZoneKind]:
    """Return runs of very short lines: the entries of a menu; right under the headline they may be what they say."""
    marked: dict[int, ZoneKind] = {}
    for entry, run in groupby(range(len(found)), key=lambda index: index not in kinds and _menu_entry(found[index])):
        lines = list(run)
        if entry and len(lines) >= MENU_LINES and lines[0] - 1 != title:
            marked |= dict.fromkeys(lines, ZoneKind.FURNITURE)
    return marked


def _menu_entry(paragraph: Paragraph) -> bool:
    return 0 < len(paragraph.words) <= MENU_WORDS and not paragraph.terminated and not _BULLET.match(paragraph.text)


def _of_picture(paragraph: Paragraph, credit: Span) -> bool:
    """Tell whether a credit inside a paragraph is a picture's: "(Reuters)" after a report is not."""
    words = paragraph.text[credit.start - paragraph.span.start : credit.end - paragraph.span.start]
    line = Paragraph(credit, words, comparable(words))
    return credit.start == paragraph.span.start or not is_sign_off(line)


def _rest(found: Sequence[Paragraph], kinds: Mapping[int, ZoneKind]) -> list[ZoneKind]:
    """Complete the kinds: lines after the last running text are furniture, short ones between are headings, the rest body."""
    prose = [i for i, p in enumerate(found) if i not in kinds and (p.terminated or len(p.words) > HEADING_WORDS)]
    last = max([*prose, *(i for i, kind in kinds.items() if kind in (ZoneKind.CAPTION, ZoneKind.TITLE))], default=len(found))
    rest = []
    for index, paragraph in enumerate(found):
        heading = len(paragraph.words) <= HEADING_WORDS and not paragraph.terminated
        after = ZoneKind.FURNITURE if index > last and prose else ZoneKind.HEADING
        rest.append(kinds.get(index, after if heading else ZoneKind.BODY))
    return rest


def _zones_of(paragraph: Paragraph, kind: ZoneKind, credits: Sequence[Span], copies: Sequence[Span]) -> list[Zone]:
    """Return the zones of one paragraph: its own kind, with datelines, credits and sentences said before cut out."""
    if kind not in (ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.HEADING):
        return [Zone(paragraph.span, kind)]
    inner = [Zone(span, ZoneKind.CREDIT) for span in credits] + [Zone(span, ZoneKind.REPEAT) for span in copies]
    if kind is ZoneKind.BODY and (opening := dateline(paragraph)):
        inner += [Zone(opening.place, ZoneKind.DATELINE)] if len(opening.place) else []
        inner += [Zone(opening.credit, ZoneKind.CREDIT)] if opening.credit else []
    zones, at = [], paragraph.span.start
    for zone in sorted(inner, key=lambda zone: zone.span):
        if zone.span.start < at:
            continue
        zones += [*_piece(paragraph, Span(at, zone.span.start), kind), *_piece(paragraph, zone.span, zone.kind)]
        at = zone.span.end
    return [*zones, *_piece(paragraph, Span(at, paragraph.span.end), kind)]


def _piece(paragraph: Paragraph, span: Span, kind: ZoneKind) -> list[Zone]:
    """Return a zone of what is left between two others, without outer blanks and a dash before it, if it holds a word."""
    words = paragraph.text[span.start - paragraph.span.start : span.end - paragraph.span.start]
    blank = _DASH.match(words) if span.start > paragraph.span.start else None
    start = span.start + (blank.end() if blank else len(words) - len(words.lstrip()))
    end = span.end - (len(words) - len(words.rstrip()))
    return [Zone(Span(start, end), kind)] if comparable(words) else []
