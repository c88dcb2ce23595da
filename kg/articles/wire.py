"""Find articles that carry the same wire copy, however their pages dress or cut it.

A fingerprint is a winnowed set of hashed word shingles (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003): two
texts that share a run of ``SHINGLE + WINDOW - 1`` words share a hash. Copies are judged by containment, so that a copy
that was cut still counts. An index with short lists keeps the cost near-linear in the number of articles.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.articles.layout import comparable
from kg.model import Span

#: Words in a shingle, and shingles in a window of which the least hash is kept.
SHINGLE = 5
WINDOW = 4
#: Share of the shorter text's hashes that the longer one holds in copies; less where both credit one agency, since then
#: one desk rewrote what the other sent. Two outlets' own reports of one event share under a tenth.
CONTAINED = 0.5
CONTAINED_SAME_AGENCY = 0.3
#: Fewer shared hashes (about twenty words) may be one quoted statement.
LEAST_SHARED = 8
#: A copy shorter than this share of the whole is a teaser; joining it would join all that quote it.
LEAST_SIZE = 0.15
#: Articles remembered for each hash: the first of a group are enough to join the others to it.
PLACES = 8


def fingerprint(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the fingerprint of the words in some spans of a text: sorted hashes, equal in every process."""
    words = [word for span in spans for word in comparable(span.of(text))]
    size = min(SHINGLE, len(words))
    if not size:
        return ()
    hashes = [_hash(words[at : at + size]) for at in range(len(words) - size + 1)]
    width = min(WINDOW, len(hashes))
    return tuple(sorted({min(hashes[at : at + width]) for at in range(len(hashes) - width + 1)}))


def _hash(words: Sequence[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def wire_groups(fingerprints: Mapping[str, tuple[int, ...]], credits: Mapping[str, Sequence[str]] | None = None) -> Mapping[str, str]:
    """Return for each article the least id of its group: articles of one group carry the same copy.

    ``credits`` holds the agencies that an article credits. The result is a function of the set of articles.
    """
    order = sorted(fingerprints, key=lambda article: (-len(fingerprints[article]), article))
    places: dict[int, list[str]] = {}
    parents = {article: article for article in order}
    for article in order:
        prints = fingerprints[article]
        shared = Counter(other for one in prints for other in places.get(one, ()))
        for other, count in sorted(shared.items()):
            if _same_copy(count, len(prints), len(fingerprints[other]), _one_agency(article, other, credits or {})):
                _join(parents, article, other)
        for one in prints:
            known = places.setdefault(one, [])
            if len(known) < PLACES:
                known.append(article)
    return {article: _root(parents, article) for article in sorted(fingerprints)}


def _same_copy(shared: int, shorter: int, longer: int, one_agency: bool) -> bool:
    if shared == shorter == longer:
        return True
    needed = CONTAINED_SAME_AGENCY if one_agency else CONTAINED
    return shared >= LEAST_SHARED and shared >= needed * shorter and shorter >= LEAST_SIZE * longer


def _one_agency(left: str, right: str, credits: Mapping[str, Sequence[str]]) -> bool:
    return not set(credits.get(left, ())).isdisjoint(credits.get(right, ()))


def _root(parents: dict[str, str], article: str) -> str:
    while parents[article] != article:
        parents[article] = parents[parents[article]]
        article = parents[article]
    return article


def _join(parents: dict[str, str], left: str, right: str) -> None:
    first, second = sorted((_root(parents, left), _root(parents, right)))
    parents[second] = first
