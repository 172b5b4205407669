"""How alike texts are, without the small model and with it. The model itself is not needed here."""

import hashlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ranking import likeness, model
from matching.ranking.words import TextLikeness, shared_words, stems

VOCABULARY = "\n".join(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "teach", "##er", "##s", "a", ",", "校", "naive"]
)


@pytest.fixture(autouse=True)
def _not_installed(monkeypatch):
    monkeypatch.setattr(model, "PACKAGE", "a_package_that_nobody_has")
    model.installed.cache_clear()
    yield
    model.installed.cache_clear()


def test_without_the_model_words_and_ideas_decide():
    assert model.installed() is None
    assert isinstance(likeness.of(["a text"]), TextLikeness)


def test_other_words_for_the_same_idea_are_found():
    texts = ["Summer institutes on writing.", "Veteran teachers guide beginners."]

    scores = TextLikeness(texts).scores("We pair newcomers with a mentor.")

    assert scores[1] > scores[0] == 0


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=20))
def test_any_text_has_a_score(texts, text):
    scores = TextLikeness(texts).scores(text)

    assert len(scores) == len(texts)
    assert all(score >= 0 for score in scores)


def test_words_of_any_script_count():
    assert stems("Über MENTORS, 校長; don't_stop 7") == [
        "über",
        "mentor",
        "校長",
        "don",
        "t",
        "stop",
        "7",
    ]
    assert shared_words("Mentoring teachers in rural schools", "A teacher mentors a school") == [
        "mentoring", "teachers", "schools",
    ]  # fmt: skip


class Senses:
    """Stands for the model: texts with the same first letter mean the same."""

    def vectors(self, texts):
        return np.array([[float(text[0] == letter) for letter in "abc"] for text in texts])


def test_with_the_model_both_orders_count_by_rank():
    texts = ["a mentor", "b mentor", "c writing"]

    found = likeness.WithModel(texts, Senses())

    assert found.scores("b mentor") == [2 / 62, 2 / 61, 1 / 63 + 1 / 62]


def test_equal_texts_share_a_place():
    assert likeness._places([2.0, 1.0, 2.0]) == [1, 3, 1]


def test_a_file_that_was_altered_is_refused(tmp_path, monkeypatch):
    (tmp_path / "vocab.txt").write_text(VOCABULARY, encoding="utf-8")

    with pytest.raises(model.Altered, match="is not the model that Seedbed knows"):
        model.Model(tmp_path)


def test_the_pieces_of_words_are_those_of_the_model():
    pieces = model.Pieces(VOCABULARY)

    assert pieces.of("Teachers, a\x00 校naïve zebra") == [2, 4, 5, 6, 8, 7, 9, 10, 1, 3]
    assert len(pieces.of("a " * 500)) == model.LONGEST
    assert pieces.of("") == [2, 3]


def test_the_curve_is_exact_to_six_digits():
    at = np.linspace(-5, 5, 101)
    exact = [0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in at]

    assert np.abs(model._gelu(at) - exact).max() < 1e-6


def test_weights_are_read_and_a_text_stands_alone(tmp_path, monkeypatch):
    _write(tmp_path, monkeypatch)
    small = model.Model(tmp_path)

    together = small.vectors(["a teacher", "naive", ""])

    assert together.shape == (3, model.WIDTH)
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5
    assert np.array_equal(together[1], small.vectors(["naive"])[0])


def _write(folder, monkeypatch):
    """A model of one layer with made-up weights, in the shape of the real one."""
    dice, width = np.random.default_rng(1), model.WIDTH
    shapes = {"embeddings.word_embeddings.weight": (11, width)}
    shapes["embeddings.position_embeddings.weight"] = (model.LONGEST, width)
    shapes["embeddings.token_type_embeddings.weight"] = (2, width)
    dense = {
        **{f"attention.self.{name}": (width, width) for name in ("query", "key", "value")},
        "attention.output.dense": (width, width),
        "intermediate.dense": (4 * width, width),
        "output.dense": (width, 4 * width),
    }
    for name, (out, into) in dense.items():
        shapes[f"encoder.layer.0.{name}.weight"] = (out, into)
        shapes[f"encoder.layer.0.{name}.bias"] = (out,)
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        shapes |= {f"{name}.LayerNorm.{part}": (width,) for part in ("weight", "bias")}
    heading, body = {"__metadata__": {"format": "pt"}}, b""
    for name, shape in shapes.items():
        raw = dice.normal(scale=0.05, size=shape).astype(np.float32).tobytes()
        told = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(raw)]}
        heading[name], body = told, body + raw
    text = model.json.dumps(heading).encode()
    (folder / "model.safetensors").write_bytes(len(text).to_bytes(8, "little") + text + body)
    (folder / "vocab.txt").write_text(VOCABULARY, encoding="utf-8")
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in model.DIGESTS
    }
    monkeypatch.setattr(model, "DIGESTS", digests)
    monkeypatch.setattr(model, "LAYERS", 1)
