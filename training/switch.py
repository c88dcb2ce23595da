"""Rewrite an annotated text with other names of the same types, so that the model learns how names are used and not which there are.

Follows the entity switching of Agarwal et al. (2020, "Entity-Switched Datasets"): a name gives way to one of the same fine type and the
same number of words, everywhere in the text, and a part of it that stands alone ("Bali" after "Mustefa Bali") to the same part of the
other name. Offsets in words, and so all claims, stay as they are.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.coarse import Allowed
from training.data import Document

Name = tuple[str, ...]
Pool = dict[tuple[Allowed, int], list[Name]]

#: Types whose names say themselves what they are ("Iranian Foreign Ministry", "World War II"), or are bound to others in the text.
KEPT = frozenset({"nationality", "event", "government-body", "state", "country", "military", "water", "river"})


def names(document: Document) -> list[tuple[int, int, Allowed]]:
    """Give (first word, word after the last, allowed B- tags) of every name in a document whose type group is known."""
    tags = document.tags or ()
    out = []
    for i, allowed in enumerate(tags):
        if "O" in allowed or not all(tag.startswith("B-") for tag in allowed):
            continue
        end = i + 1
        while end < len(tags) and all(tag.startswith("I-") for tag in tags[end]):
            end += 1
        out.append((i, end, allowed))
    return out


def pool_of(documents: Iterable[Document]) -> Pool:
    """Collect the names of documents by type and length; one that stands often is drawn as often as another."""
    found: dict[tuple[Allowed, int], dict[Name, None]] = defaultdict(dict)
    for document in documents:
        for start, end, allowed in names(document):
            words = document.words[start:end]
            if all(w[:1].isupper() or not w.isalpha() for w in words) and not all(w.isupper() for w in words):
                found[allowed, end - start][words] = None
    return {key: list(group) for key, group in found.items()}


def switched(document: Document, pool: Pool, rng: random.Random, rate: float = 0.5) -> Document:
    """Give the document with about `rate` of its names exchanged, each for one other name throughout."""
    words = list(document.words)
    chosen: dict[Name, Name] = {}
    parts: dict[str, str] = {}
    for start, end, allowed in sorted(names(document), key=lambda n: n[0] - n[1]):
        old = document.words[start:end]
        if old not in chosen:
            known = tuple(parts.get(w, "") for w in old)
            chosen[old] = known if len(old) == 1 and known[0] else _drawn(old, allowed, pool, rng, rate)
            if len(old) > 1 and chosen[old] != old:
                parts |= {a: b for a, b in zip(old, chosen[old], strict=True) if a[:1].isupper()}
        new = chosen[old]
        words[start:end] = [n.upper() if o.isupper() and len(o) > 1 else n for o, n in zip(document.words[start:end], new, strict=True)]
    return replace(document, words=tuple(words))


def _drawn(old: Name, allowed: Allowed, pool: Pool, rng: random.Random, rate: float) -> Name:
    """Draw another name, or keep this one."""
    others = pool.get((allowed, len(old)), [])
    kept = {tag.split("-", 1)[1] for tag in allowed} & KEPT
    acronym = len(old) == 1 and old[0].isupper()
    return old if kept or acronym or len(others) < 5 or rng.random() >= rate else rng.choice(others)
