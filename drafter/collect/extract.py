"""A page → an Article, or the Failure that says why there is none. Pure: no network, no clock; meant to run in a worker process.

`extract` reads HTML, `stand_in` what the feed itself carries when its page cannot be had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from drafter.collect import body, dated_title, dates, metadata, unseen, verdict
from drafter.collect.canonical import article_id, canonical, host_of
from drafter.collect.language import detect, weight
from drafter.collect.language import load as load_languages
from drafter.collect.sentences import BETWEEN, split
from drafter.collect.visible import line
from drafter.entities import Article, Entry, Failure, Stamp, Unseen

SUMMARY_ENOUGH = 40
"""Characters (Chinese count double) a feed's summary needs to stand in for a page."""
PLAIN = frozenset({".md", ".markdown", ".txt", ".pdf", ".docx"})
"""Files whose text has nothing around it, as a page has."""
_MAX_CHARACTERS = 2_000_000
"""Text of one article; what is longer is a book or a data dump."""


def load() -> None:
    """Import the heavy libraries now, so that the first page does not wait for them."""
    import sentencex  # noqa: F401  # read here for the import alone
    import trafilatura  # noqa: F401  # as above

    load_languages()


def extract(html: str, *, url: str, final_url: str, entry: Entry, fetched_at: datetime, min_text: int) -> Article | Failure:
    """The article on a page, else the feed's own text, else why neither. `min_text` in characters, Chinese ones double."""
    tree = body.parse(html)
    if tree is None:
        return _without("no-text", url, url, entry, fetched_at, min_text)
    stated = metadata.read(tree, final_url, fetched_at)
    found = verdict.signs(tree, final_url)
    hidden = body.strip(tree)
    left_out = unseen.of_page(html, tree.text_content(), hidden)
    site = stated.site or line(entry.source.name)
    title = stated.title or _entry_title(entry, site, final_url)
    paragraphs = _paragraphs(tree, stated, found, title, final_url, min_text)
    why = verdict.reason(found, stated, paragraphs, min_text)
    if why:
        # A page that is not the article may be a log-in or a check elsewhere: then the address asked for is the one to link to.
        address = canonical(final_url, stated.canonical) if stated.kind == "article" else canonical(url)
        return _without(why, address, url, entry, fetched_at, min_text)
    published, published_from = _published(stated.published, entry, final_url)
    return _article(
        canonical(final_url, stated.canonical),
        paragraphs,
        entry,
        fetched_at,
        title=title,
        byline=stated.byline or line(entry.byline),
        site=site,
        published=published,
        published_from=published_from,
        event=stated.event,
        hint=stated.language,
        left_out=left_out,
    )


def _paragraphs(tree: Any, stated: metadata.Stated, found: verdict.Signs, title: str, url: str, min_text: int) -> list[str]:
    """Of the quick way, the thorough way and the page's own data the first that gives enough, else what gives most."""
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: body.paragraphs(tree, url, title, found.links),
        lambda: body.paragraphs(tree, url, title, found.links, fast=False),
        lambda: body.fragment(stated.body.replace("\n", "<p>")) if stated.body else [],
    )
    best: list[str] = []
    for way in ways:
        best = max(best, way(), key=_size)
        if _size(best) >= min_text:
            break
    return best


def _size(paragraphs: list[str]) -> int:
    return sum(map(weight, paragraphs))


def stand_in(entry: Entry, url: str, fetched_at: datetime | None, min_text: int = 200) -> Article | None:
    """The feed's full text as a full article, else its summary marked as standing in; None when it carries too little of either."""
    full = body.fragment(entry.content) if entry.content else []
    if _size(full) >= min_text:
        return _from_feed(full, entry, url, fetched_at, stand_in=False)
    summary = body.fragment(entry.summary) if "<" in entry.summary else [plain for part in entry.summary.split("\n\n") if (plain := line(part))]
    best = max(full, summary, key=_size)
    return _from_feed(best, entry, url, fetched_at, stand_in=True) if _size(best) >= SUMMARY_ENOUGH else None


def _from_feed(paragraphs: list[str], entry: Entry, url: str, fetched_at: datetime | None, *, stand_in: bool) -> Article:
    published, published_from = _published(None, entry, url)
    site = line(entry.source.name) or host_of(url)
    title = _entry_title(entry, site, url)
    byline = line(entry.byline)
    return _article(
        canonical(url),
        paragraphs,
        entry,
        fetched_at,
        title=title,
        byline=byline,
        site=site,
        published=published,
        published_from=published_from,
        stand_in=stand_in,
        left_out=unseen.of_text("\n".join((entry.title, entry.summary, entry.content))),
    )


def _entry_title(entry: Entry, site: str, url: str) -> str:
    """The feed's title of the article; empty where it has none but its day."""
    title = line(entry.title)
    return "" if dated_title.is_date(metadata.without_site(title, (site, host_of(url)))) else title


def _without(reason: str, address: str, url: str, entry: Entry, fetched_at: datetime, min_text: int) -> Article | Failure:
    """The feed's own text, where there is some, else the Failure. A missing page is not replaced: its address would be the item's link."""
    instead = None if reason == "error-page" else stand_in(entry, address, fetched_at, min_text)
    if instead is not None and reason == "no-text" and _is_given(entry):
        return instead.model_copy(update={"stand_in": False})
    if instead is not None:
        return instead.model_copy(update={"instead_of": reason})
    wrong, way_out = verdict.WAYS_OUT[reason]
    return Failure(
        subject=url or entry.source.location,
        stage="extract",
        reason=reason,
        message=f"the page {wrong}; {way_out}",
        retryable=reason == "verification",
        source=entry.source.name,
    )


def _is_given(entry: Entry) -> bool:
    """Whether the text is a person's, who pasted or saved just that: however short, it is the article and stands in for nothing."""
    return entry.local_path is not None and Path(entry.local_path).suffix.lower() in PLAIN


_NOTHING = Unseen()
_From = Literal["page", "feed", "", "url"]


def _published(stated: Stamp | None, entry: Entry, url: str) -> tuple[Stamp | None, _From]:
    if stated is not None:
        return stated, "page"
    if entry.published is not None:
        return entry.published, "feed"
    found = dates.from_url(url)
    return found, "url" if found else ""


def _article(
    address: str,
    paragraphs: list[str],
    entry: Entry,
    fetched_at: datetime | None,
    *,
    title: str,
    byline: str,
    site: str,
    published: Stamp | None,
    published_from: _From,
    event: Stamp | None = None,
    hint: str = "",
    stand_in: bool = False,
    left_out: Unseen = _NOTHING,
) -> Article:
    text = BETWEEN.join(paragraphs)[:_MAX_CHARACTERS].rstrip()
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    sentences = split(text)
    return Article(
        id=article_id(address or digest),  # a file that states no address is known by its text
        url=address,
        title=title or dated_title.lead(one.text for one in sentences),
        byline=byline,
        site=site,
        published=published,
        published_from=published_from,
        event=event,
        fetched_at=fetched_at,
        language=detect(text, hint or entry.source.language or ""),
        text=text,
        sentences=sentences,
        stand_in=stand_in,
        digest=digest,
        source=entry.source,
        unseen=left_out,
    )
