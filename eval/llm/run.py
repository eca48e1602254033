"""``python -m eval llm``: what reaches the reader of a faithful model, and of one that lies."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.llm.model import ModelUnusable
from assistant.llm.prompts import load_prompts
from assistant.llm.select import load_writer
from assistant.records import Answer
from assistant.service import AskRequest, Assistant, open_assistant
from assistant.settings import SettingError, read_settings
from eval.amounts import amounts
from eval.errors import UnusableInputError
from eval.llm.faithful import faithful
from eval.llm.lying import Lie, lies
from eval.llm.prompt import read_told
from eval.llm.server import ScriptedServer
from eval.progress import with_progress
from eval.questions import QuestionLine, load_questions
from eval.report import aligned, percent
from indexer.errors import IndexerError

_MARKS = re.compile(r"\[\d+\]")
_LOOSE = re.compile(r"[\s.,;:“”\"()*–-]+")
_KEPT_LIES = ("unknown mark", "uncited")  # true words whose fault is their citation


@dataclass
class Scripted:
    """What the scripted model is to say next, and what it was told and said last."""

    lie: Lie | None = None
    instead_of: int = 0
    told: str = ""
    said: list[str] = field(default_factory=list)

    def speak(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The faithful sentences, one of them replaced by the lie."""
        told = read_told(load_prompts(), messages)
        self.told = told.result or "\n".join(told.evidence.values())
        truths = faithful(told)
        self.said = list(truths)
        if self.lie is not None:
            truths[self.instead_of] = self.lie.text
        return "\n".join(truths)


@dataclass
class Honesty:
    """The figures of a run."""

    answerable: int = 0
    asked: int = 0  # answerable questions that the model was asked
    reached_any: int = 0
    reached_all: int = 0
    sentences: int = 0
    sentences_reached: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    believed: Counter[str] = field(default_factory=Counter)
    leaks: list[tuple[str, str, str]] = field(default_factory=list)
    unsupported: list[tuple[str, str]] = field(default_factory=list)


def run_honesty(questions_path: Path, *, index: Path | None, lying: bool) -> Honesty:
    """Ask every question with a faithful model, then (``lying``) once for each lie that can be made of its words."""
    found = Honesty()
    script = Scripted()
    with ScriptedServer(script.speak) as server:
        assistant = _assistant(server.url, index)
        for question in with_progress(load_questions(questions_path), "asking", sys.stderr):
            _measure(assistant, script, question, found, lying=lying)
    return found


def _assistant(url: str, index: Path | None) -> Assistant:
    try:
        settings = replace(read_settings(os.environ), llm="compatible:scripted", llm_url=url, prompts=None)
        return open_assistant(index or settings.index, settings.encoder, load_writer(settings), engine="llm")
    except (IndexerError, SettingError, ModelUnusable) as error:
        raise UnusableInputError(str(error)) from error


def _measure(assistant: Assistant, script: Scripted, question: QuestionLine, found: Honesty, *, lying: bool) -> None:
    line = question.ask_line()
    request = AskRequest(line.question, line.history)
    script.lie, script.said = None, []
    answer = assistant.ask(request)
    truths = script.said
    found.answerable += question.answerable
    if not truths:
        return
    plain = assistant.ask(replace(request, engine="extractive"))
    _count_faithful(question, answer, truths, found)
    _count_figures(question, answer, plain, found)
    if not lying:
        return
    for at, truth in enumerate(truths[:2]):
        for lie in lies(truth, script.told):
            script.lie, script.instead_of = lie, at
            lied = assistant.ask(request)
            found.told[lie.kind] += 1
            if believed(lie, lied, plain):
                found.believed[lie.kind] += 1
                found.leaks.append((question.id, lie.kind, lie.text))
            _count_figures(question, lied, plain, found)


def _count_faithful(question: QuestionLine, answer: Answer, truths: Sequence[str], found: Honesty) -> None:
    reached = [truth for truth in truths if answer.engine == "llm" and _loose(truth) in _loose(answer.answer)]
    found.sentences += len(truths)
    found.sentences_reached += len(reached)
    found.lost += [(question.id, truth) for truth in truths if truth not in reached]
    if question.answerable:
        found.asked += 1
        found.reached_any += bool(reached)
        found.reached_all += len(reached) == len(truths)


def believed(lie: Lie, answer: Answer, plain: Answer) -> bool:
    """Whether the reader sees the lie: its words stand in the answer, though not in the one without a model."""
    if lie.kind in _KEPT_LIES:
        return "[97]" in answer.answer or (lie.text in answer.answer and lie.text not in plain.answer)
    words = _loose(lie.text)
    return words in _loose(answer.answer) and words not in _loose(plain.answer)


def _count_figures(question: QuestionLine, answer: Answer, plain: Answer, found: Honesty) -> None:
    """Amounts of the answer that neither the verified result nor a cited place holds, by the judge's own parser."""
    cited = [text for one in answer.citations for text in (one.quote, *(part.quote for part in one.parts))]
    held = {(kind, round(value)) for text in (plain.answer, *cited) for kind, value in _amounts(text)}
    new = {(kind, round(value)) for kind, value in _amounts(answer.answer)} - held
    found.unsupported += [(question.id, f"{kind} {value}") for kind, value in sorted(new) if kind != "count"]


def _amounts(text: str) -> list[tuple[str, float]]:
    return [(one.kind, value) for one in amounts(_MARKS.sub("", text)) for value in one.values]


def _loose(text: str) -> str:
    return _LOOSE.sub(" ", _MARKS.sub("", text)).strip().lower()


def honesty_table(found: Honesty) -> str:
    """The figures as text."""
    rows = [
        ("answerable questions", str(found.answerable), ""),
        ("of them asked of the model", str(found.asked), percent(found.asked, found.answerable)),
        ("a faithful model's sentence reaches", str(found.reached_any), percent(found.reached_any, found.answerable)),
        ("all its sentences reach", str(found.reached_all), percent(found.reached_all, found.answerable)),
        ("its sentences that reach", f"{found.sentences_reached}/{found.sentences}",
         percent(found.sentences_reached, found.sentences)),
        ("unsupported figures in answers", str(len(found.unsupported)), ""),
    ]  # fmt: skip
    if found.told:
        rows.append(("lies that reach the reader", f"{found.believed.total()}/{found.told.total()}",
                     percent(found.believed.total(), found.told.total())))  # fmt: skip
        rows += [(f"  {kind}", f"{found.believed[kind]}/{n}", percent(found.believed[kind], n))
                 for kind, n in sorted(found.told.items())]  # fmt: skip
    return aligned([("", "", "%"), *rows])
