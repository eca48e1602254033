"""The demo screen over a real assistant: what documents say stays text, and an assistant that is away is said so."""

from __future__ import annotations

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.conftest import PLANS
from tests.server import Server
from tests.web.office import Office, free_port

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {title} {0}'


def fetched(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            return response.status, response.read().decode("utf-8")
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, problem.read().decode("utf-8")


def test_titles_and_texts_stay_text(encoder: Encoder, tmp_path: Path) -> None:
    corpus = shutil.copytree(PLANS, tmp_path / "corpus")
    plan = corpus / "lai-chau-85-kh-tu.txt"
    plan.write_text(plan.read_text(encoding="utf-8") + f"\n{HOSTILE}\n", encoding="utf-8")
    line = {"file": plan.name, "title": HOSTILE}
    (corpus / "manifest.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    build(corpus, tmp_path / "index", encoder)
    with (
        Server(tmp_path / "index", corpus, tmp_path / "log.txt") as server,
        Office(f"http://{server.host}:{server.port}", tmp_path / "office.txt") as office,
    ):
        listed = fetched(office.origin())
        opened = fetched(f"{office.origin()}/van-ban/lai-chau-85-kh-tu")
        missing = fetched(f"{office.origin()}/van-ban/%3Cscript%3E")
    assert (listed[0], opened[0], missing[0]) == (200, 200, 404)
    for _, page in (listed, opened, missing):
        assert "<script>" not in page
        assert "<img" not in page
    assert listed[1].count("&lt;script&gt;alert(1)") == 1
    assert opened[1].count("&lt;script&gt;alert(1)") == 2  # the title and the text
    assert 'data-scope="lai-chau-85-kh-tu"' in opened[1]
    assert 'data-scope=""' in listed[1]


@pytest.mark.parametrize("path", ["/", "/van-ban/lai-chau-85-kh-tu"])
def test_an_assistant_that_is_away_is_said_so(tmp_path: Path, path: str) -> None:
    with Office(f"http://127.0.0.1:{free_port()}", tmp_path / "office.txt") as office:
        status, page = fetched(office.origin() + path)
    assert status == 502
    assert "Máy chủ trợ lý chưa trả lời" in page
