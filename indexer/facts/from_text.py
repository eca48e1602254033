"""Facts from running text: amounts with units, counted things, shares, and "Cơ quan chủ trì: …" blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact, FactPart, FactRole
from indexer.facts.words import fact_words
from indexer.language.folded import folded
from indexer.language.normal import fold, nfc, one_line
from indexer.language.numbers import Amount, find_amounts
from indexer.language.periods import Period, PeriodAt, find_periods, parse_period
from indexer.records import Span

_CLAUSE_START = re.compile(r"[;(:]\s|[;(]|(?<=[a-zà-ỹ0-9])\.\s")
_CLOSED = re.compile(r"\([^()]*\)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f]*")
_LONGEST_LABEL = 160
_MOST_UNIT_WORDS = 5


def text_facts(text: str, paragraphs: Sequence[Paragraph]) -> list[Fact]:
    """The facts of all paragraphs."""
    facts: list[Fact] = []
    open_times: Paragraph | None = None
    for paragraph in paragraphs:
        attribute = _attribute(text, paragraph)
        if attribute is not None:
            role, value = attribute
            open_times = paragraph if role == "time" and not len(value) else None
            if len(value):
                facts.append(_attribute_fact(text, paragraph, role, value))
            continue
        if open_times is not None and paragraph.mark == "+":
            facts.append(_attribute_fact(text, open_times, "time", paragraph.body))
            continue
        open_times = None
        facts += figures_in(text, paragraph)
    return facts


def _attribute(text: str, paragraph: Paragraph) -> tuple[FactRole, Span] | None:
    """The role and the value of a paragraph such as "Lead agency: …"."""
    body = paragraph.body
    colon = text.find(":", body.start, min(body.end, body.start + 60))
    if colon < 0:
        return None
    name = fold(one_line(text[body.start : colon])).strip("* ")
    role = next((r for w, r in fact_words().attributes if w == name), None)
    if role is None:
        return None
    raw = text[colon + 1 : body.end]
    start = colon + 1 + len(raw) - len(raw.lstrip())
    return role, Span(min(start, body.end), body.end)


def _attribute_fact(text: str, paragraph: Paragraph, role: FactRole, value: Span) -> Fact:
    content = one_line(value.of(text)).rstrip(".;")
    heading = paragraph.path[-1] if paragraph.path else ""
    label_span = paragraph.path_spans[-1] if paragraph.path_spans else None
    trimmed = Span(value.start, value.start + len(value.of(text).rstrip().rstrip(".;")))
    return Fact(
        role=role, label=heading, text=content, span=trimmed, label_span=label_span, row_path=paragraph.path,
        period=parse_period(content) if role == "time" else None,
    )  # fmt: skip


def figures_in(text: str, paragraph: Paragraph) -> Iterator[Fact]:
    """The amounts, counts, shares and deadlines of one paragraph."""
    raw = paragraph.body.of(text)
    if _DIGIT.search(raw) is None:
        return
    periods = list(find_periods(raw))
    main: Fact | None = None
    for amount in find_amounts(raw):
        if amount.unit is None:
            fact = _counted(raw, paragraph, amount, periods)
        else:
            fact = _measured(raw, paragraph, amount, periods, main)
            if main is None or "(" not in raw[: amount.start] or raw.rfind(")", 0, amount.start) > raw.rfind("("):
                main = fact if fact.role == "amount" else main
        if fact is not None:
            yield fact
    yield from _deadlines(raw, paragraph, periods)
    yield from _yearly(raw, paragraph)


def _measured(raw: str, paragraph: Paragraph, amount: Amount, periods: Sequence[PeriodAt], main: Fact | None) -> Fact:
    """An amount of money or a share; inside parentheses it is a part of the amount before them."""
    percent = amount.unit is not None and amount.unit.base == "percent"
    label = _after(raw, amount.end) if percent else Span(0, 0)
    label = label if len(label) else _behind_amounts(raw, _before(raw, amount.start))
    inside = main is not None and raw.rfind("(", 0, amount.start) > raw.rfind(")", 0, amount.start)
    path = (*paragraph.path, main.label) if inside and main is not None else paragraph.path
    base = paragraph.body.start
    name = one_line(label.of(raw))
    period = _period_at(periods, label) or (main.period if inside and main is not None else _heading_period(paragraph))
    return Fact(
        role="percent" if percent else "amount",
        label=name, text=one_line(raw[amount.start : amount.end]),
        span=Span(base + amount.start, base + amount.end), label_span=_shift(label, base) if len(label) else None,
        row_path=(*path, name) if name else path, value=amount.value, unit=amount.unit.name if amount.unit else None,
        period=period, parts=tuple(FactPart("group", s) for s in paragraph.path_spans[-1:]),
    )  # fmt: skip


def _counted(raw: str, paragraph: Paragraph, amount: Amount, periods: Sequence[PeriodAt]) -> Fact | None:
    """A number of things: "254 điểm cầu"; None for a number that names or dates something."""
    if any(p.start <= amount.start and amount.end <= p.end for p in periods) or not _countable(raw, amount):
        return None
    unit = _thing(raw, amount.number_end)
    if unit is None:
        return None
    label = _own_clause(raw, _before(raw, amount.start))
    base = paragraph.body.start
    return Fact(
        role="count", label=one_line(label.of(raw)), text=one_line(raw[amount.start : unit.end]),
        span=Span(base + amount.start, base + unit.end), label_span=_shift(label, base) if len(label) else None,
        row_path=paragraph.path, value=amount.value, unit=one_line(unit.of(raw)),
        period=_period_at(periods, label), parts=tuple(FactPart("group", s) for s in paragraph.path_spans[-1:]),
    )  # fmt: skip


def _countable(raw: str, amount: Amount) -> bool:
    before = raw[: amount.start]
    if not before.strip() and "." in raw[amount.start : amount.number_end]:
        return False  # the number of a heading
    if before[-1:] and before[-1:] not in ' \t\n(“"':
        return False
    if not re.match(r"\s+[^\W\d_]", raw[amount.number_end :]):
        return False
    words = fold(one_line(before[-40:]))
    return not any(words == w or words.endswith(" " + w) for w in fact_words().not_counted_after)


def _thing(raw: str, at: int) -> Span | None:
    """The words after a number that say what is counted."""
    lexicon = fact_words()
    start = end = at + len(raw[at:]) - len(raw[at:].lstrip())
    taken = 0
    while taken < _MOST_UNIT_WORDS:
        found = _WORD.match(raw, end if not taken else end + 1)
        if not found:
            break
        word = nfc(found.group()).lower()
        if word in lexicon.no_unit or (taken and word in lexicon.ends_unit):
            break
        end = found.end()
        taken += 1
        if raw[end : end + 1] != " ":
            break
    return Span(start, end) if taken else None


def _before(raw: str, at: int) -> Span:
    """The clause that leads to a figure, without "trong đó" and the like."""
    head = raw[:at]
    seen = _CLOSED.sub(lambda found: " " * len(found[0]), head)  # what stands in brackets before it begins no clause
    starts = [m.end() for m in _CLAUSE_START.finditer(seen) if m.end() < at and seen[m.end() :].strip(" :-–")]
    start = starts[-1] if starts else 0
    if at - start > _LONGEST_LABEL:
        start = head.find(" ", at - _LONGEST_LABEL) + 1 or start
    return _trimmed(raw, Span(start, at))


def _trimmed(raw: str, clause: Span) -> Span:
    """The clause without the words that announce parts, and without what stands at its ends."""
    start, head = clause.start, raw[: clause.end]
    search = folded(head[start:])
    lead = _including().match(search.text)
    if lead and start + search.source(lead.end()) < clause.end:
        start += search.source(lead.end())
    kept = head[start:].rstrip(" \t\n:=-–(")
    left = len(kept) - len(kept.lstrip(" \t\n,*"))
    return Span(start + min(left, len(kept)), start + len(kept))


def _behind_amounts(raw: str, clause: Span) -> Span:
    """Of a clause that states amounts one after the other, what stands behind the last of them."""
    money = [one for one in find_amounts(clause.of(raw)) if one.unit is not None and one.unit.base != "percent"]
    if not money:
        return clause
    after = clause.start + money[-1].end
    closed = _goes_on().match(raw, after, clause.end)
    return _trimmed(raw, Span(closed.end(), clause.end)) if closed and closed.end() < clause.end else clause


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    """What stands between an amount and the next thing of an enumeration: a comma, "and"."""
    words = "|".join(re.escape(word) for word in fact_words().and_words)
    return re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,\s*|(?<=\s)(?:{words})\s+)", re.I)


def _own_clause(raw: str, clause: Span) -> Span:
    """In a list of counts the words after the last comma; the counts before it have nothing to do with this one."""
    content = clause.of(raw)
    cut = content.rfind(",")
    if cut < 0 or not any(c.isdigit() for c in content[:cut]):
        return clause
    rest = content[cut + 1 :]
    return Span(clause.start + cut + 1 + len(rest) - len(rest.lstrip()), clause.end)


@lru_cache(maxsize=1)
def _including() -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in fact_words().including)
    return re.compile(rf"\s*(?:{words})\s*[,:]?\s*(?:co\s+)?")


def _after(raw: str, at: int) -> Span:
    """The clause that follows a share: "100% cán bộ …"."""
    found = re.search(r"[;.](?:\s|$)", raw[at:])
    end = at + (found.start() if found else len(raw) - at)
    end = min(end, at + _LONGEST_LABEL)
    clause = raw[at:end]
    left = len(clause) - len(clause.lstrip())
    return Span(at + min(left, len(clause)), at + max(len(clause.rstrip()), min(left, len(clause))))


def _deadlines(raw: str, paragraph: Paragraph, periods: Sequence[PeriodAt]) -> Iterator[Fact]:
    """Deadlines and quarters inside sentences: "hoàn thành trước ngày 30/6/2026"."""
    base = paragraph.body.start
    for found in periods:
        if not (found.period.deadline or found.period.kind == "quarter"):
            continue
        label = _before(raw, found.start)
        yield Fact(
            role="time", label=one_line(label.of(raw)) or (paragraph.path[-1] if paragraph.path else ""),
            text=one_line(raw[found.start : found.end]), span=Span(base + found.start, base + found.end),
            label_span=_shift(label, base) if len(label) else None, row_path=paragraph.path, period=found.period,
        )  # fmt: skip


def _yearly(raw: str, paragraph: Paragraph) -> Iterator[Fact]:
    """Deadlines that come every year: "trước ngày 30/11 hằng năm"; a day without a year is one too."""
    search = folded(raw)
    base = paragraph.body.start
    for found in _day_of_a_year().finditer(search.text):
        start, end = search.source(found.start()), search.source(found.end())
        label = _before(raw, start)
        yield Fact(
            role="time", label=one_line(label.of(raw)) or (paragraph.path[-1] if paragraph.path else ""),
            text=one_line(raw[start:end]), span=Span(base + start, base + end),
            label_span=_shift(label, base) if len(label) else None, row_path=paragraph.path,
            period=Period("recurring", None, None, deadline=True),
        )  # fmt: skip


@lru_cache(maxsize=1)
def _day_of_a_year() -> re.Pattern[str]:
    known = fact_words()
    before, yearly, day = ("|".join(map(re.escape, words)) for words in (known.before, known.yearly, known.day))
    return re.compile(
        rf"(?<![a-z])(?:{before})\s+(?:(?:{day})\s+)?\d{{1,2}}/\d{{1,2}}(?!\s*/?\d|\s*/)(?:\s+(?:{yearly}))?"
    )


def _period_at(periods: Sequence[PeriodAt], label: Span) -> Period | None:
    """The period that a clause names, if it is one."""
    inside = [
        p.period
        for p in periods
        if label.start <= p.start and p.end <= label.end and p.period.kind in ("year", "years")
    ]
    return inside[0] if len(inside) == 1 else None


def _heading_period(paragraph: Paragraph) -> Period | None:
    found = [f.period for h in paragraph.path[-1:] for f in find_periods(h) if f.period.kind in ("year", "years")]
    return found[0] if len(found) == 1 else None


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
