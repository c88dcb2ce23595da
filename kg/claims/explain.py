"""Put a comparison into one sentence, with the numbers and the words of those who gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.claims.figures import Tie
from kg.model import ReportedClaim, Status, Verdict

#: A sentence quotes at most so many claims and counts the rest.
_QUOTED = 6
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "his", "her", "their"})
_VERDICTS = {
    Verdict.AGREE: "The claims about {topic} agree",
    Verdict.DISAGREE: "The claims about {topic} exclude each other",
    Verdict.UPDATED: "The figure for {topic} was updated",
}


def sentence(verdict: Verdict, claims: Sequence[ReportedClaim], topic: str, names: Mapping[str, str] | None = None, doubt: str = "") -> str:
    """Return the sentence; claims are told in the order of their days, then of their words.

    ``names`` maps IRIs to the names of what they stand for; ``doubt`` is what was taken to be so, in brackets behind it.
    """
    ordered = sorted(claims, key=lambda claim: (day(claim), claim.iri))
    parts = [f"{voice(claim, names)}: {_words(claim)}{_date(claim)}" for claim in ordered[:_QUOTED]]
    more = f"; and {len(ordered) - _QUOTED} more" if len(ordered) > _QUOTED else ""
    return f"{_VERDICTS[verdict].format(topic=topic)}: {'; '.join(parts)}{more}.{doubt}"


def voice(claim: ReportedClaim, names: Mapping[str, str] | None = None) -> str:
    """Return who says it, as written unless that is a pronoun; else the actor, the outlet or the article."""
    pronoun = claim.speaker_words is not None and claim.speaker_words.casefold() in PRONOUNS
    if claim.speaker_words and not (pronoun and claim.source):
        return " ".join(claim.speaker_words.split())
    return label(claim.source, names) if claim.source else claim.outlet or label(claim.article)


def label(iri: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of what an IRI stands for, else a readable one made from its last part."""
    if names and iri in names:
        return names[iri]
    return re.sub(r"[-_]+", " ", re.split(r"[/#]", iri.rstrip("/"))[-1]) or iri


def day(claim: ReportedClaim) -> str:
    """Return the day that a claim holds until, as ISO date; "" where nothing dates it."""
    found = claim.end or claim.said or claim.published
    return found.isoformat() if found else ""


def _date(claim: ReportedClaim) -> str:
    return f" ({day(claim)})" if day(claim) else ""


def _words(claim: ReportedClaim) -> str:
    words = claim.quantity.text if claim.quantity else " ".join(claim.content.split())
    short = words if len(words) <= 120 else words[:117].rstrip() + "..."
    return f"“{short}”" + (" (denied)" if claim.status is Status.DENIED else "")


def verdict_of(ties: Sequence[Tie]) -> Verdict:
    """Return how a group stands: one exclusion makes it disagree, else one update makes it updated, else it agrees."""
    if Tie.DISAGREE in ties:
        return Verdict.DISAGREE
    return Verdict.UPDATED if Tie.UPDATE in ties else Verdict.AGREE
