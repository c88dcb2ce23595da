import os

import pytest

from kg.errors import LanguageError
from kg.language.cache import Cache


def test_an_answer_is_kept_under_its_question(tmp_path):
    key = Cache.key({"model": "small", "text": "¿qué?"})
    Cache(tmp_path / "new").put(key, "nada — \ud800")
    assert Cache(tmp_path / "new").get(key) == "nada — ?"
    assert Cache(tmp_path / "new").get(Cache.key({"model": "other", "text": "¿qué?"})) is None


def test_the_key_is_the_content_and_not_its_order():
    assert Cache.key({"a": 1, "b": [2]}) == Cache.key({"b": [2], "a": 1})


def test_a_spoilt_file_is_as_good_as_none(tmp_path):
    (tmp_path / "k.answer").write_bytes(b"\xff\xfe\xff")
    assert Cache(tmp_path).get("k") is None


def test_the_folder_keeps_its_bound_and_what_was_used_last(tmp_path):
    cache = Cache(tmp_path, most_bytes=50)
    for at in range(5):
        cache.put(f"k{at}", "x" * 10)
        os.utime(tmp_path / f"k{at}.answer", (at, at))
    cache.get("k0")
    cache.put("k5", "y" * 10)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["k0", "k3", "k4", "k5"]


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LanguageError, match="answers cannot be kept here"):
        Cache(tmp_path / "file").put("k", "x")
