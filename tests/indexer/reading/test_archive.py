"""ZIP archives: each file a document of its own, and nothing that is a bomb or leads outside."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.archive import MAX_MEMBERS, list_members
from indexer.reading.corpus import Corpus, open_corpus, read_source
from tests.indexer.commands import indexer
from tests.indexer.reading.office_files import docx


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def corpus(folder: Path, raw: bytes) -> Corpus:
    (folder / "ho-so.zip").write_bytes(raw)
    return open_corpus(folder)


def refused(found: Corpus) -> dict[str, str]:
    return {problem.path: problem.reason for problem in found.unsupported}


def test_each_file_is_a_document_below_the_archive(tmp_path: Path) -> None:
    raw = zipped(("Kế hoạch/a.docx", docx("Nội dung của a")), ("b.txt", "Nội dung của b".encode()), ("Kế hoạch/", b""))
    found = corpus(tmp_path, raw)
    assert [(file.name, file.document_id) for file in found.files] == [
        ("ho-so.zip/Kế hoạch/a.docx", "a"), ("ho-so.zip/b.txt", "b"),
    ]  # fmt: skip
    sources = [read_source(file) for file in found.files]
    assert [source.text.strip() for source in sources] == ["Nội dung của a", "Nội dung của b"]
    assert len({source.sha256 for source in sources}) == 1  # of the archive, which is what lies in the folder


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("../ngoai.txt", b"x", "leads outside"),
        ("a/../../ngoai.txt", b"x", "leads outside"),
        ("/etc/ngoai.txt", b"x", "leads outside"),
        ("C:\\ngoai.txt", b"x", "leads outside"),
        ("..\\ngoai.txt", b"x", "leads outside"),
        (link("lien-ket.txt"), b"/etc/hostname", "a link inside an archive"),
        ("trong.zip", zipped(("a.txt", b"x")), "an archive inside an archive"),
        ("bom.txt", bytes(3 * 2**20), "more than 200 times its size"),
        ("phim.mp4", b"x", "format .mp4 is not supported"),
    ],
)
def test_a_member_that_cannot_be_trusted_is_named_and_the_others_read(
    tmp_path: Path, name: str | zipfile.ZipInfo, content: bytes, reason: str
) -> None:
    found = corpus(tmp_path, zipped((name, content), ("tot.txt", "Tốt".encode())))
    assert [file.name for file in found.files] == ["ho-so.zip/tot.txt"]
    ((_, said),) = refused(found).items()
    assert reason in said


def test_what_people_never_meant_to_pack_is_passed_over(tmp_path: Path) -> None:
    found = corpus(
        tmp_path, zipped(("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("~$a.docx", b"x"), ("a.txt", b"x"))
    )
    assert ([file.name for file in found.files], refused(found)) == (["ho-so.zip/a.txt"], {})


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "damaged"),
        (b"PK\x05\x06", "damaged"),
        (zipped(("a.txt", b"x"))[:-10], "damaged"),
        (zipped(*((f"{at}.txt", b"x") for at in range(MAX_MEMBERS + 1))), f"more than {MAX_MEMBERS} files"),
        (b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0), "more than"),
    ],
)
def test_an_archive_that_cannot_be_trusted_is_refused_whole(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(UnreadableDocument, match=rf"^a\.zip: .*{reason}"):
        list_members(tmp_path / "a.zip", "a.zip")


def test_an_archive_that_says_too_little_of_its_size_is_read_no_further(tmp_path: Path) -> None:
    raw = bytearray(zipped(("a.txt", b"Nhieu chu " * 5000)))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = raw.index(signature) + at
        raw[place : place + 4] = struct.pack("<I", 100)
    found = corpus(tmp_path, bytes(raw))
    with pytest.raises(UnreadableDocument, match="cannot be unpacked"):
        read_source(found.files[0])


@pytest.mark.parametrize("code", ["utf-8", "cp1258"])
def test_names_without_the_flag_for_their_code_are_read(tmp_path: Path, code: str) -> None:
    shown = "Bản sao.txt" if code == "utf-8" else "Phu luc Ê.txt"
    raw = zipped(("X" * len(shown.encode(code)), b"x")).replace(b"X" * len(shown.encode(code)), shown.encode(code))
    (file,) = corpus(tmp_path, raw).files
    assert file.name == f"ho-so.zip/{shown}"
    assert read_source(file).text == "x"


def test_a_locked_archive_is_named(tmp_path: Path) -> None:
    raw = bytearray(zipped(("a.txt", b"x")))
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(signature) + at] |= 1
    assert "protected by a password" in refused(corpus(tmp_path, bytes(raw)))["ho-so.zip/a.txt"]


def test_a_build_reads_an_archive_and_keeps_its_secret_member_out(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    plan = docx("KẾ HOẠCH", "Chuyển đổi số năm 2031", "I- MỤC TIÊU", "Mua 40 máy chủ.")
    corpus(folder, zipped(("ke-hoach.docx", plan), ("mat.docx", docx("TỐI MẬT", "Hầm số ba"))))
    (folder / "manifest.jsonl").write_text('{"file": "ho-so.zip/ke-hoach.docx", "number": "7-KH/TU"}', encoding="utf-8")
    done = indexer("build", "--corpus", folder, "--index", tmp_path / "index")
    assert done.returncode == 1
    assert "skipped ho-so.zip/mat.docx: bears the secrecy mark TỐI MẬT" in done.stderr
    assert "number 7-KH/TU" in indexer("inspect", "--index", tmp_path / "index").stdout
    kept = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert "Hầm số ba".encode() not in kept
    assert b"mat.docx" not in kept
