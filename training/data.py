"""Read the corpora into one kind of value, so that every later step sees documents and never file formats.

A `Document` is a run of words with whatever layers its corpus annotates; a missing layer is None. Names are kept as one *set* of
allowed tags a word: a corpus with coarse types ("LOC") allows every fine type that it may stand for, and training sums over them.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.tokens import words as cut
from training.coarse import Allowed, Token, allowed, treebank_tags
from training.labels import EVENTS, KINDS, ROLES, STATUSES, UPOS

#: Held out of claims-train to steer by: threshold, temperatures, choice of runs. All of re3d-* is among them because its
#: texts are those of re3d-dev, which is for measuring only.
DEV = ("re3d-01", "re3d-02", "re3d-03", "re3d-04", "voa-35", "voa-17", "war-05", "GUM_news_korea")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim by word indices: `points` holds an index for every one of `training.labels.POINTERS`, -1 where there is nothing."""

    anchor: int
    kind: int
    event: int
    status: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Words with the layers that the corpus has.

    `glued[i]`: no white space before word i. `starts[i]`: 1 sentence starts here, 0 not, -1 unknown. `breaks`: words where a window
    may well begin. `heads[i]`: index of the governor, i itself for a root, -1 unknown.
    """

    name: str
    words: tuple[str, ...]
    glued: tuple[bool, ...]
    starts: tuple[int, ...]
    breaks: tuple[int, ...]
    tags: tuple[Allowed, ...] | None = None
    upos: tuple[int, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    spans: tuple[tuple[int, int], ...] = ()


# --- claims-train ----------------------------------------------------------------------------------------------


class Aligner:
    """Find the words of a span of characters."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.first = {c: i for i, (a, b) in enumerate(spans) for c in range(a, b)}

    def __call__(self, span: list[int]) -> tuple[int, int] | None:
        """Give the first and last word that share a character with the span, or None."""
        hit = [self.first[c] for c in range(span[0], span[1]) if c in self.first]
        return (hit[0], hit[-1]) if hit else None


def _claim(raw: dict, align: Aligner) -> Claim | None:
    content = align(raw["span"])
    if content is None:
        return None
    points = [content[1]]
    for role in ROLES:
        key = {"told_to": "to"}.get(role, role)
        span = raw[key]["span"] if key == "quantity" and key in raw else raw.get(f"{key}_span")
        where = align(span) if span else None
        points += where if where else (-1, -1)
    return Claim(content[0], KINDS.index(raw["kind"]), EVENTS.index(raw["event"]), STATUSES.index(raw["status"]), tuple(points))


def _fine_tags(names: list, align: Aligner, count: int) -> tuple[Allowed, ...]:
    tags = ["O"] * count
    for start, end, kind in sorted(names, key=lambda n: n[0] - n[1]):
        where = align([start, end])
        if where and all(tags[i] == "O" for i in range(where[0], where[1] + 1)):
            tags[where[0]] = f"B-{kind}"
            for i in range(where[0] + 1, where[1] + 1):
                tags[i] = f"I-{kind}"
    return tuple(frozenset((t,)) for t in tags)


def read_claims(texts: Path, claims: Path, names: Path | None = None) -> Document:
    """Read one annotated text; its lines are sentences in voa-* and war-*, paragraphs elsewhere."""
    text = texts.read_text(encoding="utf-8")
    spans = list(cut(text))
    align = Aligner(spans)
    gaps = [text[(spans[i - 1][1] if i else 0) : a] for i, (a, _) in enumerate(spans)]
    lines = texts.stem.startswith(("voa", "war"))
    starts = tuple(1 if not i or "\n" in gap else (0 if lines or not gap else -1) for i, gap in enumerate(gaps))
    raw = json.loads(claims.read_text(encoding="utf-8"))["claims"]
    found: dict[int, Claim] = {}
    for claim in filter(None, (_claim(r, align) for r in raw)):
        # Two claims with one first word cannot both be anchored there; the longer one says more.
        if claim.anchor not in found or found[claim.anchor].points[0] < claim.points[0]:
            found[claim.anchor] = claim
    tags = _fine_tags(json.loads(names.read_text(encoding="utf-8")), align, len(spans)) if names else None
    return Document(
        texts.stem, tuple(text[a:b] for a, b in spans), tuple(not gap for gap in gaps), starts,
        tuple(i for i, s in enumerate(starts) if s == 1), tags=tags, claims=tuple(found.values()), spans=tuple(spans),
    )  # fmt: skip


def claims_train(data: Path, dev: bool) -> Iterator[Document]:
    """Yield the hand-made documents: those held out for steering, or all others."""
    for texts in sorted((data / "claims-train" / "texts").glob("*.txt")):
        if (texts.stem in DEV) == dev:
            parts = [data / "claims-train" / kind / f"{texts.stem}.json" for kind in ("claims", "names")]
            yield read_claims(texts, parts[0], parts[1])


# --- Universal Dependencies ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sentence:
    words: list[str]
    glued: list[bool]
    upos: list[int]
    heads: list[int]
    relations: list[str]
    tags: list[Allowed]


def _sentence(lines: list[str], annotated: bool) -> _Sentence:
    out = _Sentence([], [], [], [], [], [])
    tokens = []
    glue, inside, last_glue = False, 0, False
    for cells in (line.split("\t") for line in lines):
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            inside, last_glue = int(cells[0].split("-")[1]), "SpaceAfter=No" in cells[9]
            continue
        number = int(cells[0])
        out.words.append(cells[1])
        out.glued.append(glue)
        glue = number < inside or (last_glue if number == inside else "SpaceAfter=No" in cells[9])
        out.upos.append(UPOS.index(cells[3]))
        out.heads.append(int(cells[6]) - 1 if cells[6] != "0" else number - 1)
        out.relations.append(cells[7])
        entity = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
        tokens.append(Token(cells[1], cells[3], cells[4], int(cells[6]) - 1, entity[1] if entity else ""))
    out.tags = treebank_tags(tokens, annotated)
    return out


def _joined(name: str, sentences: list[_Sentence]) -> Document:
    words, glued, starts, breaks, upos, heads, relations, tags = [], [], [], [], [], [], [], []  # type: ignore[var-annotated]
    for s in sentences:
        base = len(words)
        breaks.append(base)
        words += s.words
        glued += s.glued
        starts += [1] + [0] * (len(s.words) - 1)
        upos += s.upos
        heads += [base + h for h in s.heads]
        relations += s.relations
        tags += s.tags
    layers = (tuple(tags), tuple(upos), tuple(heads), tuple(relations))
    return Document(name, tuple(words), tuple(glued), tuple(starts), tuple(breaks), *layers)


def conllu(path: Path) -> Iterator[Document]:
    """Yield one document for every `# newdoc` of a treebank."""
    name, sentences, lines = path.stem, [], []  # type: ignore[var-annotated]
    annotated = "gum" in path.stem
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc id"):
            if sentences:
                yield _joined(name, sentences)
            name, sentences = line.split("=")[1].strip(), []
        elif line and not line.startswith("#"):
            lines.append(line)
        elif not line and lines:
            sentences.append(_sentence(lines, annotated))
            lines = []
    if sentences:
        yield _joined(name, sentences)


# --- names with coarse types -----------------------------------------------------------------------------------


def _split(words: list[str], labels: list[str]) -> tuple[list[str], list[str], list[bool]]:
    """Cut words at hyphens as the reader does; a cut word with a name in it says nothing certain about its parts."""
    out_words, out_labels, glued = [], [], []
    for word, label in zip(words, labels, strict=True):
        parts = [word[a:b] for a, b in cut(word)] if "-" in word or "/" in word else [word]
        out_words += parts
        out_labels += [label] if len(parts) == 1 else ["B-misc" if label != "O" else "O"] * len(parts)
        glued += [False] + [True] * (len(parts) - 1)
    return out_words, out_labels, glued


_GLUED = frozenset([".", ",", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])


def tagged(name: str, sentences: list[tuple[list[str], list[str]]], corpus: str) -> Document:
    """Make one document of tagged sentences."""
    words, glued, starts, breaks, tags = [], [], [], [], []  # type: ignore[var-annotated]
    for raw_words, raw_labels in sentences:
        w, labels, g = _split(raw_words, raw_labels)
        inside = False
        for i, word in enumerate(w):
            quote = word in ('"', "''", "``")
            opened = i > 0 and (w[i - 1] in ("(", "$", "``") or (w[i - 1] == '"' and inside))
            g[i] = g[i] or (i > 0 and (word in _GLUED or (quote and inside))) or opened
            inside = inside != quote
        breaks.append(len(words))
        starts += [1] + [0] * (len(w) - 1)
        words, glued, tags = words + w, glued + g, tags + allowed(labels, w, corpus)
    return Document(name, tuple(words), tuple(glued), tuple(starts), tuple(breaks), tags=tuple(tags))


def column_sentences(path: Path) -> list[tuple[list[str], list[str]]]:
    """Read word-and-tag columns: UNER's iob2, CrossNER's and WikiGold's CoNLL."""
    uner = path.suffix == ".iob2"
    sentences: list[tuple[list[str], list[str]]] = [([], [])]
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if line.startswith("# ") and uner:
            continue
        if len(cells) < 2:
            sentences.append(([], []))
        else:
            sentences[-1][0].append(cells[1 if uner else 0])
            sentences[-1][1].append(cells[2 if uner else -1].strip())
    return [s for s in sentences if s[0]]


def gmb_sentences(path: Path, without: frozenset[str]) -> list[tuple[list[str], list[str]]]:
    """Read the GMB part, leaving out sentences that stand in the texts `without` (squeezed to letters)."""
    sentences: list[tuple[list[str], list[str]]] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["Sentence #"]:
                sentences.append(([], []))
            sentences[-1][0].append(row["Word"])
            sentences[-1][1].append(row["Tag"])
    squeezed = ((s, re.sub(r"\W", "", "".join(s[0])).lower()) for s in sentences)
    return [s for s, letters in squeezed if not any(letters in text for text in without)]


def name_corpora(data: Path) -> Iterator[Document]:
    """Yield the corpora with coarse names that may be trained on."""
    # What stands in claims-train has better labels there, and part of it is held out.
    texts = (d for dev in (False, True) for d in claims_train(data, dev))
    held = frozenset(re.sub(r"\W", "", "".join(d.words)).lower() for d in texts)
    yield tagged("gmb", gmb_sentences(data / "ner" / "gmb-voa-part.csv", held), "gmb")
    yield tagged("wikigold", column_sentences(data / "ner" / "wikigold.conll"), "wikigold")
    yield tagged("uner", column_sentences(data / "ner" / "uner_ewt-dev.iob2"), "uner")
    for part in ("train", "dev", "test"):
        yield tagged("crossner", column_sentences(data / "ner" / f"crossner-politics-{part}.txt"), "crossner")
