"""Clients of the OpenAI protocol and a real server for them."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

from tests.server import PATIENCE_SECONDS, Server


@pytest.fixture
def client(plans_server: Server) -> Iterator[openai.OpenAI]:
    """The official client, without further attempts."""
    base = f"http://{plans_server.host}:{plans_server.port}/v1"
    with openai.OpenAI(base_url=base, api_key="any", max_retries=0, timeout=PATIENCE_SECONDS) as one:
        yield one
