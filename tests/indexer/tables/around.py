"""A seeded writer of budget tables as extraction leaves ruled ones: names above, beside and below their figures."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.indexer.tables.generator import GROUPS, TAILS, THINGS, VERBS

SOURCES = ("ĐTPT", "CTX", "NSTW", "XHH", "Chi thường xuyên")
AMOUNTS = (90, 120, 450, 275, 1240, 3100, 12650)
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class AroundRow:
    """One row as it should be read."""

    number: str
    name: str
    figures: tuple[int, ...]  # the total first; 0 where nothing is spent
    source: str = ""


@dataclass(frozen=True, slots=True)
class AroundCase:
    """A text with one table, the years over its figures, and its rows."""

    text: str
    years: tuple[int, ...]
    rows: tuple[AroundRow, ...]
    sourced: bool
    total_last: bool


def around_case(seed: int) -> AroundCase:
    """The table of one seed."""
    rng = random.Random(seed)
    years = tuple(range(rng.randint(2024, 2027), 2033))[: rng.randint(2, 5)]
    sourced, total_last = rng.random() < 0.6, rng.random() < 0.25
    rows = _rows(rng, len(years), sourced=sourced)
    head = _head(rng, years, sourced=sourced, total_last=total_last)
    dashes = rng.random() < 0.7
    width = rng.randint(38, 60)
    again = rng.random() < 0.6
    lines = ["PHỤ LỤC 1", "DANH MỤC NHIỆM VỤ VÀ KINH PHÍ", "Đơn vị tính: triệu đồng", *head]
    for page, row in enumerate(rows):
        if page and rng.random() < 0.08:
            lines += ["", str(rng.randint(4, 30)), "", *(head if again else [])]
        lines += _written(rng, row, width, dashes=dashes, total_last=total_last)
    lines += ["Ghi chú: CTX là nguồn chi thường xuyên; ĐTPT là nguồn đầu tư phát triển.", "", "Nơi nhận:"]
    return AroundCase("\n".join(lines) + "\n", years, tuple(rows), sourced, total_last)


def _rows(rng: random.Random, years: int, *, sourced: bool) -> list[AroundRow]:
    found: list[AroundRow] = []
    sums: list[tuple[int, ...]] = []
    for group in range(rng.randint(2, 5)):
        items = [_item(rng, number + 1, years, sourced=sourced) for number in range(rng.randint(2, 7))]
        whole = tuple(sum(column) for column in zip(*(item.figures for item in items), strict=True))
        sums.append(whole)
        found += [AroundRow(_ROMAN[group], rng.choice(GROUPS).upper(), whole), *items]
    return [*found, AroundRow("", "TỔNG CỘNG", tuple(sum(column) for column in zip(*sums, strict=True)))]


def _item(rng: random.Random, number: int, years: int, *, sourced: bool) -> AroundRow:
    amounts = [
        rng.choice((0, 0, 1, 1, 1, 1)) * rng.choice((90, 120, 450, 275, 1240, 3100, 12650)) for _ in range(years)
    ]
    if not any(amounts):
        amounts[rng.randrange(years)] = 330
    name = " ".join((rng.choice(VERBS), rng.choice(THINGS), *(rng.choice(TAILS) for _ in range(rng.randint(0, 2)))))
    return AroundRow(str(number), name, (sum(amounts), *amounts), rng.choice(SOURCES) if sourced else "")


def _head(rng: random.Random, years: tuple[int, ...], *, sourced: bool, total_last: bool) -> list[str]:
    named = [str(year) if rng.random() < 0.5 else f"Năm {year}" for year in years]
    total = rng.choice((["Tổng kinh", "phí"], ["Tổng kinh phí"], ["Tổng cộng"], ["Tổng", "số"]))
    source = [rng.choice(("Nguồn vốn", "Nguồn kinh phí"))] if sourced else []
    if total_last:
        return ["TT Nội dung, hạng mục", "Phân kỳ thực hiện", *total, *source, " ".join(named)]
    if rng.random() < 0.4:
        return ["TT", "Nội dung", *total, *named, *source]
    return ["TT Nội dung, hạng mục", *total, rng.choice(("Phân kỳ thực hiện", "Trong đó")), *source, " ".join(named)]


def _written(rng: random.Random, row: AroundRow, width: int, *, dashes: bool, total_last: bool) -> list[str]:
    """The lines of a row: on one line, around its figures, above them behind its number, or below."""
    figures = (*row.figures[1:], row.figures[0]) if total_last else row.figures
    cells = " ".join(f"{f:,}".replace(",", ".") if f else "-" for f in figures if f or dashes)
    end = f"{cells} {row.source}".strip()
    lines = _wrapped(row.name, width)
    if len(lines) == 1:
        return [f"{row.number} {row.name} {end}".strip()]
    way = rng.choice(("around", "around", "number above", "beside first", "all above"))
    if way == "number above":
        return [row.number, *lines[:-1], f"{lines[-1]} {end}"]
    if way == "beside first":
        return [f"{row.number} {lines[0]} {end}", *lines[1:]]
    if way == "all above":
        return [f"{row.number} {lines[0]}", *lines[1:-1], f"{lines[-1]} {end}"]
    middle = len(lines) // 2
    if len(lines) % 2:
        return [*lines[:middle], f"{row.number} {lines[middle]} {end}", *lines[middle + 1 :]]
    return [*lines[:middle], f"{row.number} {end}", *lines[middle:]]


def _wrapped(name: str, width: int) -> list[str]:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
