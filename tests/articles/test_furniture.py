import pytest

from kg.articles.furniture import beyond_article, is_furniture
from kg.articles.layout import paragraphs


def first(text: str):
    return paragraphs(text)[0]


@pytest.mark.parametrize(
    "line",
    [
        "Menu",
        "-",
        "A+ A-",
        "Skip to content",
        "Connect with us",
        "Hi, what are you looking for?",
        "Share",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Tags: floods dams Velmora",
        "Topics: War",
        "Advertisement",
        "ADVERTISEMENT",
        "Read more",
        "Read also: Ten soups for a cold evening",
        "Sign up for our newsletter",
        "Daily newsletterReceive the news every morning",
        "Subscribe now",
        "12 comments",
        "3 min read",
        "4 hours ago",
        "World",
        "Middle East",
        "© 2024 The Morvitz Gazette. All rights reserved.",
        "We use cookies to give you the best experience.",
        "Follow us on Twitter",
        "Related: The dam and its builders",
        "This article was originally published by The Courier.",
        "By subscribing you agree to our terms and conditions.",
        "Please enable JavaScript",
        "@annlee",
        "https://courier.example/a",
        "Privacy Policy | Terms of Use | Contact",
        "Published",
        "Supported by",
        "Order Reprints | Today’s Paper | Subscribe",
        "The Courier moderates all comments. We welcome comments which are relevant to the article and encourage discussion.",
        "To be approved for publication, however, your comments must meet our community guidelines.",
        "With 300 staff in 40 towns, NPA is a leading news agency. We bring verified coverage to you every day.",
    ],
)
def test_what_pages_carry_beside_their_article_is_furniture(line):
    assert is_furniture(first(line))


@pytest.mark.parametrize(
    "line",
    [
        "Thousands sign up to fight in the north",
        "Watch towers burned on Friday, residents said.",
        "More than 400 people fled.",
        "The World Food Programme sent lorries.",
        "Sharing food with strangers is what kept us alive.",
        "“We read all comments,” the minister said. “Your privacy policy is our business.”",
        "Subscribers to the fund got nothing, the court heard.",
        "Home at last",
        "Posted in the north, the soldiers had not been paid.",
        "He posted the video on Facebook and Twitter, where it was shared 400 times.",
        "We will continue with a more moderate government.",
        "Most popular uprisings fail because they are alone.",
        "Have you seen the army? asked the old man.",
        "Search teams found 12 bodies",
        "Email from the minister shows he knew",
        "Live fire was used against the crowd.",
        "Business owners fear looting",
        "The company said it had changed its privacy policy and its terms of use.",
    ],
)
def test_what_news_says_is_not(line):
    assert not is_furniture(first(line))


PROSE = "The army said on Friday that it had taken the town of Tamber after three days of fighting in the hills."


def beyond(*lines: str) -> list[int]:
    found = paragraphs("\n\n".join(lines))
    return sorted(beyond_article(found, {i for i, p in enumerate(found) if is_furniture(p)}))


def test_nothing_after_the_comments_is_the_article():
    assert beyond(PROSE, PROSE, PROSE, "Comments", PROSE, PROSE, PROSE) == [3, 4, 5, 6]


def test_a_button_above_the_article_ends_nothing():
    assert beyond("Comments", PROSE, PROSE, PROSE) == [0]


def test_reading_goes_on_after_a_list_of_other_pages():
    assert beyond(PROSE, "You may also like", "Ten soups for a cold evening", "Norway votes on fish", PROSE, PROSE) == [1, 2, 3]


def test_teasers_in_whole_sentences_are_no_running_text():
    assert beyond(PROSE, "You may also like:", "World", "An expert says soup is good.", "Life", f"{PROSE[:60]}...", "Ten soups.") == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
