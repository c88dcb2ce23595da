import json
import re

import pytest

from kg.errors import ParameterError
from kg.pages import Look, render
from kg.store.graphs import GraphStore
from tests.store import story

LOOK = Look(story.BASE)


def rows(parameters: dict[str, str]) -> list[list[str]]:
    page = render(story.told(), "timeline", parameters, LOOK).body.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>")[:-1]]


def test_the_table_is_in_the_order_of_the_day_on_which_it_happened():
    assert [row[0] for row in rows({})] == ["2024-03-04", "2024-03-04", "2024-03-04", "2024-03-05"]


def test_the_table_can_be_in_the_order_of_the_day_of_publication():
    found = rows({"by": "published"})
    assert len(found) == 16
    assert [row[2] for row in found] == sorted(row[2] for row in found)


def test_a_row_tells_all_that_is_known():
    words = '<a href="/page/article/post-da3a82d0/claim/19-58">at least 40 people fled Lenta on Monday</a>'
    [found] = rows({"outlet": "Fenwick Post"})
    assert [re.sub(r"post-\w+", "post-da3a82d0", cell) for cell in found] == [
        "2024-03-04", "", "2024-03-05", "displacement", words, "Harbour Watch, Fenwick Post",
    ]  # fmt: skip


def test_days_that_are_none_are_refused():
    with pytest.raises(ParameterError, match="'tomorrow' is no day"):
        rows({"to": "tomorrow"})


def test_the_data_holds_all_claims_newest_first():
    found = json.loads(render(story.told(), "timeline.json", {}, LOOK).body)
    assert len(found["claims"]) == 16
    assert found["claims"][0]["published"] == "2024-03-06"
    assert found["claims"][-1]["published"] == "2024-03-05"


def test_a_picture_that_cannot_hold_all_claims_holds_the_newest_of_those_asked_for(monkeypatch):
    monkeypatch.setattr("kg.pages.visual.CLAIMS", 3)

    def told(parameters: dict[str, str], look: Look = LOOK) -> tuple[int, int, bool]:
        found = json.loads(render(story.told(), "timeline.json", parameters, look).body)
        return len(found["claims"]), found["left_out"], found["partial"]

    assert told({}) == (3, 13, True)
    assert told({"event": "clash"}) == (2, 0, True)
    assert told({}, Look(story.BASE, live=False)) == (3, 13, False)


def test_an_empty_graph_has_an_empty_timeline():
    assert "No claim has such a date." in render(GraphStore.memory(story.BASE), "timeline", {}, LOOK).body.decode()
