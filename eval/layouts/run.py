"""``python -m eval layouts``: every logical table in every layout, and what was read of it."""

from __future__ import annotations

from collections.abc import Iterable

from eval.layouts.renderings import layouts, render
from eval.layouts.scoring import Score, score
from eval.layouts.tables import logical_tables


def measure(seeds: Iterable[int], only: str = "", table: str = "") -> dict[str, Score]:
    """The score of each layout whose name holds ``only``, over the tables of all ``seeds``."""
    found = {layout.name: Score() for layout in layouts() if only in layout.name}
    for seed in seeds:
        for logical in logical_tables(seed):
            if table and logical.name != table:
                continue
            for layout in layouts():
                if layout.name in found and (rendering := render(layout, logical, seed)) is not None:
                    found[layout.name].add(score(rendering))
    return found


def report(found: dict[str, Score], shown: int = 0) -> str:
    """A line for each layout, a line for all of them, and the first mistakes."""
    whole = Score()
    lines = [f"{'layout':38} {'tables':>11} {'cells':>6} {'right':>6} {'lost':>6} {'WRONG':>6} {'loose':>6}"]
    for name, one in found.items():
        lines.append(_line(name, one))
        whole.add(one)
    lines.append(_line("all", whole))
    lines += [f"WRONG {text}" for text in whole.mistakes[:shown]]
    lines += [f"lost {text}" for text in whole.losses[:shown]]
    return "\n".join(lines)


def _line(name: str, one: Score) -> str:
    tables = f"{one.found} of {one.tables}"
    return f"{name:38} {tables:>11} {one.cells:6} {one.right:6} {one.lost:6} {one.wrong:6} {one.loose:6}"
