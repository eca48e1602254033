"""Generated tables in further layouts: one cell a line without gaps, fixed columns, CSV, headers with merged blanks."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.indexer.tables import generator, new_layouts
from tests.indexer.tables.truth import Case, TrueColumn, TrueRow, TrueTable

LAYOUTS = ("stream", "stream", "stream", "tabs", "fixed", "csv", "pipes")
SHAPES = ("tasks", "budget", "funds", "indicators", "roadmap")
PRODUCTS = (
    "Quyết định của UBND tỉnh", "Báo cáo tổng kết", "78 điểm cầu hoạt động", "Hệ thống vận hành chính thức",
    "1,5 triệu trang", "Nghị quyết của HĐND tỉnh", "Biên bản nghiệm thu", "09 phân hệ", "Kho dữ liệu dùng chung",
)  # fmt: skip
STEPS = (
    "Khảo sát",
    "Lập dự án",
    "Phê duyệt",
    "Chạy thử",
    "Nghiệm thu",
    "Lắp 12 trạm",
    "Trình HĐND tỉnh",
    "Sơ kết",
    "Đấu thầu",
)
UNITS = ("%", "trạm", "người", "xã", "doanh nghiệp")


def make_case(seed: int) -> Case:
    """One document with one or two tables in the further layouts, between paragraphs of running text."""
    rng = random.Random(seed * 7919 + 1)
    parts = [generator.running_text(rng)]
    tables = []
    for number in range(rng.choice((1, 2))):
        table = make_table(rng, rng.choice(LAYOUTS))
        table.title = f"PHỤ LỤC {number + 1}: DANH MỤC NHIỆM VỤ, DỰ ÁN"
        parts.append(new_layouts.render(rng, table))
        tables.append(table)
        parts.append(generator.running_text(rng))
    return Case(seed, "\n\n".join(parts), tables)


def make_table(rng: random.Random, layout: str) -> TrueTable:
    """The clean table; ``new_layouts.render`` writes it."""
    shape = rng.choice(SHAPES)
    columns = COLUMNS[shape](rng)
    style = rng.choice(("vi-int", "vi-int", "plain", "vi-one"))
    table = TrueTable(layout, columns, [], "tỷ đồng" if style == "vi-one" else "triệu đồng", False, "")
    table.breakages.add(shape)
    add_rows(rng, table)
    for row in table.rows:
        if row.kind == "item":
            FILLS[shape](rng, table, row, style)
    if shape in ("budget", "funds"):
        add_sums(rng, table, style)
    return table


def add_rows(rng: random.Random, table: TrueTable) -> None:
    groups = rng.choice((0, 2, 3))
    running = rng.random() < 0.4  # the numbers go on from group to group
    number = 0
    for g in range(max(groups, 1)):
        parent = None
        if groups:
            parent = len(table.rows)
            name = generator.GROUPS[rng.randrange(len(generator.GROUPS))]
            name = name.upper() if rng.random() < 0.7 else name
            table.rows.append(
                TrueRow(generator.ROMANS[g], "group", generator.blank(table.columns, generator.ROMANS[g], name))
            )
        number = number if running else 0
        for _ in range(rng.randint(2, 5)):
            number += 1
            cells = generator.blank(table.columns, str(number), generator.label(rng))
            table.rows.append(TrueRow(str(number), "item", cells, parent))


def add_sums(rng: random.Random, table: TrueTable, style: str) -> None:
    if rng.random() < 0.8:
        for index, row in enumerate(table.rows):
            if row.kind == "group":
                below = [r for r in table.rows if r.parent == index]
                row.values = generator.add_up(below, table.amounts)
                for column, value in row.values.items():
                    row.cells[column] = written(value, style)
    if rng.random() < 0.7:
        items = [r for r in table.rows if r.kind == "item"]
        sums = generator.add_up(items, table.amounts)
        name = rng.choice(("TỔNG CỘNG", "Tổng cộng", "TỔNG SỐ", "TỔNG CỘNG (I+II)"))
        cells = generator.blank(table.columns, "", name)
        for column, value in sums.items():
            cells[column] = written(value, style)
        table.rows.append(TrueRow("", "total", cells, values=sums))


def lead(rng: random.Random, *names: str) -> list[TrueColumn]:
    return [TrueColumn((rng.choice(("TT", "STT")),), "ordinal"), TrueColumn((rng.choice(names),), "label")]


def task_columns(rng: random.Random) -> list[TrueColumn]:
    columns = [
        *lead(rng, "Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ, giải pháp"),
        TrueColumn((rng.choice(("Cơ quan chủ trì", "Đầu mối", "Đơn vị chủ trì thực hiện")),), "owner"),
        TrueColumn((rng.choice(("Cơ quan phối hợp", "Đơn vị phối hợp")),), "partner"),
        TrueColumn((rng.choice(("Thời gian hoàn thành", "Thời hạn trình", "Tiến độ")),), "time"),
    ]
    if rng.random() < 0.7:
        columns.append(TrueColumn((rng.choice(("Sản phẩm", "Kết quả, sản phẩm")),), "other"))
    if rng.random() < 0.3:
        columns.append(TrueColumn(("Ghi chú",), "note"))
    return columns


def budget_columns(rng: random.Random) -> list[TrueColumn]:
    first = rng.choice((2025, 2026, 2031))
    count = rng.randint(2, 5)
    nested = rng.random() < 0.4
    lone = rng.random() < 0.5
    years = [
        TrueColumn(("Kinh phí thực hiện", str(y)) if nested else (f"Năm {y}" if lone else str(y),), "amount", str(y))
        for y in range(first, first + count)
    ]
    total = TrueColumn((rng.choice(("Tổng cộng", "Tổng kinh phí")),), "amount", None, True)
    money = [*years, total] if rng.random() < 0.6 else [total, *years]
    after = [TrueColumn(("Nguồn vốn",), "other")] if rng.random() < 0.6 else []
    return [*lead(rng, "Nội dung chi", "Hạng mục", "Tên dự án"), *money, *after]


def funds_columns(rng: random.Random) -> list[TrueColumn]:
    sources = ["Trung ương", "Địa phương", "Xã hội hóa"][: rng.randint(2, 3)]
    periods = rng.choice((("2026 - 2027", "2028 - 2030"), ("2026", "2027", "2028"), ("2026", "2027 - 2030")))
    scale = [TrueColumn(("Quy mô",), "other")] if rng.random() < 0.5 else []
    owner = [TrueColumn(("Cơ quan chủ trì",), "owner")] if rng.random() < 0.5 else []
    return [
        *lead(rng, "Tên dự án, nhiệm vụ", "Danh mục dự án"), *scale, *owner,
        TrueColumn(("Tổng kinh phí",), "amount", None, True),
        *(TrueColumn(("Nguồn vốn", s), "amount") for s in sources),
        *(TrueColumn(("Phân kỳ", p), "amount", p) for p in periods),
    ]  # fmt: skip


def indicator_columns(rng: random.Random) -> list[TrueColumn]:
    first = rng.choice((2025, 2030))
    years = [TrueColumn((f"Năm {first + k}",), "amount", str(first + k)) for k in (1, 3, 5)[: rng.randint(2, 3)]]
    return [
        *lead(rng, "Chỉ tiêu", "Tên chỉ tiêu"), TrueColumn((rng.choice(("Đơn vị tính", "ĐVT")),), "other"),
        TrueColumn((f"Thực hiện {first}",), "amount", str(first)), *years,
        TrueColumn((rng.choice(("Cơ quan theo dõi", "Đơn vị chịu trách nhiệm")),), "owner"),
    ]  # fmt: skip


def roadmap_columns(rng: random.Random) -> list[TrueColumn]:
    quarters = ("Quý II/2026", "Quý III/2026", "Quý IV/2026", "Quý I/2027", "Quý II/2027")[: rng.randint(3, 5)]
    return [
        *lead(rng, "Công việc", "Đầu việc"), *(TrueColumn((q,), "other", q) for q in quarters),
        TrueColumn(("Đầu mối",), "owner"),
    ]  # fmt: skip


def fill_tasks(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    del style
    for index, column in enumerate(table.columns):
        chosen = {"owner": generator.OWNERS, "partner": generator.PARTNERS, "time": generator.TIMES, "other": PRODUCTS}
        if column.role in chosen and (column.role == "owner" or rng.random() < 0.9):
            row.cells[index] = rng.choice(chosen[column.role])
        elif column.role == "note" and rng.random() < 0.3:
            row.cells[index] = "Lấy ý kiến Công an tỉnh"


def fill_budget(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    total = next(c for c in table.amounts if table.columns[c].total)
    for column in table.amounts:
        if column != total and rng.random() < 0.8:
            row.values[column] = money(rng, style)
    if row.values:
        row.values[total] = sum(row.values.values(), Decimal(0))
    finish(rng, table, row, style)


def fill_funds(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    total = next(c for c in table.amounts if table.columns[c].total)
    sources = [c for c in table.amounts if c != total and not table.columns[c].period]
    periods = [c for c in table.amounts if table.columns[c].period]
    row.values = {c: money(rng, style) if rng.random() < 0.8 else Decimal(0) for c in sources}
    row.values[total] = left = sum(row.values.values(), Decimal(0))
    for column in periods[:-1]:
        part = (left * rng.randint(0, 9) / 10).quantize(Decimal("0.1") if style == "vi-one" else Decimal(1))
        row.values[column], left = part, left - part
    row.values[periods[-1]] = left
    finish(rng, table, row, style)


def fill_indicators(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    del style
    for column in table.amounts:
        row.values[column] = Decimal(rng.randint(0, 100)) if rng.random() < 0.8 else Decimal(rng.randint(1, 999)) / 10
        row.cells[column] = str(row.values[column]).replace(".", ",")
    row.cells[2] = rng.choice(UNITS)
    row.cells[-1] = rng.choice(generator.OWNERS)


def fill_roadmap(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    del style
    for index, column in enumerate(table.columns):
        if column.period and rng.random() < 0.8:
            row.cells[index] = rng.choice(STEPS)
    row.cells[-1] = rng.choice(generator.OWNERS)


def finish(rng: random.Random, table: TrueTable, row: TrueRow, style: str) -> None:
    for column, value in row.values.items():
        row.cells[column] = written(value, style)
    for index, head in enumerate(table.columns):
        if head.role == "owner":
            row.cells[index] = rng.choice(generator.OWNERS)
        elif head.role == "other":
            row.cells[index] = rng.choice(generator.SOURCES if head.path[0] == "Nguồn vốn" else PRODUCTS)


def money(rng: random.Random, style: str) -> Decimal:
    return Decimal(rng.randint(1, 999)) / 10 if style == "vi-one" else Decimal(rng.randint(1, 400) * 50)


def written(value: Decimal, style: str) -> str:
    if style == "vi-one":
        return f"{value:.1f}".replace(".", ",") if value else "0"
    return str(value) if style == "plain" else f"{value:,}".replace(",", ".")


COLUMNS = {
    "tasks": task_columns, "budget": budget_columns, "funds": funds_columns, "indicators": indicator_columns,
    "roadmap": roadmap_columns,
}  # fmt: skip
FILLS = {
    "tasks": fill_tasks, "budget": fill_budget, "funds": fill_funds, "indicators": fill_indicators,
    "roadmap": fill_roadmap,
}  # fmt: skip
