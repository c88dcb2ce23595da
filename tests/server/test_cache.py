from kg.server.cache import LONGEST, Cache
from kg.server.frames import Head, Job, Whole
from kg.store.graphs import GraphStore


def whole(snapshot, body=b"x", *, tagged=True):
    return Whole(Head(1, "text/plain", f"{snapshot}-1-0", [("etag", "x")] if tagged else []), body, 1)


def test_an_answer_is_kept_until_the_graph_changes(tmp_path):
    with GraphStore.open(tmp_path / "g", create=True):
        pass
    cache, job = Cache(str(tmp_path / "g")), Job("sparql", {"query": "ASK {}"}, accept="text/csv")
    assert cache.find(job) is None
    cache.keep(job, whole("00000001"))
    assert cache.find(Job("sparql", {"query": "ASK {}"}, id=7, accept="text/csv")) == whole("00000001")
    assert cache.find(Job("sparql", {"query": "ASK {}"}, accept="text/*")) is None
    (tmp_path / "g" / "snapshots" / "00000002").mkdir()
    assert cache.find(job) is None


def test_what_is_old_long_or_changes_by_itself_is_not_kept(tmp_path):
    with GraphStore.open(tmp_path / "g", create=True):
        pass
    cache, job = Cache(str(tmp_path / "g")), Job("sparql", {"query": "ASK {}"})
    assert cache.find(job) is None
    for answer in (whole("00000000"), whole("00000001", b"x" * (LONGEST + 1)), whole("00000001", tagged=False)):
        cache.keep(job, answer)
        assert cache.find(job) is None
