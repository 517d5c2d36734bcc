"""The analysis: an opening sentence, then one paragraph for each thesis, asked with the items of those theses alone."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.asks import AnalysisAnswer, AnalysisInputs, AnalysisParagraphAnswer, EarlierData, ItemData, Reading, ThesisData
from drafter.compose.data import mark
from drafter.compose.sentences import Sentences, laid_out, too_long
from drafter.entities import Language, Paragraph, Statement, Thesis
from drafter.settings import LengthSettings


def analysis_inputs(
    items: tuple[ItemData, ...],
    theses: tuple[Thesis, ...],
    language: Language,
    edition: str,
    length: LengthSettings,
    earlier: tuple[EarlierData, ...] = (),
    unrelated: str = "",
) -> AnalysisInputs:
    """What the analysis' prompt is given: the items that the theses rest on in the order the theses name them, all where there is none.

    An item that no thesis rests on is not in it, so that dropping or moving such an item changes nothing here.
    """
    data = tuple(_data(thesis) for thesis in theses)
    shown = _named(items, data) if data else items
    past = _past(earlier, data)
    said = [part for one in data for part in (one.text, one.affected, one.change)]
    ceiling = length.ceiling("analysis", language)
    return AnalysisInputs(
        items=shown,
        earlier=past,
        theses=data,
        unrelated=unrelated,
        language=language,
        edition=edition,
        boundary=mark(shown, *said, unrelated, earlier=past),
        ceiling=ceiling if data else ceiling // 2,
        edition_items=len(items),
    )


def _data(thesis: Thesis) -> ThesisData:
    fields = {"id": thesis.id, "text": thesis.text, "item_ids": thesis.item_ids, "against_ids": thesis.against}
    return ThesisData.model_validate({**fields, "affected": thesis.affected, "change": thesis.change, "earlier_ids": thesis.earlier_ids})


def _named(items: tuple[ItemData, ...], theses: Sequence[ThesisData]) -> tuple[ItemData, ...]:
    known = {item.id: item for item in items}
    return tuple(known[key] for key in dict.fromkeys(key for one in theses for key in (*one.item_ids, *one.against_ids)) if key in known)


def _past(earlier: tuple[EarlierData, ...], theses: Sequence[ThesisData]) -> tuple[EarlierData, ...]:
    wanted = {key for one in theses for key in one.earlier_ids}
    return tuple(one for one in earlier if one.id in wanted)


def analysis_read(answer: AnalysisAnswer, given: AnalysisInputs) -> Reading[tuple[Paragraph, ...]]:
    """The opening sentence as a paragraph of its own, then one paragraph for each thesis; without a thesis at most one."""
    reader = Sentences(given)
    opening = reader.statement(answer.opening, "the opening", needs_items=False)
    body: dict[str, tuple[Statement, ...]] = {}
    for number, wanted in enumerate(answer.paragraphs, 1):
        if statements := reader.statements(wanted.sentences, f"paragraph {number}"):
            key = _thesis_of(wanted, given.theses)
            body[key] = (*body.get(key, ()), *statements)
    paragraphs = [Paragraph(statements=(opening,))] if opening else []
    paragraphs += [Paragraph(statements=statements, thesis=key) for key, statements in body.items()]
    reader.problems += [*_thin(body, given), *too_long("the analysis", paragraphs, given.ceiling)]
    if not given.theses and len(answer.paragraphs) > 1:
        reader.problems.append(f"there are {len(answer.paragraphs)} paragraphs; without a thesis one is the most")
        paragraphs = [one for one in paragraphs if not one.thesis][:2]
    usable = body if given.theses else paragraphs
    return Reading(tuple(paragraphs) if usable else None, tuple(reader.problems))


def _thin(body: dict[str, tuple[Statement, ...]], given: AnalysisInputs) -> list[str]:
    """Theses without a paragraph, and paragraphs that rest on less than their thesis has."""
    problems = []
    for thesis in given.theses:
        if thesis.id not in body:
            problems.append(f"there is no paragraph for {thesis.id}")
            continue
        own = (*thesis.item_ids, *thesis.earlier_ids)
        resting = {key for statement in body[thesis.id] for key in statement.rests_on}
        if len(resting) < min(2, len(own)):
            problems.append(f"the paragraph of {thesis.id} rests on one item; its thesis has {', '.join(own)}")
    return problems


def _thesis_of(wanted: AnalysisParagraphAnswer, theses: tuple[ThesisData, ...]) -> str:
    """The thesis a paragraph names; where the id is none, the thesis it shares most items with."""
    if not theses:
        return ""
    named = next((thesis.id for thesis in theses if thesis.id == wanted.thesis_id.strip("[] ")), None)
    ids = [key.strip("[] ") for sentence in wanted.sentences for key in sentence.item_ids]
    return named or max(theses, key=lambda thesis: sum(key in thesis.item_ids for key in ids)).id


def embedded_analysis(answer: AnalysisAnswer, reason: str) -> tuple[Paragraph, ...]:
    """The embedded writer's facts laid out by thesis, marked with `reason`."""
    opening = Paragraph(statements=laid_out([(answer.opening.text, answer.opening.kind, answer.opening.item_ids)], reason))
    rest = (Paragraph(statements=laid_out(((s.text, s.kind, s.item_ids) for s in p.sentences), reason), thesis=p.thesis_id) for p in answer.paragraphs)
    return (opening, *rest)
