"""Rows that a question about an agency or a time could mean alike: all are shown, and the person is asked which."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.rivals import MOST, is_meant, looked_alike
from assistant.answering.row_answer import field_text, section_of, short_label
from assistant.asking import Asked, Want
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.normal import fold
from indexer.language.tokens import syllables

_FIELDS: tuple[Want, ...] = ("owner", "time")
_SHORT = 4  # words of a topic that names a kind of thing rather than one thing
_NAME = 5  # words that stand side by side in the question and in the labels of rows of one name
_EQUAL = 0.02
_LOOKED_AT = 12


def rival_fields(
    question: Question, asked: Asked, best: RowHit, found: Candidates, citations: Citations
) -> Found | None:
    """The best row and those whose labels hold as much of a short topic, with other fields; None if one is meant."""
    want = next((one for one in _FIELDS if asked.wants == {one}), None)
    if want is None or question.context or question.years:
        return None
    short = len(asked.topic.split()) <= _SHORT
    name = "" if short else _name(question, best)
    hits = looked_alike(best, found) if short else _of_one_name(name, best, found)
    alike = [(hit, field_text(hit.view, want)) for hit in hits]
    told = [(hit, value) for hit, value in alike if value]
    if len({fold(value) for _, value in told}) < 2 or is_meant([hit for hit, _ in told], found):
        return None
    english = question.language == "en"
    numbers: list[int] = []
    lines: list[str] = []
    for hit, value in told[:MOST]:
        view = hit.view
        numbers.append(citations.add(view.entry, view.passage, view.span, view.table))
        said = phrase(
            "cell", english=english, header=f"“{short_label(_part(view.label, name))}”", text=value.rstrip(" .")
        )
        lines.append("- " + phrase("item", english=english, text=said, n=numbers[-1]))
    head = phrase("rivals_head", english=english, section=section_of(best.view).rsplit(",", 1)[0])
    text = "\n".join([head, *lines, phrase("rivals_ask", english=english)])
    return Found(best.view.entry, text, tuple(numbers), best.score, None, (), "alike")


def _name(question: Question, best: RowHit) -> str:
    """The longest run of the question's words that the label says too; "" where that is short."""
    words, label = syllables(question.text), _line(best.view.label)
    runs = (_line(words[at:end]) for at in range(len(words)) for end in range(at + _NAME, len(words) + 1))
    return max((run for run in runs if run in label), key=len, default="")


def _of_one_name(name: str, best: RowHit, found: Candidates) -> list[RowHit]:
    """The rows of the best one's document whose labels say ``name``, and as much of the topic besides."""
    hits = found.rows[:_LOOKED_AT] if name else ()
    return [hit for hit in hits if hit.view.entry == best.view.entry and _says(hit, name, best)]


def _says(hit: RowHit, name: str, best: RowHit) -> bool:
    held = (abs(hit.features.get(one, 0.0) - best.features.get(one, 0.0)) for one in ("own", "pairs"))
    return name in _line(hit.view.label) and max(held) <= _EQUAL


def _part(label: str, name: str) -> str:
    """Of a label of several tasks the one that says ``name``."""
    return next((part.strip() for part in label.split(";") if name and name in _line(part)), label)


def _line(words: str | Sequence[str]) -> str:
    return f" {' '.join(syllables(words) if isinstance(words, str) else words)} "
