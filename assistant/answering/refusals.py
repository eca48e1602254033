"""When not to answer: secrets and instructions, other topics, greetings, and what the documents do not state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.excerpt import clipped
from assistant.answering.required import asks_for_secret
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, NearestBlock, NoticeBlock, TextBlock
from assistant.suggestions import examples
from indexer.language.lexicon import load
from indexer.language.normal import nfc, one_line
from indexer.language.tokens import bigrams, fold_term, syllables
from indexer.records import Span, StoredPassage
from indexer.store.reader import OpenIndex

SHOWN = 320
_LOOKED_AT = 50
_GREETING_WORDS = 6  # a longer text that starts with a greeting asks something


def refuse(index: OpenIndex, question: Question) -> Draft | None:
    """The answer to a question that is not to be answered from documents, or None."""
    english = question.language == "en"
    line = _line(question)
    example = next(iter(examples(index)), "")
    if asks_for_secret(question) or (_holds(line, "refused", question) and _holds(line, "refused_asks", question)):
        text = phrase("refused", english=english)
        return Draft("refused", text, (TextBlock(text),), (), "asks for secrets or instructions")
    if _holds(line, "greeting", question) and len(line.split()) <= _GREETING_WORDS:
        text = phrase("greeting", english=english, example=example)
        return Draft("out_of_scope", text, (TextBlock(text),), (), "a greeting")
    if any(
        phrase_ in line and not _filed(index, phrase_)
        for phrase_ in _phrases("outside", folded=question.language != "vi")
    ):
        text = phrase("out_of_scope", english=english, example=example)
        return Draft("out_of_scope", text, (TextBlock(text),), (), "another topic")
    return None


def _filed(index: OpenIndex, words: str) -> bool:
    """Whether some document speaks of it: then it is no other topic here."""
    terms = [fold_term(word) for word in words.split()]
    return all(index.lexical.document_frequency(term, field="folded") for term in bigrams(terms) or terms)


def places_without_documents(index: OpenIndex, question: Question) -> list[str]:
    """Places that the question names and no document is of or speaks of."""
    known = {entry.metadata.place for entry in index.catalogue.documents()}
    return [place for place in question.places if place not in known and not _mentioned(index, place)]


def not_found(
    index: OpenIndex,
    question: Question,
    nearest: StoredPassage | None,
    *,
    reason: str,
    said: Sequence[str] = (),
) -> Draft:
    """Says what was looked for and where the nearest thing stands; its figures stand only in the nearest block."""
    english = question.language == "en"
    lines = [phrase("not_found", english=english, topic=question.text), *said]
    blocks: list[AnswerBlock] = [TextBlock(lines[0]), *(NoticeBlock(line) for line in said)]
    if nearest is None:
        return Draft("not_found", " ".join(lines), tuple(blocks), (), reason)
    citations = Citations(index)
    entry = index.catalogue.document(nearest.document_id)
    if entry is None:
        raise KeyError(nearest.document_id)
    n = citations.add(entry, nearest, nearest.span)
    where = place_words(entry, nearest.breadcrumb, english=english)
    lines.append(phrase("not_found_nearest", english=english, n=n, **where))
    text = index.catalogue.text(entry.id)
    quote = one_line(clipped(text, Span(nearest.span.start, nearest.span.end), SHOWN).of(text))
    blocks += [TextBlock(lines[-1], (n,)), NearestBlock(phrase("nearest", english=english, quote=quote), (n,))]
    return Draft("not_found", " ".join(lines), tuple(blocks), tuple(citations.made), reason)


def _mentioned(index: OpenIndex, place: str) -> bool:
    """Whether some passage holds the name as it is written, capitals included: other words may sound alike."""
    words = syllables(place)
    hits = index.lexical.search(dict.fromkeys(bigrams(words) or words, 1.0), field="terms", limit=_LOOKED_AT)
    passages = index.catalogue.passages([hit.id for hit in hits])
    return any(place in nfc(passage.span.of(index.catalogue.text(passage.document_id))) for passage in passages)


def _line(question: Question) -> str:
    folded = question.language != "vi"
    return " " + " ".join(fold_term(word) if folded else word for word in syllables(question.text)) + " "


def _holds(line: str, kind: str, question: Question) -> bool:
    return any(phrase_ in line for phrase_ in _phrases(kind, folded=question.language != "vi"))


@lru_cache(maxsize=16)
def _phrases(kind: str, *, folded: bool) -> tuple[str, ...]:
    spelled = (syllables(phrase_) for phrase_ in load("intents")[kind])
    return tuple(" " + " ".join(fold_term(word) if folded else word for word in words) + " " for words in spelled)
