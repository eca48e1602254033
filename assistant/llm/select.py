"""The configured model: nothing of it is imported where none is configured, and nothing is asked at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.llm.patience import PatientModel
    from assistant.llm.usage import Meter
    from assistant.llm.writer import Writer


def load_model(settings: Settings, meter: Meter | None = None) -> PatientModel | None:
    """The model that ``settings`` name, or None where they name none; raises :class:`ModelUnusable`.

    With a ``meter``, servers are asked to count tokens, and the meter is told of every request.
    """
    if settings.llm is None:
        return None
    from assistant.llm.langchain_model import connect
    from assistant.llm.patience import PatientModel
    from assistant.llm.providers import model_name

    return PatientModel(connect(model_name(settings), settings, meter), settings)


def load_writer(settings: Settings, meter: Meter | None = None) -> Writer | None:
    """The writer with the model and the prompts of ``settings``; raises :class:`ModelUnusable`."""
    model = load_model(settings, meter)
    if model is None:
        return None
    from assistant.llm.prompts import load_prompts
    from assistant.llm.writer import Writer

    return Writer(model, load_prompts(settings.prompts), settings.llm_tokens)
