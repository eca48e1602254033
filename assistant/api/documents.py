"""Routes over the library: documents, their source text, outline, tables, audit and original file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from assistant.api.deps import AssistantDep, DocumentDep, SettingsDep
from assistant.api.problems import Problem
from assistant.api.responses import (
    AuditBody,
    DocumentBody,
    DocumentsBody,
    FindingBody,
    OutlineBody,
    PageBody,
    PagesBody,
    SkippedBody,
    TableBody,
    TablesBody,
)
from indexer.records import DocumentEntry

router = APIRouter(prefix="/api/documents")


@router.get("")
def documents(current: AssistantDep) -> DocumentsBody:
    """All documents, and the files that could not be read."""
    catalogue = current.index.catalogue
    findings = catalogue.finding_counts()
    skipped = current.index.manifest.skipped
    return DocumentsBody(
        documents=[DocumentBody.of(one, findings.get(one.id, 0)) for one in catalogue.documents()],
        skipped=[SkippedBody(name=name, fault=skipped[name]) for name in sorted(skipped)],
    )


@router.get("/{document_id}")
def document(entry: DocumentDep, current: AssistantDep) -> DocumentBody:
    """One document."""
    return DocumentBody.of(entry, len(current.index.catalogue.findings(entry.id)))


@router.get("/{document_id}/text")
def text(entry: DocumentDep, current: AssistantDep, request: Request) -> Response:
    """The source text that citations count in: newlines and code points untouched."""
    tag = f'"{entry.text_sha256}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    body = current.source_text(entry.id).encode("utf-8")
    return Response(body, media_type="text/plain; charset=utf-8", headers=headers)


@router.get("/{document_id}/outline")
def outline(entry: DocumentDep, current: AssistantDep) -> OutlineBody:
    """Sections and blocks of a document."""
    return OutlineBody.of(current.index.catalogue.outline(entry.id))


@router.get("/{document_id}/pages")
def pages(entry: DocumentDep, current: AssistantDep) -> PagesBody:
    """Where the pages, slides or sheets of a document start in its source text."""
    found = current.index.catalogue.pages(entry.id)
    return PagesBody(pages=[PageBody.of(number, page) for number, page in enumerate(found, start=1)])


@router.get("/{document_id}/tables")
def tables(entry: DocumentDep, current: AssistantDep) -> TablesBody:
    """The recovered tables of a document."""
    catalogue = current.index.catalogue
    states = catalogue.audit_states(entry.id)
    return TablesBody(tables=[TableBody.of(table, states) for table in catalogue.tables(entry.id)])


@router.get("/{document_id}/audit")
def audit(entry: DocumentDep, current: AssistantDep) -> AuditBody:
    """Where the figures and dates of a document disagree with each other."""
    text = current.source_text(entry.id)
    return AuditBody(findings=[FindingBody.of(found, text) for found in current.index.catalogue.findings(entry.id)])


@router.get("/{document_id}/file")
def file(entry: DocumentDep, current_settings: SettingsDep) -> FileResponse:
    """The original file as it was indexed; 404 when it is gone or has changed since."""
    path = _original(current_settings.corpus, entry)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


def _original(corpus: Path, entry: DocumentEntry) -> Path:
    root = corpus.resolve()
    path = (root / entry.path).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise Problem("no_file")
    with path.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != entry.sha256:
            raise Problem("no_file")
    return path
