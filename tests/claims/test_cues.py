import pytest

from kg.claims import cues


@pytest.mark.parametrize(
    ("cue", "lemma"), [("said", "say"), ("has denied", "deny"), ("told AFP", "tell"), ("vowed to", "vow"), ("per", "per")]
)
def test_a_cue_has_a_lemma(cue: str, lemma: str) -> None:
    assert cues.lemma_of(cue) == lemma


def test_cues_are_found_by_what_they_do() -> None:
    assert cues.saying().search("the mayor has said so").group() == "has said"  # type: ignore[union-attr]
    assert cues.before_source().search("fine, according to her").group() == "according to"  # type: ignore[union-attr]
    assert cues.hearsay().search("he reportedly left").group() == "reportedly"  # type: ignore[union-attr]
    assert cues.silence().search("she declined to comment on it").group() == "declined to comment"  # type: ignore[union-attr]
