"""What must stand in the evidence itself: a fine where a fine is asked for, a name where a name is.

Which kinds of things these are, and by what words they are asked for and told, says ``required.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from assistant.answering.names_told import names_firm, names_person, names_place
from assistant.asking import Asked
from assistant.question import Question
from assistant.records import Citation
from indexer.language.lexicon import load
from indexer.language.tokens import BIGRAM_JOINT, bigrams, fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.lexical import Field
from indexer.store.reader import OpenIndex


def lacks_required(question: Question, asked: Asked, citations: Sequence[Citation]) -> str | None:
    """The kind of thing that the question asks for by name and no quote holds, or None if nothing is lacking."""
    line = _line(question.text, question)
    quotes = [citation.quote for citation in citations]
    for thing in _things():
        if _any(line, thing["ask"], question) and ("with" not in thing or _any(line, thing["with"], question)):
            after = r" (?:\w+ )?\d" if thing.get("number") else " "
            words = "|".join(re.escape(" ".join(syllables(word))) for word in thing["hold"])
            if re.search(f" (?:{words}){after}", _terms_of(quotes)) is None:
                return str(thing["hold"][0])
    if asked.any_of("signer") or _asks_name_of("person", line, question):
        return None if any(map(names_person, quotes)) or _holds_role(line, quotes, question) else "the name of a person"
    if _asks_name_of("firm", line, question) and not any(map(names_firm, quotes)):
        return "the name of a firm"
    in_row = any(citation.parts for citation in citations)
    place = _asked_place(line, question)
    if not in_row and place and not any(names_place(quote, place) for quote in quotes):
        return "the name of a place"
    return _lacks_act(line, quotes, question)


def _terms_of(quotes: Sequence[str]) -> str:
    """The terms of what is quoted, a line with blanks at both ends for each."""
    return " ".join(f" {' '.join(syllables(quote))} " for quote in quotes)


def _asked_place(line: str, question: Question) -> str:
    """The words that ask for a village or a school by name; "bản" inside another word ("văn bản") is no village."""
    place = _lexicon()["place"]
    for words in place["not"]:
        line = line.replace(_line(words, question), " ")
    return next((str(phrase) for phrase in place["ask"] if _any(line, [phrase], question)), "")


def role_words(question: Question) -> Sequence[str]:
    """The words that name the role whose holder is asked for ("trưởng ban"), or none."""
    line = _line(question.text, question)
    asked = (role for role in _lexicon()["roles"] if _any(line, role["ask"], question))
    return next((role["hold"] for role in asked if _any(line, role["with"], question)), ())


def asks_for_secret(question: Question) -> bool:
    """Whether a password or another secret is asked for, not a rule about them."""
    line = _line(question.text, question)
    loaded = _lexicon()
    return (
        _any(line, loaded["secrets"], question)
        and _any(line, loaded["asked_of_secrets"], question)
        and not _any(line, loaded["not_of_secrets"], question)
    )


def asks_price_of_today(question: Question) -> bool:
    """Whether the price of a thing on the day of the question is asked for."""
    line = _line(question.text, question)
    today = _lexicon()["today"]
    return _any(line, today["ask"], question) and _any(line, today["with"], question)


def unnamed_agencies(index: OpenIndex, question: Question, documents: Iterable[DocumentEntry]) -> list[str]:
    """The offices that the question names in full and none of ``documents`` does, not even without their kind."""
    line = _line(question.text, question)
    named = [agency for agency in _lexicon()["agencies"] if _any(line, [agency], question)]
    if not named:
        return []
    field: Field = "terms" if question.language == "vi" else "folded"
    within = sorted((index.ids[entry.id] for entry in documents if entry.id in index.ids), key=lambda ids: ids.start)
    return [agency for agency in named if not _speaks_of(index, agency, field, within)]


def _speaks_of(index: OpenIndex, agency: str, field: Field, within: Sequence[range]) -> bool:
    folded = field == "folded"
    words = _spelled(agency, folded=folded)
    kinds = [_spelled(kind, folded=folded) for kind in _lexicon()["agency_kinds"]]
    own = next(
        (words[len(kind) :] for kind in sorted(kinds, key=len, reverse=True) if words[: len(kind)] == kind), words
    )
    pairs = [BIGRAM_JOINT.join(pair) for pair in pairwise(own)] or bigrams(words)
    return all(index.lexical.search({pair: 1.0}, field=field, limit=1, within=within) for pair in pairs)


def _asks_name_of(key: str, line: str, question: Question) -> bool:
    """Whether a person or a firm is asked for by name, in words that only ask so, or that do beside others."""
    asked = _lexicon()[key]
    return _any(line, asked["named"], question) or any(
        _any(line, one["ask"], question)
        and _any(line, one["with"], question)
        and not _any(line, one.get("without", ()), question)
        for one in asked["beside"]
    )


def _holds_role(line: str, quotes: Sequence[str], question: Question) -> bool:
    """Whether the evidence tells who holds the role by the office of that person, where no name is asked for."""
    if _any(line, _lexicon()["person"]["named"], question):
        return False
    words = role_words(question)
    told = _terms_of(quotes) if words else ""
    return any(
        re.search(rf" (?:{'|'.join(_lexicon()['held_by'])}) .* {' '.join(syllables(word))} ", told) for word in words
    )


def _lacks_act(line: str, quotes: Sequence[str], question: Question) -> str | None:
    """The act of which the reason is asked and that the evidence does not speak of, or that it gives no reason."""
    loaded = _lexicon()
    first, second = (*line.split()[:2], "", "")[:2]
    spelled = [_spelled(word, folded=question.language != "vi") for word in loaded["why_first"]]
    opens = [first] in spelled and second not in {fold_term(word) for word in loaded["why_not"]} | {*loaded["why_not"]}
    if not opens and not _any(line, loaded["why"], question):
        return None
    told = _terms_of(quotes)
    for group in loaded["acts"]:
        if _any(line, group, question) and not any(f" {' '.join(syllables(word))} " in told for word in group):
            return str(group[0])
    gives = any(f" {' '.join(syllables(word))} " in told for word in loaded["reasons"])
    return None if gives else "a reason"


def _line(text: str, question: Question) -> str:
    return f" {' '.join(_spelled(text, folded=question.language != 'vi'))} "


def _any(line: str, phrases: Iterable[str], question: Question) -> bool:
    folded = question.language != "vi"
    return any(_padded(phrase, folded) in line for phrase in phrases)


@lru_cache(maxsize=2048)
def _padded(phrase: str, folded: bool) -> str:
    """The words of ``phrase`` with a blank on both sides, as they stand in a line of words."""
    return f" {' '.join(_spelled(phrase, folded=folded))} "


def _spelled(text: str, *, folded: bool) -> list[str]:
    return [fold_term(word) if folded else word for word in syllables(text)]


def _lexicon() -> dict[str, Any]:
    return load("required")


def _things() -> list[dict[str, Any]]:
    return [*_lexicon()["things"], *_lexicon()["roles"]]
