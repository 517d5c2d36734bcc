"""The front matter as a form: title, excerpt, tags. Pure. What the form does not know stays as it stands, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafter.config import Settings
from drafter.errors import UsageError
from drafter.post import escape, frontmatter_edit
from drafter.post.parts import ReadPost

_EXCERPTS = ("excerpt", "description", "summary")


def form(post: ReadPost, settings: Settings) -> dict[str, Any]:
    """The values, how long they may be, and the tags there are to choose from. `faults`: why nothing can be changed."""
    data = post.front.data
    excerpt = next((key for key in _EXCERPTS if key in data), _EXCERPTS[0] if settings.post.profile == "jekyll" else "description")
    tags = data.get("tags", [])
    return {
        "title": _text(data.get("title")),
        "excerpt_key": excerpt,
        "excerpt": _text(data.get(excerpt)),
        "tags": [_text(one) for one in tags] if isinstance(tags, list) else str(tags).split(),
        "known": list(settings.digest.tags),
        "date": _text(data.get("date")),
        "most": {"title": settings.length.ceiling("title", settings.digest.language), "excerpt": settings.length.ceiling("lede", settings.digest.language)},
        "faults": [one.why for one in post.front.faults],
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def changed(post: ReadPost, settings: Settings, title: str, excerpt: str, tags: Sequence[str]) -> str:
    """The post with the form's values; the H1 follows a title that it repeats. Raises DrafterError where they cannot be put there."""
    before = form(post, settings)
    if not title.strip():
        raise UsageError("title", "is empty", "a post needs one")
    wanted: dict[str, Any] = {}
    if title != before["title"]:
        wanted["title"] = title
    if excerpt != before["excerpt"]:
        wanted[before["excerpt_key"]] = excerpt
    if list(tags) != before["tags"]:
        wanted["tags"] = tuple(tags)
    text = post.text
    if "title" in wanted and post.h1 is not None and _same(post.h1.text, before["title"]):
        text = text[: post.h1.start] + escape.text(title, line_start=False) + text[post.h1.end :]
    return frontmatter_edit.changed(text, wanted) if wanted else text


def _same(a: str, b: str) -> bool:
    return "".join(a.split()) == "".join(b.split())
