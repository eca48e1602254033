"""EML to linear text: who wrote to whom about what, the message, and each attachment that can be read."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePosixPath

from indexer.errors import UnreadableDocument
from indexer.language.lexicon import load
from indexer.reading.legacy import repaired
from indexer.reading.linear import Linear, LineWriter
from indexer.reading.secrecy import secrecy_mark
from indexer.reading.webpage import read_html

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_NESTED = 3
_MOST_ATTACHMENTS = 50


def read_mail(raw: bytes, name: str, depth: int = 0) -> Linear:
    """The linear text of a message; raises :class:`UnreadableDocument`."""
    return read_message(message_from_bytes(raw, policy=policy.default), name, depth)


def read_message(message: object, name: str, depth: int = 0) -> Linear:
    """The linear text of a parsed message; raises :class:`UnreadableDocument`."""
    if not isinstance(message, EmailMessage) or not any(header in message for header in _HEADERS):
        raise UnreadableDocument(name, "damaged: not a mail message")
    words = load("reading_mail")
    writer = LineWriter()
    try:
        for header in _HEADERS:
            if message[header]:
                writer.line(f"{words[header.lower()]}: {message[header]}")
        writer.blank()
        _body(writer, message, name)
        for part in list(message.iter_attachments())[:_MOST_ATTACHMENTS]:
            _attachment(writer, part, f"{words['attachment']}: ", depth)
    except (LookupError, ValueError, UnicodeError, AttributeError) as problem:  # what the email package trips over
        raise UnreadableDocument(name, "damaged: not a whole mail message") from problem
    return writer.finish("eml")


def _body(writer: LineWriter, message: EmailMessage, name: str) -> None:
    body = message.get_body(("plain", "html"))
    if body is None:
        return
    content = str(body.get_content())
    if body.get_content_type() == "text/html":
        writer.append(read_html(content.encode(), name))
    else:
        writer.append(Linear((repaired(content) or (content, ""))[0], "eml"))


def _attachment(writer: LineWriter, part: EmailMessage, label: str, depth: int) -> None:
    from indexer.reading.formats import read_bytes

    title = PurePosixPath(part.get_filename() or "").name
    if not title and part.get_content_type() != "message/rfc822":
        return
    writer.blank()
    writer.line(label + title)
    try:
        if depth >= _MOST_NESTED:
            raise UnreadableDocument(title, "attached too deep")
        attached = _content(part, title, depth) or read_bytes(
            _payload(part), title, PurePosixPath(title).suffix.lower()
        )
    except UnreadableDocument as problem:
        writer.warnings.append(f"the attachment {title} is not read: {problem.reason}")
        return
    mark = secrecy_mark(attached.text, attached.aside)
    if mark is not None:
        writer.marks.append(mark)
    writer.append(attached)


def _content(part: EmailMessage, title: str, depth: int) -> Linear | None:
    """A message attached as such; None for a file."""
    if part.get_content_type() != "message/rfc822":
        return None
    inner = part.get_content()
    return read_mail(bytes(inner), title, depth + 1)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
