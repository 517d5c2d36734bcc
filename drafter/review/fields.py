"""A piece as what is typed in: its heading, its prose, and what stands around them and is only shown. Pure.

Joined in their order, glue and fields are the piece again: `glue[0] + fields[0].text + glue[1] + … + glue[-1]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.post.keyed import FRONT, TITLE, Piece
from drafter.post.parts import Item, Link, ReadPost, Section, Span

Kind = Literal["head", "body"]
_GAP = re.compile(r"(?:\r\n|\r|\n)\s*")
_MARKER = re.compile(r"[-*+][ \t]+")
_TWO_LINES = re.compile(r"(?:\r\n|\r|\n){2}")


@dataclass(frozen=True)
class Field:
    """A stretch of the piece that a person types in."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Fields:
    """A piece taken apart."""

    fields: tuple[Field, ...]
    glue: tuple[str, ...]
    """One more than fields."""
    links: tuple[Link, ...] = ()
    """The sources named in the last glue."""
    level: int = 0
    """Of the heading."""


def taken_apart(post: ReadPost, piece: Piece) -> Fields:
    """The piece's heading and its prose; its source lines and white space are glue. What is not of that form is one field."""
    if piece.key == FRONT:
        return Fields((), (piece.text,))
    held = next((one for one in _holders(post) if piece.start <= one.start < piece.end), None)
    head = _head(post, held, piece)
    end, links = _tail(post.text, held, piece)
    fields: list[Field] = []
    glue: list[str] = []
    at = piece.start
    if head is not None:
        glue.append(post.text[at : head.start])
        fields.append(Field("head", post.text[head.start : head.end]))
        at = head.end
    marker = _MARKER.match(post.text, at, end) if head is None and piece.key.startswith("brief:") else None
    start, stop = _body(post.text, marker.end() if marker else at, end)
    if stop > start or head is None or (_holds_prose(piece) and _TWO_LINES.match(post.text, at, piece.end)):
        glue.append(post.text[at:start])
        fields.append(Field("body", post.text[start:stop]))
        at = stop
    glue.append(post.text[at : piece.end])
    level = getattr(head, "level", 0)
    return Fields(tuple(fields), tuple(glue), links, level)


def _holds_prose(piece: Piece) -> bool:
    """Whether an empty one is a place to write in; under the heading of the news stand its items."""
    return piece.key != TITLE and not piece.key.startswith("head:")


def _holders(post: ReadPost) -> Iterator[Section | Item]:
    for section in post.sections:
        yield from section.items
        yield section


def _head(post: ReadPost, held: Section | Item | None, piece: Piece) -> Span | None:
    """The words of a heading on a line of its own at the very start; bold words that head an entry stay in the prose."""
    if post.h1 is not None and post.h1.start <= piece.end and piece.start <= post.h1.start:
        return post.h1 if not post.text[piece.start : post.h1.start].strip("# \t\ufeff\r\n") else None
    found = held.headline if isinstance(held, Item) else held.heading if held is not None else None
    if found is None or found.level == 0 or not piece.start <= found.start < piece.end or post.text[piece.start : found.start].strip("# \t"):
        return None
    behind = post.text[found.end : piece.end]
    return found if not behind.strip() or _GAP.match(behind.lstrip(" \t#")) else None


def _tail(text: str, held: Section | Item | None, piece: Piece) -> tuple[int, tuple[Link, ...]]:
    """Where the source lines that close the piece begin, and what they name."""
    end = piece.end
    links: list[Link] = []
    inside = [one for one in held.source_lines if one.start >= piece.start and one.end <= piece.end] if held is not None else []
    others = [one.end for one in (*held.prose, *held.notes)] if held is not None else []
    for line in sorted(inside, key=lambda one: -one.start):
        if line.end < max(others, default=0):
            break
        end, links = line.start, [*line.links, *links]
    source = held.source if isinstance(held, Item) and not links else None
    if source is not None and source.closed and piece.start < source.start and text[source.start] == "[" and not text[source.end : end].strip():
        return source.start, (source,)  # at the end of an entry's own line
    return end, tuple(links)


def _body(text: str, at: int, end: int) -> tuple[int, int]:
    """Without the white space around it; an empty body stands behind the blank line that follows the heading."""
    words = text[at:end]
    if not words.strip():
        gap = _TWO_LINES.match(words)
        return (at + gap.end(),) * 2 if gap else (at, at)
    return at + len(words) - len(words.lstrip()), at + len(words.rstrip())
