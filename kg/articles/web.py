"""Fetch a page, a feed or a file from the web, within limits of time and size."""

from __future__ import annotations

import gzip
import http.client
import time
import zlib
from email.message import Message
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from kg.articles.sources import MOST_BYTES, Source, kind_of, sniffed_kind
from kg.errors import InputError

#: Seconds that a server may be silent, and that a page may take in all.
SILENCE = 20.0
PATIENCE = 120.0
#: What a page of the web may weigh (bytes).
MOST_PAGE = 32 * 1024 * 1024
_CHUNK = 64 * 1024
_AGENT = "newsclaims-kg (reads articles for a knowledge graph)"
#: The kind of input by the media type that a server tells; what is not here is told by the name or the bytes.
_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}
_HANDLERS = (
    ProxyHandler,
    HTTPHandler,
    HTTPSHandler,
    HTTPRedirectHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    UnknownHandler,
)


def is_address(source: str) -> bool:
    """Tell whether a source is an address of the web."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, silence: float = SILENCE, most: int = MOST_PAGE) -> Source:
    """Return the bytes of an address as a source; the address, without its fragment, becomes the article's URL.

    Raises InputError for what cannot be reached, answers an error, or passes the limits.
    """
    try:
        address = urlunsplit(urlsplit(url)._replace(fragment=""))
        request = Request(_quoted(address), headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"})
        with _opener().open(request, timeout=silence) as answer:
            data = _body(answer, most, url)
            headers: Message = answer.headers
    except HTTPError as error:
        error.close()
        raise InputError(f"the server answers {error.code} {error.reason}", source=url) from error
    except URLError as error:
        raise InputError(f"cannot be reached: {error.reason}", source=url) from error
    except (OSError, http.client.HTTPException, zlib.error, EOFError) as error:
        raise InputError(f"cannot be fetched: {error or type(error).__name__}", source=url) from error
    except ValueError as error:
        raise InputError(f"is no address: {error}", source=url) from error
    if not data.strip():
        raise InputError("the server sends an empty page", source=url)
    name = _name(address)
    kind = _MEDIA.get(headers.get_content_type()) or kind_of(name) or sniffed_kind(data)
    return Source(url, address, name, kind, data=data, url=address, charset=headers.get_content_charset())


def _opener() -> OpenerDirector:
    """Return an opener for http and https alone: a redirect leads nowhere else."""
    opener = OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    return opener


def _body(answer: http.client.HTTPResponse, most: int, url: str) -> bytes:
    started = time.monotonic()
    pieces, size = [], 0
    while piece := answer.read(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise InputError(f"the page is larger than {most:,} bytes", source=url)
        if time.monotonic() - started > PATIENCE:
            raise InputError(f"the page took more than {PATIENCE:.0f} seconds", source=url)
    if answer.length:
        raise InputError(f"the page was cut short: {answer.length:,} bytes are missing", source=url)
    data = b"".join(pieces)
    if answer.headers.get("Content-Encoding", "").lower() == "gzip":
        data = gzip.decompress(data)
    if len(data) > MOST_BYTES:
        raise InputError(f"the page is larger than {MOST_BYTES:,} bytes", source=url)
    return data


def _quoted(address: str) -> str:
    """Return an address in ASCII: its host by IDNA, the rest in percent signs."""
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError("it names no host")
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe), quote(parts.query, safe), ""))


def _name(address: str) -> str:
    """Return the last segment of an address's path, or its host."""
    parts = urlsplit(address)
    return parts.path.rstrip("/").rpartition("/")[2] or parts.netloc
