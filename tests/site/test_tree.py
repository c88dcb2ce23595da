"""A site's folder holds a whole site at every moment, and nothing that is not ours is touched."""

import errno
import json
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.site import tree
from kg.site.tree import MANIFEST, PART, READY, Tree


def write(root: Path, files: dict[str, str], **notes: object) -> Tree:
    with Tree(root) as site:
        for path, text in files.items():
            site.put(path, text.encode())
        site.finish(notes)
    return site


def there(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file() and path.name != MANIFEST
    }


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(tmp_path):
    write(tmp_path / "site", {"index.html": "1", "page/a.html": "2", "page/b/c.html": "3"}, day="1")
    stamp = (tmp_path / "site" / "index.html").stat().st_mtime_ns
    again = write(tmp_path / "site", {"index.html": "1", "page/a.html": "22"}, day="2")
    assert (again.written, again.deleted) == (["page/a.html"], ["page/b/c.html"])
    assert there(tmp_path / "site") == {"index.html": "1", "page/a.html": "22"}
    assert (tmp_path / "site" / "index.html").stat().st_mtime_ns == stamp
    assert not (tmp_path / "site" / "page" / "b").exists()
    assert Tree(tmp_path / "site").notes == {"day": "2"}


def test_a_file_that_is_kept_is_not_written_and_one_that_was_lost_is_told(tmp_path):
    write(tmp_path, {"a": "1", "b": "2"})
    (tmp_path / "b").unlink()
    with Tree(tmp_path) as site:
        assert (site.whole("a"), site.whole("b"), site.whole("c")) == (True, False, False)
        site.keep("a")
        site.put("b", b"2")
        site.finish({})
    assert there(tmp_path) == {"a": "1", "b": "2"}


def test_publishing_twice_writes_nothing_at_all(tmp_path):
    write(tmp_path, {"a": "1"}, day="1")
    stamp = (tmp_path / MANIFEST).stat().st_mtime_ns
    again = write(tmp_path, {"a": "1"}, day="1")
    assert (again.written, again.deleted, (tmp_path / MANIFEST).stat().st_mtime_ns) == ([], [], stamp)


@pytest.mark.parametrize("name", ["holiday.jpg", "index.html", ".hidden"])
def test_a_folder_of_something_else_is_refused(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match=f"holds {name} and no site of kg"):
        Tree(tmp_path)
    assert there(tmp_path) == {name: "mine"}


def test_a_file_is_no_folder_for_a_site(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(StoreError, match="this is a file"):
        Tree(tmp_path / "site")


def test_a_site_may_lie_in_git_and_what_people_put_beside_it_stays(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    write(tmp_path, {"a": "1"})
    (tmp_path / "CNAME").write_text("data.example.org")
    write(tmp_path, {"b": "1"})
    assert there(tmp_path) == {".git/HEAD": "ref", "CNAME": "data.example.org", "b": "1"}


def test_a_file_that_is_not_ours_is_not_overwritten(tmp_path):
    write(tmp_path, {"a": "1"})
    (tmp_path / "b").write_text("mine")
    with pytest.raises(StoreError, match="is not of the site"):
        write(tmp_path, {"a": "2", "b": "2"})
    assert there(tmp_path) == {"a": "1", "b": "mine"}


def test_a_full_disk_leaves_the_old_site_whole(tmp_path, monkeypatch):
    write(tmp_path, {"a": "1", "b": "1"}, day="1")
    write_bytes = Path.write_bytes

    def full(path, body):
        if path.name == "b":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, body)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreError, match="the disk is full"):
        write(tmp_path, {"a": "2", "b": "2"}, day="2")
    assert there(tmp_path) == {"a": "1", "b": "1"}
    assert Tree(tmp_path).notes == {"day": "1"}
    assert not (tmp_path / PART).exists()


def test_a_run_that_was_killed_while_writing_leaves_no_trace(tmp_path):
    write(tmp_path, {"a": "1"})
    Tree(tmp_path).put("a", b"2")
    assert (tmp_path / PART / "a").exists()
    write(tmp_path, {"a": "1"})
    assert there(tmp_path) == {"a": "1"}


def test_a_move_that_was_cut_short_is_finished_by_the_next_run(tmp_path, monkeypatch):
    write(tmp_path, {"a": "1", "b": "1", "gone": "1"})
    moved = []
    replace = Path.replace

    def killed(path, place):
        if READY in path.parts and moved:
            raise KeyboardInterrupt
        moved.append(path)
        return replace(path, place)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, {"a": "2", "b": "2"}, day="2")
    monkeypatch.undo()
    assert Tree(tmp_path).notes == {"day": "2"}
    assert there(tmp_path) == {"a": "2", "b": "2"}


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', '{"format": 9, "files": {}, "notes": {}}'])
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(StoreError, match="new folder"):
        Tree(tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "page/../../outside"])
def test_a_manifest_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    (tmp_path / MANIFEST).write_text(json.dumps({"format": tree.FORMAT, "files": {name: "0"}, "notes": {}}))
    with pytest.raises(StoreError, match="not below the folder"):
        Tree(tmp_path)
