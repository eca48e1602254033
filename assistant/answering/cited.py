"""The documents that a document cites: those it is based on, and the one whose title a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import Enumeration
from assistant.answering.issued import order_of_issue
from assistant.answering.listed import told
from assistant.answering.plain_words import words_left
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import QuoteBlock
from indexer.language.lexicon import load, structure_words
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Outline, Span
from indexer.store.reader import OpenIndex

_NUMBER = r"\d{1,5}\s?[-/]\s?[^\W\d_][\w/-]*|\d{1,4}/\d{4}(?:/[\w-]+)?"
_DATE = r"\w{3,4}\s+\d{1,2}\s?(?:[/.]\s?\d{1,2}\s?[/.]\s?\d{4}|\w{5}\s+\d{1,2}\s+\w{3}\s+\d{4})"
_ENDS = re.compile(r";|[.](?=\s|$)|\n\s*\n")
_LEAD = re.compile(r"[\s*+•–-]*(?:\(?\w{1,3}[.)]\s+)?")
_WHOLE = re.compile(r"[;:.,/]\s*$|[-_*]{2,}\s*$|^[^a-zà-ỹ]*$")  # a paragraph that is whole, or a line of capitals
_PASSING = 16  # words of a block that may stand in front of the kind of a document: "Xét đề nghị của Sở …"
_PLAIN = ("bases", "cited_fillers", "cited_kinds")  # lists of words that name no document
_ISSUER = 5  # words that name who issued an act
_FEWEST = 2  # words of a title that name it


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that is cited, from the word for its kind to the end of what is said of it."""

    entry: DocumentEntry
    span: Span
    kind: str  # folded
    basis: bool  # what the citing document is based on


def look_up_cited(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    side: Sequence[DocumentEntry],
    documents: Sequence[DocumentEntry],
) -> Draft | None:
    """The order in which ``documents`` were issued, what those of ``side`` are based on, or one act that they cite."""
    ordered = order_of_issue(index, question, asked, documents)
    return ordered or list_bases(index, question, asked, side) or find_cited(index, question, asked, side)


def list_bases(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """What the one document meant is based on, each act an item; None if that is not what is asked, or not written.

    Of kinds of acts that the question names ("which laws"), only those are listed where there are any.
    """
    if len(documents) != 1 or asked.before or not names_any(asked, "bases") or not _asks(asked):
        return None
    if asked.any_of("owner", "partner", "money", "issued") or names_any(asked, "asks_one_act"):
        return None
    bases = [one for one in cited_documents(index, documents[0]) if one.basis]
    issuers = {word for one in bases for word in _issuer(index, one).split()[:_ISSUER]}
    if words_left(question, asked, documents, also=_PLAIN) - _kind_words() - issuers:
        return None
    named = [one for one in bases if one.kind in _kinds_asked(asked, documents[0])]
    spans = tuple(dict.fromkeys(one.span for one in _issued_by(index, asked, named or bases)))
    passage = index.catalogue.passage_at(documents[0].id, spans[0].start) if spans else None
    return told(index, question, [Enumeration(documents[0], passage, spans, True)]) if passage is not None else None


def find_cited(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The citation of the act whose title the question names; None unless all of its telling words stand in one.

    A document's own number and date are another matter: the words of its title tell nothing.
    """
    if not documents or re.search(_NUMBER, question.text):
        return None
    law = _law_named(index, asked, documents)
    if law is not None and asked.any_of("symbol", "issued", "reference", "time"):
        return _told(index, question, law)
    if not asked.any_of("symbol", "issued"):
        return None
    wanted = words_left(question, asked, documents, also=_PLAIN) - _kind_words()
    if len(wanted) < _FEWEST:
        return None
    kinds = _kinds_asked(asked, None)
    best: tuple[tuple[bool, bool, int], Cited] | None = None
    for entry in documents:
        for one in cited_documents(index, entry):
            said = one_line(one.span.of(index.catalogue.text(entry.id)))
            named = any(f" {kind} " in f" {' '.join(_words(said))} " for kind in kinds)
            if named and wanted <= set(_words(said)) and re.search(_NUMBER, said):
                rank = (one.basis, bool(re.search(_DATE, said)), -len(said))
                best = max(filter(None, (best, (rank, one))), key=lambda ranked: ranked[0])
    return _told(index, question, best[1]) if best is not None else None


def cited_documents(index: OpenIndex, entry: DocumentEntry) -> tuple[Cited, ...]:
    """The documents that the text of ``entry`` cites with a number or a date, and all that it is based on."""
    return index.prepared.once(("cited documents", entry.id), lambda: list(_cited(index, entry)))


def _cited(index: OpenIndex, entry: DocumentEntry) -> Iterator[Cited]:
    text, outline = index.catalogue.text(entry.id), index.catalogue.outline(entry.id)
    bases = list(_basis_spans(text, outline))
    for span in bases:
        yield Cited(entry, span, _kind(span.of(text)), basis=True)
    last = -1
    for found in _mention().finditer(text):
        if found.start() < last or any(span.start <= found.start() < span.end for span in bases):
            continue
        stop = _ENDS.search(text, found.end())
        last = stop.start() if stop is not None else len(text)
        if entry.metadata.number and entry.metadata.number in found.group():  # itself
            continue
        yield Cited(entry, Span(found.start(), last), _kind(found.group()), basis=False)


def _basis_spans(text: str, outline: Outline) -> Iterator[Span]:
    """The acts in the opening of a document, and below a heading that says "căn cứ", one by one."""
    opened = False
    for span, under in _paragraphs(text, outline):
        said = fold(one_line(span.of(text)))
        opened = under or (opened and _names_document(span.of(text))) or _opens(said)
        if opened:
            yield from _acts(text, span)


def _paragraphs(text: str, outline: Outline) -> Iterator[tuple[Span, bool]]:
    """The paragraphs where bases may stand, those that blank lines break joined; and whether a heading says so."""
    last: tuple[Span, bool] | None = None
    opened = False
    for block in outline.blocks:
        heads = [fold(step.heading) for step in outline.path(block.section)]
        under = any(head.startswith(tuple(load("intents")["basis_heads"])) for head in heads)
        if block.kind not in ("item", "paragraph") or not (block.section == 0 or under):
            continue
        opens = _opens(fold(one_line(block.span.of(text))))
        joins = opened and not opens and block.kind == "paragraph"
        broken = joins and last is not None and not _WHOLE.search(last[0].of(text))
        opened = opened or opens
        if last is not None and not broken:
            yield last
        last = (Span(last[0].start, block.span.end) if last is not None and broken else block.span, under)
    if last is not None:
        yield last


def _acts(text: str, block: Span) -> Iterator[Span]:
    """The pieces of a block that name a document, without the words that open them or say who issues what follows."""
    start = block.start
    ends = [found.span() for found in re.finditer(load("intents")["basis_joints"], block.of(text))]
    for first, last in [*ends, (len(block), len(block))]:
        piece = Span(start, block.start + first)
        start = block.start + last
        kind = _kinds().search(piece.of(text))
        words = len(piece.of(text)[: kind.start()].split()) if kind is not None else _PASSING
        if kind is None or words >= _PASSING or _issues(piece.of(text)):
            continue
        lead = _LEAD.match(piece.of(text))
        begun = piece.start + (kind.start() if words <= _FEWEST else lead.end() if lead is not None else 0)
        yield Span(begun, begun + len(_without_issuing(text[begun : piece.end])))


def _without_issuing(said: str) -> str:
    """``said`` without the clause at its end that says who issues the document ("…, Tỉnh ủy ban hành … như sau:")."""
    line = said.rstrip()
    if _announces(line):
        heads = list(re.finditer(load("intents")["issues_clause"], line, re.IGNORECASE))
        line = line[: heads[-1].start()] if heads else line
    return line.rstrip(" .,;\n\t")


def _announces(said: str) -> bool:
    return re.search(load("intents")["issues_below"], fold(one_line(said))) is not None


def _issues(said: str) -> bool:
    """Whether a piece only says that the document is issued."""
    return _announces(said) and re.search(rf"{_NUMBER}|{_DATE}", said) is None


def _opens(said: str) -> bool:
    return said.lstrip("-+•* ").startswith(tuple(load("intents")["basis_openers"]))


def _names_document(said: str) -> bool:
    """Whether a block of the opening still names a document with its date or number."""
    return _kinds().search(said) is not None and re.search(f"{_DATE}|{_NUMBER}", said) is not None


def _law_named(index: OpenIndex, asked: Asked, documents: Sequence[DocumentEntry]) -> Cited | None:
    """The law that the question names in full ("Luật Lưu trữ"), as one of ``documents`` cites it with its date."""
    line = f" {' '.join(asked.words)} "
    for entry in documents:
        for name, one in index.prepared.once(("laws", entry.id), partial(_laws, index, entry)):
            if f" {name} " in line:
                return one
    return None


def _laws(index: OpenIndex, entry: DocumentEntry) -> Iterator[tuple[str, Cited]]:
    """The laws that ``entry`` cites, by their folded names."""
    for one in cited_documents(index, entry):
        said = " ".join(_words(one.span.of(index.catalogue.text(entry.id))))
        name = re.match(load("intents")["law_name"], said)
        if name is not None:
            yield name[1], one


def _told(index: OpenIndex, question: Question, cited: Cited) -> Draft | None:
    passage = index.catalogue.passage_at(cited.entry.id, cited.span.start)
    if passage is None:
        return None
    citations = Citations(index)
    n = citations.add_around(cited.entry, passage, cited.span)
    english = question.language == "en"
    where = place_words(cited.entry, passage.breadcrumb, english=english)
    quote = one_line(cited.span.of(index.catalogue.text(cited.entry.id)))
    text = phrase("stated", english=english, quote=quote, n=n, **where)
    return Draft("answered", text, (QuoteBlock(text, (n,)),), tuple(citations.made), "a cited document by its title")


def _asks(asked: Asked) -> bool:
    return asked.any_of("list", "basis", "reference") or names_any(asked, "asks_bases")


def _kinds_asked(asked: Asked, but: DocumentEntry | None) -> frozenset[str]:
    """The kinds of documents that the question names, the kind of the document ``but`` itself left out."""
    own = fold(but.metadata.kind or "") if but is not None else ""
    line = f" {' '.join(asked.words)} "
    return frozenset(kind for kind in _kind_names() if kind != own and f" {kind} " in line)


def _issued_by(index: OpenIndex, asked: Asked, acts: Sequence[Cited]) -> Sequence[Cited]:
    """Those of ``acts`` that the body issued which the question names behind a kind of act; all if it names none."""
    line = f"{' '.join(asked.words)} "
    behind = re.search(rf"(?:{'|'.join(_kind_names())}) (?:nao |gi )?cua (\w+ (?:\w+ )?)", line)
    if behind is None:
        return acts
    below = [one for one in acts if f" cua {behind[1]}" in f"{_heading(index, one)} "]
    issued = [one for one in acts if behind[1].count(" ") > 1 and behind[1] in f"{_issuer(index, one)} "]
    return below or _of_level(index, behind[1], acts) or issued or acts


def _heading(index: OpenIndex, act: Cited) -> str:
    """The folded heading that an act is listed under ("Văn bản của tỉnh")."""
    passage = index.catalogue.passage_at(act.entry.id, act.span.start)
    return " ".join(_words(passage.breadcrumb.rsplit(" > ", 1)[-1])) if passage is not None else ""


def _of_level(index: OpenIndex, level: str, acts: Sequence[Cited]) -> list[Cited]:
    """The acts of a level of administration ("của tỉnh"), told by what ends their numbers or who issued them."""
    tells = next((pattern for name, pattern in load("intents")["act_levels"].items() if level.startswith(name)), "")
    said = ((one, fold(one_line(one.span.of(index.catalogue.text(one.entry.id))))) for one in acts)
    return [one for one, line in said if tells and re.search(tells, line)]


def _issuer(index: OpenIndex, act: Cited) -> str:
    """The folded words behind the first "của" of an act: who issued it, and about what."""
    return " ".join(_words(act.span.of(index.catalogue.text(act.entry.id)))).partition(" cua ")[2]


def _kind(said: str) -> str:
    found = _kinds().search(said)
    return fold(one_line(found.group())) if found is not None else ""


def _words(text: str) -> list[str]:
    return [fold_term(word) for word in syllables(text)]


@lru_cache(maxsize=1)
def _kind_names() -> tuple[str, ...]:
    names = {fold(kind) for kind in (*structure_words().kinds, *load("intents")["cited_kinds"])}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _kind_words() -> frozenset[str]:
    """The words of the kinds of documents, which no title is told by."""
    return frozenset(word for kind in _kind_names() for word in kind.split())


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    kinds = sorted({*structure_words().kinds, *load("intents")["cited_kinds"]}, key=lambda kind: -len(kind))
    joined = "|".join(re.escape(kind).replace(r"\ ", r"\s+") for kind in kinds)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _mention() -> re.Pattern[str]:
    """A kind of document, a few words, and a number; or a law with its date."""
    return re.compile(
        rf"{_kinds().pattern}(?:\s+(?![-–+]\s)[^\s;.]+){{0,12}}?\s+(?:số\s+)?(?:{_NUMBER})", re.IGNORECASE
    )
