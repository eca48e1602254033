"""What all tests share: built indexes, running servers, and the rule that a complete run skips nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder
from tests.server import ROOT, Server

MUST_NOT_SKIP = "TESTS_MUST_NOT_SKIP"
PLANS = Path(__file__).parent / "data" / "plans"

# The same examples in every run; HYPOTHESIS_PROFILE=explore looks for new ones. No example is ever timed.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


class NoSkips:
    """Fails a run in which a test was skipped, and names each with its reason."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes a skipped test; an expected failure is reported as skipped too, and is none."""
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report.nodeid, report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes a module that skipped itself."""
        if report.skipped:
            self._note(report.nodeid, report.longrepr)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turns success into failure."""
        if self.skipped and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Names them."""
        if self.skipped:
            terminalreporter.section(f"{MUST_NOT_SKIP} is set, but {len(self.skipped)} were skipped", red=True)
            for line in self.skipped:
                terminalreporter.line(line)

    def _note(self, name: str, reason: object) -> None:
        self.skipped.append(f"{name}: {reason[-1] if isinstance(reason, tuple) else reason}")


def pytest_configure(config: pytest.Config) -> None:
    """Watches for skips where the environment asks for it."""
    if os.environ.get(MUST_NOT_SKIP):
        config.pluginmanager.register(NoSkips())


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The embedded encoder."""
    return load_encoder()


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the shipped corpus; tests only read it."""
    index = tmp_path_factory.mktemp("shipped") / "index"
    report = build(ROOT / "corpus", index, encoder)
    assert not report.failures
    return index


@pytest.fixture(scope="session")
def plans_index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the small documents of the tests; tests only read it."""
    index = tmp_path_factory.mktemp("plans") / "index"
    report = build(PLANS, index, encoder)
    assert not report.failures
    return index


@pytest.fixture(scope="session")
def plans_server(plans_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the small documents; tests send requests and leave it as it is."""
    with Server(plans_index, PLANS, tmp_path_factory.mktemp("plans-server") / "log.txt") as server:
        yield server


@pytest.fixture(scope="session")
def shipped_server(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the shipped corpus; tests send requests and leave it as it is."""
    with Server(shipped_index, ROOT / "corpus", tmp_path_factory.mktemp("shipped-server") / "log.txt") as server:
        yield server
