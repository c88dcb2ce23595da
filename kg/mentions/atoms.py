"""Cut a text into the atoms that number phrases are made of: numerals, number words, joining words, the rest.

Numerals are read as English-language news writes them, which includes Indian grouping ("1,00,000"), thin or plain
spaces between groups of three, decimal commas ("1,3"), powers ("10^100", "6.2x10^-4"), fractions ("3/4", "2 1/4", "½")
and letters of magnitude ("3.5bn", "10k"). Letters that are no magnitude stay in :attr:`Atom.glued` ("30km", "5th").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException
from enum import StrEnum
from fractions import Fraction
from functools import cache

from kg.resources import toml_table


class Kind(StrEnum):
    """Name what an atom is within a number phrase."""

    NUMERAL = "numeral"
    UNIT = "unit"
    TEN = "ten"
    HUNDRED = "hundred"
    SCALE = "scale"
    DOZEN = "dozen"
    ORDINAL = "ordinal"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Atom:
    """Hold one atom: its characters, what it is, its value, and whether an ordinal is plural ("fifths")."""

    start: int
    end: int
    kind: Kind
    word: str
    value: Fraction = Fraction(0)
    glued: str = ""
    plural: bool = False


#: A number beyond this many digits is kept as text only: no news figure needs it, and exact powers could fill memory.
MOST_DIGITS = 400

_EXACT = Context(prec=MOST_DIGITS)

_ATOM = re.compile(
    r"""
    (?P<numeral>(?<![A-Za-z\d])
      (?P<sign>(?:(?<![\w)\]%–—.,:/'-])[-−])?)
      (?:
        (?P<power>\d+(?:\.\d+)?(?:\s?[x×]\s?10\^[+-]*\d+|\^[+-]*\d+|[eE][+-]?\d+))(?!\w)
      | (?P<euro>\d{1,3}(?:\.\d{3})+,\d{1,2})(?!\d)
      | (?P<grouped>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?)(?!\d|,\d)
      | (?P<spaced>(?<!\d[ ])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?)(?![\w/-]|\.\d)
      | (?P<mixed>(?:\d+\s{1,2})?(?<![\d/.])(?<!\d-)\d+/\d+)(?![\d/\w])
      | (?P<vulgar>\d*\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
      | (?P<decimal>(?<!\d\.)\d*\.\d+)(?!\d|\.\d)
      | (?P<comma>(?<!\d,)\d+,\d{1,2})(?!\d|,|\.\d)
      | (?P<plain>\d+)
      )
      (?P<glued>[A-Za-z]+(?![\w/]))?)
    | (?P<word>[^\W\d_]+)
    """,
    re.VERBOSE,
)


def atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """Yield the atoms of ``text[start:end]`` in order; offsets count in ``text``."""
    for match in _ATOM.finditer(text, start, end):
        yield _word(match) if match["word"] else _numeral(match)


@cache
def _vocabulary() -> dict[str, tuple[Kind, Fraction, bool]]:
    table = toml_table("numbers")
    found: dict[str, tuple[Kind, Fraction, bool]] = {"hundred": (Kind.HUNDRED, Fraction(100), False)}
    found["hundreds"] = (Kind.HUNDRED, Fraction(100), True)
    for section, kind in (("units", Kind.UNIT), ("tens", Kind.TEN), ("scales", Kind.SCALE), ("dozens", Kind.DOZEN)):
        found |= {word: (kind, Fraction(value), False) for word, value in table[section].items()}
    for word, value in table["ordinals"].items():
        found[word] = (Kind.ORDINAL, Fraction(value), False)
        found["halves" if word == "half" else word + "s"] = (Kind.ORDINAL, Fraction(value), True)
    found.pop("seconds")
    return found


def _word(match: re.Match[str]) -> Atom:
    word = match["word"].lower()
    kind, value, plural = _vocabulary().get(word, (Kind.WORD, Fraction(0), False))
    return Atom(match.start(), match.end(), kind, word, value, plural=plural)


def _numeral(match: re.Match[str]) -> Atom:
    form = next(name for name in ("power", "euro", "grouped", "spaced", "mixed", "vulgar", "decimal", "comma", "plain") if match[name])
    value = _READERS.get(form, _grouped)(match[form])
    if match["sign"]:
        value = -value
    glued = match["glued"] or ""
    magnitude = toml_table("numbers")["suffixes"].get(glued)
    if isinstance(magnitude, str):
        return Atom(match.start(), match.end(), Kind.NUMERAL, form, value * int(magnitude))
    return Atom(match.start(), match.end(), Kind.NUMERAL, form, value, glued=glued)


def _grouped(digits: str) -> Fraction:
    return Fraction(re.sub(r"[,\s]", "", digits))


def _euro(digits: str) -> Fraction:
    return Fraction(digits.replace(".", "").replace(",", "."))


def _mixed(digits: str) -> Fraction:
    whole, _, ratio = digits.rpartition(" ")
    above, below = ratio.split("/")
    return Fraction(whole.strip() or 0) + (Fraction(int(above), int(below)) if int(below) else Fraction(int(above)))


def _vulgar(digits: str) -> Fraction:
    return Fraction(digits[:-1].strip() or 0) + Fraction(toml_table("numbers")["fractions"][digits[-1]])


def _power(digits: str) -> Fraction:
    base, _, exponent = re.sub(r"\s", "", digits).replace("^", "e^").lower().partition("e")
    factor, _, ten = re.sub("×", "x", base).partition("x")
    sign = -1 if exponent.count("-") % 2 and "--" not in exponent else 1
    power = sign * int(re.sub(r"\D", "", exponent))
    root = Decimal(ten or (factor if "^" in exponent else "10"))
    lead = Decimal(1) if "^" in exponent and not ten else Decimal(factor)
    try:
        return Fraction(_EXACT.multiply(lead, _EXACT.power(root, power)))
    except DecimalException:
        return Fraction(0)


_READERS = {"euro": _euro, "comma": lambda digits: Fraction(digits.replace(",", ".")), "mixed": _mixed, "vulgar": _vulgar, "power": _power}
