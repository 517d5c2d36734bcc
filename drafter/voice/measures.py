"""What posts are like in numbers: each post measured once. Lengths count characters as readers see them, English ones too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drafter.check.text import language_of
from drafter.entities import Language
from drafter.post.parts import Item, ReadPost, Section
from drafter.post.read import seen

_SPACED = re.compile(r"[\u3400-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u3400-\u9fff]")
_TIGHT = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Measured:
    """One post."""

    path: str
    language: Language
    title: str
    body_h1: bool
    excerpt: bool
    layout: str
    author: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    headings: dict[str, str]
    """Section → its heading."""
    headlines: tuple[int, ...]
    items: tuple[int, ...]
    """Characters of each item's text."""
    statements: tuple[int, ...]
    """Sentences of each item."""
    sentences: tuple[int, ...]
    """Characters of each sentence of the items."""
    sections: dict[str, int]
    """`lede`, `analysis`, `conclusion`, `title` → characters; those it lacks are left out."""
    spaced: int
    tight: int
    """Places with and without a space between Chinese and Latin characters."""
    sound: bool
    """Every item has a headline, a text and an address, and nothing in it was left unread or is a torn character."""
    prose: tuple[str, ...]
    """Its paragraphs as readers see them."""


def measured(post: ReadPost, path: str) -> Measured:
    """The post's measures."""
    data = post.front.data
    h1 = post.h1.text if post.h1 else ""
    title = _line(data.get("title")) or h1
    holders: list[Section | Item] = []
    for section in post.sections:
        holders += [section, *section.items]
    prose = tuple(text for holder in holders for text in _prose(post, holder))
    whole = "\n".join(prose)
    sections = {part: sum(map(len, _prose(post, one))) for part, one in _parts(post).items()} | {"title": len(title)}
    return Measured(
        path=path,
        language=language_of(whole or title),
        title=title,
        body_h1=bool(h1),
        excerpt=bool(data.get("excerpt") or data.get("description")),
        layout=_line(data.get("layout")),
        author=_line(data.get("author")),
        categories=_words(data.get("categories") or data.get("category")),
        tags=_words(data.get("tags")),
        headings=_headings(post),
        headlines=tuple(len(item.headline.text) for item in post.items if item.headline),
        items=tuple(size for item in post.items if (size := sum(map(len, _prose(post, item))))),
        statements=tuple(number for item in post.items if (number := sum(len(one.sentences) for one in item.prose if one.kind != "heading"))),
        sentences=tuple(len(seen(post, one, span)) for item in post.items for one in item.prose if one.kind != "heading" for span in one.sentences),
        sections={part: size for part, size in sections.items() if size},
        spaced=len(_SPACED.findall(whole)),
        tight=len(_TIGHT.findall(whole)),
        sound=_sound(post, whole),
        prose=prose,
    )


def _parts(post: ReadPost) -> dict[str, Section]:
    found = {"lede": post.lede, "analysis": post.analysis, "conclusion": post.conclusion}
    return {part: section for part, section in found.items() if section is not None}


def _headings(post: ReadPost) -> dict[str, str]:
    named = [(section.role, section.heading.text) for section in post.sections if section.heading and section.role in ("items", "analysis", "conclusion")]
    return {str(role): text for role, text in reversed(named)}


def _prose(post: ReadPost, holder: Section | Item) -> list[str]:
    return [text for one in holder.prose if one.kind != "heading" and (text := seen(post, one))]


def _sound(post: ReadPost, whole: str) -> bool:
    complete = all(item.headline and item.prose and item.url for item in post.items)
    return bool(post.items) and complete and not post.unread and "\ufffd" not in whole


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _words(value: Any) -> tuple[str, ...]:
    """Jekyll takes a list or words with spaces between them."""
    found = value if isinstance(value, list) else value.split() if isinstance(value, str) else []
    return tuple(dict.fromkeys(word for one in found if (word := _line(one))))
