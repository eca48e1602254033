"""A PostgreSQL cluster of the tests' own: in a temporary folder, on a socket in it, run by an ordinary account."""

from __future__ import annotations

import getpass
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

_HOMES = "/usr/lib/postgresql"
_ACCOUNT = "postgres"  # made by the Debian package; the server refuses to run as root


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, None where there is none."""
    found = [path.parent for path in Path(_HOMES).glob("*/bin/initdb")]
    return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), default=None)


class Cluster:
    """A running server; a context manager that stops it and removes its folder."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self._user = _ACCOUNT if os.geteuid() == 0 else getpass.getuser()

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if os.geteuid() == 0:
            account = pwd.getpwnam(_ACCOUNT)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync")
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def restart(self) -> None:
        """Cuts every connection, as a restart of the machine does."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        self._start()

    def database(self, name: str) -> str:
        """The URL of a new database."""
        self._run("createdb", "-h", self.folder, "-U", "tester", name)
        return f"postgresql://tester@/{name}?host={self.folder}"

    def _start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self.folder / "log.txt", "-o", options, "start")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        account = self._user if os.geteuid() == 0 else None
        environment = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            user=account,
            stdin=subprocess.DEVNULL,
            stdout=(log := tempfile.TemporaryFile()),  # noqa: SIM115 - pg_ctl's server keeps a pipe open for ever
            stderr=log,
            check=False,
        )
        log.seek(0)
        output = log.read().decode("utf-8", "replace")
        log.close()
        assert done.returncode == 0, f"{program}: {output}"
