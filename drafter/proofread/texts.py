"""An edition, or a post that was read back, as what the checks read. Pure.

A post says nothing of its evidence. Where a sentence stands as the kept edition has it, the edition's evidence is taken over; of one
that was written or changed by hand none is claimed, and the checks look for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from drafter.check.text import CheckedText, ItemText, Part, Said
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import Article, Edition, Item, Language, Link, Statement
from drafter.post import headings
from drafter.post.escape import clean
from drafter.post.ours import bare_headline, is_notices, is_ours
from drafter.post.parts import Item as ReadItem
from drafter.post.parts import Link as ReadLink
from drafter.post.parts import Prose, ReadPost, Section, Span, Words
from drafter.post.read import seen

T = TypeVar("T")
UTC = ZoneInfo("UTC")

_LEAST_KEPT = 6
"""Characters of a sentence below which it may stand anywhere by chance."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_STOP_THEN_FIGURE = re.compile(r"[。！？][”」』]*(\s?)(?=[0-9])")
_BETWEEN_LINKS = " \t\r\n·,，;；、|()（）"


def of_edition(edition: Edition, settings: Settings) -> CheckedText:
    """The edition's texts, each with the evidence or the items it names."""
    zone = settings.digest.zone
    return CheckedText(
        language=edition.language,
        day=edition.date.day(zone),
        title=Said(text=edition.title, part="title"),
        lede=tuple(said_of(statement, "lede") for statement in edition.lede.statements),
        items=tuple(of_item(item, zone) for item in edition.items),
        analysis=tuple(tuple(said_of(statement, "analysis") for statement in paragraph.statements) for paragraph in edition.analysis),
        conclusion=tuple(tuple(said_of(statement, "conclusion") for statement in paragraph.statements) for paragraph in edition.conclusion),
    )


def of_item(item: Item, zone: ZoneInfo = UTC) -> ItemText:
    """One item with the evidence its statements name."""
    part: Part = "brief" if item.place == "brief" else "item"
    statements = item.statements[:1] if item.place == "brief" else item.statements
    whole = bool(item.fallback)
    return ItemText(
        id=item.id,
        place=item.place,
        headline=Said(text=item.headline, part="headline", item_id=item.id, verbatim=whole or bool(item.headline_fallback)),
        said=tuple(said_of(statement, part, item.id, whole=whole) for statement in statements),
        link=item.link,
        further=item.further,
        article_ids=(item.article_id, *item.further_ids),
        published=item.published.day(zone) if item.published else None,
    )


def said_of(statement: Statement, part: Part, item_id: str = "", *, whole: bool = False) -> Said:
    """A statement as the checks read it. `whole`: all of its item is the source's own."""
    return Said(
        text=statement.text,
        part=part,
        item_id=item_id,
        kind=statement.kind,
        evidence=statement.evidence,
        rests_on=statement.rests_on,
        verbatim=whole or bool(statement.fallback),
    )


def addresses(post: ReadPost) -> tuple[str, ...]:
    """The http(s) addresses that the post's items name as their sources, once each, in reading order."""
    named = [link.url for item in (*post.items, *post.briefs) for link in (*([item.source] if item.source else ()), *_further(item))]
    return tuple(dict.fromkeys(url for url in named if url.lower().startswith(("http://", "https://"))))


def of_post(
    post: ReadPost, edition: Edition | None, articles: Mapping[str, Article], settings: Settings, *, links: Mapping[str, str] | None = None, today: date
) -> CheckedText:
    """The post's texts with their spans. `articles` are by id; `links` is a source's address → the id of the article that it gave.

    `today` stands in for the date of a post that states none.
    """
    return _Post(post, edition, articles, settings, links or {}).text(today)


class _Post:
    def __init__(self, post: ReadPost, edition: Edition | None, articles: Mapping[str, Article], settings: Settings, links: Mapping[str, str]) -> None:
        self.post, self.edition, self.articles, self.zone = post, edition, articles, settings.digest.zone
        self.name = settings.digest.name
        self.by_address = {address(article.url): key for key, article in articles.items()} | {address(url): key for url, key in links.items()}
        self.items = {address(item.link.url) or item.link.title: item for item in (edition.items if edition else ())}
        self.language: Language = edition.language if edition else _language(post)
        self.chain = _Kept(_chain(edition)) if edition else _Kept(())

    def text(self, today: date) -> CheckedText:
        sections = self.post.sections
        read = [self._item(item, section.role == "briefs", n) for n, (section, item) in enumerate(_items(sections))]
        return CheckedText(
            language=self.language,
            day=self._day(today),
            title=self._title(),
            lede=tuple(said for paragraph in self._paragraphs("lede", "lede") for said in paragraph),
            items=tuple(read),
            analysis=self._paragraphs("analysis", "analysis"),
            conclusion=self._paragraphs("conclusion", "conclusion"),
            other=tuple(said for role in ("other", "items", "briefs") for paragraph in self._paragraphs(role, "other") for said in paragraph),
        )

    def _day(self, today: date) -> date:
        stated = self.post.front.data.get("date")
        if isinstance(stated, datetime):
            return stated.astimezone(self.zone).date() if stated.tzinfo else stated.date()
        if isinstance(stated, date):
            return stated
        try:
            return date.fromisoformat(str(stated)[:10])
        except ValueError:
            return self.edition.date.day(self.zone) if self.edition else today

    def _title(self) -> Said | None:
        if self.post.h1:
            return self._bare_title(self.post.h1.text, self.post.h1)
        stated = self.post.front.data.get("title")
        if not isinstance(stated, str) or not stated.strip():
            return None
        at = self.post.text.find(stated, self.post.front.inner_start, self.post.front.inner_end)
        return self._bare_title(stated, Span(at, at + len(stated)) if at >= 0 else self.post.front)

    def _bare_title(self, title: str, span: Span) -> Said:
        """The series' own name before it says nothing that could be checked."""
        before = headings.NAME_AND_TITLE[self.language].format(name=self.name, title="") if self.name else ""
        return Said(text=title.removeprefix(before).strip(), part="title", start=span.start, end=span.end)

    def _paragraphs(self, role: str, part: Part) -> tuple[tuple[Said, ...], ...]:
        found = [
            tuple(self._sentence(prose, span, self.chain, part) for sentence in prose.sentences for span in self._apart(sentence))
            for section in self.post.sections
            if section.role == role and not (section.heading and is_notices(section.heading.text))
            for prose in section.prose
            if not is_ours(self.post.text[prose.start : prose.end])
        ]
        return tuple(tuple(said for said in paragraph if said.text) for paragraph in found if any(said.text for said in paragraph))

    def _sentence(self, prose: Prose, span: Span, kept: _Kept, part: Part, item_id: str = "", *, whole: bool = False) -> Said:
        text = seen(self.post, prose, span)
        found = kept.within(text)
        return Said(
            text=text,
            part=part,
            item_id=item_id,
            kind="fact" if not found or any(one.kind == "fact" for one in found) else found[0].kind,
            evidence=_each(evidence for one in found for evidence in one.evidence),
            rests_on=_each(key for one in found for key in one.rests_on),
            verbatim=bool(found) and (whole or all(one.fallback for one in found)),
            start=span.start,
            end=span.end,
        )

    def _item(self, item: ReadItem, brief: bool, number: int) -> ItemText:
        links = [*([item.source] if item.source else ()), *_further(item)]
        kept = next((found for link in links if (found := self.items.get(address(link.url) or link.title))), None)
        key = kept.id if kept else f"p{number + 1}"
        statements = kept.statements if kept else ()
        part: Part = "brief" if brief else "item"
        known, whole = _Kept(statements), bool(kept and kept.fallback)
        said = [
            self._sentence(prose, span, known, part, key, whole=whole)
            for prose in item.prose
            if not is_ours(self.post.text[prose.start : prose.end])
            for own in self._own(item, prose)
            for span in self._apart(own)
        ]
        ids = self._article_ids(kept, links)
        return ItemText(
            id=key,
            place="brief" if brief else kept.place if kept and kept.place != "brief" else "item",
            headline=self._headline(item.headline, kept, key),
            said=tuple(one for one in said if one.text),
            link=Link(title=item.source.title, url=item.source.url) if item.source else None,
            further=tuple(Link(title=link.title, url=link.url) for link in _further(item)),
            article_ids=ids,
            published=self._published(kept, ids),
        )

    def _headline(self, words: Words | None, kept: Item | None, key: str) -> Said:
        if words is None:
            return Said(text="", part="headline", item_id=key)
        text = bare_headline(words.text)
        borrowed = bool(kept and (kept.fallback or kept.headline_fallback)) and _squeezed(text) == _squeezed(kept.headline if kept else "")
        return Said(text=text, part="headline", item_id=key, verbatim=borrowed, start=words.start, end=words.end)

    def _apart(self, sentence: Span) -> Iterable[Span]:
        """Chinese sentences of which the next begins with a figure are told apart by no splitter."""
        start = sentence.start
        for found in _STOP_THEN_FIGURE.finditer(self.post.text, sentence.start, sentence.end):
            piece = self.post.text[start : found.end()]
            if piece.count("“") == piece.count("”") and piece.count("「") == piece.count("」"):
                yield Span(start, found.start(1))
                start = found.end()
        yield Span(start, sentence.end)

    def _own(self, item: ReadItem, prose: Prose) -> Iterable[Span]:
        """The sentences without the links to the item's sources that close them: a source's title is no statement of ours."""
        for span in prose.sentences:
            end = span.end
            for link in sorted(prose.links, key=lambda one: -one.end):
                between = self.post.text[link.end : end]
                if span.start < link.start and link.end <= end and not between.strip(_BETWEEN_LINKS) and item.found_by == "inline":
                    end = link.start + len(self.post.text[span.start : link.start].rstrip(_BETWEEN_LINKS)) - (link.start - span.start)
            if end > span.start:
                yield Span(span.start, end)

    def _article_ids(self, kept: Item | None, links: Sequence[ReadLink]) -> tuple[str, ...]:
        named = [key for link in links if link.url and (key := self.by_address.get(address(link.url)))]
        stood = [kept.article_id, *kept.further_ids] if kept else []
        return _each(key for key in (*named[:1], *stood, *named) if key in self.articles)

    def _published(self, kept: Item | None, ids: Sequence[str]) -> date | None:
        stamp = kept.published if kept else self.articles[ids[0]].published if ids else None
        return stamp.day(self.zone) if stamp else None


class _Kept:
    """Statements of the kept edition, found again in a sentence of the post whose spaces and escapes are the post's own."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = tuple(statements)
        self.ends: list[int] = []
        words: list[str] = []
        for statement in self.statements:
            words.append(_squeezed(statement.text))
            self.ends.append((self.ends[-1] if self.ends else 0) + len(words[-1]))
        self.words = "".join(words)

    def within(self, sentence: str) -> tuple[Statement, ...]:
        """The statements that the sentence's words stand in, one after the other; empty when a word was changed."""
        words = _squeezed(sentence)
        at = self.words.find(words) if len(words) >= _LEAST_KEPT else -1
        if at < 0:
            return ()
        starts = [0, *self.ends]
        return tuple(one for one, start, end in zip(self.statements, starts, self.ends, strict=False) if start < at + len(words) and at < end)


def _squeezed(text: str) -> str:
    return "".join(clean(text).split())


def _chain(edition: Edition) -> Iterable[Statement]:
    for paragraph in (edition.lede, *edition.analysis, *edition.conclusion):
        yield from paragraph.statements


def _items(sections: Iterable[Section]) -> Iterable[tuple[Section, ReadItem]]:
    return ((section, item) for section in sections if section.role in ("items", "briefs") for item in section.items)


def _further(item: ReadItem) -> tuple[ReadLink, ...]:
    """Links of its source lines beside its source; those within its prose are what it speaks of."""
    lines = [link for line in item.source_lines for link in line.links]
    return tuple(link for link in lines if item.source is None or link.start != item.source.start)


def _language(post: ReadPost) -> Language:
    """Of a post that no kept edition stands behind: by its script."""
    letters = _LETTER.findall(post.text[post.front.end :][:20_000])
    return "zh" if len(_HAN.findall("".join(letters))) * 5 > len(letters) else "en"


def _each(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
