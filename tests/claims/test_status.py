import pytest

from kg.claims.status import settled_status, status_by_words
from kg.model import Status


@pytest.mark.parametrize(
    ("content", "cue", "status"),
    [
        ("the bridge fell", "said", Status.ASSERTED),
        ("no bridges fell", "said", Status.DENIED),
        ("the bridge didn’t fall", "said", Status.DENIED),
        ("any part in the attack", "has denied", Status.DENIED),
        ("the bridge may fall", "said", Status.POSSIBLE),
        ("the bridge will be rebuilt", "said", Status.PLANNED),
        ("rebuild the bridge", "vowed to", Status.PLANNED),
        ("the bridge will fall if it rains", "said", Status.CONDITIONAL),
        ("no more than two bridges fell", "said", Status.ASSERTED),
        ("The bridge fell. It will not be rebuilt", "said", Status.ASSERTED),
        ("the bridge fell on men who may have slept", "said", Status.ASSERTED),
    ],
)
def test_words_show_what_a_claim_says_of_its_event(content: str, cue: str, status: Status) -> None:
    assert status_by_words(content, cue) is status


def test_words_win_and_the_reader_adds_denials() -> None:
    assert settled_status("planned", "the bridge fell") is Status.ASSERTED
    assert settled_status("denied", "the report is false") is Status.DENIED
    assert settled_status("asserted", "the bridge may fall") is Status.POSSIBLE
