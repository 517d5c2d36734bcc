"""Stretches of a post that show its manner: an item, the analysis, the conclusion, title and lede, without links and source lines."""

from __future__ import annotations

from drafter.post.parts import Item, Prose, ReadPost, Section
from drafter.post.read import seen
from drafter.voice.nouns import Example

ITEMS = 2
"""Items of one post that are examples."""


def of_post(post: ReadPost, path: str) -> tuple[Example, ...]:
    """The post's examples, each on one line of text."""
    found = [Example(path=path, part="item", text=text) for text in _items(post)]
    for part, section in (("analysis", post.analysis), ("conclusion", post.conclusion)):
        if section is not None and (text := _prose(post, section)):
            found.append(Example.model_validate({"path": path, "part": part, "text": text}))
    title = post.h1.text if post.h1 else str(post.front.data.get("title") or "")
    lede = _prose(post, post.lede) if post.lede else ""
    if title and lede:
        found.append(Example(path=path, part="front", text=f"{title}: {lede}"))
    return tuple(found)


def _items(post: ReadPost) -> list[str]:
    told = [(item, _prose(post, item)) for item in post.items]
    return [f"{item.headline.text}: {text}" for item, text in told if item.headline and text][:ITEMS]


def _prose(post: ReadPost, holder: Section | Item) -> str:
    paragraphs: list[Prose] = [one for one in holder.prose if one.kind != "heading"]
    return " ".join(seen(post, one) for one in paragraphs)
