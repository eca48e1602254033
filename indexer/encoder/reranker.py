"""Any cross-encoder of sentence-transformers as a reranker; the package is imported only when one is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder.errors import EncoderError
from indexer.encoder.transformer import folder_hash, parameter_hash

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_EXTRA = "pip install 'tro-ly-ao[encoders]'"
_BATCH = 16


class CrossEncoderReranker:
    """Scores a question with each text; higher is better."""

    def __init__(self, model: CrossEncoder, *, name: str) -> None:
        self._model = model
        self._id = name

    @classmethod
    def load(cls, name: str) -> CrossEncoderReranker:
        """A model by folder or hub name, e.g. ``BAAI/bge-reranker-v2-m3``; ``EncoderError`` if it cannot be loaded."""
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise EncoderError(name, f"needs sentence-transformers; install it with: {_EXTRA}") from error
        folder = Path(name).expanduser()
        if name.startswith((".", "/", "~")) and not folder.is_dir():
            raise EncoderError(name, "is not a folder")
        try:
            model = CrossEncoder(str(folder) if folder.is_dir() else name, device="cpu", num_labels=1)
        except Exception as error:  # the libraries below raise OSError, ValueError, RuntimeError and their own
            raise EncoderError(name, f"cannot be loaded: {error}") from error
        digest = folder_hash(folder) if folder.is_dir() else parameter_hash(model)
        return cls(model, name=f"{folder.name}@{digest}")

    @property
    def id(self) -> str:
        """Name and content hash of the model."""
        return self._id

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score from 0 to 1 for each text."""
        if not texts:
            return []
        from torch.nn import Sigmoid

        pairs = [(question, text) for text in texts]
        found = self._model.predict(pairs, batch_size=_BATCH, activation_fn=Sigmoid(), show_progress_bar=False)
        return [float(score) for score in np.asarray(found).reshape(len(texts))]
