"""What clients send to the conversation routes, and what these answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from assistant.api.bodies import Body, StrictBody
from assistant.memory.records import MAX_REASON, MAX_TITLE, Conversation, Feedback, Listing, Message, Rating, Transcript


def _encodable(text: str) -> str:
    text.encode("utf-8")  # half of a surrogate pair raises a ValueError, which is an invalid field
    return text


_Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TITLE), AfterValidator(_encodable)]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_REASON), AfterValidator(_encodable)]


class NewConversationBody(StrictBody):
    """Body of ``POST /api/conversations``; without a title, the first question names the conversation."""

    title: _Title = ""


class TitleBody(StrictBody):
    """Body of ``PATCH /api/conversations/{conversation_id}``."""

    title: Annotated[_Title, Field(min_length=1)]


class GivenFeedbackBody(StrictBody):
    """Body of ``PUT /api/messages/{message_id}/feedback``."""

    rating: Rating
    reason: _Reason | None = None

    def record(self) -> Feedback:
        """The same as a record."""
        return Feedback(self.rating, self.reason or None)


class ConversationBody(Body):
    """A conversation as it is listed; ``messages`` is their number."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    messages: int

    @classmethod
    def of(cls, record: Conversation) -> ConversationBody:
        """The body for a conversation."""
        return cls(
            id=record.id,
            title=record.title,
            created_at=record.created_at,
            updated_at=record.updated_at,
            messages=record.messages,
        )


class ConversationsBody(Body):
    """Conversations, newest first; ``next`` is the ``before`` of the following page, null on the last."""

    conversations: list[ConversationBody]
    next: str | None

    @classmethod
    def of(cls, listing: Listing) -> ConversationsBody:
        """The body for a page of conversations."""
        return cls(conversations=[ConversationBody.of(one) for one in listing.conversations], next=listing.next)


class FeedbackBody(Body):
    """What the person thought of the answer."""

    rating: Rating
    reason: str | None

    @classmethod
    def of(cls, record: Feedback) -> FeedbackBody:
        """The body for feedback."""
        return cls(rating=record.rating, reason=record.reason)


class MessageBody(Body):
    """A question, or an answer with what ``POST /api/ask`` gave for it."""

    id: str
    role: str
    content: str
    created_at: datetime
    answer: dict[str, Any] | None
    feedback: FeedbackBody | None

    @classmethod
    def of(cls, record: Message) -> MessageBody:
        """The body for a message."""
        return cls(
            id=record.id,
            role=record.role,
            content=record.content,
            created_at=record.created_at,
            answer=dict(record.answer) if record.answer is not None else None,
            feedback=FeedbackBody.of(record.feedback) if record.feedback else None,
        )


class TranscriptBody(Body):
    """A conversation with its messages in order."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    messages: list[MessageBody]

    @classmethod
    def of(cls, record: Transcript) -> TranscriptBody:
        """The body for a conversation with its messages."""
        about = record.conversation
        return cls(
            id=about.id,
            title=about.title,
            created_at=about.created_at,
            updated_at=about.updated_at,
            messages=[MessageBody.of(message) for message in record.messages],
        )
