"""What a generation does before it serves: its first questions, asked by itself, and its passages, taken apart."""

from __future__ import annotations

from assistant.answering.apart import take_apart_ahead
from assistant.phrases import phrase
from assistant.service import AskRequest, Assistant
from assistant.suggestions import examples
from indexer.language.lexicon import load_all
from indexer.language.normal import fold

_APART_SECONDS = 0.1  # of the processor, for passages; those of five documents take about as much


def warm(assistant: Assistant) -> None:
    """Reads the lexicons and compiles their patterns by answering examples of the index, then reads its passages.

    Something is asked in each of the three ways to write a question, for each has lexicons of its own. The first
    questions of people would else take up to ten times as long as the others.
    """
    load_all()
    index = assistant.index
    asked = examples(index)[:2]
    names = [fold(entry.metadata.number or entry.metadata.title) for entry in index.catalogue.documents()[:1]]
    english = [phrase("example_goal", english=True, name=name) for name in names]
    for question in (*asked, *map(fold, asked[:1]), *english):
        assistant.ask(AskRequest(question, engine="extractive"))
    take_apart_ahead(index, _APART_SECONDS)
