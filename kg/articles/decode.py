"""Turn bytes into text: UTF-8, or what a mark, a server, a page or the bytes themselves tell; doubt is noted, never hidden.

The order: a byte order mark; UTF-8 where the bytes are valid UTF-8; the charset that the source declares; detection by
charset-normalizer. UTF-8 with a few damaged bytes is refused with their offset and not read as something else.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from kg.errors import EncodingError, InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What files that are no text begin with.
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"SQLite format": "a database",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh9": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"\x28\xb5\x2f\xfd": "zstandard data",
    b"OggS": "audio",
    b"ID3": "audio",
}
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[\xa1-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: Bytes are Windows text of western Europe where at most so many are accented letters (quotes and dashes aside) ...
WESTERN_LETTERS = 0.03
#: ... and no accented capital stands inside a word, as it would if they were of another page of codes.
_MISREAD = re.compile(r"[a-z][À-ÖØ-Þ]")
#: The encodings that old pages use; among all that exist the detection would find one for any bytes.
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "mac_roman", "iso8859_2", "iso8859_9"),
    *("cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
#: Pages that declare these mean Windows' own superset (WHATWG Encoding Standard, "Names and labels").
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold a text, the encoding it was read in, and a note where that was detected."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str, charset: str | None = None) -> Decoded:
    """Return the text of some bytes; ``charset`` is what the source says of them.

    Raises InputError for what is no text, EncodingError with the offset of the first byte that cannot be decoded.
    """
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise InputError(f"is {what}, not text; give the article's text", source=source)
    decoded = _marked(data, source) or _utf8(data) or _wide(data) or _declared(data, charset) or _detected(data, source)
    if len(_CONTROL.findall(decoded.text[:100_000])) > len(decoded.text[:100_000]) * 0.01 or "\0" in decoded.text:
        raise InputError("is binary data, not text", source=source)
    return decoded


def _marked(data: bytes, source: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = encoding.removesuffix("-sig")
            try:
                return Decoded(data.decode(encoding), name)
            except UnicodeDecodeError as error:
                raise _refusal(error, name, source) from error
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8") if b"\0" not in data[:4096] else None
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> Decoded | None:
    """Return UTF-16 without a mark, which shows in every other byte being 0; English text has hardly another."""
    sample = data[:4096]
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[first::2].count(0) > 0.7 * len(sample[first::2]) and not sample[1 - first :: 2].count(0):
            try:
                return Decoded(data.decode(encoding), encoding, (f"the encoding was detected: {encoding}",))
            except UnicodeDecodeError:
                return None
    return None


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    """Return the text in the declared charset, where that is known and fits."""
    try:
        name = codecs.lookup(charset or "").name
        meant = _MEANT.get(name, name)
        return Decoded(data.decode(meant), meant)
    except (LookupError, ValueError):
        return None


def _detected(data: bytes, source: str) -> Decoded:
    """Return the text in the encoding that its bytes fit best; raises for bytes that fit none."""
    if b"\0" in data[:4096]:  # no encoding but UTF-16 and UTF-32, which were tried, has it in text
        raise InputError("is binary data, not text", source=source)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        refusal = _refusal(error, "utf-8", source)
    else:
        raise InputError("is binary data, not text", source=source)
    high = len(_HIGH.findall(data))
    if 2 * sum(len(match) for match in _SEQUENCE.findall(data)) > high:
        raise refusal
    if len(_LETTER.findall(data)) <= WESTERN_LETTERS * len(data):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise refusal from None
        if not _MISREAD.search(text):
            return Decoded(text, "cp1252", ("the encoding was detected: cp1252",))
    best = from_bytes(data[:1_000_000], cp_isolation=_CANDIDATES).best()
    try:
        name = codecs.lookup(best.encoding).name if best else "ascii"
        return Decoded(data.decode(name), name, (f"the encoding was detected: {name}",))
    except UnicodeDecodeError:
        raise refusal from None


def _refusal(error: UnicodeDecodeError, encoding: str, source: str) -> EncodingError:
    byte = error.object[error.start]
    message = f"byte 0x{byte:02x} at offset {error.start} is no {encoding}, and no other encoding fits; save it as UTF-8"
    return EncodingError(message, source=source, offset=error.start)
