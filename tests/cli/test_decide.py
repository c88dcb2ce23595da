"""What people decide wins, survives every rebuild, and can be undone; what cannot be decided is refused."""

import json
import re
import shutil

import pytest

from kg.store.graphs import GraphStore
from tests.store.story import BASE, claim_iri

FRONT, ARMY, VANEK, HELSIN = "actor/karsa-liberation-front", "actor/velmoran-army", "actor/idris-vanek", "actor/marta-helsin"


def facts(path, iri):
    """Return what the graph of actors and places says of a thing: its classes, names and successor."""
    with GraphStore.open(path, read_only=True) as store:
        full = iri if "://" in iri else store.base + iri
        quads = [quad for quad in store.read(store.graph_iri("entities")) if quad.subject.value == full]
    wanted = ("#type", "#prefLabel", "#label", "isReplacedBy")
    return sorted(q.object.value.replace("https://w3id.org/newsclaims/ns#", "kg:") for q in quads if q.predicate.value.endswith(wanted))


def dumped(path):
    with GraphStore.open(path, read_only=True) as store:
        return [store.read(name) for name in store.graph_names() if not name.endswith("graph/runs")]


#: A decision, and what the graph then says of its first thing.
DECISIONS = {
    "merge": (["merge", ARMY, FRONT], ["http://localhost:8000/" + FRONT]),
    "split": (["split", ARMY, FRONT], ["Velmoran army", "https://schema.org/GovernmentOrganization", "kg:Actor", "kg:Military"]),
    "rename": (["rename", VANEK, "Colonel V."], ["Colonel V.", "https://schema.org/Person", "kg:Actor", "kg:Person"]),
    "retype": (["retype", FRONT, "alliance"], ["Karsa Liberation Front", "https://schema.org/Organization", "kg:Actor", "kg:Alliance"]),
    "reject": (["reject", HELSIN], ["Marta Helsin", "kg:Rejected"]),
    "confirm": (["confirm", HELSIN], ["Marta Helsin", "https://schema.org/Person", "kg:Actor", "kg:Person"]),
}


@pytest.mark.parametrize("action", DECISIONS)
def test_a_decision_survives_rebuilding_and_retracting_and_is_undone(run, built, tmp_path, action):
    words, expected = DECISIONS[action]
    graph, source = shutil.copytree(built / "graph", tmp_path / "graph"), shutil.copytree(built / "articles", tmp_path / "in")
    before = dumped(graph)

    def stands():
        found = facts(graph, words[1])
        # Another spelling of the name may have become the path of the resource: the decision goes with it.
        moved = action != "merge" and len(found) == 1
        assert (facts(graph, found[0]) if moved else found) == expected
        checked = run("check", "--store", graph)
        assert (checked.code, [line for line in checked.lines if line.startswith("note")]) == (0, []), checked.out

    done = run(*words, "--why", "looked", "--store", graph)
    assert (done.code, done.out) == (0, "") and done.lines[0].startswith("decided by ann: ")
    stands()
    assert run("build", source, "--store", graph).lines[0] == "3 articles: 3 unchanged"
    stands()
    changed = source / "morvitz-gazette-2024-03-05.txt"
    original = changed.read_text(encoding="utf-8")
    changed.write_text(original + "\nIt rained in Dremna on Sunday.\n", encoding="utf-8")
    assert run("build", source, "--store", graph).lines[0] == "3 articles: 1 replaced, 2 unchanged"
    stands()
    assert run("retract", "tamber-courier-2024-03-06.txt", "--store", graph).code == 0
    stands()
    changed.write_text(original, encoding="utf-8")
    assert run("build", source, "--store", graph).code == 0
    stands()
    assert run("decisions", "undo", "1", "--store", graph).code == 0
    assert run("check", "--store", graph).code == 0
    assert dumped(graph) == before


def test_no_question_and_no_export_shows_what_was_rejected_but_its_evidence_stays(run, own, tmp_path):
    assert run("reject", "Harbour Watch", "--store", own).code == 0
    for words in (("actors",), ("speakers",), ("sources-of",), ("who-said-what",), ("told-to",), ("actor-network",), ("relations",)):
        assert "harbour-watch" not in run("ask", *words, "--format", "csv", "--store", own).out, words
    run("export", "gexf", "-o", "out.gexf", "--store", own)
    assert "harbour-watch" not in (tmp_path / "out.gexf").read_text(encoding="utf-8")
    shown = run("show", "actor/harbour-watch", "--store", own)
    assert shown.out.startswith("Harbour Watch  Rejected\n") and 'mention: "Harbour Watch"' in shown.out
    assert run("show", "Harbour Watch", "--store", own).code == 1
    assert run("confirm", "Harbour Watch", "--store", own).code == 0
    assert run("show", "Harbour Watch", "--store", own).code == 0
    assert run("check", "--store", own).code == 0


def test_a_rejected_claim_is_marked_and_compared_with_nothing(run, own):
    ten = claim_iri(2, 0)
    assert "no more than 10" in run("compare", "--verdict", "disagree", "--store", own).out
    assert run("reject", ten, "--store", own).code == 0
    assert "no more than 10" not in run("compare", "--store", own).out
    assert facts(own, ten) == ["kg:Rejected", "no more than 10 people fled Lenta on Monday"]
    assert run("show", ten, "--store", own).out.splitlines()[0].endswith("Claim, Rejected")
    assert run("check", "--store", own).code == 0
    run("decisions", "undo", "1", "--store", own)
    assert "no more than 10" in run("compare", "--verdict", "disagree", "--store", own).out
    assert facts(own, ten) == []


def test_a_rejected_place_compares_nothing(run, own):
    assert run("reject", "Lenta", "--store", own).code == 0
    assert "at lenta" not in run("compare", "--store", own).out
    assert run("check", "--store", own).code == 0


def test_the_iri_of_a_merged_thing_leads_to_what_it_became(run, own):
    assert run("merge", "Mira Lund", "Mara Lind", "--store", own).code == 0
    for name in ("actor/mira-lund", "Mira Lund"):
        assert run("show", name, "--store", own).out.splitlines()[1] == BASE + "actor/mara-lind"
    assert run("split", "actor/mira-lund", "actor/mara-lind", "--store", own).code == 0
    assert run("show", "Mira Lund", "--store", own).out.splitlines()[1] == BASE + "actor/mira-lund"
    states = [row["state"] for row in json.loads(run("decisions", "list", "--json", "--store", own).out)]
    assert states == ["overruled", "stands"]


def test_a_proposed_link_is_confirmed_or_rejected_with_both_ends(run, own):
    assert run("reject", "Mira Lund", "Mara Lind", "--store", own).code == 0
    assert json.loads(run("ask", "doubtful-links", "--json", "--store", own).out) == []
    assert run("confirm", "Mira Lund", "Mara Lind", "--store", own).code == 0
    assert run("show", "Mira Lund", "--store", own).out.splitlines()[1] == BASE + "actor/mara-lind"
    states = [row["state"] for row in json.loads(run("decisions", "list", "--json", "--store", own).out)]
    assert states == ["overruled", "stands"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["merge", "Lanta", "Lenta"], "nearest are Lenta"),
        (["merge", "Lenta", "Lenta"], "are one and the same"),
        (["merge", "Lenta", "Harbour Watch"], "an actor and a place"),
        (["rename", "Lenta", " "], "a name needs letters"),
        (["retype", "Lenta", "vilage"], "there is no type 'vilage'"),
        (["retype", "Lenta", "persn"], "did you mean person?"),
        (["retype", "Lenta", "person"], "person is a type of actors"),
        (["rename", "one.txt", "x"], "one.txt"),
        (["reject", "article/nine-txt"], "article/nine-txt"),
        (["reject", "http://example.org/graph/entities"], "http://example.org/graph/entities"),
        (["decisions", "undo", "3"], "there is no decision 3"),
    ],
)
def test_what_cannot_be_decided_is_one_line_and_recorded_nowhere(run, own, words, said):
    done = run(*words, "--store", own)
    assert (done.code, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err
    assert json.loads(run("decisions", "list", "--json", "--store", own).out) == []


def test_an_article_cannot_be_rejected(run, own):
    done = run("reject", claim_iri(2, 0).partition("/claim/")[0], "--store", own)
    assert done.code == 1 and "actors, places, claims and comparisons can be rejected or confirmed" in done.err


def test_decisions_are_exported_and_imported_once(run, own, tmp_path):
    run("rename", "Lenta", "Lenta-on-Sea", "--store", own)
    run("reject", "Mira Lund", "Mara Lind", "--store", own)
    assert run("decisions", "export", "-o", "mine.jsonl", "--store", own).code == 0
    assert len((tmp_path / "mine.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert run("decisions", "import", "mine.jsonl", "--store", own).lines == ["0 of 2 decisions were new"]
    line = '{"action": "type", "subject": "a", "object": "cat", "by": "x", "at": "2024-01-01"}'
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    done = run("decisions", "import", "bad.jsonl", "--store", own)
    assert (done.code, done.lines) == (1, ["kg: bad.jsonl:1: there is no type 'cat'"])
    assert run("decisions", "import", "none.jsonl", "--store", own).lines[0].startswith("kg: none.jsonl: cannot be read")


def test_nobody_decides_without_a_name(run, own, monkeypatch):
    for name in ("KG_BY", "USER", "LOGNAME"):
        monkeypatch.delenv(name, raising=False)
    done = run("reject", "Lenta", "--store", own)
    assert (done.code, done.lines) == (1, ["kg: nobody to sign the decision: give --by NAME, or set KG_BY or 'by' in kg.toml"])


def test_a_person_is_redacted_once_and_the_graph_keeps_the_name(run, own):
    done = run("redact", "Mara Lind", "--why", "a witness", "--store", own)
    assert (done.code, done.out) == (0, "")
    token = done.lines[0].rpartition(" ")[2]
    assert re.fullmatch("person-[0-9a-f]{12}", token)
    assert run("redact", "Mara Lind", "--store", own).lines == [f"kg: 'Mara Lind' is redacted already, as actor/{token}"]
    assert run("show", "Mara Lind", "--store", own).code == 0
    assert run("check", "--store", own).code == 0
    assert run("decisions", "export", "-o", "mine.jsonl", "--store", own).code == 0
    assert run("decisions", "undo", "1", "--store", own).code == 0
    assert run("decisions", "import", "mine.jsonl", "--store", own).lines == ["1 of 1 decisions were new"]


def test_people_alone_are_redacted(run, own):
    done = run("redact", "Harbour Watch", "--store", own)
    assert done.code == 1 and "people alone are redacted" in done.err


def test_a_redaction_under_a_name_is_no_redaction(run, own, tmp_path):
    line = '{"action": "redact", "subject": "actor/mara-lind", "object": "Mara", "by": "x", "at": "2024-01-01"}'
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    done = run("decisions", "import", "bad.jsonl", "--store", own)
    said = "kg: bad.jsonl:1: 'Mara' is no name for nobody; it is person- and twelve hexadecimal digits"
    assert (done.code, done.lines) == (1, [said])
