"""Lines by which administrative documents announce their ends: recipients and signatures."""

from __future__ import annotations

from indexer.language.lexicon import structure_words
from indexer.language.normal import one_line


def is_signature(text: str) -> bool:
    """Whether ``text`` starts the signature of a document."""
    return one_line(text).lower().startswith(structure_words().signature)


def opens_recipients(text: str) -> bool:
    """Whether ``text`` is the head of the list of recipients."""
    return one_line(text).lower().startswith(structure_words().recipients)
