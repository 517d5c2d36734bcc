"""What `drafter sources check` finds out of each listed source, with the collector that drafting uses, and nothing kept of it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from drafter.collect.workers import Workers
from drafter.collector import Collector, is_feed
from drafter.config import Settings
from drafter.entities import Article, Entry, Failure, Page, Source, Stamp
from drafter.errors import KeptMissing
from drafter.job import bundle_of
from drafter.store.articles import KeptArticles
from drafter.store.files import STATE
from drafter.store.pages import KeptPages
from drafter.window import Window

Kind = Literal["feed", "home→feed", "home", "page", "file", "mail", "stdin", "?"]
SILENT_DAYS = 90
"""A feed without an entry for so long is worth a note."""
_MAIL = (".eml", ".mht", ".mhtml")


@dataclass(frozen=True)
class Checked:
    """One listed source."""

    source: Source
    kind: Kind
    reachable: bool
    """Something came back; it may still be of no use."""
    entries: int = 0
    in_window: int = 0
    newest: Stamp | None = None
    failure: Failure | None = None
    notes: tuple[str, ...] = ()

    def last(self, zone: ZoneInfo) -> str:
        """Day of the newest entry in the digest's zone."""
        return self.newest.day(zone).isoformat() if self.newest else "–"

    def facts(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "line": self.source.origin,
            "location": self.source.location,
            "name": self.source.name,
            "kind": self.kind,
            "reachable": self.reachable,
            "newest": self.newest.value if self.newest else None,
            "entries": self.entries,
            "in_window": self.in_window,
            "reason": self.failure.reason if self.failure else None,
            "wrong": self.failure.message if self.failure else None,
            "notes": list(self.notes),
        }


async def check_all(
    sources: Sequence[Source],
    folder: Path,
    settings: Settings,
    window: Window,
    clock: Callable[[], datetime],
    workers: Workers,
    stdin: Callable[[], str],
    *,
    offline: bool,
    report: Callable[[str, int, int], None],
) -> list[Checked]:
    """Each source in order, looked at side by side. Kept pages are read (for conditional requests) but none is written."""
    kept = [folder / STATE / "kept" / "pages", *([bundle / "pages"] if (bundle := bundle_of(folder, None)) else [])]
    async with AsyncExitStack() as stack:
        away = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="drafter-check-")))
        fetcher = None
        if not offline:
            from drafter.collect.fetch import Fetcher

            fetcher = await stack.enter_async_context(Fetcher(settings.fetch, clock=clock))
            workers.warm()
        deadline = asyncio.get_running_loop().time() + settings.fetch.deadline_s
        collector = Collector(
            settings.fetch, KeptPages(away / "pages", kept), KeptArticles(away / "articles"), workers, fetcher, clock, deadline, folder, stdin
        )
        stack.push_async_callback(collector.aclose)
        check = _Check(collector, window, settings.digest.zone, clock())
        return await _side_by_side([check.one(source) for source in sources], report)


async def _side_by_side(jobs: Iterable[Any], report: Callable[[str, int, int], None]) -> list[Checked]:
    tasks = [asyncio.ensure_future(job) for job in jobs]
    for task in tasks:
        task.add_done_callback(lambda _: report("sources", sum(other.done() for other in tasks), len(tasks)))
    return list(await asyncio.gather(*tasks))


@dataclass(frozen=True)
class _Check:
    collector: Collector
    window: Window
    zone: ZoneInfo
    now: datetime

    async def one(self, source: Source) -> Checked:
        try:
            entries, failures = await self.collector.entries([source], lambda entry: None)
            kind, reachable = await self._kind(source, entries)
            if failures:
                return Checked(source, kind, reachable, failure=failures[0])
            if kind == "page":
                return await self._page(source, entries[0])
        except KeptMissing as error:
            return Checked(
                source, "?", False, failure=Failure(subject=source.location, stage="fetch", reason="not-kept", message=f"{error.what}; {error.way_out}")
            )
        return self._offers(source, kind, entries)

    async def _kind(self, source: Source, entries: Sequence[Entry]) -> tuple[Kind, bool]:
        if source.location == "-":
            return "stdin", True
        if not source.location.lower().startswith(("http://", "https://")):
            return ("mail" if source.location.lower().endswith(_MAIL) else "file"), True
        page = await self.collector.page(source.location, source.name)
        if not isinstance(page, Page):
            return "?", False
        if is_feed(page):
            return "feed", True
        if any(entry.url != source.location for entry in entries):
            return "home→feed", True
        return ("page" if entries else "home"), True

    async def _page(self, source: Source, entry: Entry) -> Checked:
        """A single page is read as drafting would read it: only so is it known to have text, and a date."""
        article = await self.collector.article(entry)
        if not isinstance(article, Article):
            return Checked(source, "page", reachable=True, failure=article)
        return self._offers(source, "page", [entry.model_copy(update={"published": article.published or entry.published})])

    def _offers(self, source: Source, kind: Kind, entries: Sequence[Entry]) -> Checked:
        dated = [entry.published for entry in entries if entry.published]
        newest = max(dated, key=lambda stamp: stamp.instant(self.zone), default=None)
        inside = sum(self.window.holds_stamp(stamp, self.zone) for stamp in dated)
        notes = tuple(self._notes(kind, entries, newest, inside, source))
        return Checked(source, kind, reachable=True, entries=len(entries), in_window=inside, newest=newest, notes=notes)

    def _notes(self, kind: Kind, entries: Sequence[Entry], newest: Stamp | None, inside: int, source: Source) -> Iterable[str]:
        undated = sum(1 for entry in entries if entry.published is None)
        many = kind in ("feed", "home→feed") or len(entries) > 1
        told = [note for url, said in self.collector.notes.items() if url == source.location or kind == "home→feed" for note in said]
        yield from told
        if not entries and not told:
            yield "has no entry now"
        if undated and many:
            yield f"{undated} of {len(entries)} entries have no date; a page's own date is used where it has one"
        if undated and not many and not source.pick:
            yield "has no date: it is drafted only if you pick it (--pick, or pick in the list)"
        if many and newest is not None and (silent := (self.now - newest.instant(self.zone)).days) >= SILENT_DAYS:
            yield f"has had no entry for {silent} days"
        if not many and newest is not None and not inside and not source.pick:
            yield "lies outside the window: it is drafted only if you pick it (--pick, or pick in the list)"
