"""Invented plans whose figures agree, by seed, and the same plans with one error planted in one place."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

from tests.indexer.facts.made_layouts import LAYOUTS, rendered

ERRORS = (
    "group", "total", "row", "stated total", "breakdown", "deadline", "month", "owner", "share", "count", "cost",
)  # fmt: skip
_GROUPS = ("Hạ tầng số", "Nền tảng và dữ liệu số", "An toàn thông tin mạng", "Nhân lực số và truyền thông")
_ITEMS = (
    ("Nâng cấp phòng máy chủ dự phòng tại trụ sở cũ", "Thuê đường truyền riêng cho các trạm y tế vùng cao"),
    ("Xây dựng kho bản đồ số vùng trồng hồi, quế", "Chuẩn hóa sổ địa chính của bảy xã sáp nhập"),
    ("Lắp đặt thiết bị lọc thư rác cho cổng liên lạc", "Mua bản quyền phần mềm diệt mã độc máy trạm"),
    ("Mở lớp hướng dẫn ký số cho trưởng bản", "Sản xuất phóng sự về chợ phiên trực tuyến"),
)
_TASKS = (
    ("Nền tảng quản lý rừng phòng hộ bằng ảnh viễn thám", "Sở Nông nghiệp và Môi trường"),
    ("Phần mềm theo dõi hồ chứa thủy lợi nhỏ", "Chi cục Thủy lợi"),
    ("Hệ thống đặt lịch khám bệnh liên thông tuyến xã", "Sở Y tế"),
    ("Kho học liệu tiếng dân tộc cho trường nội trú", "Sở Giáo dục và Đào tạo"),
    ("Sàn giới thiệu nghề dệt thổ cẩm truyền thống", "Sở Công Thương"),
)
_SHARES = (
    "Trạm y tế xã kê đơn thuốc điện tử", "Trường nội trú dùng sổ liên lạc điện tử",
    "Hợp tác xã có tài khoản bán hàng trực tuyến", "Biên bản họp bản lưu trên hệ thống chung",
)  # fmt: skip
_DEVICES = ("Máy tính bảng cho trưởng bản vùng lõm sóng", "Máy đo mặn tự ghi cho trạm bơm ven sông")
_OTHER_OWNER = "Sở Khoa học và Công nghệ"
_YEARS = (2027, 2028, 2029)


@dataclass
class Plan:
    """The text of a plan before it is written: its annexes, and the sentences of its body."""

    seed: int
    layouts: tuple[str, ...]
    budget: list[list[str]]
    tasks: list[list[str]]
    targets: list[list[str]]
    body: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document."""
        annexes = (
            ("I", "NHU CẦU KINH PHÍ THỰC HIỆN KẾ HOẠCH", "Đơn vị tính: triệu đồng", self.budget),
            ("II", "PHÂN CÔNG NHIỆM VỤ", "", self.tasks),
            ("III", "CHỈ TIÊU VÀ THIẾT BỊ", "", self.targets),
        )
        parts = [
            f"PHỤ LỤC {number}\n{title}\n" + (f"{unit}\n" if unit else "") + f"\n{rendered(rows, layout)}"
            for (number, title, unit, rows), layout in zip(annexes, self.layouts, strict=True)
        ]
        lines = [f"{lead}{self.body[key]}" for lead, key in _BODY]
        return "\n\n".join((*lines, *parts)) + "\n"


_BODY = (
    ("KẾ HOẠCH\n", "subject"),
    ("I. MỤC TIÊU\n\n1. ", "share"), ("2. ", "count"), ("3. ", "aside targets"),
    ("II. NHIỆM VỤ\n\n1. ", "deadline"), ("2. ", "month"), ("3. ", "owner"), ("4. ", "cost"),
    ("5. ", "aside steps"), ("6. ", "aside parts"),
    ("III. KINH PHÍ\n\n1. ", "money"), ("2. ", "funds"), ("3. ", "aside money"),
)  # fmt: skip


def made_plan(seed: int, error: str | None = None) -> Plan:
    """The plan of a seed, with one error of ``ERRORS`` or none; three annexes, each in another layout."""
    rng = random.Random(seed)
    layouts = tuple(rng.sample(LAYOUTS, 3))
    budget, costs = _budget(rng)
    tasks = _tasks(rng)
    targets = _targets(rng)
    plan = Plan(seed, layouts, budget, tasks, targets)
    _write_body(plan, rng, costs)
    if error is not None:
        _plant(plan, rng, error)
    return plan


def _budget(rng: random.Random) -> tuple[list[list[str]], dict[str, int]]:
    rows, costs = [["TT", "Nội dung", *map(str, _YEARS), "Tổng cộng", "Cơ quan thực hiện"]], {}
    totals = [0] * len(_YEARS)
    number = 0
    for group, items in zip(_GROUPS, _ITEMS, strict=True):
        below = []
        for item in items:
            number += 1
            values = [rng.randrange(120, 9900, 10) for _ in _YEARS]
            costs[item] = sum(values)
            below.append([str(number), item, *map(_shown, values), _shown(sum(values)), rng.choice(_TASKS)[1]])
            totals = [a + b for a, b in zip(totals, values, strict=True)]
        sums = [sum(_value(row[i]) for row in below) for i in range(2, 6)]
        rows += [[("I", "II", "III", "IV")[_GROUPS.index(group)], group, *map(_shown, sums), ""], *below]
    rows.append(["", "TỔNG CỘNG", *map(_shown, (*totals, sum(totals))), ""])
    return rows, costs


def _tasks(rng: random.Random) -> list[list[str]]:
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]]
    for number, (task, owner) in enumerate(rng.sample(_TASKS, len(_TASKS)), 1):
        time = f"Tháng {rng.randrange(4, 9)}/2028" if number == 2 else f"Quý {rng.choice(('II', 'III'))}/2028"
        rows.append([str(number), task, owner, "Các sở, ngành", time])
    return rows


def _targets(rng: random.Random) -> list[list[str]]:
    rows = [["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2027", "Năm 2029"]]
    for number, share in enumerate(_SHARES, 1):
        first = rng.randrange(20, 60)
        rows.append([str(number), share, "%", str(first), str(first + rng.randrange(10, 35))])
    for number, device in enumerate(_DEVICES, len(_SHARES) + 1):
        first = rng.randrange(110, 200)
        rows.append([str(number), device, "chiếc", str(first), str(first + rng.randrange(10, 90))])
    return rows


def _write_body(plan: Plan, rng: random.Random, costs: dict[str, int]) -> None:
    target, device = plan.targets[rng.randrange(1, 5)], plan.targets[5]
    due, month, led = plan.tasks[1], plan.tasks[2], plan.tasks[3]
    item, cost = rng.choice(sorted(costs.items()))
    other, row = plan.targets[6], plan.budget[2]
    *years, whole = (_value(cell) for cell in plan.budget[-1][2:6])
    province = whole // 2
    quarter = {"II": "30/6", "III": "30/9"}[due[4].split()[1].partition("/")[0]]
    spread = "; ".join(f"năm {y}: {_shown(v)} triệu đồng" for y, v in zip(_YEARS, years, strict=True))
    plan.body = _asides(plan, other, row) | {
        "subject": "chuyển đổi số tỉnh An Sơn giai đoạn 2027 - 2029",
        "share": f"Đến năm 2029, {target[4]}% {_lower(target[1])}.",
        "count": f"Đến năm 2029, trang bị {device[4]} {_lower(device[1])}.",
        "deadline": f"{due[2]} xây dựng {_lower(due[1])}, hoàn thành trước ngày {quarter}/2028.",
        "month": f"{month[2]} triển khai {_lower(month[1])}, hoàn thành trong {_lower(month[4])}, thí điểm tại 04 xã.",
        "owner": f"Giao {led[2]} chủ trì {_lower(led[1])}.",
        "cost": f"{item}; tổng kinh phí {_shown(cost)} triệu đồng.",
        "money": f"Tổng kinh phí thực hiện Kế hoạch là {_shown(whole)} triệu đồng (chi tiết tại Phụ lục I),"
        f" gồm: {spread}.",
        "funds": f"Nguồn kinh phí: {_shown(whole)} triệu đồng, gồm ngân sách tỉnh {_shown(province)} triệu đồng và"
        f" ngân sách trung ương {_shown(whole - province)} triệu đồng.",
    }


def _asides(plan: Plan, device: list[str], item: list[str]) -> dict[str, str]:
    """Sentences that speak of a part, a step or another time of what stands in the annexes: none contradicts them."""
    doing, task, agency = _lower(item[1]), _lower(plan.tasks[4][1]), plan.tasks[4][2]
    half = _shown(_value(item[2]) // 2)
    return {
        "aside targets": f"Hiện có {_value(device[3]) // 2} {_lower(device[1])}; mỗi trạm bơm có 02 máy đo mặn tự ghi;"
        f" năm 2028 mua thêm {_value(device[3]) // 3} máy đo mặn tự ghi cho trạm bơm ven sông.",
        "aside steps": f"{agency} khảo sát, lập đề cương {task} trong quý IV/2027; thí điểm {task}"
        " trước ngày 31/01/2028; sơ kết, báo cáo kết quả trước ngày 15/12/2029.",
        "aside parts": f"Năm 2027 bố trí {item[2]} triệu đồng để {doing}, trong đó mua sắm {half} triệu đồng;"
        f" đợt 1 {doing} có tổng kinh phí {half} triệu đồng.",
        "aside money": "Hạ tầng số chưa gồm 1.350 triệu đồng do doanh nghiệp viễn thông tự đầu tư; dự phòng khoảng 5%"
        " tổng kinh phí; trong đó dành ít nhất 120 triệu đồng cho tuyên truyền.",
    }


def _plant(plan: Plan, rng: random.Random, error: str) -> None:
    """Change one figure, time or agency of one place, as a slip of the pen would."""
    if error in ("group", "total", "row"):
        row = {"group": 1, "total": len(plan.budget) - 1, "row": 2}[error]
        column = 5 if error == "row" else rng.randrange(2, 5)
        plan.budget[row][column] = _slip(plan.budget[row][column])
        return
    key, old, new = {
        "stated total": ("money", plan.budget[-1][5], _slip(plan.budget[-1][5])),
        "breakdown": ("funds", "ngân sách tỉnh ", "ngân sách tỉnh 1"),
        "deadline": ("deadline", "/2028", "/2027"),
        "month": ("month", plan.tasks[2][4].lower(), "tháng 11/2028"),
        "owner": ("owner", plan.tasks[3][2], _OTHER_OWNER),
        "share": ("share", "2029, ", "2029, 9"),
        "count": ("count", plan.targets[5][4], _slip(plan.targets[5][4])),
        "cost": ("cost", "kinh phí ", "kinh phí 1"),
    }[error]
    if error == "share":
        shown = plan.body["share"].partition(", ")[2].partition("%")[0]
        old, new = f"{shown}%", f"{int(shown) + 4}%"
    if error in ("breakdown", "cost"):
        shown = plan.body[key].rpartition(old)[2].partition(" triệu")[0]
        old, new = f"{old}{shown}", f"{old}{_slip(shown)}"
    changed = plan.body[key].replace(old, new, 1)
    assert changed != plan.body[key]
    plan.body[key] = changed


def _slip(shown: str) -> str:
    """Two neighbouring digits that differ changed places, the first of them being no leading one if that can be."""
    digits = [i for i, c in enumerate(shown) if c.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if shown[a] != shown[b] and shown[b] != "0"]
    if not pairs:
        return shown[:-1] + str((int(shown[-1]) + 3) % 10)
    a, b = pairs[-1]
    cells = list(shown)
    cells[a], cells[b] = cells[b], cells[a]
    return "".join(cells)


def _shown(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _value(shown: str) -> int:
    return int(shown.replace(".", ""))


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
