"""What a worker process does with a body: decode it, then read a feed or an article out of it. Arguments and results pickle.

A PDF or .docx that a server sends becomes a page first, whatever its content type says.
What reads is imported by who reads: the process that asks for it names the function only.
"""

from __future__ import annotations

from datetime import datetime

from drafter.collect.decode import decode
from drafter.collect.feeds import FeedResult, discover, parse
from drafter.entities import Article, Entry, Failure, Source


def read_article(body: bytes, content_type: str, url: str, final_url: str, entry: Entry, fetched_at: datetime, min_text: int) -> Article | Failure:
    """The article of one page or document."""
    from drafter.collect import binary
    from drafter.collect.document import UnreadableError
    from drafter.collect.extract import extract

    try:
        document = binary.read(body)
    except UnreadableError as error:
        return _unreadable(error.reason, url, entry, fetched_at, min_text)
    if document is not None:
        entry = entry.model_copy(update={"byline": document.byline or entry.byline, "title": entry.title or document.title})
    html = decode(body, content_type) if document is None else document.page()
    article = extract(html, url=url, final_url=final_url, entry=entry, fetched_at=fetched_at, min_text=min_text)
    return article if isinstance(article, Failure) else _with_kind(article)


def _with_kind(article: Article) -> Article:
    from drafter.collect.kind import kind_of

    kind, why = kind_of(article)
    return article.model_copy(update={"kind": kind, "kind_why": why})


def _unreadable(reason: str, url: str, entry: Entry, fetched_at: datetime, min_text: int) -> Article | Failure:
    """The feed's own text, where there is enough, else why the document cannot be read."""
    from drafter.collect.extract import stand_in
    from drafter.collect.verdict import WAYS_OUT

    instead = stand_in(entry, url, fetched_at, min_text)
    if instead is not None:
        return _with_kind(instead.model_copy(update={"instead_of": reason}))
    wrong, way_out = WAYS_OUT[reason]
    return Failure(subject=url or entry.source.location, stage="extract", reason=reason, message=f"the document {wrong}; {way_out}", source=entry.source.name)


def read_feed(body: bytes, url: str, content_type: str, source: Source) -> FeedResult | Failure:
    """The entries of one feed."""
    return parse(body, url, content_type, source)


def read_alternates(body: bytes, content_type: str, base_url: str) -> tuple[str, ...]:
    """Addresses of the feeds that a page names."""
    return discover(decode(body, content_type), base_url)
