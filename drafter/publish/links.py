"""The cited pages looked at once more, all within a few seconds: gone, retitled, or without the sentence that carries ours.

Nothing that is fetched here is kept: the evidence stays the page as it was read for the draft.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from drafter.check.codes import raised
from drafter.check.form.links import same_title
from drafter.collect.fetch import Fetcher
from drafter.collect.reading import read_article
from drafter.collect.workers import WorkerLost
from drafter.duplicates import address
from drafter.entities import Article, Entry, Failure, Flag, Page, Source
from drafter.job import Job, Stores
from drafter.post.links import undone
from drafter.post.ours import is_ours
from drafter.post.parts import ReadPost
from drafter.proofread import addresses
from drafter.recheck import Checked, editions_of

AT_ONCE = 8
DEAD = frozenset({"http-404", "http-410", "http-451", "bad-url"})
NO_NAME = "dns"
OFFLINE = "the command works offline"
_QUOTES = str.maketrans("“”„«»‘’‚′″–—‐‑", '"""""\'\'\'\'"----')


@dataclass(frozen=True)
class Looked:
    """What became of the cited pages."""

    flags: tuple[Flag, ...]
    unchecked: tuple[Failure, ...]
    """Pages that could not be looked at, and why."""
    fine: int
    """Pages that still say what is cited."""


@dataclass(frozen=True)
class _Cited:
    """A page as the post cites it."""

    url: str
    title: str
    sentences: tuple[str, ...]
    where: str
    """The item's headline, or the section's."""
    source: bool = True
    """False for a link within the text: it only has to lead somewhere."""


async def look_again(job: Job, post: ReadPost, checked: Checked) -> Looked:
    """Every page that the post's items name or its text links to, within `publish.links_s` altogether. Offline each is unchecked and says so."""
    cited, limit = _cited(job, post, checked), job.settings.publish.links_s
    if job.offline or not limit:
        why = OFFLINE if job.offline else "publish.links_s is 0"
        return Looked((), tuple(_unchecked(one.url, why) for one in cited), 0)
    pages = await _within(job, cited, limit)
    names = [got for _, got in pages if isinstance(got, Failure) and got.reason == NO_NAME]
    alone = len(names) == sum(isinstance(got, Failure) for _, got in pages) and not any(got is None or isinstance(got, (Article, Page)) for _, got in pages)
    flags: list[Flag] = []
    unchecked: list[Failure] = []
    for one, got in pages:
        if isinstance(got, Failure) and (got.reason not in DEAD and (got.reason != NO_NAME or alone)):
            unchecked.append(got)
        else:
            flags += _flags(one, got)
    return Looked(tuple(flags), tuple(unchecked), len(cited) - len(unchecked) - len({flag.source for flag in flags}))


def _cited(job: Job, post: ReadPost, checked: Checked) -> list[_Cited]:
    """`checked.found` knows which article an address led to; an article's own address may be another.

    Where another machine drafted and the pages are not kept here, the committed edition still has titles and quotes.
    """
    found = checked.found
    articles = {address(article.url): article for article in found.articles.values()} | {address(url): found.articles[key] for url, key in found.links.items()}
    carried: dict[str, list[str]] = {}
    for cited in (cited for line in checked.review.lines for cited in line.cited):
        carried.setdefault(address(cited.url), []).append(cited.text)
    headlines = {item.url: item.headline.text for item in (*post.items, *post.briefs) if item.headline}
    kept = _of_edition(job, post)
    cites = []
    for url in addresses(post):
        article = articles.get(address(url))
        title, said = (article.title, carried.get(address(article.url), [])) if article else kept.get(address(url), ("", []))
        cites.append(_Cited(url, title, tuple(dict.fromkeys(said)), headlines.get(url, url)))
    known = {address(one.url) for one in cites}
    return [*cites, *(one for key, one in _linked(post).items() if key not in known)]


def _linked(post: ReadPost) -> dict[str, _Cited]:
    """Address → a link that a person put into the text; those of continuity lead to our own posts."""
    found: dict[str, _Cited] = {}
    for section in post.sections:
        title = section.heading.text if section.heading else section.role
        held = [(title, section.prose), *((item.headline.text if item.headline else item.url, item.prose) for item in section.items)]
        for where, link in ((where, link) for where, prose in held for one in prose if not is_ours(post.text[one.start : one.end]) for link in one.links):
            if link.url.lower().startswith(("http://", "https://")):
                found.setdefault(address(link.url), _Cited(link.url, "", (), where, source=False))
    return found


def _of_edition(job: Job, post: ReadPost) -> dict[str, tuple[str, list[str]]]:
    """Address → the page's title and the quotes of statements that stand in the post as they were drafted."""
    edition, words = editions_of(job.folder, addresses(post)), _folded(undone(post.text))
    if edition is None:
        return {}
    told = {}
    for item in edition.items:
        standing = [statement for statement in item.statements if _folded(statement.text) in words]
        quotes = [one.quote for statement in standing for one in statement.evidence if one.quote and one.article_id == item.article_id]
        told[address(item.link.url)] = item.link.title, quotes
    return told


async def _within(job: Job, cited: Sequence[_Cited], limit: float) -> list[tuple[_Cited, Page | Article | Failure | None]]:
    """Each page's article now, None for one that has not changed. What is not there at the limit is a Failure."""
    fetch = job.settings.fetch
    hurried = fetch.model_copy(update={"total_s": min(fetch.total_s, limit), "attempts": 1, "concurrency": min(fetch.concurrency, AT_ONCE)})
    stores = Stores.of(job)
    job.workers.warm()
    async with Fetcher(hurried, clock=job.clock) as fetcher:
        tasks = [asyncio.ensure_future(_one(job, stores, fetcher, one)) for one in cited]
        if tasks:
            await asyncio.wait(tasks, timeout=limit)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    late = f"was not there within {limit:g} s"
    return [(one, _unchecked(one.url, late) if task.cancelled() else task.result()) for one, task in zip(cited, tasks, strict=True)]


async def _one(job: Job, stores: Stores, fetcher: Fetcher, cited: _Cited) -> Page | Article | Failure | None:
    kept = await asyncio.to_thread(stores.pages.get, cited.url)
    known = kept if isinstance(kept, Page) else None
    page = await fetcher.get(cited.url, known=known)
    if isinstance(page, Failure) or page is known or (known is not None and page.body == known.body):
        return page if isinstance(page, Failure) else None
    if urlsplit(page.final_url).path in ("", "/") and urlsplit(cited.url).path not in ("", "/"):
        return Failure(subject=cited.url, stage="fetch", reason="http-410", message="leads to the site's home page now")
    if not cited.source:
        return None
    entry = Entry(url=cited.url, source=Source(location=cited.url, origin="post"))
    kind, least = page.headers.get("content-type", ""), job.settings.fetch.min_text
    try:
        return await job.workers.run(read_article, page.body, kind, cited.url, page.final_url, entry, page.fetched_at, least)
    except WorkerLost as error:
        return _unchecked(cited.url, str(error))


def _flags(cited: _Cited, got: Page | Article | Failure | None) -> list[Flag]:
    if isinstance(got, Failure):
        return [raised("link-dead", cited.where, f"{cited.url}: {got.message}", words=cited.url, source=cited.url)]
    if not isinstance(got, Article):
        return []
    found = []
    if cited.title and got.title and not same_title(cited.title, got.title):
        message = f"the page is titled “{got.title}” now; it was “{cited.title}” when it was read"
        found.append(raised("source-retitled", cited.where, message, nearest=got.title, sentence=cited.title, source=cited.url))
    text = _folded(f"{got.title}\n{got.text}")
    gone = [sentence for sentence in cited.sentences if _folded(sentence) not in text]
    for sentence in gone:
        message = "this sentence of the source does not stand on the page any more"
        found.append(raised("evidence-gone", cited.where, message, sentence=sentence, nearest=sentence, source=cited.url))
    return found


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


def _unchecked(url: str, why: str) -> Failure:
    return Failure(subject=url, stage="fetch", reason="not-looked-at", message=f"was not looked at again: {why}")
