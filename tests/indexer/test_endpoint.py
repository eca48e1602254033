"""The encoder behind an endpoint, asked over real HTTP: the server's vectors are those of the embedded model."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from indexer.encoder.endpoint import EndpointEncoder
from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder

KEY = "key-of-the-test"


class EmbeddingServer(ThreadingHTTPServer):
    """Speaks the protocol for one model; remembers what it was asked."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.encoder = encoder
        self.asked: list[dict[str, Any]] = []
        self.answer: bytes | None = None  # in place of vectors

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "authorization": self.headers["Authorization"], **body})
        if body["model"] != "static":
            self.send_error(404)
            return
        rows = self.server.encoder.encode_passages(body["input"]) * 3.0  # not of unit length
        listed = [{"index": at, "embedding": [float(value) for value in row]} for at, row in enumerate(rows)]
        content = self.server.answer or json.dumps({"data": listed[::-1]}).encode()  # order is the client's to restore
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stays quiet."""


@pytest.fixture
def server(encoder: Encoder) -> Iterator[EmbeddingServer]:
    with EmbeddingServer(encoder) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_the_vectors_are_the_servers_in_our_order(server: EmbeddingServer, encoder: Encoder) -> None:
    remote = EndpointEncoder.connect(f"{server.url}#static", key=KEY)
    texts = [f"kinh phí năm {2000 + number}" for number in range(70)]  # more than one batch
    np.testing.assert_allclose(remote.encode_passages(texts), encoder.encode_passages(texts), atol=1e-5)
    np.testing.assert_allclose(remote.encode_query(texts[3]), encoder.encode_query(texts[3]), atol=1e-5)
    assert remote.dimensions == encoder.dimensions
    assert remote.id == f"endpoint:static@{encoder.dimensions}"
    assert 0 < remote.weight <= 1
    assert remote.encode_passages([]).shape == (0, encoder.dimensions)
    assert {one["authorization"] for one in server.asked} == {f"Bearer {KEY}"}
    assert {one["path"] for one in server.asked} == {"/v1/embeddings"}


def test_an_endpoint_is_chosen_by_its_address(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert isinstance(load_encoder(f"{server.url}#static"), EndpointEncoder)
    assert server.asked[-1]["authorization"] is None


def test_a_model_that_the_server_does_not_know(server: EmbeddingServer) -> None:
    with pytest.raises(EncoderError, match="answered 404"):
        EndpointEncoder.connect(f"{server.url}#other")


@pytest.mark.parametrize("answer", [b"{", b"[]", b'{"data": []}', b'{"data": [{"index": 0, "embedding": [NaN]}]}'])
def test_an_answer_without_vectors(server: EmbeddingServer, answer: bytes) -> None:
    server.answer = answer
    with pytest.raises(EncoderError, match=r"embeddings|cannot be asked|finite"):
        EndpointEncoder.connect(f"{server.url}#static")


def test_vectors_of_another_length_are_refused(server: EmbeddingServer) -> None:
    remote = EndpointEncoder.connect(f"{server.url}#static")
    server.answer = b'{"data": [{"index": 0, "embedding": [1.0, 0.0]}]}'
    with pytest.raises(EncoderError, match="length 2"):
        remote.encode_query("kinh phí")


@pytest.mark.parametrize("name", ["http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1#", "ftp://127.0.0.1/v1#m"])
def test_an_address_needs_a_model(name: str) -> None:
    with pytest.raises(EncoderError, match="http://host:port/v1#model"):
        EndpointEncoder.connect(name)


def test_nobody_listens(server: EmbeddingServer) -> None:
    server.server_close()
    with pytest.raises(EncoderError, match="cannot be asked"):
        EndpointEncoder.connect(f"{server.url}#static")
