"""Make the files beside the pages: sitemap, robots, feed of new claims, pages for what is lost, gone or moved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from kg.pages import page_file
from kg.site.options import Options
from kg.store.graphs import GraphStore
from kg.triples.iris import path_of

#: Addresses in one sitemap (sitemaps.org allows 50,000), and claims in the feed.
SITEMAP_SIZE = 45_000
FEED_SIZE = 50

_NEWEST = """
SELECT ?claim ?content ?day ?outlet ?headline WHERE {
  ?claim a kg:Claim ; kg:content ?content ; kg:inArticle ?article .
  ?article schema:datePublished ?day .
  OPTIONAL { ?article schema:publisher ?outlet }
  OPTIONAL { ?article schema:headline ?headline }
} ORDER BY DESC(?day) ?claim LIMIT %d"""
_LAST = "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?article a kg:Article ; schema:datePublished ?day }"


@dataclass(frozen=True, slots=True)
class Period:
    """Hold the first and the last day on which something of the graph was published; empty where no article has a date."""

    first: str = ""
    last: str = ""


def period(store: GraphStore) -> Period:
    """Return the period of a graph."""
    first, last = store.query(_LAST).rows[0]
    return Period("" if first is None else str(first), "" if last is None else str(last))


def sitemap(paths: Iterable[str], options: Options) -> dict[str, str]:
    """Return the sitemap of the pages, and its parts where one cannot hold them."""
    found = [options.home + _file_address(page_file(path)) for path in paths if not path.endswith(".json")]
    parts = [found[start : start + SITEMAP_SIZE] for start in range(0, len(found), SITEMAP_SIZE)] or [[]]
    if len(parts) == 1:
        return {"sitemap.xml": _urls("urlset", "url", parts[0])}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    whole = _urls("sitemapindex", "sitemap", [options.home + name for name in names])
    return {"sitemap.xml": whole, **{name: _urls("urlset", "url", part) for name, part in zip(names, parts, strict=True)}}


def _urls(root: str, one: str, addresses: Iterable[str]) -> str:
    rows = "".join(f"<{one}><loc>{escape(address)}</loc></{one}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{root}>\n'


def _file_address(file: str) -> str:
    return quote("" if file == "index.html" else file, safe="/!$&'()*+,;=:@~")


def robots(options: Options) -> str:
    """Return what tells crawlers where the sitemap lies."""
    return f"User-agent: *\nAllow: /\nSitemap: {options.home}sitemap.xml\n"


def feed(store: GraphStore, options: Options, updated: str) -> str:
    """Return the newest claims as an Atom feed (RFC 4287); an entry is as old as the article that makes the claim."""
    rows = store.query(_NEWEST % FEED_SIZE).rows
    entries = "".join(_entry(options, *(None if cell is None else str(cell) for cell in row)) for row in rows)
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{escape(options.base)}feed</id>",
        f"<title>{escape(options.title)}: new claims</title>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{escape(options.publisher or options.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(options.home + "feed.atom")}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(options.home)}/>',
        *((f"<rights>{escape(options.licence)}</rights>",) if options.licence else ()),
    )
    return "\n".join(lines) + f"\n{entries}</feed>\n"


def _entry(options: Options, claim: str | None, content: str | None, day: str | None, outlet: str | None, headline: str | None) -> str:
    address = options.home + _file_address(page_file(path_of(options.base, claim or "")))
    source = ", ".join(part for part in (outlet, headline, day) if part)
    return (
        f"<entry>\n<id>{escape(claim or '')}</id>\n<title>{escape(_plain(content))}</title>\n<updated>{_moment(day or '')}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n<summary>{escape(_plain(source))}</summary>\n</entry>\n'
    )


def _plain(words: str | None) -> str:
    """Return words on one line, without what XML 1.0 cannot hold."""
    return " ".join(
        "".join(character if character >= " " and character not in "\ufffe\uffff" else " " for character in words or "").split()
    )


def _moment(day: str) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"


def moved(path: str, to: str, address: str, options: Options) -> str:
    """Return the page of a merged thing: it leads on by itself, and says where to."""
    onward = f'<meta http-equiv="refresh" content={quoteattr("0; url=" + address)}>\n'
    head = f'{onward}<link rel="canonical" href={quoteattr(options.base + to)}>\n'
    return _page("Moved", head, f"<p>{escape(path)} was found to be the same as <a href={quoteattr(address)}>{escape(to)}</a>.</p>\n")


def gone(address: str, options: Options, path: str = "") -> str:
    """Return the page of a retracted article, or without a path that of all of them."""
    words = f"{escape(path)} was retracted" if path else "This article was retracted"
    back = f"<p><a href={quoteattr(address)}>{escape(options.title)}</a></p>\n"
    return _page(
        "Retracted", '<meta name="robots" content="noindex">\n', f"<p>{words}: it and all that it alone said were taken out.</p>\n{back}"
    )


def lost(options: Options) -> str:
    """Return the page for an address that has no file; where the host has no rules, it leads a browser from an IRI to its page."""
    head = f'<meta name="robots" content="noindex">\n<script src={quoteattr(options.home + LOST)} defer></script>\n'
    back = f"<p><a href={quoteattr(options.home)}>{escape(options.title)}</a></p>\n"
    return _page("Not found", head, f"<p>There is no page at this address.</p>\n{back}")


def _page(title: str, head: str, body: str) -> str:
    start = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    return f"{start}{view}{head}</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"


#: The script of the page for what is lost.
LOST = "lost.js"


def lost_script(options: Options, things: str) -> str:
    """Return the script that leads from the IRI of a thing to its page: for hosts that serve files and nothing else."""
    lines = (
        '"use strict";',
        f"const home = {json.dumps(options.home)};",
        f"const thing = new RegExp({json.dumps(f'^(?:{things})$')});",
        'const part = new RegExp("^article/([^/]+)/(?!claim/).+$");',
        'const path = location.href.startsWith(home) ? location.href.slice(home.length).split(/[?#]/)[0] : "";',
        'if (thing.test(path)) location.replace(home + "page/" + path + ".html");',
        'else if (part.test(path)) location.replace(home + "page/article/" + path.match(part)[1] + ".html");',
    )
    return "\n".join(lines) + "\n"


def checksums(files: Iterable[tuple[str, str]]) -> str:
    """Return SHA-256 digests as ``sha256sum -c`` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in files)
