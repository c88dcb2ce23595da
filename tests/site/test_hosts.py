"""The rules of the hosts, and what a real nginx answers with them."""

import http.client
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from kg.site import fixed
from kg.site.hosts import Rules
from kg.site.options import Options

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RULES = Rules("https://w3id.org/flood/", "https://data.example.org/kg/", LICENCE, (("actor/old", "actor/new"),), ("article/gone-1",))
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
FILES = {
    "index.html": "home",
    "404.html": "lost",
    "gone.html": "gone",
    "dataset.ttl": "# dataset",
    "page/actor/new.html": "<title>new</title>",
    "page/article/a.html": "article",
    "page/article/a/claim/1-2.html": "claim",
    "data/actor/new.ttl": "# turtle",
    "data/actor/new.jsonld": "{}",
    "data/actor/new.nt": "",
    "static/oxigraph.wasm": "",
}


def test_every_host_has_its_files() -> None:
    assert sorted(RULES.files()) == [".htaccess", ".nojekyll", "_headers", "_redirects", "nginx.conf", "w3id/.htaccess"]


def test_apache_chooses_by_what_is_accepted_moves_and_says_gone() -> None:
    text = RULES.files()[".htaccess"]
    for line in (
        "RewriteBase /kg/",
        "RewriteRule ^actor/old$ https://data.example.org/kg/actor/new [R=301,L,NE]",
        r"RewriteRule ^(?:page/|data/)?article/gone\-1(?:[/.].*)?$ - [G,L]",
        r"RewriteCond %{HTTP_ACCEPT} application/ld\+json",
        r'  Header add Link "<https://w3id.org/flood/%{KG_PAGE}e>; rel=\"cite-as\"" env=KG_PAGE',
    ):
        assert line in text.splitlines()


def test_w3id_leads_to_where_the_site_lies() -> None:
    text = RULES.files()["w3id/.htaccess"]
    assert text.splitlines()[-1] == "RewriteRule ^(.*)$ https://data.example.org/kg/$1 [R=302,L,NE]"
    assert "https://data.example.org/kg/data/$1.ttl [R=303" in text


def test_netlify_leads_to_the_page_and_knows_the_types() -> None:
    files = RULES.files()
    assert "/kg/actor/old /kg/actor/new 301!" in files["_redirects"].splitlines()
    assert "/kg/actor/:id /kg/page/actor/:id.html 302" in files["_redirects"].splitlines()
    assert "/kg/*.ttl\n  Content-Type: text/turtle\n" in files["_headers"]


def test_a_plain_host_leads_a_browser_on() -> None:
    options = Options("https://data.example.org/", LICENCE)
    assert '<script src="https://data.example.org/lost.js" defer></script>' in fixed.lost(options)
    assert 'location.replace(home + "page/" + path + ".html")' in fixed.lost_script(options, "actor/[^/]+")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Serve a small site by a real nginx with our rules; yield its port."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    place: Path = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}/"
    rules = Rules("https://w3id.org/flood/", home, LICENCE, RULES.moved, RULES.gone)
    for name, text in {**FILES, "nginx.conf": rules.files()["nginx.conf"]}.items():
        (place / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "site" / name).write_text(text)
    (place / "nginx.conf").write_text(
        f"pid {place}/pid; error_log {place}/error.log; daemon off; master_process off; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {place}/a; proxy_temp_path {place}/b; fastcgi_temp_path {place}/c;"
        f" uwsgi_temp_path {place}/d; scgi_temp_path {place}/e;\n"
        f"server {{ listen 127.0.0.1:{port}; root {place}/site; include {place}/site/nginx.conf; }} }}\n"
    )
    process = subprocess.Popen([NGINX, "-p", place, "-c", place / "nginx.conf"], stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stderr.close()


def ask(port, path, accept="*/*", method="HEAD"):
    """Return the status, the place that it leads to without the host, and the headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Accept": accept})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    place = (answer.headers["Location"] or "").removeprefix(f"http://127.0.0.1:{port}")
    return answer.status, place, answer.headers, body


@pytest.mark.parametrize(
    ("path", "accept", "status", "place"),
    [
        ("/actor/new", "text/html,application/xhtml+xml,*/*;q=0.8", 303, "/page/actor/new.html"),
        ("/actor/new", "*/*", 303, "/page/actor/new.html"),
        ("/actor/new", "text/turtle", 303, "/data/actor/new.ttl"),
        ("/actor/new", "application/ld+json", 303, "/data/actor/new.jsonld"),
        ("/actor/new", "application/n-triples, text/turtle;q=0.5", 303, "/data/actor/new.ttl"),
        ("/article/a/claim/1-2", "text/turtle", 303, "/data/article/a/claim/1-2.ttl"),
        ("/article/a/event/1-2", "text/turtle", 303, "/page/article/a.html"),
        ("/graph/article/a", "*/*", 303, "/page/article/a.html"),
        ("/graph/entities", "*/*", 303, "/dataset.ttl"),
        ("/dataset", "*/*", 303, "/dataset.ttl"),
        ("/actor/old", "text/html", 301, "/actor/new"),
        ("/article/gone-1", "*/*", 410, ""),
        ("/page/article/gone-1.html", "*/*", 410, ""),
        ("/data/article/gone-1/claim/1-2.ttl", "*/*", 410, ""),
        ("/page/actor/nobody.html", "*/*", 404, ""),
        ("/page/actor/new.html", "*/*", 200, ""),
    ],
)
def test_nginx_leads_every_iri_to_what_was_asked_for(served, path, accept, status, place):
    assert ask(served, path, accept)[:2] == (status, place)


def test_nginx_says_what_it_chose_by_and_who_may_read(served):
    assert ask(served, "/actor/new", "text/turtle")[2]["Vary"] == "Accept"
    assert ask(served, "/page/actor/new.html")[2]["Access-Control-Allow-Origin"] == "*"
    types = {name: ask(served, f"/{name}")[2]["Content-Type"].partition(";")[0] for name in FILES}
    assert types["data/actor/new.ttl"] == "text/turtle"
    assert types["data/actor/new.jsonld"] == "application/ld+json"
    assert types["data/actor/new.nt"] == "application/n-triples"
    assert types["static/oxigraph.wasm"] == "application/wasm"
    assert types["page/actor/new.html"] == "text/html"


def test_nginx_shows_what_is_gone_and_what_is_lost(served):
    assert ask(served, "/article/gone-1", method="GET")[3] == "gone"
    assert ask(served, "/nothing", method="GET")[3] == "lost"


def test_the_headers_are_those_that_fair_signposting_asks_for(served):
    signposting = pytest.importorskip("signposting", reason="the package signposting is not installed")
    home = f"http://127.0.0.1:{served}/"
    page = signposting.find_signposting_http(f"{home}page/actor/new.html")
    assert str(page.citeAs.target) == "https://w3id.org/flood/actor/new"
    assert str(page.license.target) == LICENCE
    assert {str(link.target) for link in page.types} == {"https://schema.org/AboutPage"}
    assert {(str(link.target), str(link.type)) for link in page.describedBy} == {
        (f"{home}data/actor/new.ttl", "text/turtle"),
        (f"{home}data/actor/new.jsonld", "application/ld+json"),
        (f"{home}data/actor/new.nt", "application/n-triples"),
    }
    data = signposting.find_signposting_http(f"{home}data/actor/new.ttl")
    assert {(str(link.rel), str(link.target)) for link in data.signposts} == {
        ("license", LICENCE),
        ("describes", f"{home}page/actor/new.html"),
    }
