"""Recognise what a page carries beside its article: menus, share buttons, cookie lines, policies, lists of other pages.

Single paragraphs are told by the lexicon's patterns. The end of a page opens with a known heading ("Comments", "You may
also like"); what follows is left out, and after a list of other pages reading goes on where running text does.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.articles.layout import Paragraph
from kg.articles.phrases import pattern, plain, unquoted

#: Paragraphs longer than this are furniture only where they speak to their reader.
SHORT_WORDS = 40
LONG_CHARACTERS = 3_000
#: Lines that merely hold a telling word are furniture up to this length.
LABEL_WORDS = 14
#: So much running text must stand before a heading that ends the page, or it is only a button ("Comments").
PROSE_BEFORE = 3
#: The article goes on after a list of other pages with this much running text in a row.
PROSE_AFTER = 2
#: One paragraph is enough where it is a quotation, or where so many of its words, and this share, were said before; a
#: word counts from this many letters on. Teasers of other pages share hardly any, or are no sentences.
SENTENCE_WORDS = 6
SAME_WORDS = 2
SAME_SHARE = 0.3
CONTENT_LETTERS = 5
#: Running text that goes on an article has at least this many words: teasers are shorter.
PROSE_WORDS = 14


def is_furniture(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph alone shows that it belongs to the page and not to the article."""
    line = plain(paragraph.text)
    count = len(paragraph.words)
    if len(line) > LONG_CHARACTERS:
        return False
    if pattern("furniture", "whole").fullmatch(line):
        return True
    if count <= SHORT_WORDS and pattern("furniture", "starts").match(line):
        return True
    if count <= LABEL_WORDS and not paragraph.terminated and pattern("furniture", "holds").search(line):
        return True
    return _speaks_to_reader(line)


def _speaks_to_reader(line: str) -> bool:
    own = unquoted(line)
    return bool(pattern("furniture", "house").search(own) and pattern("furniture", "address").search(own))


def beyond_article(paragraphs: Sequence[Paragraph], furniture: set[int]) -> set[int]:
    """Return the indexes of paragraphs that lie after the article's end or in a list of other pages."""
    left_out: set[int] = set()
    said: set[str] = set()
    index = prose = 0
    while index < len(paragraphs):
        line = plain(paragraphs[index].text)
        stop = index
        if pattern("ends", "whole").fullmatch(line):
            stop = len(paragraphs) if prose >= PROSE_BEFORE else index + 1
        elif pattern("asides", "whole").fullmatch(line):
            stop = _resumes(paragraphs, furniture, index + 1, said)
        elif index not in furniture:
            prose += paragraphs[index].prose
            said |= _content(paragraphs[index])
        left_out.update(range(index, stop))
        index = max(stop, index + 1)
    return left_out


def _resumes(paragraphs: Sequence[Paragraph], furniture: set[int], start: int, said: set[str]) -> int:
    """Return the index where the article goes on, or that of the next heading of its kind, or the end."""
    run: list[int] = []
    for index in range(start, len(paragraphs)):
        paragraph = paragraphs[index]
        line = plain(paragraph.text)
        if pattern("ends", "whole").fullmatch(line) or pattern("asides", "whole").fullmatch(line):
            return index
        if index in furniture:
            continue
        if _goes_on(paragraph, said):
            return index
        run = [*run, index] if paragraph.prose and len(paragraph.words) >= PROSE_WORDS else []
        if len(run) == PROSE_AFTER:
            return run[0]
    return len(paragraphs)


def _goes_on(paragraph: Paragraph, said: set[str]) -> bool:
    """Tell whether one paragraph alone shows that the article goes on: a quotation, or sentences about the same things."""
    if not paragraph.terminated or len(paragraph.words) < SENTENCE_WORDS:
        return False
    if paragraph.text.startswith(('"', "“")):
        return True
    content = _content(paragraph)
    same = len(content & said)
    return same >= SAME_WORDS and same >= SAME_SHARE * len(content)


def _content(paragraph: Paragraph) -> set[str]:
    """Return the words that tell what a paragraph is about: the long ones."""
    return {word for word in paragraph.words if len(word) >= CONTENT_LETTERS}
