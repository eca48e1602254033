"""Runs the assistant: settings from the environment, the index (built when there is none), the service."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import uvicorn

from assistant.api.app import create_app
from assistant.garbage import collect_seldom
from assistant.live import LiveIndex
from assistant.llm.model import ModelUnusable
from assistant.llm.select import load_writer
from assistant.settings import SettingError, Settings, read_settings
from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder, load_reranker
from indexer.errors import IndexerError, IndexMissing

if TYPE_CHECKING:
    from assistant.llm.writer import Writer

EXIT_UNUSABLE = 2
_STOP_SECONDS = 5


class CannotListen(Exception):
    """The address is taken or not ours."""


def main(environment: Mapping[str, str]) -> int:
    """Serves until interrupted; an error that a person can mend is one line on standard error and status 2."""
    # uvicorn ends in order on either signal and then raises it again: both arrive here as KeyboardInterrupt.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    collect_seldom()
    try:
        settings = read_settings(environment)
        logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
        with _listen(settings) as listening:
            _run(_open(settings, load_encoder(settings.encoder), load_writer(settings)), settings, listening)
    except (SettingError, IndexerError, EncoderError, ModelUnusable, CannotListen) as problem:
        print(f"serve: {problem}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        pass
    print("stopped", file=sys.stderr)
    return 0


def _run(live: LiveIndex, settings: Settings, listening: socket.socket) -> None:
    """Answers on ``listening`` until a signal comes."""
    host, port = listening.getsockname()[:2]
    print(f"Trợ lý ảo: http://{host}:{port}", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        create_app(live, settings),
        log_level=settings.log_level,
        access_log=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    """A socket bound to the address of the settings, taken before any slow work."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off; left at 0, every kept-alive request waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(128)
    except (OSError, UnicodeError) as problem:  # UnicodeError: no host can have such a name
        listening.close()
        where = f"{settings.host}:{settings.port}"
        reason = problem.strerror if isinstance(problem, OSError) else "not the name of a host"
        raise CannotListen(
            f"cannot listen on {where} ({reason}); set ASSISTANT_HOST or ASSISTANT_PORT to another address"
        ) from problem
    return listening


def _open(settings: Settings, encoder: Encoder, writer: Writer | None) -> LiveIndex:
    """The index in force; a missing one is built from the corpus first, an outdated one is an error."""
    reranker = load_reranker(settings.reranker)
    live = LiveIndex(settings.index, encoder, writer, engine=settings.default_engine, reranker=reranker)
    try:
        live.open()
    except IndexMissing:
        from indexer.build import build  # with all its readers: only where there is something to build

        print(f"no index in {settings.index}: building it from {settings.corpus}", file=sys.stderr)
        report = build(settings.corpus, settings.index, encoder, refused_from=settings.refuse_from)
        for failure in report.failures:
            print(f"skipped {failure}", file=sys.stderr)
        live.open()
    return live


if __name__ == "__main__":
    sys.exit(main(os.environ))
