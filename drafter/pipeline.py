"""The weekly run, start to finish. Read this file first.

    source lists
    │ collect.sources     lines → Sources                      a bad line is a Failure
    │ collector.entries   feeds, listed pages → Entries        side by side, bounded for each host
    │ select.shortlist    window, URL, title, caps             pure: which pages are worth fetching
    │ collector.read      pages → Articles                     extraction in a worker process, kept by content
    │ select.settle       dates, same text, ranks, caps        pure: the edition's items, the others with their reason
    │ writing.summary     one article a call                   side by side; evidence verified; asked again once
    │ writing.chain       themes → analysis → conclusion → title, lede, tags      validated item data only
    │ assemble.edition    Items, paragraphs, notes, flags      pure
    │ post.render         front-matter Markdown                every outside text escaped
    │ run.finish          draft, edition, record, run          atomic; never over a person's edit
    = a draft, waiting for its editor

One of many may fail: a Failure of that source, item or section, shown in the record and the exit code. Every answer is kept
before it is read, so the same command goes on where a killed one stopped. Where no choice is needed (`select.fits`), articles
go to the model as they arrive and settling may still drop one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter import assemble, select
from drafter.entities import Article, Entry, Failure, Source, Summary
from drafter.errors import NoDraft
from drafter.run import Job, Outcome, Run
from drafter.select import Candidate, Settled


@dataclass
class Collected:
    """What collection found: articles with the entries they came from, and everything that did not make it."""

    articles: list[Article] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    dropped: list[Candidate] = field(default_factory=list)


async def draft(job: Job) -> Outcome:
    """One edition drafted. Raises NoDraft, ConfigError, KeptMissing; whatever was collected and answered by then is kept."""
    async with Run.open(job) as run:
        sources, bad_lines = run.sources()
        eager = _Eager(run, sources)
        try:
            collected = await _collect(run, sources, eager)
            collected.failures[:0] = bad_lines
            settled = select.settle(collected.articles, run.settings.select, run.window, run.zone, run.settings.digest.keywords, run.picks)
            run.note_candidates(collected.dropped, settled, collected.failures)
            if not settled.items:
                raise NoDraft(run.window.name, _why_none(collected, settled), "`drafter sources check` looks at each source; --pick URL takes an article whatever its date")
            chosen = _chosen(settled, collected.articles)
            plan = run.plan([article for _, article in chosen])
            if job.dry_run:
                return run.estimate(plan)
            summaries = await _summaries(run, [article for _, article in chosen], eager)
        finally:
            await eager.aclose()
        items = assemble.items(chosen, summaries)
        run.report("chain", 0, 1)
        chain = await run.writing.chain(items, {article.id: article for _, article in chosen})
        run.report("chain", 1, 1)
        return await run.finish(assemble.edition(run.facts(), items, chain))


async def _collect(run: Run, sources: Sequence[Source], eager: _Eager) -> Collected:
    """Entries, shortlist, articles."""
    entries, failures = await run.collector.entries(sources, eager.listed)
    shortlist = select.shortlist(entries, run.settings.select, run.window, run.zone, run.settings.digest.keywords, run.picks, run.drops)
    read = await run.collector.read(shortlist.take, eager.ready)
    articles = [article for article in read if isinstance(article, Article)]
    failures += [failure for failure in read if isinstance(failure, Failure)]
    return Collected(articles, failures, list(shortlist.dropped))


async def _summaries(run: Run, articles: Sequence[Article], eager: _Eager) -> dict[str, Summary]:
    """A summary for each article, in the order of their rank so that the best are asked for first."""
    tasks = [eager.summary(article) for article in articles]
    for task in tasks:
        task.add_done_callback(lambda _: run.report("summaries", sum(other.done() for other in tasks), len(tasks)))
    done = await asyncio.gather(*tasks)
    return {summary.article_id: summary for summary in done}


class _Eager:
    """Sends articles to the model as they arrive, where every source is a single page and all of them fit the edition."""

    def __init__(self, run: Run, sources: Sequence[Source]) -> None:
        self._run = run
        self._on = run.may_stream and select.fits(sources, run.settings.select)
        self._reading: set[asyncio.Task[None]] = set()
        self._tasks: dict[str, asyncio.Task[Summary]] = {}

    def listed(self, entry: Entry) -> None:
        """A listed page is there: extract it while the others are still being fetched."""
        if self._on and entry.url not in self._run.drops:
            task = asyncio.ensure_future(self._read(entry))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    async def _read(self, entry: Entry) -> None:
        article = await self._run.collector.article(entry)
        if isinstance(article, Article):
            self.ready(article)

    def ready(self, article: Article) -> None:
        """An article is read: ask for its summary unless it cannot be chosen."""
        if self._on and article.id not in self._tasks and self._run.may_be_chosen(article):
            self.summary(article)

    def summary(self, article: Article) -> asyncio.Task[Summary]:
        """The summary under way, or begun now."""
        if article.id not in self._tasks:
            self._tasks[article.id] = asyncio.ensure_future(self._run.writing.summary(article))
        return self._tasks[article.id]

    async def aclose(self) -> None:
        """Cancel what nobody waits for any more."""
        left = [*self._reading, *(task for task in self._tasks.values() if not task.done())]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _chosen(settled: Settled, articles: Sequence[Article]) -> list[tuple[Candidate, Article]]:
    """The chosen candidates with their articles, duplicates folded in as further sources."""
    by_id = {article.id: article for article in (*articles, *settled.articles)}
    return [(candidate, by_id[candidate.article_id or ""]) for candidate in settled.items]


def _why_none(collected: Collected, settled: Settled) -> str:
    dropped = [*collected.dropped, *settled.dropped]
    reasons = [candidate.reason for candidate in dropped] + [failure.reason for failure in collected.failures]
    if not reasons:
        return "the source list offers nothing"
    counted = sorted(((reasons.count(reason), reason) for reason in set(reasons)), reverse=True)
    return "no usable article: " + ", ".join(f"{count} × {reason}" for count, reason in counted)
