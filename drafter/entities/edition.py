"""What is written of articles: statements with their evidence, items, theses, the edition, and flags on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from drafter.entities.base import ArticleKind, Entity, Language, Stamp
from drafter.entities.sources import Link


class Evidence(Entity):
    """Where in a source a statement comes from."""

    article_id: str
    sentence_ids: tuple[str, ...]
    quote: str = ""
    """Verbatim, as the article has it."""
    start: int | None = None
    end: int | None = None
    match: Literal["exact", "normalised", "none"] = "none"


StatementKind = Literal["fact", "inference", "forecast", "opinion"]


class Statement(Entity):
    """One sentence of ours."""

    text: str
    kind: StatementKind = "fact"
    evidence: tuple[Evidence, ...] = ()
    rests_on: tuple[str, ...] = ()
    """Ids of the items an analysis sentence rests on."""
    fallback: str = ""
    """Why the source's own sentence stands here instead of the model's."""


class Summary(Entity):
    """What was written of one article."""

    article_id: str
    kind: ArticleKind | None = None
    """What a model takes the article for; None where none was asked."""
    headline: str
    statements: tuple[Statement, ...]
    fallback: str = ""
    """Why the whole summary is the publisher's own sentences."""
    headline_fallback: str = ""
    """Why the headline is the source's own title."""


class Continued(Entity):
    """An item of an earlier edition (ISO week, and its day) that an item goes on from: shown as ours, to the item's writer too; evidence of nothing."""

    edition: str
    date: str
    title: str = ""
    """Of its post."""
    url: str = ""
    """Where readers find the post; empty where nobody knows."""
    headline: str = ""
    said: tuple[str, ...] = ()
    """Sentences of ours, as published."""
    changed: tuple[tuple[str, str], ...] = ()
    """Figures and dates as we wrote them, each with what is said now."""
    new: str = ""
    """What is new, for the editor."""


class Notice(Entity):
    """A correction (its day first) of an earlier post (its title, day and address) that this edition tells its readers of."""

    date: str
    title: str
    post_date: str
    url: str = ""
    headline: str = ""
    was: str
    now: str
    because: str = ""


class Item(Entity):
    """One article's place in the edition."""

    id: str
    """`i` and the first digits of the article's id, six or as many as make it unique: the same whatever else the edition has."""
    article_id: str
    further_ids: tuple[str, ...] = ()
    """The story's other articles that were read."""
    place: Literal["lead", "item", "brief"] = "item"
    section: str = ""
    kind: ArticleKind = "news"
    headline: str
    statements: tuple[Statement, ...]
    link: Link
    further: tuple[Link, ...] = ()
    marks: tuple[str, ...] = ()
    """What the editor must know: `outside-window`, `undated`, `stand-in`, `picked`, `private`, `runner-up`, `update`, `repeat`."""
    published: Stamp | None = None
    fallback: str = ""
    headline_fallback: str = ""
    continues: Continued | None = None
    """Set where the item is an update of an earlier edition's."""


class Thesis(Entity):
    """A claim that items of the edition carry together; the analysis argues the chosen ones."""

    id: str = ""
    """`t1`, `t2`, … in the analysis' order; empty for a candidate that was not chosen."""
    text: str
    """One sentence, with the concrete point."""
    item_ids: tuple[str, ...]
    against: tuple[str, ...] = ()
    """Ids of items that speak against it or limit it."""
    affected: str = ""
    """Who is affected, in one phrase."""
    change: str = ""
    """What changed since an earlier edition."""
    earlier_ids: tuple[str, ...] = ()
    """Ids of earlier editions' items it rests on."""
    by: Literal["editor", "drafter"] = "drafter"
    """Who chose it."""


class Paragraph(Entity):
    """Statements set as one paragraph."""

    statements: tuple[Statement, ...]
    thesis: str = ""
    """Id of the thesis it argues; empty where it argues none."""


class Edition(Entity):
    """One number of the digest, before it is rendered."""

    name: str
    """ISO week: `2026-W05`."""
    language: Language
    date: Stamp
    title: str
    lede: Paragraph
    items: tuple[Item, ...]
    theses: tuple[Thesis, ...] = ()
    asked_as: str = ""
    """Digest of what besides the items the theses were asked with: prompt, style, model, settings. Empty where no model was asked."""
    analysis: tuple[Paragraph, ...]
    conclusion: tuple[Paragraph, ...]
    tags: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    """Corrections of earlier posts."""
    editor_notes: dict[str, str] = Field(default_factory=dict)
    """Section (`edition`, `items`, `analysis`, `conclusion`) → what a person must do there."""


class Rate(Entity):
    """What one unit of a currency costs in another, as somebody stated it: a person's line in `rates.toml`."""

    base: str
    """ISO 4217: `USD`."""
    quote: str
    value: Decimal = Field(gt=0, allow_inf_nan=False)
    """Units of `quote` for one of `base`."""
    day: date
    source: str
    """Who states it: `PBoC central parity`."""


Severity = Literal["BLOCK", "HIGH", "WARN", "INFO"]


class Flag(Entity):
    """Something the editor should look at."""

    code: str
    """Stable lower-kebab code: `figure-not-in-source`, `fallback-item`, … `drafter explain CODE` says what it means."""
    severity: Severity
    where: str
    """Item's headline, section, or URL."""
    message: str
    """What was found and the way out."""
    words: str = ""
    """The words in question."""
    start: int | None = None
    end: int | None = None
    """Their span in the statement, or in the post where a post was read."""
    statement: str = ""
    """The statement they stand in."""
    nearest: str = ""
    """What stands nearest in the source."""
    sentence: str = ""
    """The source's sentence."""
    source: str = ""
    """URL of the source."""


class Rewrite(Entity):
    """A sentence of the model's that a check held against its sources, and what became of it."""

    where: str
    """The article's URL, or the step of the chain."""
    before: str
    after: str
    """Empty where it was left out."""
    why: tuple[str, ...]
    """What was found wrong."""
    done: Literal["mended", "flagged", "own-sentence", "left-out"]
    """`flagged`: it stands as it was or is still at odds; `own-sentence`: the source's own stands in its place."""
