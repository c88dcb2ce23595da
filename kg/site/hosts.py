"""Write the rules of the hosts that a site may lie on: what each IRI answers with, as far as each host can.

============== ======================= ==========================================================
host           file                    what it can
============== ======================= ==========================================================
Apache         ``.htaccess``           all: content negotiation, moved, gone, types, Link headers
nginx          ``nginx.conf``          all; to be included in a ``server`` block
Netlify        ``_redirects``,         moved; an IRI leads to its page whatever is asked for; types,
               ``_headers``            but no Link header that names the page itself
GitHub Pages   ``.nojekyll``,          nothing but files: ``404.html`` leads a browser on
               ``404.html``
w3id.org       ``w3id/.htaccess``      leads IRIs under its own domain to where the site lies
============== ======================= ==========================================================

Neither Apache nor nginx weighs the q-values of an Accept header in its rules: what names HTML gets the page, else the first
of Turtle, JSON-LD and N-Triples that is named. Link headers follow FAIR Signposting (signposting.org/FAIR).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

#: Things that have a page of their own, by the beginning of their path; a claim lies under its article.
THINGS = r"(?:actor|place|comparison)/[^/]+|article/[^/]+(?:/claim/[^/]+)?"
#: What else an article's own things are; they are shown on its page, or on that of their claim.
PARTS = r"article/([^/]+)/(?!claim/)[^/]+/.+"
#: What is said of the whole alone; the description of the dataset tells where all of it is.
REST = r"(?:dataset|catalog|(?:graph|run|software|role|post|link)/.+)"
#: Suffix, media type, and what an Accept header names it by, in the order in which they are offered.
FORMATS = (
    ("ttl", "text/turtle", r"text/turtle"),
    ("jsonld", "application/ld+json", r"application/ld\+json"),
    ("nt", "application/n-triples", r"application/n-triples"),
)
#: Types that hosts do not know by themselves.
TYPES = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
    ("atom", "application/atom+xml"),
    ("wasm", "application/wasm"),
)
#: Types that nginx is told with those: naming some makes it forget the rest.
NGINX_TYPES = (
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("xml", "application/xml"),
    ("txt", "text/plain"),
    ("gz", "application/gzip"),
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold what the rules say: where the site lies, under what its IRIs hang, its licence, what moved and what is gone.

    ``moved`` maps the path of a merged thing to that of what it is now; ``gone`` are the paths of retracted articles.
    """

    base: str
    home: str
    licence: str
    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """Return the path below which the host serves the site, such as ``/`` or ``/flood/``."""
        return urlsplit(self.home).path or "/"

    def files(self) -> dict[str, str]:
        """Return the files of all hosts."""
        return {
            ".htaccess": _lines(self._apache()),
            "nginx.conf": _lines(self._nginx()),
            "_redirects": _lines(self._netlify_redirects()),
            "_headers": _lines(self._netlify_headers()),
            ".nojekyll": "",
            "w3id/.htaccess": _lines(self._w3id()),
        }

    def _apache(self) -> Iterator[str]:
        yield "# Apache 2.4 with mod_rewrite, mod_setenvif, mod_headers and mod_mime, where AllowOverride lets a folder have rules."
        yield "Options -MultiViews"
        yield "DirectoryIndex index.html"
        yield f"ErrorDocument 404 {self.root}404.html"
        yield f"ErrorDocument 410 {self.root}gone.html"
        yield from (f"AddType {kind} .{suffix}" for suffix, kind in TYPES)
        yield "RewriteEngine On"
        yield f"RewriteBase {self.root}"
        for path in self.gone:
            yield f"RewriteRule ^(?:page/|data/)?{re.escape(path)}(?:[/.].*)?$ - [G,L]"
        for old, new in self.moved:
            yield f"RewriteRule ^{re.escape(old)}$ {self.home}{new} [R=301,L,NE]"
        yield from _negotiated(self.root)
        yield f"RewriteRule ^{PARTS}$ {self.root}page/article/$1.html [R=303,L,NE]"
        yield f"RewriteRule ^graph/article/([^/]+)$ {self.root}page/article/$1.html [R=303,L,NE]"
        yield f"RewriteRule ^{REST}$ {self.root}dataset.ttl [R=303,L,NE]"
        where = re.escape(self.root)
        yield f'SetEnvIf Request_URI "^{where}page/({THINGS})\\.html$" KG_PAGE=$1'
        yield f'SetEnvIf Request_URI "^{where}data/({THINGS})\\.(?:ttl|jsonld|nt)$" KG_DATA=$1'
        yield "<IfModule mod_headers.c>"
        yield '  Header set Access-Control-Allow-Origin "*"'
        yield '  Header always set Vary "Accept" env=KG_CHOSEN'
        yield from (f'  Header add Link "{_quoted(link)}"' for link in self._licence())
        yield from (f'  Header add Link "{_quoted(link)}" env=KG_PAGE' for link in self._page_links("%{KG_PAGE}e"))
        yield from (f'  Header add Link "{_quoted(link)}" env=KG_DATA' for link in self._data_links("%{KG_DATA}e"))
        yield "</IfModule>"

    def _licence(self) -> tuple[str, ...]:
        return (f'<{self.licence}>; rel="license"',) if self.licence else ()

    def _page_links(self, path: str) -> tuple[str, ...]:
        """Return the links of the page of a thing: what it is cited as, what describes it, what kind of page it is."""
        described = (f'<{self.home}data/{path}.{suffix}>; rel="describedby"; type="{kind}"' for suffix, kind, _ in FORMATS)
        return (f'<{self.base}{path}>; rel="cite-as"', *described, '<https://schema.org/AboutPage>; rel="type"')

    def _data_links(self, path: str) -> tuple[str, ...]:
        """Return the links of the description of a thing: the page that it describes."""
        return (f'<{self.home}page/{path}.html>; rel="describes"; type="text/html"',)

    def _nginx(self) -> Iterator[str]:
        root, where = self.root, re.escape(self.root)
        types = " ".join(f"{kind} {suffix};" for suffix, kind in (("html", "text/html"), *NGINX_TYPES, *TYPES))
        yield "# nginx: include this file in a server block whose root holds the site" + (f" below {root}." if root != "/" else ".")
        yield "charset utf-8;"
        yield f"types {{ {types} }}"
        yield f"error_page 404 {root}404.html;"
        yield "set $kg_format page;"
        yield from (f'if ($http_accept ~* "{accepted}") {{ set $kg_format {suffix}; }}' for suffix, _, accepted in reversed(FORMATS))
        yield 'if ($http_accept ~* "text/html") { set $kg_format page; }'
        if self.gone:
            paths = "|".join(map(re.escape, self.gone))
            yield f'location ~ "^{where}(?:page/|data/)?(?:{paths})(?:[/.].*)?$" {{ error_page 410 {root}gone.html; return 410; }}'
        yield from (f'location = "{root}{old}" {{ return 301 {self.home}{new}; }}' for old, new in self.moved)
        yield f'location ~ "^{where}(?<kg_thing>{THINGS})$" {{'
        yield "  add_header Vary Accept always;"
        yield f"  if ($kg_format = page) {{ return 303 {self.home}page/$kg_thing.html; }}"
        yield f"  return 303 {self.home}data/$kg_thing.$kg_format;"
        yield "}"
        yield f'location ~ "^{where}{PARTS}$" {{ return 303 {self.home}page/article/$1.html; }}'
        yield f'location ~ "^{where}graph/article/([^/]+)$" {{ return 303 {self.home}page/article/$1.html; }}'
        yield f'location ~ "^{where}{REST}$" {{ return 303 {self.home}dataset.ttl; }}'
        everywhere = (*(f"add_header Link '{link}';" for link in self._licence()), 'add_header Access-Control-Allow-Origin "*";')
        yield from everywhere
        yield rf'location ~ "^{where}page/(?<kg_page>{THINGS})\.html$" {{'
        yield from (f"  add_header Link '{link}';" for link in self._page_links("$kg_page"))
        yield from (f"  {line}" for line in everywhere)
        yield "}"
        yield rf'location ~ "^{where}data/(?<kg_data>{THINGS})\.(?:ttl|jsonld|nt)$" {{'
        yield from (f"  add_header Link '{link}';" for link in self._data_links("$kg_data"))
        yield from (f"  {line}" for line in everywhere)
        yield "}"

    def _netlify_redirects(self) -> Iterator[str]:
        root = self.root
        for path in self.gone:
            yield from (f"{root}{before}{path}{after} {root}gone.html 410!" for before in ("", "page/", "data/") for after in ("", "/*"))
        yield from (f"{root}{old} {root}{new} 301!" for old, new in self.moved)
        yield f"{root}article/:id/claim/:claim {root}page/article/:id/claim/:claim.html 302"
        yield f"{root}article/:id/* {root}page/article/:id.html 302"
        yield from (f"{root}{kind}/:id {root}page/{kind}/:id.html 302" for kind in ("actor", "place", "comparison", "article"))
        yield f"{root}graph/article/:id {root}page/article/:id.html 302"
        rest = ("dataset", "catalog", "graph/*", "run/*", "software/*", "role/*", "post/*", "link/*")
        yield from (f"{root}{path} {root}dataset.ttl 302" for path in rest)

    def _netlify_headers(self) -> Iterator[str]:
        yield f"{self.root}*"
        yield "  Access-Control-Allow-Origin: *"
        yield from (f"  Link: {link}" for link in self._licence())
        for suffix, kind in TYPES:
            yield f"{self.root}*.{suffix}"
            yield f"  Content-Type: {kind}"

    def _w3id(self) -> Iterator[str]:
        yield f"# For the folder of {self.base} in the repository of w3id.org: leads IRIs to where the site lies."
        yield "Options -MultiViews"
        yield "RewriteEngine On"
        yield from _negotiated(self.home)
        yield f"RewriteRule ^(.*)$ {self.home}$1 [R=302,L,NE]"


def _negotiated(where: str) -> Iterator[str]:
    """Yield the rules of Apache that lead the IRI of a thing to what was asked for."""
    for suffix, _, accepted in FORMATS:
        yield "RewriteCond %{HTTP_ACCEPT} !text/html"
        yield f"RewriteCond %{{HTTP_ACCEPT}} {accepted}"
        yield f"RewriteRule ^({THINGS})$ {where}data/$1.{suffix} [R=303,L,NE,E=KG_CHOSEN:1]"
    yield f"RewriteRule ^({THINGS})$ {where}page/$1.html [R=303,L,NE,E=KG_CHOSEN:1]"


def _quoted(words: str) -> str:
    return words.replace('"', '\\"')


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
