"""``python -m indexer build|inspect`` as a process: statuses, what is skipped, what is done again."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation
from indexer.store.schema import CATALOGUE
from tests.conftest import PLANS
from tests.indexer.commands import indexer
from tests.indexer.plans import ALL, PARTY
from tests.server import ROOT, clean_environment


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two good documents that a test may add to."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for document_id in ALL[:2]:
        shutil.copy(PLANS / f"{document_id}.txt", folder)
    return folder


def titles(index: Path) -> dict[str, str]:
    catalogue = Catalogue(current_generation(index) / CATALOGUE)
    return {entry.id: entry.metadata.title for entry in catalogue.documents()}


def test_a_good_corpus_is_built_and_not_built_again(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = indexer("build", "--corpus", corpus, "--index", index)
    assert first.returncode == 0, first.stderr
    generation = current_generation(index)
    assert first.stdout.startswith(f"built {generation} (2 documents, ")
    second = indexer("build", "--corpus", corpus, "--index", index)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith(f"up to date: {generation} (2 documents, ")
    forced = indexer("build", "--force", "--corpus", corpus, "--index", index)
    assert forced.stdout.startswith("built ")
    assert current_generation(index) != generation


def test_bad_files_are_named_and_the_others_indexed(corpus: Path, tmp_path: Path) -> None:
    bad = {
        "anh.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "trong.txt": b"",
        "trang.md": b"\n \t\n",
        "latin.txt": "Kế hoạch".encode("utf-16-le"),
        "cp1258.txt": "kế hoạch cũ: café".encode("latin-1", "ignore"),
        "bang.xlsx": b"PK\x03\x04",
    }
    for name, content in bad.items():
        (corpus / name).write_bytes(content)
    (corpus / "link.txt").symlink_to("/etc/hostname")
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert done.returncode == 1
    skipped = [line.removeprefix("skipped ").split(": ")[0] for line in done.stderr.splitlines() if "skipped" in line]
    assert sorted(skipped) == sorted([*bad, "link.txt"])
    assert "Traceback" not in done.stderr
    assert sorted(titles(tmp_path / "index")) == sorted(ALL[:2])
    again = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert again.returncode == 1  # still not whole
    assert again.stdout.startswith("up to date")
    assert again.stderr.count("skipped") == len(bad) + 1


def test_a_document_that_is_only_a_table_is_indexed(corpus: Path, tmp_path: Path) -> None:
    (corpus / "bang.txt").write_text("STT\tNội dung\tNăm 2031\n1\tMáy chủ\t5.000\n2\tMáy trạm\t300\n", encoding="utf-8")
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert done.returncode == 0, done.stderr
    assert titles(tmp_path / "index")["bang"] == "bang"


def test_what_changes_the_index_is_noticed(corpus: Path, tmp_path: Path) -> None:
    def build() -> str:
        done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[0]

    assert [build(), build()] == ["built", "up"]
    (corpus / f"{PARTY}.txt").write_text("KẾ HOẠCH\nmới năm 2040\n", encoding="utf-8")
    assert [build(), build()] == ["built", "up"]
    (corpus / "manifest.jsonl").write_text(f'{{"file": "{PARTY}.txt", "title": "Tên do người sửa"}}', encoding="utf-8")
    assert [build(), build()] == ["built", "up"]
    assert titles(tmp_path / "index")[PARTY] == "Tên do người sửa"
    (corpus / f"{ALL[1]}.txt").unlink()
    assert [build(), build()] == ["built", "up"]
    assert titles(tmp_path / "index") == {PARTY: "Tên do người sửa"}  # a correction survives every rebuild


def test_only_two_generations_are_kept(corpus: Path, tmp_path: Path) -> None:
    for _ in range(4):
        assert indexer("build", "--force", "--corpus", corpus, "--index", tmp_path / "index").returncode == 0
    generations = sorted(path.name for path in (tmp_path / "index").glob("g-*"))
    assert len(generations) == 2
    assert current_generation(tmp_path / "index").name in generations


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, "no corpus folder"),
        (lambda folder: folder.mkdir(), "nothing to index in .*: the folder holds no documents"),
        (lambda folder: (folder.mkdir(), (folder / "a.txt").write_bytes(b"")), "nothing to index in .*a.txt: the file"),
        (
            lambda folder: (folder.mkdir(), (folder / "manifest.jsonl").write_text("{")),
            "manifest.jsonl, line 1: not JSON",
        ),
    ],
)
def test_a_corpus_that_cannot_be_used_is_status_2(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    make(tmp_path / "corpus")
    done = indexer("build", "--corpus", tmp_path / "corpus", "--index", tmp_path / "index")
    assert done.returncode == 2
    *progress, line = done.stderr.splitlines()
    assert all(one.startswith("read ") for one in progress)
    assert line.startswith("indexer: ")
    assert re.search(message, line)
    assert not list((tmp_path).glob("index/g-*"))


def test_an_index_folder_that_cannot_be_one_is_status_2(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "file")
    assert done.returncode == 2
    assert "cannot be the index folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_encoder_that_is_not_there_is_status_2(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "modules.json").write_text('[{"type": "sentence_transformers.models.StaticEmbedding"}]')
    (folder / "config.json").write_text("{}")
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index", "--encoder", folder)
    assert done.returncode == 2
    assert str(folder) in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_of_the_environment_are_the_defaults(corpus: Path, tmp_path: Path) -> None:
    environment = clean_environment({"ASSISTANT_CORPUS": str(corpus), "ASSISTANT_INDEX": str(tmp_path / "index")})
    assert indexer("build", environment=environment).returncode == 0
    assert indexer("check", environment=environment).stdout.strip().endswith("passages)")


def test_progress_is_plain_lines_where_nobody_watches(corpus: Path, tmp_path: Path) -> None:
    done = indexer("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert done.stderr.splitlines() == [f"read 1/2: {ALL[1]}.txt", f"read 2/2: {ALL[0]}.txt"]
    assert "\r" not in done.stderr


def test_progress_is_a_bar_on_a_terminal(corpus: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "indexer", "build", "--corpus", str(corpus), "--index", str(tmp_path / "index")]
    process = subprocess.Popen(
        command, cwd=ROOT, env=clean_environment(), stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = read_terminal(ours)
    assert process.wait() == 0
    assert "█" * 30 + " 2/2" in shown
    assert shown.endswith("\r\x1b[2K")  # the bar is cleared away
    assert "\n" not in shown


def read_terminal(descriptor: int) -> str:
    shown = b""
    while True:
        try:
            part = os.read(descriptor, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(descriptor)
    return shown.decode("utf-8")


def test_inspect_shows_what_was_read(plans_index: Path) -> None:
    everything = indexer("inspect", "--index", plans_index)
    assert everything.returncode == 0
    assert [line.split(":")[0] for line in everything.stdout.splitlines() if not line.startswith(" ")] == sorted(ALL)
    one = indexer("inspect", PARTY, "--index", plans_index)
    for needed in ("number 85-KH/TU", "II NHIỆM VỤ", "signer Lò Văn Minh", "table 0 (tabs, triệu đồng", "12.100"):
        assert needed in one.stdout
    outline = indexer("inspect", PARTY, "--outline", "--index", plans_index)
    assert "II NHIỆM VỤ" in outline.stdout
    assert "table 0" not in outline.stdout
    tables = indexer("inspect", PARTY, "--tables", "--index", plans_index)
    assert "12.100" in tables.stdout
    assert "II NHIỆM VỤ  [" not in tables.stdout
    passages = indexer("inspect", PARTY, "--passages", "--index", plans_index)
    assert "Đưa 36 phần mềm" in passages.stdout


def test_inspect_names_what_there_is(plans_index: Path) -> None:
    done = indexer("inspect", "khong-co", "--index", plans_index)
    assert done.returncode == 2
    assert f"no document 'khong-co'; there are {', '.join(sorted(ALL))}" in done.stderr


def test_a_reader_that_stops_early_is_no_error(plans_index: Path) -> None:
    command = f"{sys.executable} -m indexer inspect {PARTY} --index {plans_index} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(PARTY)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_without_an_index_the_command_that_builds_one_is_named(tmp_path: Path, command: str) -> None:
    done = indexer(command, "--index", tmp_path / "none")
    assert done.returncode == 2
    assert f"python -m indexer build --index {tmp_path / 'none'}" in done.stderr
    assert "Traceback" not in done.stderr
