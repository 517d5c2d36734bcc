"""The weekly run, start to finish. Read this file first.

    source lists, inbox, last edition's runners-up
    │ collect.sources     lines → Sources                      a bad line is a Failure
    │ collector.entries   feeds, listed pages → Entries        side by side, bounded for each host
    │ select.shortlist    window, URL, title, caps             pure: which pages are worth fetching
    │ collector.read      pages → Articles                     extraction in a worker process, kept by content
    │ select.settle       dates, one story once, ranks, caps   pure: the edition's items, the others with their reason
    │                     └ desk: the editor's shortlist       obeyed where there is one; `drafter shortlist` ends here and lays it there
    │ writing.summary     one article a call                   side by side; evidence verified; asked again once
    │                     └ mending: what the checks refute    only those sentences, twice at most, with the reasons
    │ writing.chain       theses → analysis → conclusion → title, lede, tags      validated item data only
    │                     └ desk: the editor's theses          obeyed where decided
    │ judging             a model's opinion of each item       beside the chain; at most a warning, labelled, clears nothing
    │ assemble            items, notes to the editor, flags     pure
    │ reviewing           all checks: every sentence traced    pure; the review record; BLOCK: `published: false`, exit code 3
    │ post.render         front-matter Markdown                every outside text escaped
    │ finishing           draft, edition, record, run          revise: merged with a person's edits, every state kept
    = a draft, waiting for its editor

One of many may fail: a Failure of that source, item or section, shown in the record and the exit code. Every answer is kept
before it is read, so the same command goes on where a killed one stopped. Where no choice is left to make (`Shortlist.fits`),
articles go to the model as they are read, but for those that look like a report of what another one told before them; one that
settling finds told better by a later one has then cost its call, which the record names.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafter import assemble, select
from drafter.duplicates import address
from drafter.entities import NOT_NEWS, Article, Continued, Entry, Failure, Item, Source, Summary
from drafter.errors import NoDraft
from drafter.job import Job, Outcome
from drafter.run import Run
from drafter.select import Candidate, Settled, Shortlist

if TYPE_CHECKING:
    from drafter.finishing import Finishing

_PAGE = re.compile(r"https?://[^/]+/[^?#]+", re.IGNORECASE)
_FEED = re.compile(r"feed|rss|atom|rdf|\.xml|\.json|/index\.", re.IGNORECASE)


@dataclass
class Collected:
    """What collection found, and everything that did not make it."""

    articles: list[Article]
    entries: dict[str, list[Entry]]
    """Article id → the entries that led to it."""
    shortlist: Shortlist
    dropped: list[Candidate]
    failures: list[Failure]


async def draft(job: Job) -> Outcome:
    """One edition drafted. Raises NoDraft, UsageError, ConfigError, Misconfigured, KeptMissing; whatever was collected and answered by then is kept."""
    async with Run.open(job) as run:
        run.refuse_loss()
        sources, bad_lines = run.sources()
        eager = _Eager(run, sources)
        try:
            settled = await _choose(run, sources, bad_lines, eager)
            eager.settle(settled)
            job.workers.rest()  # every page is read, and memory is short while the model writes
            if job.dry_run:
                return run.estimated(settled)
            run.reserve(settled)
            summaries = await _summaries(run, settled, eager)
        finally:
            await eager.aclose()
        articles = {article.id: article for article in settled.articles}
        items = assemble.items(settled, summaries)
        beside = asyncio.to_thread(_checked, run, items, settled), asyncio.to_thread(run.link_kept)
        chain, _, finishing, _ = await asyncio.gather(run.chain(items, articles), run.judge(items, articles), *beside)
        return finishing.finish(chain)


def _checked(run: Run, items: tuple[Item, ...], settled: Settled) -> Finishing:
    """Imported and begun beside the chain: what finishes a draft is not what the first call should wait for."""
    from drafter.finishing import Finishing

    finishing = Finishing(run, items, settled)
    finishing.check()
    return finishing


async def shortlist(job: Job) -> Outcome:
    """The edition's candidates by story, laid on the editor's desk; no model is asked. Raises as `draft` does."""
    async with Run.open(job) as run:
        sources, bad_lines = run.sources()
        eager = _Eager(run, (), asks=False)
        try:
            return run.shortlisted(await _choose(run, sources, bad_lines, eager, least=0))
        finally:
            await eager.aclose()


async def _choose(run: Run, sources: Sequence[Source], bad_lines: Sequence[Failure], eager: _Eager, least: int = 1) -> Settled:
    """From sources to the edition's items. Raises NoDraft where there are fewer than `least`, or nothing to choose from."""
    collected = await _collect(run, sources, eager)
    collected.failures[:0] = bad_lines
    settled = await asyncio.to_thread(select.settle, collected.articles, collected.entries, collected.shortlist.also, run.criteria)
    run.note(collected.dropped, settled, collected.failures)
    if len(settled.items) < least or not (settled.items or settled.dropped):
        raise NoDraft(
            run.window.name,
            _why_none(collected, settled),
            "`drafter runs show` says it of each, `drafter sources check` looks at the sources; --pick URL takes an article whatever its date",
        )
    return settled


async def _collect(run: Run, sources: Sequence[Source], eager: _Eager) -> Collected:
    """Entries, shortlist, articles. Where a page gives no article, another entry of the same story may."""
    entries, failures = await run.collector.entries(sources, eager.listed)
    short = select.shortlist([*entries, *run.desk.unlisted(entries)], run.criteria, run.collector.fetched)
    eager.decide(short)
    found = await _read(run, short.take, eager)
    missed = [entry for entry, result in found if isinstance(result, Failure)]
    found += await _read(run, [other for entry in missed for other in short.also.get(entry.url, ()) if other.url != entry.url], eager)
    rest = list(short.rest)
    while rest and not run.collector.is_over and (places := run.settings.select.max_items - _usable(run, found)) > 0:
        found += await _read(run, rest[:places], eager)
        rest = rest[places:]
    await run.collector.kept()
    return _sorted(found, short, failures, rest)


def _usable(run: Run, found: Sequence[tuple[Entry, Article | Failure]]) -> int:
    articles = {result.id: (result, entry) for entry, result in found if isinstance(result, Article)}
    return sum(not select.trouble(article, [entry], run.window, run.zone) for article, entry in articles.values())


def _sorted(found: Sequence[tuple[Entry, Article | Failure]], short: Shortlist, failures: list[Failure], rest: Sequence[Entry]) -> Collected:
    """What was found, by what it is; entries cut for want of places that were read after all are no longer among the dropped."""
    cut, unread = {entry.url for entry in short.rest}, {entry.url for entry in rest}
    dropped = [one for one in short.dropped if one.reason != "over-shortlist" or one.url not in cut or one.url in unread]
    collected = Collected([], {}, short, dropped, failures)
    for entry, result in found:
        if isinstance(result, Failure):
            collected.failures.append(result)
            continue
        if result.instead_of:
            collected.failures.append(_replaced(entry, result))
        if result.id in collected.entries:
            collected.dropped.append(select.doubled(entry, result))
            collected.entries[result.id].append(entry)
        else:
            collected.articles.append(result)
            collected.entries[result.id] = [entry]
    return collected


def _replaced(entry: Entry, article: Article) -> Failure:
    message = "the page gave no article, so the feed's own summary stands in; read the page before you publish"
    if entry.local_path is not None:
        message = "the file gave no article, so all of its text stands in; read it before you publish"
    return Failure(subject=entry.url or entry.local_path or "", stage="extract", reason=article.instead_of, message=message, source=entry.source.name)


async def _read(run: Run, entries: Sequence[Entry], eager: _Eager) -> list[tuple[Entry, Article | Failure]]:
    return list(zip(entries, await run.collector.read(entries, eager.ready), strict=True))


async def _summaries(run: Run, settled: Settled, eager: _Eager) -> dict[str, Summary]:
    """A summary for each article, in the order of their rank so that the best are asked for first."""
    chosen = zip(settled.articles, settled.items, strict=True)
    tasks = [eager.summary(article, brief=candidate.place == "brief", continues=candidate.continues) for article, candidate in chosen]
    for article, task in zip(settled.articles, tasks, strict=True):
        run.item(article.title, False)
        task.add_done_callback(partial(lambda title, _: run.item(title, True), article.title))
        task.add_done_callback(lambda _: run.report("summaries", sum(other.done() for other in tasks), len(tasks)))
    done = await asyncio.gather(*tasks)
    return {summary.article_id: summary for summary in done}


class _Eager:
    """Extracts listed pages while others are still being fetched, and sends articles to the model as they are read where no choice is needed."""

    def __init__(self, run: Run, sources: Sequence[Source], *, asks: bool = True) -> None:
        # Where there are earlier editions, settling may find an article to be an update, which is asked otherwise, or a repeat, which is not asked.
        self._run, self._asks = run, asks and run.may_stream and not run.desk.laid.told
        settings = run.settings.select
        uncapped = settings.max_per_source == 0 and settings.max_per_topic == 0
        # A list of single pages that all have a place needs no choice: begin before the last of them is there.
        self._on = self._asks and uncapped and 0 < len(sources) <= settings.max_items and all(_is_single(source) for source in sources)
        self._reading: set[asyncio.Task[None]] = set()
        self._tasks: dict[tuple[str, str, bool], asyncio.Task[Summary]] = {}
        self._asked: list[Article] = []
        self._arrivals = select.Arrivals(settings.near_duplicate, run.zone)

    def listed(self, entry: Entry) -> None:
        """A listed page is there: extract it now."""
        if self._run.desk.choices.drops(entry.url):
            return
        task = asyncio.ensure_future(self._read(entry))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _read(self, entry: Entry) -> None:
        article = await self._run.collector.article(entry)
        if isinstance(article, Article):
            self.ready(entry, article)

    def decide(self, short: Shortlist) -> None:
        """Whether each article may go to the model when it is read: all have a place, and no cap can bite once their titles are known."""
        titled = self._run.settings.select.max_per_topic == 0 or all(entry.title for entry in short.take)
        self._on = self._asks and short.fits and titled

    def ready(self, entry: Entry, article: Article) -> None:
        """An article is read: ask for its summary unless its date keeps it out, or another may be the one that its story is told from."""
        run = self._run
        if not self._on or (entry.source.kind or article.kind) in NOT_NEWS or address(article.url) in run.folded_before:
            return
        dated = not select.trouble(article, [entry], run.window, run.zone)
        if (dated or run.criteria.wanted(entry)) and not self._arrivals.looks_told(article, select.dated(article, [entry], run.zone)):
            self._asked.append(article)
            self.summary(article)

    def settle(self, settled: Settled) -> None:
        """What was asked for and is no item after all: a call under way ends and is kept, no further one is made, and the record names it."""
        chosen = {(article.id, article.digest) for article in settled.articles}
        self._run.spent_in_vain([article for article in self._asked if (article.id, article.digest) not in chosen], settled)

    def summary(self, article: Article, *, brief: bool = False, continues: Continued | None = None) -> asyncio.Task[Summary]:
        """The summary under way, or begun now. Two texts of one address are two summaries."""
        key = (article.id, article.digest, brief)
        if key not in self._tasks:
            self._tasks[key] = asyncio.ensure_future(self._run.writing.summary(article, brief=brief, continues=continues))
        return self._tasks[key]

    async def aclose(self) -> None:
        """Cancel what nobody waits for any more."""
        left: list[asyncio.Task[Any]] = [*self._reading, *(task for task in self._tasks.values() if not task.done())]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _is_single(source: Source) -> bool:
    """Whether a location reads like one page's: no feed's, and not a whole site's. Where it deceives, a call may go to an item that is not chosen."""
    return bool(_PAGE.match(source.location)) and not _FEED.search(source.location)


def _why_none(collected: Collected, settled: Settled) -> str:
    dropped = [*collected.dropped, *settled.dropped]
    reasons = [candidate.reason for candidate in dropped] + [failure.reason for failure in collected.failures]
    if not reasons:
        return "the source list offers nothing"
    counted = sorted(((reasons.count(reason), reason) for reason in set(reasons)), reverse=True)
    return "no usable article: " + ", ".join(f"{count} × {reason}" for count, reason in counted)
