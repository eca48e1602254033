"""A number of a spreadsheet as its cell shows it, in the Vietnamese way: 1.234.567,5 and 31/12/2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 18: "hh:mm", 19: "hh:mm", 20: "hh:mm", 21: "hh:mm", 22: "dd/mm/yyyy hh:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
    44: "#,##0.00", 45: "hh:mm", 46: "hh:mm", 47: "hh:mm",
}  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_NO_TEXT = re.compile(r"\[[^\]]*\]|_.|\*.")
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")
_DATE_LETTERS = re.compile(r"[ymdhs]", re.I)
_MARK = "\x00"
_DIGITS_SHOWN = 11
_MOST_PLACES = 7


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format by its code; an empty code shows a number as it is."""

    code: str

    def show(self, written: str, *, from_1904: bool = False) -> str:
        """The stored number ``written`` as shown; text that is no number as it is."""
        try:
            value = Decimal(written)
        except InvalidOperation:
            return written
        if not value.is_finite():
            return written
        sections = _bare(self.code).split(";")
        section = sections[1] if value < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
        plain = section.replace(_MARK, "")
        if _DATE_LETTERS.search(_QUOTED.sub("", plain)) and not _PLACES.search(_QUOTED.sub("", plain)):
            return _moment(value, _QUOTED.sub("", plain).lower(), from_1904=from_1904) or written
        return _number(value, section, signed=section is sections[0])


def number_format(identifier: int, codes: dict[int, str]) -> NumberFormat:
    """The format of an id: the workbook's own, or a built-in one."""
    code = codes.get(identifier, _BUILT_IN.get(identifier, ""))
    return NumberFormat("" if code.lower() == "general" else code)


def _bare(code: str) -> str:
    """The code without colours, conditions and padding; quoted text stays quoted."""
    return _NO_TEXT.sub("", code)


def _number(value: Decimal, section: str, *, signed: bool) -> str:
    quoted = [found.group(1) or found.group(2) or "" for found in _QUOTED.finditer(section)]
    pattern = _QUOTED.sub(_MARK, section)
    places = _PLACES.search(pattern)
    if places is None:
        return _general(value)
    whole, _, fraction = places.group().partition(".")
    percent = "%" in pattern
    scaled = abs(value) * (100 if percent else 1) / 1000 ** (len(whole) - len(whole.rstrip(",")))
    shown = _rounded(scaled, fraction[:_MOST_PLACES], grouped="," in whole.rstrip(","))
    texts = iter(quoted)
    around = [
        "".join(next(texts, "") if sign == _MARK else sign for sign in part)
        for part in (pattern[: places.start()], pattern[places.end() :])
    ]
    sign = "-" if value < 0 and signed and shown.strip("0,.") else ""
    return f"{sign}{around[0].strip()}{shown}{around[1]}".strip()


def _rounded(value: Decimal, fraction: str, *, grouped: bool) -> str:
    digits = len(fraction)
    text = (
        f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}" if value < Decimal(10) ** 20 else f"{value:f}"
    )
    whole, _, decimals = text.partition(".")
    needed = len(fraction.rstrip("#?"))
    while len(decimals) > needed and decimals.endswith("0"):
        decimals = decimals[:-1]
    if grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def _general(value: Decimal) -> str:
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 15:
        return f"{int(value)}"
    return f"{float(value):.{_DIGITS_SHOWN}g}".replace(".", ",")


def _moment(value: Decimal, code: str, *, from_1904: bool) -> str | None:
    """A date or time of day; None for a number beyond the calendar."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        moment = start + timedelta(days=float(value))
    except OverflowError:
        return None
    parts: list[str] = []
    day = "d" in code
    if day or "y" in code:
        month = "m" in code.partition("h")[0]
        wanted = "%d/%m/%Y" if day and "y" in code else "%d/%m" if day else "%m/%Y" if month else "%Y"
        parts.append(_rounded_minute(moment).strftime(wanted))
    if "h" in code:
        parts.append(_rounded_minute(moment).strftime("%H:%M"))
    return " ".join(parts) or None


def _rounded_minute(moment: datetime) -> datetime:
    later = moment + timedelta(seconds=30)  # a stored fraction of a day falls short by a hair
    return later if later.date() <= date.max else moment
