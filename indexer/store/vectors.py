"""The vectors: inner-product search with FAISS; nothing else imports faiss, or knows what a distance is.

Up to :data:`EXACT_MOST` vectors are searched exactly. More are scanned as 4-bit codes, and the best of them scored
anew by half-precision copies: measured on 100,000 synthetic passages that kept all of the exact best ten at a
fourteenth of the time, where IVF or HNSW over 8-bit codes kept 0.97 at twice this time (docs/RETRIEVAL.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.store.lexical import Hit

Matrix = NDArray[np.float32]
Chunks = Callable[[], Iterator[Matrix]]

EXACT_MOST = 50_000
_TRAINED_ON = 50_000  # vectors that the codes are learnt from
_READ_AT_ONCE = 50_000
_LEAST_ASKED = 100
_RESCORED = 8  # vectors scored anew for each one wanted


def write_vectors(path: Path, vectors: Matrix, *, exact_most: int = EXACT_MOST) -> None:
    """Writes unit row vectors of shape (passages, dimensions); row i is passage i."""
    chunks = partial(_chunks_of, vectors)
    _write(path, chunks, len(vectors), vectors.shape[1], exact_most)


class VectorWriter:
    """Writes the vectors of passages as they come; until it is closed they stand in a file, not in memory.

    With ``kept``, that file stands there and stays, for :func:`read_rows`.
    """

    def __init__(self, path: Path, dimensions: int, *, kept: Path | None = None) -> None:
        self._path, self._dimensions, self._kept = path, dimensions, kept
        self._raw = kept or path.with_suffix(".raw")
        self._file = self._raw.open("wb")

    def add(self, rows: Matrix) -> None:
        """Appends unit rows of shape (passages, dimensions)."""
        self._file.write(np.ascontiguousarray(rows, dtype=np.float32).tobytes())

    def close(self, *, exact_most: int = EXACT_MOST) -> None:
        """Writes the index; a part of the vectors is in memory at a time."""
        count = self._file.tell() // (4 * self._dimensions)
        self._file.close()
        _write(self._path, partial(read_rows, self._raw, self._dimensions), count, self._dimensions, exact_most)
        if self._kept is None:
            self._raw.unlink()


def read_rows(path: Path, dimensions: int) -> Iterator[Matrix]:
    """The float32 rows of a file, many at a time."""
    with path.open("rb") as file:
        while content := file.read(4 * dimensions * _READ_AT_ONCE):
            yield np.frombuffer(content, dtype=np.float32).reshape(-1, dimensions)


def _chunks_of(vectors: Matrix) -> Iterator[Matrix]:
    for start in range(0, len(vectors), _READ_AT_ONCE):
        yield np.ascontiguousarray(vectors[start : start + _READ_AT_ONCE], dtype=np.float32)


def _write(path: Path, chunks: Chunks, count: int, dimensions: int, exact_most: int) -> None:
    if count <= exact_most or dimensions % 2:
        index: faiss.Index = faiss.IndexFlatIP(dimensions)
    else:
        index = faiss.index_factory(dimensions, f"PQ{dimensions // 2}x4fs,Refine(SQfp16)", faiss.METRIC_INNER_PRODUCT)
        index.train(_sample(chunks, max(1, count // _TRAINED_ON)))
        faiss.ParameterSpace().set_index_parameter(index, "k_factor_rf", _RESCORED)  # kept in the file
    for rows in chunks():
        index.add(rows)
    faiss.write_index(index, str(path))


def _sample(chunks: Chunks, step: int) -> Matrix:
    """Rows at even distances, which the codes are learnt from."""
    picked: list[Matrix] = []
    before = 0
    for rows in chunks():
        picked.append(rows[-before % step :: step])
        before += len(rows)
    return np.concatenate(picked)


class VectorIndex:
    """Searches a finished vector file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        try:
            # The copies stay in the file, which the system maps; the 4-bit codes are in memory.
            self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
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
        # Vectors are scored anew in proportion to what is asked for: a short list is the head of a longer one.
        scores, ids = self._index.search(vector.reshape(1, -1), min(max(limit, _LEAST_ASKED), self.size))
        found = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [Hit(id_, score) for id_, score in found if id_ >= 0][:limit]

    def scores(self, vector: Matrix, ids: list[int]) -> list[float]:
        """The cosine of ``vector`` with each of the passages ``ids``."""
        if not ids:
            return []
        rows = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return cast("list[float]", (rows @ vector).tolist())
