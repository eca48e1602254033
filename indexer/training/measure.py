"""``python -m indexer.training.measure FILE...``: how well an encoder alone finds the contexts of public questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from indexer.encoder.errors import EncoderError
from indexer.encoder.select import load_encoder
from indexer.training.articles import TrainingDataError
from indexer.training.benchmarks import measure, read_question_set


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line of figures per question set."""
    parser = argparse.ArgumentParser(prog="python -m indexer.training.measure", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="SQuAD .json, or .csv (context, question)")
    parser.add_argument("--encoder", help="a model folder or a sentence-transformers model; default: the embedded one")
    options = parser.parse_args(arguments)
    try:
        encoder = load_encoder(options.encoder)
        print(f"{encoder.id}, {encoder.dimensions} dimensions")
        print("| set | questions/contexts | nDCG@10 | recall@1 | recall@5 | recall@10 |\n|---|---|---|---|---|---|")
        for path in options.files:
            questions = read_question_set(path)
            found = measure(encoder, questions)
            sizes = f"{len(questions.questions)}/{len(questions.contexts)}"
            figures = (found.ndcg_at_10, found.recall_at_1, found.recall_at_5, found.recall_at_10)
            print(f"| {questions.name} | {sizes} | " + " | ".join(f"{100 * value:.1f}" for value in figures) + " |")
    except (EncoderError, TrainingDataError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
