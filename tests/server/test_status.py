from prometheus_client.parser import text_string_to_metric_families


def test_health_says_what_is_served(reading):
    answer = reading.client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "snapshot": "00000002", "readers": 2, "running": 0})


def test_figures_are_for_prometheus(reading):
    reading.client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 7"})
    answer = reading.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert {"kg_requests", "kg_request_seconds", "kg_response_bytes", "kg_rows", "kg_limits", "kg_readers_idle"} <= set(families)
    assert sum(sample.value for sample in families["kg_rows"].samples if sample.name == "kg_rows_total") >= 7


def test_what_runs_is_shown_to_nobody_without_the_token(reading):
    answer = reading.client.get("/queries", headers={"authorization": "Bearer wrong"})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')
    assert reading.client.get("/queries").json() == {"running": [], "waiting": 0}
