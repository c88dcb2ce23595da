"""What would be found, marked in the text or as JSON, without a graph."""

import json

from tests.cli.conftest import TEXT


def test_an_article_is_shown_and_nothing_is_written(run, tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = run("read", "good.txt", "--publisher", "Coast Mail", "--published", "2024-03-05")
    assert done.code == 0 and done.err == ""
    assert "Coast Mail  2024-03-05" in done.out and "40 people had left the town" in " ".join(done.out.split())
    assert [path.name for path in tmp_path.iterdir()] == ["good.txt"]


def test_json_has_one_object_an_article_and_refusals_on_stderr(run, tmp_path):
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", "empty.txt", "good.txt", "--json")
    assert (done.code, done.lines) == (1, ["kg: empty.txt: the file is empty"])
    (found,) = json.loads(done.out)
    assert found["article"]["text"] == TEXT
    assert all(TEXT[slice(*claim["content"])] for claim in found["claims"])


def test_standard_input_is_read(run):
    assert json.loads(run("read", "-", "--json", stdin=TEXT).out)[0]["article"]["source_name"] == "stdin"


def test_an_article_is_read_with_what_was_imported_into_a_graph(run, tmp_path):
    (tmp_path / "towns.csv").write_text("item,itemLabel,type,countryCode\nQ101,Low Tarn,settlement,SY\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(
        "Syria\n\nThe army of Syria left the town of Low Tarn on Monday, officials said.\n", encoding="utf-8"
    )
    assert run("gazetteer", "import", "towns.csv", "--store", "known").code == 0

    def known(*more):
        (found,) = json.loads(run("read", "good.txt", "--json", *more).out)
        return [entity["gazetteer"] for entity in found["entities"] if entity["name"] == "Low Tarn"]

    assert (known(), known("--store", "known")) == ([None], ["place/low-tarn"])
    assert run("read", "good.txt", "--store", "nowhere").code == 1
