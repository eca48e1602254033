"""Finds the encoder that a setting names."""

from __future__ import annotations

from indexer.encoder.protocol import Encoder
from indexer.encoder.static import StaticEncoder, default_model_folder

EMBEDDED = "static-vi"


def load_encoder(name: str | None = None) -> Encoder:
    """The embedded encoder for ``None`` or its name, else the sentence-transformers model of that name or folder."""
    if name is None or name == EMBEDDED:
        return StaticEncoder.load(default_model_folder())
    if StaticEncoder.reads(name):
        return StaticEncoder.load(name)
    from indexer.encoder.transformer import TransformerEncoder

    return TransformerEncoder.load(name)
