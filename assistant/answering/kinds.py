"""Whether a direct answer holds a thing of each kind that is asked for: an amount, a date, a number, an agency."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answering.agencies import names_agency
from assistant.answering.draft import Draft
from assistant.answering.figures import money_in
from assistant.answering.reading import is_charged
from assistant.answering.sufficiency import counts_near, in_words
from assistant.answering.times import tells_time
from assistant.asking import Asked, Want
from assistant.question import Question
from indexer.language.tokens import document_numbers

_NUMBER = re.compile(r"(?<![\w/.-])\d[\d.,]*(?:/\d+)?(?![\w/-])")
_ENUMERATOR = re.compile(r"^\W*(?:[a-zđ]|\d+)[.)]\s", re.I)
_LISTS = 2  # semicolons of a text that lists things, which can be counted


def kinds_told(question: Question, asked: Asked, first: str, draft: Draft) -> dict[str, float]:
    """For each kind that is asked for, whether it stands in ``first``; and the share of the kinds that do."""
    checks = _checks(question, first, draft)
    told = {name: value for name, (wants, value) in checks.items() if asked.any_of(*wants)}
    if asked.any_of("list", "summary"):
        told = {name: value for name, value in told.items() if value}  # one item of the list may hold it
    share = sum(told.values()) / len(told) if told else 1.0
    near = counts_near(asked, first) if "count" in told else None
    return {
        "kinds": share,
        **{f"told_{name}": float(value) for name, value in told.items()},
        **{f"lacks_{name}": float(not value) for name, value in told.items()},
        "counted_far": float(near is False),
    }


def _checks(question: Question, first: str, draft: Draft) -> Mapping[str, tuple[tuple[Want, ...], bool]]:
    """For each kind the wants that ask for it, and whether it is told."""
    asks_money = in_words(question, "money_words")  # "how much" may ask for any figure
    return {
        "money": (("money",), bool(money_in(first)) if asks_money else _tells_number(question, first)),
        "percent": (("percent",), "%" in first),
        "count": (("count",), _tells_number(question, first)),
        "owner": (("owner", "partner"), names_agency(first) or _in_field(draft, "agency") or is_charged(first)),
        "time": (("time", "issued"), _tells_time(question, first, draft)),
        "reference": (("reference", "symbol"), _tells_reference(question, first)),
    }


def _tells_number(question: Question, first: str) -> bool:
    """Whether a number stands there that the question does not state, or a list that can be counted."""
    known = {*question.text.split(), *map(str, question.years)}
    numbers = [one.rstrip(".,") for one in _NUMBER.findall(_ENUMERATOR.sub("", first))]
    return any(one not in known for one in numbers) or first.count(";") >= _LISTS


def _tells_time(question: Question, first: str, draft: Draft) -> bool:
    """Whether a time stands there besides the years of the question."""
    left = re.sub("|".join(map(str, question.years)), "", first) if question.years else first
    return _in_field(draft, "date") or tells_time(left)


def _tells_reference(question: Question, first: str) -> bool:
    told = set(document_numbers(first)) - set(document_numbers(question.standalone))
    return any(not any(digits in question.numbers for digits in re.findall(r"\d+", one)[:1]) for one in told)


def _in_field(draft: Draft, role: str) -> bool:
    """Whether fields of a row are told, and one of them is of this role."""
    return draft.reason == "lookup: fields" and any(part.role == role for one in draft.citations for part in one.parts)
