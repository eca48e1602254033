"""Corpus folders: ids, what is left out and why, and the manifest of corrections."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.api.responses import DocumentBody
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.errors import CorpusError
from indexer.reading.corpus import correct, open_corpus, read_manifest, read_source, slug
from indexer.records import Metadata
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation
from indexer.store.schema import CATALOGUE

Fill = Callable[..., Path]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Makes a corpus of files with one line each, and a manifest of the given lines."""

    def make(*names: str, manifest: str | None = None) -> Path:
        folder = tmp_path / "corpus"
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Kế hoạch {name}\n", encoding="utf-8")
        if manifest is not None:
            (folder / "manifest.jsonl").write_text(manifest, encoding="utf-8")
        return folder

    return make


def test_ids_are_slugs_of_stems_and_unique(fill: Fill) -> None:
    folder = fill("Kế hoạch (2031).txt", "b/ke-hoach-2031.md", "Đề án số 7.txt", "...txt", "ke-hoach-2031-2.txt")
    files = open_corpus(folder).files
    ids = [file.document_id for file in files]
    assert len(set(ids)) == len(ids)
    assert {file.name: file.document_id for file in files}["Đề án số 7.txt"] == "de-an-so-7"
    assert all(id_ == slug(id_) for id_ in ids)
    assert [file.name for file in files] == sorted(file.name for file in files)


def test_a_name_without_letters_still_gets_an_id() -> None:
    assert slug("§§§") == "document"


def test_hidden_files_lock_files_and_the_manifest_are_no_documents(fill: Fill) -> None:
    folder = fill("a.txt", ".hidden.txt", ".git/b.txt", "~$a.txt", manifest="")
    corpus = open_corpus(folder)
    assert [file.name for file in corpus.files] == ["a.txt"]
    assert corpus.unsupported == ()


def test_a_manifest_in_a_subfolder_is_a_file_like_any_other(fill: Fill) -> None:
    assert [problem.path for problem in open_corpus(fill("a.txt", "old/manifest.jsonl")).unsupported] == [
        "old/manifest.jsonl"
    ]


def test_unsupported_formats_are_reported_by_name(fill: Fill) -> None:
    corpus = open_corpus(fill("a.txt", "anh.bmp", "README"))
    assert [str(problem) for problem in corpus.unsupported] == [
        "README: the format (none) is not supported yet",
        "anh.bmp: the format .bmp is not supported yet",
    ]


def test_links_inside_the_corpus_are_read_and_others_reported(fill: Fill, tmp_path: Path) -> None:
    folder = fill("a.txt")
    secret = tmp_path / "secret.txt"
    secret.write_text("mật", encoding="utf-8")
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "outside.txt").symlink_to(secret)
    (folder / "outside-folder").symlink_to(tmp_path)
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    corpus = open_corpus(folder)
    assert [file.name for file in corpus.files] == ["a.txt", "inside.txt"]
    assert {problem.path: problem.reason for problem in corpus.unsupported} == {
        "outside.txt": "a link to a place outside the corpus folder is not followed",
        "outside-folder": "a link to a place outside the corpus folder is not followed",
        "dangling.txt": "a link that leads to no file",
        "loop.txt": "a link that leads to no file",
    }


def test_a_name_that_is_no_text_is_reported(fill: Fill) -> None:
    folder = fill("a.txt")
    with open(os.fsencode(folder) + b"/b\xff.txt", "wb") as file:
        file.write(b"x")
    assert [problem.reason for problem in open_corpus(folder).unsupported] == [
        "the name is not valid UTF-8; rename the file"
    ]


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no corpus folder .*none; create it"):
        open_corpus(tmp_path / "none")


def test_corrections_replace_what_a_document_says_of_itself(fill: Fill) -> None:
    line = {"file": "a.txt", "title": "Kế hoạch mới ", "period": [2031, 2034], "number": None, "issuer": "Sở Y tế"}
    folder = fill("a.txt", manifest=json.dumps(line) + "\n\n")
    told = Metadata(title="Cũ", number="1-KH/TU", signer="Lê Văn Nam")
    assert correct(told, open_corpus(folder).corrections["a.txt"]) == Metadata(
        title="Kế hoạch mới", number=None, issuer="Sở Y tế", period=(2031, 2034), signer="Lê Văn Nam"
    )


def test_no_corrections_change_nothing() -> None:
    told = Metadata(title="Cũ", period=(2030, 2031), date="2030-01-02")
    assert correct(told, {}) == told


def test_a_manifest_may_start_with_a_byte_order_mark_and_hold_line_separators(fill: Fill) -> None:
    folder = fill("a.txt", manifest='\ufeff{"file": "a.txt", "title": "Kế\u2028hoạch"}\r\n')
    assert open_corpus(folder).corrections["a.txt"]["title"] == "Kế\u2028hoạch"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", 'line 2: needs an object with the key "file"'),
        ('{"title": "x"}', 'line 2: needs an object with the key "file"'),
        ('{"file": "a.txt", "tittle": "x"}', "line 2: unknown key 'tittle'; metadata keys are amends, based_on, date"),
        ('{"file": "a.txt", "title": ""}', "line 2: \"title\" cannot be ''"),
        ('{"file": "a.txt", "title": null}', 'line 2: "title" cannot be None'),
        ('{"file": "a.txt", "number": 7}', 'line 2: "number" cannot be 7'),
        ('{"file": "a.txt", "date": "31/12/2030"}', 'line 2: "date" cannot be'),
        ('{"file": "a.txt", "date": "2030-02-31"}', 'line 2: "date" cannot be'),
        ('{"file": "a.txt", "period": [2031]}', 'line 2: "period" cannot be'),
        ('{"file": "a.txt", "period": [2034, 2031]}', 'line 2: "period" cannot be'),
        ('{"file": "a.txt", "signer": "\\ud800"}', 'line 2: "signer" cannot be'),
        ('{"file": "b.txt"}', "no such file in the corpus: b.txt"),
        ('{"file": "a.txt"}', "line 2: a second line for a.txt"),
    ],
)
def test_a_bad_line_of_the_manifest_is_named(fill: Fill, line: str, message: str) -> None:
    folder = fill("a.txt", manifest='{"file": "a.txt"}\n' + line)
    with pytest.raises(CorpusError) as caught:
        open_corpus(folder)
    assert message in str(caught.value)


def test_a_manifest_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"\xff\xff")
    with pytest.raises(CorpusError, match="cannot be read"):
        read_manifest(path)
    assert read_manifest(tmp_path / "none.jsonl") == {}


def test_the_source_keeps_its_name_and_hash(fill: Fill) -> None:
    source = read_source(open_corpus(fill("b/c.txt")).files[0])
    assert (source.path, source.document_id, source.text) == ("b/c.txt", "c", "Kế hoạch b/c.txt\n")


def test_lists_of_documents_and_the_mark_can_be_corrected(fill: Fill) -> None:
    values = {"based_on": ["Quyết định 9-QĐ/TW"], "replaces": None, "amends": [], "secrecy": "tối mật"}
    folder = fill("a.txt", manifest=json.dumps({"file": "a.txt"} | values))
    read = Metadata(title="x", based_on=("Sai",), replaces=("Sai",), amends=("Sai",))
    found = correct(read, read_manifest(folder / "manifest.jsonl")["a.txt"])
    assert found == Metadata(title="x", based_on=("Quyết định 9-QĐ/TW",), secrecy="TỐI MẬT")


@pytest.mark.parametrize("wrong", [{"based_on": "x"}, {"amends": [1]}, {"replaces": [""]}, {"secrecy": "kín"}])
def test_a_correction_of_the_wrong_kind_is_named(fill: Fill, wrong: dict[str, object]) -> None:
    folder = fill("a.txt", manifest=json.dumps({"file": "a.txt"} | wrong))
    with pytest.raises(CorpusError, match=f'line 1: "{next(iter(wrong))}" cannot be'):
        open_corpus(folder)


def test_a_correction_of_relations_survives_a_rebuild_and_is_served(
    fill: Fill, tmp_path: Path, encoder: Encoder
) -> None:
    folder = fill(
        "a.txt", "b.txt", manifest='{"file": "a.txt", "based_on": ["Quyết định 9-QĐ/TW"], "signer": "Lò Minh"}'
    )
    for _ in range(2):
        build(folder, tmp_path / "index", encoder, force=True)
        entry = Catalogue(current_generation(tmp_path / "index") / CATALOGUE).document("a")
        assert entry is not None
        body = DocumentBody.of(entry, 0)
        assert (body.based_on, body.signer, body.replaces, body.secrecy) == (
            ["Quyết định 9-QĐ/TW"],
            "Lò Minh",
            [],
            None,
        )
