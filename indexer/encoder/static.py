"""The embedded encoder: one vector per token, averaged; needs tokenizers and numpy only.

The folder is also a sentence-transformers model (StaticEmbedding, Normalize), and both give the same vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Vectors
from indexer.encoder.weights import read_matrix

TOKENIZER_FILE = "tokenizer.json"
WEIGHTS_FILE = "model.safetensors"
WEIGHTS_NAME = "embedding.weight"
CONFIG_FILE = "config.json"

# Texts tokenised at once: enough for the tokenizer's threads, small enough to keep memory flat.
_BATCH = 512


@dataclass(frozen=True, slots=True)
class StaticConfig:
    """What a model folder says of itself in its config.json."""

    name: str
    weight: float

    def __post_init__(self) -> None:
        if not self.name or not 0.0 <= self.weight <= 1.0:
            raise ValueError("config.json needs a name and a weight from 0 to 1")

    @classmethod
    def read(cls, path: Path) -> StaticConfig:
        """The config of a model folder; ``ValueError`` where a key is missing or of the wrong type."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            return cls(name=str(values["name"]), weight=float(values["weight"]))
        except (KeyError, TypeError) as error:
            raise ValueError(f"config.json needs a name and a weight ({error!r})") from error


class StaticEncoder:
    """Averages trained token vectors and scales the mean to unit length."""

    def __init__(self, tokenizer: Tokenizer, vectors: Vectors, *, name: str, weight: float) -> None:
        self._tokenizer = tokenizer
        self._vectors = vectors
        self._id = name
        self._weight = weight

    @classmethod
    def load(cls, folder: str | Path) -> StaticEncoder:
        """The encoder of a model folder; ``EncoderError`` where a file is missing, damaged or does not fit."""
        folder = Path(folder)
        if not folder.is_dir():
            raise EncoderError(str(folder), "is not a folder")
        try:
            config = StaticConfig.read(folder / CONFIG_FILE)
            vectors = read_matrix(folder / WEIGHTS_FILE, WEIGHTS_NAME)
            tokenizer = _read_tokenizer(folder / TOKENIZER_FILE)
            digest = content_hash(folder)
        except (OSError, ValueError) as error:
            raise EncoderError(str(folder), str(error)) from error
        # Not only the count: an id beyond the last row would fail much later, on the first text that holds its token.
        if sorted(tokenizer.get_vocab().values()) != list(range(len(vectors))):
            raise EncoderError(str(folder), f"{tokenizer.get_vocab_size()} tokens but {len(vectors)} vectors")
        return cls(tokenizer, vectors, name=f"{config.name}@{digest}", weight=config.weight)

    @staticmethod
    def reads(folder: str | Path) -> bool:
        """Whether the folder claims to hold a model of this kind."""
        try:
            modules = json.loads((Path(folder) / "modules.json").read_text(encoding="utf-8"))
            return str(modules[0]["type"]).endswith(".StaticEmbedding") and (Path(folder) / CONFIG_FILE).is_file()
        except (OSError, ValueError, LookupError, TypeError):
            return False

    @property
    def id(self) -> str:
        """Name and content hash of the model."""
        return self._id

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._vectors.shape[1])

    @property
    def weight(self) -> float:
        """Share of this encoder's score in the fusion with the lexical score."""
        return self._weight

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows of shape (len(texts), dimensions); a text without known tokens gives a zero row."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [_encodable(text) for text in texts[start : start + _BATCH]]
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start):
                self._mean(encoding.ids, rows[row])
        return rows

    def encode_query(self, text: str) -> Vectors:
        """One unit vector of shape (dimensions,), or zeros for a text without known tokens."""
        row = np.zeros(self.dimensions, dtype=np.float32)
        self._mean(self._tokenizer.encode(_encodable(text), add_special_tokens=False).ids, row)
        return row

    def _mean(self, ids: list[int], into: Vectors) -> None:
        # The sum has the direction of the mean, and only the direction is kept.
        if not ids:
            return
        np.add.reduce(self._vectors.take(ids, axis=0), axis=0, out=into)
        length = float(np.sqrt(into @ into))
        if length > 0.0:
            into /= length


def content_hash(folder: Path) -> str:
    """Twelve hex digits of the SHA-256 over the files that decide the vectors."""
    digest = hashlib.sha256()
    for name in (TOKENIZER_FILE, WEIGHTS_FILE):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def default_model_folder() -> Path:
    """The folder of the model that the package ships."""
    return Path(__file__).parent / "models" / "static-vi"


def _encodable(text: str) -> str:
    """The text with lone surrogates, which are no characters and fail in the tokenizer, made question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _read_tokenizer(path: Path) -> Tokenizer:
    text = path.read_text(encoding="utf-8")
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # the Rust binding raises plain Exception
        raise ValueError(f"{path.name} is not a tokenizer ({error})") from error
