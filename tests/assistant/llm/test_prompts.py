"""Prompt files: those that come with the program are whole, and each fault of an edited one is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.llm.model import ModelUnusable
from assistant.llm.prompts import VARIABLES, load_prompts
from tests.server import ROOT

SHIPPED = ROOT / "prompts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "phrase.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_folder_of_prompts_is_that_of_the_program(folder: Path) -> None:
    assert load_prompts(folder) == load_prompts()
    assert {path.stem for path in folder.iterdir()} == set(VARIABLES)


def test_values_are_filled_in_and_never_read_as_a_template() -> None:
    held = {"question": "{evidence}?", "result": "A {question} B", "evidence": "⟦{language}⟧"}
    system, user = load_prompts().phrase.filled(**held, language="tiếng Việt")
    assert (system.role, user.role) == ("system", "user")
    assert "tiếng Việt" in system.content
    for value in held.values():
        assert value in user.content


def test_the_version_and_every_edit_show_in_the_id(folder: Path) -> None:
    before = load_prompts(folder).phrase.id
    edit(folder, "Viết ngắn", "Viết thật ngắn")
    edited = load_prompts(folder).phrase.id
    edit(folder, "version: 1", "version: 2")
    assert before.split("@")[0] == edited.split("@")[0] == "phrase/1"
    assert before != edited
    assert load_prompts(folder).phrase.id.startswith("phrase/2@")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Câu hỏi: {question}", "Câu hỏi", "never uses: question"),
        ("{question}", "{questions}", "uses undeclared variables: questions"),
        ("variables: question, ", "variables: ", "does not declare: question"),
        ("variables: ", "variables: mood, ", "declares unknown variables: mood"),
        ("version: 1", "version: one", "needs a line 'version: N'"),
        ("version: 1", "versoin: 1", "unknown line 'versoin: 1'"),
        ("{result}", "{result", "stray brace"),
        ("{result}", "{result!r}", "plain names"),
        ("{result}", "{result.__class__}", "plain names"),
        ("--- user", "--- người dùng", "needs the two parts"),
        ("--- system", "--- user", "needs the two parts"),
    ],
)
def test_each_fault_of_an_edited_prompt_is_named_with_its_file(folder: Path, old: str, new: str, fault: str) -> None:
    edit(folder, old, new)
    with pytest.raises(ModelUnusable) as caught:
        load_prompts(folder)
    assert "phrase.md" in str(caught.value)
    assert fault in str(caught.value)


def test_a_missing_prompt_is_named(folder: Path) -> None:
    (folder / "rewrite.md").unlink()
    with pytest.raises(ModelUnusable, match=r"rewrite\.md: cannot be read"):
        load_prompts(folder)
