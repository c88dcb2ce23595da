"""Write text into XML so that every reader takes it back: characters that XML 1.0 forbids are left out."""

from __future__ import annotations

import re

#: Control characters but tab and line break, surrogates and the two non-characters (XML 1.0, production 2; the C1
#: controls are allowed there and dropped here, for they are the debris of wrong encodings).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_SPECIAL = re.compile('[&<>"]')


def clean(text: str) -> str:
    """Return ``text`` without the characters that XML forbids, white space made single blanks."""
    # Most texts are names and addresses, which are clean: telling so costs a tenth of cleaning them.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(_FORBIDDEN.sub("", text).split())


def content(text: str) -> str:
    """Return text for between tags or double quotes, escaped."""
    cleaned = clean(text)
    return cleaned.translate(_ESCAPES) if _SPECIAL.search(cleaned) else cleaned


def attribute(name: str, value: str) -> str:
    """Return `` name="value"`` with a leading blank, quoted and escaped."""
    return f' {name}="{content(value)}"'
