"""``GET /v1/models``: the one model that clients may choose."""

from __future__ import annotations

from datetime import datetime

from assistant.api.deps import AssistantDep
from assistant.api.v1.key import guarded_router
from assistant.api.v1.requests import MODEL, unknown_model
from assistant.api.v1.responses import ModelBody, ModelsBody
from assistant.service import Assistant

router = guarded_router()


@router.get("/models")
def models(current: AssistantDep) -> ModelsBody:
    """The models: the assistant."""
    return ModelsBody(data=[_model(current)])


@router.get("/models/{model}")
def model(model: str, current: AssistantDep) -> ModelBody:
    """The assistant; a 404 problem for any other name."""
    if model != MODEL:
        raise unknown_model(model)
    return _model(current)


def _model(current: Assistant) -> ModelBody:
    """Created when the generation in force was."""
    return ModelBody(created=int(datetime.fromisoformat(current.index.manifest.created).timestamp()))
