"""Tell whose voice a claim is: who repeats whom, and how many independent voices there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kg.model import AttributionKind, ReportedClaim


def repeats(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two agreeing claims are one voice: the same wire copy, or the same speaker."""
    return left.wire == right.wire or (left.source is not None and left.source == right.source)


def independent(claims: Iterable[ReportedClaim]) -> int:
    """Count the voices among claims: each named speaker once, each unnamed one once a wire text.

    What a text says in its own voice counts only where nobody whom it cites says it too.
    """
    voices, cited, own = set(), set(), set()
    for claim in claims:
        if claim.source is not None:
            voices.add(("actor", claim.source))
            cited.add(claim.wire)
        elif claim.kind is not AttributionKind.NARRATOR and claim.speaker_words:
            voices.add((claim.wire, claim.speaker_words.casefold()))
            cited.add(claim.wire)
        else:
            own.add(claim.wire)
    return max(1, len(voices) + len(own - cited))


def one_text(left: ReportedClaim, right: ReportedClaim) -> bool:
    """Tell whether two claims are one voice in one text: who contradicts himself there speaks of two things."""
    return left.wire == right.wire and left.source == right.source and (left.source is not None or left.kind is right.kind)


def by_day(claims: Iterable[ReportedClaim]) -> list[ReportedClaim]:
    """Return claims in the order in which they were published, then by IRI."""
    return sorted(claims, key=lambda claim: (claim.published or dt.date.max, claim.iri))
