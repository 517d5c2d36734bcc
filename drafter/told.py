"""What earlier editions told their readers: published posts of the ledger, and drafts of editions that were published by nobody yet.

Of an edition that was published what stands in its posts counts, and not what its draft had: an item that an editor took out was
never told. The words of an item's sources are taken from kept articles, as they were when the edition was made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from drafter.check.codes import raised
from drafter.check.text import CheckedText, ItemText
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Article, Flag, Item
from drafter.post import place
from drafter.post.ours import bare_headline, is_ours, own_sentences
from drafter.post.parts import Item as ReadItem
from drafter.post.parts import ReadPost
from drafter.retold import READ, RECENT, SourceText, Told
from drafter.store import published
from drafter.store.article_index import ArticleIndex
from drafter.store.earlier import Earlier
from drafter.store.published import Publication, PublishedItem

EDITIONS = 8
"""Editions that an update may go on from."""


def posts(digest: Path, name: str, until: datetime | None = None, draft: str = "") -> tuple[Publication, ...]:
    """Published posts but that of edition `name` itself, latest first; those of days before `until`, if given. Raises ConfigError.

    `draft`: where the edition's draft lies, relative to the digest's folder. Other posts of its week count: a desk may publish several.
    """
    found = [one for one in published.publications(digest) if one.edition != name or (draft and not published.is_of(one, draft))]
    return tuple(one for one in reversed(found) if until is None or one.date < until.date().isoformat())


def run_before(drafted: Sequence[Earlier], public: Sequence[Publication], name: str = "") -> dict[str, str]:
    """Address → the latest of the editions that has it as an item; of edition `name` itself, of which another post has it, that post."""
    there = {one.edition for one in public}
    rows = [(one.edition, one.post if one.edition == name else one.edition, [item.url, *item.further]) for one in public for item in one.items]
    rows += [(one.name, one.name, [link.url for link in (item.link, *item.further)]) for one in drafted if one.name not in there for item in one.items]
    return {address(url): told for _, told, urls in sorted(rows, key=lambda row: row[0]) for url in urls if url}


def items(drafted: Sequence[Earlier], public: Sequence[Publication], settings: Settings, kept: Path, name: str = "") -> tuple[Told, ...]:
    """Items of the last editions, the latest edition's first; before them those of other posts of edition `name`. `kept`: folder of the kept articles."""
    there = {one.edition for one in public}
    made = {one.name: one for one in drafted}
    dates = {one.edition: one.date for one in reversed(public)} | {
        one.name: one.date.value[:10] for one in drafted if one.date is not None and one.name not in there
    }
    last = sorted(dates, key=lambda edition: (dates[edition], edition), reverse=True)[:EDITIONS]
    found: list[Told] = []
    for ago, edition in enumerate(last, 0 if name in dates else 1):
        mine = [one for one in public if one.edition == edition]
        found += [_published(one, item, ago, settings) for one in mine for item in one.items]
        found += [] if mine else [_drafted(made[edition], item, ago) for item in made[edition].items if "private" not in item.marks]
    sources = _Sources(kept, made) if found else None
    return tuple(one.model_copy(update={"key": f"e{number}", "sources": sources.of(one)}) if sources else one for number, one in enumerate(found))


def repeats(public: Iterable[Publication], post: ReadPost, text: CheckedText, name: str, marked: Collection[str] = ()) -> tuple[Flag, ...]:
    """A flag for each item whose source another post of its week had before it, or a post of the weeks that a repeat is told within.

    `name`: the post's own, as the ledger has it or its draft. `marked`: ids of items of which the draft itself said what they are. An item that
    is told as an update is none.
    """
    updates = {address(url) for item in (*post.items, *post.briefs) if _is_update(post, item) for url in (item.url, *(link.url for link in item.links))}
    before = [one for one in public if name not in (one.post, one.draft) and _lately(one, text.day)]
    found = []
    for item in text.items:
        mine = {address(link.url) for link in (*([item.link] if item.link else []), *item.further) if link.url} - {""}
        if item.id not in marked and not mine & updates:
            met = next(((one, told) for one in before for told in one.items if mine & set(_addresses((told.url, *told.further)))), None)
            found += [_repeat(item, *met)] if met else []
    return tuple(found)


def _is_update(post: ReadPost, item: ReadItem) -> bool:
    head = item.headline.text if item.headline else ""
    return bare_headline(head) != head or any(is_ours(post.text[prose.start : prose.end]) for prose in item.prose)


def _lately(one: Publication, day: date) -> bool:
    try:
        ago = (day - date.fromisoformat(one.date)).days
    except ValueError:
        return False
    return 0 <= ago <= 7 * RECENT


def _repeat(item: ItemText, one: Publication, told: PublishedItem) -> Flag:
    message = f"“{bare_headline(told.headline) or told.url}” of {one.post} ({one.date}) has the same source; say what is new or why it stays, or drop it"
    url = item.link.url if item.link else ""
    return raised("repeat", item.headline.text or url, message, words=url, nearest=told.headline, source=url)


def _published(post: Publication, item: PublishedItem, ago: int, settings: Settings) -> Told:
    return Told(
        key="",
        edition=post.edition,
        ago=ago,
        date=post.date,
        title=post.title,
        url=place.post_url(settings, post.post, post.date),
        addresses=_addresses((item.url, *item.further)),
        headline=bare_headline(item.headline),
        sentences=own_sentences(item.sentences),
        language=post.language,
    )


def _drafted(edition: Earlier, item: Item, ago: int) -> Told:
    return Told(
        key="",
        edition=edition.name,
        ago=ago,
        date=edition.date.value[:10] if edition.date else "",
        title=edition.title,
        addresses=_addresses(link.url for link in (item.link, *item.further)),
        headline=item.headline,
        sentences=tuple(statement.text for statement in item.statements),
        language=edition.language,
        published=False,
    )


def _addresses(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address(url) for url in urls if url))


class _Sources:
    """Kept articles, as an edition had them."""

    def __init__(self, kept: Path, made: dict[str, Earlier]) -> None:
        self._index = ArticleIndex(kept, address)
        self._made = made

    def of(self, one: Told) -> tuple[SourceText, ...]:
        """Texts fetched by the end of the edition's day count before later ones of the same page."""
        until = datetime.fromisoformat(one.date).replace(tzinfo=UTC) + timedelta(days=1) if one.date else None
        quotes = self._quotes(one.edition)
        found = self._index.find((), one.addresses, quotes, until)
        return tuple(_source(article) for article in found.values())

    def _quotes(self, edition: str) -> dict[str, list[tuple[int, str]]]:
        quotes: dict[str, list[tuple[int, str]]] = {}
        made = self._made.get(edition)
        for item in made.items if made else ():
            for evidence in (one for statement in item.statements for one in statement.evidence):
                if evidence.quote and evidence.start is not None:
                    quotes.setdefault(evidence.article_id, []).append((evidence.start, evidence.quote))
        return quotes


def _source(article: Article) -> SourceText:
    return SourceText(title=article.title, text=article.text[:READ], language=article.language, addresses=(address(article.url),))
