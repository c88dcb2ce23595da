"""Find headline, byline, imprint, time of publication and dateline, as far as the lines above the running text give them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.articles.captions import agencies_in, is_sign_off
from kg.articles.dates import find_dates, month_pattern
from kg.articles.layout import Paragraph, comparable
from kg.articles.phrases import agencies, patterns, plain, words
from kg.model import Span

#: A headline has this many words; a shorter line is the name of a section, a longer one is running text.
TITLE_WORDS = (3, 32)
LONG_TITLE = 5
#: A given headline is looked for above the first running text of so many words: a copy of it stands under the article.
BODY_WORDS = 25
#: Headlines and bylines stand among this many first paragraphs.
HEADER_PARAGRAPHS = 30
#: A line of at most this many words may be a byline, an imprint or a time of publication.
LINE_WORDS = 16
LINE_CHARACTERS = 200
#: Beside its time, a line holds at most so many words: an author, an outlet, a section.
BESIDE_WORDS = 6
#: A dateline ends within so many characters.
DATELINE_CHARACTERS = 120

_PARTICLES = frozenset({"and", "de", "der", "den", "van", "von", "al", "el", "bin", "ibn", "da", "di", "du", "la", "le", "of", "the", "y"})
_NAMES_END = re.compile(r"\s*(?:\||•|·|/|\bin\b\s|\bfor\b\s|\bat\b\s|\bon\b\s|,?\s*\d|\(|[-–—]\s).*$", re.DOTALL)
_NAMES_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b)\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:foreign|senior|chief|special|staff|diplomatic|defen[cs]e|political|world|national|middle east|africa|asia|europe|war) )*"
    r"(?:correspondents?|reporters?|editors?|writers?|desk|staff|bureau|bureau chief|contributors?|columnist|newsroom|service)",
    re.IGNORECASE,
)


def find_title(paragraphs: Sequence[Paragraph], furniture: set[int], title: str | None) -> int | None:
    """Return the index of the headline: where the given title stands, else the first line that can be one, else None.

    A line of three or four words above a longer one is the name of a section or a site more often than a headline.
    """
    if title and (given := comparable(title)):
        for index, paragraph in enumerate(paragraphs[:HEADER_PARAGRAPHS]):
            if paragraph.words == given:
                return index
            if paragraph.prose and index not in furniture and len(paragraph.words) >= BODY_WORDS:
                break
    candidates = []
    for index, paragraph in enumerate(paragraphs[:HEADER_PARAGRAPHS]):
        if index in furniture or is_imprint(paragraph) or published_in(paragraph) or names_in(paragraph) or is_sign_off(paragraph):
            continue
        if _headline_like(paragraphs, index):
            candidates.append(index)
        elif paragraph.prose:
            break
    long = [index for index in candidates if len(paragraphs[index].words) >= LONG_TITLE]
    return next(iter(long or candidates), None)


def _headline_like(paragraphs: Sequence[Paragraph], index: int) -> bool:
    paragraph = paragraphs[index]
    least, most = TITLE_WORDS
    if not least <= len(paragraph.words) <= most or dateline(paragraph) or index + 1 == len(paragraphs):
        return False
    if paragraph.text.endswith(("?", "!")):
        return len(paragraph.words) <= 16 and not paragraph.text.startswith(('"', "“"))
    return not paragraph.terminated and not paragraph.truncated


def names_in(paragraph: Paragraph, row: str = "byline") -> tuple[str, ...]:
    """Return the names of a byline ("By A and B"), or nothing where the paragraph is none.

    With the row "byline_beside" also names alone ("- A and B", "A in Beirut"), which only their place shows to be a byline.
    """
    if len(paragraph.words) > LINE_WORDS or len(paragraph.text) > LINE_CHARACTERS or paragraph.text.endswith(("?", "!", '"', "”")):
        return ()
    line = plain(paragraph.text)
    for one in patterns("header", row):
        if match := one.fullmatch(line):
            strict = not line.startswith(("-", "–", "—"))
            names = tuple(name for name in _split_names(match["names"]) if _name_like(name, strict=strict))
            if names:
                return names
    return ()


def _split_names(words_: str) -> list[str]:
    names = [name.strip(" .") for name in _NAMES_SPLIT.split(_NAMES_END.sub("", words_))]
    return [name for name in names if name and not _ROLE.fullmatch(name)]


def _name_like(name: str, *, strict: bool) -> bool:
    """Tell whether words can be a person's or an agency's name: two to five, capitalised where ``strict``."""
    if name.casefold() in agencies():
        return True
    parts = name.split()
    small = [part for part in parts if not part[:1].isupper() and part.casefold() not in _PARTICLES]
    return 2 <= len(parts) <= 5 and (not small or (not strict and len(parts) <= 3))


def is_unnamed_byline(paragraph: Paragraph) -> bool:
    """Tell whether a line is a byline that names nobody ("By our foreign desk")."""
    if len(paragraph.words) > LINE_WORDS or paragraph.terminated:
        return False
    return any(one.fullmatch(plain(paragraph.text)) for one in patterns("header", "byline_unnamed"))


def is_imprint(paragraph: Paragraph) -> bool:
    """Tell whether a line is the name of an outlet: a few capitalised words, one of them such as "Gazette"."""
    if len(paragraph.text) > LINE_CHARACTERS:
        return False
    bare = re.sub(r"\s*\([^()]*\)$", "", paragraph.text)
    parts = re.findall(r"[\w'’.&-]+", bare)
    if not 1 <= len(parts) <= 5 or paragraph.terminated or re.search(r"[|>›»:/]", bare):
        return False
    if not all(part[:1].isupper() or part.casefold() in _PARTICLES for part in parts):
        return False
    return bool({part.casefold() for part in parts} & words("header", "outlet_words"))


def imprint_name(paragraph: Paragraph) -> str:
    """Return the outlet's name of an imprint without its edition in brackets."""
    return re.sub(r"\s*\([^()]*\)$", "", paragraph.text).strip()


def published_in(paragraph: Paragraph) -> tuple[str, dt.date] | None:
    """Return "published" or "updated" and the day, where a line says nothing but when it was published; else None.

    A day inside a sentence or a caption is the day of something else. A byline may stand before the day.
    """
    if len(paragraph.words) > LINE_WORDS or len(paragraph.text) > LINE_CHARACTERS or not find_dates(paragraph.text):
        return None
    parts = [part for part in _parts().split(plain(paragraph.text)) if part and re.search(r"\w", part)]
    days = [(_label(part), find_dates(part)[0][2]) for part in parts if _only_date(_labels().sub("", part))]
    rest = [part for part in parts if not _only_date(_labels().sub("", part))]
    if not days or sum(len(part.split()) for part in rest) > BESIDE_WORDS:
        return None
    return min(days, key=lambda pair: pair[0] == "updated")


@cache
def _labels() -> re.Pattern[str]:
    rows = sorted(words("header", "published") | words("header", "updated"), key=len, reverse=True)
    return re.compile(rf"^\W*(?:{'|'.join(rows)})\b(?:\s+(?:on|at))?\s*[:\-–—|]?\s*", re.IGNORECASE)


@cache
def _parts() -> re.Pattern[str]:
    """Return where a line of times is cut: at bars and dashes between blanks, and before a second label."""
    rows = sorted(words("header", "published") | words("header", "updated"), key=len, reverse=True)
    return re.compile(rf"\s+[|•·–—-]\s+|(?<=[\d\w)])[,;.]?\s+(?=(?:{'|'.join(rows)})\b\W+\w)", re.IGNORECASE)


def _label(part: str) -> str:
    updated = "|".join(sorted(words("header", "updated"), key=len, reverse=True))
    return "updated" if re.match(rf"\W*(?:{updated})\b", part, re.IGNORECASE) else "published"


@cache
def _date_words() -> re.Pattern[str]:
    days = "|".join(sorted(words("days", "names"), key=len, reverse=True))
    zone = r"(?-i:[A-Z]{2,5})|[AaPp]\.?[Mm]\.?|[+-]\d\d:?\d\d"
    number = r"\d[\d:./-]*(?:st|nd|rd|th|Z|T[\d:.]+Z?)?\b"
    return re.compile(rf"\b(?:{days})\b\.?|\b{month_pattern()}(?!\w)|{number}|\b(?:{zone})\b|\b(?:at|on|of)\b", re.IGNORECASE)


def _only_date(part: str) -> bool:
    return bool(find_dates(part)) and not re.search(r"\w", _date_words().sub("", part))


@dataclass(frozen=True, slots=True)
class Dateline:
    """Hold the opening of a report: where its place and day stand, and the agencies whose name in brackets follows."""

    place: Span
    credit: Span | None
    agencies: tuple[str, ...]
    day: dt.date | None


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    upper = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]+(?:[ /-][A-ZÀ-Þ'’.]+){0,4}"
    titled = r"[A-ZÀ-Þ][\w'’.]+(?:[ -](?:[a-z]{2,3}[ -])?[A-ZÀ-Þ][\w'’.]+){0,3}"
    region = r"(?:,\s+[A-ZÀ-Þ][\w'’. -]{1,30}?){0,2}"
    month = f"(?i:{month_pattern()})"
    day = rf"(?:,?\s+(?:{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month})(?:,?\s+\d{{4}})?)?"
    agency = r"\s*\((?P<agency>[^()]{2,40})\)"
    dash = r"\s*[-–—]{1,2}\s+"
    return (
        re.compile(rf"(?P<place>{upper}{region}{day})(?:{agency})?(?:{dash}|:\s+(?=[A-Z“\"]))"),
        re.compile(rf"(?P<place>{titled}{region}{day}){agency}(?:{dash}|:\s+)"),
        re.compile(rf"(?P<place>{titled}{region}{day.removesuffix('?')}){dash}"),
        re.compile(r"(?P<place>)\((?P<agency>[A-Z][A-Za-z ]{1,20})\)(?:\s*[-–—]{1,2}\s+|\s*(?=[A-Z]))"),
    )


def dateline(paragraph: Paragraph) -> Dateline | None:
    """Return the place, day and agency that open a report ("BEIRUT (Reuters) - "), or None.

    The place is in upper case, or an agency in brackets or a day follows it.
    """
    if len(paragraph.words) < 8:
        return None
    start = paragraph.text[:DATELINE_CHARACTERS]
    match = next((found for one in _datelines() if (found := one.match(start))), None)
    if match is None:
        return None
    base = paragraph.span.start
    named = match["agency"] if "agency" in match.re.groupindex else None
    found_agencies = agencies_in(named, bracketed=True) if named else ()
    credit = Span(base + match.end("place"), base + match.end()) if found_agencies else None
    end = match.end("place") if credit or not named else match.end("agency") + 1
    days = find_dates(match[0])
    return Dateline(Span(base, base + end), credit, found_agencies, days[0][2] if days else None)
