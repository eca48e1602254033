"""``python -m indexer check`` finds every change of a generation."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from indexer.check import check
from indexer.errors import IndexerError
from indexer.store.generation import current_generation, hash_files, publish, read_manifest
from indexer.store.schema import CATALOGUE, MANIFEST
from tests.indexer.commands import indexer


@pytest.fixture
def index(plans_index: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "index"
    shutil.copytree(plans_index, copy)
    return copy


def test_a_whole_generation_is_ok(plans_index: Path, shipped_index: Path) -> None:
    for built in (plans_index, shipped_index):
        done = indexer("check", "--index", built)
        assert done.returncode == 0, done.stdout
        assert ": ok (" in done.stdout


def faults(index: Path) -> list[str]:
    """What check says is wrong, whether as faults or as an error."""
    try:
        return check(index)[1]
    except IndexerError as problem:
        return [str(problem)]


def test_a_flipped_bit_in_any_file_is_found(index: Path) -> None:
    generation = current_generation(index)
    files = [path for path in sorted(generation.rglob("*")) if path.is_file() and path.suffix != ".lock"]
    assert len(files) > 5
    for path in files:
        whole = path.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert faults(index), f"{path.name}, byte {at}"
        path.write_bytes(whole)
    assert faults(index) == []


def test_a_missing_and_a_strange_file_are_named(index: Path) -> None:
    generation = current_generation(index)
    (generation / "lexical" / "strange.bin").write_bytes(b"x")
    assert faults(index) == ["lexical/strange.bin: is not in the manifest"]
    (generation / CATALOGUE).unlink()
    done = indexer("check", "--index", index)
    assert done.returncode == 1
    assert f"{CATALOGUE}: missing" in done.stdout.splitlines()
    assert "2 faults" in done.stdout


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE documents SET text = replace(text, '4.870', '4.880')", "stored text is not the one that was indexed"),
        ("UPDATE passages SET end = 10000000 WHERE id = 3", "is no good slice"),
        ("UPDATE passages SET end = start WHERE id = 3", "is no good slice"),
        ("UPDATE passages SET start = 0, end = 1400 WHERE id = 3", "is no good slice"),
        ("DELETE FROM passages WHERE id = 3", "passages, the catalogue says"),
        ("DELETE FROM passages WHERE id = 3", "passages, the manifest says"),
        ("UPDATE facts SET end = 10000000 WHERE ordinal = 2", "fact 2 ("),
        ("UPDATE facts SET label_start = 0, label_end = 0 WHERE ordinal = 2", "is no slice of the text"),
        ("UPDATE facts SET start = 0, end = 3 WHERE grid IS NOT NULL", "lies outside its table"),
        ("UPDATE facts SET grid = 9 WHERE grid IS NOT NULL", "lies outside its table 9"),
        (
            "INSERT INTO findings SELECT id, 99, 'differs', NULL, '', NULL, NULL, '[[1,10000000]]' FROM documents",
            "shows a place outside the text",
        ),
        ("UPDATE documents SET sha256 = 'x'", "the manifest names another file hash"),
        ("DELETE FROM documents", "0 documents, the manifest says 4"),
    ],
)
def test_contents_that_do_not_fit_are_found_even_under_a_right_hash(index: Path, sql: str, fault: str) -> None:
    generation = current_generation(index)
    connection = sqlite3.connect(generation / CATALOGUE)
    connection.execute(sql)
    connection.commit()
    connection.close()
    reseal(index)
    found = faults(index)
    assert any(fault in line for line in found), found


def reseal(index: Path) -> None:
    """Publishes the changed files as a generation of its own, with hashes that fit."""
    generation = current_generation(index)
    manifest = read_manifest(generation)
    working = index / ".building-by-hand"
    shutil.copytree(generation, working)
    (working / MANIFEST).unlink()
    from dataclasses import replace

    publish(index, working, replace(manifest, files=hash_files(working)))


def test_another_schema_is_status_2_with_the_rebuild(index: Path) -> None:
    path = current_generation(index) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"schema": 99}), encoding="utf-8")
    done = indexer("check", "--index", index)
    assert done.returncode == 2
    assert f"rebuild with: python -m indexer build --force --index {index}" in done.stderr
