"""A second, advisory verdict by a language model; it decides nothing, and stands beside the judge's own."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from assistant.llm.model import ChatModel, ModelFailure, ModelUnusable
from assistant.llm.prompts import Prompt, load_prompt
from assistant.llm.select import load_model
from assistant.settings import SettingError, read_settings
from eval.cases import Case, Opinion
from eval.errors import UnusableInputError
from eval.progress import with_progress
from eval.spending import Ledger

_VARIABLES = frozenset(("question", "reference", "answer", "seal"))
_MOST = 8_000  # characters of one text that the judge is given
_WHY = 300
_SCANNED = 20  # braces of a model's words that are tried as the start of its verdict


@dataclass(frozen=True, slots=True)
class JudgePlan:
    """Which model judges, and where; the key stands in a file."""

    model: str
    url: str | None = None
    key_file: Path | None = None


class ModelJudge:
    """Asks a model whether an answer is right by its reference; it sees no verdict and no other gold key."""

    def __init__(self, model: ChatModel, ledger: Ledger, prompt: Prompt) -> None:
        self._model = model
        self._ledger = ledger
        self._prompt = prompt

    @property
    def name(self) -> str:
        """The model and the version of its prompt."""
        return f"{self._model.name} ({self._prompt.id})"

    def opinion(self, case: Case) -> Opinion:
        """The verdict; none where the model fails, or says nothing that is one."""
        seal = secrets.token_hex(4)
        values = {"question": _asked(case), "reference": _reference(case), "answer": _given(case)}
        messages = self._prompt.filled(seal=seal, **{key: text[:_MOST] for key, text in values.items()})
        try:
            said = "".join(self._model.stream(messages))
        except ModelFailure as failure:
            return Opinion(None, str(failure)[:_WHY], self._ledger.taken())
        return replace(read_opinion(said), spent=self._ledger.taken())


def open_judge(plan: JudgePlan, environment: Mapping[str, str]) -> ModelJudge:
    """The judge of a plan; the assistant's own address and key are used for a judge at the same provider and address.

    A key never goes to another server than the one that it was given for.
    """
    given = dict(environment)
    provider = plan.model.partition(":")[0]
    at_home = provider == given.get("ASSISTANT_LLM", "").partition(":")[0]
    if plan.url is not None and plan.url != given.get("ASSISTANT_LLM_URL"):
        at_home = False
    if not at_home:
        for name in ("ASSISTANT_LLM_URL", "ASSISTANT_LLM_KEY", "ASSISTANT_LLM_KEY_FILE"):
            given.pop(name, None)
    if plan.key_file is not None:
        given.pop("ASSISTANT_LLM_KEY", None)
        given["ASSISTANT_LLM_KEY_FILE"] = str(plan.key_file)
    if plan.url is not None:
        given["ASSISTANT_LLM_URL"] = plan.url
    ledger = Ledger()
    try:
        model = load_model(read_settings({**given, "ASSISTANT_LLM": plan.model}), ledger)
        prompt = load_prompt(resources.files("eval") / "data" / "judge.md", "judge", _VARIABLES)
    except (SettingError, ModelUnusable) as error:
        raise UnusableInputError(f"--judge {plan.model!r}: {error}") from error
    if model is None:
        raise UnusableInputError(f"--judge {plan.model!r}: names no model")
    return ModelJudge(model, ledger, prompt)


def with_opinions(cases: Iterable[Case], judge: ModelJudge) -> tuple[Case, ...]:
    """The cases, each with the opinion of the model; one that failed with an error is not shown to it."""
    return tuple(
        case if case.given.error is not None else replace(case, opinion=judge.opinion(case))
        for case in with_progress(tuple(cases), "judging", sys.stderr)
    )


def read_opinion(said: str) -> Opinion:
    """The last object of a model's words that has a verdict: one that thinks aloud decides at the end."""
    decoder = json.JSONDecoder()
    starts = [at for at, letter in enumerate(said) if letter == "{"]
    for at in reversed(starts[-_SCANNED:]):
        try:
            found, _ = decoder.raw_decode(said, at)
        except (ValueError, RecursionError):
            continue
        verdict = found.get("verdict")
        if verdict in ("right", "wrong"):
            return Opinion(
                "right" if verdict == "right" else "wrong", " ".join(str(found.get("why", "")).split())[:_WHY]
            )
    return Opinion(None, f"no verdict: {' '.join(said.split())}"[:_WHY])


def _asked(case: Case) -> str:
    turns: Sequence[str] = [f"{turn.role}: {turn.content}" for turn in case.asked.history]
    return "\n".join([*turns, case.asked.question])


def _reference(case: Case) -> str:
    return case.asked.reference if case.asked.answerable else f"(Văn bản không nêu.) {case.asked.reference}".strip()


def _given(case: Case) -> str:
    return f"[{case.given.status}] {case.given.answer}"
