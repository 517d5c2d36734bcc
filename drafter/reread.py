"""A post's sources found again: articles kept from the draft's run, then kept pages, then, if that is asked for, the web.

Nothing is written but what fetching and extraction keep. A source that is not found is a Failure, and its sentences are not checked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from drafter.collector import Collector
from drafter.duplicates import address
from drafter.entities import Article, Edition, Entry, Evidence, Failure, Source
from drafter.job import Job, Stores
from drafter.post.parts import ReadPost
from drafter.proofread.texts import addresses
from drafter.store.article_index import ArticleIndex

NOT_KEPT = "not-kept"
"""Reason of the Failure of a source whose page nobody has fetched yet, or whose kept copy was deleted."""


@dataclass(frozen=True)
class Found:
    """What a post rests on."""

    articles: dict[str, Article]
    """By id."""
    links: dict[str, str]
    """Address, as the post has it → the id of the article it gave; where a page says that it belongs elsewhere, the two differ."""
    failures: tuple[Failure, ...]
    """Sources without an article, and why."""


async def sources(job: Job, post: ReadPost, edition: Edition | None) -> Found:
    """The articles behind the post's items. With `job.offline` no page is fetched."""
    stores = Stores.of(job)
    named = addresses(post)
    articles = await asyncio.to_thread(_kept, stores, named, edition)
    there = {address(article.url) for article in articles.values()}
    links: dict[str, str] = {}
    failures: list[Failure] = []
    for url, got in await _read(job, stores, [url for url in named if address(url) not in there]):
        if isinstance(got, Failure):
            failures.append(got)
        else:
            articles.setdefault(got.id, got)
            links[url] = got.id
    return Found(articles, links, tuple(failures))


def kept(job: Job, edition: Edition) -> dict[str, Article]:
    """The articles of an edition that are kept here, by id."""
    return _kept(Stores.of(job), (), edition)


def named(stores: Stores, post: ReadPost) -> dict[str, Article]:
    """The articles that a post names and that are kept here, by id."""
    return _kept(stores, addresses(post), None)


def _kept(stores: Stores, named: Sequence[str], edition: Edition | None) -> dict[str, Article]:
    items = edition.items if edition else ()
    quotes: dict[str, list[tuple[int, str]]] = {}
    for evidence in (one for item in items for statement in item.statements for one in statement.evidence):
        _note(quotes, evidence)
    ids = [key for item in items for key in (item.article_id, *item.further_ids)]
    return ArticleIndex(stores.articles.folder, address).find(ids, named, quotes)


def _note(quotes: dict[str, list[tuple[int, str]]], evidence: Evidence) -> None:
    if evidence.quote and evidence.start is not None:
        quotes.setdefault(evidence.article_id, []).append((evidence.start, evidence.quote))


async def _read(job: Job, stores: Stores, urls: Sequence[str]) -> list[tuple[str, Article | Failure]]:
    """Each address' article, or why there is none."""
    if job.offline:
        kept = [url for url in urls if stores.pages.get(url) is not None]
        missing = [(url, _not_kept(url)) for url in urls if url not in set(kept)]
    else:
        kept, missing = list(urls), []
    if not kept:
        return list(missing)
    entries = [Entry(url=url, source=Source(location=url, origin="post")) for url in kept]
    async with AsyncExitStack() as stack:
        fetcher = None
        if not job.offline:
            from drafter.collect.fetch import Fetcher

            fetcher = await stack.enter_async_context(Fetcher(job.settings.fetch, clock=job.clock))
        deadline = asyncio.get_running_loop().time() + job.settings.fetch.deadline_s
        collector = Collector(job.settings.fetch, stores.pages, stores.articles, job.workers, fetcher, job.clock, deadline, job.folder, report=job.report)
        stack.push_async_callback(collector.aclose)
        got = await collector.read(entries, lambda entry, article: None)
        await collector.kept()
    return [*zip(kept, got, strict=True), *missing]


def _not_kept(url: str) -> Failure:
    return Failure(subject=url, stage="fetch", reason=NOT_KEPT, message="its page is not kept here; `drafter check --fetch` fetches it")
