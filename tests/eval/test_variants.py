"""Question sets in other spellings, and the commands over retrieval."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from eval.__main__ import EXIT_UNUSABLE, main
from eval.questions import load_questions, set_path
from eval.variants import KINDS, in_telex, with_typos, without_diacritics
from indexer.language.normal import fold, nfc

QUESTION = "Đề án số 10 của Tỉnh ủy: tổng kinh phí khối cơ quan cấp tỉnh năm 2025 là bao nhiêu?"


def test_without_diacritics_nothing_else_changes() -> None:
    assert without_diacritics(QUESTION).lower() == fold(QUESTION)
    assert without_diacritics("ĐĐ đđ Ớ") == "DD dd O"


def test_telex_keys() -> None:
    assert (
        in_telex("Đường quyết định, ĐẢNG ỦY, kinh phí 2025") == "Dduwowngf quyeets ddinhj, DDANGR UYR, kinh phis 2025"
    )


def test_typos_are_single_slips_and_repeat() -> None:
    slipped = with_typos(QUESTION, random.Random(3))
    assert slipped == with_typos(QUESTION, random.Random(3))
    assert slipped != with_typos(QUESTION, random.Random(4))
    before, after = QUESTION.split(), slipped.split()
    assert len(before) == len(after)
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == len(QUESTION.split()) // 6
    assert all(OSA.distance(one, other) == 1 and one[0] == other[0] for one, other in changed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_variant_is_a_set_of_its_own(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "set.jsonl"
    assert main(["variants", "--kind", kind, "--set", "dev", "--out", str(out)]) == 0
    made, source = load_questions(out), {one.id: one for one in load_questions(set_path("dev"))}
    assert capsys.readouterr().out.startswith(f"{len(made)} questions")
    vietnamese = [one for one in source.values() if one.lang == "vi"]
    assert len(made) == (len(vietnamese) if kind in ("ascii", "telex") else len(source))
    assert all((one.evidence, one.answer) == (source[one.id].evidence, source[one.id].answer) for one in made)
    same = [one.question for one in made if one.question == nfc(source[one.id].question)]
    assert [one for one in same if any(len(word) > 3 and word.isalpha() for word in one.strip("?").split())] == []


def test_a_broken_set_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps({"id": "a"}), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert main(["variants", "--kind", "upper", "--set", str(broken), "--out", str(out)]) == EXIT_UNUSABLE
    assert not out.exists()
