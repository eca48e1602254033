"""The vectors: exact inner-product search with FAISS; nothing else imports faiss, or knows what a distance is."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.store.lexical import Hit

Matrix = NDArray[np.float32]


def write_vectors(path: Path, vectors: Matrix) -> None:
    """Writes unit row vectors of shape (passages, dimensions); row i is passage i."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    faiss.write_index(index, str(path))


class VectorIndex:
    """Searches a finished vector file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._index = faiss.read_index(str(path))
        except RuntimeError as problem:
            raise IndexDamaged(path.parent.parent, f"the vectors in {path} cannot be read: {problem}") from problem

    @property
    def size(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return int(self._index.d)

    def search(self, vector: Matrix, limit: int) -> list[Hit]:
        """The ``limit`` passages nearest to a unit vector of shape (dimensions,), by cosine, best first."""
        if not self.size:
            return []
        scores, ids = self._index.search(vector.reshape(1, -1), min(limit, self.size))
        return [Hit(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True) if id_ >= 0]

    def scores(self, vector: Matrix, ids: list[int]) -> list[float]:
        """The cosine of ``vector`` with each of the passages ``ids``."""
        if not ids:
            return []
        rows = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return [float(score) for score in rows @ vector]
