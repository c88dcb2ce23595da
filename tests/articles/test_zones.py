import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.articles.layout import comparable
from kg.articles.zones import mark, read_page
from kg.model import READ_ZONES, ZoneKind
from tests.articles.pages import BLOG, BODY, NEWSPAPER, PORTAL


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(zone.kind.value, zone.span.of(text)) for zone in mark(text, title)]


def read(text: str, title: str | None = None) -> list[str]:
    return [zone.span.of(text) for zone in mark(text, title) if zone.kind in READ_ZONES]


def test_a_portal_is_read_once_and_without_its_menus():
    assert read(PORTAL) == [
        "Army ‘takes’ Tamber after three days",
        BODY[0],
        "Soldiers stand on the bridge of the town of Tamber, which they took",
        BODY[1],
        "- 'Nobody' -",
        BODY[2],
        BODY[3],
    ]


def test_a_newspaper_is_told_part_by_part():
    assert marked(NEWSPAPER) == [
        ("furniture", "The Morvitz Gazette"),
        ("title", "Army takes Tamber, rebels deny it"),
        ("heading", "Bridge fell at dawn on the third day, says general"),
        ("byline", "By Ann Lee and Cy Fox"),
        ("byline", "Published: 8 March 2024"),
        ("byline", "Updated: 9 March 2024"),
        ("furniture", "Share"),
        ("dateline", "TAMBER, Velmora"),
        ("credit", "(NPA) —"),
        ("body", BODY[0]),
        ("caption", "This handout photo released on March 7, 2024 shows the bridge of Tamber."),
        ("credit", "(AP Photo/Di Gray)"),
        ("body", BODY[1]),
        ("repeat", "NOBODY HAS CROSSED IT SINCE DAWN"),
        ("furniture", "Read more: The bridge and its builders"),
        ("body", BODY[2]),
        ("heading", "A bridge too many"),
        ("body", BODY[3]),
        ("repeat", BODY[0]),
        ("credit", "Reporting by Ann Lee in Tamber; editing by Bo Day"),
        ("furniture", "© 2024 The Morvitz Gazette. All rights reserved."),
        ("furniture", "Comments"),
        ("furniture", "The Gazette moderates all comments. Be polite to other readers, please, and stay with the subject."),
        ("furniture", "Army takes Tamber, rebels deny it"),
        ("furniture", BODY[2].replace("600", "700")),
    ]


def test_a_blog_is_read_without_its_copied_headline_and_posts():
    assert marked(BLOG)[:4] == [
        ("title", "Army takes Tamber after three days"),
        ("body", "Bridge fell at dawn."),
        ("furniture", "Velmora war news"),
        ("repeat", "Army takes Tamber after three days"),
    ]
    assert read(BLOG)[2:] == [BODY[0], BODY[1], "- 'Nobody crossed' -", BODY[2], BODY[3]]


def test_text_without_any_dress_is_all_body():
    assert marked("\n".join(BODY)) == [("body", paragraph) for paragraph in BODY]


def test_a_first_paragraph_above_a_given_headline_is_not_lost():
    text = f"{BODY[3]}\n\nArmy takes Tamber\n\n{BODY[0]}"
    assert read(text, "Army takes Tamber") == [BODY[3], "Army takes Tamber", BODY[0]]


def test_a_menu_of_short_lines_is_furniture_wherever_it_stands():
    text = "\n\n".join([BODY[0], "Dams", "Rivers", "Bridges and roads", "Town halls", BODY[1]])
    assert read(text) == [BODY[0], BODY[1]]


def test_lines_after_the_last_sentence_are_furniture():
    assert marked(f"{BODY[0]}\n\n{BODY[1]}\n\nPapers from Velmora")[-1] == ("furniture", "Papers from Velmora")


def test_an_author_without_by_is_known_beside_the_date():
    assert marked(f"Army takes Tamber at last\n\nAnn Lee\n8 March 2024\n\n{BODY[0]}")[1:3] == [
        ("byline", "Ann Lee"),
        ("byline", "8 March 2024"),
    ]


def test_an_empty_text_has_no_zones():
    assert mark("") == mark(" \n\n") == ()


@given(
    st.lists(st.sampled_from([*PORTAL.splitlines(), *NEWSPAPER.splitlines(), "", "...", "?? ??"]), max_size=30),
    st.sampled_from([None, BODY[0], "Share"]),
)
def test_zones_are_in_order_trimmed_and_lose_no_word(lines, title):
    text = "\n".join(lines)
    zones = mark(text, title)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(zones))
    assert all(zone.span.of(text) == zone.span.of(text).strip() != "" for zone in zones)
    assert [word for zone in zones for word in comparable(zone.span.of(text))] == list(comparable(text))


@given(st.permutations(BODY))
def test_marking_is_a_function_of_the_text(paragraphs):
    text = "\n\n".join(paragraphs)
    page = read_page(text)
    assert page == read_page(text)
    assert page.of(ZoneKind.BODY) == page.paragraphs
