"""``python -m assistant ask|search|feedback|llm check``: the assistant on a terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.llm.model import ModelUnusable
from assistant.llm.select import load_model, load_writer
from assistant.memory.errors import DatabaseUnavailable
from assistant.memory.reviewing import show_feedback
from assistant.records import Answer, SearchResult
from assistant.service import AskRequest, Assistant, BadQuestion, NoModel, SearchRequest, open_assistant
from assistant.settings import SettingError, Settings, read_settings
from assistant.wire import to_json
from indexer.encoder.errors import EncoderError
from indexer.errors import IndexerError

EXIT_NO_MODEL = 1
EXIT_BAD_INPUT = 2


def main(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Runs one command; returns its exit status, with errors in one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(environment)
        if options.command == "llm":
            return _check(settings)
        if options.command == "feedback":
            return show_feedback(settings.database, as_json=options.json)
        index = options.index or settings.index
        writer = load_writer(settings) if options.command == "ask" else None
        assistant = open_assistant(
            index, settings.encoder, writer, engine=settings.default_engine, reranker=settings.reranker
        )
        return _search(assistant, options) if options.command == "search" else _ask(assistant, options)
    except (IndexerError, EncoderError, SettingError, ModelUnusable) as problem:
        print(f"assistant: {problem}", file=sys.stderr)
    except DatabaseUnavailable as problem:
        print(f"assistant: the database of conversations cannot be used: {problem}", file=sys.stderr)
    except NoModel:
        print("assistant: no model is configured: set ASSISTANT_LLM", file=sys.stderr)
    except BadQuestion as problem:
        print(f"assistant: {_REASONS[problem.reason]}", file=sys.stderr)
    except BrokenPipeError:  # the reader, "head" perhaps, has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - what is buffered goes nowhere at exit
        return 0
    except KeyboardInterrupt:
        return 130
    return EXIT_BAD_INPUT


_REASONS = {
    "empty_question": "the question is empty",
    "long_question": "the question is longer than 4,000 characters",
    "bad_encoding": "the question is not valid UTF-8",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Ask the indexed documents.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (("ask", "answer a question"), ("search", "list the best passages")):
        command = commands.add_parser(name, help=what)
        command.add_argument("question")
        command.add_argument("--index", type=Path, help="index folder (default: ASSISTANT_INDEX or ./index)")
        command.add_argument("--json", action="store_true", help="print the JSON of the API")
        command.add_argument("--explain", action="store_true", help="show how the result came about")
        if name == "ask":
            command.add_argument("--engine", choices=("extractive", "llm"), help="default: ASSISTANT_ENGINE")
        if name == "search":
            command.add_argument("--limit", type=int, default=10)
    llm = commands.add_parser("llm", help="the language model of the settings")
    llm.add_argument("action", choices=("check",), help="whether it answers, how fast, and what to fix")
    reviewing = commands.add_parser("feedback", help="list what people thought of answers")
    reviewing.add_argument("--json", action="store_true", help="print one JSON list")
    return parser


def _check(settings: Settings) -> int:
    """Asks the configured model one question; 1 if it does not answer."""
    from assistant.llm.check import check_model
    from assistant.llm.prompts import load_prompts

    load_prompts(settings.prompts)
    model = load_model(settings)
    if model is None:
        raise ModelUnusable("no model is configured: set ASSISTANT_LLM, e.g. ollama:qwen3:8b")
    done = check_model(model)
    print("\n".join(done.lines))
    return 0 if done.failure is None else EXIT_NO_MODEL


def _ask(assistant: Assistant, options: argparse.Namespace) -> int:
    answer = assistant.ask(AskRequest(options.question, engine=options.engine))
    if options.json:
        print(json.dumps(to_json(answer), ensure_ascii=False, indent=2))
        return 0
    print(_answer_text(answer))
    if options.explain:
        print(f"\nstatus {answer.status}, engine {answer.engine}, question read as: {answer.standalone_question}")
        print(_results_text(assistant.search(SearchRequest(options.question, limit=5)), explain=True))
    return 0


def _search(assistant: Assistant, options: argparse.Namespace) -> int:
    results = assistant.search(SearchRequest(options.question, limit=max(1, options.limit)))
    if options.json:
        print(json.dumps({"results": to_json(results)}, ensure_ascii=False, indent=2))
    else:
        print(_results_text(results, explain=options.explain))
    return 0


def _answer_text(answer: Answer) -> str:
    lines = [answer.answer, *answer.warnings, ""]
    for citation in answer.citations:
        place = ", ".join(filter(None, (citation.number, citation.title, citation.section)))
        lines.append(f"[{citation.n}] {place} ({citation.document_id}, {citation.start}-{citation.end})")
    return "\n".join(lines).rstrip()


def _results_text(results: Sequence[SearchResult], *, explain: bool) -> str:
    lines: list[str] = []
    for rank, result in enumerate(results, start=1):
        lines.append(f"{rank}. {result.document_id} | {result.section} | {result.start}-{result.end}")
        if explain:
            lines.append(f"   {result.score:.3f} = {result.why}")
        lines.append("   " + " ".join(result.text.split())[:300])
    return "\n".join(lines) or "nothing found"
