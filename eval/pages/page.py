"""The whole report as one HTML file: no script, nothing loaded, its one style sheet inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.cases import Case, Run
from eval.comparing import Change, Comparison, Pair, compare
from eval.files import whole_file
from eval.pages.case import case_view
from eval.pages.charts import figures_chart, groups_chart, legend, local, slashed, subtitle
from eval.pages.markup import Child, Markup, tag
from eval.pages.models import model_tiles, models_take_part, models_view
from eval.pages.words import metric_words, phrase, word
from eval.questions import LANGUAGES, QUESTION_TYPES
from eval.report import bounds, probability, shown
from eval.summary import Figure, Group, by_document, causes, figures, groups, milliseconds

_STYLE = Path(__file__).with_name("report.css")
_TILES = ("right", "invented", "false figure", "refused unanswerable", "exact")
_GRADES = ("all", "wrong", "refused", "invented", "right")
_COMPARED = ("lost", "gained", "changed")


def write_report(path: Path, run: Run, baseline: Run | None = None) -> None:
    """Write the report of a run, compared with a baseline where one is given."""
    with whole_file(path) as stream:
        stream.write(report_page(run, baseline))


def report_page(run: Run, baseline: Run | None = None) -> str:
    """The report as HTML."""
    comparison = compare(baseline, run) if baseline is not None else None
    pairs = {pair.after.asked.id: pair for pair in comparison.pairs} if comparison else {}
    found = figures(run.cases)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{phrase('title')}: {run.set}"),
        tag("style", Markup("\n" + _STYLE.read_text(encoding="utf-8") + _filter_rules())),
    )
    body = tag(
        "body",
        tag("header", tag("h1", phrase("title")), tag("p", _about(run)), _tiles(run, found)),
        tag(
            "main",
            _figures_section(found, comparison),
            _models_section(run, baseline),
            _groups_section(run.cases),
            _comparison_section(comparison) if comparison else None,
            _cases_section(run.cases, pairs),
        ),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang="vi") + "\n"


def _about(run: Run) -> str:
    return subtitle(
        set=run.set, questions=len(run.cases), documents=run.documents, passages=run.passages,
        code=run.code, encoder=run.encoder.split("@")[0], created=run.created[:16].replace("T", " "),
    )  # fmt: skip


def _tiles(run: Run, found: Sequence[Figure]) -> Markup:
    """The few figures that decide."""
    known = {one.metric.key: one for one in found}
    tiles = [_tile(key, f"{known[key].total:g}/{known[key].of:g}") for key in _TILES if key in known]
    if any(case.given.seconds for case in run.cases):
        tiles.append(_tile("time", f"{milliseconds(run.cases, 0.5):.0f} / {milliseconds(run.cases, 0.95):.0f}"))
    tiles += [_tile(key, value, label) for key, value, label in model_tiles(run, known)]
    return tag("ul", *tiles, class_="tiles")


def _tile(key: str, value: str, label: str = "") -> Markup:
    return tag("li", tag("strong", value), tag("span", label or word("tiles", key)), class_=key.replace(" ", "-"))


def _section(key: str, *children: Child) -> Markup:
    return tag("section", tag("h2", word("headings", key)), *children, id=key)


def _figures_section(found: Sequence[Figure], comparison: Comparison | None) -> Markup:
    before = {change.metric.key: change.before.value for change in comparison.changes} if comparison else {}
    scores = [one for one in found if not one.metric.is_share]
    listed = [
        tag(
            "li",
            f"{metric_words(one.metric.key)[0]}: ",
            tag("b", local(shown(one.value, one))),
            f" ({local(bounds(one.documents, one))})",
        )
        for one in scores
    ]
    kinds = ["questions", "documents", *(["baseline"] if comparison else [])]
    return _section("figures", legend(*kinds), figures_chart(found, before), tag("ul", *listed, class_="scores"))


def _models_section(run: Run, baseline: Run | None) -> Markup | None:
    """What language models took and said, of both runs; nothing where none took part in either."""
    if not (models_take_part(run) or (baseline is not None and models_take_part(baseline))):
        return None
    return _section("models", models_view(run, "now"), models_view(baseline, "before") if baseline else None)


def _groups_section(cases: Sequence[Case]) -> Markup:
    types = groups(cases, lambda case: case.asked.type, QUESTION_TYPES)
    languages = groups(cases, lambda case: case.asked.lang, LANGUAGES)
    return _section(
        "groups",
        legend("right", "refused", "wrong", "questions"),
        *_group_chart("type", [(word("types", one.name), one) for one in types]),
        *_group_chart("lang", [(word("languages", one.name), one) for one in languages]),
        *_group_chart(
            "document",
            [(word("headings", "none") if one.name == "(none)" else one.name, one) for one in by_document(cases)],
        ),
        *_causes(cases),
    )


def _group_chart(key: str, found: Sequence[tuple[str, Group]]) -> tuple[Markup, Markup]:
    title = word("headings", key)
    return tag("h3", title), groups_chart(title, found)


def _causes(cases: Sequence[Case]) -> list[Markup]:
    found = causes(cases)
    if not found:
        return []
    items = [tag("li", f"{word('causes', cause)}: ", tag("b", count)) for cause, count in found]
    return [tag("h3", word("headings", "refusals")), tag("ul", *items)]


def _comparison_section(comparison: Comparison) -> Markup:
    columns = ("figure", "before", "after", "difference", "worse", "better", "p")
    head = tag("thead", tag("tr", *(tag("th", word("columns", one), scope="col") for one in columns)))
    rows = [_change_row(change) for change in comparison.changes]
    turned = [pair for pair in comparison.pairs if pair.turned]
    items = [_turned_item(pair) for pair in turned] or [tag("li", phrase_of("none"))]
    lonely = [*comparison.only_before, *comparison.only_after]
    return _section(
        "comparison",
        tag("table", head, tag("tbody", *rows), class_="changes"),
        tag("p", phrase_of("chance")),
        tag("ul", *items, class_="turned"),
        tag("p", phrase_of("only"), ", ".join(lonely)) if lonely else None,
    )


def phrase_of(key: str) -> str:
    """A sentence of the comparison."""
    return word("comparison", key)


def _change_row(change: Change) -> Markup:
    name, means = metric_words(change.metric.key)
    return tag(
        "tr",
        tag("th", name, scope="row", title=means),
        tag(
            "td",
            local(shown(change.before.value, change.before)),
            tag("small", local(slashed(change.before))),
            class_="number",
        ),
        tag(
            "td",
            local(shown(change.after.value, change.after)),
            tag("small", local(slashed(change.after))),
            class_="number",
        ),
        tag("td", local(bounds(change.difference, change.after)), class_="number"),
        tag("td", change.lost, class_="number"),
        tag("td", change.gained, class_="number"),
        tag("td", f"{local(probability(change.p))}{' *' if change.significant else ''}", class_="number"),
        class_=_importance(change),
    )


def _importance(change: Change) -> str | None:
    if not change.significant:
        return None
    return "significant drop" if change.lost > change.gained else "significant"


def _turned_item(pair: Pair) -> Markup:
    asked = pair.after.asked
    why = pair.after.measures.why or pair.before.measures.why
    link = tag("a", asked.id, href=f"#case-{asked.id}")
    return tag(
        "li",
        tag("span", word("case", pair.turned), class_=f"chip {pair.turned}"),
        " ",
        link,
        f" {asked.question} — {why}",
    )


def _cases_section(cases: Sequence[Case], pairs: dict[str, Pair]) -> Markup:
    """The questions, filtered by what is chosen above them: by verdict and by type, without a script."""
    judged = ["disputed"] if any(case.opinion is not None for case in cases) else []
    shown_grades = [*_GRADES, *judged, *(_COMPARED if pairs else ())]
    types = [kind for kind in QUESTION_TYPES if any(case.asked.type == kind for case in cases)]
    verdicts = [_choice("verdict", key, word("filters", key), checked=key == "all") for key in shown_grades]
    kinds = [_choice("type", "any", word("filters", "all"), checked=True)]
    kinds += [_choice("type", key, word("types", key)) for key in types]
    views = [case_view(case, pairs.get(case.asked.id)) for case in cases]
    return _section("cases", tag("fieldset", *verdicts), tag("fieldset", *kinds), tag("div", *views, class_="list"))


def _choice(group: str, key: str, label: str, *, checked: bool = False) -> Markup:
    identifier = f"{group}-is-{key}"
    button = tag("input", type="radio", name=group, id=identifier, checked=checked)
    return tag("label", button, " ", label, for_=identifier)


def _filter_rules() -> str:
    """A rule for each choice: what does not belong to it is not shown."""
    rules = [
        f"body:has(#verdict-is-{key}:checked) .case:not(.{key}) {{ display: none; }}"
        for key in (*_GRADES[1:], "disputed", *_COMPARED)
    ]
    rules += [f"body:has(#type-is-{key}:checked) .case:not(.type-{key}) {{ display: none; }}" for key in QUESTION_TYPES]
    return "\n".join(rules) + "\n"
