"""Read files of other gazetteers as entries: dumps of GeoNames, query results of Wikidata, entities of FollowTheMoney.

One reader a format in ``FORMATS`` yields rows; :func:`assembled` puts the rows of one thing together and gives each an id. A row that is
not in order is refused with its line and the others go on; a file that cannot be read at all is an error. Identifiers (Wikidata,
GeoNames) are those of the file's own columns and are never guessed. SKOS files are RDF, which ``kg.triples.skos`` reads into such rows.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from kg.entities.followthemoney import read_followthemoney
from kg.entities.gazetteer import PLACE_TYPES, Entry
from kg.entities.geonames import read_geonames
from kg.entities.rows import LeftOut, Row
from kg.entities.spelling import fold, slug
from kg.entities.wikidata import read_wikidata
from kg.errors import InputError
from kg.model import PlaceType

Item = Row | InputError | LeftOut
Reader = Callable[[Iterable[str], str, str | None], Iterator[Item]]

#: Reader of the lines of a file, its name, and the type of rows that name none.
FORMATS: dict[str, Reader] = {"followthemoney": read_followthemoney, "geonames": read_geonames, "wikidata": read_wikidata}

#: The format that the end of a file's name tells, compression apart; ".json" is told by what the file holds.
SUFFIXES = {
    ".csv": "wikidata", ".ftm.json": "followthemoney", ".jsonl": "followthemoney", ".ndjson": "followthemoney", ".txt": "geonames",
    ".tsv": "geonames", ".zip": "geonames", ".ttl": "skos", ".nt": "skos", ".rdf": "skos", ".xml": "skos", ".owl": "skos",
}  # fmt: skip

#: Kinds of place that a name is told apart by in its id, for they often share it with another place ("Homs").
_MARKED = (PlaceType.PROVINCE, PlaceType.CAMP, PlaceType.RIVER)
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold the entries of a file, by id, the rows that were refused, and how many were left out, by reason."""

    entries: tuple[Entry, ...] = ()
    refused: tuple[InputError, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def format_of(path: Path) -> str | None:
    """Return the format of a file by its name, for JSON by its first line; None where neither tells."""
    name = path.name.lower().removesuffix(".gz")
    told = next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), None)
    if told or not name.endswith(".json"):
        return told
    with opened(path) as stream:
        return "followthemoney" if _is_entity(stream.readline()) else "wikidata"


def _is_entity(line: bytes) -> bool:
    try:
        table = json.loads(line)
    except ValueError:
        return False
    return isinstance(table, dict) and "schema" in table


def read_file(path: Path, form: str, type: str | None = None) -> Imported:
    """Return what a file holds, plain or compressed (.gz, .zip); InputError where it cannot be read."""
    with opened(path) as stream:
        lines = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="\n")
        return assembled(FORMATS[form](lines, path.name, type), path.name)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for its bytes, unpacked; of a ZIP archive the member named like it, else the largest."""
    try:
        if path.name.lower().endswith(".zip"):
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as member:
                yield cast(BinaryIO, member)
        elif path.name.lower().endswith(".gz"):
            with gzip.open(path) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            with path.open("rb") as plain:
                yield plain
    except _BROKEN as error:
        raise InputError(f"cannot be read: {error}; nothing was imported", source=str(path)) from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    files = [one for one in archive.infolist() if not one.is_dir()]
    if not files:
        raise InputError("is an archive without files", source=str(path))
    return max(files, key=lambda one: (Path(one.filename).stem.lower() == path.stem.lower(), one.file_size, one.filename))


def assembled(items: Iterable[Item], source: str) -> Imported:
    """Return the entries of rows: the rows of one key as one, each with an id of its own in the file."""
    rows: dict[str, Row] = {}
    refused: list[InputError] = []
    left_out: Counter[str] = Counter()
    for item in items:
        if isinstance(item, InputError):
            refused.append(item)
        elif isinstance(item, LeftOut):
            left_out[item.reason] += 1
        elif not _is_text(item):
            refused.append(InputError("is not in UTF-8", source=source, line=item.line))
        else:
            rows[item.key] = _joined(rows[item.key], item) if item.key in rows else item
    ids = _ids(rows.values())
    entries = (_entry(row, ids) for row in rows.values())
    return Imported(tuple(sorted(entries, key=lambda entry: entry.id)), tuple(refused), dict(sorted(left_out.items())))


def _is_text(row: Row) -> bool:
    try:
        "".join((row.key, row.name, *row.aliases, *row.weak)).encode()
    except UnicodeEncodeError:
        return False
    return True


def _joined(one: Row, other: Row) -> Row:
    """Return two rows of one thing as one: all names and countries; what only one can say is taken from the first that says it."""
    vague = one.type == PlaceType.OTHER
    return replace(
        one,
        type=other.type if vague and other.type in PLACE_TYPES else one.type,
        aliases=tuple(sorted({*one.aliases, *other.aliases, other.name})),
        weak=tuple(sorted({*one.weak, *other.weak})),
        country="|".join(sorted({code for row in (one, other) for code in row.country.split("|") if code})),
        inside=one.inside or other.inside,
        latitude=other.latitude if one.latitude is None else one.latitude,
        longitude=other.longitude if one.latitude is None else one.longitude,
        geonames=one.geonames or other.geonames,
        wikidata=one.wikidata or other.wikidata,
        weight=max(one.weight, other.weight),
    )


def _plain(row: Row) -> str:
    """Return the id that a row's name alone gives it: the one that the thing would have in the graph without a gazetteer."""
    words = slug(row.name)
    marked = row.type in _MARKED and row.type not in words.split("-")
    return f"{'place' if row.type in PLACE_TYPES else 'actor'}/{words}{f'-{row.type}' if marked else ''}"


def _ids(rows: Iterable[Row]) -> dict[str, str]:
    """Return the id of each key; namesakes all carry their key, so that another row of the file does not change an id."""
    plain = {row.key: _plain(row) for row in rows}
    bearers = Counter(plain.values())
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: row.key):
        own = plain[row.key]
        tail = row.geonames or row.wikidata or slug(row.key.rstrip("/").rpartition("/")[2].rpartition("#")[2])
        wanted = own if bearers[own] == 1 else f"{own}-{tail}"
        number = 2
        while (id := wanted) in taken:
            wanted, number = f"{own}-{tail}-{number}", number + 1
        taken.add(id)
        ids[row.key] = id
    return ids


def _entry(row: Row, ids: Mapping[str, str]) -> Entry:
    inside = ids.get(row.inside or "")
    return Entry(
        id=ids[row.key],
        name=row.name,
        type=row.type,
        aliases=tuple(sorted({*row.aliases, *row.weak} - {row.name})),
        country=row.country,
        inside=inside if row.type in PLACE_TYPES and inside != ids[row.key] and (inside or "").startswith("place/") else None,
        latitude=row.latitude,
        longitude=row.longitude,
        geonames=row.geonames,
        wikidata=row.wikidata,
        weight=row.weight,
        loose=frozenset(fold(name) for name in row.weak),
    )
