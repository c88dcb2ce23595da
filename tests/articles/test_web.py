import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.articles import web
from kg.articles.load import load
from kg.articles.web import fetch, is_address
from kg.errors import InputError
from tests.articles.test_feeds import RSS
from tests.articles.test_pages import PAGE

ANSWERS = {
    "/news/tamber.html": ("text/html; charset=windows-1252", PAGE.encode("cp1252")),
    "/feed": ("application/rss+xml", RSS.encode()),
    "/plain": ("text/plain; charset=utf-8", b"The army said on Friday that it had taken the town."),
    "/packed.txt.gz": ("application/gzip", gzip.compress(b"The army said on Friday that it had taken the town.")),
    "/empty": ("text/html", b""),
    "/large": ("text/html", b"<p>" + b"w" * 5000),
    "/é l?q=ü": ("text/plain", b"The road was closed."),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        from urllib.parse import unquote

        path = unquote(self.path)
        if path == "/slow":
            time.sleep(0.6)
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/plain")
        elif path == "/astray":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/etc")
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "999")
        elif path in ANSWERS:
            self.send_response(200)
            self.send_header("Content-Type", ANSWERS[path][0])
        else:
            self.send_response(404, "Not Found")
        self.end_headers()
        self.wfile.write(ANSWERS.get(path, ("", b"some"))[1])

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_an_article_named_by_its_address(site):
    source = fetch(f"{site}/news/tamber.html#top")
    assert (source.url, source.key, source.name, source.kind, source.charset) == (
        f"{site}/news/tamber.html",
        f"{site}/news/tamber.html",
        "tamber.html",
        "html",
        "windows-1252",
    )


def test_a_page_is_loaded_from_its_address(site):
    (article,) = load([f"{site}/news/tamber.html"])
    assert (article.key, article.url, article.publisher) == (f"{site}/news/tamber.html", f"{site}/news/tamber.html", "The Courier")


def test_what_it_is_is_told_by_the_server_or_the_name(site):
    assert [fetch(f"{site}{path}").kind for path in ("/feed", "/plain", "/packed.txt.gz", "/moved")] == ["feed", "text", "text", "text"]


def test_addresses_need_not_be_in_ascii(site):
    assert fetch(f"{site}/é l?q=ü").data == b"The road was closed."


def test_feeds_and_packed_files_are_read_from_the_web(site):
    found = list(load([f"{site}/feed", f"{site}/packed.txt.gz"]))
    assert [getattr(item, "key", None) for item in found] == ["https://basin.example/1", f"{site}/feed#g2", None, f"{site}/packed.txt.gz"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "the server answers 404 Not Found"),
        ("/empty", "the server sends an empty page"),
        ("/large", "the page is larger than 4,000 bytes"),
        ("/slow", "cannot be (fetched|reached): .*timed out"),
        ("/cut", "the page was cut short: 995 bytes are missing"),
        ("/astray", "(the server answers 302|cannot be reached: )"),
    ],
)
def test_what_cannot_be_fetched_gives_one_line(site, path, message):
    with pytest.raises(InputError, match=f"^{site}{path}: {message}") as caught:
        fetch(f"{site}{path}", silence=0.3, most=4000)
    assert "\n" not in str(caught.value)


def test_a_page_that_never_ends_is_left(site, monkeypatch):
    monkeypatch.setattr(web, "PATIENCE", -1.0)
    with pytest.raises(InputError, match="the page took more than -1 seconds"):
        fetch(f"{site}/plain")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a", "http://no-such-host.invalid/a", "http:///a", "http://[::1", "https://127.0.0.1:99999/", "http://a b/"]
)
def test_an_unreachable_address_yields_its_error_and_the_others_go_on(url, tmp_path):
    (tmp_path / "a.txt").write_text("The army said so.", encoding="utf-8")
    error, article = load([url, str(tmp_path / "a.txt")])
    assert str(error).startswith(f"{url}: ")
    assert article.key == "a.txt"


def test_addresses_are_told_from_files():
    assert [is_address(source) for source in ("https://a.example", "HTTP://a.example", "ftp://a", "http.txt", "-")] == [
        True,
        True,
        False,
        False,
        False,
    ]
