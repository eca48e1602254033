"""``python -m indexer audit``: what the audit prints, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

from indexer.facts.report import report
from tests.indexer.commands import indexer
from tests.indexer.facts.conftest import Read
from tests.indexer.plans import ALL, PARTY
from tests.server import ROOT

SCHEMA = ROOT / "docs" / "schemas" / "audit.schema.json"


def test_all_documents_are_audited_with_their_places(shipped_index: Path) -> None:
    done = indexer("audit", "--index", shipped_index)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    heads = {line.split(":")[0]: line for line in lines if not line.startswith(" ")}
    assert heads["quang-nam-2025-2028"].endswith("(11 findings)")
    assert heads["quang-ngai-237-kh-tu"].endswith("(0 findings)")
    at = lines.index("  mismatch (table 0, printed 83.00, computed 91.50, difference -8.50)")
    assert lines[at + 1].strip().startswith("Mục “I Hạ tầng số”, cột 2025: ghi 83,00 tỷ đồng")
    assert lines[at + 2].split() == ["40828-40833", "83,00", "in", "I", "Hạ", "tầng", "số", "|", "2025"]


def test_one_document_as_json(plans_index: Path) -> None:
    done = indexer("audit", PARTY, "--json", "--index", plans_index)
    assert done.returncode == 0
    (document,) = json.loads(done.stdout)["documents"]
    assert document["id"] == PARTY
    (finding,) = document["findings"]
    assert (finding["kind"], finding["printed"], finding["computed"]) == ("differs", "47350", "18950")
    assert finding["difference"] == "28400"
    assert [(place["quote"], place["row"], place["column"]) for place in finding["places"]] == [
        ("47.350 triệu đồng", None, None),
        ("18.950", "Tổng cộng", "Tổng cộng"),
    ]


def test_every_document_is_in_the_json_as_its_schema_says(plans_index: Path, shipped_index: Path) -> None:
    found = json.loads(indexer("audit", "--json", "--index", plans_index).stdout)
    assert sorted(document["id"] for document in found["documents"]) == sorted(ALL)
    shipped = json.loads(indexer("audit", "--json", "--index", shipped_index).stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for printed in (found, shipped):
        Draft202012Validator(schema).validate(printed)


def test_an_unknown_document_is_status_2_and_names_what_there_is(plans_index: Path) -> None:
    done = indexer("audit", "khong-co", "--index", plans_index)
    assert done.returncode == 2
    assert PARTY in done.stderr


def test_a_header_is_named_by_its_column(read: Callable[[str], Read]) -> None:
    document = read("lo-trinh-sai-cot")
    slipped = next(f for f in document.findings if f.kind == "differs")
    (shown,) = report(document.text, document.tables, [slipped])
    assert [(place.quote, place.row is None) for place in shown.places] == [
        ("250", False), ("2032", False), ("2031", True),
    ]  # fmt: skip
    assert shown.places[2].column is not None
    assert shown.places[2].column.endswith("2031")
    assert shown.difference is None
