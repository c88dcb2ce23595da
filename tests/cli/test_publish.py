"""One command publishes; what cannot be used is refused in one line and writes nothing."""

import pytest

HOW = ("--base", "https://data.example.org/", "--licence", "https://creativecommons.org/licenses/by/4.0/")


def test_a_graph_is_published_and_published_again(run, own, tmp_path):
    done = run("publish", "site", *HOW, "--title", "Lenta", "--store", own)
    assert (done.code, done.out) == (0, "")
    assert done.lines[0].endswith(" written, 0 deleted")
    assert "<title>Lenta</title>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    again = run("publish", "site", *HOW, "--title", "Lenta", "--store", own)
    assert " 0 of them made anew; " in again.lines[0] and again.lines[0].endswith(": 0 written, 0 deleted")
    afresh = run("publish", "site", *HOW, "--title", "Lenta", "--afresh", "--store", own)
    assert " 0 of them made anew; " not in afresh.lines[0] and afresh.lines[0].endswith(": 0 written, 0 deleted")


def test_the_day_of_the_site_is_that_of_the_newest_article_or_the_one_that_is_given(run, own, tmp_path, monkeypatch):
    run("publish", "site", *HOW, "--store", own)
    day = "<updated>2024-03-07T00:00:00Z</updated>\n<author>"
    assert day in (tmp_path / "site" / "feed.atom").read_text(encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    run("publish", "site", *HOW, "--store", own)
    assert day.replace("2024-03-07", "2025-01-01") in (tmp_path / "site" / "feed.atom").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--base", "https://data.example.org", *HOW[2:]), "does not end with '/'"),
        (("--base", "https://data.example.org/#a", *HOW[2:]), "has a query or a fragment"),
        ((*HOW[:2], "--licence", "CC-BY"), "the licence 'CC-BY' is no IRI"),
        ((*HOW, "--home", "here"), "is not an absolute http or https IRI"),
    ],
)
def test_what_cannot_be_used_is_refused(run, own, tmp_path, words, said):
    done = run("publish", "site", *words, "--store", own)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err
    assert not (tmp_path / "site").exists()


def test_a_moment_that_is_none_is_refused(run, own, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("publish", "site", *HOW, "--store", own).lines == ["kg: SOURCE_DATE_EPOCH 'yesterday' is no number of seconds since 1970"]


def test_a_folder_of_something_else_is_refused(run, own, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"1")
    done = run("publish", "photos", *HOW, "--store", own)
    assert (done.code, len(done.lines)) == (1, 1) and "holds a.jpg and no site of kg" in done.err
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_a_base_is_needed_and_without_a_licence_none_is_stated(run, own, tmp_path):
    assert run("publish", "site", "--store", own).code == 2
    assert run("publish", "site", "--base", "https://data.example.org/", "--store", own).code == 0
    site = tmp_path / "site"
    told = [*site.glob("*.ttl"), *site.glob("*.html"), *(site / name for name in (".htaccess", "nginx.conf", "_headers", "feed.atom"))]
    assert [path.name for path in told if 'rel="license"' in path.read_text() or "terms/license" in path.read_text()] == []
    assert "<rights>" not in (site / "feed.atom").read_text()
