"""The outline of a Vietnamese administrative document: sections and blocks with exact spans."""

from indexer.outline.tree import read_outline

__all__ = ["read_outline"]
