"""Sources → entries → articles: runs fetching, feed reading and extraction side by side over what is kept.

    source ─► page ─► feed? ─► entries                    entry ─► page ─► (kept article?) ─► worker ─► Article | Failure
               │       └ plain site address: its feed ─►                └ no page: the feed's own summary stands in
               └ kept, revalidated (ETag), or offline: kept only

Everything that fails is a Failure of that source or entry. What is not done at the deadline is reported as late.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from drafter.collect.feeds import looks_like_feed
from drafter.collect.reading import read_alternates, read_article, read_feed
from drafter.collect.sources import COMMAND_LINE
from drafter.collect.workers import WorkerLost, Workers
from drafter.duplicates import address
from drafter.entities import Article, Entry, Failure, Page, Source
from drafter.errors import KeptMissing
from drafter.settings import FetchSettings
from drafter.store.articles import KeptArticles, article_key
from drafter.store.pages import KeptPages

R = TypeVar("R")

GONE = frozenset({"http-404", "http-410", "blocked-address", "bad-scheme", "bad-url", "credentials-in-url"})
"""No summary of the feed stands in for such a page: the item would link to nothing, or to where nobody may be sent."""

EXTRACTOR = "6"
"""Raised when extraction gives something else for the same page."""
LOST = frozenset({"time-limit", "worker-crash", "worker-error"})
"""Reasons that say nothing of the page itself: tried again next time."""

FRONT = frozenset({"listing-page", "no-text", "script-only"})
"""What is wrong with a section's front when it is read as an article."""
_FRONT = re.compile(r"(?:/[a-zA-Z][\w-]{0,23}){1,2}/")

MAX_FEEDS_OF_A_SITE = 3
"""Feeds of a home page that are tried, in its order, until one can be read."""
EARLY = 24
"""Pages asked for while the model's client is still being imported: more would only take the processor from it, and delay the first call."""
SHARE_OF_ARTICLES = 0.4
"""Part of the collection's time that slow sources may not take from the articles of the others."""


class Fetches(Protocol):
    """What the collector needs of a fetcher."""

    async def get(self, url: str, *, source: str = "", known: Page | None = None) -> Page | Failure: ...


@dataclass
class Collector:
    """One run's collection. `fetcher` None: offline, only what is kept."""

    settings: FetchSettings
    pages: KeptPages
    articles: KeptArticles
    workers: Workers
    fetcher: Fetches | None
    clock: Callable[[], datetime]
    deadline: float
    """Moment on the event loop's clock."""
    folder: Path
    """Local sources are relative to it."""
    stdin: Callable[[], str] = lambda: ""
    kept_first: bool = False
    """A bundle was named: a local file's kept copy wins over the file."""
    private: frozenset[str] = frozenset()
    """Addresses whose text no model may see, whoever lists them."""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Feed's URL → what was mended or left out when it was read."""
    used: set[str] = field(default_factory=set)
    """URLs whose kept pages this run rests on."""
    failed: set[str] = field(default_factory=set)
    """Those of them that gave a Failure this time."""
    report: Callable[[str, int, int], None] = lambda stage, done, of: None
    warming: asyncio.Future[Any] | None = None
    """The model's client, being imported beside the first fetches."""
    _fetches: int = 0
    _asked: dict[str, asyncio.Task[Page | Failure]] = field(default_factory=dict)
    _keeping: list[asyncio.Future[None]] = field(default_factory=list)
    _read: dict[tuple[str, str | None], asyncio.Task[Article | Failure]] = field(default_factory=dict)

    async def entries(self, sources: Iterable[Source], arrived: Callable[[Entry], None]) -> tuple[list[Entry], list[Failure]]:
        """Entries of all sources in list order. `arrived` hears of a listed page as soon as it is known to be one."""
        listed = list(sources)
        jobs = [(source.location, source.name, self._source(source, arrived)) for source in listed]
        found = await self._side_by_side("sources", jobs, self.deadline - SHARE_OF_ARTICLES * self.settings.deadline_s)
        entries = [entry for got in found if not isinstance(got, Failure) for entry in got[0]]
        failures = [failure for got in found for failure in ([got] if isinstance(got, Failure) else got[1])]
        return entries, failures

    async def read(self, entries: Iterable[Entry], done: Callable[[Entry, Article], None]) -> list[Article | Failure]:
        """Each entry's article, in order. `done` hears of each article as it is ready."""
        jobs = [(entry.url or entry.local_path or "", entry.source.name, self._announced(entry, done)) for entry in entries]
        return await self._side_by_side("articles", jobs, self.deadline)

    async def _announced(self, entry: Entry, done: Callable[[Entry, Article], None]) -> Article | Failure:
        article = await self.article(entry)
        if isinstance(article, Article):
            done(entry, article)
        return article

    async def _side_by_side(self, stage: str, jobs: list[tuple[str, str, Coroutine[Any, Any, R | Failure]]], deadline: float) -> list[R | Failure]:
        left = max(0.0, deadline - asyncio.get_running_loop().time())
        if not left:
            for _, _, job in jobs:
                job.close()
            return [self._late(subject, source) for subject, source, _ in jobs]
        tasks = [asyncio.ensure_future(job) for _, _, job in jobs]
        for task in tasks:
            task.add_done_callback(lambda _: self.report(stage, sum(other.done() for other in tasks), len(tasks)))
        try:
            if tasks:
                done, _ = await asyncio.wait(tasks, timeout=left, return_when=asyncio.FIRST_EXCEPTION)
                if broken := next((task for task in done if task.exception()), None):
                    broken.result()
        finally:
            for task in tasks:
                task.cancel()
        results: list[R | Failure] = []
        for (subject, source, _), task in zip(jobs, tasks, strict=True):
            ready = task.done() and not task.cancelled()
            results.append(task.result() if ready else self._late(subject, source))
        return results

    def _late(self, subject: str, source: str) -> Failure:
        limit = f"{self.settings.deadline_s:g} s"
        if self.fetcher is not None and _is_url(subject) and subject not in self.fetched:
            self.used.add(subject)
            self.failed.add(subject)
            self.pages.put(subject, self._too_late(subject, source, limit))
        return self._too_late(subject, source, limit)

    def _too_late(self, subject: str, source: str, limit: str) -> Failure:
        message = f"was not read in its part of the {limit} that the whole collection has; run again, or raise fetch.deadline_s"
        return Failure(subject=subject, stage="fetch", reason="late", source=source, retryable=True, message=message)

    # Sources

    async def _source(self, source: Source, arrived: Callable[[Entry], None]) -> tuple[list[Entry], list[Failure]] | Failure:
        if not _is_url(source.location):
            return await self._local(source)
        page = await self.page(source.location, source.name)
        if isinstance(page, Failure):
            entry = Entry(url=source.location, source=source)
            return ([entry], []) if source.pick else page
        one_page = source.added is not None or bool(source.runner_up)  # what a person added is that page, not all that its site has
        if is_feed(page) and not one_page:
            return await self._feed(page, source)
        if (_is_home(page.url) or _is_home(page.final_url)) and not one_page:
            return await self._home(page, source)
        entry = Entry(url=source.location, source=source)
        if not one_page and _may_be_front(page.final_url) and (offered := await self._front(page, entry)):
            return offered
        arrived(entry)
        return [entry], []

    async def _feed(self, page: Page, source: Source) -> tuple[list[Entry], list[Failure]] | Failure:
        result = await self._work(page.url, source.name, read_feed, page.body, page.final_url, page.headers.get("content-type", ""), source)
        if isinstance(result, Failure):
            return result
        if result.notes:
            self.notes[page.url] = result.notes
        return list(result.entries), []

    async def _home(self, page: Page, source: Source) -> tuple[list[Entry], list[Failure]] | Failure:
        feeds = await self._work(page.url, source.name, read_alternates, page.body, page.headers.get("content-type", ""), page.final_url)
        if isinstance(feeds, Failure):
            return feeds
        last: tuple[list[Entry], list[Failure]] | Failure | None = None
        for url in feeds[:MAX_FEEDS_OF_A_SITE]:
            feed = await self.page(url, source.name)
            last = feed if isinstance(feed, Failure) else await self._feed(feed, source)
            if not isinstance(last, Failure):
                return last
        return last or Failure(
            subject=source.location,
            stage="feed",
            reason="no-feed",
            source=source.name,
            message="is a site's home page and names no feed; list the feed's address, or single articles",
        )

    async def _front(self, page: Page, entry: Entry) -> tuple[list[Entry], list[Failure]] | None:
        """What the feed of a section's front (`/en/`) offers, where the page is no article itself."""
        article = await self._extract(entry, page)
        if not (isinstance(article, Failure) and article.reason in FRONT):
            return None
        offered = await self._home(page, entry.source)
        return None if isinstance(offered, Failure) else offered

    async def _local(self, source: Source) -> tuple[list[Entry], list[Failure]] | Failure:
        from drafter.collect.local import read, read_body

        path = "-" if source.location == "-" else self.folder / source.location
        if isinstance(path, Path) and source.origin != COMMAND_LINE and not path.resolve().is_relative_to(self.folder.resolve()):
            said = "lies outside the digest's folder; copy it there, or name it on the command line: a list from elsewhere must not read any file"
            return Failure(subject=source.location, stage="sources", reason="outside-digest", message=said, source=source.name)
        url = f"file:{source.location}"
        self.used.add(url)
        kept = await asyncio.to_thread(self.pages.get, url)
        there = path == "-" or await asyncio.to_thread(Path(path).exists)
        if isinstance(kept, Page) and self.fetcher is None and (self.kept_first or not there):
            got = await self._work(source.location, source.name, read_body, kept.body, Path(source.location).name, source)
            return got if isinstance(got, Failure) else (list(got), [])
        text = await asyncio.to_thread(self.stdin) if path == "-" else ""
        if there:
            self._keep(self._keep_file, url, path, text)
        got = await self._work(source.location, source.name, read, path, source, text)
        return got if isinstance(got, Failure) else (list(got), [])

    def _keep_file(self, url: str, path: Path | str, text: str) -> None:
        """A local file as it was read, so that the run can be replayed where the file is not."""
        body = text.encode("utf-8", "replace") if isinstance(path, str) else path.read_bytes() if path.is_file() else b""
        self.pages.put(url, Page(url=url, final_url=url, status=200, headers={}, fetched_at=self.clock(), body=body))

    # Articles

    async def article(self, entry: Entry) -> Article | Failure:
        """The article of one entry, read once a run whoever wants it."""
        if not entry.url:
            return self._of(entry, await self._article(entry))
        key = entry.url, entry.local_path  # a text that a person gave is not the page of the same address
        if key not in self._read:
            self._read[key] = asyncio.ensure_future(self._article(entry))
        return self._of(entry, await asyncio.shield(self._read[key]))

    def _of(self, entry: Entry, result: Article | Failure) -> Article | Failure:
        """As the asking entry's source has it; private whoever lists it, once a person said so of its address."""
        if isinstance(result, Failure):
            return result
        private = entry.source.private or not self.private.isdisjoint({address(entry.url), address(result.url)})
        return result.model_copy(update={"source": entry.source.model_copy(update={"private": private})})

    async def _article(self, entry: Entry) -> Article | Failure:
        if entry.local_path is not None:
            body, kind = entry.content.encode(), "text/html; charset=utf-8"
            page: Page | Failure = Page(url=entry.url, final_url=entry.url, status=200, headers={"content-type": kind}, fetched_at=self.clock(), body=body)
        else:
            page = await self.page(entry.url, entry.source.name)
        return await self._stand_in(entry, page) if isinstance(page, Failure) else await self._extract(entry, page)

    async def _extract(self, entry: Entry, page: Page) -> Article | Failure:
        key = article_key(page, entry, _extractor(self.settings.min_text))
        if (kept := await asyncio.to_thread(self.articles.get, key, entry.source, page.fetched_at)) is not None:
            return kept
        content_type, least = page.headers.get("content-type", ""), self.settings.min_text
        result = await self._work(entry.url, entry.source.name, read_article, page.body, content_type, entry.url, page.final_url, entry, page.fetched_at, least)
        if not (isinstance(result, Failure) and result.reason in LOST):
            self._keep(self.articles.put, key, result)
        return result

    async def _stand_in(self, entry: Entry, failure: Failure) -> Article | Failure:
        from drafter.collect.extract import stand_in

        if failure.reason in GONE:
            return failure
        article = await asyncio.to_thread(stand_in, entry, entry.url, self.clock())
        return article.model_copy(update={"instead_of": failure.reason}) if article else failure

    # Pages

    @property
    def is_over(self) -> bool:
        """No time is left."""
        return asyncio.get_running_loop().time() >= self.deadline

    @property
    def fetched(self) -> frozenset[str]:
        """URLs whose pages are there."""
        return frozenset(url for url, task in self._asked.items() if task.done() and not task.cancelled() and isinstance(task.result(), Page))

    async def page(self, url: str, source: str) -> Page | Failure:
        """The page, asked for once a run whoever wants it."""
        if url not in self._asked:
            self._asked[url] = asyncio.ensure_future(self._page(url, source))
        return await asyncio.shield(self._asked[url])

    async def _page(self, url: str, source: str) -> Page | Failure:
        if "@" in urlsplit(url).netloc:  # never kept: the kept page's file would hold the login
            said = "the address holds a user's name or password, which drafter neither sends nor keeps; list it without them"
            return Failure(
                subject=urlsplit(url)._replace(netloc=urlsplit(url).netloc.rpartition("@")[2]).geturl(),
                stage="fetch",
                reason="credentials-in-url",
                message=said,
                source=source,
            )
        kept = await asyncio.to_thread(self.pages.get, url)
        self.used.add(url)
        if self.fetcher is None:
            if kept is None:
                raise KeptMissing(url, "the page is not kept", "run once without --offline, or take it out of the source list")
            return kept
        self._fetches += 1
        if self._fetches > EARLY and self.warming is not None and not self.warming.done():
            await asyncio.wait({self.warming})
        page = await self.fetcher.get(url, source=source, known=kept if isinstance(kept, Page) else None)
        if isinstance(page, Failure):
            self.failed.add(url)
        if page is not kept:
            self._keep(self.pages.put, url, page)
        return page

    async def _work(self, subject: str, source: str, function: Callable[..., R], *args: Any) -> R | Failure:
        try:
            return await self.workers.run(function, *args)
        except WorkerLost as error:
            return Failure(subject=subject, stage="extract", reason=error.reason, source=source, retryable=True, message=str(error))

    def _keep(self, put: Callable[..., None], *what: Any) -> None:
        """Write beside the work: nothing waits for the disk until `kept`. A run killed before fetches that page again."""
        self._keeping.append(asyncio.ensure_future(asyncio.to_thread(put, *what)))

    async def kept(self) -> None:
        """All that was fetched and read is on disk. Raises OSError."""
        while self._keeping:
            await self._keeping.pop()

    async def aclose(self) -> None:
        """Cancel what is still under way; what is being written is written."""
        await asyncio.gather(*self._keeping, return_exceptions=True)
        tasks = [*self._asked.values(), *self._read.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def is_feed(page: Page) -> bool:
    """By its content; XML that is no page, and a body still packed, are read as a feed too, which names what is wrong with them."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    return looks_like_feed(page.body, kind) or page.body.startswith(b"\x1f\x8b") or (kind.endswith("xml") and "html" not in kind)


def _is_url(location: str) -> bool:
    return location.lower().startswith(("http://", "https://"))


def _may_be_front(url: str) -> bool:
    path = urlsplit(url).path
    return bool(_FRONT.fullmatch(path))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


@lru_cache
def _extractor(min_text: int) -> str:
    """What of us shapes an extraction: our version, the library's, the floor."""
    from importlib.metadata import version

    return f"{EXTRACTOR} trafilatura {version('trafilatura')} min {min_text}"
