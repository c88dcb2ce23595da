"""Hold how a site is published, checked once: a wrong word is refused before anything is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import ConfigError
from kg.triples.iris import check_base


@dataclass(frozen=True, slots=True)
class Options:
    """Hold how a site is published.

    IRIs hang under ``base``; ``home`` is where the folder is served, where that is not the base (a base at w3id.org leads
    there). Without a ``licence`` the site states none. ``texts`` gives the articles out in full. ``day`` is the day that the
    site says it was changed on: by itself that of the newest article, so that the same graph gives the same site. ``afresh``
    makes every page anew.
    """

    base: str
    licence: str = ""
    title: str = "Knowledge graph"
    publisher: str = ""
    home: str = ""
    texts: bool = False
    day: dt.date | None = None
    afresh: bool = False
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_base(self.base)
        if self.home:
            check_base(self.home)
        else:
            object.__setattr__(self, "home", self.base)
        parts = urlsplit(self.licence)
        if self.licence and (parts.scheme not in ("http", "https") or not parts.hostname or any(mark in self.licence for mark in ' "<>')):
            words = "give the address of one, such as https://creativecommons.org/licenses/by/4.0/"
            raise ConfigError(f"the licence {self.licence!r} is no IRI; {words}")
        for name, value in (("title", self.title), ("publisher", self.publisher)):
            if any(ord(character) < 32 for character in value):
                raise ConfigError(f"the {name} {value!r} holds a line break or another control character")


def day_of(epoch: str | None) -> dt.date | None:
    """Return the day of SOURCE_DATE_EPOCH (reproducible-builds.org), None where it is not set; ConfigError for what is no number."""
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH {epoch!r} is no number of seconds since 1970") from error
