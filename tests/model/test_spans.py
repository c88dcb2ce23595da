"""Spans are half-open: they share characters, hold each other and mark words by the same two comparisons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span

TEXT = "Baghdad, بغداد, 𝔅aghdad — five words\n"
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(min(ends), max(ends)))


@given(spans, spans)
def test_overlap_is_a_shared_character(left: Span, right: Span) -> None:
    shared = set(range(left.start, left.end)) & set(range(right.start, right.end))
    assert left.overlaps(right) == right.overlaps(left)
    if len(left) and len(right):
        assert left.overlaps(right) == bool(shared)


@given(spans, spans)
def test_what_contains_another_holds_all_its_characters(outer: Span, inner: Span) -> None:
    if outer.contains(inner):
        assert set(range(inner.start, inner.end)) <= set(range(outer.start, outer.end))
        assert inner.of(TEXT) in outer.of(TEXT)


@given(spans)
def test_a_span_marks_as_many_characters_as_it_is_long(span: Span) -> None:
    assert len(span.of(TEXT)) == len(span)


@given(st.lists(spans))
def test_spans_sort_by_where_they_start_and_then_end(found: list[Span]) -> None:
    assert sorted(found) == sorted(found, key=lambda span: (span.start, span.end))
