"""A real index over two small documents, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

PLAN = """TỈNH ỦY HÒA AN
Số 12-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng năm 2031

I. MỤC TIÊU
1. Đến hết năm 2031, trang bị 45 máy trạm mã hóa cho văn phòng cấp ủy các huyện.
2. Tập huấn kỹ năng số cho 320 cán bộ chuyên trách trước ngày 30/9/2031.

II. KINH PHÍ
Tổng kinh phí thực hiện kế hoạch là 7.250 triệu đồng, do ngân sách tỉnh bảo đảm.

III. TỔ CHỨC THỰC HIỆN
Văn phòng Tỉnh ủy chủ trì, theo dõi, đôn đốc việc thực hiện kế hoạch này.
"""
PROGRAMME = """TỈNH ỦY LÂM BÌNH
Số 08-CTr/TU

CHƯƠNG TRÌNH
Ứng dụng công nghệ thông tin năm 2032

I. NHIỆM VỤ
1. Nâng cấp phòng họp trực tuyến của Ban Tổ chức Tỉnh ủy, quy mô 90 chỗ ngồi.
2. Số hóa 15.000 hồ sơ đảng viên tại kho lưu trữ của Tỉnh ủy.

II. KINH PHÍ
Kinh phí thực hiện chương trình là 3,6 tỷ đồng trong năm 2032.
"""


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "hoa-an.txt").write_text(PLAN, encoding="utf-8")
    (folder / "lam-binh.txt").write_text(PROGRAMME, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_index(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from indexer.build import build
    from indexer.encoder.select import load_encoder

    index = tmp_path_factory.mktemp("built") / "index"
    build(small_corpus, index, load_encoder())
    return index
