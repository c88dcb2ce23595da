"""Cutting a text into pieces where marks begin and end."""

from kg.pages.marks import Mark, paragraphs

TEXT = "The army fled.\n\nNobody saw it."


def cut(*marks):
    return [[(piece.text, piece.classes) for piece in line] for line in paragraphs(TEXT, marks)]


def test_a_text_without_marks_is_its_lines():
    assert cut() == [[("The army fled.", "")], [("Nobody saw it.", "")]]


def test_marks_may_lie_in_each_other_across_each_other_and_over_lines():
    assert cut(Mark(4, 13, "claim"), Mark(0, 8, "mention"), Mark(9, 22, "zone")) == [
        [("The ", "mention"), ("army", "claim mention"), (" ", "claim"), ("fled", "claim zone"), (".", "zone")],
        [("Nobody", "zone"), (" saw it.", "")],
    ]


def test_a_piece_links_to_the_innermost_mark_that_has_a_link():
    [line, _] = paragraphs(TEXT, [Mark(0, 14, "claim", "#claim"), Mark(4, 8, "mention", "#army"), Mark(4, 6, "cue")])
    assert [(piece.text, piece.link.href if piece.link else None) for piece in line] == [
        ("The ", "#claim"), ("ar", "#army"), ("my", "#army"), (" fled.", "#claim"),
    ]  # fmt: skip


def test_every_mark_is_an_anchor_where_it_begins_though_it_begins_between_lines():
    marks = [Mark(0, 8, "mention"), Mark(0, 8, "source"), Mark(15, 22, "claim")]
    assert [[piece.anchors for piece in line] for line in paragraphs(TEXT, marks)] == [[["char=0,8"], []], [["char=15,22"], []]]


def test_a_mark_outside_the_text_marks_nothing():
    assert cut(Mark(4, 4, "empty"), Mark(20, 99, "beyond"), Mark(-1, 3, "before")) == cut()
