import datetime as dt
import gzip
import json

from kg.articles.load import READERS, Overrides, load
from kg.articles.sources import KINDS
from kg.errors import EncodingError, InputError
from kg.model import Article
from tests.articles.pages import BODY
from tests.articles.test_feeds import RSS
from tests.articles.test_pages import PAGE


def told(*sources, overrides=None):
    return [item.key if isinstance(item, Article) else str(item) for item in load([str(source) for source in sources], overrides)]


def test_every_kind_has_its_reader():
    assert set(KINDS.values()) == set(READERS)


def test_a_folder_of_all_kinds_is_read_packed_or_not(tmp_path):
    files = {
        "a.txt": BODY[0],
        "b.html": PAGE.replace("/tamber", "/b"),
        "c.json": json.dumps({"text": BODY[0]}),
        "d.jsonl": json.dumps({"text": BODY[1], "url": "https://a.example/d"}),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        packed = text.replace("example/", "example/packed-")
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(packed.encode()))
    (tmp_path / "e.xml").write_text(RSS, encoding="utf-8")
    assert told(tmp_path) == [
        "a.txt",
        "a.txt.gz",
        "https://courier.example/b",
        "https://courier.example/packed-b",
        "c.json",
        "c.json.gz",
        "https://a.example/d",
        "https://a.example/packed-d",
        "https://basin.example/1",
        "e.xml#g2",
        f"{tmp_path}/e.xml, entry 3: the entry holds no text of its own; give its link as a source",
    ]


def test_bad_inputs_yield_their_errors_and_the_others_go_on(tmp_path):
    bad = {
        "b.txt": b"",
        "c.txt": b"%PDF-1.4",
        "d.txt": "“Good” words, “good” words".encode() + b"\xff",
        "e.txt": gzip.compress(BODY[0].encode())[:30],
        "f.html": b"no markup here",
        "g.json": b'{"titel": "x"}',
        "h.txt": b"w" * 2_000_001,
    }
    for name, data in {"a.txt": BODY[0].encode(), "z.txt": BODY[1].encode(), **bad}.items():
        (tmp_path / name).write_bytes(data)
    found = list(load([str(tmp_path)]))
    assert [type(item) for item in found][::8] == [Article, Article]
    errors = {item.source: str(item) for item in found if isinstance(item, InputError)}
    assert list(errors) == [str(tmp_path / name) for name in bad]
    assert all("\n" not in message and message.startswith(source) for source, message in errors.items())
    assert isinstance(found[3], EncodingError)


def test_the_user_wins_over_the_source(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (article,) = load([str(tmp_path / "a.html")], Overrides(dt.date(2020, 1, 1), "Other", "https://other.example/"))
    assert (article.key, article.url, article.published, article.publisher) == (
        "https://other.example/",
        "https://other.example/",
        dt.date(2020, 1, 1),
        "Other",
    )


def test_two_inputs_of_one_key_do_not_overwrite_each_other(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{BODY[0]} {folder}", encoding="utf-8")
    first, second = told(tmp_path / "x", tmp_path / "y")
    assert first == "a.txt"
    assert second == f"{tmp_path}/y/a.txt: has the same key as {tmp_path}/x/a.txt (a.txt): give each its own URL, or their common folder"


def test_the_same_input_named_twice_is_read_twice(tmp_path):
    (tmp_path / "a.txt").write_text(BODY[0], encoding="utf-8")
    assert told(tmp_path / "a.txt", tmp_path / "a.txt") == ["a.txt", "a.txt"]
