"""A follow-up that the rules could not complete, completed by the model from what the person has said before."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.llm.binding import bind
from assistant.llm.checking import Checker
from assistant.llm.claims import read_claims
from assistant.llm.grounds import ground
from assistant.llm.harmless import harmless, visible
from assistant.llm.lexicon import lexicon
from assistant.llm.model import ChatModel, ModelFailure
from assistant.llm.prompts import Prompt
from assistant.records import Turn
from indexer.language.normal import one_line
from indexer.language.tokens import syllables

_log = logging.getLogger("assistant.llm")
_TURNS = 6  # the person's last questions: what was answered may quote documents, and those give no orders
_MOST = 300  # characters


def rewritten(model: ChatModel, prompt: Prompt, question: str, history: Sequence[Turn]) -> str | None:
    """``question`` as one that reads by itself, all of it kept, in words, places and years of the person's; or None."""
    said = [one_line(turn.content) for turn in history if turn.role == "user" and turn.content.strip()][-_TURNS:]
    if not said:
        return None
    listed = "\n".join(f"- {harmless(line, keep_marks=True)}" for line in said)
    try:
        text = "".join(model.stream(prompt.filled(question=harmless(question, keep_marks=True), history=listed)))
    except ModelFailure as failure:
        _log.warning("model %s, rewriting: %s", model.name, failure)
        return None
    line = one_line(visible(text)).strip('"“”*')
    fits = bool(line) and len(line) <= _MOST and _keeps(line, question) and _adds_nothing(line, [*said, question])
    return line if fits else None


def _keeps(line: str, question: str) -> bool:
    """Whether a question asks all that ``question`` asks: a completion that drops a year answers another question."""
    kept, asked = read_claims(line), read_claims(question)
    telling = {word for word in asked.words if word not in lexicon().free}
    ends = {one.ends for one in asked.times}, {one.ends for one in kept.times}
    return telling <= set(kept.words) and ends[0] <= ends[1] and asked.numbers <= kept.numbers


def _adds_nothing(line: str, said: Sequence[str]) -> bool:
    """Whether a question names nothing that the person has not named."""
    text = "\n".join(said)
    known = ground(1, text, bind(read_claims(text)), None)
    checker = Checker({1: known}, frozenset(syllables(text)), english=False)
    return checker.check(f"{line} [1]").fault is None
