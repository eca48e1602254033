"""``python -m indexer.training.measure FILE...``: how well an encoder alone finds the contexts of public questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from indexer.encoder.select import load_encoder
from indexer.errors import IndexerError
from indexer.training.benchmarks import figures_table, measure, read_question_set


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line of figures per question set."""
    parser = argparse.ArgumentParser(prog="python -m indexer.training.measure", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="SQuAD .json, or .csv (context, question)")
    parser.add_argument("--encoder", help="a model folder or a sentence-transformers model; default: the embedded one")
    options = parser.parse_args(arguments)
    try:
        encoder = load_encoder(options.encoder)
        print(f"{encoder.id}, {encoder.dimensions} dimensions")
        sets = [read_question_set(path) for path in options.files]
        print(figures_table([(questions, measure(encoder, questions)) for questions in sets]))
    except IndexerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
