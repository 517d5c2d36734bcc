"""Adding to the inbox: fetch or open, read as a draft would, keep, and say what is wrong.

    URL ──► page (kept for the draft) ──► article ─┐
    file, pasted text ──► entry ──► article ───────┼─► a file in .drafter/inbox/   readable, or with the problem and the way out
    newsletter ──► its links, each as a URL ───────┘

A page that cannot be read is put by all the same: its address must not be lost because it is behind a paywall. Refused is only what
is no article at all: a feed, a site's home page, a list, an empty file, an address with a password in it.
"""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from drafter.collect.canonical import canonical, host_of
from drafter.collect.decode import decode
from drafter.collect.visible import line, seen
from drafter.collect.workers import WorkerLost, Workers
from drafter.collector import Collector, is_feed
from drafter.config import Settings
from drafter.entities import Article, ArticleKind, Entry, Failure, Page, Source, Stamp
from drafter.errors import KeptMissing
from drafter.given import SAID_BY_TEXT, Added, Given, ending_of, is_home, read_as, titled, unusable
from drafter.store import inbox as kept
from drafter.store.articles import KeptArticles
from drafter.store.files import STATE
from drafter.store.inbox_file import Candidate
from drafter.store.pages import KeptPages

if TYPE_CHECKING:
    from drafter.collect.newsletter import Offer

ORIGIN = "drafter add"
REFUSED = frozenset({"is-a-list", "not-text", "too-large", "cannot-read", "not-a-mail"})
"""Reasons for which a file is not taken in: it is no article that somebody could paste."""
OF_THE_PAGE = frozenset({"paywall", "script-only", "no-text", "listing-page"})
"""Reasons that the article's own page gives; for the others a redirect may have led to a log-in or a check elsewhere."""
_HOME = "is a site's home page and no article: add the article's own address, or put the site on the source list (drafter sources import)"


@dataclass(frozen=True)
class _Read:
    """What was found at an address or in a file."""

    url: str = ""
    article: Article | None = None
    problem: str = ""
    message: str = ""
    refused: bool = False
    title: str = ""
    """Where there is no article to say it."""
    text: str = ""
    """What stands in the inbox for the page."""


@dataclass
class Adding:
    """The ports of one `add`, opened by `opened`."""

    folder: Path
    settings: Settings
    collector: Collector
    workers: Workers
    there: list[Candidate] = field(default_factory=list)
    """The inbox's files."""
    report: Callable[[str, int, int], None] = lambda stage, done, of: None

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, folder: Path, settings: Settings, workers: Workers, clock: Callable[[], datetime], *, also: Sequence[Path] = (), offline: bool = False
    ) -> AsyncIterator[Adding]:
        """With the pages and articles that a draft keeps, so that it need not fetch and read them again; `also` are page folders of a bundle."""
        root = folder / STATE / "kept"
        async with AsyncExitStack() as stack:
            fetcher = None
            if not offline:
                from drafter.collect.fetch import Fetcher

                fetcher = await stack.enter_async_context(Fetcher(settings.fetch, clock=clock))
            deadline = asyncio.get_running_loop().time() + settings.fetch.deadline_s
            collector = Collector(settings.fetch, KeptPages(root / "pages", also), KeptArticles(root / "articles"), workers, fetcher, clock, deadline, folder)
            stack.push_async_callback(collector.aclose)
            yield cls(folder, settings, collector, workers, list(kept.candidates(folder)[0]))

    async def urls(self, targets: Sequence[str], given: Given) -> list[Added]:
        """Web addresses, side by side, in order."""
        done = await self._side_by_side([self._url(target, given) for target in targets])
        await self._on_disk()
        return done

    async def _side_by_side(self, jobs: Sequence[Coroutine[Any, Any, Added]]) -> list[Added]:
        tasks = [asyncio.ensure_future(job) for job in jobs]
        for task in tasks:
            task.add_done_callback(lambda _: self.report("added", sum(other.done() for other in tasks), len(tasks)))
        return list(await asyncio.gather(*tasks))

    async def document(self, body: bytes, name: str, given: Given) -> list[Added]:
        """A file, or pasted text (`name` is then `-`): one result, or one for each article that a newsletter links."""
        if len(body) > self.settings.fetch.max_bytes:
            what = f"is larger than {self.settings.fetch.max_bytes / 1_000_000:g} MB; add the part that matters, or raise fetch.max_bytes"
            return [Added(name, "refused", problem="too-large", message=what)]
        offers = await self._links(body, name)
        if offers:
            done = await self._newsletter(body, name, offers, given)
        else:
            done = [await self._document(body, name, given)]
        await self._on_disk()
        return done

    # Addresses

    async def _url(self, target: str, given: Given) -> Added:
        refused = unusable(target)
        if refused:
            return Added(target, "refused", problem="bad-url", message=refused)
        url = canonical(target)
        mine = self._mine(kept.key_of_url(url), given.by)
        if mine is not None and not mine.problem:
            return self._again(target, mine, given)
        found = await self._page(url)
        if found.refused:
            return Added(target, "refused", problem=found.problem, message=found.message)
        mine = mine or self._mine(kept.key_of_url(found.url), given.by)
        if mine is not None and (found.problem or not mine.problem):
            return replace(self._again(target, mine, given), problem=found.problem, message=found.message)
        return self._new(target, found, given)

    async def _page(self, url: str) -> _Read:
        entry = Entry(url=url, source=Source(location=url, origin=ORIGIN))
        try:
            page = await self.collector.page(url, "")
        except KeptMissing:
            return _Read(url, problem="not-kept", message="its page is not kept, and was not fetched; the draft fetches it")
        if isinstance(page, Failure):
            return _Read(url, problem=page.reason, message=_paste(page.message, url))
        if is_feed(page):
            said = "is a feed and no article; put it on the source list: drafter sources import " + shlex.quote(url)
            return _Read(url, problem="is-a-feed", message=said, refused=True)
        article = await self.collector.article(entry)
        home = is_home(page.url) or is_home(page.final_url)
        if isinstance(article, Failure):
            title = await self._title(page) if article.reason == "paywall" else ""
            there = self._address(url, page, canonical(page.final_url)) if article.reason in OF_THE_PAGE else url
            return _Read(there, problem=article.reason, message=_HOME if home else _paste(article.message, there), refused=home, title=title)
        return _Read(self._address(url, page, article.url), article, text=article.text if home else "")  # of a home page a draft reads the feed

    async def _title(self, page: Page) -> str:
        """Of a page whose title is the article's although its text is not to be had."""
        from drafter.collect.local import read_body

        try:
            entries = await self.workers.run(read_body, page.body, "page.html", Source(location="-", origin=ORIGIN))
        except WorkerLost:
            return ""
        return "" if isinstance(entries, Failure) or len(entries) != 1 else entries[0].title

    def _address(self, url: str, page: Page, found: str) -> str:
        """Where a redirector's link leads (a short link, a newsletter's, which may name its reader). Kept under that address too: the draft asks for it."""
        if host_of(page.final_url) == host_of(url) or not found:
            return url
        self.collector.pages.put(found, page.model_copy(update={"url": found}))
        return found

    # Files and text

    async def _links(self, body: bytes, name: str) -> tuple[Offer, ...]:
        """The articles that a newsletter links; empty for what is none."""
        if not name.lower().endswith(".eml"):
            return ()
        from drafter.collect.newsletter import links_of

        try:
            return await self.workers.run(links_of, body)
        except WorkerLost:  # then it is read as one article, which says what is wrong
            return ()

    async def _newsletter(self, body: bytes, name: str, offers: Sequence[Offer], given: Given) -> list[Added]:
        """The mail itself is not copied: it holds its reader's address and their own unsubscribe links."""
        from drafter.collect.mail import read

        mail = read(body)
        subject, sender = (line(mail.subject), line(mail.sender)) if mail else ("", "")
        where = f"newsletter “{subject or Path(name).name}”" + (f", {sender}" if sender else "")
        said = replace(given, note="; ".join(filter(None, (given.note, where))), title="")
        once = {offer.url: offer for offer in offers}
        return await self._side_by_side([self._url(offer.url, replace(said, offered=offer.title)) for offer in once.values()])

    async def _document(self, body: bytes, name: str, given: Given) -> Added:
        ending = ending_of(body, name)
        source = Source(location=name, origin=ORIGIN, name=host_of(given.url))
        found = await self._opened_file(body, name, source, given)
        if found.refused:
            return Added(name, "refused", problem=found.problem, message=found.message)
        if found.problem and ending in SAID_BY_TEXT:
            found = replace(found, text=seen(decode(body, kind="text")).strip())
        one = self._candidate(found, given)
        mine = self._mine(kept.key_of(one), given.by, found.text)
        if mine is not None:
            return self._again(name, mine, given)
        if ending not in SAID_BY_TEXT:
            label = one.title or Path(name).stem
            one = one.model_copy(update={"file": kept.keep_file(self.folder, _day(given), label, ending, body)})
        return self._written(name, one, found)

    async def _opened_file(self, body: bytes, name: str, source: Source, given: Given) -> _Read:
        """What is in it, its text as plain paragraphs."""
        from drafter.collect.local import read_body

        try:
            entries = await self.workers.run(read_body, titled(body, name, given), read_as(body, name), source)
        except WorkerLost as error:
            entries = Failure(subject=name, stage="extract", reason=error.reason, message=str(error))
        if isinstance(entries, Failure):
            empty = not body.strip()
            message = entries.message.removeprefix(f"{ORIGIN}: ")
            return _Read(given.url, problem=entries.reason, message=_paste(message, given.url), refused=empty or entries.reason in REFUSED)
        if len(entries) != 1 or entries[0].local_path is None:
            return _Read(problem="is-a-feed", message="is a saved feed and no article; put it on the source list", refused=True)
        entry = entries[0].model_copy(update={"url": given.url or entries[0].url, "title": given.title or entries[0].title})
        article = await self.collector.article(entry)
        if isinstance(article, Failure):
            return _Read(entry.url, problem=article.reason, message=_paste(article.message, entry.url))
        return _Read(given.url or article.url, article, text=article.text)

    # What is kept

    def _new(self, target: str, found: _Read, given: Given) -> Added:
        return self._written(target, self._candidate(found, given), found)

    def _candidate(self, found: _Read, given: Given) -> Candidate:
        article = found.article
        return Candidate(
            url=found.url,
            title=line(given.title) or (article.title if article else line(found.title or given.offered)),
            site=(article.site if article else "") or host_of(found.url),
            author=article.byline if article else "",
            published=article.published if article else None,
            by=(given.by,) if given.by else (),
            added=Stamp(value=given.at.isoformat(timespec="seconds")),
            not_before=Stamp(value=given.not_before) if given.not_before else None,
            note=given.note,
            private=given.private,
            kind=given.kind,
            proposed=_proposed(article)[0],
            problem=found.problem,
            text=found.text,
        )

    def _written(self, target: str, one: Candidate, found: _Read) -> Added:
        one = kept.write(self.folder, one)
        self.there.append(one)
        kind, why = (one.kind, "") if one.kind else _proposed(found.article)
        return Added(
            target,
            "added",
            file=f"{kept.FOLDER}/{one.name}",
            title=one.title or one.url,
            site=one.site,
            published=one.published,
            kind=kind,
            why=why,
            characters=len(found.article.text) if found.article else len(one.text),
            problem=found.problem,
            message=found.message,
        )

    def _mine(self, key: str, by: str, text: str = "") -> Candidate | None:
        """The file of a candidate that this person added: the one that could be read if one of theirs could. With `text`, the one that says just that."""
        files = [one for one in self.there if by in one.by and kept.key_of(one) == key and (not text or one.text.split() == text.split())]
        return min(files, key=lambda one: (bool(one.problem), one.added.value), default=None)

    def _again(self, target: str, mine: Candidate, given: Given) -> Added:
        """It is there: what the person says of it now is said in its file."""
        said: dict[str, str | bool | None] = {
            "title": line(given.title) if given.title and line(given.title) != mine.title else None,
            "note": given.note if given.note != mine.note else None,
            "not_before": given.not_before if given.not_before and Stamp(value=given.not_before) != mine.not_before else None,
            "kind": given.kind if given.kind != mine.kind else None,
            "private": True if given.private and not mine.private else None,
        }
        values = {key: value for key, value in said.items() if value}
        file = f"{kept.FOLDER}/{mine.name}"
        if values:
            kept.change(self.folder, file, values)
        done: Literal["updated", "present"] = "updated" if values else "present"
        return Added(target, done, file=file, title=line(given.title) or mine.title or mine.url, since=mine.added.value, problem=mine.problem)

    async def _on_disk(self) -> None:
        """What was fetched is kept. A draft that ends sweeps half-written files away: such a page is fetched again by the next one."""
        while True:
            try:
                return await self.collector.kept()
            except FileNotFoundError:
                continue


def _proposed(article: Article | None) -> tuple[ArticleKind | None, str]:
    if article is None:
        return None, ""
    from drafter.collect.kind import kind_of

    return kind_of(article)


def _paste(message: str, url: str) -> str:
    """The message with the command that always helps, the address filled in."""
    command = f"drafter add - --url {shlex.quote(url) if url else 'URL'}"
    if "drafter add - --url URL" in message:
        return message.replace("drafter add - --url URL", command)
    return f"{message}; or paste the text: {command}"


def _day(given: Given) -> str:
    return given.at.date().isoformat()
