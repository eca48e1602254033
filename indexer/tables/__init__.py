"""Tables of plan documents, recovered from what text extraction left of them."""

from indexer.tables.find import find_tables

__all__ = ["find_tables"]
