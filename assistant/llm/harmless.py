"""Text of documents for the eyes of a model: no orders, no fences, no addresses, nothing hidden."""

from __future__ import annotations

import re
import unicodedata

from assistant.llm.lexicon import holds, lexicon
from indexer.language.tokens import syllables

OPEN, CLOSE = "⟦", "⟧"
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\(\s*[^)\n]*\)")
_ADDRESS = re.compile(r"(?:\b(?:https?|ftp|data|javascript|file)\s*:\s*/{0,2}|\bwww\.)[^\s<>()\[\]⟦⟧]+", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!|][^<>\n]{0,300}\|?>")
_TEMPLATE = re.compile(r"\[/?INST\]|<</?SYS>>|#{2,}\s*(?:system|user|assistant|instruction)s?\b", re.IGNORECASE)
_MARKS = re.compile(r"\[(\s*\d[\d\s,–-]*)\]")
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+")
_SPEAKER = re.compile(r"^\W*([^\W\d_]+(?:\s[^\W\d_]+)?)\s*[:：>]")
_LEFT_OUT = "…"


def visible(text: str) -> str:
    """``text`` composed, without characters that nobody sees: controls, format and private ones, tags."""
    kept = (
        character if character == "\n" else " " if character == "\t" else ""
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn")
        else character
        for character in unicodedata.normalize("NFC", text)
    )  # fmt: skip
    return "".join(kept)


def without_addresses(text: str) -> str:
    """``text`` without images, links (their words stay), HTML and bare addresses."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _ADDRESS.sub("", _TAG.sub("", text))


def harmless(text: str, *, keep_marks: bool = False) -> str:
    """``text`` as a model may read it; orders are left out, and what looks like a citation mark is none any more."""
    text = _TEMPLATE.sub(" ", without_addresses(visible(text)))
    text = text.replace(OPEN, "(").replace(CLOSE, ")")
    if not keep_marks:
        text = _MARKS.sub(r"(\1)", text)
    return "\n".join(_without_orders(line) for line in text.split("\n"))


def is_order(text: str) -> bool:
    """Whether ``text`` speaks to a model instead of to the reader of a document."""
    if holds(syllables(text), lexicon().orders):
        return True
    speaker = _SPEAKER.match(text)
    return speaker is not None and tuple(syllables(speaker.group(1))) in lexicon().speakers


def _without_orders(line: str) -> str:
    pieces = [piece for piece in _SENTENCE.split(line) if piece]
    kept = [_LEFT_OUT if is_order(piece) else piece for piece in pieces]
    return " ".join(kept) if kept != pieces else line


def fenced(n: int, heading: str, text: str, seal: str) -> str:
    """Evidence ``n`` as a block whose end no document can write: it does not know ``seal``."""
    return f"[{n}] {heading}\n{OPEN}{seal}\n{text}\n{seal}{CLOSE}"
