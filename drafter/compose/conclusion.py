"""The conclusion: what to watch next, never the analysis again."""

from __future__ import annotations

from drafter.asks import ConclusionAnswer, ConclusionInputs, EarlierData, ItemData, Reading
from drafter.compose.data import mark
from drafter.compose.sentences import Sentences, laid_out, short, texts, too_long
from drafter.entities import Language, Paragraph
from drafter.settings import LengthSettings

REPEATED = 90
"""Similarity (0–100) from which a sentence of the conclusion is one of the analysis again."""


def conclusion_inputs(
    items: tuple[ItemData, ...],
    analysis: tuple[Paragraph, ...],
    language: Language,
    edition: str,
    length: LengthSettings,
    earlier: tuple[EarlierData, ...] = (),
) -> ConclusionInputs:
    """What the conclusion's prompt is given: items, and the analysis not to be said again."""
    said = texts(analysis, language)
    return ConclusionInputs(
        items=items,
        earlier=earlier,
        analysis=said,
        language=language,
        edition=edition,
        boundary=mark(items, *said, earlier=earlier),
        ceiling=length.ceiling("conclusion", language),
    )


def conclusion_read(answer: ConclusionAnswer, given: ConclusionInputs, analysis: tuple[Paragraph, ...]) -> Reading[tuple[Paragraph, ...]]:
    """Paragraphs without sentences that the analysis has already."""
    from rapidfuzz import fuzz

    reader = Sentences(given)
    said = [statement.text for paragraph in analysis for statement in paragraph.statements]
    paragraphs: list[Paragraph] = []
    for number, wanted in enumerate(answer.paragraphs, 1):
        statements = []
        for statement in reader.statements(wanted.sentences, f"paragraph {number}"):
            if any(fuzz.ratio(statement.text, other) >= REPEATED for other in said):
                reader.problems.append(f"paragraph {number}: it repeats the analysis: {short(statement.text)}")
            else:
                statements.append(statement)
        if statements:
            paragraphs.append(Paragraph(statements=tuple(statements)))
    reader.problems += too_long("the conclusion", paragraphs, given.ceiling)
    return Reading(tuple(paragraphs) or None, tuple(reader.problems))


def embedded_conclusion(answer: ConclusionAnswer, reason: str) -> tuple[Paragraph, ...]:
    """What the items say is ahead, laid out by the embedded writer and marked with `reason`."""
    return tuple(Paragraph(statements=laid_out(((s.text, s.kind, s.item_ids) for s in p.sentences), reason)) for p in answer.paragraphs)
