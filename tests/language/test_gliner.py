"""Read with a tiny GLiNER model that is made here, untrained: what is tested is the real loading and reading, not how good it is."""

import json
from itertools import pairwise

import pytest

from kg.errors import LanguageError
from kg.language import gliner as engine_module
from kg.language.gliner import GlinerNames
from kg.language.spacy import ACROSS_LINES
from kg.model import Name, Span
from kg.resources import toml_table

gliner = pytest.importorskip("gliner", reason="the extra 'gliner' is not installed", exc_type=ImportError)

# The libraries warn of one another's coming changes.
pytestmark = pytest.mark.filterwarnings("ignore")

TEXT = "Ana Brandt of the Hill Brigades left Merrow on Sunday, and Jon Varga went to Tarn."
CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,/é\ufffd"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a model: a BERT of one layer that knows single letters, below GLiNER's own layers."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(3)
    place = tmp_path_factory.mktemp("gliner")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *CHARACTERS, *(f"##{char}" for char in CHARACTERS)]
    core = Tokenizer(models.WordPiece({word: at for at, word in enumerate(words)}, unk_token="[UNK]", max_input_chars_per_word=1000))
    core.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    core.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=core, **special)
    tokenizer.save_pretrained(place / "encoder")
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=2048, **sizes)).save_pretrained(place / "encoder")
    config = gliner.GLiNERConfig(model_name=str(place / "encoder"), hidden_size=16, max_width=4, max_len=60, name="tiny")
    gliner.GLiNER.from_config(config).save_pretrained(place / "model")
    return place / "model"


@pytest.fixture
def engine(folder, monkeypatch):
    """Load the model; it was taught nothing, so it is let say what it is not sure of."""
    monkeypatch.setattr(engine_module, "LEAST", 0.3)
    return GlinerNames.load(str(folder))


def test_the_engine_names_the_model_and_the_version_of_the_library(engine, folder):
    assert engine.name == f"GLiNER {folder} (gliner {gliner.__version__})"


def test_names_stand_where_the_library_finds_them(engine):
    words = toml_table("name-labels")["words"]
    found = gliner.GLiNER.from_pretrained(engine.name.split()[1]).predict_entities(TEXT, list(words.values()), threshold=0.3)
    types = {label: kind for kind, label in words.items()}
    assert found
    assert engine.find(TEXT, [Span(0, len(TEXT))]) == tuple(
        Name(Span(name["start"], name["end"]), types[name["label"]], round(name["score"], 4)) for name in found
    )


def test_only_the_given_spans_are_read_and_places_count_in_the_whole_text(engine):
    text = f"Share this with a friend.\n\n{TEXT}"
    shifted = tuple(Name(Span(n.span.start + 27, n.span.end + 27), n.type, n.probability) for n in engine.find(TEXT, [Span(0, len(TEXT))]))
    assert engine.find(text, [Span(27, len(text))]) == shifted


def test_a_text_longer_than_the_model_can_see_is_read_to_its_end(engine):
    text = " ".join([TEXT] * 40)
    found = engine.find(text, [Span(0, len(text))])
    assert found[-1].span.start > len(text) - len(TEXT)
    assert found == engine.find(text, [Span(0, len(text))])
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5000, "." * 3000, "😀 " * 500, "\u202eabc\u0000\u0007 שלום"])
def test_odd_texts_are_read_or_empty_without_a_fault(engine, text):
    assert all(0 <= name.span.start < name.span.end <= len(text) for name in engine.find(text, [Span(0, len(text))]))


def test_a_name_across_a_line_break_is_counted(engine):
    answer = [{"start": 0, "end": 10, "label": "person", "score": 0.9}]
    engine._model.inference = lambda texts, labels, **how: [answer for _ in texts]
    assert engine.find("Ana\nBrandt", [Span(0, 10)]) == ()
    assert engine.unread() == {ACROSS_LINES: 1}


def test_a_folder_that_holds_no_model_is_one_clear_line(tmp_path):
    (tmp_path / "gliner_config.json").write_text(json.dumps({"model_name": "none"}), encoding="utf-8")
    with pytest.raises(LanguageError, match="GLiNER cannot load the model") as raised:
        GlinerNames.load(str(tmp_path))
    assert "\n" not in str(raised.value)
