"""Breakdowns of money in running text: a whole, and the parts that the text says it consists of.

Precision comes first: a finding is made only where the text has one reading. Every way in which the listed amounts
can be meant (all of them, the first of each item, a first list that is complete) must miss the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, takewhile

from indexer.facts.audit_words import audit_words
from indexer.facts.prose import Paragraph
from indexer.language.folded import Folded, folded
from indexer.language.normal import one_line
from indexer.language.numbers import Amount, Unit, find_amounts, format_vietnamese, plus, times, units
from indexer.records import Finding, Span

_FAR = 120  # code points between a whole and the word that announces its parts
_LISTED = 4  # one part in so many: what parentheses list is wrong only where it comes this near the whole
_SOME = 50  # the same for a list that may leave something out
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_BESIDES = re.compile(r"\([^()]*\)")
_LONGEST_LABEL = 90
_DIGIT = re.compile(r"\d")
_STOPS = re.compile(r"\s*(?:[.,;:)]|$)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph's text, folded, with its amounts of money; their offsets are those of the folded text."""

    paragraph: Paragraph
    raw: str
    search: Folded
    money: tuple[Amount, ...]

    def span(self, amount: Amount) -> Span:
        base = self.paragraph.body.start
        return Span(base + self.search.source(amount.start), base + self.search.source(amount.end))


@dataclass(frozen=True, slots=True)
class _Whole:
    """An amount that is broken down, and how far the parts may miss it where the text does not say they are all."""

    line: _Line
    amount: Amount
    parts: tuple[tuple[Amount, Span], ...]
    slack: int | None  # one part in so many; None: the parts are said to be complete


def breakdown_findings(text: str, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Amounts of money that the parts listed with them do not make."""
    lines = [_line(text, paragraph) for paragraph in paragraphs]
    found = []
    for at, line in enumerate(lines):
        wholes: list[_Whole]
        if line is not None:
            wholes = [*_within(line), *_in_items(lines, paragraphs, at), *_in_next_sentence(lines, at)]
        else:
            wholes = [*_below_heading(text, lines, paragraphs, at)]
        found += [finding for whole in wholes if (finding := _finding(whole)) is not None]
    return found


def _line(text: str, paragraph: Paragraph) -> _Line | None:
    """The paragraph if it states money; most do not, and are not searched."""
    raw = paragraph.body.of(text)
    if _DIGIT.search(raw) is None:
        return None
    search = folded(raw)
    if _money_pattern().search(search.text) is None:
        return None
    amounts = tuple(a for a in find_amounts(search.text) if _is_money(search.text, a))
    return _Line(paragraph, raw, search, amounts) if amounts else None


@lru_cache(maxsize=1)
def _money_pattern() -> re.Pattern[str]:
    spellings = "|".join(re.escape(spelling) for spelling, unit in units() if unit.base == "VND")
    return re.compile(rf"\d\s*(?:{spellings})(?![a-z0-9])")


def _is_money(text: str, amount: Amount) -> bool:
    """Whether an amount is money and no rate; "1,2 triệu trang" counts pages."""
    if amount.unit is None or amount.unit.base != "VND":
        return False
    after = text[amount.end : amount.end + 8]
    spelt = text[amount.number_end : amount.end].endswith(("d", "dong"))
    return not after.startswith("/") and (spelt or _STOPS.match(after) is not None)


def _within(line: _Line) -> Iterator[_Whole]:
    """Wholes with their parts in the same sentence."""
    text = line.search.text
    for at, amount in enumerate(line.money[:-2]):
        stop = _sentence_end(text, amount.end)
        later = [a for a in line.money[at + 1 :] if a.end <= stop]
        gap = text[amount.end : later[0].start] if later else ""
        bare = _BESIDES.sub(" ", gap)
        opened = bare.rfind("(")
        words = audit_words()
        if len(bare) > _FAR or _SENTENCE_END.search(bare) or len(later) < 2:
            continue
        complete = words.exact_lists.search(bare) is not None
        some = words.some_of.search(bare) is not None
        if opened >= 0:  # the parts stand in parentheses, to the one that closes them
            close = _closing(text, amount.end + gap.rfind("("))
            later = [a for a in later if a.end <= close]
        elif not complete and not some:
            continue
        depth = _depth(text, later[0].start) if later else 0
        parts = [a for a in later if _depth(text, a.start) == depth]
        if len(parts) >= 2 and not _told_again(line, parts):
            slack = None if complete else _SOME if some else _LISTED
            yield _Whole(line, amount, tuple((a, line.span(a)) for a in parts), slack)
            return


def share_findings(text: str, paragraphs: Sequence[Paragraph]) -> list[Finding]:
    """Shares that the text calls the make-up of a whole and that are more than all of it."""
    found = []
    for paragraph in paragraphs:
        raw = paragraph.body.of(text)
        search = folded(raw) if raw.count("%") >= 2 else None
        cue = audit_words().shares_of_whole.search(search.text) if search is not None else None
        if search is None or cue is None:
            continue
        stop = _sentence_end(search.text, cue.end())
        shares = [a for a in find_amounts(search.text) if cue.end() <= a.start and a.end <= stop and _is_share(a)]
        flat = [a for a in shares if _depth(search.text, a.start) == _depth(search.text, cue.end())]
        whole = plus(a.value for a in flat)
        if len(flat) < 2 or not 100 < whole <= 200 or any(a.value >= 100 for a in flat):
            continue
        base = paragraph.body.start
        spans = tuple(Span(base + search.source(a.start), base + search.source(a.end)) for a in flat)
        label = one_line(raw[search.source(cue.start()) : search.source(flat[0].start)])[:_LONGEST_LABEL].strip(" :")
        message = audit_words().messages["shares"].format(label=label, computed=format_vietnamese(whole))
        found.append(Finding("mismatch", None, message, None, whole, spans))
    return found


def _is_share(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.base == "percent"


def _told_again(line: _Line, parts: Sequence[Amount]) -> bool:
    """Whether a part is broken down itself, at the same level: then the list has more than one reading."""
    between = line.search.text[parts[0].end : parts[-1].start]
    words = audit_words()
    return words.exact_lists.search(between) is not None or words.some_of.search(between) is not None


def _in_items(lines: Sequence[_Line | None], paragraphs: Sequence[Paragraph], at: int) -> Iterator[_Whole]:
    """A whole that ends in a colon, and the items below it, each with an amount."""
    line = lines[at]
    if line is None or not line.raw.rstrip().endswith(":"):
        return
    amount = line.money[-1]
    tail = line.search.text[amount.end :]
    words = audit_words()
    complete = words.exact_lists.search(tail) is not None
    if len(tail) > _FAR or not (complete or words.some_of.search(tail)) or "." in tail.strip()[:-1]:
        return
    style = _style(paragraphs[at + 1]) if at + 1 < len(paragraphs) else None
    if style is None or style == _style(line.paragraph):
        return
    below = takewhile(lambda one: _style(one) == style, paragraphs[at + 1 :])
    items = [lines[at + 1 + i] for i, _ in enumerate(below)]
    stated = [item for item in items if item is not None]
    if len(stated) == len(items) >= 2:  # an item without an amount leaves open what the others make
        slack = None if complete else _SOME
        yield _Whole(line, amount, tuple((i.money[0], i.span(i.money[0])) for i in stated), slack)


def _in_next_sentence(lines: Sequence[_Line | None], at: int) -> Iterator[_Whole]:
    """A sentence that only splits the total stated in the paragraph before it, by years or by sources."""
    line, before = lines[at], lines[at - 1] if at else None
    words = audit_words()
    if line is None or before is None or words.split_leads.match(line.search.text) is None:
        return
    if words.whole_of_money.search(before.search.text[: before.money[0].start]) is None:
        return
    stop = _sentence_end(line.search.text, line.money[0].end)
    parts = [a for a in line.money if a.end <= stop and not _depth(line.search.text, a.start)]
    if len(parts) >= 2 and not _told_again(line, parts):
        yield _Whole(before, before.money[0], tuple((a, line.span(a)) for a in parts), _LISTED)


def _below_heading(
    text: str, lines: Sequence[_Line | None], paragraphs: Sequence[Paragraph], at: int
) -> Iterator[_Whole]:
    """A heading that announces only a split ("2. By year") of the total right before it, with the parts as items."""
    before = lines[at - 1] if at else None
    words = audit_words()
    heading = folded(paragraphs[at].body.of(text)).text.strip(" .:\n")
    if before is None or words.split_leads.fullmatch(heading) is None or at + 1 >= len(paragraphs):
        return
    if words.whole_of_money.search(before.search.text[: before.money[0].start]) is None:
        return
    style = _style(paragraphs[at + 1])
    below = [*takewhile(lambda one: style and _style(one) == style, paragraphs[at + 1 :])]
    items = [lines[at + 1 + i] for i in range(len(below))]
    stated = [item for item in items if item is not None]
    if style != _style(paragraphs[at]) and len(stated) == len(items) >= 2:
        yield _Whole(before, before.money[0], tuple((i.money[0], i.span(i.money[0])) for i in stated), _LISTED)


def _finding(whole: _Whole) -> Finding | None:
    unit = whole.amount.unit
    printed = whole.amount.exact
    parts = [amount.exact for amount, _ in whole.parts]
    if unit is None or not printed or _is_rough(whole) or any(_agrees(s, whole.amount) for s in _readings(whole)):
        return None
    computed = plus(parts)
    off = abs(computed - printed)
    if computed * 2 < printed or computed > printed * 2:
        return None
    missing = computed < printed and not _moved(computed, printed)
    if whole.slack is not None and off * whole.slack > printed and (missing or whole.slack == _LISTED):
        return None
    in_unit = _in_unit(computed, unit)
    message = audit_words().messages["breakdown"].format(
        label=_label(whole), printed=format_vietnamese(whole.amount.value), computed=format_vietnamese(in_unit),
        unit=unit.name,
    )  # fmt: skip
    spans = (whole.line.span(whole.amount), *(span for _, span in whole.parts))
    return Finding("mismatch", None, message, whole.amount.value, in_unit, spans)


def _readings(whole: _Whole) -> Iterator[Decimal]:
    """The sums that the listed amounts may be meant to make."""
    values = [amount.exact for amount, _ in whole.parts]
    yield from list(accumulate(values))[1:]
    text = whole.line.search.text
    starts = [0, *(m.end() for m in re.finditer(";", text))]
    firsts = [next((a for a, _ in whole.parts if a.start >= start), None) for start in starts]
    yield plus(a.exact for a in dict.fromkeys(a for a in firsts if a is not None))


def _agrees(computed: Decimal, printed: Amount) -> bool:
    """Whether a sum is the printed amount, up to half of the last place that is printed."""
    if computed == printed.exact:
        return True
    exponent = printed.value.as_tuple().exponent
    place = times(Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0), _scale(printed.unit))
    return abs(computed - printed.exact) * 2 <= place and "," in str(format_vietnamese(printed.value))


def _is_rough(whole: _Whole) -> bool:
    """Whether the whole is stated only roughly ("about", "no more than")."""
    start = whole.amount.start
    return audit_words().roughly.search(whole.line.search.text[max(0, start - 16) : start]) is not None


def _moved(a: Decimal, b: Decimal) -> bool:
    """Whether two figures are made of the same digits: a slip of the pen."""
    digits = [sorted(f"{value.normalize():f}".strip("0").replace(".", "")) for value in (a, b)]
    return digits[0] == digits[1]


def _label(whole: _Whole) -> str:
    lead = whole.line.raw[: whole.line.search.source(whole.amount.start)]
    lead = one_line(re.split(r"[;.]\s", lead)[-1]).strip(" :-–(*")
    return lead if len(lead) <= _LONGEST_LABEL else "…" + lead[-_LONGEST_LABEL:].split(" ", 1)[-1]


def _style(paragraph: Paragraph) -> str | None:
    """What the mark of a list item looks like: "a)", "1.", "-"; None for a plain paragraph."""
    mark = paragraph.mark
    return re.sub(r"\w+", "1" if mark[:1].isdigit() else "a", mark) if mark else None


def _sentence_end(text: str, at: int) -> int:
    found = _SENTENCE_END.search(text, at)
    return found.start() if found else len(text)


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at)


def _closing(text: str, at: int) -> int:
    """The offset of the parenthesis that closes the one at ``at``."""
    depth = 0
    for offset in range(at, len(text)):
        depth += (text[offset] == "(") - (text[offset] == ")")
        if not depth:
            return offset
    return len(text)


def _scale(unit: Unit | None) -> Decimal:
    return unit.scale if unit is not None else Decimal(1)


def _in_unit(value: Decimal, unit: Unit) -> Decimal:
    shown = times(value, 1 / unit.scale)
    return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown.normalize()
