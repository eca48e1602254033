"""A real model server: a tiny model with random weights, made on the spot; what it writes is gibberish by nature."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.phrases import phrase
from tests.assistant.contract import check_answer
from tests.assistant.llm.conftest import FOLDER
from tests.server import Server, clean_environment, wait_until

MONEY = "Tổng kinh phí của kế hoạch An Giang là bao nhiêu?"
TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant: "
# Run in a process of its own: the libraries of models never come into that of the tests.
MAKE = """
import sys
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

folder, template = sys.argv[1:]
letters = sorted(pre_tokenizers.ByteLevel.alphabet())
words = Tokenizer(models.BPE({one: at for at, one in enumerate(["<s>", "</s>", *letters])}, []))
words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
words.decoder = decoders.ByteLevel()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, bos_token="<s>", eos_token="</s>", pad_token="</s>")
tokenizer.chat_template = template
tokenizer.save_pretrained(folder)
config = LlamaConfig(
    vocab_size=len(letters) + 2, hidden_size=16, intermediate_size=32, num_hidden_layers=1,
    num_attention_heads=2, max_position_embeddings=16384, bos_token_id=0, eos_token_id=1, pad_token_id=1,
)
LlamaForCausalLM(config).save_pretrained(folder)
"""
_PATIENCE = 300.0  # seconds: it imports libraries of gigabytes, on a machine that may be busy
OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    command = [sys.executable, "-c", MAKE, str(folder), TEMPLATE]
    done = subprocess.run(
        command, env=clean_environment(OFFLINE), cwd=folder.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def served(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``transformers serve`` with the model, in a process of its own."""
    home = tmp_path_factory.mktemp("served")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "transformers.cli.transformers", "serve", str(model),
        "--host", "127.0.0.1", "--port", str(port), "--device", "cpu",
    ]  # fmt: skip
    environment = clean_environment(OFFLINE | {"HOME": str(home), "HF_HOME": str(home)})
    log = home / "log.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=stream, stderr=stream)
    try:
        up = f"http://127.0.0.1:{port}/health"
        wait_until(lambda: answers(up) or process.poll() is not None, "the model server", patience=_PATIENCE)
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def settings(served: str, model: Path) -> dict[str, str]:
    return {
        "ASSISTANT_LLM": f"compatible:{model}",
        "ASSISTANT_LLM_URL": served,
        "ASSISTANT_LLM_ANSWER_TOKENS": "120",
        "ASSISTANT_LLM_TIMEOUT": "60",
    }


def test_the_check_hears_the_model(served: str, model: Path) -> None:
    command = [sys.executable, "-m", "assistant", "llm", "check"]
    done = subprocess.run(
        command, env=clean_environment(settings(served, model)), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "answers: first words after" in done.stdout


def test_its_gibberish_never_reaches_the_reader(served: str, model: Path, fish_index: Path, tmp_path: Path) -> None:
    with Server(fish_index, FOLDER, tmp_path / "log.txt", settings=settings(served, model)) as server:
        plain = server.post("/api/ask", {"question": MONEY, "engine": "extractive"}).json
        for question in (MONEY, "Tóm tắt kết quả vùng nuôi lươn Hậu Giang"):
            answer = server.post("/api/ask", {"question": question}).json
            check_answer(answer, lambda document_id: server.get(f"/api/documents/{document_id}/text").text)
            assert answer["engine"] == "extractive"
            assert answer["warnings"] in ([phrase("model_unsupported")], [phrase("model_refused")])
            if question == MONEY:
                assert (answer["answer"], answer["blocks"]) == (plain["answer"], plain["blocks"])
            assert answer["model"] is None
