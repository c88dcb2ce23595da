"""Read number phrases, in digits and in words, into exact values with their spans.

The grammar is that of English cardinals and fractions: "two hundred and two thousand", "half a dozen", "three and a
half million", "one in five", "nought point eleven", "4 thousand 3 hundred and 21". Where English leaves two readings
of a fraction ("one hundred and thirty fifths"), the part after the last "and" is a proper fraction of its own when it
is smaller than one, and the numerator is the whole phrase otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kg.mentions.atoms import Atom, Kind, atoms
from kg.mentions.cardinals import AtomRow, Cardinal, Part
from kg.model import Span
from kg.resources import toml_table


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number phrase: ``glued`` are letters behind its digits ("km"), ``words`` tells that no digit is in it.

    ``ratio`` marks a share of something: a fraction below one ("a third", "one in five").
    """

    span: Span
    value: Fraction
    glued: str = ""
    words: bool = False
    ratio: bool = False


def find_numbers(text: str, spans: Sequence[Span]) -> tuple[Number, ...]:
    """Return the number phrases within the given spans, in order and without overlaps."""
    found: list[Number] = []
    for span in spans:
        parser = _Parser(text, tuple(atoms(text, span.start, span.end)))
        position = 0
        while position < len(parser.atoms):
            number, position = parser.number(position)
            if number and not _is_pronoun(text, number):
                found.append(number)
    return tuple(found)


def _is_pronoun(text: str, number: Number) -> bool:
    before = re.search(r"(\w+)\s+$", text[max(0, number.span.start - 20) : number.span.start])
    return (
        number.span.of(text).lower() == "one" and before is not None and before[1].lower() in toml_table("numbers")["pronoun"]["before_one"]
    )


class _Parser(AtomRow):
    """Read numbers from the atoms of one span; every method returns None where its form does not stand."""

    # -- the forms, largest first

    def number(self, start: int) -> tuple[Number | None, int]:
        """Read the number that begins at an atom, with its sign; else step over the atom."""
        first = self.atoms[start]
        sign = 1
        index = start
        if first.word in ("minus", "negative") and first.kind is Kind.WORD and self.joined(start + 1):
            sign, index = -1, start + 1
        part = self.phrase(index)
        if part is None or part.after == index:
            return None, start + 1
        chosen = self.atoms[start : part.after]
        end = chosen[-1].end
        value, end = self.magnitude_letters(part.value, end, chosen)
        words = all(atom.kind is not Kind.NUMERAL for atom in chosen)
        return Number(Span(first.start, end), sign * value, chosen[-1].glued, words, 0 < value < 1), part.after

    def magnitude_letters(self, value: Fraction, end: int, chosen: Sequence[Atom]) -> tuple[Fraction, int]:
        """Take letters of magnitude that stand after a space: "10 bln", "1,674.5 G"."""
        table = toml_table("numbers")["suffixes"]
        match = re.compile(r"\s{1,2}([A-Za-z]+)\b(?![.'’-])").match(self.text, end)
        if len(chosen) == 1 and chosen[0].kind is Kind.NUMERAL and not chosen[0].glued and match and match[1] in table["spaced"]:
            return value * int(table[match[1]]), match.end()
        return value, end

    def phrase(self, index: int) -> Part | None:
        """Read "one in five", "two thirds of a million", "one over three", or any simpler form."""
        part = self.fraction(index) or self.mixed(index)
        if part is None:
            return None
        return self.ratio(index, part) or self.share_of_scale(part) or part

    def ratio(self, index: int, part: Part) -> Part | None:
        """Read "one out of three", "1 in 20", "2000 over 3": only below one, and only where it cannot be a place or a time."""
        after = part.after
        for words in (("out", "of"), ("in",), ("over",)):
            if all(self.is_word(after + step, word) for step, word in enumerate(words)):
                below = self.cardinal(after + len(words))
                if below and below.value and self.is_ratio(part.value, below, words[0]):
                    return Part(part.value / below.value, below.after)
        return None

    def is_ratio(self, above: Fraction, below: Part, word: str) -> bool:
        end = self.atoms[below.after - 1].end
        following = self.text[end : end + 20]
        if word == "over":
            return re.match(r"\s*($|[.,;?!])", following) is not None
        if above >= below.value or below.value.denominator != 1 or re.match(r"[\s-]*(year|month|week|day|hour|minute)", following):
            return False
        return (word == "out" and above <= 10) or (below.value < 1900 and (above == 1 or below.value in (5, 10, 100)))

    def share_of_scale(self, part: Part) -> Part | None:
        """Read "two thirds of a million", "a quarter-of-a-million"."""
        after = part.after
        if part.value < 1 and self.is_word(after, "of") and self.is_word(after + 1, "a"):
            atom = self.at(after + 2)
            if atom and atom.kind in (Kind.SCALE, Kind.DOZEN) and self.joined(after + 2):
                return Part(part.value * atom.value, after + 3)
        return None

    def fraction(self, index: int) -> Part | None:
        """Read a fraction in words: "a third", "three fifths", "half", "half a million", "one hundred thirty fifths"."""
        atom = self.at(index)
        if atom is None:
            return None
        if atom.kind is Kind.ORDINAL and atom.word in ("half", "quarter"):
            return self.half(index, Fraction(1, int(atom.value)), index + 1)
        if atom.word in ("a", "an") and self.joined(index + 1):
            below = self.denominator(index + 1, plural=False)
            if below:
                return self.half(index, 1 / below.value, below.after)
            if not self.is_large(index + 1):
                return None
        return self.longest_fraction(index)

    def is_large(self, index: int) -> bool:
        atom = self.at(index)
        return atom is not None and atom.kind in (Kind.HUNDRED, Kind.SCALE, Kind.DOZEN)

    def half(self, index: int, value: Fraction, after: int) -> Part | None:
        """Let a fraction multiply what follows: "half a dozen", "quarter million"; a bare "quarter" or "third" is none."""
        nxt = after + 1 if self.is_word(after, "a") else after
        atom = self.at(nxt)
        if atom and self.is_large(nxt) and not atom.plural and self.joined(nxt):
            return Part(value * atom.value, nxt + 1, int(atom.value))
        if self.atoms[index].word == "quarter":
            return None
        return Part(value, after)

    def longest_fraction(self, index: int) -> Part | None:
        """Try every place where the numerator can end and the denominator begin, the shortest denominator first."""
        for split in self.splits(index):
            below = self.denominator(split, plural=None)
            if below is None or not self.joined(split):
                continue
            above = self.cardinal(index)
            if above is None or above.after != split:
                above = self.cardinal(index, stop=split)
            if above is None or above.after != split or not self.agrees(above, below, split):
                continue
            return Part(above.value / below.value, below.after)
        return None

    def splits(self, index: int) -> list[int]:
        """Order the places where a denominator may begin: "thirty fifths" is tried whole before "fifths" alone."""
        found: list[int] = []
        for k in range(index + 1, min(len(self.atoms), index + 14)):
            if self.atoms[k].kind is Kind.ORDINAL and self.joined(k):
                whole = k - 1 > index and self.atoms[k - 1].kind is Kind.TEN and self.atoms[k - 2].word != "and"
                found += [k - 1, k] if whole else [k]
        return found

    def agrees(self, above: Part, below: Part, split: int) -> bool:
        """Tell whether numerator and denominator agree in number, and no "and" hides a mixed fraction."""
        last = self.atoms[below.after - 1]
        if last.plural != (above.value != 1):
            return False
        if self.atoms[split - 1].kind is Kind.NUMERAL or self.atoms[split].word in ("first", "second"):
            return False
        parts = [k for k in range(split) if self.atoms[k].word == "and"]
        tail = self.cardinal(parts[-1] + 1, stop=split) if parts else None
        return not (tail and tail.after == split and tail.value < below.value and above.value != tail.value)

    def denominator(self, index: int, plural: bool | None) -> Part | None:
        """Read the ordinal of a fraction: "third", "twenty-firsts", "one hundred and fifth"."""
        atom = self.at(index)
        if atom is None:
            return None
        if atom.kind is Kind.ORDINAL:
            if atom.word in ("first", "firsts", "second") or (plural is not None and atom.plural is not plural):
                return None
            return Part(atom.value, index + 1)
        if atom.kind is Kind.TEN and self.joined(index + 1):
            nxt = self.at(index + 1)
            if nxt and nxt.kind is Kind.ORDINAL and nxt.value < 10 and nxt.word not in ("half", "halves", "quarter", "quarters"):
                return Part(atom.value + nxt.value, index + 2)
        return None

    def mixed(self, index: int) -> Part | None:
        """Read a cardinal with what may follow it: a decimal part in words, or "and a half"."""
        part = self.cardinal(index)
        if part is None:
            return None
        if self.is_word(part.after, "point"):
            return self.decimals(part)
        if self.is_word(part.after, "and"):
            tail = self.fraction(part.after + 1)
            if tail and tail.value < 1 and part.scale > 1:
                larger = self.scaled(tail)
                tail = larger if larger.scale < part.scale and larger.after > tail.after else tail
            if tail and tail.value < 1 and part.value.denominator == 1:
                return self.scaled(Part(part.value + tail.value * part.scale, tail.after))
            if tail and part.scale > tail.scale > 1:
                return Part(part.value + tail.value, tail.after)
            if tail and tail.scale > part.scale == 1 and self.is_word(tail.after - 3, "a"):
                return Part(part.value * tail.scale + tail.value, tail.after, tail.scale)
        return part

    def scaled(self, part: Part) -> Part:
        atom = self.at(part.after)
        if atom and atom.kind is Kind.SCALE and self.joined(part.after):
            return Part(part.value * atom.value, part.after + 1, int(atom.value))
        return part

    def decimals(self, part: Part) -> Part:
        """Read the digits after "point": "two hundred point zero three", "point seventy-one"."""
        index, digits = part.after + 1, ""
        while self.joined(index) and (atom := self.at(index)) and atom.kind in (Kind.UNIT, Kind.TEN):
            if (
                atom.kind is Kind.TEN
                and self.joined(index + 1)
                and (nxt := self.at(index + 1))
                and nxt.kind is Kind.UNIT
                and nxt.value < 10
            ):
                atom, index = replace(atom, value=atom.value + nxt.value), index + 1
            digits, index = digits + str(atom.value), index + 1
        if not digits:
            return part
        return self.scaled(Part(part.value + Fraction(int(digits), 10 ** len(digits)), index))

    def cardinal(self, index: int, stop: int | None = None) -> Part | None:
        """Read a cardinal: magnitudes in falling order, each with a number below a thousand before it."""
        if self.is_word(index, "a") or (self.at(index) and self.atoms[index].word == "a"):
            if not (self.is_large(index + 1) and self.joined(index + 1)) or self.atoms[index + 1].plural:
                return None
            return Cardinal(self, index + 1, stop, Fraction(1), self.fraction).read()
        return Cardinal(self, index, stop, None, self.fraction).read()
