"""``python -m indexer.training``: trains the embedded encoder from titled articles and writes its model folder."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.errors import IndexerError
from indexer.training.articles import TrainingDataError, passages_of, read_articles
from indexer.training.benchmarks import read_question_set
from indexer.training.documents import document_passages
from indexer.training.lexicon import read_lexicon
from indexer.training.pairs import Mixture


def parser() -> argparse.ArgumentParser:
    """The options of the training command."""
    options = argparse.ArgumentParser(prog="python -m indexer.training", description=__doc__)
    add = options.add_argument
    add("--law", required=True, type=Path, metavar="FILE", help="articles: .jsonl or .jsonl.gz, keys title and body")
    add("--documents", type=Path, metavar="DIR", help="documents whose headings and rows are trained on as well")
    add("--repeat", type=int, default=20, help="how often each of them counts (default: %(default)s)")
    add("--titles", type=float, default=Mixture().title, help="share of titles as queries (default: %(default)s)")
    add("--sentences", type=float, default=Mixture().sentence, help="share of sentences; the rest are random crops")
    add("--out", required=True, type=Path, metavar="FOLDER", help="model folder to write")
    add("--name", default="static-vi-256-v1", help="name in the model's id (default: %(default)s)")
    add("--weight", type=float, default=0.2, help="share in the fusion with the lexical score (default: %(default)s)")
    add("--dim", type=int, default=256, help="length of a vector (default: %(default)s)")
    add("--vocab", type=int, default=12_800, help="most tokens in the vocabulary (default: %(default)s)")
    add("--epochs", type=int, default=6, help="passes over the passages (default: %(default)s)")
    add("--batch", type=int, default=1024, help="pairs in a batch (default: %(default)s)")
    add("--rate", type=float, default=0.006, help="highest learning rate (default: %(default)s)")
    add("--seed", type=int, default=1, help="equal seeds give equal weights (default: %(default)s)")
    add("--threads", type=int, default=1, help="more are quicker, but sums in another order: seeds repeat only nearly")
    add("--note", default="Its origin and licence were not stated.", help="origin and licence, for the model card")
    add("--measure", nargs="*", type=Path, default=[], metavar="FILE", help="question sets for the model card")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and writes the folder; 1 where the data cannot be used, 2 for wrong options."""
    options = parser().parse_args(arguments)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        run(options, given)
    except IndexerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def run(options: argparse.Namespace, given: Sequence[str]) -> None:
    """Reads the articles, trains, and writes the model folder with its model card."""
    started = time.monotonic()

    def report(text: str) -> None:
        print(f"[{time.monotonic() - started:6.1f} s] {text}", flush=True)

    lexicon = read_lexicon()
    articles = list(read_articles(options.law, lexicon))
    passages = passages_of(articles)
    if options.documents is not None:
        passages += document_passages(options.documents) * options.repeat
    if not passages:
        raise TrainingDataError(f"{options.law}: holds no articles")
    sets = [read_question_set(path) for path in options.measure]
    report(f"{len(articles)} articles read, {len(passages)} passages")

    # Reading the data fails faster than torch loads.
    import torch

    from indexer.training.model_card import Provenance, write_card
    from indexer.training.train import Recipe, save, train

    torch.set_num_threads(options.threads)
    recipe = Recipe(
        dimensions=options.dim,
        vocabulary=options.vocab,
        epochs=options.epochs,
        batch=options.batch,
        rate=options.rate,
        seed=options.seed,
        mixture=Mixture(title=options.titles, sentence=options.sentences),
    )
    trained = train(passages, lexicon, recipe, report)
    save(trained.model, options.out, name=options.name, weight=options.weight)
    origin = Provenance(
        options.law, _documents(options), options.note, _command(options, given), tuple(options.measure)
    )
    write_card(options.out, trained, recipe, origin, sets)
    report(f"{trained.steps} steps, final loss {trained.loss:.3f}, written to {options.out}")


def _documents(options: argparse.Namespace) -> str:
    """What was trained on beside the articles, for the model card."""
    if options.documents is None:
        return "Nothing else was trained on."
    name, times = options.documents.name, options.repeat
    return f"Headings and rows of the documents in `{name}`, each {times} times, were trained on as well."


def _command(options: argparse.Namespace, given: Sequence[str]) -> str:
    """The command as typed, without the note and with file names for paths, which belong to one machine."""
    named = filter(None, (options.law, options.documents, options.out, *options.measure))
    paths = {str(path): path.name for path in named}
    words = [paths.get(word, word) for word in given]
    if "--note" in words:
        at = words.index("--note")
        del words[at : at + 2]
    return shlex.join(["python", "-m", "indexer.training", *words])


if __name__ == "__main__":
    sys.exit(main())
