"""``python -m tests.web.first_visit``: what a first visit transfers, and when it paints, over loopback."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from indexer.build import build
from indexer.encoder.select import load_encoder
from tests.server import ROOT, Server
from tests.web.browser import chromium, open_window

PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit with empty caches."""

    requests: int
    bodies: int  # bytes as transferred
    headers: int  # bytes of the answers' headers
    painted: float  # milliseconds from the start of the navigation to the first contentful paint


def first_visit(browser: Browser, url: str) -> Visit:
    """Visits the page in a new window, until it invites with its examples."""
    window = open_window(browser)
    try:
        tab = window.new_page()
        sent = []
        tab.on("requestfinished", lambda request: sent.append(request.sizes()))
        tab.goto(url)
        tab.locator(".example").first.wait_for()
        tab.wait_for_load_state("networkidle")
        painted = tab.evaluate(PAINT)
        bodies, headers = (sum(one[part] for one in sent) for part in ("responseBodySize", "responseHeadersSize"))
        return Visit(len(sent), bodies, headers, float(painted))
    finally:
        window.close()


def main(arguments: list[str]) -> int:
    """Prints the figures of several visits."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.first_visit", description=__doc__)
    parser.add_argument("--visits", type=int, default=7)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT / "corpus", folder / "index", load_encoder())
        with Server(folder / "index", ROOT / "corpus", folder / "log.txt") as server, chromium() as browser:
            visits = [first_visit(browser, f"http://{server.host}:{server.port}/") for _ in range(options.visits)]
    most = max(visits, key=lambda visit: visit.bodies)
    print(f"{most.requests} requests, {most.bodies} bytes of content, {most.headers} bytes of headers")
    painted = [visit.painted for visit in visits]
    print(f"first paint after {median(painted):.0f} ms (least {min(painted):.0f}, most {max(painted):.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
