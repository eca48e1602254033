"""How well generated tables are read: ``python -m tests.indexer.tables.score --seed 1 --count 500``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.language.normal import one_line
from indexer.records import Row, Table
from indexer.tables import find_tables
from tests.indexer.tables import new_tables
from tests.indexer.tables.generator import make_case
from tests.indexer.tables.truth import Case, TrueRow, TrueTable


@dataclass
class Score:
    tables: int = 0
    cells: int = 0
    decidable: int = 0
    right: int = 0  # decidable, certain and right
    false_certain: int = 0  # certain and wrong
    rows: int = 0
    parents_right: int = 0
    by_layout: Counter[str] = field(default_factory=Counter)
    of_layout: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / self.decidable if self.decidable else 1.0


def measure(seed: int, count: int, make: Callable[[int], Case] = make_case) -> Score:
    """The score of at least ``count`` generated tables."""
    score = Score()
    while score.tables < count:
        score_case(make(seed), score)
        seed += 1
    return score


def score_case(case: Case, score: Score) -> None:
    found = find_tables(case.text)
    if len(found) > len(case.tables):
        score.false_certain += 1
        score.of_layout["extra tables", "wrong"] += 1
        score.failures.append(f"seed {case.seed}: {len(found)} tables found, {len(case.tables)} written")
    for index, truth in enumerate(case.tables):
        table = next((t for t in found if t.title.startswith(f"PHỤ LỤC {index + 1}:")), None)
        before = score.decidable, score.right, score.false_certain
        score_table(case, truth, table, score)
        after = score.decidable, score.right, score.false_certain
        for name, old, new in zip(("decidable", "right", "wrong"), before, after, strict=True):
            score.of_layout[truth.layout, name] += new - old


def score_table(case: Case, truth: TrueTable, table: Table | None, score: Score) -> None:
    score.tables += 1
    score.by_layout[truth.layout] += 1
    total = sum(len(r.cells) for r in truth.rows)
    score.cells += total
    decidable = sum(len(r.cells) - len(r.undecidable) for r in truth.rows)
    score.decidable += decidable
    where = f"seed {case.seed} {truth.layout} {sorted(truth.breakages)}"
    if table is None:
        score.failures.append(f"{where}: not found")
        return
    if [c.role for c in table.columns] != [c.role for c in truth.columns] or [c.period for c in table.columns] != [
        c.period for c in truth.columns
    ]:
        score.failures.append(f"{where}: columns {[(c.path, c.role, c.period) for c in table.columns]}")
        score.false_certain += sum(cell.certain for row in table.rows for cell in row.cells)
        return
    pairs = align(truth, table)
    for true, row in pairs:
        if row is None:
            score.failures.append(f"{where}: row lost: {true.cells if true else None}")
        elif true is None:
            score.false_certain += sum(c.certain and bool(c.text) for c in row.cells)
            score.failures.append(f"{where}: row invented: {[c.text for c in row.cells]}")
        else:
            score_row(where, true, row, score)
    score_tree(pairs, truth, score)


def score_row(where: str, true: TrueRow, row: Row, score: Score) -> None:
    for column, wanted in enumerate(true.cells):
        cell = row.cells[column]
        same = one_line(wanted) == cell.text
        if column not in true.undecidable and same and cell.certain:
            score.right += 1
        elif column not in true.undecidable:
            score.failures.append(
                f"{where}: col {column} {wanted!r} read {cell.text!r} certain={cell.certain} row {true.number}"
            )
        if cell.certain and not same:
            score.false_certain += 1
            score.failures.append(
                f"{where}: CERTAIN AND WRONG col {column}: {wanted!r} read {cell.text!r}, row {true.cells}"
            )


def score_tree(pairs: list[tuple[TrueRow | None, Row | None]], truth: TrueTable, score: Score) -> None:
    placed = {row.ordinal: truth.rows.index(true) for true, row in pairs if true is not None and row is not None}
    for true, row in pairs:
        if true is None or row is None or true.kind == "total":
            continue
        score.rows += 1
        score.parents_right += (None if row.parent is None else placed.get(row.parent)) == true.parent


def align(truth: TrueTable, table: Table) -> list[tuple[TrueRow | None, Row | None]]:
    """True and recovered rows in step; a row that only one side has stands alone."""
    rows = list(table.rows)
    if len(rows) == len(truth.rows):
        return list(zip(truth.rows, rows, strict=True))
    pairs: list[tuple[TrueRow | None, Row | None]] = []
    at = 0
    for true in truth.rows:
        ahead = next((k for k in range(at, len(rows)) if same_row(true, rows[k])), None)
        if ahead is None:
            pairs.append((true, None))
            continue
        pairs += [(None, r) for r in rows[at:ahead]]
        pairs.append((true, rows[ahead]))
        at = ahead + 1
    return pairs + [(None, r) for r in rows[at:]]


def same_row(true: TrueRow, row: Row) -> bool:
    return row.cells[0].text == true.cells[0] and row.cells[1].text[:20] == one_line(true.cells[1])[:20]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--new", action="store_true", help="the further layouts")
    parser.add_argument("--only", default="", help="words that a failure shown must hold")
    options = parser.parse_args()
    score = measure(options.seed, options.count, new_tables.make_case if options.new else make_case)
    print(f"tables {score.tables} {dict(score.by_layout)}, cells {score.cells}, decidable {score.decidable}")
    print(f"decidable and right {score.right} ({score.share:.2%}); certain and wrong {score.false_certain}")
    print(f"parents right {score.parents_right} of {score.rows} rows ({score.parents_right / max(score.rows, 1):.2%})")
    for layout in score.by_layout:
        cells, right, wrong = (score.of_layout[layout, name] for name in ("decidable", "right", "wrong"))
        print(f"  {layout}: {right} of {cells} ({right / max(cells, 1):.2%}), certain and wrong {wrong}")
    for failure in [f for f in score.failures if options.only in f][: options.show]:
        print(failure)


if __name__ == "__main__":
    main()
