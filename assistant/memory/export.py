"""A conversation as Markdown that a person can keep; what people and documents wrote is never markup in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.memory.records import Message, Transcript
from assistant.phrases import phrase

# Everything that begins markup inside a line; at its beginning, a list, a heading, a quote or a rule too.
_INLINE = re.compile(r"[\\`*_{}<>|~\[\]]|&(?=[#\w]+;)")
_BEGINNING = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[#+=-])))")
_INDENT = re.compile(r"^(?: {4,}|\t+)")


def markdown(transcript: Transcript) -> str:
    """The conversation with the sources of each answer; a heading for each question."""
    title = transcript.conversation.title or phrase("export_untitled")
    parts = [f"# {_line(title)}", phrase("export_notice")]
    for message in transcript.messages:
        parts += [f"## {_line(message.content)}"] if message.role == "user" else list(_answered(message))
    return "\n\n".join(parts) + "\n"


def _answered(message: Message) -> Iterator[str]:
    yield _escaped(message.content)
    sources = [_source(citation) for citation in (message.answer or {}).get("citations", [])]
    if sources:
        yield f"**{phrase('export_sources')}**"
        yield "\n".join(sources)


def _source(citation: Mapping[str, Any]) -> str:
    """One line: number of the citation, where it stands, and the words quoted."""
    place = ", ".join(filter(None, (citation["number"], citation["title"], citation["section"])))
    return f"- \\[{citation['n']}\\] {_line(place)}: “{_line(citation['quote'])}”"


def _escaped(text: str) -> str:
    """``text`` with its lines kept apart and nothing in it read as markup."""
    return "  \n".join(_plain(line) for line in text.splitlines()) or ""


def _line(text: str) -> str:
    return _plain(" ".join(text.split()))


def _plain(line: str) -> str:
    escaped = _INLINE.sub(lambda found: f"\\{found.group()}", _INDENT.sub("   ", line))
    return _BEGINNING.sub(r"\1\\", escaped)
