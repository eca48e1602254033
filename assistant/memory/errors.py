"""What can go wrong with stored conversations."""

from __future__ import annotations


class MemoryProblem(Exception):
    """A request that the stored conversations cannot serve."""


class NoConversation(MemoryProblem):
    """There is no such conversation, or it is somebody else's: nobody learns which."""


class NoMessage(MemoryProblem):
    """There is no such answer, or it is somebody else's."""


class ConversationFull(MemoryProblem):
    """The conversation holds as many messages as one may."""


class TooManyConversations(MemoryProblem):
    """The owner has as many conversations as one may."""


class BadPage(MemoryProblem):
    """The mark of where a page begins is none that was given out."""


class DatabaseUnavailable(MemoryProblem):
    """The database cannot be used; the message says why, without its address."""
