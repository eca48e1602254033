"""``python -m assistant llm check``: whether the configured model answers, how fast, and what to fix."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.llm.model import ChatModel, FailureKind, Message, ModelFailure

_ASKED = (
    Message("system", "Reply with one short sentence."),
    Message("user", "Say that you are ready."),
)
_SHOWN = 120
ADVICE: Mapping[FailureKind, str] = {
    "timeout": "it is too slow: raise ASSISTANT_LLM_TIMEOUT, or take a smaller model",
    "unreachable": "nothing listens there: start the model's server, or correct ASSISTANT_LLM_URL",
    "busy": "it refuses more requests (429): wait, lower ASSISTANT_LLM_CONCURRENCY, or see the provider's quota",
    "server": "its server failed: see the server's own log",
    "key": "it does not accept the key: correct ASSISTANT_LLM_KEY or ASSISTANT_LLM_KEY_FILE",
    "no_model": "it has no such model or address: correct ASSISTANT_LLM or ASSISTANT_LLM_URL (most end in /v1)",
    "rejected": "it rejects the request: see the detail; lower ASSISTANT_LLM_TOKENS if the context is too long",
    "cut": "the connection broke: see the server's own log, and what stands between",
    "garbage": "what it sends is no chat protocol: correct ASSISTANT_LLM_URL (most end in /v1)",
    "empty": "it said nothing: try another model, or raise ASSISTANT_LLM_ANSWER_TOKENS for one that thinks first",
    "queue": "all places are taken: raise ASSISTANT_LLM_CONCURRENCY",
}


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one question to the model; seconds to the first piece and to the last."""

    model: str
    text: str
    first: float
    whole: float
    failure: ModelFailure | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The check in words."""
        if self.failure is None:
            said = " ".join(self.text.split())[:_SHOWN]
            times = f"first words after {self.first:.2f} s, whole after {self.whole:.2f} s"
            return (f"{self.model} answers: {times}", f"it said: {said}")
        lines = [f"{self.model} does not answer ({self.failure.kind}) after {self.whole:.2f} s"]
        lines += [f"detail: {self.failure.detail}"] if self.failure.detail else []
        return (*lines, f"to do: {ADVICE[self.failure.kind]}")


def check_model(model: ChatModel) -> Check:
    """Asks ``model`` one harmless question."""
    started = time.perf_counter()
    first = 0.0
    pieces: list[str] = []
    failure: ModelFailure | None = None
    try:
        for piece in model.stream(_ASKED):
            first = first or time.perf_counter() - started
            pieces.append(piece)
    except ModelFailure as problem:
        failure = problem
    return Check(model.name, "".join(pieces), first, time.perf_counter() - started, failure)
