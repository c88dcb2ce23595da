import pytest

PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_a_person_is_told_by_a_page(reading):
    answer = reading.client.get("/%3Cscript%3Ealert(1)%3C/script%3E", headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "there is nothing at /&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert answer.headers["x-frame-options"] == "DENY"
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_program_is_told_by_problem_details(reading):
    answer = reading.client.get("/none")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is nothing at /none"}


@pytest.mark.parametrize("path", ["/sparql?query=ASK", "/sparql?query=ASK%20%7B%7D&timeout=no", "/store"])
def test_what_is_refused_is_refused_to_both(path, reading):
    assert [reading.client.get(path, headers=headers).status_code for headers in (PAGE, {})] == [400, 400]


def test_head_of_a_problem_has_no_body(reading):
    answer = reading.client.head("/none", headers=PAGE)
    assert (answer.status_code, answer.content) == (404, b"")
