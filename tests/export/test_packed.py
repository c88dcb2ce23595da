import gzip
import hashlib
import io

import pytest
import zstandard

from kg.export.packed import Summed, packed, unpacked_name

WORDS = b"who says what " * 1000


def unpacked(block):
    return zstandard.ZstdDecompressor().decompressobj().decompress(block)


READERS = {"x.nq": bytes, "x.nq.gz": gzip.decompress, "x.nq.zst": unpacked}


def through(name):
    sink = io.BytesIO()
    with packed(sink, name) as inner:
        inner.write(WORDS[:100])
        inner.write(WORDS[100:])
    return sink.getvalue()


@pytest.mark.parametrize("name", READERS)
def test_a_file_is_packed_as_its_suffix_asks_and_equal_contents_give_equal_bytes(name):
    assert READERS[name](through(name)) == WORDS
    assert through(name) == through(name)
    assert name == "x.nq" or len(through(name)) < len(WORDS) / 10


def test_the_name_without_its_packing():
    assert [unpacked_name(name) for name in READERS] == ["x.nq"] * 3


def test_the_checksum_is_of_all_that_was_written():
    sink = io.BytesIO()
    summed = Summed(sink)
    summed.write(b"who ")
    summed.writelines(iter([b"says ", b"what"]))
    assert (sink.getvalue(), summed.checksum) == (b"who says what", hashlib.sha256(b"who says what").hexdigest())
