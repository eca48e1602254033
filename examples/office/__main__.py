"""``python -m examples.office``: serves the screen on a port of its own, as an office system would."""

from __future__ import annotations

import argparse
import sys
from http.server import ThreadingHTTPServer

from examples.office.assistant import Assistant
from examples.office.screen import handler


def main(arguments: list[str]) -> int:
    """Serves until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m examples.office", description=__doc__)
    parser.add_argument("--assistant", default="http://127.0.0.1:8000", help="address of the assistant")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one")
    options = parser.parse_args(arguments)
    address = options.assistant.rstrip("/")
    server = ThreadingHTTPServer((options.host, options.port), handler(Assistant(address)))
    origin = f"http://{options.host}:{server.server_port}"
    print(f"office: {origin} (start the assistant with ASSISTANT_EMBED_ORIGINS={origin})", file=sys.stderr, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
