"""What the bodies of the API are made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A body that a route answers.

    Its validator is built with the route that needs it, not with the class too: that would lengthen the start.
    """

    model_config = ConfigDict(defer_build=True)


class StrictBody(BaseModel):
    """A body that a client sends; unknown keys are refused so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class LenientBody(BaseModel):
    """A body that a client sends; keys that mean nothing here are not read."""

    model_config = ConfigDict(extra="ignore")
