import datetime as dt
import json

import pytest

from kg.articles.plain import read_plain
from kg.articles.sources import Source
from kg.errors import FieldError, InputError

TEXT = "Army takes Tamber at last\r\n\r\nThe army said on Friday that it had taken the town.\r\n"


def source(folder, sidecar=None) -> Source:
    path = folder / "a.txt"
    path.write_bytes(TEXT.encode())
    if sidecar is not None:
        (folder / "a.meta.json").write_text(sidecar if isinstance(sidecar, str) else json.dumps(sidecar), encoding="utf-8")
    return Source(str(path), "x/a.txt", "a.txt", "text", path)


def test_text_is_its_own_with_line_ends_made_one(tmp_path):
    (article,) = read_plain(source(tmp_path))
    assert (article.key, article.source_name, article.text) == ("x/a.txt", "a.txt", TEXT.replace("\r\n", "\n"))
    assert (article.headline, article.published, article.publisher, article.url, article.language) == (
        "Army takes Tamber at last",
        None,
        None,
        None,
        "en",
    )


def test_a_sidecar_tells_what_the_text_does_not(tmp_path):
    (article,) = read_plain(
        source(tmp_path, {"title": "Other", "published": "2024-03-08", "publisher": "The Courier", "url": "https://a.example/1"})
    )
    assert (article.key, article.url, article.headline) == ("https://a.example/1", "https://a.example/1", "Other")
    assert (article.published, article.publisher) == (dt.date(2024, 3, 8), "The Courier")


@pytest.mark.parametrize(
    ("sidecar", "error", "message"),
    [
        ("{", InputError, "the sidecar cannot be read as JSON: Expecting property name"),
        ([], InputError, "the sidecar must be a JSON object of fields"),
        ({"text": "x"}, FieldError, "unknown field text; known are title, url, published, publisher, author, language"),
        ({"published": "soon"}, FieldError, "field published must be a day such as 2019-03-08, not 'soon'"),
    ],
)
def test_a_malformed_sidecar_refuses_its_article(tmp_path, sidecar, error, message):
    with pytest.raises(error) as caught:
        list(read_plain(source(tmp_path, sidecar)))
    assert str(caught.value).startswith(f"{tmp_path}/a.meta.json: {message}")
