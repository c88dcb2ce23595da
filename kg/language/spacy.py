"""Let any installed spaCy pipeline find the names.

Its labels (OntoNotes, WikiNER and others) become our types by ``lexicon/name-labels.toml``; a pipeline trained on our own types keeps them.
Limits: spaCy gives no probabilities, so every name has the same; a name across a line break is left out and counted, because a line
break ends a sentence here. What spaCy is not told (words, sentences, syntax) stays with the shipped model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kg.errors import LanguageError
from kg.language.passages import Page, Passage, page_of, passages
from kg.model import Name, Span
from kg.resources import csv_rows, toml_table

#: Characters that a passage answers for, and that it sees around them.
MOST, AROUND = 4000, 300
#: What a name of a pipeline without probabilities is worth: the F1 that good pipelines reach on news.
PROBABILITY = 0.9
#: Parts of a pipeline that names do not need.
_IDLE = ("lemmatizer", "textcat", "textcat_multilabel", "entity_linker")

ACROSS_LINES = "names across a line break"
UNKNOWN_LABEL = "names of kinds that kg does not know"


class SpacyNames:
    """Hold a loaded pipeline; ``name`` tells the pipeline and its version."""

    def __init__(self, pipeline: Any, name: str) -> None:
        self.name = name
        self._pipeline = pipeline
        self._unread: Counter[str] = Counter()

    @classmethod
    def load(cls, pipeline: str) -> SpacyNames:
        """Load an installed pipeline by its name, or one in a folder.

        Raises LanguageError where there is none, where it needs what is not installed, and where it finds no names.
        """
        import spacy
        from spacy.about import __version__

        try:
            loaded = spacy.load(pipeline, exclude=list(_IDLE))
        except OSError as error:
            raise LanguageError(
                f"spaCy has no pipeline {pipeline!r}: install it (python -m spacy download NAME) or give the folder of one"
            ) from error
        except (ImportError, ValueError, KeyError, TypeError) as error:
            raise LanguageError(f"spaCy cannot load the pipeline {pipeline!r}: {_line(error)}") from error
        if not {"ner", "entity_ruler", "span_ruler"} & set(loaded.pipe_names):
            raise LanguageError(f"the pipeline {pipeline!r} finds no names: it has no component 'ner'")
        meta = loaded.meta
        return cls(loaded, f"spaCy {meta['lang']}_{meta['name']} {meta['version']} (spaCy {__version__})")

    def find(self, text: str, spans: Sequence[Span]) -> tuple[Name, ...]:
        """Find the names in the given spans, in text order."""
        self._unread = Counter()
        page = page_of(text, spans)
        shown = list(passages(page.text, MOST, AROUND))
        docs = self._pipeline.pipe((passage.shown.of(page.text) for passage in shown), batch_size=8)
        found = (name for passage, doc in zip(shown, docs, strict=True) for name in self._names(page, passage, doc))
        return apart(found)

    def unread(self) -> Mapping[str, int]:
        """Count what the last call of ``find`` left out, by reason."""
        return dict(self._unread)

    def _names(self, page: Page, passage: Passage, doc: Any) -> Iterator[Name]:
        for entity in doc.ents:
            start, end = trimmed(page.text, passage.shown.start + entity.start_char, passage.shown.start + entity.end_char)
            if not passage.own.start <= start < passage.own.end:
                continue
            words = page.text[start:end]
            kind = type_of(entity.label_, words, acts=entity.root.dep_ in toml_table("name-labels")["acting"]["relations"])
            span = page.span(start, end)
            if kind is None:
                self._unread[UNKNOWN_LABEL] += 1
            elif span is None or "\n" in words:
                self._unread[ACROSS_LINES] += bool(kind)
            elif kind:
                yield Name(span, kind, PROBABILITY)


def type_of(label: str, words: str, acts: bool = False) -> str | None:
    """Return our type for a name with a pipeline's label: "" for what is no actor or place, None for a label that is unknown."""
    table = toml_table("name-labels")
    if label in table["words"]:
        return label
    kind: str | None = table["labels"].get(label.casefold())
    if kind in ("other-place", "state") and label.casefold() != "loc" and words.casefold() in _countries():
        return "state" if acts or kind == "state" else "country"
    return _finer(kind, words) if kind else kind


def _finer(kind: str, words: str) -> str:
    """Return the type that the first or last words of an organisation's or place's name show, else the type as it is."""
    rows = {"other-organisation": ("last", "first"), "other-place": ("place-last", "place-first")}.get(kind)
    if rows is None:
        return kind
    table, lowered = toml_table("name-labels"), words.casefold()
    ends = ((len(word), name) for name, row in table[rows[0]].items() for word in row if re.search(rf"(?<!\w){re.escape(word)}$", lowered))
    starts = ((len(word), name) for name, row in table[rows[1]].items() for word in row if re.match(rf"{re.escape(word)}(?!\w)", lowered))
    return max((*ends, *starts), default=(0, kind))[1]


@cache
def _countries() -> frozenset[str]:
    rows = csv_rows("gazetteer/countries")
    return frozenset(name.casefold() for row in rows for name in (row["name"], *row["aliases"].split("|")) if name)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the borders of a name without white space and without a possessive ending."""
    words = text[start:end]
    kept = re.sub(r"(?:['’]s|['’])?\s*$", "", words)
    lead = len(kept) - len(kept.lstrip())
    return start + lead, start + max(len(kept), lead)


def apart(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return names in text order, the earlier and longer of two that overlap."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end, n.type)):
        if len(name.span) > 0 and (not kept or kept[-1].span.end <= name.span.start):
            kept.append(name)
    return tuple(kept)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
