"""Origins of web sites, exactly as browsers name them."""

from __future__ import annotations

import re

_MOST = 100
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ORIGIN = re.compile(r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?")


def read_origins(text: str) -> tuple[str, ...]:
    """The origins named in ``text``, apart by spaces or commas; ValueError for anything but exact origins.

    No path, no user, no wildcard: what is allowed to embed the page is spelt out, host by host.
    """
    named = [_origin(one.lower()) for one in re.split(r"[\s,]+", text.strip()) if one]
    if not 1 <= len(named) <= _MOST:
        raise ValueError(f"not 1 to {_MOST} origins: {text!r}")
    return tuple(dict.fromkeys(named))


def _origin(text: str) -> str:
    found = _ORIGIN.fullmatch(text)
    if found is None:
        raise ValueError(f"not an origin: {text!r}")
    scheme, host, port = found.groups()
    if port is not None and not 0 < int(port) <= 65535:
        raise ValueError(f"not a port: {text!r}")
    shown = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{int(port)}"  # browsers leave the usual port out
    return f"{scheme}://{host}{shown}"
