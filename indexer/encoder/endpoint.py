"""An embeddings endpoint of the OpenAI protocol as an encoder: vLLM, llama.cpp, Ollama, TEI, a hosted one."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

import numpy as np

from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Vectors
from indexer.encoder.transformer import ModelProfile, profile_of

_SCHEMES = ("http://", "https://")
_MODEL_MARK = "#"
_BATCH = 64
_SECONDS = 60.0


class EndpointEncoder:
    """Asks ``URL/embeddings`` for the vectors of texts.

    A server names its model but gives no hash of it, so that two servers that call different models alike cannot be
    told apart: rebuild the index after the model behind an endpoint has changed.
    """

    def __init__(self, url: str, model: str, *, dimensions: int, profile: ModelProfile, key: str | None) -> None:
        self._url = url
        self._model = model
        self._dimensions = dimensions
        self._profile = profile
        self._key = key

    @staticmethod
    def reads(name: str) -> bool:
        """Whether ``name`` has the form ``http://host:port/v1#model``."""
        return name.startswith(_SCHEMES)

    @classmethod
    def connect(cls, name: str, *, key: str | None = None) -> EndpointEncoder:
        """The encoder ``http://host:port/v1#model``; ``EncoderError`` where nothing there gives vectors."""
        url, mark, model = name.partition(_MODEL_MARK)
        if not mark or not model or not url.startswith(_SCHEMES):
            raise EncoderError(name, "an endpoint is written as http://host:port/v1#model")
        profile = profile_of(model)
        probe = cls(url.rstrip("/"), model, dimensions=0, profile=profile, key=key)
        dimensions = probe._asked(["probe"]).shape[1]
        return cls(probe._url, model, dimensions=dimensions, profile=profile, key=key)

    @property
    def id(self) -> str:
        """The model's name and the length of its vectors; the address may change."""
        return f"endpoint:{self._model}@{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    @property
    def weight(self) -> float:
        """Share of this encoder's score in the fusion with the lexical score."""
        return self._profile.weight

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows of shape (len(texts), dimensions)."""
        rows = [np.zeros((0, self._dimensions), dtype=np.float32)]
        for start in range(0, len(texts), _BATCH):
            rows.append(self._fitting([self._profile.passage_prompt + one for one in texts[start : start + _BATCH]]))
        return np.concatenate(rows)

    def encode_query(self, text: str) -> Vectors:
        """One unit vector of shape (dimensions,)."""
        row: Vectors = self._fitting([self._profile.query_prompt + text])[0]
        return row

    def _fitting(self, texts: list[str]) -> Vectors:
        rows = self._asked(texts)
        if rows.shape[1] != self._dimensions:
            raise self._failed(f"gave vectors of length {rows.shape[1]} after {self._dimensions}")
        return rows

    def _asked(self, texts: list[str]) -> Vectors:
        """The unit vectors that the server gives, in the order of ``texts``, whatever the order of its list."""
        listed = self._answer({"model": self._model, "input": texts, "encoding_format": "float"})
        try:
            found = {int(one["index"]): one["embedding"] for one in listed["data"]}
            rows = np.asarray([found[at] for at in range(len(texts))], dtype=np.float32)
        except (KeyError, TypeError, ValueError) as problem:
            raise self._failed(f"gave no list of embeddings ({problem!r})") from problem
        if rows.ndim != 2 or not np.isfinite(rows).all():
            raise self._failed("gave vectors that are no rows of finite numbers")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _answer(self, body: dict[str, object]) -> Any:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        asked = urllib.request.Request(  # noqa: S310 (connect lets http and https through only)
            f"{self._url}/embeddings", json.dumps(body).encode(), headers
        )
        try:
            with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            raise self._failed(f"answered {problem.code} {problem.reason}") from problem
        except (OSError, ValueError) as problem:
            raise self._failed(f"cannot be asked: {problem}") from problem

    def _failed(self, reason: str) -> EncoderError:
        return EncoderError(f"{self._url}{_MODEL_MARK}{self._model}", reason)
