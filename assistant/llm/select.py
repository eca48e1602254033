"""The configured model: nothing of it is imported where none is configured, and nothing is asked at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.llm.patience import PatientModel
    from assistant.llm.writer import Writer


def load_model(settings: Settings) -> PatientModel | None:
    """The model that ``settings`` name, or None where they name none; raises :class:`ModelUnusable`."""
    if settings.llm is None:
        return None
    from assistant.llm.langchain_model import connect
    from assistant.llm.patience import PatientModel
    from assistant.llm.providers import model_name

    return PatientModel(connect(model_name(settings), settings), settings)


def load_writer(settings: Settings) -> Writer | None:
    """The writer with the model and the prompts of ``settings``; raises :class:`ModelUnusable`."""
    model = load_model(settings)
    if model is None:
        return None
    from assistant.llm.prompts import load_prompts
    from assistant.llm.writer import Writer

    return Writer(model, load_prompts(settings.prompts), settings.llm_tokens)
