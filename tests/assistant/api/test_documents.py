"""The library over HTTP: documents, their text, outline, tables and original files; the page and health."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from tests.assistant.api.test_problems import assert_problem
from tests.conftest import PLANS
from tests.indexer.plans import ALL, PARTY, parsed
from tests.server import Server

SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def test_documents_are_listed_with_what_they_say_of_themselves(plans_server: Server) -> None:
    documents = plans_server.get("/api/documents").json["documents"]
    assert sorted(one["id"] for one in documents) == sorted(ALL)
    for one in documents:
        assert plans_server.get(f"/api/documents/{one['id']}").json == one
    party = next(one for one in documents if one["id"] == PARTY)
    assert party["number"] == "85-KH/TU"
    assert party["period"] == [2031, 2034]
    assert party["path"] == f"{PARTY}.txt"
    assert party["tables"] == 1


def test_files_that_could_not_be_read_are_listed_and_secret_ones_are_not(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ke-hoach.txt").write_text("KẾ HOẠCH\nĐào tạo 30 người.\n", encoding="utf-8")
    (corpus / "mat.txt").write_text("MẬT\n\nKẾ HOẠCH\nHầm số ba.\n", encoding="utf-8")
    (corpus / "ban-ve.dwg").write_bytes(b"AC1032")
    with Server(tmp_path / "index", corpus, tmp_path / "log.txt") as server:
        listed = server.get("/api/documents").json
    assert [one["id"] for one in listed["documents"]] == ["ke-hoach"]
    assert listed["skipped"] == [{"name": "ban-ve.dwg", "fault": "format"}]


@pytest.mark.parametrize("document_id", ALL)
def test_the_text_is_the_source_text(plans_server: Server, document_id: str) -> None:
    reply = plans_server.get(f"/api/documents/{document_id}/text")
    source = parsed(document_id).source
    assert reply.text == source.text
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    about = plans_server.get(f"/api/documents/{document_id}").json
    assert hashlib.sha256(reply.body).hexdigest() == about["text_sha256"]
    assert len(reply.text) == about["characters"]


def test_the_text_is_not_sent_twice(plans_server: Server) -> None:
    path = f"/api/documents/{PARTY}/text"
    tag = plans_server.get(path).headers["etag"]
    again = plans_server.get(path, {"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert plans_server.get(path, {"If-None-Match": '"other"'}).status == 200


def test_newlines_and_code_points_reach_the_client(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\r\nmột\x85hai\u2028ba bo\u0300n\r\n"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "la.txt").write_bytes(text.encode("utf-16"))
    with Server(tmp_path / "index", tmp_path / "corpus", tmp_path / "log.txt") as server:
        assert server.get("/api/documents/la/text").text == text


@pytest.mark.parametrize("document_id", ALL)
def test_the_outline_is_the_indexers(plans_server: Server, document_id: str) -> None:
    body = plans_server.get(f"/api/documents/{document_id}/outline").json
    outline = parsed(document_id).outline
    assert [(s["ordinal"], s["parent"], s["kind"], s["label"], s["heading"]) for s in body["sections"]] == [
        (s.ordinal, s.parent, s.kind, s.label, s.heading) for s in outline.sections
    ]
    assert [(s["start"], s["end"]) for s in body["sections"]] == [(s.span.start, s.span.end) for s in outline.sections]
    assert [(b["section"], b["kind"], b["level"], b["start"], b["end"], b["table"]) for b in body["blocks"]] == [
        (b.section, b.kind, b.level, b.span.start, b.span.end, b.table) for b in outline.blocks
    ]


def test_tables_have_a_cell_for_every_column_at_its_place(plans_server: Server, shipped_server: Server) -> None:
    for server in (plans_server, shipped_server):
        for one in server.get("/api/documents").json["documents"]:
            tables = server.get(f"/api/documents/{one['id']}/tables").json["tables"]
            assert len(tables) == one["tables"]
            text = server.get(f"/api/documents/{one['id']}/text").text
            for table in tables:
                for row in table["rows"]:
                    assert len(row["cells"]) == len(table["columns"])
                    assert table["start"] <= row["start"] < row["end"] <= table["end"]
                    for cell in row["cells"]:
                        if cell["start"] is not None:
                            assert " ".join(cell["text"].split()) != "" or cell["start"] == cell["end"]
                            assert 0 <= cell["start"] <= cell["end"] <= len(text)


def test_the_table_of_a_plan(plans_server: Server) -> None:
    (table,) = plans_server.get(f"/api/documents/{PARTY}/tables").json["tables"]
    text = plans_server.get(f"/api/documents/{PARTY}/text").text
    assert table["unit"] == "triệu đồng"
    assert [column["path"] for column in table["columns"]] == [
        ["STT"],
        ["Nội dung"],
        ["Năm 2031"],
        ["Năm 2032"],
        ["Tổng cộng"],
    ]
    cells = [[text[cell["start"] : cell["end"]] for cell in row["cells"] if cell["text"]] for row in table["rows"]]
    assert cells[1] == ["2", "Máy chủ", "5.000", "7.100", "12.100"]


@pytest.mark.parametrize("document_id", ALL)
def test_the_audit_is_the_indexers(plans_server: Server, document_id: str) -> None:
    found = plans_server.get(f"/api/documents/{document_id}/audit").json["findings"]
    text = plans_server.get(f"/api/documents/{document_id}/text").text
    expected = parsed(document_id).findings
    assert [(f["kind"], f["message"], f["table"]) for f in found] == [(f.kind, f.message, f.table) for f in expected]
    for shown, finding in zip(found, expected, strict=True):
        assert [(s["start"], s["end"]) for s in shown["spans"]] == [(s.start, s.end) for s in finding.spans]
        assert all(s["quote"] == text[s["start"] : s["end"]] for s in shown["spans"])


def test_figures_of_the_audit_are_exact_decimals(shipped_server: Server) -> None:
    found = shipped_server.get("/api/documents/quang-nam-2025-2028/audit").json["findings"]
    group = next(f for f in found if f["printed"] == "83.00")
    assert (group["kind"], group["computed"], group["spans"][0]["quote"]) == ("mismatch", "91.50", "83,00")
    assert shipped_server.get("/api/documents/quang-ngai-237-kh-tu/audit").json == {"findings": []}
    assert_problem(shipped_server.get("/api/documents/khong-co/audit"), 404, "no_document")


def test_documents_say_how_many_findings_they_have(shipped_server: Server) -> None:
    for one in shipped_server.get("/api/documents").json["documents"]:
        assert one["findings"] == len(shipped_server.get(f"/api/documents/{one['id']}/audit").json["findings"])


def test_cells_say_whether_their_sums_agree(shipped_server: Server) -> None:
    found = shipped_server.get("/api/documents/quang-nam-2025-2028/audit").json["findings"]
    wrong = {(f["table"], f["spans"][0]["start"]) for f in found if f["kind"] == "mismatch" and f["table"] is not None}
    tables = shipped_server.get("/api/documents/quang-nam-2025-2028/tables").json["tables"]
    cells = [(t["ordinal"], c) for t in tables for row in t["rows"] for c in row["cells"]]
    assert wrong
    assert wrong == {(at, cell["start"]) for at, cell in cells if cell["audit"] == "mismatch"}
    assert any(cell["audit"] == "consistent" for _, cell in cells)
    assert all(cell["audit"] is None for _, cell in cells if not re.search(r"\d", cell["text"]))


def test_the_original_file_is_served_as_it_was_indexed(plans_server: Server) -> None:
    reply = plans_server.get(f"/api/documents/{PARTY}/file")
    assert reply.body == (PLANS / f"{PARTY}.txt").read_bytes()
    assert "attachment" in reply.headers["content-disposition"]


def test_a_file_that_changed_or_went_since_is_not_served(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(PLANS, corpus)
    with Server(tmp_path / "index", corpus, tmp_path / "log.txt") as server:
        path = f"/api/documents/{PARTY}/file"
        assert server.get(path).status == 200
        (corpus / f"{PARTY}.txt").write_text("khác", encoding="utf-8")
        assert_problem(server.get(path), 404, "no_file")
        (corpus / f"{PARTY}.txt").unlink()
        assert_problem(server.get(path), 404, "no_file")
        (corpus / f"{PARTY}.txt").symlink_to("/etc/hostname")
        assert_problem(server.get(path), 404, "no_file")
        assert server.get(f"/api/documents/{PARTY}/text").status == 200  # the text is the index's own


def test_health_and_readiness(plans_server: Server) -> None:
    assert plans_server.get("/healthz").json == {"status": "ok"}
    ready = plans_server.get("/readyz").json
    assert ready["status"] == "ready"
    assert ready["generation"].startswith("g-")
    assert ready["documents"] == len(ALL)
    assert ready["passages"] > len(ALL)


@pytest.mark.parametrize("path", ["/", f"/documents/{PARTY}"])
def test_the_page_and_all_it_names_come_from_here(plans_server: Server, path: str) -> None:
    reply = plans_server.get(path)
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    named = re.findall(r'(?:src|href)="([^"]+)"', reply.text)
    assert any(name.endswith(".js") for name in named)
    for name in named:
        if name.startswith("#"):
            continue
        assert name.startswith("/"), name
        assert plans_server.get(name).status == 200, name


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/api/documents", "/none", "/static/icon.svg", f"/api/documents/{PARTY}/file"]
)
def test_every_reply_carries_the_security_headers(plans_server: Server, path: str) -> None:
    assert_secure(dict(plans_server.get(path).headers))


def test_problems_and_streams_carry_them_too(plans_server: Server) -> None:
    assert_secure(dict(plans_server.post("/api/ask", {}).headers))
    assert_secure(dict(plans_server.request("POST", "/api/ask", b"a" * 300_000).headers))
    stream = plans_server.post("/api/ask", {"question": "Kinh phí?"}, {"Accept": "text/event-stream"})
    assert_secure(dict(stream.headers))


def assert_secure(headers: dict[str, str]) -> None:
    assert {name: headers.get(name) for name in SECURITY} == SECURITY
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers


def test_files_of_the_page_are_compressed_and_not_sent_twice(plans_server: Server) -> None:
    path = "/static/js/app.js"
    plain = plans_server.get(path)
    packed = plans_server.get(path, {"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    again = plans_server.get(path, {"If-None-Match": plain.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert plans_server.get(path, {"If-None-Match": '"other"'}).status == 200
