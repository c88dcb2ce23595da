"""Write files whole, packed by their suffix, with their checksum: gzip (``.gz``) and Zstandard (``.zst``).

Packed files hold no clock and no name, so equal contents give equal files with one version of the packer.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

import zstandard

#: Levels of 9 and 22: more takes many times as long for some hundredths of the size.
GZIP, ZSTD = 6, 9


def unpacked_name(name: str) -> str:
    """Return the name of a file without the suffix of its packing."""
    return name.removesuffix(".gz").removesuffix(".zst")


@contextmanager
def packed(sink: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give what packs into ``sink`` as the suffix of ``name`` asks, or ``sink`` itself; ``sink`` stays open."""
    if name.endswith(".gz"):
        with gzip.GzipFile(filename="", mode="wb", compresslevel=GZIP, fileobj=sink, mtime=0) as inner:
            yield cast(BinaryIO, inner)
    elif name.endswith(".zst"):
        with zstandard.ZstdCompressor(level=ZSTD, write_checksum=True).stream_writer(sink, closefd=False) as inner:
            yield cast(BinaryIO, inner)
    else:
        yield sink


class Summed:
    """Write through to a sink, and know the SHA-256 (FIPS 180-4) of all that was written."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._digest = sink, hashlib.sha256()

    def write(self, block: bytes) -> int:
        """Write a block."""
        self._digest.update(block)
        return self._sink.write(block)

    def writelines(self, blocks: Iterator[bytes]) -> None:
        """Write blocks."""
        for block in blocks:
            self.write(block)

    def flush(self) -> None:
        """Do nothing: the sink is flushed by who opened it."""

    @property
    def checksum(self) -> str:
        """Return the checksum in hexadecimal digits."""
        return self._digest.hexdigest()
