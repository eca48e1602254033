"""Figures, agencies and times of a document as facts with their exact places, and what disagrees among them."""

from indexer.facts.extract import audit, extract
from indexer.facts.records import Fact, FactPart

__all__ = ["Fact", "FactPart", "audit", "extract"]
