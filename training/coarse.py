"""Say which of our fine name tags the coarse labels of other corpora, and the entities of a treebank, allow.

A label is a *set* of allowed tags, for training sums over them: UNER's "LOC" is any kind of place, a capitalised word that a treebank
calls a proper noun may be anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.labels import ORGANISATIONS, PLACES, TAGS

Allowed = frozenset[str]
ANY: Allowed = frozenset(TAGS)
NONE: Allowed = frozenset("O")


def _types(*names: str) -> dict[str, Allowed]:
    return {bi: frozenset(f"{bi}-{n}" for n in names) for bi in "BI"}


_PEOPLES = ("nationality", "ethnic-or-social-group")
_LOOSE = frozenset({"O", *(f"{bi}-{n}" for bi in "BI" for n in (*_PEOPLES, "event"))})
_LOC = _types(*PLACES, "state")
COARSE: dict[str, dict[str, Allowed]] = {
    "PER": _types("person"), "ORG": _types(*ORGANISATIONS), "LOC": _LOC, "MISC": {"B": _LOOSE, "I": _LOOSE},
    "per": _types("person"), "org": _types(*ORGANISATIONS, "state"), "geo": _LOC, "gpe": _types(*_PEOPLES, *PLACES, "state"),
    "eve": {"B": _LOOSE, "I": _LOOSE}, "art": {"B": ANY, "I": ANY},
    "tim": {"B": frozenset("O"), "I": frozenset("O")}, "nat": {"B": ANY, "I": ANY},
    "politician": _types("person"), "person": _types("person"), "organisation": _types(*ORGANISATIONS, "state", "building"),
    "politicalparty": _types("party"), "country": _types("country", "state"), "location": _LOC,
    "event": _types("event"), "election": {bi: frozenset({"O"}) | a for bi, a in _types("event").items()}, "misc": {"B": ANY, "I": ANY},
}  # fmt: skip
#: What "no name" allows: corpora without nationalities, peoples and events leave them unmarked.
OUTSIDE = {"uner": _LOOSE, "wikigold": frozenset("O"), "gmb": frozenset({"O", "B-event", "I-event"}), "crossner": _LOOSE}
_TITLES = re.compile(
    r"(?i)(mr|mrs|ms|dr|prime|minister|president|vice|general|secretary|foreign|king|queen|prince|pope|sheikh|senator|sen|gen|col|lt|ayatollah|"
    r"defen[cs]e|interior|finance|chancellor|former|judge|justice|chief|spokesman|spokeswoman|governor|ambassador|premier|leader|congressman|congresswoman|professor|prof|sir|lord|lady|tsar|emperor|saint|captain|major|mayor)\.?$"
)


def allowed(labels: list[str], words: list[str], corpus: str) -> list[Allowed]:
    out: list[Allowed] = []
    before = "O"
    for i, label in enumerate(labels):
        if label == "O":
            out.append(OUTSIDE[corpus])
        else:
            edge, kind = label.split("-", 1)
            first = edge == "B" or before == "O" or before.split("-", 1)[1] != kind
            titled = corpus == "gmb" and kind == "per" and _TITLES.match(words[i])
            out.append(ANY if titled else COARSE[kind]["B" if first else "I"])
            if corpus == "gmb" and kind == "per" and not titled and not first and out[-2:-1] == [ANY]:
                out[-1] = COARSE[kind]["B"]
        before = label
    return out


# --- treebanks -------------------------------------------------------------------------------------------------

#: GUM's types of entities that are actors or places.
_GUM = {"person": "person", "organization": "organisation", "place": "location"}
#: Words that join the parts of one name ("University of Texas", "Holland & Hart").
_JOINTS = frozenset({"of", "the", "for", "and", "&", "-", "'s"})
_JOINTS_OF_PERSONS = frozenset({"de", "la", "al", "-", "bin", "ibn", "van", "von", "der", "den"})
#: Parts of speech that are no name even when written with a capital, as at the start of a sentence.
_NEVER = frozenset({"VERB", "AUX", "PRON", "ADV", "INTJ", "DET", "ADP", "CCONJ", "SCONJ", "PART"})


@dataclass(frozen=True, slots=True)
class Token:
    """What a treebank says of one word; `head` is an index in the sentence, -1 for the root; `entity` is GUM's `Entity=` or empty."""

    form: str
    upos: str
    xpos: str
    head: int
    entity: str = ""


def entities(sentence: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Give (first, last, type) of every mention in GUM's bracket notation that opens and closes in the sentence, longest first."""
    open_: dict[str, list[tuple[int, str]]] = {}
    out = []
    for i, token in enumerate(sentence):
        for start, number, kind, end in re.findall(r"(\()?(\d+)(?:-([a-z]+)[^()]*)?(\))?", token.entity):
            if start:
                open_.setdefault(number, []).append((i, kind))
            if end and open_.get(number):
                first, known = open_[number].pop()
                out.append((first, i, known))
    return sorted(out, key=lambda e: e[0] - e[1])


def treebank_tags(sentence: Sequence[Token], annotated: bool) -> list[Allowed]:
    """Give the tags that a sentence of a treebank allows.

    With entities (`annotated`) a mention of a person, organisation or place whose head is a proper noun is a name, as wide as the
    capitals around its head; without them only words that can be no name say anything.
    """
    capital = [t.form[:1].isupper() or t.form[:1].isdigit() for t in sentence]
    tags = [_open_tag(t, c, annotated) for t, c in zip(sentence, capital, strict=True)]
    if not annotated:
        return tags
    taken = [False] * len(sentence)
    for first, last, kind in entities(sentence):
        heads = [i for i in range(first, last + 1) if not first <= sentence[i].head <= last]
        if kind not in _GUM or not heads or sentence[heads[0]].upos != "PROPN" or taken[heads[0]]:
            continue
        a, b = _width(sentence, capital, heads[0], (first, last), _JOINTS_OF_PERSONS if kind == "person" else _JOINTS)
        while a <= b and kind == "person" and _TITLES.match(sentence[a].form):
            tags[a], taken[a] = ANY, True
            a += 1
        people = kind == "person" and sentence[heads[0]].xpos == "NNPS"
        types = _types(*_PEOPLES) if people else COARSE[_GUM[kind]]
        for i in range(a, b + 1):
            tags[i], taken[i] = types["B" if i == a else "I"], True
    return tags


def _open_tag(token: Token, capital: bool, annotated: bool) -> Allowed:
    """Say what a word outside all named mentions may be."""
    if token.upos in _NEVER and (capital or annotated):
        return NONE
    if annotated and not capital and token.upos != "PROPN":
        return NONE
    return ANY


def _width(sentence: Sequence[Token], capital: Sequence[bool], head: int, mention: tuple[int, int], joints: Allowed) -> tuple[int, int]:
    """Widen a name from its head over capitalised words of its mention and what joins them."""

    def part(token: Token, capital: bool) -> bool:
        return token.upos == "PROPN" or (capital and token.upos not in (_NEVER - {"VERB"}) | {"PUNCT", "NUM"})

    edges = []
    for step, stop in zip((-1, 1), mention, strict=True):
        at = edge = head
        while at != stop:
            at += step
            if part(sentence[at], capital[at]):
                edge = at
            elif sentence[at].form.lower() not in joints:
                break
        edges.append(edge)
    return edges[0], edges[1]
