"""Let a GLiNER model find the names, asked for our types in words.

GLiNER (Zaratiana et al., 2024) takes the types as words with every text, so any of its models knows ours by ``lexicon/name-labels.toml``.
It comes with the extra ``gliner``, which installs PyTorch. Limits: a model cuts what has more words than it can see, so a text is shown in
passages that are short enough; probabilities are the model's own scores.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from kg.errors import LanguageError
from kg.language.passages import Page, Passage, page_of, passages
from kg.language.spacy import ACROSS_LINES, apart, trimmed
from kg.model import Name, Span
from kg.resources import toml_table

#: Characters that a passage answers for, and that it sees around them: together some 200 words, about what GLiNER's models were trained on.
MOST, AROUND = 900, 200
#: A name less sure than this is left out: the threshold that GLiNER's authors use.
LEAST = 0.5
#: Texts that are read at once.
BATCH = 8
#: A model sees this many words where its configuration does not say.
_SIGHT = 384
_WORD = re.compile(r"\w+(?:[-_]\w+)*|\S")


class GlinerNames:
    """Hold a loaded model; ``name`` tells the model and the version of the library."""

    def __init__(self, model: Any, name: str) -> None:
        self.name = name
        self._model = model
        self._types = {words: kind for kind, words in toml_table("name-labels")["words"].items()}
        self._sight = int(getattr(model.config, "max_len", None) or _SIGHT)
        self._unread: Counter[str] = Counter()

    @classmethod
    def load(cls, model: str) -> GlinerNames:
        """Load a model from a folder, or by its name on the Hugging Face hub (which GLiNER keeps in its own cache).

        Raises LanguageError where the extra is not installed or the model cannot be loaded.
        """
        try:
            library = import_module("gliner")
        except ImportError as error:
            raise LanguageError("GLiNER is not installed: pip install 'newsclaims-kg[gliner]' (it brings PyTorch with it)") from error
        try:
            loaded = library.GLiNER.from_pretrained(model)
        except Exception as error:  # the library, the hub's client and PyTorch have no common class of errors
            reason = " ".join(str(error).split())[:300] or type(error).__name__
            raise LanguageError(f"GLiNER cannot load the model {model!r}: {reason}; give a folder or a name on the hub") from error
        return cls(loaded, f"GLiNER {model} (gliner {library.__version__})")

    def find(self, text: str, spans: Sequence[Span]) -> tuple[Name, ...]:
        """Find the names in the given spans, in text order."""
        self._unread = Counter()
        page = page_of(text, spans)
        shown = list(passages(page.text, MOST, AROUND, self._fits))
        texts = [passage.shown.of(page.text) for passage in shown]
        found: list[Name] = []
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            answers = self._model.inference(batch, list(self._types), threshold=LEAST, flat_ner=True, batch_size=BATCH)
            for passage, answer in zip(shown[first : first + BATCH], answers, strict=True):
                found.extend(self._names(page, passage, answer))
        return apart(found)

    def unread(self) -> Mapping[str, int]:
        """Count what the last call of ``find`` left out, by reason."""
        return dict(self._unread)

    def _fits(self, text: str) -> bool:
        return sum(1 for _ in _WORD.finditer(text)) <= self._sight

    def _names(self, page: Page, passage: Passage, answer: Sequence[Mapping[str, Any]]) -> Iterator[Name]:
        for found in answer:
            start, end = trimmed(page.text, passage.shown.start + found["start"], passage.shown.start + found["end"])
            if not passage.own.start <= start < passage.own.end:
                continue
            span = page.span(start, end)
            if span is None or "\n" in page.text[start:end]:
                self._unread[ACROSS_LINES] += 1
            else:
                yield Name(span, self._types[found["label"]], round(min(1.0, float(found["score"])), 4))
