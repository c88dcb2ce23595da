"""Turn bytes into text: UTF-8, or what a mark, a server, a page or the bytes themselves tell; doubt is noted, never hidden."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from kg.errors import EncodingError, InputError


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
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    if b"\0" in data[:4096]:
        raise InputError("is binary, no text", source=source)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        try:
            return Decoded(data.decode("cp1252"), "cp1252", ("the encoding was detected: cp1252",))
        except UnicodeDecodeError:
            raise EncodingError(f"cannot be decoded at byte {error.start}", source=source, offset=error.start) from error
