"""A post as a row of keyed pieces: what redo, approvals, the review page and the count of an editor's changes go by.

The pieces cover the text without gap or overlap, so that joined they are the post, byte for byte. An item is known by its
source's address wherever it stands; everything else by its role or heading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from drafter.post.parts import Item, Link, Prose, ReadPost, Section, Span

FRONT, TITLE = "front", "title"


@dataclass(frozen=True, slots=True)
class Piece(Span):
    """A stretch of the post, from its first character to the next piece's, white space in between included."""

    key: str
    """`front`, `title` (the H1), `lede`, `analysis`, `conclusion`, `item:URL`, `brief:URL`, `head:ROLE` for what stands in a section
    before its first item, `other:HEADING` for a section added by hand. A second one of the same key gets `#2`."""
    title: str
    """As readers see it: the headline or heading; may be empty."""
    text: str
    sentences: tuple[Span, ...] = ()
    """Of its prose, as offsets in the post."""
    links: tuple[Link, ...] = ()


def pieces(post: ReadPost) -> tuple[Piece, ...]:
    """The post's pieces in reading order."""
    starts: list[tuple[int, str, str, tuple[Prose, ...], tuple[Link, ...]]] = []
    if post.front.end > post.front.start:
        starts.append((0, FRONT, "", (), ()))
    if post.h1:
        starts.append((post.h1.start, TITLE, post.h1.text, (), ()))
    for section in post.sections:
        starts += _of_section(section)
    starts.sort(key=lambda one: one[0])
    if not starts or starts[0][0] > 0:
        starts[:1] = [(0, *starts[0][1:])] if starts else [(0, "other:", "", (), ())]
    counted: Counter[str] = Counter()
    found = []
    for (start, key, title, prose, links), end in zip(starts, [*(start for start, *_ in starts[1:]), len(post.text)], strict=True):
        counted[key] += 1
        name = key if counted[key] == 1 else f"{key}#{counted[key]}"
        said = tuple(sentence for one in prose for sentence in one.sentences)
        found.append(Piece(start, end, name, title, post.text[start:end], said, links))
    return tuple(found)


def _of_section(section: Section) -> list[tuple[int, str, str, tuple[Prose, ...], tuple[Link, ...]]]:
    kind = "brief" if section.role == "briefs" else "item"
    heading = section.heading.text if section.heading else ""
    found = [_of_item(item, kind) for item in section.items]
    if section.start < min((item.start for item in section.items), default=section.end):
        key = f"head:{section.role}" if section.items or section.role in ("items", "briefs", "notes") else section.role
        links = tuple(link for prose in section.prose for link in prose.links)
        found.insert(0, (section.start, f"other:{heading}" if key == "other" else key, heading, section.prose, links))
    return found


def _of_item(item: Item, kind: str) -> tuple[int, str, str, tuple[Prose, ...], tuple[Link, ...]]:
    title = item.headline.text if item.headline else ""
    links = (*((item.source,) if item.source else ()), *item.links)
    return item.start, f"{kind}:{item.url or '~' + title}", title, item.prose, links
