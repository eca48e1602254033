"""Whether what an answer says stands in what it cites: a deterministic verifier in place of an entailment model.

A figure stands in a citation when one of its exact slices states the same amount, with the scale that the slice or
the cited unit gives it; digits with another scale do not. A figure may also be computed from figures that the answer
shows: a sum, a difference, a mean, a share, how many times or by how much percent one is more, a product written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.records import Citation
from eval.amounts import Figure, figures, readings
from eval.evidence import fold
from eval.words import judging_words
from indexer.language.tokens import fold_term, syllables

MARKS = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")  # thousands as Vietnamese writes them: one reading only
_ADDITION = re.compile(r"\d[\d.,]*(?:\s*\+\s*\d[\d.,]*)+")
_PRODUCT = re.compile(r"(?P<times>\d[\d.,]*)\s*(?P<percent>%)?(?P<unit>[^\d×]{0,40})×\s*(?P<of>\d[^×=;(\[]*)")
_QUOTIENT = re.compile(r"(?P<of>\d[^:;=]*?)\s:\s(?P<by>\d[\d.,]*)\s+(?P<thing>\w+)")
_FEW_YEARS = 20  # a plan is divided by the years that it covers, which are counted and not written
_ENUMERATOR = re.compile(r"^\s*(?:[-+*•]\s+)?\d+(?:\.\d+)*[.)]\s+", re.M)
_ITEM = re.compile(r"^\s*(?:[-+*•]|\d+[.)])\s", re.M)
_YEARS = range(1900, 2101)
_MOST_AMOUNTS = 24  # of an answer, from which sums are tried


@dataclass(frozen=True, slots=True)
class Witness:
    """What exact slices of the sources prove: amounts by kind as keys of their values, and their words."""

    money: frozenset[str]
    percents: frozenset[str]
    counts: frozenset[str]
    words: frozenset[str]

    def __or__(self, other: Witness) -> Witness:
        return Witness(
            self.money | other.money,
            self.percents | other.percents,
            self.counts | other.counts,
            self.words | other.words,
        )


NOTHING = Witness(frozenset(), frozenset(), frozenset(), frozenset())


def key(value: float) -> str:
    """A spelling under which equal values are equal, whatever their rounding errors."""
    return f"{value:.9g}"


def strict(figure: Figure) -> frozenset[float]:
    """The values that Vietnamese notation gives a figure: ``28.100`` is 28100 and nothing else."""
    if _GROUPED.fullmatch(figure.written):
        return frozenset({max(figure.values)})
    return figure.values


def of_text(text: str) -> Witness:
    """What ``text`` itself states: with its scales, and in plain digits as counts."""
    found = figures(text)
    return Witness(
        money=frozenset(key(v * one.factor) for one in found if one.kind == "money" for v in strict(one)),
        percents=frozenset(key(v) for one in found if one.kind == "%" for v in strict(one)),
        counts=frozenset(key(v) for one in found for v in strict(one)) | frozenset(_pieces(text)),
        words=frozenset(fold_term(word) for word in syllables(text)),
    )


def of_citation(citation: Citation) -> Witness:
    """What a citation proves: its slices, bare figures in the units that it cites, and the name of its place."""
    slices = [citation.quote, *(part.quote for part in citation.parts)]
    found = of_text("\n".join(slices))
    named = of_text("\n".join(filter(None, (citation.title, citation.number, citation.section))))
    units = [part.quote for part in citation.parts if part.role in ("unit", "period")]
    bare = [v for text in slices for one in figures(text) if one.factor == 1 for v in strict(one)]
    scaled = frozenset(key(value * scale) for value in bare for scale in _scales(units))
    shares = frozenset(key(value) for value in bare) if any("%" in unit for unit in units) else frozenset()
    return Witness(
        found.money | scaled, found.percents | shares, found.counts | named.counts, found.words | named.words
    )


def unsupported(text: str, proven: Witness, shown: Shown) -> list[Figure]:
    """The figures of ``text`` that neither ``proven`` holds nor the figures that the answer shows make."""
    said = _ENUMERATOR.sub("", MARKS.sub(" ", text))
    return [one for one in figures(said) if not _proven(one, proven) and not shown.makes(one)]


def invented(text: str, proven: Witness, shown: Shown, *, counts: bool = True) -> tuple[str, ...]:
    """The figures of a whole answer that nothing supports, as written; bare years are no figures.

    Without ``counts`` only sums and shares are looked at: a refusal names document numbers that it does not cite.
    """
    found = unsupported(text, proven, shown)
    return tuple(one.written for one in found if one.kind != "count" or (counts and not one.values <= set(_YEARS)))


def _proven(figure: Figure, proven: Witness) -> bool:
    """Whether the figure stands in the evidence in its own kind and scale."""
    values = strict(figure)
    if figure.kind == "%":
        return any(key(v) in proven.percents for v in values)
    if figure.kind == "money":
        return any(key(v * figure.factor) in proven.money for v in values)
    return any(key(v) in proven.counts for v in values)


class Shown:
    """What can be computed from the proven figures that an answer shows.

    ``beside`` are the computations and notices shown with it, each of which stands for itself. ``written`` tells
    whether digits stand in a cited document at all: an operand of a written addition must.
    """

    def __init__(
        self, answer: str, proven: Witness, written: Callable[[str], bool] | None = None, *, beside: Sequence[str] = ()
    ) -> None:
        pieces = [MARKS.sub(" ", piece) for piece in (answer, *beside)]
        additions = _additions("\n".join(pieces), written)
        self._added = {key(sum(operands)) for operands in additions} | {key(v) for one in additions for v in one}
        self._added |= {key(v) for piece in pieces for v in (*_products(piece, proven), *_quotients(piece, proven))}
        found = [[one for one in _said_once(piece) if self._is_known(one, proven)] for piece in pieces]
        self._money = [_amounts(one for one in piece if one.kind == "money") for piece in found]
        self._counts = [_amounts(one for one in piece if one.kind == "count") for piece in found]
        self._compared = {
            key(v) for piece, amounts in zip(pieces, self._money, strict=True) for v in _ratios(piece, amounts)
        }
        self._items = {key(len(_ITEM.findall(pieces[0])))}

    def _is_known(self, one: Figure, proven: Witness) -> bool:
        """Whether a sum or a count is cited, or is the total of an addition that is written out."""
        return one.kind != "%" and (_proven(one, proven) or any(key(v) in self._added for v in strict(one)))

    def makes(self, figure: Figure) -> bool:
        """Whether the figure is a sum, difference, mean or share of what is shown in one place."""
        values = strict(figure)
        if figure.kind == "%":
            both = [*self._money, *self._counts]
            shares = any(_is_share(v, figure.written, amounts) for v in values for amounts in both)
            return shares or any(key(v) in self._compared for v in values)
        if figure.kind == "count" and any(key(v) in self._compared for v in values):
            return True
        if any(key(v * figure.factor) in self._added or key(v) in self._added or key(v) in self._items for v in values):
            return True
        shown = self._money if figure.kind == "money" else self._counts
        return any(_is_made(v * figure.factor, amounts) for v in values for amounts in shown)


def _said_once(text: str) -> list[Figure]:
    """The figures of a text without those that repeat the one before them in brackets, in another unit."""
    folded, found = fold(text), list[Figure]()
    for one in figures(text):
        repeats = bool(found) and folded[: one.start].endswith("(") and one.scaled & found[-1].scaled
        if not repeats:
            found.append(one)
    return found


def _amounts(found: Iterable[Figure]) -> list[float]:
    """One value per figure, in the order in which they stand."""
    return [max(strict(one)) * one.factor for one in found][:_MOST_AMOUNTS]


def _additions(text: str, written: Callable[[str], bool] | None) -> list[list[float]]:
    """The operands of the additions that ``text`` writes out, where all of them stand in a cited document."""
    found: list[list[float]] = []
    for shown in _ADDITION.findall(text):
        operands = [operand.strip().rstrip(".,") for operand in shown.split("+")]
        values = [strict(Figure(one, 0, readings(one), 1.0, "count")) for one in operands]
        if all(values) and written is not None and all(written(one) for one in operands):
            found.append([max(value) for value in values])
    return found


def _is_made(value: float, amounts: Sequence[float]) -> bool:
    """Whether a run of neighbouring amounts adds up to ``value`` or averages it, or two of them differ by it."""
    target = key(value)
    for first, last in combinations(range(len(amounts) + 1), 2):
        run = amounts[first:last]
        if len(run) > 1 and target in (key(sum(run)), key(sum(run) / len(run))):
            return True
    return any(key(abs(a - b)) == target for a, b in combinations(_with_total(amounts), 2))


def _with_total(amounts: Sequence[float]) -> list[float]:
    """The amounts and the sums of their runs, of short answers only: of many amounts some make anything."""
    if len(amounts) > _MOST_AMOUNTS // 2:
        return list(amounts)
    runs = combinations(range(len(amounts) + 1), 2)
    return [sum(amounts[first:last]) for first, last in runs]


def _is_share(percent: float, written: str, amounts: Sequence[float]) -> bool:
    """Whether two amounts stand in this ratio, rounded to the decimals that are written."""
    return any(
        whole and abs(100 * part / whole - percent) <= _rounding(written)
        for part in amounts
        for whole in _with_total(amounts)
        if part != whole
    )


def _scales(units: Iterable[str]) -> set[float]:
    """The factors of the money units that are cited."""
    words = judging_words()
    found: set[float] = set()
    for unit in units:
        folded = unit.casefold()
        named = next((factor for name, factor in words.scales if re.search(rf"(?<!\w){name}\b", folded)), None)
        if named is not None:
            found.add(named)
        elif any(re.search(rf"(?<!\w){money}\b", folded) for money in words.money_units):
            found.add(1.0)
    return found


def _pieces(text: str) -> set[str]:
    """The plain integers inside dates, ranges and document numbers."""
    return {key(int(digits)) for digits in re.findall(r"\d{1,9}", text)}


def _ratios(text: str, amounts: Sequence[float]) -> Iterable[float]:
    """What ``text`` calls a growth in percent or so many times as much, where two of the amounts make it."""
    pairs = [(one, other) for one in amounts for other in amounts if one and one != other]
    for found in re.finditer(judging_words().growth, fold(text)):
        written = found["percent"] or found["behind"] or found["times"]
        stated = [value for one in figures(written) for value in strict(one)]
        made = [100 * abs(b - a) / a if not found["times"] else b / a for a, b in pairs]
        yield from (value for value in stated if any(abs(value - one) <= _rounding(written) for one in made))


def _rounding(written: str) -> float:
    """Half a unit of the last decimal that is written."""
    decimals = len(re.split(r"[.,]", written)[1]) if re.search(r"[.,]", written) else 0
    return 0.5 / 10.0**decimals + 1e-9


def _products(text: str, proven: Witness) -> Iterable[float]:
    """What the products make that ``text`` writes out ("20% × 2.750 tỷ đồng"), both factors proven."""
    for found in _PRODUCT.finditer(text):
        factors = figures(found["times"] + (found["percent"] or "") + found["unit"])
        others = figures(found["of"])
        if not factors or not others or not (_proven(factors[0], proven) and _proven(others[0], proven)):
            continue
        scale = 0.01 if found["percent"] else factors[0].factor
        yield max(strict(factors[0])) * scale * max(strict(others[0])) * others[0].factor


def _quotients(text: str, proven: Witness) -> Iterable[float]:
    """What a proven amount shared out makes ("3,6 tỷ đồng : 240 bộ"), in two decimals of its scale; and the years."""
    for found in _QUOTIENT.finditer(text):
        amounts = [one for one in figures(found["of"]) if one.kind == "money" and _proven(one, proven)]
        by = figures(found["by"])
        if not amounts or not by:
            continue
        number = max(strict(by[0]))
        years = found["thing"] in judging_words().years and 1 < number <= _FEW_YEARS
        if not number or not (years or _proven(by[0], proven)):
            continue
        made = max(strict(amounts[0])) * amounts[0].factor / number
        yield from (round(made / scale, 2) * scale for scale in (1e9, 1e6))
        yield number
