"""Any sentence-transformers model as an encoder; the package and torch are imported only when one is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Vectors
from indexer.language.words import segmented

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

_EXTRA = "pip install 'tro-ly-ao[encoders]'"
_WEIGHT_SUFFIXES = {".safetensors", ".bin", ".json", ".txt", ".model"}


@dataclass(frozen=True, slots=True)
class ModelProfile:
    """How a model wants its text, and how much its score counts."""

    segmented: bool  # trained on text whose words were joined with underscores
    weight: float
    query_prompt: str
    passage_prompt: str


class TransformerEncoder:
    """Wraps a sentence-transformers model; texts are segmented first where the model was trained so."""

    def __init__(self, model: SentenceTransformer, profile: ModelProfile, *, name: str) -> None:
        self._model = model
        self._profile = profile
        self._id = name
        self._prepare = _word_segmenter(name) if profile.segmented else _unchanged

    @classmethod
    def load(cls, name: str, *, profile: ModelProfile | None = None) -> TransformerEncoder:
        """A model by folder or hub name; ``EncoderError`` where it cannot be loaded.

        Without ``profile`` the one that ``models/transformers.json`` holds for it is taken, else the default there.
        """
        if name.startswith((".", "/", "~")) and not Path(name).expanduser().is_dir():
            raise EncoderError(name, "is not a folder")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderError(name, f"needs sentence-transformers; install it with: {_EXTRA}") from error
        folder = Path(name).expanduser()
        try:
            model = SentenceTransformer(str(folder) if folder.is_dir() else name, device="cpu")
        except Exception as error:  # the libraries below raise OSError, ValueError, RuntimeError and their own
            raise EncoderError(name, f"cannot be loaded: {error}") from error
        used = profile or profile_of(name)
        digest = folder_hash(folder) if folder.is_dir() else parameter_hash(model)
        return cls(model, used, name=f"{folder.name}@{digest}")

    @property
    def id(self) -> str:
        """Name and content hash of the model."""
        return self._id

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def weight(self) -> float:
        """Share of this encoder's score in the fusion with the lexical score."""
        return self._profile.weight

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows of shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._encode(texts, self._profile.passage_prompt)

    def encode_query(self, text: str) -> Vectors:
        """One unit vector of shape (dimensions,)."""
        row: Vectors = self._encode([text], self._profile.query_prompt)[0]
        return row

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        prepared = [prompt + self._prepare(text) for text in texts]
        rows = self._model.encode(
            prepared, batch_size=32, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)


def profile_of(name: str) -> ModelProfile:
    """The profile of a hub name, or of a local folder of the same last name."""
    values = json.loads((Path(__file__).parent / "models" / "transformers.json").read_text(encoding="utf-8"))
    key = next((key for key in values["models"] if _last_part(key) == _last_part(name)), None)
    chosen = values["default"] | (values["models"][key] if key else {})
    return ModelProfile(
        segmented=bool(chosen["segmented"]),
        weight=float(chosen["weight"]),
        query_prompt=str(chosen["query_prompt"]),
        passage_prompt=str(chosen["passage_prompt"]),
    )


def _last_part(name: str) -> str:
    return Path(name).name.casefold()


def _unchanged(text: str) -> str:
    return text


def _word_segmenter(name: str) -> Callable[[str], str]:
    if find_spec("pyvi") is None:
        raise EncoderError(name, f"was trained on segmented words and needs pyvi; install it with: {_EXTRA}")
    return segmented


def folder_hash(folder: Path) -> str:
    """Twelve hex digits of the SHA-256 over the files of a model folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _WEIGHT_SUFFIXES:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def parameter_hash(model: Module) -> str:
    """The same over the parameters of a model that a hub name stands for."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().float().numpy().tobytes())
    return digest.hexdigest()[:12]
