"""From the source list to the article: what is offered, what was fetched, what was read."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from drafter.entities.base import ArticleKind, Entity, Stamp


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


Article.model_rebuild()
