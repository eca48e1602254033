"""Whether what was found is enough for an answer, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.bearing import Weighed, features_of
from assistant.answering.candidates import gather
from assistant.answering.premise import unheld_topic
from assistant.answering.sufficiency import FIGURES
from assistant.answering.support import bears
from assistant.asking import Asked
from assistant.question import Question
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

HELD_TO = frozenset(
    ("count", "money", "percent", "measure", "time", "owner", "year")
)  # kinds of figure without which nothing is an answer
_HALF = 0.5  # of a question's weight: of one that is more unknown than this, no two words stand side by side anywhere


def weigh(weighed: Weighed, lacking: str | None) -> tuple[dict[str, float], list[str]]:
    """The features of the evidence, and what it lacks: nothing if it bears the question.

    ``lacking`` is the kind of figure that is asked for and not there. A question without words of its own ("the whole
    budget?") has no features: it is borne by any figure of the kind. Of a question most words of which no document
    holds, nor any two of them side by side, nothing that is found can be meant.
    """
    if not weighed.words:
        return {}, [lacking] if lacking else []
    lacking = lacking or ("year" if _of_other_year(weighed) else None)
    features = {**features_of(weighed), "kind_lacking": float(lacking is not None)}
    index, question = weighed.index, weighed.question
    foreign = features["unknown"] >= _HALF and unheld_topic(index, question, weighed.asked, weighed.documents)
    if bears(features) and not foreign and lacking not in HELD_TO:
        return features, []
    missing = [word.text for word in weighed.words if not word.held_in(weighed.placed)]
    return features, [*([lacking] if lacking else []), *missing] or ["enough of it"]


def _of_other_year(weighed: Weighed) -> bool:
    """Whether a figure is asked of one year, and the text quoted is dated, in itself or by its heading, otherwise."""
    years, asked = weighed.question.years, weighed.asked
    if len(years) != 1 or weighed.draft.reason != "lookup: quote" or not (asked.wants and asked.wants <= FIGURES):
        return False
    heading = weighed.draft.citations[0].section.rsplit(" > ", 1)[-1] if weighed.draft.citations else ""
    told = [int(year) for year in re.findall(r"20\d\d", f"{weighed.first} {heading}")]
    return bool(told) and not min(told) <= years[0] <= max(told)


def most_held(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> float:
    """The largest share of the topic's weight that one row or clause holds, two words of it side by side.

    Everyday words may say the rest; single words alone mean other things elsewhere.
    """
    found = gather(index, question, asked, [entry.id for entry in documents])
    held = [(hit.features, "described") for hit in found.rows] + [(one.features, "own") for one in found.clauses]
    return max((features.get(name, 0.0) for features, name in held if features.get("pairs", 0.0) > 0), default=0.0)
