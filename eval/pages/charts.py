"""The drawings of the report: bars with intervals, and shares of right, refused and wrong, as inline SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.pages.markup import Markup, tag, together
from eval.pages.words import metric_words, phrase, word
from eval.report import bounds, shown
from eval.statistics import Interval, wilson
from eval.summary import Figure, Group

_LABELS, _BAR, _VALUES = 300, 420, 200
_ROW = 34
_MINUS = re.compile(r"(?<![\w,])-(?=\d)")
_WIDTH = _LABELS + _BAR + _VALUES
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def figures_chart(found: Sequence[Figure], before: dict[str, float]) -> Markup:
    """A row for each figure that is a share: its bar, both intervals, and the baseline's value."""
    rows = [one for one in found if one.metric.is_share]
    height = _ROW * len(rows) + 24
    drawn = [_figure_row(one, _ROW * at + 20, before.get(one.metric.key)) for at, one in enumerate(rows)]
    return tag(
        "svg",
        _grid(height),
        *drawn,
        viewBox=f"0 0 {_WIDTH} {height}",
        class_="chart",
        role="img",
        aria_label=word("headings", "figures"),
    )


def _grid(height: int) -> Markup:
    """Lines at the quarters, with their percentages above."""
    marks: list[Markup] = []
    for tick in _TICKS:
        x = _x(tick)
        marks.append(tag("line", x1=x, x2=x, y1=14, y2=height, class_="grid"))
        marks.append(tag("text", f"{100 * tick:.0f} %", x=x, y=10, class_="tick", text_anchor="middle"))
    return together(marks)


def _figure_row(one: Figure, y: int, before: float | None) -> Markup:
    name, means = metric_words(one.metric.key)
    middle = y + 9
    bad = "bad" if one.metric.better == "less" else "good"
    parts = [
        tag("title", f"{means} {slashed(one)}; {_spoken(one)}"),
        tag("text", name, x=_LABELS - 12, y=middle + 4, text_anchor="end", class_="label"),
        tag("rect", x=_x(0), y=y + 2, width=round(_BAR * one.value, 1), height=14, class_=f"bar {bad}"),
        _whisker(one.documents, middle, "documents", 5),
    ]
    if one.questions is not None:
        parts.append(_whisker(one.questions, middle, "questions", 0))
    if one.none_of is not None:
        bound = word("legend", "at_most").format_map({"bound": local(f"{100 * one.none_of:.1f}")})
        parts.append(tag("text", bound, x=_x(one.none_of) + 8, y=middle + 4, class_="tick"))
    if before is not None:
        x = _x(before)
        parts.append(tag("path", d=f"M{x} {middle - 8}l5 8l-5 8l-5 -8z", class_="before"))
    value = f"{local(shown(one.value, one))}   {local(slashed(one))}"
    parts.append(tag("text", value, x=_LABELS + _BAR + 14, y=middle + 4, class_="value"))
    return tag("g", *parts)


def local(text: str) -> str:
    """Numbers with the decimal comma of Vietnamese and a real minus sign."""
    return _MINUS.sub("−", text.replace(".", ","))


def grouped(count: int) -> str:
    """A count with its thousands set apart as in Vietnamese."""
    return f"{count:,}".replace(",", ".")


def slashed(one: Figure) -> str:
    """What a figure was counted from, with one decimal at most; nothing for a score or an amount."""
    return f"{round(one.total, 1):g}/{round(one.of, 1):g}" if one.metric.is_share else ""


def _spoken(one: Figure) -> str:
    """The intervals in words, for whoever cannot see them or points at the row."""
    if one.none_of is not None:
        return word("legend", "none").format_map({"bound": local(f"{100 * one.none_of:.1f}")})
    return local(bounds(one.questions or one.documents, one))


def _whisker(interval: Interval, y: float, kind: str, shift: int) -> Markup:
    low, high, at = _x(interval.low), _x(interval.high), y + shift
    line = tag("line", x1=low, x2=high, y1=at, y2=at, class_=f"whisker {kind}")
    ends = [tag("line", x1=x, x2=x, y1=at - 3, y2=at + 3, class_=f"whisker {kind}") for x in (low, high)]
    return together([line, *ends])


def _x(share: float) -> float:
    return round(_LABELS + _BAR * min(1.0, max(0.0, share)), 1)


def groups_chart(title: str, found: Sequence[tuple[str, Group]]) -> Markup:
    """A row for each group of questions: its right, refused and wrong ones, and the interval of the right ones."""
    height = _ROW * len(found) + 24
    drawn = [_group_row(name, group, _ROW * at + 20) for at, (name, group) in enumerate(found)]
    return tag(
        "svg", _grid(height), *drawn, viewBox=f"0 0 {_WIDTH} {height}", class_="chart", role="img", aria_label=title
    )


def _group_row(name: str, group: Group, y: int) -> Markup:
    middle, at = y + 9, 0.0
    parts = [tag("text", name, x=_LABELS - 12, y=middle + 4, text_anchor="end", class_="label")]
    for kind, count in (("right", group.right), ("refused", group.refused), ("wrong", group.wrong)):
        share = count / group.questions
        title = tag("title", f"{word('legend', kind)}: {count}")
        width = max(0.0, round(_BAR * share - 1.5, 1))
        parts.append(tag("g", title, tag("rect", x=_x(at), y=y + 2, width=width, height=14, class_=kind)))
        at += share
    parts.append(_whisker(wilson(group.right, group.questions), middle, "questions", 0))
    value = f"{group.right}/{group.questions}"
    if group.retrieval_questions:
        value += f"   all@5 {group.retrieved_all}/{group.retrieval_questions}"
    parts.append(tag("text", value, x=_LABELS + _BAR + 14, y=middle + 4, class_="value"))
    return tag("g", *parts)


def legend(*kinds: str) -> Markup:
    """What the marks of the drawings mean."""
    items = [tag("li", tag("span", class_=f"key {kind}"), " ", word("legend", kind)) for kind in kinds]
    return tag("ul", *items, class_="legend")


def subtitle(**values: object) -> str:
    """The line below the title."""
    return phrase("subtitle", **values)
