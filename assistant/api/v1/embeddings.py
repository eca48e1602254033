"""``POST /v1/embeddings``: vectors of the encoder that the index was built with."""

from __future__ import annotations

import base64

import numpy as np

from assistant.api.deps import AssistantDep
from assistant.api.problems import Problem
from assistant.api.v1.key import guarded_router
from assistant.api.v1.requests import MODEL, EmbeddingsBody, unknown_model
from assistant.api.v1.responses import EmbeddingBody, EmbeddingsResponse, EmbeddingUsage
from indexer.encoder.protocol import Encoder, Vectors

router = guarded_router()


@router.post("/embeddings")
def embed(body: EmbeddingsBody, current: AssistantDep) -> EmbeddingsResponse:
    """One unit vector for each text; all zeros for a text without a known word."""
    encoder = current.index.encoder
    if body.model not in (MODEL, encoder.id):
        raise unknown_model(body.model)
    if body.dimensions not in (None, encoder.dimensions):
        raise Problem("bad_dimensions", dimensions=str(encoder.dimensions))
    texts = body.texts
    vectors = _encoded(encoder, texts, query=body.input_type == "query")
    words = sum(len(text.split()) for text in texts)
    return EmbeddingsResponse(
        data=[
            EmbeddingBody(index=index, embedding=_written(vector, packed=body.encoding_format == "base64"))
            for index, vector in enumerate(vectors)
        ],
        usage=EmbeddingUsage(prompt_tokens=words, total_tokens=words),
        encoder=encoder.id,
    )


def _encoded(encoder: Encoder, texts: list[str], *, query: bool) -> Vectors:
    if query:
        return np.stack([encoder.encode_query(text) for text in texts])
    return encoder.encode_passages(texts)


def _written(vector: Vectors, *, packed: bool) -> list[float] | str:
    if packed:
        return base64.b64encode(vector.astype("<f4").tobytes()).decode("ascii")
    return [float(value) for value in vector]
