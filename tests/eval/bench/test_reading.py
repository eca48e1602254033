"""The benchmark of reading: both readers on the same files, without the network; failures are said, not hidden."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eval.bench.reading import measure, run_reading
from eval.errors import UnusableInputError
from tests.indexer.reading.office_files import docx, table
from tests.server import ROOT, clean_environment

PAGE = "<html><body><h1>KẾ HOẠCH</h1><p>Mua 40 máy chủ trong năm 2031.</p></body></html>"


@pytest.mark.parametrize("reader", ["ours", "unstructured"])
def test_a_reader_is_measured_in_a_process_of_its_own(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    found = measure(reader, path, 2)
    assert found.failure is None
    assert found.characters >= len("KẾ HOẠCH Mua 40 máy chủ trong năm 2031.") - 1
    assert min(found.ready, found.seconds, found.memory_mb) > 0


def test_a_file_that_a_reader_cannot_read_is_said_so_in_the_table(tmp_path: Path) -> None:
    (tmp_path / "tot.docx").write_bytes(docx("KẾ HOẠCH", table(["a", "b"], ["c", "d"])))
    (tmp_path / "hong.docx").write_bytes(b"PK hong")
    shown = run_reading(tmp_path, 1).splitlines()
    assert [line.split()[0] for line in shown if ".docx" in line] == ["hong.docx", "tot.docx"]
    assert "damaged" in next(line for line in shown if line.startswith("hong.docx"))
    assert "MB/s" in shown[0]


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableInputError, match="holds no file"):
        run_reading(tmp_path, 1)


def test_a_measured_reader_that_reaches_for_the_network_ends() -> None:
    code = (
        "import sys, urllib.request; from eval.bench import reading_peer\n"
        "sys.addaudithook(reading_peer._deny_network)\n"
        "urllib.request.urlopen('http://127.0.0.1:9/')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, "no network here" in done.stderr) == (1, True)
