import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.blocks import Block, blocks
from kg.claims.compare import compare, compare_block
from kg.model import Comparison, ReportedClaim, Status, Verdict
from tests.claims.builders import reported

SINCE, LATER = {"start": "2022-03-01", "end": "2022-04-09"}, {"start": "2022-03-05", "end": "2022-05-09"}
DAY = {"start": "2022-05-09", "end": "2022-05-09"}


def test_a_later_total_updates_an_earlier_one() -> None:
    claims = [
        reported("a", 37000, None, words="more than 37,000 people", source="actor/monitor", speaker_words="the monitor", **SINCE),
        reported("b", 58000, 58000, words="58,000 people", source="actor/monitor", speaker_words="it", **LATER),
    ]
    assert compare(claims) == (
        Comparison(
            ("a", "b"),
            Verdict.UPDATED,
            "The figure for leaving (people) at port was updated: the monitor: “more than 37,000 people” (2022-04-09); "
            "monitor: “58,000 people” (2022-05-09).",
            claims[0].quantity.min,  # type: ignore[union-attr]
            claims[1].quantity.max,  # type: ignore[union-attr]
            1,
            (("b", "updates", "a"),),
        ),
    )


def pairs(*claims: ReportedClaim) -> set[tuple[str, str, str]]:
    return {pair for comparison in compare(claims) for pair in comparison.pairs}


def test_disjoint_figures_of_one_day_contradict_each_other() -> None:
    found = pairs(reported("a", 16, 16, event="killing", **DAY), reported("b", 40, 40, event="killing", **DAY))
    assert found == {("a", "contradicts", "b"), ("b", "contradicts", "a")}


def test_two_voices_corroborate_and_one_repeats() -> None:
    assert ("a", "corroborates", "b") in pairs(reported("a", 16, 16, **DAY), reported("b", 16, 16, **DAY))
    same = {"source": "actor/monitor", **DAY}
    assert pairs(reported("a", 16, 16, **same), reported("b", 16, 16, **same)) == {("b", "repeats", "a")}
    assert pairs(reported("a", 16, 16, wire="w", **DAY), reported("b", 16, 16, wire="w", **DAY)) == {("b", "repeats", "a")}


def test_what_comes_on_top_is_not_held_against_a_total() -> None:
    assert compare([reported("a", 600, 600, **DAY), reported("b", 350, 350, increment=True, **DAY)]) == ()


def test_other_places_things_and_kinds_are_other_questions() -> None:
    one = reported("a", 16, 16, **DAY)
    for other in ({"place": "place/hill"}, {"counted": "soldiers"}, {"event": "injury"}):
        assert compare([one, reported("b", 40, 40, **DAY, **other)]) == ()


def test_a_claim_without_a_place_is_where_its_article_is() -> None:
    anchor = reported("c", event="clash", article="article/a", agent="actor/x")
    found = pairs(reported("a", 16, 16, place=None, **DAY), anchor, reported("b", 40, 40, **DAY))
    assert ("a", "contradicts", "b") in found


def test_more_left_than_were_said_to_be_there() -> None:
    stock = reported("a", None, 2000, event="presence", words="no more than 2,000 remained", start="2022-02-01", end="2022-02-10")
    flow = reported("b", 30000, None, start="2022-02-01", end="2022-03-15")
    assert pairs(stock, flow) == {("a", "contradicts", "b"), ("b", "contradicts", "a")}


def test_who_is_counted_where_they_came_bounds_nothing() -> None:
    stock = reported("a", 45, 45, event="presence", words="45 people are here", start="2022-02-01", end="2022-02-10")
    assert compare([stock, reported("b", 30000, None, start="2022-02-01", end="2022-03-15")]) == ()


def test_one_voice_in_one_text_speaks_of_two_things() -> None:
    assert (
        compare([reported("a", 16, 16, wire="w", source="actor/x", **DAY), reported("b", 40, 40, wire="w", source="actor/x", **DAY)]) == ()
    )


def test_fighters_who_came_out_and_who_are_held_answer_one_question() -> None:
    held = reported("a", 3400, 3400, event="detention", counted="jihadists", published="2022-02-12")
    out = reported("b", 5800, 5800, counted="militants", start="2021-12-01", end="2022-03-08")
    now = reported("c", 2000, None, event="detention", counted="jihadists", published="2022-03-15")
    (comparison,) = compare([held, out, now])
    assert (comparison.claims, comparison.verdict) == (("a", "b", "c"), Verdict.UPDATED)


def test_a_denial_contradicts_an_assertion() -> None:
    event: dict[str, Any] = {"event": "airstrike", "agent": "actor/air-force", **DAY}
    (comparison,) = compare([reported("a", **event), reported("b", status=Status.DENIED, **event)])
    assert (comparison.verdict, comparison.low, comparison.high) == (Verdict.DISAGREE, None, None)
    assert ("a", "contradicts", "b") in comparison.pairs


def test_a_denial_about_people_contradicts_a_count_of_them() -> None:
    hurt = reported("a", 3, 3, event="injury", **DAY)
    none = reported("b", event="injury", status=Status.DENIED, patient_words="civilians", **DAY)
    assert ("a", "contradicts", "b") in pairs(hurt, none)


def test_a_figure_of_a_place_may_not_exceed_the_one_around_it() -> None:
    claims = [reported("a", 50, 50, **DAY), reported("b", 30, 30, place="place/province", **DAY)]
    assert compare(claims) == ()
    (comparison,) = compare(claims, {"place/port": "place/province", "place/province": "place/port"})
    assert comparison.verdict is Verdict.DISAGREE


def test_blocks_are_compared_one_by_one() -> None:
    claims = [reported("a", 16, 16, **DAY), reported("b", 40, 40, **DAY), reported("c", 1, 1, place="place/hill", **DAY)]
    found = blocks(claims)
    block = Block("figure", "leaving", "people", "place/port")
    assert [claim.iri for claim in found[block]] == ["a", "b"]
    assert compare_block(block, found[block]) == compare(claims)


def test_a_comparison_keeps_its_path_while_its_first_claim_is_the_first() -> None:
    early, late = ({"published": f"2022-05-1{day}", **DAY} for day in (0, 2))
    first, second, third = reported("b", 16, 16, **early), reported("a", 40, 40, **late), reported("c", 16, 16, **late)
    (two,), (three,), (later,) = compare([first, second]), compare([first, second, third]), compare([second, third])
    assert two.path == three.path != later.path
    assert set(two.known_as) < set(three.known_as) > set(later.known_as)
    assert later.path in three.known_as


@st.composite
def claims(draw: Any) -> list[ReportedClaim]:
    rows = []
    for i in range(draw(st.integers(2, 9))):
        low = draw(st.sampled_from([None, 5, 20, 100]))
        high = draw(st.sampled_from([None, low])) if low else draw(st.sampled_from([None, 7, 50]))
        start = draw(st.sampled_from([None, dt.date(2022, 5, 1), dt.date(2022, 5, 8)]))
        more: dict[str, Any] = {
            "event": draw(st.sampled_from(["displacement", "presence", "injury"])),
            "patient_words": draw(st.sampled_from([None, "civilians"])),
            "status": draw(st.sampled_from([Status.ASSERTED, Status.DENIED])),
            "source": draw(st.sampled_from([None, "actor/x", "actor/y"])),
            "agent": draw(st.sampled_from([None, "actor/z"])),
            "article": draw(st.sampled_from(["m", "n"])),
            "wire": draw(st.sampled_from(["v", "w"])),
            "place": draw(st.sampled_from([None, "place/port"])),
        }
        if low or high:
            more |= {"approximate": draw(st.booleans()), "counted": draw(st.sampled_from(["people", "fighters", None]))}
        row = reported(f"c{i}", low, high, **more)
        end = start and draw(st.sampled_from([start, dt.date(2022, 5, 20)]))
        rows.append(_dated(row, start, end, draw(st.sampled_from([None, dt.date(2022, 5, 9), dt.date(2022, 5, 21)]))))
    return rows


def _dated(claim: ReportedClaim, start: dt.date | None, end: dt.date | None, published: dt.date | None) -> ReportedClaim:
    return replace(claim, start=start, end=end, published=published)


@given(claims(), st.randoms())
@settings(max_examples=100, deadline=None)
def test_order_changes_nothing_and_pairs_stay_in_their_comparison(rows: list[ReportedClaim], random: Any) -> None:
    found = compare(rows)
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert compare(shuffled) == found == compare([*rows, *rows])
    for comparison in found:
        assert len(comparison.claims) >= 2
        assert list(comparison.claims) == sorted(set(comparison.claims))
        assert {claim for left, _, right in comparison.pairs for claim in (left, right)} <= set(comparison.claims)
        symmetric = {(left, word, right) for left, word, right in comparison.pairs if word in ("contradicts", "corroborates")}
        assert {(right, word, left) for left, word, right in symmetric} == symmetric
        assert comparison.independent_sources >= 1
