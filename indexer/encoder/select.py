"""Finds the encoder that a setting names."""

from __future__ import annotations

import os

from indexer.encoder.endpoint import EndpointEncoder
from indexer.encoder.protocol import Encoder, Reranker
from indexer.encoder.static import StaticEncoder, default_model_folder

EMBEDDED = "static-vi"


def load_encoder(name: str | None = None) -> Encoder:
    """The embedded encoder for ``None`` or its name, an endpoint ``http://host/v1#model``, else the
    sentence-transformers model of that name or folder.

    An endpoint gets the key of the environment's ``OPENAI_API_KEY``, as clients of that protocol do, if there is one.
    """
    if name is None or name == EMBEDDED:
        return StaticEncoder.load(default_model_folder())
    if StaticEncoder.reads(name):
        return StaticEncoder.load(name)
    if EndpointEncoder.reads(name):
        return EndpointEncoder.connect(name, key=os.environ.get("OPENAI_API_KEY"))
    from indexer.encoder.transformer import TransformerEncoder

    return TransformerEncoder.load(name)


def load_reranker(name: str | None) -> Reranker | None:
    """The cross-encoder ``name`` (a folder or a hub name), None without one; raises ``EncoderError``."""
    if name is None:
        return None
    from indexer.encoder.reranker import CrossEncoderReranker

    return CrossEncoderReranker.load(name)
