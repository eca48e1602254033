"""LibreOffice, as people open files with it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_SECONDS = 120


def converted(content: bytes, name: str, target: str, folder: Path) -> Path:
    """``content``, saved as ``name``, opened by LibreOffice and saved in the format ``target``."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs the Debian packages: libreoffice-writer-nogui libreoffice-calc-nogui")
    source, out = folder / name, folder / "out"
    source.write_bytes(content)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        *(["--infilter=CSV:44,34,76,1,,0,false,true,false,true"] if name.endswith(".csv") else []),
        "--convert-to",
        target,
        "--outdir",
        str(out),
        str(source),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    made = out / f"{source.stem}.{target.split(':', maxsplit=1)[0]}"
    assert made.is_file(), done.stdout + done.stderr
    return made
