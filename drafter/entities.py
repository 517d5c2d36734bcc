"""drafter's nouns as frozen data, and the ports' protocols. No behaviour beyond reading a value.

Text that spans point into is never stripped or normalised here. Every datetime is zone-aware; the one
value that may lack a zone is `Stamp`, which keeps what the page stated and is read in the digest's zone.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

FORMAT_VERSION = 1

Language = Literal["zh", "en"]
Stage = Literal["sources", "fetch", "feed", "extract", "select", "summarize", "compose", "check", "render"]
Role = Literal["writer", "analyst", "checker"]


class Entity(BaseModel):
    """Frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


EXTRACTIVE = "extractive"
"""Why a source's own sentence stands where no model was asked, by the editor's choice; any other reason is a failure."""


ArticleKind = Literal["news", "regulator", "filing", "press-release", "report", "opinion", "event-listing", "aggregator"]
NOT_NEWS: frozenset[ArticleKind] = frozenset({"event-listing", "aggregator"})
"""Kinds that are no item of news by themselves: chosen only where the editor pins them."""


class Failure(Entity):
    """One of many that did not work: stored, shown in the record and the report. That of a model's answer counts in the exit code."""

    subject: str
    """URL, path or `prompt subject` that failed."""
    stage: Stage
    reason: str
    """Stable lower-kebab code: `http-404`, `timeout`, `paywall`, `refused`, …"""
    message: str
    """For a person: what is wrong and the way out."""
    retryable: bool = False
    source: str = ""
    """Name of the Source it came from."""


class Stamp(Entity):
    """A date as stated: `2026-01-26`, or a time with or without its offset. Precision is kept, nothing is added."""

    value: str

    def instant(self, zone: ZoneInfo) -> datetime:
        """The moment it stands for; a bare date is its first moment and a naive time is local, both in `zone`."""
        if len(self.value) == 10:
            return datetime.combine(date.fromisoformat(self.value), time.min, zone)
        moment = datetime.fromisoformat(self.value)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    def day(self, zone: ZoneInfo) -> date:
        """The calendar day in `zone`."""
        return self.instant(zone).astimezone(zone).date()


class Page(Entity):
    """What a fetch gave: bytes as sent, after content decoding."""

    url: str
    """As asked for."""
    final_url: str
    """After redirects."""
    status: int
    headers: dict[str, str]
    """Lower-case names, only those we use: content-type, content-language, etag, last-modified."""
    fetched_at: datetime
    body: bytes = Field(repr=False)


class Source(Entity):
    """A line of the source list: a feed, a page, a file."""

    location: str
    """Absolute URL, path, or `-` for standard input."""
    origin: str
    """Where it was listed: `sources.txt:12`."""
    name: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    max_items: int | None = None
    language: str | None = None
    pick: bool = False
    """The editor wants it in the edition whatever its date and score."""
    added: Stamp | None = None
    """When a person put it into the inbox (or the day before which it must not run, if that is later): this, not its own date,
    says which edition it is a candidate of."""
    by: tuple[str, ...] = ()
    """Who put it into the inbox."""
    note: str = ""
    """What they said of it."""
    kind: ArticleKind | None = None
    """What a person says it is; the rules' proposal otherwise."""
    private: bool = False
    """Its text never goes to a model."""
    runner_up: str = ""
    """The edition that nearly had it: a candidate once more, whatever its date."""


class Entry(Entity):
    """What a feed or a list offers."""

    url: str
    title: str = ""
    published: Stamp | None = None
    summary: str = ""
    """The feed's own text, without markup."""
    byline: str = ""
    source: Source
    local_path: str | None = None
    """Set when the entry is a file on this machine (its `url` is then what the file states, or a file URL)."""
    content: str = ""
    """The feed's full text as HTML, where it carries one."""


class Sentence(Entity):
    """A sentence of an article; `text == article.text[start:end]`."""

    id: str
    """`s1`, `s2`, … in reading order."""
    paragraph: int
    start: int
    end: int
    text: str


class Unseen(Entity):
    """What nobody sees of a page, taken out of its text and counted."""

    characters: int = 0
    """Zero-width, directional and tag characters."""
    nodes: int = 0
    """Hidden parts within the article that hold a sentence."""
    comments: int = 0
    """Comments that hold a sentence."""
    order: str = ""
    """Words among all of them that order a model about."""


class Article(Entity):
    """Extracted text of one page."""

    id: str
    """First 12 hex digits of SHA-256 of the canonical URL."""
    url: str
    """Canonical: final URL or `rel=canonical` of the same site, without tracking parameters."""
    title: str
    byline: str = ""
    site: str = ""
    published: Stamp | None = None
    published_from: Literal["page", "feed", "", "url"] = ""
    event: Stamp | None = None
    """When what it tells of happens or happened, if the page states it as data (events' `startDate`)."""
    fetched_at: datetime | None = None
    language: str = ""
    """ISO 639-1 (`en`, `zh`), `` when unknown."""
    text: str
    """Paragraphs joined by a blank line."""
    sentences: tuple[Sentence, ...]
    kind: ArticleKind = "news"
    """As a person says or, failing that, as the rules propose."""
    kind_why: str = ""
    """What the rules went by."""
    stand_in: bool = False
    """True when the feed's own summary stands in for a page without enough text."""
    instead_of: str = ""
    """Why the page itself gave no article, where the feed stands in."""
    digest: str
    """SHA-256 of `text`, hex."""
    source: Source
    further: tuple[Link, ...] = ()
    """The same story elsewhere: duplicates that were folded into this article."""
    unseen: Unseen = Unseen()


class Link(Entity):
    """A link of ours: from fetch records only, never from a model."""

    title: str
    url: str


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
    """An item of an earlier edition (ISO week, and its day) that an item goes on from: shown as ours, given to no model, evidence of nothing."""

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


class Call(Entity):
    """One call of the model, or the kept answer that made it needless."""

    prompt: str
    subject: str
    model: str
    key: str
    attempt: int
    kept: bool
    finish_reason: str = ""
    usage: Usage = Field(default_factory=lambda: Usage())
    seconds: float = 0.0
    calls: int = 0
    cost: float | None = None
    """US dollars; None when the price is unknown."""
    problems: tuple[str, ...] = ()
    """What was wrong with the answer."""
    failure: str = ""


# What is asked of a model, and what it said.


class Message(Entity):
    role: Literal["system", "user", "assistant"]
    content: str


class Ask(Entity):
    """One request, complete: what shapes the answer's key, and the typed inputs that an embedded writer answers from."""

    prompt: str
    """Name of the prompt template."""
    role: Role
    subject: str
    """The article's URL, or the step of the chain."""
    messages: tuple[Message, ...]
    output: str
    """Name of the answer's schema."""
    json_schema: dict[str, Any]
    temperature: float | None = None
    max_output_tokens: int
    attempt: int = 1
    take: int = 0
    """Number of a redo of the same request that a person asked for."""
    prompt_digest: str = ""
    """Provenance only: the prompt file's SHA-256. Not part of the key."""
    inputs: Any = Field(default=None, exclude=True, repr=False)
    """The stage's own typed inputs. Not part of the key: the messages hold what the model sees of them."""


class Usage(Entity):
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0


class Answer(Entity):
    """What came back, as it came back."""

    text: str
    finish_reason: str = "stop"
    refusal: str = ""
    model: str = ""
    structured: Literal["json_schema", "json_object", "text", "embedded"] = "embedded"
    usage: Usage = Usage()
    seconds: float = 0.0
    calls: int = 1
    """HTTP calls it took, refused and hedged ones included."""


class Writer(Protocol):
    """The model port."""

    name: str
    """`openai`, `extractive` or `replay`; stands in the draft's record."""

    def model_for(self, role: Role) -> str:
        """The model's name for a role: part of the answer's key."""
        ...

    async def answer(self, ask: Ask) -> Answer:
        """One answer. Raises `errors.ModelError`; truncation and refusal are read from the answer by the caller."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


Article.model_rebuild()
Call.model_rebuild()
