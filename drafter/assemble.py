"""Chosen articles, summaries and chain → the Edition and its flags. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter import editor_notes
from drafter.compose import Chain
from drafter.entities import EXTRACTIVE, Article, Edition, Flag, Item, Language, Link, Stamp, Summary
from drafter.select import Candidate
from drafter.summarize import MAX_PARTS, PART_CHARACTERS

MARKED = {
    "outside-window": "is from outside the edition's window; it is here because it was picked",
    "undated": "has no date; it is here because it was picked",
    "stand-in": "rests on the feed's own summary, since the page gave no text; read the page before you publish",
}
"""Marks that a person must look at, and what they mean."""


@dataclass(frozen=True)
class Facts:
    """What the run knows of the edition beyond its texts."""

    name: str
    language: Language
    date: Stamp
    min_items: int
    extractive_note: str
    """The note of a draft that no model wrote; empty when a model was asked."""
    fallen: dict[str, str]


def items(chosen: Sequence[Candidate], articles: dict[str, Article], summaries: dict[str, Summary]) -> tuple[Item, ...]:
    """Items in rank order; links come from the articles alone."""
    ids = [(candidate, candidate.article_id or "") for candidate in chosen]
    return tuple(_item(number, candidate, articles[key], summaries[key]) for number, (candidate, key) in enumerate(ids, 1))


def _item(number: int, candidate: Candidate, article: Article, summary: Summary) -> Item:
    return Item(
        id=f"i{number}",
        article_id=article.id,
        headline=summary.headline,
        statements=summary.statements,
        link=Link(title=article.title, url=article.url),
        further=article.further,
        marks=candidate.marks,
        published=candidate.published,
        fallback="" if summary.fallback == EXTRACTIVE else summary.fallback,
        headline_fallback=summary.headline_fallback,
    )


def edition(facts: Facts, ordered: tuple[Item, ...], chain: Chain) -> Edition:
    """The edition with a note wherever a person must act."""
    notes: dict[str, str] = {}
    opening = [facts.extractive_note] if facts.extractive_note else []
    if len(ordered) < facts.min_items:
        opening.append(editor_notes.thin(len(ordered), facts.min_items, facts.language))
    if not facts.extractive_note:
        for step, place in (("front", "edition"), ("analysis", "analysis"), ("themes", "analysis"), ("conclusion", "conclusion")):
            if step in facts.fallen and place not in notes:
                text = editor_notes.section(step, facts.fallen[step], facts.language)
                opening.append(text) if place == "edition" else notes.__setitem__(place, text)
    if opening:
        notes["edition"] = ("" if facts.language == "zh" else " ").join(opening)
    return Edition(
        name=facts.name,
        language=facts.language,
        date=facts.date,
        title=chain.front.title,
        lede=chain.front.lede,
        items=ordered,
        themes=chain.themes,
        analysis=chain.analysis,
        conclusion=chain.conclusion,
        tags=chain.front.tags,
        editor_notes=notes,
    )


def flags(facts: Facts, drafted: Edition, chain: Chain, articles: dict[str, Article], left_out: Sequence[str] = ()) -> tuple[Flag, ...]:
    """What the editor should look at, worst first. `left_out`: faults that the model did not mend when it was asked again."""
    found = [Flag(code="not-mended", severity="WARN", where=fault.partition(":")[0], message=fault.partition(": ")[2]) for fault in left_out]
    for step, reason in facts.fallen.items():
        if not facts.extractive_note:
            found.append(
                Flag(
                    code="fallback-section",
                    severity="HIGH",
                    where=step,
                    message=f"the embedded writer stands in: {reason}; write this part by hand or run again",
                )
            )
    for item in drafted.items:
        found += _item_flags(item, articles[item.article_id], extractive=bool(facts.extractive_note))
    if len(drafted.items) < facts.min_items:
        found.append(Flag(code="thin-edition", severity="WARN", where=facts.name, message=f"{len(drafted.items)} items; {facts.min_items} were wanted"))
    if len(drafted.items) > 1 and not facts.extractive_note:
        alone = [paragraph for paragraph in drafted.analysis[1:] if len({key for statement in paragraph.statements for key in statement.rests_on}) == 1]
        found += [Flag(code="rests-on-one-item", severity="WARN", where="analysis", message=paragraph.statements[0].text) for paragraph in alone]
    found += [Flag(code="new-tag", severity="INFO", where="tags", message=f"{tag!r} is not in the digest's vocabulary") for tag in chain.front.new_tags]
    if facts.extractive_note:
        found.append(Flag(code="no-model", severity="INFO", where=facts.name, message="no model wrote this draft: sentences are the sources' own"))
    order = ("BLOCK", "HIGH", "WARN", "INFO")
    return tuple(sorted(found, key=lambda flag: order.index(flag.severity)))


def _item_flags(item: Item, article: Article, *, extractive: bool) -> list[Flag]:
    why = f" ({article.instead_of})" if article.instead_of else ""
    found = [Flag(code=mark, severity="WARN", where=item.headline, message=f"the article {MARKED[mark]}{why}") for mark in item.marks if mark in MARKED]
    if item.headline_fallback and not extractive:
        found.append(
            Flag(code="fallback-headline", severity="HIGH", where=item.headline, message=f"the source's own title stands here: {item.headline_fallback}")
        )
    if item.fallback and not extractive:
        found.append(Flag(code="fallback-item", severity="HIGH", where=item.headline, message=f"the publisher's own sentences stand here: {item.fallback}"))
    elif not extractive:
        found += [
            Flag(code="fallback-statement", severity="HIGH", where=item.headline, message=f"the source's own sentence stands here: {statement.fallback}")
            for statement in item.statements
            if statement.fallback
        ]
    if not extractive and len(article.text) > PART_CHARACTERS * MAX_PARTS:
        found.append(Flag(code="very-long-article", severity="INFO", where=item.headline, message=f"{len(article.text)} characters, read in {MAX_PARTS} parts"))
    return found
