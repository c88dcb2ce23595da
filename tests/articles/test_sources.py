import gzip
import io
import os

import pytest

from kg.articles import sources
from kg.articles.sources import Source, find, kind_of, left_out, sidecar_of, sniffed_kind
from kg.errors import InputError


def fill(folder, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")


def test_a_folder_is_read_with_its_folders_sorted_by_path(tmp_path):
    fill(tmp_path, "b.txt", "a/z.html", "a/b.jsonl.gz", ".hidden.txt", ".git/x.txt", "b.meta.json", "notes.pdf", "c/README")
    assert [(s.key, s.name, s.kind) for s in find([str(tmp_path)])] == [
        ("a/b.jsonl.gz", "b.jsonl.gz", "jsonl"),
        ("a/z.html", "z.html", "html"),
        ("b.txt", "b.txt", "text"),
    ]
    assert left_out(tmp_path) == {".pdf": 1, "README": 1}


def test_a_folder_without_articles_is_refused(tmp_path):
    fill(tmp_path, "a.pdf")
    (error,) = find([str(tmp_path)])
    assert str(error).startswith(f"{tmp_path}: the folder holds no article: known are .atom, .htm")


def test_a_sidecar_is_no_article_and_one_alone_is_refused(tmp_path):
    fill(tmp_path, "a.txt", "a.meta.json", "b.meta.json")
    found = list(find([str(tmp_path / "a.meta.json"), str(tmp_path / "b.meta.json")]))
    assert [str(error) for error in found] == [
        f"{tmp_path}/b.meta.json: is a sidecar without its article: NAME.meta.json belongs to NAME.txt"
    ]
    assert [type(item) for item in find([str(tmp_path)])] == [Source, InputError]


def test_what_is_not_there_or_of_no_known_kind_is_refused(tmp_path):
    fill(tmp_path, "a.pdf")
    messages = [str(error) for error in find([str(tmp_path / "no.txt"), str(tmp_path / "a.pdf")])]
    assert messages[0] == f"{tmp_path}/no.txt: there is no such file or folder"
    assert messages[1].startswith(f"{tmp_path}/a.pdf: is of no known kind: known are .atom, ")


def test_kinds_are_told_by_names():
    names = ["A.TXT", "a.htm.gz", "a.xml", "a.json", "a.meta.json", "a.ndjson", "a", "a.gz"]
    assert [kind_of(name) for name in names] == ["text", "html", "feed", "json", None, "jsonl", None, None]


def test_kinds_are_told_by_first_bytes():
    data = [
        b"\xef\xbb\xbf <!DOCTYPE html>",
        b'<?xml version="1.0"?><rss>',
        b"[{}]",
        b'{"text": "a"}\n{"text": "b"}',
        b'{\n "text": "a"\n}',
        b"Words <b>",
        b"",
    ]
    assert [sniffed_kind(one) for one in data] == ["html", "feed", "json", "jsonl", "json", "text", "text"]


def test_a_sidecar_lies_beside_packed_text_too(tmp_path):
    assert sidecar_of(tmp_path / "a.b.txt.gz") == sidecar_of(tmp_path / "a.b.txt") == tmp_path / "a.b.meta.json"


def test_packed_bytes_are_unpacked_wherever_they_come_from(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(b"Words."))
    assert Source("a", "a", "a", "text", path).read() == Source("a", "a", "a", "text", data=gzip.compress(b"Words.")).read() == b"Words."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a: the file is empty"),
        (b" \n ", "a: the file is empty"),
        (gzip.compress(b"Words. " * 500)[:-12], "a: the gzip data is damaged or cut short"),
        (b"\x1f\x8bnothing", "a: the gzip data is damaged or cut short"),
    ],
)
def test_empty_and_damaged_bytes_are_refused(data, message):
    with pytest.raises(InputError) as caught:
        Source("a", "a", "a", "text", data=data).read()
    assert str(caught.value).startswith(message)


def test_too_many_bytes_are_refused_packed_or_not(monkeypatch):
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    for data in (b"w" * 1001, gzip.compress(b"w" * 1001)):
        with pytest.raises(InputError, match="are no article; split the file"):
            Source("a", "a", "a", "text", data=data).read()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path):
    fill(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        Source("a", "a", "a", "text", tmp_path / "a.txt").read()


def test_a_file_that_went_away_is_refused(tmp_path):
    with pytest.raises(InputError, match="a: cannot be read: No such file or directory"):
        Source("a", "a", "a", "text", tmp_path / "a.txt").read()


def test_standard_input_is_named_by_its_first_bytes(monkeypatch):
    for data in (b"Words.", gzip.compress(b"Words.")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (source,) = find(["-"])
        assert (source.where, source.name, source.kind, source.key) == ("standard input", "stdin", "text", "stdin#44dcebcdcc56")


def test_a_graph_that_lies_among_the_articles_is_not_read(tmp_path):
    fill(tmp_path, "a.txt", "kg-store/store.json", "kg-store/graph/000012.log", "shop/store.json")
    assert [source.key for source in find([str(tmp_path)])] == ["a.txt", "shop/store.json"]
    assert left_out(tmp_path) == {}
