"""One question of the report: what was asked, planned, found, answered, cited and judged, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from eval.agreement import disputed
from eval.cases import Case, Cited, Ranked
from eval.comparing import Pair
from eval.pages.charts import local
from eval.pages.markup import Markup, tag
from eval.pages.models import opinion_words
from eval.pages.words import word

_EXCERPT = 360  # characters of a retrieved text
_SHOWN = 5  # results


def case_view(case: Case, pair: Pair | None) -> Markup:
    """A question that opens on a click, with the classes that the filters read."""
    asked, measures = case.asked, case.measures
    turned = pair.turned if pair else ""
    classes = ["case", measures.grade, f"type-{asked.type}"]
    classes += [turned] if turned else []
    classes += ["invented"] if measures.invented or measures.false_figure or measures.scale_error else []
    classes += ["disputed"] if disputed(case) else []
    classes += ["changed"] if pair and pair.changed else []
    head = tag(
        "summary",
        tag("span", word("grades", measures.grade), class_=f"chip {measures.grade}"),
        tag("span", word("case", turned), class_=f"chip {turned}") if turned else None,
        tag("span", asked.id, class_="id"),
        tag("span", word("types", asked.type), class_="type"),
        tag("span", asked.question, class_="question"),
    )
    return tag(
        "details",
        head,
        _facts(case, pair),
        _retrieved(case),
        _citations(case),
        class_=" ".join(classes),
        id=f"case-{asked.id}",
    )


def _facts(case: Case, pair: Pair | None) -> Markup:
    asked, given, measures = case.asked, case.given, case.measures
    seen = "\n".join(f"{turn.role}: {turn.content}" for turn in asked.history)
    rows: list[tuple[str, str]] = [
        ("history", seen),
        ("read_as", given.read_as if given.read_as != asked.question else ""),
        ("reference", asked.reference),
        ("no_answer", "" if asked.answerable else "✓"),
        ("plan", f"{given.plan} ({given.engine})" if given.plan else ""),
        ("status", given.status),
        ("answer", given.answer or (given.error or "")),
        ("before", pair.before.given.answer if pair and pair.changed else ""),
        ("verdict", ": ".join(filter(None, (measures.why, word("causes", measures.cause) if measures.cause else "")))),
        ("opinion", opinion_words(case)),
        ("invented", ", ".join(measures.invented)),
        ("seconds", local(f"{1000 * given.seconds:.1f} ms") if given.seconds else ""),
        ("spent", f"{given.spent.sent} + {given.spent.written}" if given.spent and given.spent.requests else ""),
    ]
    shown = [(tag("dt", word("case", key)), tag("dd", text, class_=key)) for key, text in rows if text]
    return tag("dl", *(part for row in shown for part in row))


def _retrieved(case: Case) -> Markup | None:
    """The best results with their ranks; those that hold evidence are marked."""
    found = case.given.retrieved[:_SHOWN]
    if not found:
        return None
    rows = [_ranked_row(rank, one) for rank, one in enumerate(found, start=1)]
    return _table("retrieved", ("rank", "place", "score", "holds", "text"), rows)


def _ranked_row(rank: int, one: Ranked) -> Markup:
    text = " ".join(one.text.split())
    return tag(
        "tr",
        tag("td", rank, class_="number"),
        tag("td", one.document_id, tag("small", one.section)),
        tag("td", f"{one.score:.3f}", tag("small", one.why), class_="number"),
        tag("td", "✓" if one.holds else "", class_="number"),
        tag("td", text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")),
        class_="holds" if one.holds else None,
    )


def _citations(case: Case) -> Markup | None:
    if not case.given.citations:
        return None
    return _table(
        "citations", ("rank", "place", "exact", "holds", "quote"), [_cited_row(one) for one in case.given.citations]
    )


def _cited_row(one: Cited) -> Markup:
    return tag(
        "tr",
        tag("td", f"[{one.n}]", class_="number"),
        tag("td", one.document_id, tag("small", f"{one.section} ({one.start}–{one.end})")),
        tag("td", "✓" if one.exact else "✗", class_="number"),
        tag("td", "✓" if one.holds else "", class_="number"),
        tag("td", one.quote),
        class_="holds" if one.holds else None,
    )


def _table(title: str, columns: Sequence[str], rows: Sequence[Markup]) -> Markup:
    head = tag("thead", tag("tr", *(tag("th", word("columns", one), scope="col") for one in columns)))
    return tag("table", tag("caption", word("case", title)), head, tag("tbody", *rows))
