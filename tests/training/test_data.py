"""Corpora of every format become the same documents."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.coarse import ANY, COARSE
from training.data import Claim, claims_train, column_sentences, conllu, read_claims, tagged
from training.labels import EVENTS, KINDS, POINTERS, ROLES, STATUSES

TEXT = "Officials in Kabul said US-led troops left.\nNo one was hurt.\n"
CLAIM = {
    "content": "US-led troops left", "span": [24, 42], "kind": "indirect", "event": "withdrawal", "status": "asserted",
    "source": "Officials in Kabul", "source_span": [0, 18], "cue": "said", "cue_span": [19, 23], "agent": "US-led troops",
    "agent_span": [24, 37], "quantity": {"text": "US-led troops", "span": [24, 37]},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"texts": TEXT, "claims": json.dumps({"claims": [CLAIM]}), "names": '[[13, 18, "settlement"], [24, 26, "nationality"]]'}
    for kind, content in files.items():
        path = tmp_path / "claims-train" / kind / ("voa-00" + (".txt" if kind == "texts" else ".json"))
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_claims_are_words_of_the_readers_own_cut(folder: Path) -> None:
    (doc,) = claims_train(folder, dev=False)
    assert doc.words[:11] == ("Officials", "in", "Kabul", "said", "US", "-", "led", "troops", "left", ".", "No")
    points = dict.fromkeys(POINTERS, -1) | {
        "content_end": 8, "source_start": 0, "source_end": 2, "cue_start": 3, "cue_end": 3, "agent_start": 4, "agent_end": 7,
        "quantity_start": 4, "quantity_end": 7,
    }  # fmt: skip
    assert doc.claims == (
        Claim(4, KINDS.index("indirect"), EVENTS.index("withdrawal"), STATUSES.index("asserted"), tuple(points[p] for p in POINTERS)),
    )
    assert doc.starts[9:12] == (0, 1, 0)


def test_a_name_inside_a_hyphenated_word_is_tagged(folder: Path) -> None:
    (doc,) = claims_train(folder, dev=False)
    assert doc.tags is not None
    assert [sorted(t) for t in doc.tags[2:6]] == [["B-settlement"], ["O"], ["B-nationality"], ["O"]]


def test_of_two_claims_with_one_first_word_the_longer_is_kept(folder: Path) -> None:
    path = folder / "claims-train" / "claims" / "voa-00.json"
    path.write_text(json.dumps({"claims": [CLAIM | {"span": [24, 37]}, CLAIM]}), encoding="utf-8")
    doc = read_claims(folder / "claims-train" / "texts" / "voa-00.txt", path)
    assert [c.points[0] for c in doc.claims or ()] == [8]


def test_a_tree_counts_in_words_of_its_document(tmp_path: Path) -> None:
    row = "{}\t{}\t_\t{}\t_\t_\t{}\t{}\t_\t{}"
    lines = [
        "# newdoc id = d", row.format("1-2", "don't", "_", "_", "_", "_"), row.format(1, "do", "AUX", 0, "root", "_"),
        row.format(2, "n't", "PART", 1, "advmod", "SpaceAfter=No"), row.format(3, ".", "PUNCT", 1, "punct", "_"), "",
        row.format(1, "Go", "VERB", 0, "root", "_"), "",
    ]  # fmt: skip
    (tmp_path / "x.conllu").write_text("\n".join(lines), encoding="utf-8")
    (doc,) = conllu(tmp_path / "x.conllu")
    assert (doc.name, doc.words, doc.heads, doc.starts) == ("d", ("do", "n't", ".", "Go"), (0, 0, 0, 3), (1, 0, 0, 1))
    assert doc.glued == (False, True, False, False)


def test_a_coarse_type_allows_all_its_fine_types() -> None:
    assert COARSE["LOC"]["B"] >= {"B-state", "B-river", "B-country"}
    assert "B-state" not in COARSE["ORG"]["B"]


def test_titles_in_silver_names_and_cut_words_teach_nothing() -> None:
    sentence = (["President", "Musharraf", "met", "U.S.-led", "troops"], ["B-per", "I-per", "O", "B-gpe", "O"])
    doc = tagged("gmb", [sentence], "gmb")
    assert doc.tags is not None
    assert doc.tags[0] == ANY
    assert doc.tags[1] == frozenset({"B-person"})
    assert doc.words[3:6] == ("U.S.", "-", "led")
    assert doc.tags[3] == ANY


def test_columns_of_either_sort_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text("# id\n1\tBonn\tB-LOC\t-\t-\n\n", encoding="utf-8")
    (tmp_path / "b.conll").write_text("Bonn I-LOC\n", encoding="utf-8")
    assert column_sentences(tmp_path / "a.iob2") == [(["Bonn"], ["B-LOC"])]
    assert column_sentences(tmp_path / "b.conll") == [(["Bonn"], ["I-LOC"])]


def test_there_are_two_pointers_a_role_and_one_for_the_end() -> None:
    assert len(POINTERS) == 1 + 2 * len(ROLES)
