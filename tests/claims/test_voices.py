import datetime as dt

from kg.claims.voices import by_day, independent, one_text, repeats
from kg.model import AttributionKind
from tests.claims.builders import reported


def test_voices_are_counted_once() -> None:
    claims = [
        reported("a", source="actor/x"),
        reported("b", source="actor/x"),
        reported("c", speaker_words="a farmer", wire="w"),
        reported("d", speaker_words="A farmer", wire="w"),
        reported("e", kind=AttributionKind.NARRATOR, wire="w"),
        reported("f", kind=AttributionKind.NARRATOR, wire="v"),
    ]
    assert independent(claims) == 3


def test_one_speaker_and_one_wire_copy_repeat() -> None:
    assert repeats(reported("a", source="actor/x"), reported("b", source="actor/x"))
    assert repeats(reported("a", wire="w"), reported("b", wire="w"))
    assert not repeats(reported("a"), reported("b"))


def test_one_voice_in_one_text() -> None:
    assert one_text(reported("a", wire="w", source="actor/x"), reported("b", wire="w", source="actor/x"))
    assert not one_text(reported("a", wire="w", source="actor/x"), reported("b", wire="w"))


def test_claims_stand_in_the_order_of_their_days() -> None:
    late, early, undated = reported("a", published="2022-05-02"), reported("b", published="2022-05-01"), reported("c")
    assert early.published == dt.date(2022, 5, 1)
    assert by_day([undated, late, early]) == [early, late, undated]
