"""What indexing and retrieval need to know of a model that turns text into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity."""

    @property
    def id(self) -> str:
        """Name and content hash: two encoders with the same id give the same vectors."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    @property
    def weight(self) -> float:
        """Share of the dense score, 0 to 1, when it is fused with the lexical score."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows of shape (len(texts), dimensions); a text without known tokens gives a zero row."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """One unit vector of shape (dimensions,), or zeros for a text without known tokens."""
        ...


class Reranker(Protocol):
    """Reads a question and a text together and says how well they fit; slower and better than two vectors."""

    @property
    def id(self) -> str:
        """Name and content hash of the model."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One score from 0 to 1 for each text, higher is better."""
        ...
