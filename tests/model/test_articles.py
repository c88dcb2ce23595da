"""An article tells which of its characters are read."""

from __future__ import annotations

from kg.model import Article, Span, Zone, ZoneKind

TEXT = "Dam breaks\nBy A. Writer\nWater rose.\nSubscribe now"
ZONES = (
    Zone(Span(0, 10), ZoneKind.TITLE),
    Zone(Span(11, 23), ZoneKind.BYLINE),
    Zone(Span(24, 35), ZoneKind.BODY),
    Zone(Span(36, 49), ZoneKind.FURNITURE),
)


def test_titles_and_bodies_are_read_and_bylines_and_furniture_are_not() -> None:
    article = Article("dam.txt", "dam.txt", TEXT, ZONES)
    assert [span.of(TEXT) for span in article.read_spans()] == ["Dam breaks", "Water rose."]


def test_a_text_without_zones_is_read_whole_and_an_empty_one_not_at_all() -> None:
    assert Article("dam.txt", "dam.txt", TEXT).read_spans() == (Span(0, len(TEXT)),)
    assert Article("dam.txt", "dam.txt", "").read_spans() == ()


def test_a_character_between_zones_is_in_none() -> None:
    article = Article("dam.txt", "dam.txt", TEXT, ZONES)
    assert (article.zone_at(9), article.zone_at(10), article.zone_at(36)) == (ZoneKind.TITLE, None, ZoneKind.FURNITURE)
