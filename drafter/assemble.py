"""Chosen articles, summaries and chain → the Edition and its flags. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter import editor_notes
from drafter.compose import Chain
from drafter.entities import EXTRACTIVE, NOT_NEWS, Article, ArticleKind, Continued, Edition, Flag, Item, Language, Link, Notice, Stamp, Summary
from drafter.select import Candidate, Settled
from drafter.summarize import MAX_PARTS, PART_CHARACTERS

MARKED = {
    "outside-window": "is from outside the edition's window",
    "undated": "has no date; it is here because a person wanted it",
    "private": "is private: no model read it, so it stands in the source's own words and outside the analysis",
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
    differ: tuple[Flag, ...] = ()
    """Where sources of one story say different things."""
    notices: tuple[Notice, ...] = ()
    """Corrections of earlier posts that this edition tells of."""


def items(settled: Settled, summaries: dict[str, Summary]) -> tuple[Item, ...]:
    """Items in the edition's order; links come from the articles alone. An update says what has changed since the earlier item."""
    ids = item_ids([article.id for article in settled.articles])
    further = {key: tuple(article.id for article in others) for key, others in settled.further.items()}
    return tuple(
        _item(ids[article.id], candidate, article, further.get(article.id, ()), summaries[article.id])
        for candidate, article in zip(settled.items, settled.articles, strict=True)
    )


def item_ids(article_ids: Sequence[str], letter: str = "i") -> dict[str, str]:
    """Short ids that do not change when another item comes or goes, so that nothing else is asked again."""
    return {key: letter + key[: _digits(key, article_ids)] for key in article_ids}


def _digits(key: str, others: Sequence[str]) -> int:
    """At least six, so that one item's id hardly ever comes to mean another, enough to tell it apart, one of them a numeral: `idea` is a word."""
    return next((n for n in range(6, len(key) + 1) if sum(other[:n] == key[:n] for other in others) == 1 and not key[:n].isalpha()), len(key))


def _item(key: str, candidate: Candidate, article: Article, further: tuple[str, ...], summary: Summary) -> Item:
    return Item(
        id=key,
        article_id=article.id,
        further_ids=further,
        place=candidate.place or "item",
        section=candidate.section,
        kind=_kind(candidate, article, summary),
        headline=summary.headline,
        statements=summary.statements,
        link=Link(title=article.title, url=article.url),
        further=article.further,
        marks=candidate.marks,
        published=candidate.published,
        continues=_continues(candidate, summary),
        fallback="" if summary.fallback == EXTRACTIVE else summary.fallback,
        headline_fallback=summary.headline_fallback,
    )


def _continues(candidate: Candidate, summary: Summary) -> Continued | None:
    found = candidate.continues
    if found is None:
        return None
    from drafter.recurrence import changed  # most editions' items are new, and what compares them reads figures and dates

    return found.model_copy(update={"changed": changed(found, summary.headline, summary.statements)})


def _kind(candidate: Candidate, article: Article, summary: Summary) -> ArticleKind:
    """A person's word, else the rules'; where these see nothing but news, the model's."""
    return candidate.kind if article.source.kind or candidate.kind != "news" else summary.kind or "news"


def edition(facts: Facts, ordered: tuple[Item, ...], chain: Chain) -> Edition:
    """The edition with a note wherever a person must act."""
    notes: dict[str, str] = {}
    opening = [facts.extractive_note] if facts.extractive_note else []
    if (full := _full(ordered)) < facts.min_items:
        opening.append(editor_notes.thin(full, facts.min_items, facts.language))
    if not facts.extractive_note:
        for step, place in (("front", "edition"), ("analysis", "analysis"), ("theses", "analysis"), ("conclusion", "conclusion")):
            if step in facts.fallen and place not in notes:
                text = editor_notes.section(step, facts.fallen[step], facts.language)
                opening.append(text) if place == "edition" else notes.__setitem__(place, text)
    if facts.differ:
        notes["items"] = editor_notes.differ([(flag.where, flag.words, flag.nearest) for flag in facts.differ], facts.language)
    if opening:
        notes["edition"] = opening[0] + "".join(said if facts.language == "zh" else f" {said[:1].upper()}{said[1:]}" for said in opening[1:])
    return Edition(
        name=facts.name,
        language=facts.language,
        date=facts.date,
        title=chain.front.title,
        lede=chain.front.lede,
        items=ordered,
        theses=chain.theses,
        asked_as=chain.asked_as,
        analysis=chain.analysis,
        conclusion=chain.conclusion,
        tags=chain.front.tags,
        notices=facts.notices,
        editor_notes=notes,
    )


def _full(ordered: Sequence[Item]) -> int:
    return sum(item.place != "brief" for item in ordered)


def flags(
    facts: Facts, drafted: Edition, chain: Chain, articles: dict[str, Article], left_out: Sequence[str] = (), not_argued: Sequence[str] = ()
) -> tuple[Flag, ...]:
    """What the editor should look at, worst first. `left_out`: faults that the model did not mend when it was asked again."""
    found = [Flag(code="not-mended", severity="WARN", where=fault.partition(":")[0], message=fault.partition(": ")[2]) for fault in left_out]
    found += facts.differ
    found += [Flag(code="thesis-not-carried", severity="WARN", where="analysis", message=message) for message in not_argued]
    if not facts.extractive_note:
        found += _chain_flags(facts, chain, chosen=bool(not_argued))
    for item in drafted.items:
        found += item_flags(item, articles[item.article_id], extractive=bool(facts.extractive_note))
    if (full := _full(drafted.items)) < facts.min_items:
        found.append(Flag(code="thin-edition", severity="WARN", where=facts.name, message=f"{full} item{'s' * (full != 1)}; {facts.min_items} were wanted"))
    if full > 1 and not facts.extractive_note:
        found += resting_on_one(drafted)
    found += [Flag(code="new-tag", severity="INFO", where="tags", message=f"{tag!r} is not in the digest's vocabulary") for tag in chain.front.new_tags]
    if facts.extractive_note:
        found.append(no_model(facts.name))
    order = ("BLOCK", "HIGH", "WARN", "INFO")
    return tuple(sorted(found, key=lambda flag: order.index(flag.severity)))


def no_model(name: str) -> Flag:
    """Of an edition that the embedded writer made."""
    return Flag(code="no-model", severity="INFO", where=name, message="no model wrote this draft: sentences are the sources' own")


def resting_on_one(drafted: Edition) -> list[Flag]:
    """Paragraphs of the analysis, after its first, that say a single item again; the message is the first sentence."""
    alone = [paragraph for paragraph in drafted.analysis[1:] if len({key for statement in paragraph.statements for key in statement.rests_on}) == 1]
    return [Flag(code="rests-on-one-item", severity="WARN", where="analysis", message=paragraph.statements[0].text) for paragraph in alone]


def fallen(step: str, reason: str) -> Flag:
    """Of a step of the chain that the embedded writer did."""
    private = reason == "private"
    message = "all items are private, so no model was asked" if private else f"the embedded writer stands in: {reason}; write this part by hand or run again"
    return Flag(code="fallback-section", severity="INFO" if private else "HIGH", where=step, message=message)


def _chain_flags(facts: Facts, chain: Chain, *, chosen: bool) -> list[Flag]:
    found = [fallen(step, reason) for step, reason in facts.fallen.items()]
    if chain.theses and all(thesis.by == "drafter" for thesis in chain.theses) and not chosen and "theses" not in facts.fallen:
        message = f"nobody chose what the analysis argues; of {len(chain.candidates)} theses it argues the strongest, theses.txt has them all"
        found.append(Flag(code="theses-unchosen", severity="INFO", where="analysis", message=message))
    return found


def _recurrence_flags(item: Item) -> list[Flag]:
    if "repeat" in item.marks:
        message = "an earlier edition told this, and nothing in it is new; it is here because a person wanted it: say in the item why it stays"
        return [Flag(code="repeat", severity="WARN", where=item.headline, message=message)]
    if item.continues is None:
        return []
    one = item.continues
    new = f"; new in it: {one.new}" if one.new else ""
    message = f"goes on from “{one.headline}” of {one.edition}{new}; see that the item says what is new since then"
    return [Flag(code="update", severity="INFO", where=item.headline, message=message)]


def item_flags(item: Item, article: Article | None, *, extractive: bool) -> list[Flag]:
    """What an editor must know of an item. `article` None: it is not kept here. `extractive`: no model was to write it."""
    why = f" ({article.instead_of})" if article and article.instead_of else ""
    found = [Flag(code=mark, severity="WARN", where=item.headline, message=f"the article {MARKED[mark]}{why}") for mark in item.marks if mark in MARKED]
    if "runner-up" in item.marks:
        found.append(Flag(code="runner-up", severity="INFO", where=item.headline, message="was a candidate of the edition before and had no place there"))
    found += _recurrence_flags(item)
    if item.kind in NOT_NEWS and "picked" not in item.marks:
        message = f"the model takes the article for {item.kind}, which is no news by itself; drop it, or say what it is: `drafter add URL --kind news`"
        found.append(Flag(code="not-news", severity="WARN", where=item.headline, message=message))
    if "private" in item.marks:
        return found
    if item.headline_fallback and not extractive:
        found.append(
            Flag(code="fallback-headline", severity="HIGH", where=item.headline, message=f"the source's own title stands here: {item.headline_fallback}")
        )
    if item.fallback and not extractive:
        found.append(Flag(code="fallback-item", severity="HIGH", where=item.headline, message=f"the publisher's own sentences stand here: {item.fallback}"))
    elif not extractive:
        found += [
            Flag(
                code="fallback-statement",
                severity="HIGH",
                where=item.headline,
                message=f"the source's own sentence stands here: {statement.fallback}",
                statement=statement.text,
            )
            for statement in item.statements
            if statement.fallback
        ]
    if not extractive and article and len(article.text) > PART_CHARACTERS * MAX_PARTS:
        found.append(Flag(code="very-long-article", severity="INFO", where=item.headline, message=f"{len(article.text)} characters, read in {MAX_PARTS} parts"))
    return found
