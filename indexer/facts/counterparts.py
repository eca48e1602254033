"""The same thing stated twice: body against annex, and one place of the text against another.

Two statements speak of the same thing when their words do: nearly all that the row's label says stands in the sentence,
most of what the sentence says stands in the row, and neither names a stage of the work that the other does not.
They are compared as values: a quarter that holds the date agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from indexer.facts.agreement import agree, ends_agree
from indexer.facts.audit_words import audit_words
from indexer.facts.likeness import Likeness, likeness_of
from indexer.facts.namesakes import namesakes
from indexer.facts.prose import Paragraph
from indexer.facts.quantities import quantity_statements
from indexer.facts.records import Fact
from indexer.facts.statements import FEWEST_TERMS, Statement, table_statements, text_statements, years_named
from indexer.facts.twins import is_slip
from indexer.language.normal import fold
from indexer.language.numbers import plus
from indexer.language.periods import Period
from indexer.language.tokens import syllables
from indexer.records import Finding, Table

_FEWEST_SHARED = 3  # terms, pairs included
_ROW, _CLAUSE = 0.75, 0.5  # shares of the row's words, and of the sentence's, that the other side must hold
_TWIN = 0.8  # the same for two sentences
_CLOSE_ROW, _CLOSE_CLAUSE = 0.55, 0.4  # for counts of the same noun that differ by little
_ACT_ROW, _ACT_CLAUSE, _ACT = 0.8, 0.35, 0.6  # for times of one act, and the share of its words that the row says
_CLOSE = 10  # one part in so many
_NEIGHBOURS = 400  # code points
_FARTHEST = 3  # times as much is another thing
_NOUN = 2  # words of what is counted by which a row is named


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Statement
    second: Statement
    score: float


def counterpart_findings(
    text: str, tables: Sequence[Table], paragraphs: Sequence[Paragraph], facts: Sequence[Fact]
) -> list[Finding]:
    """Statements of the text that a row, or another sentence, contradicts."""
    said = text_statements(text, paragraphs, facts)
    rows = [*table_statements(text, tables, facts), *quantity_statements(tables)]
    likeness = likeness_of({one.terms for one in (*said, *rows)})
    alike = [(pair.first, pair.second) for pair in (*_with_rows(said, rows, likeness), *_among(said, likeness))]
    named = namesakes(text, tables, paragraphs, said, rows)
    pairs = {(first.span, second.span): (first, second) for first, second in (*alike, *named)}
    return [_finding(first, second) for first, second in pairs.values()]


def _with_rows(said: Sequence[Statement], rows: Sequence[Statement], likeness: Likeness) -> Iterator[_Pair]:
    """For each statement of the text the row that says the same thing otherwise, unless a row like it agrees."""
    for statement in said:
        alike = [pair for row in rows if (pair := _pair(statement, row, likeness)) is not None]
        if not alike or any(_both_true(pair) and not _only_frames(pair, alike) for pair in alike):
            continue
        alike = [
            pair for pair in alike if pair.first.kind in ("time", "owner") or _of_one_time(pair.first, pair.second)
        ]
        wrong = [pair for pair in alike if not _both_true(pair)]
        if not wrong:
            continue
        best = max(wrong, key=lambda pair: pair.score)
        beside = [one for one in said if one is not statement and _stand_together(one, statement)]
        if not any(agree(one, best.second) for one in beside) and not _makes((statement, *beside), best.second):
            yield best


def _among(said: Sequence[Statement], likeness: Likeness) -> Iterator[_Pair]:
    """Pairs of sentences that say nearly the same with different values."""
    numbers = [one for one in said if one.kind in ("percent", "amount", "count")]
    for first, second in combinations(numbers, 2):
        if first.kind != second.kind or len(first.terms & second.terms) < FEWEST_TERMS or agree(first, second):
            continue
        pair = _pair(first, second, likeness)
        if pair is not None and pair.score >= _TWIN * _TWIN and not _stand_together(first, second):
            yield pair


def _both_true(pair: _Pair) -> bool:
    """Whether both may be true; of two ends of what is said in nearly the same words, they must be one."""
    twins = pair.first.kind == "time" and pair.score >= _TWIN * _TWIN
    return agree(pair.first, pair.second) and (not twins or ends_agree(pair.first, pair.second))


def _only_frames(pair: _Pair, alike: Sequence[_Pair]) -> bool:
    """Whether a row only gives years that hold the time, and another row of the same words another time of its year."""
    frame, stated = pair.second.period, pair.first.period
    if pair.first.kind != "time" or frame is None or stated is None or frame.kind != "years":
        return False
    finer = [other for other in alike if not _both_true(other) and other.score >= _TWIN * _TWIN]
    return any(one.second.period is not None and one.second.period.years == stated.years for one in finer)


def _makes(parts: Sequence[Statement], whole: Statement) -> bool:
    """Whether neighbours that count the same things add up to what the row counts."""
    counts = [part.value for part in parts if part.value is not None]
    return whole.kind == "count" and whole.value is not None and plus(counts) == whole.value


def _stand_together(first: Statement, second: Statement) -> bool:
    """Whether two figures of a kind are neighbours: those tell things apart in words of their own."""
    if first.kind != second.kind or abs(first.span.start - second.span.start) >= _NEIGHBOURS:
        return False
    if first.terms == second.terms or (first.kind == "time" and first.spoken == second.spoken):
        return True
    return first.kind == "count" and first.unit.split()[0] == second.unit.split()[0]


def _pair(said: Statement, row: Statement, likeness: Likeness) -> _Pair | None:
    """The two as a pair if they speak of the same thing in the same period and unit."""
    if said.kind != row.kind or len(said.terms & row.terms) < _FEWEST_SHARED or not _comparable(said, row):
        return None
    of_row, of_clause = likeness.share(said.terms, row.terms), likeness.share(row.terms, said.terms)
    close = said.kind == "count" and _is_close(said, row)
    least_row, least_clause = (_CLOSE_ROW, _CLOSE_CLAUSE) if close else (_ROW, _CLAUSE)
    if _of_one_act(said, row, likeness):
        least_row, least_clause = _ACT_ROW, _ACT_CLAUSE
    if of_row < least_row or of_clause < least_clause:
        return None
    return _Pair(said, row, of_row * of_clause)


def _comparable(a: Statement, b: Statement) -> bool:
    words = audit_words()
    if a.kind in ("time", "owner") and _other_stage(a, b):
        return False
    if a.kind == "owner":
        return not any(fold(one.shown).startswith(tuple(words.nobody)) for one in (a, b))
    if a.kind == "time":
        return b.needs <= a.spoken and _of_its_time(a, b)
    if a.unit != b.unit and (a.kind != "count" or not _counts_alike(a, b)):
        return False
    if a.kind != "count" and not _of_one_time(a, b):
        return False
    if b.whole and words.at_hand.search(fold(a.before)):
        return False  # what there is already is not what is to be bought
    return not any(words.each.search(one.before) for one in (a, b)) and _same_size(a, b)


def _counts_alike(a: Statement, b: Statement) -> bool:
    """Whether two counts are of the same things: by their nouns, or by the name of a row that counts in pieces."""
    return a.unit.split()[:1] == b.unit.split()[:1] or _is_named(a, b) or _is_named(b, a)


def _is_named(counted: Statement, row: Statement) -> bool:
    noun, name = syllables(counted.unit), syllables(row.label)
    own = row.where is not None and row.unit not in name  # "135 communes" inside a name count communes
    return own and len(noun) >= _NOUN and name[: len(noun)] == noun


def _of_one_time(a: Statement, b: Statement) -> bool:
    """Whether two figures are of one time; counts need not tell it, but may not tell another."""
    if a.period is not None and b.period is not None:
        return a.period.years == b.period.years
    if a.kind != "count" or (b.whole and a.period is not None):
        return False
    return b.whole or not any(one.where is not None and one.period is not None for one in (a, b))


def _other_stage(a: Statement, b: Statement) -> bool:
    """Whether one names a stage of the work that the other does not; of a sentence with an act, that act counts."""
    stages = audit_words().stages
    return bool(((a.act or a.terms) - b.terms) & stages - b.needs or (b.terms - a.terms) & stages - b.needs)


def _of_one_act(said: Statement, row: Statement, likeness: Likeness) -> bool:
    """Whether the row names what the sentence says is done by the time ("…, đưa vào vận hành trong …")."""
    act = likeness.share(row.terms, said.act) if said.act and row.where is not None else 0.0
    return act >= _ACT


def _of_its_time(said: Statement, row: Statement) -> bool:
    """Whether the sentence's time is one that the row's own label allows ("… đến hết năm 2027")."""
    named = years_named(row.label)
    last = said.period.last if said.period is not None else None
    return not named or last is None or any(one.holds(Period("day", last, last)) for one in named)


def _same_size(a: Statement, b: Statement) -> bool:
    if not a.value or not b.value:
        return False
    return max(a.value, b.value) <= _FARTHEST * min(a.value, b.value) or is_slip(a.value, b.value)


def _is_close(a: Statement, b: Statement) -> bool:
    if a.value is None or b.value is None:
        return False
    return abs(a.value - b.value) * _CLOSE <= max(a.value, b.value)


def _finding(first: Statement, second: Statement) -> Finding:
    rows = (first.where is not None) + (second.where is not None)
    place = ("counterpart_text", "counterpart_row", "counterpart_rows")[rows]
    message = (
        audit_words()
        .messages[place]
        .format(
            label=(second if second.where is not None else first).label[:90], first=first.shown, second=second.shown
        )
    )
    table = second.where[0] if second.where is not None else None
    return Finding("differs", table, message, first.value, second.value, (first.span, second.span))
