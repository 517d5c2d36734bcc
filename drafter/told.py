"""What earlier editions told their readers: published posts of the ledger, and drafts of editions that were published by nobody yet.

Of an edition that was published what stands in its posts counts, and not what its draft had: an item that an editor took out was
never told. The words of an item's sources are taken from kept articles, as they were when the edition was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Article, Item
from drafter.post import place
from drafter.post.ours import bare_headline, own_sentences
from drafter.recurrence import READ, SourceText, Told
from drafter.store import published
from drafter.store.article_index import ArticleIndex
from drafter.store.earlier import Earlier
from drafter.store.published import Publication, PublishedItem

EDITIONS = 8
"""Editions that an update may go on from."""


def posts(digest: Path, name: str, until: datetime | None = None) -> tuple[Publication, ...]:
    """Published posts of other editions than `name`, latest first; those of days before `until`, if given. Raises ConfigError."""
    found = [one for one in published.publications(digest) if one.edition != name]
    return tuple(one for one in reversed(found) if until is None or one.date < until.date().isoformat())


def run_before(drafted: Sequence[Earlier], public: Sequence[Publication]) -> dict[str, str]:
    """Address → the latest of the editions that has it as an item."""
    there = {one.edition for one in public}
    rows = [(one.edition, [item.url, *item.further]) for one in public for item in one.items]
    rows += [(one.name, [link.url for link in (item.link, *item.further)]) for one in drafted if one.name not in there for item in one.items]
    return {address(url): edition for edition, urls in sorted(rows, key=lambda row: row[0]) for url in urls if url}


def items(drafted: Sequence[Earlier], public: Sequence[Publication], settings: Settings, kept: Path) -> tuple[Told, ...]:
    """Items of the last editions, the latest edition's first. `kept`: folder of the kept articles."""
    there = {one.edition for one in public}
    made = {one.name: one for one in drafted}
    dates = {one.edition: one.date for one in reversed(public)} | {
        one.name: one.date.value[:10] for one in drafted if one.date is not None and one.name not in there
    }
    last = sorted(dates, key=lambda edition: (dates[edition], edition), reverse=True)[:EDITIONS]
    found: list[Told] = []
    for ago, edition in enumerate(last, 1):
        mine = [one for one in public if one.edition == edition]
        found += [_published(one, item, ago, settings) for one in mine for item in one.items]
        found += [] if mine else [_drafted(made[edition], item, ago) for item in made[edition].items if "private" not in item.marks]
    sources = _Sources(kept, made) if found else None
    return tuple(one.model_copy(update={"key": f"e{number}", "sources": sources.of(one)}) if sources else one for number, one in enumerate(found))


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
