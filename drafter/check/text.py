"""What the checks read: an edition's texts, whoever wrote them, with what each says it rests on. Made from an `Edition` or from a post.

A statement of a post has its span in the post's text; one of an edition has its evidence and the items it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from drafter.entities import Entity, Evidence, Language, Link, StatementKind

Part = Literal["title", "lede", "headline", "item", "brief", "analysis", "conclusion", "other"]
OF_ITEMS: frozenset[Part] = frozenset({"headline", "item", "brief"})
TITLE = "title"
"""Id of the line that is an article's title or an item's headline."""
HAN = re.compile(r"[\u3400-\u9fff]")


class Said(Entity):
    """One sentence of ours or of the editor's."""

    text: str
    """As a reader sees it: without escapes and markup."""
    part: Part
    item_id: str = ""
    """The item it belongs to, in `headline`, `item` and `brief`."""
    kind: StatementKind = "fact"
    evidence: tuple[Evidence, ...] = ()
    """Sentences it names; empty in a post: they are looked for."""
    rests_on: tuple[str, ...] = ()
    """Ids of items (and of earlier editions' items) that it names; empty: all of them."""
    verbatim: bool = False
    """The source's own sentence stands here, marked."""
    start: int | None = None
    end: int | None = None
    """Span in the post, where one was read."""


class ItemText(Entity):
    """One item with its sources."""

    id: str
    place: Literal["lead", "item", "brief"] = "item"
    headline: Said
    said: tuple[Said, ...]
    link: Link | None
    further: tuple[Link, ...] = ()
    article_ids: tuple[str, ...] = ()
    """The main article first, then the story's others that were read; empty: no page of it is kept."""
    published: date | None = None

    @property
    def shown(self) -> str:
        """The headline as readers see it. That of a brief of ours stands in no post: nothing rests on it, and a check of the post finds the same."""
        return "" if self.place == "brief" and self.headline.start is None else self.headline.text


class CheckedText(Entity):
    """An edition's texts in reading order."""

    language: Language
    day: date
    """The edition's date: what relative dates of ours count from."""
    title: Said | None = None
    lede: tuple[Said, ...] = ()
    items: tuple[ItemText, ...] = ()
    analysis: tuple[tuple[Said, ...], ...] = ()
    """Paragraphs."""
    conclusion: tuple[tuple[Said, ...], ...] = ()
    other: tuple[Said, ...] = ()
    """Sections a person added."""
    names: tuple[tuple[str, str], ...] = ()
    """Pairs (form in the edition's language, form in a source): the glossary's."""


def language_of(text: str, stated: str = "") -> Language:
    """The grammar to read `text` with: as stated, else by its script."""
    if stated:
        return "zh" if stated.lower().startswith("zh") else "en"
    return "zh" if len(HAN.findall(text)) * 3 > len(text) / 2 else "en"


def relevant(pairs: Sequence[tuple[str, str]], words: str) -> tuple[tuple[str, str], ...]:
    """The pairs of names of which a form, or the beginning of the source's form, stands in the words: no other can change what is found."""
    return tuple((form, original) for form, original in pairs if form in words or original[:2] in words)
