"""Cut text into words and words into the model's subwords.

Why here: training and reading must cut text in exactly the same way, or the model meets at reading what it never saw in training.
What: words come from spaCy's English tokeniser, with every hyphen or slash between letters or digits cut ("US-led" is three words), so
that a name inside a hyphenated word is a span of whole words. Each word then becomes a few WordPiece ids and two small features: its
shape (the encoder itself is uncased) and whether it is glued to the word before it (which tells an opening quote mark from a closing one).
Limits: a run of more than `LONGEST` characters without white space is one word; of a word's pieces the first `PIECES` are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

PIECES = 8
LONGEST = 400
CHUNK_CACHE = 200_000
UNKNOWN, START, STOP = 100, 101, 102
SHAPES = ("pad", "lower", "title", "upper", "letter", "mixed", "digits", "digit-mixed", "punctuation", "other")
STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚`´", "'") | {"\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Pieces:
    """One word as the encoder sees it."""

    ids: tuple[int, ...]
    shape: int


def shape_of(word: str) -> int:
    """Classify how a word is written; the index counts in `SHAPES`."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 4 if len(word) == 1 else 3
        return 2 if word[0].isupper() and word[1:].islower() else 5
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 8
    if all(c.isupper() for c in letters):
        return 3
    if all(c.islower() for c in letters):
        return 1
    return 2 if word[0].isupper() else 9


def straighten(word: str) -> str:
    """Write quote marks the one way that the model knows."""
    word = word.translate(STRAIGHT)
    return '"' if word in ("''", "``", "´´") else word


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """Build spaCy's English tokeniser with hyphens and slashes as borders; no pipeline is loaded."""
    from spacy.lang.en import English
    from spacy.util import compile_infix_regex

    nlp: Any = English()
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[^\W_])[-–—/](?=[^\W_])", r"(?<=\.)[-–—](?=[^\W_])", r"[–—]"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp.tokenizer


@lru_cache(maxsize=CHUNK_CACHE)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    """Cut one run of characters without white space; offsets count in the run."""
    if len(chunk) > LONGEST:
        return ((0, len(chunk)),)
    return tuple((token.idx, token.idx + len(token)) for token in _tokenizer()(chunk))


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the words of `text[start:end]`, in code points of `text`."""
    for run in re.compile(r"\S+").finditer(text, start, len(text) if end is None else end):
        chunk = run.group()
        begin = run.start()
        # A cache entry of a huge run would keep the run alive.
        spans = _cut(chunk) if len(chunk) <= LONGEST else ((0, len(chunk)),)
        for a, b in spans:
            yield begin + a, begin + b


class Subwords:
    """Turn words into WordPiece ids, remembering the words already seen."""

    def __init__(self, tokenizer: Any) -> None:
        """Take a `tokenizers.Tokenizer` of a BERT vocabulary."""
        self._tokenizer = tokenizer
        self._seen: dict[str, Pieces] = {}

    def of(self, batch: Sequence[str]) -> list[Pieces]:
        """Give the pieces of every word of `batch`, in order; each distinct word is cut once."""
        seen = self._seen
        new = [w for w in dict.fromkeys(batch) if w not in seen]
        if new:
            if len(seen) + len(new) > CHUNK_CACHE:
                seen.clear()
                new = list(dict.fromkeys(batch))
            cut = self._tokenizer.encode_batch([straighten(w[:LONGEST]) for w in new], add_special_tokens=False)
            for word, encoding in zip(new, cut, strict=True):
                ids = tuple(encoding.ids[:PIECES]) or (UNKNOWN,)
                seen[word] = Pieces(ids, shape_of(word[:LONGEST]))
        return [seen[w] for w in batch]
