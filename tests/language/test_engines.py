import subprocess
import sys

import pytest
import spacy

from kg.errors import ConfigError, KgError, LanguageError
from kg.language.engines import FORMS, NAMES, STATEMENTS, Options, load


@pytest.mark.parametrize("spec", [None, "kg"])
def test_the_shipped_model_is_meant_where_no_engine_is_named(spec):
    assert load(spec, spec) == (None, None)


def test_a_pipeline_is_loaded_for_the_names(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "ruler")
    names, statements = load(f"spacy:{tmp_path / 'ruler'}", "kg")
    assert (names.name, statements) == (f"spaCy en_pipeline 0.0.0 (spaCy {spacy.__version__})", None)


def test_an_llm_is_loaded_for_the_statements(tmp_path):
    names, statements = load(None, "llm:https://api.example.org/v1#some/model:7b", Options(key="secret", cache=tmp_path))
    assert names is None
    assert statements.name.startswith("LLM some/model:7b at api.example.org (instructions ")
    assert "secret" not in repr(vars(statements)) + repr(Options(key="secret"))


@pytest.mark.parametrize(
    ("names", "statements", "forms"),
    [
        ("flair:x", None, "kg, gliner:MODEL, spacy:PIPELINE"),
        ("llm:http://h/v1#m", None, "kg, gliner:MODEL, spacy:PIPELINE"),
        ("spacy", None, "kg, gliner:MODEL, spacy:PIPELINE"),
        ("spacy:", None, "kg, gliner:MODEL, spacy:PIPELINE"),
        (None, "gliner:x", "kg, llm:URL#MODEL"),
        (None, "", "kg, llm:URL#MODEL"),
    ],
)
def test_what_is_no_engine_is_refused_with_those_that_are(names, statements, forms):
    with pytest.raises(ConfigError, match=f"use one of {forms}$"):
        load(names, statements)


@pytest.mark.parametrize(
    "spec", ["llm:http://host/v1", "llm:#m", "llm:ftp://host/v1#m", "llm:host/v1#m", "llm:https://me:secret@host/v1#m"]
)
def test_an_address_that_is_none_is_refused(spec):
    with pytest.raises(ConfigError) as raised:
        load(None, spec)
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)


def test_every_scheme_says_how_it_is_written():
    assert set(FORMS) == set(NAMES) | set(STATEMENTS)


def test_a_missing_extra_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(LanguageError, match=r"^GLiNER is not installed: pip install 'newsclaims-kg\[gliner\]'") as raised:
        load("gliner:some/model", None)
    assert isinstance(raised.value, KgError)


def test_no_engine_is_imported_before_it_is_asked_for():
    modules = "kg.language.engines, kg.language.llm, kg.language.gliner, kg.language.spacy"
    code = f"import sys, {modules}; sys.exit(any(name in sys.modules for name in ('spacy', 'gliner', 'torch')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
