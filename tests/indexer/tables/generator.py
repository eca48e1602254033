"""A seeded generator of plan tables: random headers, groups, blanks, notations; breakages.py breaks them."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from decimal import Decimal

from tests.indexer.tables import breakages
from tests.indexer.tables.truth import Case, TrueColumn, TrueRow, TrueTable

VERBS = (
    "Xây dựng", "Nâng cấp", "Triển khai", "Rà soát", "Mua sắm", "Tổ chức", "Số hóa", "Hoàn thiện", "Bổ sung", "Duy trì",
    "Tiếp nhận", "Đào tạo", "Kiểm tra", "Thuê", "Vận hành", "Tích hợp", "Đánh giá", "Trang bị",
)  # fmt: skip
THINGS = (
    "hệ thống thông tin báo cáo", "phòng họp trực tuyến", "kho dữ liệu dùng chung", "cổng thông tin điện tử",
    "trung tâm giám sát an toàn thông tin", "thiết bị đầu cuối", "đường truyền số liệu chuyên dùng",
    "phần mềm quản lý văn bản",
    "hạ tầng mạng nội bộ", "chữ ký số cho cán bộ", "cơ sở dữ liệu đảng viên", "nền tảng họp không giấy",
    "lớp tập huấn kỹ năng số",
    "hồ sơ lưu trữ lịch sử", "máy chủ và thiết bị lưu trữ", "hệ thống sao lưu dự phòng", "ứng dụng trợ lý ảo",
)  # fmt: skip
TAILS = (
    "tại các cơ quan, đơn vị", "trong hệ thống chính trị của tỉnh", "cấp huyện và cấp xã",
    "phục vụ công tác chỉ đạo, điều hành",
    "theo kiến trúc thống nhất", "(gồm máy tính, máy in, máy quét)", "đáp ứng yêu cầu nhiệm vụ trong tình hình mới",
    "cho 17 đơn vị trực thuộc", "giai đoạn 2", "theo cấp độ 3", "đến hết năm 2027", "đợt 1",
    "bảo đảm an toàn thông tin theo cấp độ", "và duy trì bảo dưỡng hằng năm",
)  # fmt: skip
GROUPS = (
    "Hạ tầng kỹ thuật", "Phần mềm, ứng dụng", "Dữ liệu dùng chung", "An toàn, an ninh thông tin", "Nguồn nhân lực",
    "Công tác tuyên truyền", "Văn bản, quy chế",
)  # fmt: skip
OWNERS = (
    "Văn phòng Tỉnh ủy",
    "Ban Tổ chức",
    "Sở Tài chính",
    "Công an tỉnh",
    "Ban Tuyên giáo",
    "UBKT",
    "Đảng ủy Khối",
    "VPTU",
)
PARTNERS = (
    "Các cơ quan liên quan",
    "Sở Khoa học và Công nghệ",
    "Các huyện ủy, thành ủy",
    "Ban Nội chính",
    "Bưu điện tỉnh",
)
TIMES = (
    "Thường xuyên",
    "Quý II/2026",
    "Hoàn thành 30/6/2027",
    "Theo lộ trình của Trung ương",
    "2026",
    "2026 - 2027",
    "Tháng 3/2026",
)
BASES = ("QĐ 204-QĐ/TW", "NQ 57-NQ/TW", "Công văn 1337/BTTTT-CATTT", "Nghị định 42/2022/NĐ-CP")
SOURCES = ("Chi thường xuyên", "ĐTPT", "Ngân sách tỉnh")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII")
LAYOUTS = ("cell-per-line", "tabs", "pipes", "flattened")


def make_case(seed: int) -> Case:
    """One document with one to three tables, each in a layout of its own, between paragraphs of running text."""
    rng = random.Random(seed)
    parts: list[str] = [running_text(rng)]
    tables = []
    for number in range(rng.choice((1, 1, 2, 3))):
        layout = rng.choice(LAYOUTS)
        table = make_table(rng, layout)
        table.title = f"PHỤ LỤC {number + 1}: DANH MỤC NHIỆM VỤ, DỰ ÁN"
        parts.append(breakages.render(rng, table))
        tables.append(table)
        parts.append(running_text(rng))
    text = "\n\n".join(parts)
    if rng.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    if rng.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return Case(seed, text, tables)


def make_table(rng: random.Random, layout: str) -> TrueTable:
    """The clean table; ``render`` then writes it with the breakages of its layout."""
    budget = rng.random() < (0.8 if layout == "flattened" else 0.65)
    columns = budget_columns(rng, layout) if budget else task_columns(rng)
    style = rng.choice(("vi-int", "vi-int", "vi-dec", "vi-mixed", "en-int", "plain"))
    unit = "tỷ đồng" if style == "vi-dec" else "triệu đồng"
    table = TrueTable(layout, columns, [], unit, rng.random() < 0.4, "")
    rows = table.rows
    groups = rng.choice((0, 2, 3, 4))
    deep = rng.random() < 0.25 and groups > 0
    for g in range(max(groups, 1)):
        parent = None
        if groups:
            parent = len(rows)
            rows.append(TrueRow(ROMANS[g], "group", blank(columns, ROMANS[g], rng.choice(GROUPS))))
            if layout == "tabs" and not budget and rng.random() < 0.3:
                subtitle = f"{rng.choice(VERBS)} {rng.choice(THINGS)} dùng chung"
                rows.append(TrueRow("", "group", blank(columns, "", subtitle), parent))
                parent = len(rows) - 1
        for i in range(1, rng.randint(2 if groups else 3, 5)):
            item = len(rows)
            rows.append(TrueRow(str(i), "item", blank(columns, str(i), label(rng)), parent))
            if deep and rng.random() < 0.3:
                rows[item].kind = "group"
                for j in range(1, rng.randint(3, 4)):
                    number = f"{i}.{j}"
                    rows.append(TrueRow(number, "item", blank(columns, number, label(rng)), item))
            elif rng.random() < 0.12 and layout in ("cell-per-line", "tabs"):
                for _ in range(rng.randint(1, 3)):
                    rows.append(TrueRow("", "detail", blank(columns, "", f"- {rng.choice(THINGS).capitalize()}"), item))
    mode = rng.choice(("group", "group", "subtotal", "none"))
    fill(rng, table, style, with_subtotals=mode == "group")
    if budget and mode == "subtotal" and groups and not deep:
        add_subtotals(rng, table, style)
    if budget and rng.random() < 0.75:
        add_total(rng, table, style, on_top=rng.random() < 0.2)
    if budget and layout != "flattened" and rng.random() < 0.15:
        spoil(rng, table, style)
    if budget and layout != "flattened" and rng.random() < 0.15:
        write_nil(rng, table)
    return table


def budget_columns(rng: random.Random, layout: str) -> list[TrueColumn]:
    first = rng.choice((2022, 2025, 2026))
    periods = [str(first + k) for k in range(rng.randint(2, 4))]
    if rng.random() < 0.3:
        periods[-1] = f"{int(periods[-1])} - {int(periods[-1]) + 4}"
    head = rng.choice(("Dự kiến kinh phí", "Kinh phí thực hiện", "Phân kỳ kinh phí", "Lộ trình kinh phí"))
    nested = layout == "flattened" or rng.random() < 0.75
    years = [TrueColumn((head, p) if nested else (f"Năm {p}" if len(p) == 4 else p,), "amount", p) for p in periods]
    total = TrueColumn((rng.choice(("Tổng kinh phí", "Tổng số", "Tổng cộng")),), "amount", None, True)
    place = rng.choice(("none", "first", "last", "last"))
    money = [total, *years] if place == "first" else [*years, total] if place == "last" else years
    before: list[TrueColumn] = []
    after: list[TrueColumn] = []
    if layout == "flattened":
        pick = rng.random()
        if pick < 0.2:
            before.append(TrueColumn((rng.choice(("Đơn vị chủ trì", "Cơ quan chủ trì")),), "owner"))
            if rng.random() < 0.3:
                before.append(TrueColumn(("Thời gian thực hiện",), "time"))
        elif pick < 0.7:
            after.append(TrueColumn(("Nguồn kinh phí",), "other"))
    else:
        if rng.random() < 0.35:
            before.append(TrueColumn(("Thời gian thực hiện",), "time"))
        if rng.random() < 0.7:
            after.append(TrueColumn((rng.choice(("Đơn vị chủ trì", "Đơn vị thực hiện")),), "owner"))
        if rng.random() < 0.4:
            after.append(TrueColumn(("Căn cứ thực hiện",), "basis"))
    return [*lead(rng), *before, *money, *after]


def task_columns(rng: random.Random) -> list[TrueColumn]:
    columns = [
        *lead(rng), TrueColumn(("Cơ quan chủ trì",), "owner"), TrueColumn(("Cơ quan phối hợp",), "partner"),
        TrueColumn(("Thời gian thực hiện",), "time"),
    ]  # fmt: skip
    if rng.random() < 0.5:
        columns.append(TrueColumn(("Ghi chú",), "note"))
    return columns


def lead(rng: random.Random) -> list[TrueColumn]:
    name = rng.choice(("Nội dung công việc", "Tên nhiệm vụ", "Nội dung nhiệm vụ", "Hạng mục", "Tên dự án, nhiệm vụ"))
    return [TrueColumn((rng.choice(("TT", "STT", "Số TT")),), "ordinal"), TrueColumn((name,), "label")]


def blank(columns: list[TrueColumn], number: str, name: str) -> list[str]:
    return [number, name, *[""] * (len(columns) - 2)]


def label(rng: random.Random) -> str:
    text = f"{rng.choice(VERBS)} {rng.choice(THINGS)}"
    for _ in range(rng.choice((0, 1, 1, 2))):
        text += " " + rng.choice(TAILS)
    return text


def fill(rng: random.Random, table: TrueTable, style: str, *, with_subtotals: bool) -> None:
    """Figures, agencies and times of every row; groups add up their items."""
    years = [c for c in table.amounts if not table.columns[c].total]
    total = next((c for c in table.amounts if table.columns[c].total), None)
    for row in table.rows:
        if row.kind == "item":
            for column in years:
                if rng.random() < 0.72:
                    row.values[column] = figure(rng, style)
            if not row.values and years and rng.random() < 0.7:
                row.values[rng.choice(years)] = figure(rng, style)
            if total is not None and row.values:
                row.values[total] = sum(row.values.values(), Decimal(0))
            fill_text(rng, table, row)
    if with_subtotals:
        for index in range(len(table.rows) - 1, -1, -1):
            row = table.rows[index]
            if row.kind == "group":
                below = [r for r in table.rows if r.parent == index]
                row.values = add_up(below, table.amounts)
    for row in table.rows:
        for column, value in row.values.items():
            row.cells[column] = written(rng, value, style)


def fill_text(rng: random.Random, table: TrueTable, row: TrueRow) -> None:
    filled = sorted(row.values)
    years = [c for c in filled if not table.columns[c].total]
    for index, column in enumerate(table.columns):
        if column.role == "owner" and rng.random() < 0.9:
            row.cells[index] = rng.choice(OWNERS)
        elif column.role == "partner" and rng.random() < 0.8:
            row.cells[index] = rng.choice(PARTNERS)
        elif column.role == "basis" and rng.random() < 0.6:
            row.cells[index] = rng.choice(BASES)
        elif column.role == "note" and rng.random() < 0.2:
            row.cells[index] = "Kinh phí đã bố trí"
        elif column.role == "other" and rng.random() < 0.9:
            row.cells[index] = rng.choice(SOURCES)
        elif column.role == "time":
            if years:
                first = str(table.columns[years[0]].period)[:4]
                last = str(table.columns[years[-1]].period)[-4:]
                row.cells[index] = first if first == last else f"{first} - {last}"
            elif not table.amounts:
                row.cells[index] = rng.choice(TIMES)


def add_up(rows: list[TrueRow], columns: list[int]) -> dict[int, Decimal]:
    found = {}
    for column in columns:
        present = [r.values[column] for r in rows if column in r.values]
        if present:
            found[column] = sum(present, Decimal(0))
    return found


def add_total(rng: random.Random, table: TrueTable, style: str, *, on_top: bool) -> None:
    top = [r for r in table.rows if r.parent is None and r.kind != "subtotal"]
    sums: dict[int, Decimal] = {}
    for column in table.amounts:
        pool = [v for r in top for v in deep_values(table, r, column)]
        if pool:
            sums[column] = sum(pool, Decimal(0))
    if not sums:
        return
    cells = blank(table.columns, "", rng.choice(("TỔNG CỘNG", "Tổng cộng", "TỔNG SỐ", "Cộng")))
    for column, value in sums.items():
        cells[column] = written(rng, value, style)
    row = TrueRow("", "total", cells, values=sums)
    if on_top:
        for other in table.rows:
            other.parent = None if other.parent is None else other.parent + 1
        table.rows.insert(0, row)
    else:
        table.rows.append(row)


def add_subtotals(rng: random.Random, table: TrueTable, style: str) -> None:
    """A row below each group that adds up its items."""
    rows: list[TrueRow] = []
    moved: dict[int, int] = {}
    word = rng.choice(("Cộng mục", "Cộng", "Tổng mục"))
    for index, row in enumerate(table.rows):
        if row.kind == "group" and rows:
            close_group(rng, table, rows, style, word)
        moved[index] = len(rows)
        row.parent = moved[row.parent] if row.parent is not None else None
        rows.append(row)
    close_group(rng, table, rows, style, word)
    table.rows[:] = rows


def close_group(rng: random.Random, table: TrueTable, rows: list[TrueRow], style: str, word: str) -> None:
    group = max(i for i, r in enumerate(rows) if r.kind == "group")
    values = add_up([r for r in rows if r.parent == group], table.amounts)
    if not values:
        return
    cells = blank(table.columns, "", f"{word} {rows[group].number}")
    for column, value in values.items():
        cells[column] = written(rng, value, style)
    rows.append(TrueRow("", "subtotal", cells, group, values))


def spoil(rng: random.Random, table: TrueTable, style: str) -> None:
    """One printed sum of a group or of the table is wrong in the source itself."""
    sums = [r for r in table.rows if r.kind in ("group", "subtotal", "total") and r.values]
    if not sums:
        return
    row = rng.choice(sums)
    column = rng.choice(sorted(row.values))
    row.values[column] += Decimal(rng.choice((1, 7, 100, -1)))
    if row.values[column] < 0:
        row.values[column] = Decimal(1)
    row.cells[column] = written(rng, row.values[column], style)
    row.undecidable |= set(table.amounts)
    table.breakages.add("wrong sum in the source")


def write_nil(rng: random.Random, table: TrueTable) -> None:
    """A dash where there is no money."""
    for row in table.rows:
        for column in table.amounts:
            if row.kind == "item" and not row.cells[column] and rng.random() < 0.5:
                row.cells[column] = "-"
                table.breakages.add("dash for nothing")


def deep_values(table: TrueTable, row: TrueRow, column: int) -> list[Decimal]:
    if column in row.values:
        return [row.values[column]]
    index = table.rows.index(row)
    return [v for r in table.rows if r.parent == index and r.kind != "subtotal" for v in deep_values(table, r, column)]


def figure(rng: random.Random, style: str) -> Decimal:
    if style == "vi-dec":
        return Decimal(rng.choice((0, 5, 10, 25, 40, 75, 90, 110, 250, 310, 800, 1205, 3000, 12550))) / 100
    if style == "vi-mixed" and rng.random() < 0.15:
        return Decimal(rng.randint(11, 999)) / 10
    pick = rng.random()
    if pick < 0.06:
        return Decimal(0)
    return Decimal(
        rng.randint(5, 999) if pick < 0.5 else rng.randint(10, 200) * 50 if pick < 0.8 else rng.randint(1000, 20000)
    )


def written(rng: random.Random, value: Decimal, style: str) -> str:
    if style == "vi-dec":
        return f"{value:.2f}".replace(".", ",")
    if value != value.to_integral_value():
        return f"{value.normalize():f}" if style != "vi-mixed" or value >= 1000 else f"{value:.1f}"
    whole = int(value)
    if style == "plain":
        return str(whole)
    if style == "en-int":
        return f"{whole:,}"
    if style == "vi-mixed" and rng.random() < 0.2 and whole < 10000:
        return str(whole)
    return f"{whole:,}".replace(",", ".")


def running_text(rng: random.Random) -> str:
    """Paragraphs, numbered lists and figures that are no table."""
    lines = [f"{rng.choice(ROMANS)}. {rng.choice(GROUPS).upper()}"]
    for number in range(1, rng.randint(2, 5)):
        lines.append(f"{number}. {label(rng)}")
        lines.append(f"- {label(rng)}; kinh phí {rng.randint(2, 90)}.{rng.randint(100, 999)} triệu đồng.")
        if rng.random() < 0.3:
            lines.append(f"\ta) {label(rng)}, hoàn thành trước ngày 30/6/{rng.randint(2025, 2030)}.")
    return "\n".join(lines)


def without(table: TrueTable, names: set[str]) -> TrueTable:
    """A copy of the table that notes ``names`` as its breakages."""
    return replace(table, breakages=table.breakages | names)
