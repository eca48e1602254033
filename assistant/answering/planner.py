"""From a question to the kind of answer it gets; the reason is recorded and shown by ``--explain``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.about import about_document
from assistant.answering.aspect_items import list_aspect
from assistant.answering.assigned import list_assigned
from assistant.answering.bearing import Weighed
from assistant.answering.case import Case, best_passage
from assistant.answering.checking import check_named
from assistant.answering.cited import look_up_cited
from assistant.answering.clarify import clarify
from assistant.answering.compare import compare
from assistant.answering.contrast import contrast
from assistant.answering.count_conditions import list_filled
from assistant.answering.draft import Citations, Draft, short_title
from assistant.answering.edge_years import with_edge_years
from assistant.answering.force import successions, with_force
from assistant.answering.found import Found
from assistant.answering.funds_compared import compare_funds, compare_told_years, rank_told_years
from assistant.answering.groups_compared import contrast_groups
from assistant.answering.headings import answer_by_heading
from assistant.answering.included import tell_included
from assistant.answering.inconsistencies import list_inconsistencies
from assistant.answering.inline import list_inline
from assistant.answering.leads import list_leads
from assistant.answering.listed import list_duties, list_recipients
from assistant.answering.listing import count_rows, list_groups, list_items, list_rows
from assistant.answering.measures_compared import tell_named_rows
from assistant.answering.notices import with_notices
from assistant.answering.one_side import answer_of_side
from assistant.answering.premise import unheld_topic, unstated
from assistant.answering.ranking import rank_items
from assistant.answering.references import date_of_cited
from assistant.answering.refusals import not_found, places_without_documents, refuse
from assistant.answering.replaced import what_it_replaces
from assistant.answering.reports import several_reports
from assistant.answering.required import asks_price_of_today, lacks_required, unnamed_agencies
from assistant.answering.same_kind import of_one_kind
from assistant.answering.second_places import with_second_place
from assistant.answering.several import meant_alike
from assistant.answering.sides import question_of_side
from assistant.answering.signers import SIGNATURE, who_signed
from assistant.answering.sufficiency import lacks_kind
from assistant.answering.summary import summarise
from assistant.answering.timespans import compare_times, rank_times
from assistant.answering.told_tasks import list_told
from assistant.answering.weighing import most_held, weigh
from assistant.answering.years_told import compare_year_texts
from assistant.asking import Want, asks_which, names_any, read_asked
from assistant.grouping import Result
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, QuoteBlock, Status, TextBlock
from assistant.targets import find_targets
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.directory import leading_number
from indexer.store.reader import OpenIndex

_HALF = 0.5
_SEVERAL: tuple[Want, ...] = ("money", "time", "owner", "count", "percent")  # what several documents tell of a thing


def plan_answer(
    index: OpenIndex,
    question: Question,
    results: Sequence[Result],
    documents: Sequence[DocumentEntry],
    *,
    weigh: bool = True,
) -> Draft:
    """The answer to ``question`` from ``documents`` (those allowed); ``results`` are what search found for it.

    Without ``weigh``, what was found is told however little of the question it bears."""
    refused = refuse(index, question)
    if refused is not None:
        return refused
    missing = places_without_documents(index, question)
    if missing:
        said = [phrase("no_place", english=question.language == "en", place=place) for place in missing]
        return not_found(index, question, None, reason="no document of the place", said=said)
    if asks_price_of_today(question):
        return not_found(index, question, best_passage(results), reason="a price of the day")
    case = Case(
        index=index,
        question=question,
        asked=read_asked(question),
        targets=find_targets(question, index.directory.among(documents)),
        documents=tuple(documents),
        results=results,
        weigh=weigh,
    )
    case = replace(case, question=with_edge_years(question, case.side))
    for step in (
        _signed,
        _cited,
        _dated,
        _about,
        _summarised,
        _checked,
        _ranked,
        _reported,
        _named,
        _headed,
        _contrasted,
        _listed,
        _compared,
        _succeeded,
        _asked_back,
        _looked_up,
    ):
        draft = step(case)
        if draft is not None:
            draft = _with_required(case, (_unheld(case) or draft) if step in _OF_TOPIC else draft)
            told = with_second_place(index, question, with_notices(index, question, draft))
            return with_force(index, told, english=question.language == "en")
    return not_found(index, question, case.nearest, reason="nothing found holds what is asked")


def _with_required(case: Case, draft: Draft) -> Draft:
    """``draft``, unless what is asked for by name does not stand in what it quotes."""
    if draft.status not in ("answered", "clarify") or draft.reason == SIGNATURE:
        return draft
    unnamed = unnamed_agencies(case.index, case.question, case.side)
    if unnamed:
        reason = f"no document names: {', '.join(unnamed)}"
        return not_found(case.index, case.question, case.nearest, reason=reason)
    lacking = lacks_required(case.question, case.asked, draft.citations)
    if lacking is None:
        return draft
    cited = next(iter(draft.citations), None)
    near = case.index.catalogue.passage_at(cited.document_id, cited.start) if cited is not None else None
    reason = f"the evidence does not tell: {lacking}"
    return not_found(case.index, case.question, near or case.nearest, reason=reason)


def _signed(case: Case) -> Draft | None:
    if not case.asked.any_of("signer"):
        return None
    return who_signed(case.index, case.question, case.targets, case.documents)


def _cited(case: Case) -> Draft | None:
    return look_up_cited(case.index, case.question, case.asked, case.side, case.documents)


def _about(case: Case) -> Draft | None:
    told = about_document(case.index, case.question, case.asked, case.targets, case.documents)
    return told or what_it_replaces(case.index, case.question, case.asked, case.side)


def _checked(case: Case) -> Draft | None:
    listed = list_inconsistencies(case.index, case.question, case.asked, case.side)
    return listed or check_named(case.index, case.question, case.asked, case.side)


def _ranked(case: Case) -> Draft | None:
    if not asks_which(case.question):  # "at most how much" asks for a bound, not for the first of many
        return None
    looked = (case.index, case.question, case.asked, case.side)
    return (
        rank_told_years(*looked, of_fund=True)
        or rank_times(*looked)
        or rank_told_years(*looked, of_fund=False)
        or rank_items(*looked)
    )


def _unheld(case: Case) -> Draft | None:
    """The documents meant speak of nothing that the question names, and no place holds half of what it is about."""
    pairs = unheld_topic(case.index, case.question, case.asked, case.side)
    if not pairs or most_held(case.index, case.question, case.asked, case.side) >= _HALF:
        return None
    return not_found(case.index, case.question, case.nearest, reason=f"no document holds: {', '.join(pairs)}")


def _reported(case: Case) -> Draft | None:
    return several_reports(case.index, case.question, case.asked, case.side)


def _headed(case: Case) -> Draft | None:
    if len(case.targets.sides) != 1:
        return None
    looked = (case.index, case.question, case.asked, case.side)
    return tell_included(*looked) or list_aspect(*looked) or answer_by_heading(*looked)


def _dated(case: Case) -> Draft | None:
    if not case.asked.any_of("time", "issued") or names_any(case.asked, "takes_effect"):
        return None
    looked = (case.index, case.question, case.asked)
    own = any(leading_number(entry) in case.question.numbers for entry in case.documents)
    # Of a document that is not there, any that cites it will do.
    return date_of_cited(*looked, case.side) or (None if own else date_of_cited(*looked, case.documents))


def _summarised(case: Case) -> Draft | None:
    if not case.asked.any_of("summary"):
        return None
    return summarise(case.index, case.question, case.asked, case.targets, case.documents)


def _listed(case: Case) -> Draft | None:
    """Lists, unless one cell of a row answers, however many things it lists."""
    sent_to = list_recipients(case.index, case.question, case.asked, case.side)
    sent_to = sent_to or list_filled(case.index, case.question, case.asked, case.side)
    if sent_to is not None:
        return sent_to
    if case.asked.any_of("duties") and len(case.targets.sides) > 1:
        return _duties_of_sides(case)
    looked = (case.index, case.question, case.asked, case.side)
    led = list_leads(*looked) or list_assigned(*looked) or list_told(*looked)
    if led is not None:
        return led
    rows = list_rows(*looked) if case.asked.any_of("list") else list_groups(*looked) or count_rows(*looked)
    inline = None if rows is not None or len(case.targets.sides) > 1 or case.targets.across else list_inline(*looked)
    if rows is not None or inline is not None:
        return rows or inline
    if case.asked.any_of("list") and case.asked.any_of("owner"):
        return list_items(*looked, across=False)
    one_cell = case.asked.any_of("owner", "partner", "basis", "fund", "money")
    if case.targets.across or (case.asked.any_of("list", "duties") and not one_cell):
        documents = list(case.documents) if case.targets.across else case.side
        return list_items(case.index, case.question, case.asked, documents, across=case.targets.across)
    return None


def _duties_of_sides(case: Case) -> Draft | None:
    sides = [[entry for entry in case.documents if entry.id in side] for side in case.targets.sides]
    told = list_duties(case.index, case.question, case.asked, sides)
    if told is not None or case.asked.any_of("compare"):  # rows of all sides in one list compare nothing
        return told
    return list_rows(case.index, case.question, case.asked, case.side)


def _compared(case: Case) -> Draft | None:
    """Two sides or more: each looked up, then compared or added."""
    if len(case.targets.sides) < 2:
        return None
    citations = Citations(case.index)
    looked: list[tuple[DocumentEntry, Found | None]] = []
    for side in case.targets.sides:
        entries = [entry for entry in case.documents if entry.id in side]
        if entries:
            own = replace(case, question=question_of_side(case.question, entries[0]))
            looked.append((entries[0], _of_side(own, entries, citations)))
    looked = of_one_kind(case.index, case.question, case.asked, looked, citations)
    return compare(case.question, case.asked, looked, citations)


def _named(case: Case) -> Draft | None:
    """Rows of one table that are named by their labels: their numbers together, or side by side."""
    if len(case.targets.sides) > 1:
        return None
    return tell_named_rows(case.index, case.question, case.asked, case.side)


def _contrasted(case: Case) -> Draft | None:
    """Two things, or two times, of one side."""
    if len(case.targets.sides) > 1:
        return None
    looked = (case.index, case.question, case.asked, case.side)
    money = compare_funds(*looked) or compare_times(*looked) or compare_told_years(*looked)
    return money or contrast_groups(*looked) or contrast(*looked) or compare_year_texts(*looked)


def _succeeded(case: Case) -> Draft | None:
    """A document and the one that replaces it: what each says, the one in force first."""
    pair = next((one for one in successions(case.side, case.side) if one.relation == "replaced"), None)
    if pair is None:
        return None
    english = case.question.language == "en"
    citations = Citations(case.index)
    told: list[tuple[str, Found]] = []
    for key, entry in (("side_in_force", pair.later), ("side_replaced", pair.earlier)):
        found = _of_side(case, [entry], citations)
        if found is not None and found.kind not in ("no_year", "only_range", "none"):
            told.append((phrase(key, english=english, name=short_title(entry), text=found.text), found))
    if len(told) < 2:
        return None
    text = "\n".join(line for line, _ in told)
    blocks = tuple(TextBlock(line, found.citations) for line, found in told)
    return Draft("answered", text, blocks, tuple(citations.made), "a document and the one that replaces it")


def _asked_back(case: Case) -> Draft | None:
    """No document named: several that answer as well are all given, and the person is asked which."""
    if case.targets.sides or len(case.documents) < 2 or not case.asked.any_of(*_SEVERAL):
        return None
    citations = Citations(case.index)
    looked: list[tuple[DocumentEntry, Found]] = []
    for entry in case.side:
        found = _of_side(case, [entry], citations)
        if found is not None:
            looked.append((entry, found))
    close = meant_alike(case.question, case.asked, looked)
    return clarify(case.question, close, citations) if len(close) > 1 else None


def _looked_up(case: Case) -> Draft | None:
    """One place answers."""
    unknown = unstated(case.index, case.question, case.asked, case.side, case.results)
    if unknown:
        reason = f"no document holds: {', '.join(unknown)}"
        return not_found(case.index, case.question, case.nearest, reason=reason)
    citations = Citations(case.index)
    found = _of_side(case, case.side, citations)
    if found is None:
        return None
    if found.kind in ("no_year", "only_range", "none"):
        return _not_for_years(case, found, citations)
    return _weighed(case, found, citations)


def _weighed(case: Case, found: Found, citations: Citations) -> Draft:
    """What was found, if it bears the question; else that nothing says it, with the place found as the nearest."""
    draft = _answered(found, citations)
    weighed = Weighed(case.index, case.question, case.asked, case.side, draft)
    features, lacks = weigh(weighed, lacks_kind(case.question, case.asked, found))
    if case.weigh and lacks and not found.explained:
        near = _passage_of(case, found, citations)
        reason = f"the evidence does not bear the question; not there: {', '.join(lacks)}"
        draft = not_found(case.index, case.question, near, reason=reason)
    return replace(draft, features=features)


def _of_side(case: Case, documents: Sequence[DocumentEntry], citations: Citations) -> Found | None:
    return answer_of_side(case.index, case.question, case.asked, documents, citations)


def _answered(found: Found, citations: Citations) -> Draft:
    block = QuoteBlock if found.kind == "quote" else TextBlock
    blocks: list[AnswerBlock] = [block(found.text, found.citations)]
    differs = len({money.dong for money, _, _ in found.terms}) > 1
    asks = found.kind == "alike" or (found.kind in ("varies", "rivals") and differs)
    status: Status = "clarify" if asks else "answered"
    return Draft(status, found.text, tuple(blocks), tuple(citations.made), f"lookup: {found.kind}")


def _not_for_years(case: Case, found: Found, citations: Citations) -> Draft:
    english = case.question.language == "en"
    years = ", ".join(map(str, case.question.years))
    said = [phrase("no_year", english=english, years=years)]
    if found.kind == "only_range" and found.terms:
        said.append(phrase("only_range", english=english, period=found.terms[0][1]))
    near = _passage_of(case, found, citations)
    return not_found(case.index, case.question, near, reason=f"lookup: {found.kind}", said=said)


def _passage_of(case: Case, found: Found, citations: Citations) -> StoredPassage | None:
    """The passage that the first citation of ``found`` stands in."""
    cited = next((one for one in citations.made if one.n in found.citations), None)
    passage = case.index.catalogue.passage_at(cited.document_id, cited.start) if cited is not None else None
    return passage or case.nearest


# Steps that answer about a topic without weighing what they find: of one that no document speaks of, nothing is told.
_OF_TOPIC = frozenset((_headed, _contrasted, _listed, _compared, _succeeded, _asked_back))
