"""What a document says of itself: kind, title, number, issuer, place, date, period, signer, relations.

Read by the two families of administrative layout (Party and State) and by general means only; whatever a document
does not say stays ``None``, and a person can write it in the manifest.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.gazetteer import first_place
from indexer.language.lexicon import load, structure_words
from indexer.language.normal import nfc, one_line
from indexer.language.structure import is_signature
from indexer.outline.units import is_rule
from indexer.records import Metadata, Outline, Span
from indexer.relations import read_relations

_HEAD = 3000  # code points in which a header stands
_MAX_TITLE = 300
_SYMBOL = r"[0-9]{1,5}\s*[-/]\s*(?:[0-9]{4}/)?[A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*"
_YEARS = re.compile(r"\b(20[0-9]{2})\s*[-–]\s*(20[0-9]{2})\b")
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_DIGIT_DATE = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"


def read_metadata(text: str, outline: Outline, *, fallback_title: str) -> Metadata:
    """The metadata of the document whose source text is ``text``; the title falls back to ``fallback_title``."""
    head = nfc(text[: min(_HEAD, _first_section(outline, len(text)))])
    kind, title = _headed_title(head)
    if not title:
        kind, title = _closing_title(nfc(text))
    number, date, issuer = _identity(head, nfc(text), kind)
    relations = read_relations(text, outline, title)
    dated_in = (
        None if _of_ministry(issuer or head) else first_place(head)
    )  # where a ministry sits is not whose plan it is
    place = first_place(title) or dated_in or first_place(issuer or "")
    return Metadata(
        title=title or fallback_title,
        kind=kind,
        number=number,
        issuer=issuer,
        place=place,
        date=date,
        period=_period(title) or _carried_out(nfc(text)),
        signer=_signer(text, outline),
        based_on=relations.based_on,
        replaces=relations.replaces,
        amends=relations.amends,
    )


def _first_section(outline: Outline, length: int) -> int:
    return outline.sections[1].span.start if len(outline.sections) > 1 else length


def _headed_title(head: str) -> tuple[str | None, str]:
    """The kind that stands in capitals on a line of its own, and the subject below it."""
    lines = [one_line(line).strip("* #") for line in head.splitlines()]
    for at, line in enumerate(lines):
        if line.isupper() and line.lower() in structure_words().kinds:
            subject = _subject(lines[at + 1 :])
            kind = _sentence_case(line)
            return kind, f"{kind} {_sentence_case(subject)}" if subject else ""
    return None, ""


def _subject(lines: list[str]) -> str:
    taken: list[str] = []
    for line in lines:
        if not line:
            continue
        if taken and line.isupper() and not all(one.isupper() for one in taken):
            break  # the issuer again, above the body of a decision
        starts_body = line.startswith(("-", "(", "+")) or line.lower().startswith(structure_words().basis)
        if is_rule(line) or starts_body or len(" ".join([*taken, line])) > _MAX_TITLE:
            break
        taken.append(line)
    return " ".join(taken)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:].lower() if text.isupper() else text


@lru_cache(maxsize=1)
def _closing_pattern() -> re.Pattern[str]:
    words = structure_words()
    kinds = "|".join(sorted(map(re.escape, words.kinds), key=len, reverse=True))
    stops = "|".join(map(re.escape, words.closing_stops))
    opening = "|".join(map(re.escape, words.closing))
    return re.compile(rf"(?:{opening})\s+(({kinds})\s.{{10,300}}?)\s*(?:[;.]|[,;]\s+(?:{stops})\b)", re.I | re.S)


def _closing_title(text: str) -> tuple[str | None, str]:
    found = None
    for found in _closing_pattern().finditer(text):  # noqa: B007 - the last one closes the document
        pass
    if found is None:
        return None, ""
    return _sentence_case(found.group(2).upper()), one_line(found.group(1))


def _of_ministry(said: str) -> bool:
    """Whether ``said``, the issuer or the head of a document, begins with a ministry or a minister."""
    words = structure_words()
    line = one_line(said).lower()
    return line.startswith(tuple(words.ministry)) and not line.startswith(tuple(words.ministry_not))


@lru_cache(maxsize=1)
def _number_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = structure_words()
    label = "|".join(map(re.escape, words.number_label))
    day = "|".join(map(re.escape, words.date_label))
    attached = "|".join(sorted(map(re.escape, words.attached), key=len, reverse=True))
    headed = re.compile(rf"^\s*(?:{label})\s*[:.]?\s*({_SYMBOL})", re.I | re.M)
    dated = re.compile(rf"(?:{day})\s+([0-9]{{1,2}})\s+tháng\s+([0-9]{{1,2}})\s+năm\s+([0-9]{{4}})", re.I)
    mention = re.compile(
        rf"\(+\s*(?:{attached})\s+(\w[\w\s]{{2,30}}?)\s+(?:{label})\s+({_SYMBOL})"
        rf"(?:,?\s*(?:{day})\s+(?:{_DIGIT_DATE}|([0-9]{{1,2}})\s+tháng\s+([0-9]{{1,2}})\s+năm\s+([0-9]{{4}})))?"
        rf"(?:\s+của\s+([^)]{{3,100}}))?\)",
        re.I,
    )
    return headed, dated, mention


def _identity(head: str, text: str, kind: str | None) -> tuple[str | None, str | None, str | None]:
    """Number, ISO date and issuer: from the header, or from how its own appendices name the document."""
    headed, dated, mention = _number_patterns()
    number = headed.search(head)
    date = dated.search(head)
    mentions = [found for found in mention.finditer(text) if kind and one_line(found.group(1)).lower() == kind.lower()]
    best = max(mentions, key=lambda found: found.group(2).count("/"), default=None)
    written = _iso(*date.groups()) if date else None
    issuer = one_line(best.group(9)) if best and best.group(9) else None
    if number:
        return _compact(number.group(1)), written or _mention_date(best), issuer
    if best is None:
        return None, written, None
    return _compact(best.group(2)), _mention_date(best) or written, issuer


def _mention_date(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    digits = [group for group in found.groups()[2:8] if group]
    return _iso(*digits) if len(digits) == 3 else None


def _compact(number: str) -> str:
    return re.sub(r"\s+", "", number)


def _iso(day: str, month: str, year: str) -> str | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"


def _period(title: str) -> tuple[int, int] | None:
    years = [int(year) for year in _YEAR.findall(title)]
    for first, last in _YEARS.findall(title):
        years += [int(first), int(last)]
    return (min(years), max(years)) if years else None


def _carried_out(text: str) -> tuple[int, int] | None:
    """The years behind a label such as "Thời gian thực hiện", on its line."""
    labels = "|".join(map(re.escape, load("relations")["carried_out"]))
    found = re.search(rf"(?:{labels})\s*:([^\n]{{0,80}})", text, re.I)
    return _period(found.group(1)) if found else None


def _signer(text: str, outline: Outline) -> str | None:
    """The name below the signature mark: the last short line of the closing that is written like a name."""
    for section in outline.sections:
        if section.kind == "closing":
            name = _name_below_mark(text, outline, section.ordinal)
            if name:
                return name
    return None


def _name_below_mark(text: str, outline: Outline, section: int) -> str | None:
    spans: list[Span] = [block.span for block in outline.blocks if block.section == section]
    signed = [at for at, span in enumerate(spans) if is_signature(span.of(text))]
    if not signed:
        return None
    for span in reversed(spans[signed[0] + 1 :]):
        line = one_line(span.of(text))
        words = line.split()
        if 2 <= len(words) <= 6 and all(word[0].isupper() and not word.isupper() and word.isalpha() for word in words):
            return line
    return None
