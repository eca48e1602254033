"""The embedded encoder: one vector per token, averaged; needs tokenizers and numpy only.

The folder is also a sentence-transformers model (StaticEmbedding, Normalize), and both give the same vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import WhitespaceSplit

from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Vectors
from indexer.encoder.weights import read_matrix

TOKENIZER_FILE = "tokenizer.json"
WEIGHTS_FILE = "model.safetensors"
WEIGHTS_NAME = "embedding.weight"
CONFIG_FILE = "config.json"

_WORDS_KEPT = 50_000  # runs between blanks whose tokens are remembered, about 10 MB
_LONGEST_KEPT = 40  # code points of one


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


class _Tokens(dict[str, tuple[int, ...]]):
    """The token ids of texts; those of the runs of text between blanks are remembered.

    A tokenizer that splits at white space reads each run by itself, whatever stands around it: then a text has the
    tokens of its runs, at a quarter of the time. Any other tokenizer reads the whole text.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__()
        self._tokenizer = tokenizer
        self._by_run = isinstance(tokenizer.pre_tokenizer, WhitespaceSplit)

    def of(self, text: str) -> list[int]:
        """The ids of the tokens of ``text`` in order."""
        if not self._by_run:
            return self._read(text)
        return [*chain.from_iterable(map(self.__getitem__, text.split()))]

    def __missing__(self, run: str) -> tuple[int, ...]:
        ids = tuple(self._read(run))
        if len(run) <= _LONGEST_KEPT:
            if len(self) >= _WORDS_KEPT:
                self.clear()
            self[run] = ids
        return ids

    def _read(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


class StaticEncoder:
    """Averages trained token vectors and scales the mean to unit length."""

    def __init__(self, tokenizer: Tokenizer, vectors: Vectors, *, name: str, weight: float) -> None:
        self._tokens = _Tokens(tokenizer)
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
        for row, text in zip(rows, texts, strict=True):
            self._mean(self._tokens.of(_encodable(text)), row)
        return rows

    def encode_query(self, text: str) -> Vectors:
        """One unit vector of shape (dimensions,), or zeros for a text without known tokens."""
        row = np.zeros(self.dimensions, dtype=np.float32)
        self._mean(self._tokens.of(_encodable(text)), row)
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
