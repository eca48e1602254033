"""Reports of the eval suite for administrators, where the settings name their folder and a password."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from assistant.api.deps import SettingsDep
from assistant.api.problems import Problem, problem_response

router = APIRouter(include_in_schema=False)
_NAME = re.compile(r"[\w-][\w.-]{0,120}\.html")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_REALM = 'Basic realm="tro-ly-ao", charset="UTF-8"'


class NotAdministrator(Exception):
    """A request for a report without the administrator's password."""


def reports_folder(request: Request, settings: SettingsDep) -> Path:
    """The folder of reports, for whoever knows the password; a 404 problem where reports are not enabled."""
    if settings.eval_reports is None or settings.admin_password is None:
        raise Problem("not_found")
    if not hmac.compare_digest(_password(request).encode(), settings.admin_password.encode()):
        raise NotAdministrator
    return settings.eval_reports


ReportsDep = Annotated[Path, Depends(reports_folder)]


@router.get("/eval")
def newest(folder: ReportsDep) -> Response:
    """The report that was written last."""
    found = [path for path in folder.glob("*.html") if _NAME.fullmatch(path.name)]
    if not found:
        raise Problem("not_found")
    return _served(max(found, key=lambda path: path.stat().st_mtime_ns))


@router.get("/eval/{name}")
def named(name: str, folder: ReportsDep) -> Response:
    """One report of the folder."""
    if not _NAME.fullmatch(name):
        raise Problem("not_found")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise Problem("not_found")
    return _served(path)


def refuse(_: Request, __: Exception) -> JSONResponse:
    """Asks the browser for the password."""
    response = problem_response("not_administrator")
    response.headers["WWW-Authenticate"] = _REALM
    return response


def _served(path: Path) -> Response:
    """A report under a policy of its own: its one style sheet by its hash, no script, nothing loaded."""
    page = path.read_text(encoding="utf-8")
    style = _STYLE.search(page)
    digest = hashlib.sha256(style.group(1).encode()).digest() if style else b""
    styles = f"'sha256-{base64.b64encode(digest).decode()}'" if style else "'none'"
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


def _password(request: Request) -> str:
    """The password of HTTP's basic scheme, whatever the user name; empty where there is none."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
