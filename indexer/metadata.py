"""What a document says of itself: kind, title, number, issuer, place, date, period, signer, relations.

Read by the two families of administrative layout (Party and State) and by general means only; whatever a document
does not say stays ``None``, and a person can write it in the manifest.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.gazetteer import first_place
from indexer.language.issuers import of_ministry
from indexer.language.lexicon import load, structure_words
from indexer.language.normal import nfc, one_line
from indexer.language.signature import find_signature
from indexer.outline.units import is_rule
from indexer.records import Metadata, Outline
from indexer.relations import read_relations

_HEAD = 3000  # code points in which a header stands
_MAX_TITLE = 300
_SYMBOL = r"[0-9]{1,5}\s*[-/]\s*(?:[0-9]{4}/)?[A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*"
_YEARS = re.compile(r"\b(20[0-9]{2})\s*[-–]\s*(20[0-9]{2})\b")
_COLUMN = re.compile(r"\t|[ \u00a0]{2,}")  # between the two halves of a head
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
    heading = _issuing(head)
    central = of_ministry(heading) or heading.lower().startswith(structure_words().central)
    place = first_place(title) or first_place(heading)
    if place is None and not central:
        place = first_place(head) or first_place(issuer or "")
    return Metadata(
        title=title or fallback_title,
        kind=kind,
        number=number,
        issuer=issuer or _as_spelled(heading, text) or None,
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


def _issuing(head: str) -> str:
    """Who issues, as the head says it: the lines in capitals above the number, left of the motto; "" without one."""
    headed, dated, _ = _number_patterns()
    ends = [found.start() for pattern in (headed, dated) if (found := pattern.search(head)) is not None]
    said: list[str] = []
    for line in head[: min(ends, default=0)].splitlines():
        left = _COLUMN.split(line.strip(" *#\t"))[0].strip()
        words = left.lower()
        if (
            left.isupper()
            and not is_rule(left)
            and not words.startswith((*structure_words().mottos, *structure_words().kinds))
        ):
            said.append(left)
    return _sentence_case(one_line(" ".join(said)))


def _as_spelled(heading: str, text: str) -> str:
    """``heading`` with the capitals that it bears elsewhere in the text, where it stands there."""
    pattern = re.compile(r"\s+".join(map(re.escape, heading.split())), re.I) if heading else None
    spelled = (one_line(found.group()) for found in pattern.finditer(nfc(text))) if pattern is not None else iter(())
    return next((one for one in spelled if not one.isupper()), _with_capitals(heading))


def _with_capitals(heading: str) -> str:
    """``heading`` as names are written: a place's name in capitals, of a ministry's the first word."""
    bodies = sorted(structure_words().bodies, key=len, reverse=True)
    body = next((one for one in bodies if heading.lower().startswith(f"{one} ")), "")
    if body:
        return f"{heading[: len(body)]} {' '.join(word.capitalize() for word in heading[len(body) :].split())}"
    kinds = (*structure_words().ministry, *structure_words().central)
    kind = next((one for one in kinds if one.endswith(" ") and heading.lower().startswith(one)), "")
    return heading[: len(kind)] + heading[len(kind) :][:1].upper() + heading[len(kind) + 1 :] if kind else heading


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
    """The name at the end of the first signature, in the closing of the document or of one that it carries."""
    closings = (section.span for section in outline.sections if section.kind == "closing")
    found = next((one for span in closings if (one := find_signature(text, span)) is not None), None)
    return one_line(found.name.of(text)) if found is not None else None
