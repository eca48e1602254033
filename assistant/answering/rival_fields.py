"""Rows that a question about an agency or a time could mean alike: all are shown, and the person is asked which."""

from __future__ import annotations

from assistant.answering.candidates import Candidates, RowHit
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.rivals import MOST, is_meant, looked_alike
from assistant.answering.row_answer import field_text, section_of, short_label
from assistant.asking import Asked, Want
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.normal import fold

_FIELDS: tuple[Want, ...] = ("owner", "time")
_SHORT = 4  # words of a topic that names a kind of thing rather than one thing


def rival_fields(
    question: Question, asked: Asked, best: RowHit, found: Candidates, citations: Citations
) -> Found | None:
    """The best row and those whose labels hold as much of a short topic, with other fields; None if one is meant."""
    want = next((one for one in _FIELDS if asked.wants == {one}), None)
    if want is None or question.context or question.years or len(asked.topic.split()) > _SHORT:
        return None
    alike = [(hit, field_text(hit.view, want)) for hit in looked_alike(best, found)]
    told = [(hit, value) for hit, value in alike if value]
    if len({fold(value) for _, value in told}) < 2 or is_meant([hit for hit, _ in told], found):
        return None
    english = question.language == "en"
    numbers: list[int] = []
    lines: list[str] = []
    for hit, value in told[:MOST]:
        view = hit.view
        numbers.append(citations.add(view.entry, view.passage, view.span, view.table))
        said = phrase("cell", english=english, header=f"“{short_label(view.label)}”", text=value.rstrip(" ."))
        lines.append("- " + phrase("item", english=english, text=said, n=numbers[-1]))
    head = phrase("rivals_head", english=english, section=section_of(best.view).rsplit(",", 1)[0])
    text = "\n".join([head, *lines, phrase("rivals_ask", english=english)])
    return Found(best.view.entry, text, tuple(numbers), best.score, None, (), "alike")
