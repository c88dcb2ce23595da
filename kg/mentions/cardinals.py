"""Read cardinal numbers from atoms: magnitudes in falling order, each with a number below a thousand before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kg.mentions.atoms import Atom, Kind


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a number read so far: the index after its last atom, and the size of its last magnitude ("million")."""

    value: Fraction
    after: int
    scale: int = 1


class AtomRow:
    """Look at the atoms of one stretch of text, and at what stands between them."""

    def __init__(self, text: str, found: tuple[Atom, ...]) -> None:
        self.text = text
        self.atoms = found

    def at(self, index: int) -> Atom | None:
        """Return an atom, or None beyond the ends."""
        return self.atoms[index] if 0 <= index < len(self.atoms) else None

    def gap(self, index: int) -> str:
        """Return the characters between an atom and the one before it."""
        return self.text[self.atoms[index - 1].end : self.atoms[index].start] if 0 < index < len(self.atoms) else "\0"

    def joined(self, index: int, hyphen: bool = True) -> bool:
        """Tell whether only space (or one hyphen) stands between an atom and the one before it."""
        return re.fullmatch(r"\s+|\s?-\s?" if hyphen else r"\s+", self.gap(index)) is not None

    def is_word(self, index: int, *words: str) -> bool:
        """Tell whether one of some words stands at an index, joined to what is before it."""
        atom = self.at(index)
        return atom is not None and atom.word in words and self.joined(index)


#: Reads the fraction that begins at an atom, if one does.
Share = Callable[[int], "Part | None"]


class Cardinal:
    """Add up one cardinal from left to right; ``group`` is the number below the next magnitude, None where none stands."""

    def __init__(self, parser: AtomRow, index: int, stop: int | None, group: Fraction | None, share: Share) -> None:
        self.parser, self.first, self.index, self.share = parser, index, index, share
        self.stop = len(parser.atoms) if stop is None else stop
        self.total, self.group, self.least, self.scale = Fraction(0), group, 0, 1
        self.last: Atom | None = None

    def read(self) -> Part | None:
        """Return the cardinal that begins at the first atom, or None where none does."""
        while (
            self.index < self.stop
            and (self.index == self.first or self.parser.joined(self.index))
            and self.take(self.parser.atoms[self.index])
        ):
            self.last = self.parser.atoms[self.index]
            self.index += 1
            if self.last.kind is Kind.NUMERAL and self.last.glued:
                break
        if self.last is None:
            return None
        if self.last.word == "and":
            self.index -= 1
        return Part(self.total + (self.group or 0), self.index, self.scale)

    def take(self, atom: Atom) -> bool:
        """Add one atom, or tell that it does not belong to this cardinal."""
        forms = {
            Kind.UNIT: self.take_small,
            Kind.TEN: self.take_small,
            Kind.NUMERAL: self.take_numeral,
            Kind.HUNDRED: self.take_hundred,
            Kind.SCALE: self.take_scale,
            Kind.DOZEN: self.take_dozen,
            Kind.WORD: self.take_and,
        }
        form = forms.get(atom.kind)
        return form is not None and form(atom)

    def after_hundred(self) -> bool:
        """Tell whether whole hundreds have just been read."""
        return (
            self.group is not None
            and self.group >= 100
            and self.group % 100 == 0
            and self.last is not None
            and self.last.word in ("hundred", "hundreds", "and")
        )

    def take_small(self, atom: Atom) -> bool:
        """Add a number below a hundred in words."""
        spaced = self.parser.joined(self.index, hyphen=False)
        if self.group is None:
            if self.last is not None and not spaced:
                return False
            self.group = atom.value
        elif (self.last is not None and self.last.kind is Kind.TEN and atom.kind is Kind.UNIT and 0 < atom.value < 10) or (
            self.after_hundred() and spaced
        ):
            self.group += atom.value
        else:
            return False
        self.scale = 1
        return True

    def take_numeral(self, atom: Atom) -> bool:
        """Add digits: at the start, or smaller than the magnitude before them ("4 thousand 3 hundred and 21")."""
        if self.last is None:
            self.group = atom.value
            return True
        following = self.parser.at(self.index + 1)
        if atom.value <= 0 or atom.glued or atom.value.denominator != 1 or not self.parser.joined(self.index, hyphen=False):
            return False
        if self.group is None and self.least and atom.value < self.least and (following is None or following.kind is not Kind.SCALE):
            self.group = atom.value
            return True
        if self.after_hundred() and atom.value < 100 and not (following and following.kind is Kind.HUNDRED):
            self.group = (self.group or Fraction(0)) + atom.value
            return True
        return False

    def take_hundred(self, atom: Atom) -> bool:
        """Multiply by a hundred."""
        if atom.plural and self.last is None:
            return False
        if self.group is None:
            following = self.parser.at(self.index + 1)
            if self.last is not None or following is None or following.kind is not Kind.SCALE:
                return False
            self.group = Fraction(1)
        elif (self.last is not None and self.last.word == "and") or (
            self.group >= 100 and self.last is not None and self.last.kind is not Kind.NUMERAL
        ):
            return False
        self.group *= 100
        self.scale = 1
        return True

    def take_scale(self, atom: Atom) -> bool:
        """Close a group with its magnitude, which must be smaller than the one before."""
        size = int(atom.value)
        if self.group is None and self.last is not None and self.last.kind is Kind.SCALE and self.least < size:
            self.total, self.least, self.scale = self.total * size, size, self.scale * size
            return True
        if self.group is None or (self.least and size >= self.least):
            return False
        self.total += self.group * size
        self.group, self.least, self.scale = None, size, size
        return True

    def take_dozen(self, atom: Atom) -> bool:
        """Multiply what is below a hundred by twelve."""
        if self.group is None:
            return False
        small = self.group % 100 or self.group
        self.group += small * (atom.value - 1)
        return True

    def take_and(self, atom: Atom) -> bool:
        """Step over "and" where a smaller part follows it: after a hundred or a magnitude, and never before a second hundred."""
        if atom.word != "and" or self.last is None or not (self.after_hundred() or (self.group is None and self.least)):
            return False
        if not self.parser.joined(self.index + 1, hyphen=False) or self.index + 1 >= self.stop:
            return False
        share = self.share(self.index + 1)
        if share and share.value < 1:
            return False
        part = Cardinal(self.parser, self.index + 1, self.stop, None, self.share).read()
        if part is None or part.value <= 0 or part.value.denominator != 1:
            return False
        if self.after_hundred():
            following = self.parser.at(self.index + 2)
            return self.parser.atoms[self.index + 1].value < 100 and not (following and following.kind is Kind.HUNDRED)
        return part.value < self.least
