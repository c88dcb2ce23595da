"""Read from the surface who says something: the words beside a quotation, before a verb of saying, behind a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.claims import cues
from kg.claims.page import Page
from kg.claims.quotes import Quotation
from kg.model import Span

_SUBJECT_AFTER = re.compile(r"[\s,]*((?:[^\s,.;:\"“”]+(?:\s|(?=[,.;:]))){1,9})")
_SUBJECT_BEFORE = re.compile(r"(?:^|(?<=[,;:]\s)|(?<=\bbut\s)|(?<=\band\s)|(?<=[”\"]\s))((?:[^\s,;:\"“”]+\s+){1,10})$")
_CONJUNCTION = re.compile(r"(?:but|and|while|although|though|as|when|because|yet)\s+", re.I)
_NOT_A_SUBJECT = re.compile(r"\b(?:to|not|be|been|being|who|which|that)\s*\Z", re.I)
_APPOSITION = re.compile(r",\s(?:an?|the|who|whose)\s[^,.;:()\"“”\n]{3,100}(?=[,.](?:\s|$))")


def beside(page: Page, quotation: Quotation) -> tuple[Span | None, Span | None] | None:
    """Return cue and source that stand right after or right before a quotation, in its paragraph."""
    text, end = page.text, line_end(page.text, quotation.outer.end)
    after = re.compile(r"\s*,?\s*").match(text, quotation.outer.end)
    start = after.end() if after else quotation.outer.end
    verb = cues.saying().match(text, start, end)
    if verb:
        subject = _SUBJECT_AFTER.match(text, verb.end(), end)
        return Span(*verb.span()), cleaned(text, subject.span(1)) if subject else None
    verb = cues.saying().search(text, start, min(end, start + 90))
    if verb and not re.search(r"[.;:]\s", text[start : verb.start()]) and text[start : verb.start()].strip():
        return Span(*verb.span()), cleaned(text, (start, verb.start()))
    return _in_front(page, quotation)


def _in_front(page: Page, quotation: Quotation) -> tuple[Span | None, Span | None] | None:
    text, line = page.text, page.text.rfind("\n", 0, quotation.outer.start) + 1
    introduced = re.search(r"[,:]\s*\Z|\b(?:that|as)\s*\Z", text[line : quotation.outer.start])
    if not introduced:
        return None
    verbs = list(cues.saying().finditer(text, max(line, quotation.outer.start - 90), line + introduced.start()))
    if not verbs:
        return None
    return Span(*verbs[-1].span()), subject_before(page, verbs[-1].start())


def line_end(text: str, offset: int) -> int:
    """Return where the line that holds an offset ends."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def cleaned(text: str, bounds: tuple[int, int]) -> Span | None:
    """Trim space from a source; None where nothing is left."""
    words = text[bounds[0] : bounds[1]]
    start = bounds[0] + len(words) - len(words.lstrip())
    end = bounds[0] + len(words.rstrip())
    return Span(start, end) if start < end else None


def subject_before(page: Page, end: int) -> Span | None:
    """Return the words right before a verb, back to the start of its clause."""
    start = page.sentence_of(Span(end, end + 1)).start
    match = _SUBJECT_BEFORE.search(page.text[start:end])
    if not match or _NOT_A_SUBJECT.search(match.group(1)):
        return None
    conjunction = _CONJUNCTION.match(match.group(1))
    return cleaned(page.text, (start + match.start(1) + (conjunction.end() if conjunction else 0), end))


def with_apposition(text: str, source: Span, taken: Sequence[Span]) -> Span:
    """Return the words for a source with what is said of it between commas: "Anna Holt, the mayor of Lowtown,".

    Nothing is added that overlaps the other words of the claim (``taken``).
    """
    match = _APPOSITION.match(text, source.end)
    if match is None:
        return source
    added = Span(source.end, match.end())
    return source if any(span.overlaps(added) for span in taken) else Span(source.start, match.end())
