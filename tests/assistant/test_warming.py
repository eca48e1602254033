"""After the service asked itself its own examples, the first question of a person reads no lexicon any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT

_PROGRAM = """
import sys
from pathlib import Path
from assistant.service import AskRequest, open_assistant
from assistant.warming import warm
from indexer.language.lexicon import load

assistant = open_assistant(Path(sys.argv[1]))
if sys.argv[2] == "warm":
    warm(assistant)
before = load.cache_info().misses
for question in ("Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?", "so may chu cua lai chau"):
    assistant.ask(AskRequest(question))
print(load.cache_info().misses - before)
"""


@pytest.mark.parametrize(("how", "reads"), [("warm", False), ("cold", True)])
def test_lexicons_are_read_before_the_first_question(plans_index: Path, how: str, reads: bool) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(plans_index), how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (int(done.stdout) > 0) is reads
