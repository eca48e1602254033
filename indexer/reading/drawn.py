"""Ruled lines on the picture of a page: found, so that tables keep their cells, and wiped out, so that letters read.

A scan lies a little askew: the slope of its long lines levels both the lines and the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from indexer.reading.pdf.words import Picture, Rule, Word

Grey = NDArray[np.uint8]
_POINT = 72
_SHORTEST = 20.0  # points; no stroke of a letter is as long
_THICKEST = 3.0  # points; more is a picture
_DARK = 0.7  # of the brightness of the paper
_MOST_RUNS = 40_000
_STEEPEST = 0.05
_WIPED = 2  # dots beside a line that scanning greyed


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruled lines of a page in points, levelled, and the picture without them."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    slope: float  # how far the page falls for each point to the right
    picture: Picture

    def level(self, word: Word) -> Word:
        """``word`` where it stood if the page lay straight."""
        fall, shift = self.slope * (word.left + word.right) / 2, self.slope * word.middle
        return replace(
            word,
            left=word.left + shift, right=word.right + shift, top=word.top - fall, bottom=word.bottom - fall,
        )  # fmt: skip


@dataclass(slots=True)
class _Stroke:
    """Runs of dark dots that touch: in which row, from where to where."""

    rows: list[int]
    starts: list[int]
    ends: list[int]

    def fits(self, row: int, start: int, end: int) -> bool:
        return row - self.rows[-1] <= 2 and start <= self.ends[-1] + 3 and end >= self.starts[-1] - 3


def find_rules(picture: Picture) -> Ruled:
    """The ruled lines of ``picture``; none where it is too dark or too busy to tell."""
    dots = _dots(picture)
    paper = float(np.median(dots[::8, ::8]))
    dark = dots < paper * _DARK
    scale = _POINT / picture.dots_per_inch
    least, thickest = round(_SHORTEST / scale), _THICKEST / scale
    across = _strokes(dark, least, thickest)
    down = _strokes(np.ascontiguousarray(dark.T), least, thickest)
    _wipe(dots, across)
    _wipe(dots.T, down)
    slope = _slope(across)
    clean = replace(picture, grey=dots.tobytes())
    return Ruled(
        tuple(_rule(stroke, scale, -slope) for stroke in across),
        tuple(_rule(stroke, scale, slope) for stroke in down),
        slope,
        clean,
    )


def _dots(picture: Picture) -> Grey:
    """The shades as an array of shape (height, width) that may be changed."""
    return np.frombuffer(picture.grey, dtype=np.uint8).reshape(picture.height, picture.width).copy()


def _strokes(dark: NDArray[np.bool_], least: int, thickest: float) -> list[_Stroke]:
    """Long thin dark strokes along the rows of ``dark``."""
    height, width = dark.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    padded[:, 2:-2] |= padded[:, 1:-3] & padded[:, 3:-1]  # a gap of a dot is dust
    steps = np.diff(padded.ravel())
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    kept = ends - starts >= least
    starts, ends = starts[kept], ends[kept]
    if len(starts) > _MOST_RUNS:
        return []
    found: list[_Stroke] = []
    live: list[_Stroke] = []
    for first, last in zip(starts.tolist(), ends.tolist(), strict=True):
        row, start, end = first // (width + 2), first % (width + 2), last % (width + 2)
        live = [stroke for stroke in live if row - stroke.rows[-1] <= 2]
        stroke = next((one for one in live if one.fits(row, start, end)), None)
        if stroke is None:
            stroke = _Stroke([], [], [])
            found.append(stroke)
            live.append(stroke)
        stroke.rows.append(row)
        stroke.starts.append(start)
        stroke.ends.append(end)
    return [stroke for stroke in found if _thickness(stroke) <= thickest]


def _thickness(stroke: _Stroke) -> float:
    dots = sum(stroke.ends) - sum(stroke.starts)
    return dots / max(1, max(stroke.ends) - min(stroke.starts))


def _wipe(dots: Grey, strokes: Sequence[_Stroke]) -> None:
    """Makes the strokes white, in place."""
    for stroke in strokes:
        for row, start, end in zip(stroke.rows, stroke.starts, stroke.ends, strict=True):
            dots[max(0, row - _WIPED) : row + _WIPED + 1, start:end] = 255


def _slope(across: Sequence[_Stroke]) -> float:
    """The slope of the longest stroke, 0 where there is none or it is too steep to be the page's."""
    longest = max(across, key=lambda stroke: max(stroke.ends) - min(stroke.starts), default=None)
    if longest is None or len(longest.rows) < 2:
        return 0.0
    left, right = min(longest.starts), max(longest.ends)
    first, last = left + (right - left) * 0.1, right - (right - left) * 0.1
    heights = [_height(longest, first), _height(longest, last)]
    slope = (heights[1] - heights[0]) / (last - first)
    return slope if abs(slope) <= _STEEPEST else 0.0


def _height(stroke: _Stroke, at: float) -> float:
    """The middle of the rows in which a stroke passes column ``at``, or all its rows' where it has a gap there."""
    passing = [
        row for row, start, end in zip(stroke.rows, stroke.starts, stroke.ends, strict=True) if start <= at < end
    ]
    return mean(passing or stroke.rows)


def _rule(stroke: _Stroke, scale: float, slope: float) -> Rule:
    """The stroke in points, turned straight by ``slope``."""
    start, end = min(stroke.starts) * scale, max(stroke.ends) * scale
    at = (min(stroke.rows) + max(stroke.rows) + 1) / 2 * scale
    shift = -slope * at
    return Rule(at + slope * (start + end) / 2, start + shift, end + shift)
