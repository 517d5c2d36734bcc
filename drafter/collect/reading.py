"""What a worker process does with a body: decode it, then read a feed or an article out of it. Arguments and results pickle."""

from __future__ import annotations

from datetime import datetime

from drafter.collect.decode import decode
from drafter.collect.extract import extract
from drafter.collect.feeds import FeedResult, discover, parse
from drafter.entities import Article, Entry, Failure, Source


def read_article(body: bytes, content_type: str, url: str, final_url: str, entry: Entry, fetched_at: datetime, min_text: int) -> Article | Failure:
    """The article of one page."""
    return extract(decode(body, content_type), url=url, final_url=final_url, entry=entry, fetched_at=fetched_at, min_text=min_text)


def read_feed(body: bytes, url: str, content_type: str, source: Source) -> FeedResult | Failure:
    """The entries of one feed."""
    return parse(body, url, content_type, source)


def read_alternates(body: bytes, content_type: str, base_url: str) -> tuple[str, ...]:
    """Addresses of the feeds that a page names."""
    return discover(decode(body, content_type), base_url)
