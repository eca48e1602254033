"""What can go wrong when an encoder is loaded."""

from __future__ import annotations

from indexer.errors import IndexerError


class EncoderError(IndexerError):
    """An encoder cannot be loaded: its folder, its files or an optional package is missing or broken."""

    def __init__(self, encoder: str, reason: str) -> None:
        super().__init__(f"encoder {encoder!r}: {reason}")
        self.encoder = encoder
        self.reason = reason
