"""Question files: what loads, what is refused with its line and field, and the published schema."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.records import Turn
from eval.amounts import Value
from eval.errors import QuestionFileError, UnusableInputError
from eval.questions import AskLine, load_ask_lines, load_questions, set_path

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
FULL: dict[str, Any] = {
    "id": "a",
    "question": "Kinh phí?",
    "lang": "vi",
    "type": "fact",
    "history": [],
    "docs": ["d"],
    "evidence": [{"doc": "d", "contains": ["5 tỷ"]}],
    "answer": "5 tỷ đồng.",
    "values": [{"number": 5, "unit": "tỷ đồng"}],
    "must": [["5"]],
    "must_not": [],
    "answerable": True,
}


def schema(name: str) -> Draft202012Validator:
    loaded = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def written(folder: Path, *lines: object) -> Path:
    path = folder / "q.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_shipped_set_loads_and_follows_the_schema() -> None:
    path = set_path("dev")
    validator = schema("question.schema.json")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [error.message for record in records for error in validator.iter_errors(record)] == []
    questions = load_questions(path)
    assert [line.id for line in questions] == [record["id"] for record in records]
    assert Counter(line.type for line in questions)["table"] == 38
    assert sum(not line.answerable for line in questions) == 14


def test_a_full_line_becomes_a_record(tmp_path: Path) -> None:
    (line,) = load_questions(written(tmp_path, FULL))
    assert line.values == (Value(5, "tỷ đồng"),)
    assert line.evidence[0].contains == ("5 tỷ",)
    assert line.ask_line() == AskLine("a", "Kinh phí?")


def test_asking_needs_only_id_and_question(tmp_path: Path) -> None:
    turns = [{"role": "user", "content": "trước"}, {"role": "assistant", "content": ""}]
    path = written(tmp_path, {"id": "a", "question": "b"}, {"id": "c", "question": "d", "history": turns})
    assert load_ask_lines(path) == (
        AskLine("a", "b"),
        AskLine("c", "d", (Turn("user", "trước"), Turn("assistant", ""))),
    )


def test_asking_never_looks_at_gold_keys(tmp_path: Path) -> None:
    poisoned = {**FULL, "values": "x", "must": 7, "evidence": None, "answerable": "yes", "type": [], "lang": {}}
    assert load_ask_lines(written(tmp_path, poisoned)) == (AskLine("a", "Kinh phí?"),)


def test_line_ends_blank_lines_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "question": "x\xe2\x80\xa8y"}\r\n\r\n  \n{"id": "b", "question": "z"}')
    assert [line.question for line in load_ask_lines(path)] == ["x\u2028y", "z"]


BAD_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"id": 3}, "id"),
    ({"question": "  "}, "question"),
    ({"question": "\ud800"}, "question"),
    ({"lang": "fr"}, "lang"),
    ({"type": "guess"}, "type"),
    ({"type": ["fact"]}, "type"),
    ({"history": {}}, "history"),
    ({"history": ["x"]}, "history[0]"),
    ({"history": [{"role": "system", "content": "x"}]}, "history[0].role"),
    ({"history": [{"role": "user"}]}, "history[0].content"),
    ({"docs": "d"}, "docs"),
    ({"evidence": [{"doc": "d", "contains": []}]}, "evidence[0].contains"),
    ({"evidence": [{"doc": "d", "contains": ["x", ""]}]}, "evidence[0].contains[1]"),
    ({"evidence": [{"contains": ["x"]}]}, "evidence[0].doc"),
    ({"answer": None}, "answer"),
    ({"values": [{"number": "5", "unit": "x"}]}, "values[0].number"),
    ({"values": [{"number": True, "unit": "x"}]}, "values[0].number"),
    ({"values": [{"number": 5}]}, "values[0].unit"),
    ({"must": ["5"]}, "must[0]"),
    ({"must": [["5"], []]}, "must[1]"),
    ({"must_not": [1]}, "must_not[0]"),
    ({"answerable": 1}, "answerable"),
]


@pytest.mark.parametrize(("change", "field"), BAD_FIELDS, ids=[f"{field} {change}" for change, field in BAD_FIELDS])
def test_a_bad_field_is_named_with_its_line(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(FULL) + "\n" + json.dumps({**FULL, "id": "b", **change}) + "\n", encoding="utf-8")
    with pytest.raises(QuestionFileError) as caught:
        load_questions(path)
    assert (caught.value.line, caught.value.field) == (2, field)
    assert f"line 2, field '{field}'" in str(caught.value)


# A schema cannot see half of a surrogate pair.
@pytest.mark.parametrize(("change", "field"), [bad for bad in BAD_FIELDS if bad[0] != {"question": "\ud800"}])
def test_the_published_schema_refuses_the_same_fields(change: dict[str, Any], field: str) -> None:
    assert not schema("question.schema.json").is_valid({**FULL, **change}), field


@pytest.mark.parametrize("key", [key for key in FULL if key not in ("history", "docs")])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    record = {name: value for name, value in FULL.items() if name != key}
    with pytest.raises(QuestionFileError, match=rf"line 1, field '{key}': missing"):
        load_questions(written(tmp_path, record))
    assert not schema("question.schema.json").is_valid(record)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "not JSON: "),
        (b"[]", "not a JSON object"),
        (b'{"id": NaN}', "NaN is no JSON number"),
        (b'{"id": "\xff"}', "not UTF-8: byte 0xff at 8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: bytes, problem: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"id": "a", "question": "b"}\n' + line)
    with pytest.raises(QuestionFileError) as caught:
        load_ask_lines(path)
    assert caught.value.line == 2
    assert problem in str(caught.value)


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="line 3, field 'id': 'a' already stands in line 1"):
        load_ask_lines(written(tmp_path, *({"id": name, "question": "x"} for name in "aba")))


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match="holds no question"):
        load_ask_lines(written(tmp_path))
    with pytest.raises(UnusableInputError, match="cannot be read"):
        load_ask_lines(tmp_path / "none.jsonl")


def test_a_set_is_named_or_given_as_a_path(tmp_path: Path) -> None:
    assert set_path("dev").name == "dev.jsonl"
    assert set_path(str(tmp_path / "own.jsonl")) == tmp_path / "own.jsonl"
    assert set_path("../sets/dev") == Path("../sets/dev")


@pytest.mark.parametrize(
    ("line", "valid"),
    [
        ({"file": "a.txt"}, True),
        ({"file": "a.txt", "title": "T", "number": "1-KH/TU", "kind": "Kế hoạch", "issuer": "I", "place": "P"}, True),
        ({"file": "a.txt", "date": "2025-01-31", "period": [2025, 2028], "signer": "S"}, True),
        ({}, False),
        ({"file": ""}, False),
        ({"file": "a.txt", "owner": "x"}, False),
        ({"file": "a.txt", "date": "31/01/2025"}, False),
        ({"file": "a.txt", "period": [2025]}, False),
        ({"file": "a.txt", "period": ["2025", "2028"]}, False),
    ],
)
def test_the_manifest_schema(line: dict[str, Any], valid: bool) -> None:
    assert schema("manifest.schema.json").is_valid(line) is valid
