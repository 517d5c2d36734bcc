"""An entry as its feed states it, before links, dates and texts are read: what the XML and the JSON side have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class RawEntry:
    links: tuple[str, ...]
    """Best first; may be relative, or no addresses at all."""
    identity: str
    """`guid` or `id`; empty when there is none."""
    title: str
    dates: tuple[str, ...]
    """As stated, published before updated."""
    summary: str
    byline: str
    content: str
    """HTML, or empty."""
    title_is_html: bool = False
    summary_is_html: bool = False
    moment: datetime | None = None
    """What a library made of a date we cannot read ourselves, in UTC."""


@dataclass(frozen=True)
class RawFeed:
    title: str
    link: str
    """The site's address as the feed states it."""
    entries: tuple[RawEntry, ...]
    base_is_link: bool = True
    """Relative links are relative to the site's address (RSS, JSON Feed) and not to the feed's (Atom)."""
    broken: str = ""
    """What is wrong with its XML; empty when it is well-formed."""
    notes: tuple[str, ...] = field(default=())
