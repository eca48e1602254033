"""A model that lies in one thing at a time; every lie is known, so that one that reaches the reader can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eval.llm.faithful import MARKS, manner
from indexer.language.gazetteer import places
from indexer.language.numbers import find_amounts

_FIGURE = re.compile(r"(?<![\w/.,-])\d[\d.,]*(?![\w/-])(?=\s*(?:%|tỷ|tỉ|triệu|đồng|nghìn|[a-zà-ỹđ]{2,}))")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ)?\s*đồng|\d[\d.,]*\s*%")
_YEAR = re.compile(r"(?<![\d./-])20\d\d(?![\d./-])")
_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(20\d\d)")
_SYMBOL = re.compile(r"(?<![\w/])(\d{1,4})(?=-[A-ZĐ]{2,}|/[A-ZĐ]{2,})")
_QUOTED = re.compile(r"“([^“”]{8,})”")


@dataclass(frozen=True, slots=True)
class Lie:
    """A sentence that says one thing wrongly, and of what kind the wrong is."""

    kind: str
    text: str


def lies(truth: str, told: str) -> list[Lie]:
    """The lies that can be made of a true sentence with its marks, one of each kind; ``told`` is all that is known."""
    found = [*_figures(truth), *_times(truth, told), *_names(truth), *_words(truth), *_marks(truth)]
    return [lie for lie in found if lie.text != truth]


def _figures(truth: str) -> Iterator[Lie]:
    words = manner()
    figure = _FIGURE.search(truth)
    if figure is not None:
        yield Lie("figure", _put(truth, figure.span(), _other_digits(figure.group())))
        for bound in words["bounds"]:
            if bound.strip() not in truth:
                yield Lie("bound", _put(truth, (figure.start(), figure.start()), bound))
                break
    for old, new in words["units"]:
        if old in truth and figure is not None:
            yield Lie("unit", truth.replace(old, new, 1))
            break
    amounts = list(_AMOUNT.finditer(truth))
    each = next((one for one in words["each"] if one not in truth), None)
    if amounts and each is not None:
        yield Lie("each", _put(truth, (amounts[0].end(), amounts[0].end()), f" {each}"))
    for one in amounts[1:]:
        if _value(one.group()) != _value(amounts[0].group()):
            swapped = _put(truth, one.span(), amounts[0].group())
            yield Lie("swap", _put(swapped, amounts[0].span(), one.group()))
            break


def _times(truth: str, told: str) -> Iterator[Lie]:
    year = _YEAR.search(truth)
    if year is not None:
        yield Lie("year", _put(truth, year.span(), str(int(year.group()) + 11)))
        near = str(int(year.group()) + 1)
        if near not in told:
            yield Lie("next year", _put(truth, year.span(), near))
    day = _DAY.search(truth)
    if day is not None:
        yield Lie("day", _put(truth, day.span(1), "17" if day[1] != "17" else "18"))


def _names(truth: str) -> Iterator[Lie]:
    words = manner()
    symbol = _SYMBOL.search(truth)
    if symbol is not None:
        yield Lie("document number", _put(truth, symbol.span(1), str(int(symbol[1]) + 7)))
    agency = re.search(rf"(?<!\w)(?:{words['agency_heads']})(?:\s+[^\W\d_]+){{1,3}}", truth)
    other = next(name for name in words["agencies"] if name not in truth)
    if agency is not None:
        yield Lie("agency", _put(truth, agency.span(), other))
    mention = next(iter(places(truth)), None)
    elsewhere = next(name for name in words["places"] if name not in truth)
    if mention is not None:
        yield Lie("place", _put(truth, (mention.start, mention.end), elsewhere))
    quoted = _QUOTED.search(truth)
    if quoted is not None:
        yield Lie("quotation", _put(truth, (quoted.end(1) - 3, quoted.end(1)), f" {words['quoted']}"))


def _words(truth: str) -> Iterator[Lie]:
    words = manner()
    verb = next((verb for verb in words["verbs"] if f" {verb} " in truth), None)
    if verb is not None and "không" not in truth:
        yield Lie("negation", truth.replace(f" {verb} ", f" {words['denial']}{verb} ", 1))
    one, other = words["roles"]
    if (one in truth) != (other in truth):
        yield Lie("role", truth.replace(one, other) if one in truth else truth.replace(other, one))
    marks = "".join(MARKS.findall(truth))
    for kind in ("inventions", "orders"):
        yield Lie(kind, f"{words[kind][len(truth) % len(words[kind])]}{marks}.")


def _marks(truth: str) -> Iterator[Lie]:
    yield Lie("uncited", MARKS.sub("", truth))
    yield Lie("unknown mark", f"{MARKS.sub('', truth).rstrip('.')} [97].")


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return f"{text[: span[0]]}{new}{text[span[1] :]}"


def _other_digits(figure: str) -> str:
    """The same notation with the first digit changed."""
    return f"{'7' if figure[0] != '7' else '4'}{figure[1:]}"


def _value(amount: str) -> Decimal:
    """The amount in its base unit."""
    return next(find_amounts(amount)).exact
