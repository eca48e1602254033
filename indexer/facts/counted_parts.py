"""Breakdowns of counts in running text: "06 người (01 trưởng phòng, 02 phó phòng và 04 chuyên viên)".

The parts must be nothing but a list of numbers with their nouns, and must count the same kind of thing as the whole:
machines that a system consists of do not add up to systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.facts.audit_words import audit_words
from indexer.facts.prose import Paragraph
from indexer.facts.words import fact_words
from indexer.language.folded import Folded, folded
from indexer.language.normal import nfc, one_line
from indexer.language.numbers import find_amounts, format_vietnamese, parse_number, plus
from indexer.records import Finding, Span

_NUMBER = r"(?<![\w.,/%-])\d{1,3}(?:\.\d{3})+(?![\d/%]|[.,]\d)|(?<![\w.,/%-])\d{1,4}(?![\w/%]|[.,]\d)"
_MAY_LIST = re.compile(r"\d\s+\D{2,90}(?:\(\D{0,12}\d|g[ồô]\S{1,2}\W{1,3}\d)")  # a count before "(12 …" or "gồm 12 …"
_THING = re.compile(r"\s+(?P<thing>[a-z][^\d.;:()]{1,80})")
_LIST_END = re.compile(r"[.;:()](?:\s|$)|\n\n|$")
_PART_END = re.compile(r"(?:[,;]|\bva\b|\s)+$")
_LISTED = 4  # one part in so many by which parentheses may miss the whole and still be meant to make it
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of things, in offsets of the folded paragraph."""

    start: int
    end: int
    value: Decimal
    thing: str


def count_breakdowns(text: str, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Counts that the parts listed right behind them do not make."""
    found = []
    for paragraph in paragraphs:
        raw = paragraph.body.of(text)
        if _MAY_LIST.search(nfc(raw)) is None:
            continue
        search = folded(raw)
        for whole, parts, exact in _broken_down(search.text):
            finding = _finding(raw, search, paragraph.body.start, (whole, parts, exact))
            found += [finding] if finding is not None else []
    return found


def _broken_down(text: str) -> Iterator[tuple[_Counted, list[_Counted], bool]]:
    """Each count with the list that follows it, and whether the text says that the list is complete."""
    for at in re.finditer(_NUMBER, text):
        value = parse_number(at.group())
        following = _THING.match(text, at.end())
        if value is None or following is None or _names_something(text[: at.start()]):
            continue
        if any(amount.unit is not None for amount in find_amounts(text[at.start() : following.end()])):
            continue  # money and shares are no counts
        listed = _listed(text, following)
        if listed is not None:
            thing, content, start, exact = listed
            parts = _parts(content, start)
            if len(parts) >= 2:
                yield _Counted(at.start(), at.end(), value, thing), parts, exact


def _listed(text: str, following: re.Match[str]) -> tuple[str, str, int, bool] | None:
    """What is counted, the text of the list behind it with its place, and whether the list is said to be complete."""
    words = audit_words()
    thing, end = following.group("thing"), following.end()
    said = words.exact_lists.search(thing)
    if said is not None and thing[said.end() :].strip(" ,") == "":
        stop = _LIST_END.search(text, end)
        return thing[: said.start()], text[end : stop.start() if stop else len(text)], end, True
    if text[end : end + 1] != "(":
        return None
    close = text.find(")", end)
    inside = text[end + 1 : close if close >= 0 else end + 1]
    lead = re.match(r"\s*", inside)
    announced = words.exact_lists.match(inside.lstrip())
    skip = (lead.end() if lead else 0) + (announced.end() if announced else 0)
    if words.some_of.match(inside.lstrip()) is not None:
        return None
    return thing, inside[skip:].lstrip(" :"), end + 1 + len(inside) - len(inside[skip:].lstrip(" :")), bool(announced)


def _parts(content: str, start: int) -> list[_Counted]:
    """The items of a list that is nothing but numbers with nouns; none where anything else stands in it."""
    numbers = list(re.finditer(_NUMBER, content))
    if not numbers or numbers[0].start() != 0:
        return []
    found = []
    ends = [*(one.start() for one in numbers[1:]), len(content)]
    for one, end in zip(numbers, ends, strict=True):
        between = content[one.end() : end]
        noun = _PART_END.sub("", between)
        last = end == len(content)
        value = parse_number(one.group())
        if not re.match(r"\s+[a-z]", noun) or re.search(r"[:()/]", noun) or (not last and noun == between.rstrip()):
            return []
        if value is not None:
            found.append(_Counted(start + one.start(), start + one.end(), value, noun.strip()))
    return found


def _finding(raw: str, search: Folded, base: int, broken: tuple[_Counted, list[_Counted], bool]) -> Finding | None:
    whole, parts, exact = broken
    computed = plus(part.value for part in parts)
    if computed == whole.value or not _same_kind(whole, parts) or _is_rough(search.text, whole):
        return None
    if computed > whole.value * 2 or computed * 2 < whole.value:
        return None
    if not exact and abs(computed - whole.value) * _LISTED > whole.value:
        return None

    def span(counted: _Counted) -> Span:
        return Span(base + search.source(counted.start), base + search.source(counted.end))

    thing = one_line(raw[search.source(whole.end) : search.source(whole.end + len(whole.thing) + 1)])
    unit = thing if len(thing) <= _LONGEST_LABEL else thing[:_LONGEST_LABEL].rsplit(" ", 1)[0]
    message = (
        audit_words()
        .messages["counted"]
        .format(unit=unit.strip(" ,"), printed=format_vietnamese(whole.value), computed=format_vietnamese(computed))
    )
    return Finding("mismatch", None, message, whole.value, computed, (span(whole), *map(span, parts)))


def _same_kind(whole: _Counted, parts: Sequence[_Counted]) -> bool:
    """Whether every part counts what the whole counts, or all count people."""
    words = set(re.findall(r"[a-z]+", whole.thing))
    if all(part.thing.split()[0] in words for part in parts):
        return True
    return _people(whole.thing) and all(_people(part.thing) for part in parts)


def _people(thing: str) -> bool:
    words = thing.split()
    return not audit_words().people.isdisjoint((words[0], " ".join(words[:2])))


def _is_rough(text: str, whole: _Counted) -> bool:
    return audit_words().roughly.search(text[max(0, whole.start - 16) : whole.start]) is not None


def _names_something(before: str) -> bool:
    """Whether the number is that of an article, a day or a document."""
    words = one_line(before[-40:])
    if audit_words().totals.search(before):
        return False
    return any(words == word or words.endswith(" " + word) for word in fact_words().not_counted_after)
