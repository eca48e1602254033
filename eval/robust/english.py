"""English by rule: drafted questions in Vietnamese and in English frames, over the same facts with the same gold.

The frames are written by hand and filled with what stands in the documents, so that nothing of the assistant's own
glossary takes part in making the questions that test it. Names of rows and places stay as the documents write them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from eval.amounts import Value
from eval.drafting import Draft, drafted, spread
from eval.evidence import EvidenceItem
from eval.questions import Language, QuestionLine
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_A_DOCUMENT = 30


def framed(index: OpenIndex, *, seed: int) -> tuple[tuple[QuestionLine, ...], tuple[QuestionLine, ...]]:
    """The drafts of every document in Vietnamese, and each of them in one of its English frames."""
    vietnamese: list[QuestionLine] = []
    english: list[QuestionLine] = []
    for entry in index.catalogue.documents():
        for identifier, draft in _drafts(index, entry):
            frame = random.Random(f"{seed}/{identifier}").choice(draft.english)  # noqa: S311 (repeatable, guards no secret)
            vietnamese.append(_line(identifier, entry.id, draft, draft.question, "vi"))
            english.append(_line(identifier, entry.id, draft, frame, "en"))
    return tuple(vietnamese), tuple(english)


def _drafts(index: OpenIndex, entry: DocumentEntry) -> Iterator[tuple[str, Draft]]:
    for number, draft in enumerate(spread(list(drafted(index, entry)), _A_DOCUMENT), start=1):
        yield f"{entry.id}-{number:03}", draft


def _line(identifier: str, document_id: str, draft: Draft, question: str, lang: Language) -> QuestionLine:
    return QuestionLine(
        id=identifier,
        question=question,
        lang=lang,
        type=draft.type,
        history=(),
        docs=(document_id,),
        evidence=(EvidenceItem(document_id, draft.contains),),
        answer=draft.answer,
        values=tuple(Value(number, unit) for number, unit in draft.values),
        must=draft.must,
        must_not=(),
        answerable=True,
        draft=True,
    )
