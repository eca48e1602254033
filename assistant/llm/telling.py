"""An answer on its way to the reader as events, sentence by sentence as a model writes it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from assistant.llm.writer import Outcome, Task, Writer, Written
from assistant.phrases import phrase
from assistant.records import Answer, AnswerBlock, AnswerEvent, Began, ListBlock, Replaced, TextBlock


def told(writer: Writer, task: Task, plain: Answer) -> Iterator[AnswerEvent]:
    """The answer as the model phrases it; where it fails, what was sent is withdrawn and ``plain`` goes out."""
    started = time.perf_counter()
    yield Began(plain.status, plain.standalone_question)
    sent: list[AnswerBlock] = []
    seen: set[int] = set()
    for event in writer.write(task):
        if isinstance(event, Written):
            yield from event.fresh
            seen |= {citation.n for citation in event.fresh}
            yield event.block
            sent.append(event.block)
            continue
        yield from (one for one in event.cited if event.failure is not None or one.n not in seen)
        timings = replace(plain.timings_ms, answer=plain.timings_ms.answer + _milliseconds_since(started))
        yield from _ended(event, sent, replace(plain, timings_ms=timings), task)


def _ended(outcome: Outcome, sent: list[AnswerBlock], plain: Answer, task: Task) -> Iterator[AnswerEvent]:
    """The rest of the answer, or all of the plain one in the place of what was sent."""
    english = task.prepared.question.language == "en"
    if outcome.failure is not None:
        reason = phrase(outcome.failure, english=english)
        yield Replaced(reason)
        yield from plain.blocks
        yield replace(plain, warnings=(*plain.warnings, reason))
        return
    yield from outcome.rest.blocks
    trimmed = (phrase("model_trimmed", english=english, count=outcome.cut),) if outcome.cut else ()
    yield replace(
        plain,
        answer="\n".join([_text(sent), *outcome.rest.lines]),
        blocks=(*sent, *outcome.rest.blocks),
        citations=outcome.cited,
        engine="llm",
        model=task.model,
        prompt=task.prompt.id,
        warnings=(*plain.warnings, *trimmed),
    )


def _milliseconds_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 3)


def _text(blocks: list[AnswerBlock]) -> str:
    """The sentences in running text, items on lines of their own."""
    lines: list[str] = []
    running = False
    for block in blocks:
        if isinstance(block, TextBlock):
            if running:
                lines[-1] += f" {block.text}"
            else:
                lines.append(block.text)
        elif isinstance(block, ListBlock):
            lines += [f"- {item.text}" for item in block.items]
        running = isinstance(block, TextBlock)
    return "\n".join(lines)
