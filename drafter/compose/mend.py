"""Sentences of a section that a check found at odds with the items they rest on, asked for again by themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.asks import ChainInputs, EarlierData, FaultyData, ItemData, MendAnswer, MendInputs, Reading, SentenceAnswer, SourceData
from drafter.check import prose
from drafter.compose.data import Front, mark
from drafter.compose.sentences import Sentences
from drafter.entities import Flag, Paragraph, Statement

S = TypeVar("S", tuple[Paragraph, ...], Front)


def statements(section: tuple[Paragraph, ...] | Front) -> tuple[Statement, ...]:
    """Its sentences in reading order, counted from 1; the title comes first."""
    if isinstance(section, Front):
        return (Statement(text=section.title), *section.lede.statements)
    return tuple(statement for paragraph in section for statement in paragraph.statements)


def inputs(section: tuple[Paragraph, ...] | Front, faulty: Mapping[int, Sequence[Flag]], given: ChainInputs) -> MendInputs:
    """What the prompt is given for the sentences whose numbers are in `faulty`: the items that these rest on."""
    said = statements(section)
    sentences = tuple(FaultyData(number=number, text=said[number - 1].text, reasons=tuple(flag.message for flag in flags)) for number, flags in faulty.items())
    named = {key for number in faulty for key in said[number - 1].rests_on}
    whole = any(not said[number - 1].rests_on for number in faulty)
    items = tuple(item for item in given.items if whole or item.id in named)
    earlier = tuple(one for one in given.earlier if whole or one.id in named)
    words = [part for one in sentences for part in (one.text, *one.reasons)]
    return MendInputs(
        sentences=sentences,
        sources=(*(line for item in items for line in _lines(item)), *(line for one in earlier for line in _lines(one))),
        quoted=False,
        published="",
        language=given.language,
        boundary=mark(items, *words, earlier=earlier),
    )


def _lines(item: ItemData | EarlierData) -> tuple[SourceData, ...]:
    day = f" ({item.published})" if item.published else ""
    return tuple(SourceData(id=item.id, text=words) for words in (f"{item.headline}{day}", *item.statements))


@dataclass(frozen=True)
class Mended(Generic[S]):
    """What came of one round."""

    value: S
    after: dict[int, str]
    """Number → the sentence as it is now; empty where it was left out."""


def read(answer: MendAnswer, section: S, mending: MendInputs, given: ChainInputs) -> Reading[Mended[S]]:
    """The section with what was mended; a sentence without a sound answer stays as it was, one that cannot stand goes."""
    said, wanted = statements(section), {one.number for one in mending.sentences}
    reader: Sentences = Sentences(given)
    new: dict[int, Statement | None] = {}
    for mended in answer.sentences:
        if mended.number not in wanted:
            continue
        old = said[mended.number - 1]
        if not mended.text.strip():
            new[mended.number] = None
        elif isinstance(section, Front) and mended.number == 1:
            title = prose.unmarked(mended.text).rstrip("。.")
            faults = reader.faults(title)
            reader.problems += [f"sentence 1: {fault}" for fault in faults]
            new[1] = old if faults else Statement(text=title)
        else:
            asked = SentenceAnswer(text=mended.text, kind=old.kind, item_ids=mended.source_ids)
            statement = reader.statement(asked, f"sentence {mended.number}", needs_items=bool(old.rests_on))
            new[mended.number] = statement or old
    missing: list[int] = sorted(wanted - {mended.number for mended in answer.sentences})
    value = replaced(section, new)
    left_out = len(statements(value)) < len(said)
    after = {number: one.text if one else "" for number, one in new.items() if one or left_out}
    return Reading(Mended(value, after), (*reader.problems, *(f"sentence {number} is missing" for number in missing)))


def replaced(section: S, new: Mapping[int, Statement | None]) -> S:
    """The section with other sentences in these places; None takes one out as long as its paragraph keeps another."""
    if isinstance(section, Front):
        first, *lede = [new.get(number, old) for number, old in enumerate(statements(section), 1)]
        left = tuple(one for one in lede if one is not None) or section.lede.statements
        title = first.text if first is not None else section.title
        return section.model_copy(update={"title": title, "lede": section.lede.model_copy(update={"statements": left})})
    number = 0
    paragraphs = []
    for paragraph in section:
        kept = []
        for old in paragraph.statements:
            number += 1
            one = new.get(number, old)
            kept += [one] if one is not None else []
        paragraphs.append(paragraph.model_copy(update={"statements": tuple(kept) or paragraph.statements}))
    return tuple(paragraphs)
