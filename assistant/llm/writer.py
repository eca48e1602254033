"""An answer phrased by a language model: asked with evidence, checked by sentence, taken back where it fails.

The plan stays in charge. For a figure, a comparison or a list the model phrases the verified result and nothing else;
only where a person asks to explain or to summarise does it write from the evidence. What it leaves out of a verified
result is said as it was; what is no answer (nothing found, asked back, refused) it never sees.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Draft
from assistant.llm.binding import Bound, bind
from assistant.llm.checking import Checked, Checker, Fault, marked_pieces
from assistant.llm.claims import read_claims
from assistant.llm.evidence import Evidence, as_blocks, cited_evidence, found_evidence, within_budget
from assistant.llm.grounds import Ground, ground
from assistant.llm.harmless import harmless
from assistant.llm.lexicon import holds, lexicon
from assistant.llm.model import ChatModel, FailureKind, ModelFailure
from assistant.llm.prompts import Prompt, Prompts
from assistant.llm.remainder import MARK, Remainder, answers, remainder
from assistant.llm.rewriting import rewritten
from assistant.llm.sentences import Sentence, SentenceStream
from assistant.llm.usage import tokens_of
from assistant.marks import MARK as PLACEHOLDER
from assistant.phrases import phrase
from assistant.prepared import Prepared
from assistant.records import AnswerBlock, Citation, ListBlock, ListItem, NoticeBlock, TextBlock, Turn
from indexer.language.tokens import syllables
from indexer.store.reader import OpenIndex

_log = logging.getLogger("assistant.llm")
_MOST_PLACES = 12  # that are offered to the model where it writes freely
_HOPELESS = 5  # sentences cut before the first that stands: the rest is not waited for
_FAILED: Mapping[FailureKind, str] = {
    "timeout": "model_timeout",
    "busy": "model_busy",
    "queue": "model_busy",
    "cut": "model_cut",
    "garbage": "model_cut",
    "empty": "model_refused",
}


@dataclass(frozen=True, slots=True)
class Task:
    """What the model is asked, and what its sentences may rest on."""

    prompt: Prompt
    values: Mapping[str, str]
    grounds: Mapping[int, Ground]
    citations: tuple[Citation, ...]
    free: bool  # it writes from evidence; otherwise it phrases the verified result
    prepared: Prepared
    model: str


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that stands: its block with final numbers, and the citations that it is the first to use."""

    block: AnswerBlock
    fresh: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the writing ended: the phrase of the notice if it failed, and what the draft adds."""

    failure: str | None
    cut: int
    rest: Remainder
    cited: tuple[Citation, ...]


class Writer:
    """Phrases verified answers with one model; holds nothing of any question."""

    def __init__(self, model: ChatModel, prompts: Prompts, tokens: int) -> None:
        self._model = model
        self._prompts = prompts
        self._tokens = tokens

    def task(self, index: OpenIndex, prepared: Prepared) -> Task | None:
        """What to ask the model for ``prepared``; None where it has nothing to say to it."""
        draft = prepared.draft
        if draft.status != "answered" or not draft.citations:
            return None
        words = syllables(prepared.question.text)
        free = holds(words, lexicon().open_questions)
        head = tokens_of(prepared.question.standalone) + (0 if free else tokens_of(draft.text))
        room = self._tokens - head
        if room <= 0:
            return None
        if free:
            evidence = found_evidence(index, draft, prepared.results, most=_MOST_PLACES)
        else:
            evidence = cited_evidence(index, draft)
        kept = within_budget(evidence, room)
        english = prepared.question.language == "en"
        summary = prepared.draft.reason.startswith("summary")
        values = {
            "question": harmless(prepared.question.standalone, keep_marks=True),
            "evidence": as_blocks(kept),
            "language": phrase("language", english=english),
        }
        if not free:
            values["result"] = harmless(draft.text, keep_marks=True)
        prompt = self._prompts.phrase if not free else self._prompts.summary if summary else self._prompts.answer
        offered = kept if free else evidence
        grounds = {one.citation.n: _ground(one, None if free else draft) for one in offered}
        citations = tuple(one.citation for one in offered)
        return Task(prompt, values, grounds, citations, free, prepared, self._model.name)

    def rewritten(self, question: str, history: Sequence[Turn]) -> str | None:
        """A follow-up as a question of its own, or None where the model cannot be trusted with it."""
        return rewritten(self._model, self._prompts.rewrite, question, history)

    def write(self, task: Task) -> Iterator[Written | Outcome]:
        """The sentences that stand, as they come, then one outcome."""
        question = task.prepared.question
        checker = Checker(task.grounds, frozenset(syllables(question.standalone)), english=question.language == "en")
        pen = _Pen(task)
        try:
            yield from self._sentences(task, checker, pen)
        except ModelFailure as failure:
            _log.warning("model %s: %s", task.model, failure)
            yield _outcome(_FAILED.get(failure.kind, "model_down"), pen, task)
            return
        yield _outcome(_verdict(pen, task), pen, task)

    def _sentences(self, task: Task, checker: Checker, pen: _Pen) -> Iterator[Written]:
        waiting: list[Sentence] = []  # without marks: they stand or fall with the cited sentence that they lead to
        for sentence in _said(self._model.stream(task.prompt.filled(**task.values))):
            if sentence.opens and not (waiting and waiting[-1].leads_in):
                pen.leave_out(waiting)
                waiting = []
            checked = checker.check(sentence.text)
            if checked.fault == "uncited":
                waiting.append(sentence)
                continue
            if checked.fault is not None:
                pen.strike(checked.fault)
                if pen.cut >= _HOPELESS and not pen.said:
                    return
                continue
            for one in waiting:
                before = checker.check(one.text, given=checked.cited)
                if before.fault is None:
                    yield pen.write(before, bullet=one.bullet)
                else:
                    pen.strike(before.fault)
            waiting = []
            yield pen.write(checked, bullet=sentence.bullet)
        pen.leave_out(waiting)


class _Pen:
    """Keeps what stands of one answer, and gives citations their final numbers."""

    def __init__(self, task: Task) -> None:
        self.said: list[Checked] = []
        self.faults: list[Fault] = []
        self._by_number = {one.n: one for one in task.citations}
        # The numbers of a verified result stay; those of freely chosen evidence follow the text.
        self._numbers: dict[int, int] = {} if task.free else {n: n for n in self._by_number}
        self._used: set[int] = set()

    @property
    def cut(self) -> int:
        """How many sentences did not stand."""
        return len(self.faults)

    def strike(self, fault: Fault) -> None:
        """Leaves a sentence out."""
        if fault != "empty":
            self.faults.append(fault)

    def leave_out(self, sentences: Sequence[Sentence]) -> None:
        """Leaves sentences out that nothing cited follows."""
        self.faults += ["uncited"] * len(sentences)

    def write(self, checked: Checked, *, bullet: bool) -> Written:
        """Takes a sentence in."""
        for n in checked.cited:
            self._numbers.setdefault(n, len(self._numbers) + 1)
        fresh = tuple(self.citation(n) for n in checked.cited if n not in self._used)
        self._used |= set(checked.cited)
        cited = tuple(self._numbers[n] for n in checked.cited)
        text = PLACEHOLDER.sub(lambda found: f"[{self._numbers[int(found.group(1))]}]", checked.text)
        self.said.append(replace(checked, cited=cited))
        return Written(ListBlock((ListItem(text, cited),)) if bullet else TextBlock(text, cited), fresh)

    def citation(self, n: int) -> Citation:
        """Citation ``n`` of the evidence under its final number."""
        return replace(self._by_number[n], n=self._numbers[n])

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that have a number."""
        return tuple(sorted((self.citation(n) for n in self._numbers), key=lambda one: one.n))


def _said(pieces: Iterable[str]) -> Iterator[Sentence]:
    stream = SentenceStream()
    for piece in pieces:
        yield from stream.feed(piece)
    yield from stream.close()


def _verdict(pen: _Pen, task: Task) -> str | None:
    """The phrase that says why the writing cannot stand, or None."""
    if not pen.said:
        return "model_unsupported" if set(pen.faults) - {"refusal"} else "model_refused"
    if pen.cut > len(pen.said) or (not task.free and not answers(task.prepared.draft, pen.said)):
        return "model_unsupported"
    return None


def _outcome(failure: str | None, pen: _Pen, task: Task) -> Outcome:
    draft = task.prepared.draft
    if failure is not None:
        return Outcome(failure, pen.cut, Remainder((), ()), draft.citations)
    if not task.free:
        return Outcome(None, pen.cut, remainder(draft, pen.said), pen.citations)
    # Freely written: of the draft only its notices stay, and those that cite what is cited no more lose their marks.
    notices = tuple(NoticeBlock(block.text) for block in draft.blocks if isinstance(block, NoticeBlock))
    return Outcome(None, pen.cut, Remainder(tuple(one.text for one in notices), notices), pen.citations)


def _ground(one: Evidence, draft: Draft | None) -> Ground:
    """The ground of one place; with a verified result, what is said comes from its lines alone."""
    n = one.citation.n
    if draft is None:
        figures = [bound for line in one.text.split("\n") for bound in bind(read_claims(line))]
        return ground(n, f"{one.heading}\n{one.text}", figures, one.place)
    lines = draft.text.split("\n")
    said = [MARK.sub("", line) for line in lines if not _cited(line) or n in _cited(line)]
    figures = [bound for line in lines for bound in _bound(line, n)]
    return ground(n, "\n".join([one.heading, *said]), figures, one.place, quotable=one.text)


def _cited(line: str) -> set[int]:
    return {int(found) for found in MARK.findall(line)}


def _bound(line: str, n: int) -> Iterator[Bound]:
    """The figures of a line of the verified result that stand before mark ``n``, all of them where it has no marks."""
    pieces = marked_pieces(line)
    bound = bind(read_claims("".join(words for words, _ in pieces)))
    start = 0
    for words, numbers in pieces:
        end = start + len(words)
        yield from (one for one in bound if start <= one.figure.start < end and (n in numbers or not numbers))
        start = end
