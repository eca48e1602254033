"""What language models took and said: the one that phrases answers, and the one that judges beside the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eval.agreement import Agreement, agreement
from eval.cases import Case, Run
from eval.pages.charts import grouped, local
from eval.pages.markup import Markup, tag
from eval.pages.words import word
from eval.report import shown
from eval.report_models import spent_on_answers, spent_on_judging
from eval.spending import Spent
from eval.summary import Figure


def models_take_part(run: Run) -> bool:
    """Whether a model answered or judged."""
    return run.model is not None or run.judge is not None


def models_view(run: Run, which: str) -> Markup:
    """The models of a run as a list."""
    items = [tag("li", line) for line in _lines(run)] or [tag("li", word("models", "nobody"))]
    return tag("div", tag("h3", word("models", which)), tag("ul", *items))


def model_tiles(run: Run, known: Mapping[str, Figure]) -> Iterator[tuple[str, str, str]]:
    """Key, value and label of what decides about a model: its cost, or its tokens; how far a judge agrees."""
    if run.prices is not None and "cost" in known:
        value = local(shown(1_000 * known["cost"].value, known["cost"]))
        yield "cost", value, word("tiles", "cost").format_map({"currency": run.prices.currency})
    elif "tokens" in known:
        yield "tokens", local(shown(known["tokens"].value, known["tokens"])), word("tiles", "tokens")
    agreed = agreement(run.cases)
    if agreed is not None and agreed.kappa is not None:
        yield "kappa", local(f"{agreed.kappa:.2f}"), word("tiles", "kappa")


def opinion_words(case: Case) -> str:
    """What the model that judges says of an answer, with its reason."""
    if case.opinion is None:
        return ""
    return ": ".join(filter(None, (word("models", case.opinion.grade or "none"), case.opinion.why)))


def _lines(run: Run) -> Iterator[str]:
    spent, judging, agreed = spent_on_answers(run), spent_on_judging(run), agreement(run.cases)
    if spent is not None:
        phrased = sum(case.given.engine == "llm" for case in run.cases)
        told = {"model": run.model, "phrased": phrased, "of": len(run.cases)}
        yield f"{_filled('answers', **told, **_tokens(spent))} ({_counted(spent)}); {_cost(run, spent)}."
    if run.judge is not None and judging is not None:
        yield f"{_filled('judging', judge=run.judge, **_tokens(judging))} ({_counted(judging)})."
    if agreed is not None:
        yield _agreed(agreed)
        yield word("models", "how")


def _agreed(found: Agreement) -> str:
    kappa = word("models", "no_kappa")
    if found.kappa is not None:
        kappa = local(f"{found.kappa:.2f}")
        if found.kappa_bounds is not None:
            low, high = local(f"{found.kappa_bounds.low:.2f}"), local(f"{found.kappa_bounds.high:.2f}")
            kappa = _filled("bounds", kappa=kappa, low=low, high=high)
    return _filled(
        "agreed",
        same=found.same,
        of=found.of,
        low=local(f"{100 * found.shares.low:.1f}"),
        high=local(f"{100 * found.shares.high:.1f}"),
        kappa=kappa,
        only_rule=found.only_rule,
        only_model=found.only_model,
        silent=found.silent,
    )


def _tokens(spent: Spent) -> dict[str, object]:
    return {"requests": grouped(spent.requests), "sent": grouped(spent.sent), "written": grouped(spent.written)}


def _counted(spent: Spent) -> str:
    return _filled("estimated", count=spent.estimated) if spent.estimated else word("models", "counted")


def _cost(run: Run, spent: Spent) -> str:
    if run.prices is None or spent.cost is None:
        return word("models", "no_prices")
    return _filled(
        "cost",
        cost=local(f"{spent.cost:.4g}"),
        currency=run.prices.currency,
        sent=local(f"{run.prices.sent:g}"),
        written=local(f"{run.prices.written:g}"),
    )


def _filled(key: str, **values: object) -> str:
    return word("models", key).format_map(values)
