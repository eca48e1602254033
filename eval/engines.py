"""Which engine answers: the plan alone, the configured language model, or a scripted one that only rephrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from assistant.service import Assistant
from assistant.settings import SettingError, Settings, read_settings
from eval.engine import Engine, open_engine
from eval.errors import UnusableInputError
from eval.spending import Ledger, Prices
from indexer.store.reader import OpenIndex

if TYPE_CHECKING:
    from assistant.llm.writer import Writer

EngineName = Literal["extractive", "llm", "scripted"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


@dataclass(frozen=True, slots=True)
class Writing:
    """What phrases the answers; nothing does for the extractive engine."""

    name: EngineName
    model: str | None = None
    writer: Writer | None = None
    ledger: Ledger | None = None

    def over(self, index: OpenIndex) -> Engine:
        """The engine over an index that is open."""
        if self.writer is None:
            return Engine(Assistant(index))
        return Engine(Assistant(index, self.writer, engine="llm"), self.ledger)

    def opened(self, index: Path | None, environment: Mapping[str, str]) -> Engine:
        """The engine over an index folder, or over the index that the settings name."""
        plain = open_engine(index, environment)
        return plain if self.writer is None else self.over(plain.index)


EXTRACTIVE = Writing("extractive")


@contextmanager
def writing(name: EngineName, environment: Mapping[str, str], prices: Prices | None = None) -> Iterator[Writing]:
    """The engine ``name`` while it is used: a scripted model's server runs as long."""
    if name == "extractive":
        yield EXTRACTIVE
        return
    try:
        settings = read_settings(environment)
    except SettingError as error:
        raise UnusableInputError(str(error)) from error
    if name == "llm":
        if settings.llm is None:
            raise UnusableInputError("the engine 'llm' needs ASSISTANT_LLM, the model that is to answer")
        yield _written(name, settings, prices)
        return
    from eval.llm.run import Scripted
    from eval.llm.server import ScriptedServer

    with ScriptedServer(Scripted().speak) as server:
        yield _written(name, replace(settings, llm="compatible:scripted", llm_url=server.url, prompts=None), prices)


def _written(name: EngineName, settings: Settings, prices: Prices | None) -> Writing:
    from assistant.llm.model import ModelUnusable
    from assistant.llm.select import load_writer

    ledger = Ledger(prices)
    try:
        return Writing(name, settings.llm, load_writer(settings, ledger), ledger)
    except ModelUnusable as error:
        raise UnusableInputError(str(error)) from error
