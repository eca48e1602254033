"""The configured model: nothing of it is imported, and nothing is asked, before that is wanted."""

from __future__ import annotations

from assistant.llm.langchain_model import connect
from assistant.llm.patience import PatientModel
from assistant.llm.providers import model_name
from assistant.settings import Settings


def load_model(settings: Settings) -> PatientModel | None:
    """The model that ``settings`` name, or None where they name none; raises :class:`ModelUnusable`."""
    if settings.llm is None:
        return None
    return PatientModel(connect(model_name(settings), settings), settings)
