"""One file read again and again in a process of its own, by our readers or by ``unstructured`` with its defaults.

``python -m eval.bench.reading_peer ours|unstructured FILE REPEATS`` prints one JSON object. ``unstructured`` fetches an
English model to cut sentences and counts its users; here a splitter that needs no model stands in for it, the counting
is switched off, and any attempt to reach the network ends the process.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def main(arguments: list[str]) -> int:
    """Reads the file and prints the seconds of each time and the characters found."""
    reader, path, repeats = arguments[0], Path(arguments[1]), int(arguments[2])
    sys.addaudithook(_deny_network)
    started = time.perf_counter()
    read = {"ours": _ours, "unstructured": _unstructured}[reader]()
    ready = time.perf_counter() - started
    seconds: list[float] = []
    characters = 0
    for _ in range(repeats):
        started = time.perf_counter()
        characters = read(path)
        seconds.append(time.perf_counter() - started)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"ready": ready, "seconds": seconds, "characters": characters, "peak_mb": peak}))
    return 0


def _deny_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError(f"no network here: {event} {arguments[-1]!r}")


def _ours() -> Callable[[Path], int]:
    from indexer.reading.formats import read_bytes

    return lambda path: len(read_bytes(path.read_bytes(), path.name, path.suffix.lower()).text)


def _unstructured() -> Callable[[Path], int]:
    os.environ |= {"DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true"}
    import spacy
    from unstructured.nlp import tokenize
    from unstructured.partition.auto import partition

    splitter = spacy.blank("xx")
    splitter.add_pipe("sentencizer")
    tokenize._load_spacy_model = lambda: splitter
    return lambda path: sum(len(element.text) for element in partition(str(path)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
