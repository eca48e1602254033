"""Documents to index: reading, outline, tables, passages, and the index generation."""

__version__ = "0.1.0"
