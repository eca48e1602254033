"""Models that turn text into vectors: the embedded static one, and any sentence-transformers model."""
