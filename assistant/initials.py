"""Short forms of a question that no document or lexicon has, read as the initials of words that the documents hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.question import Question
from assistant.retrieval import retrieve
from assistant.targets import find_targets
from indexer.language.abbreviations import abbreviations
from indexer.language.normal import fold, nfc, one_line
from indexer.store.reader import OpenIndex

_SHORT = re.compile(r"(?<![\w/.&-])[^\W\d_]{3,7}(?![\w/.&-])")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 40  # passages that the rest of the question brings first


def spelled_out(question: Question, index: OpenIndex) -> Question:
    """``question`` with its unknown short forms written out; itself where it has none, or the documents nothing alike.

    Of several phrases with the same initials, the one that stands most often in what the rest of the question finds.
    """
    unknown = [] if question.text.isupper() else list(_unknown(question.text, index))
    if not unknown:
        return question
    rest = one_line(_SHORT.sub(lambda at: "" if at.group() in unknown else at.group(), question.text))
    sides = find_targets(question, index.directory).sides
    allowed = frozenset().union(*sides) or index.directory.all
    found = retrieve(index, replace(question, text=rest or question.text), allowed=allowed, limit=_LOOKED_AT)
    passages = [nfc(one.passage.span.of(index.catalogue.text(one.passage.document_id))) for one in found]
    text = question.text
    for short in unknown:
        phrases = Counter(phrase for passage in passages for phrase in _with_initials(passage, fold(short)))
        if phrases:
            text = re.sub(rf"(?<!\w){short}(?!\w)", phrases.most_common(1)[0][0], text)
    return replace(question, text=text)


def _unknown(text: str, index: OpenIndex) -> Iterator[str]:
    for found in _SHORT.finditer(text):
        short = fold(found.group())
        known = short in abbreviations() or index.lexical.document_frequency(short, field="folded")
        if found.group().isupper() and not known:
            yield found.group()


def _with_initials(passage: str, initials: str) -> Iterator[str]:
    """The runs of words of ``passage``, in lower case and blanks apart only, whose initials are ``initials``."""
    words = list(_WORD.finditer(passage))
    firsts = "".join(fold(word.group())[:1] or " " for word in words)
    at = firsts.find(initials)
    while at >= 0:
        run = words[at : at + len(initials)]
        between = (passage[one.end() : other.start()] for one, other in pairwise(run))
        if all(not gap.strip() and gap for gap in between):
            yield " ".join(word.group().lower() for word in run)
        at = firsts.find(initials, at + 1)
