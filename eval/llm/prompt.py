"""What a prompt was filled with, read back from the message: the scripted models know no more than a real one."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.llm.prompts import Prompt, Prompts

_BLOCK = re.compile(r"^\[(\d+)\] [^\n]*\n⟦(\w+)\n(.*?)\n\2⟧", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """A question with the verified result (None where the model writes freely) and the evidence by number."""

    question: str
    result: str | None
    evidence: Mapping[int, str]
    english: bool


def read_told(prompts: Prompts, messages: Sequence[Mapping[str, str]]) -> Told:
    """The values in the last message of a chat."""
    content = messages[-1]["content"]
    for prompt in (prompts.phrase, prompts.summary, prompts.answer):
        found = _pattern(prompt).fullmatch(content)
        if found is None:
            continue
        held = found.groupdict()
        blocks = {int(n): text for n, _, text in _BLOCK.findall(held["evidence"])}
        english = "tiếng Anh" in messages[0]["content"]
        return Told(held["question"], held.get("result"), blocks, english)
    raise ValueError("no known prompt")


def _pattern(prompt: Prompt) -> re.Pattern[str]:
    parts = [
        re.escape(literal) + (f"(?P<{name}>.*?)" if name else "")
        for literal, name, _, _ in string.Formatter().parse(prompt.user)
    ]
    return re.compile("".join(parts), re.DOTALL)
