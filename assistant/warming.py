"""The first questions of a generation, asked by the service itself before a person asks one."""

from __future__ import annotations

from assistant.service import AskRequest, Assistant
from assistant.suggestions import examples
from indexer.language.normal import fold


def warm(assistant: Assistant) -> None:
    """Reads the lexicons and compiles their patterns by answering the examples of the index, as written and bare.

    The first question of a person would else take several times as long as the others.
    """
    for question in examples(assistant.index):
        for spelled in (question, fold(question)):
            assistant.ask(AskRequest(spelled, engine="extractive"))
