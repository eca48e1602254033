"""MSG, the files of Outlook, to the message that they hold; the only module that knows python-oxmsg."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.utils import format_datetime

from oxmsg import Message

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.reading.mail import read_message

_ATTACHMENT_BYTES = 128 * 2**20


def read_msg(raw: bytes, name: str) -> Linear:
    """The linear text of an Outlook message; raises :class:`UnreadableDocument`."""
    try:
        message, unread = _message(Message.load(io.BytesIO(raw)))
    except Exception as problem:  # the library has no errors of its own
        raise UnreadableDocument(name, "damaged: not a whole Outlook message") from problem
    linear = read_message(message, name)
    return Linear(linear.text, "msg", linear.pages, linear.aside, (*linear.warnings, *unread), linear.marks)


def _message(found: Message) -> tuple[EmailMessage, list[str]]:
    """The message in the form of EML, and what of it could not be taken over."""
    unread: list[str] = []
    message = EmailMessage()
    people = ", ".join(f"{one.name} <{one.email_address}>" for one in found.recipients if one.email_address)
    headers = {"From": found.sender, "To": people or None, "Subject": found.subject}
    for header, value in headers.items():
        if value:
            message[header] = " ".join(value.split())
    if found.sent_date is not None:
        message["Date"] = format_datetime(found.sent_date)
    if found.body is not None:
        message.set_content(found.body)
    elif found.html_body is not None:
        message.set_content(found.html_body, subtype="html")
    else:
        unread.append("the body of the message is in a form that is not read")
    for attachment in found.attachments:
        if attachment.file_name is None or attachment.file_bytes is None or attachment.size > _ATTACHMENT_BYTES:
            unread.append(f"the attachment {attachment.file_name or '(without a name)'} is not read")
            continue
        message.add_attachment(
            attachment.file_bytes, maintype="application", subtype="octet-stream", filename=attachment.file_name
        )
    return message, unread
