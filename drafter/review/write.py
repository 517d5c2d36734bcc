"""New words in one piece's place. Pure: text in, text out.

A page says which piece it means, what the piece said when it was read, and what it is to say. Where the piece says something else by
now, both texts are given back and nothing is changed. Where no piece of that key is left (a heading was typed, a source's address
changed) the words themselves are looked for: they are replaced if they stand in the post exactly once.

Pages have LF line ends and count UTF-16 units; the post keeps its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.post.keyed import Piece


@dataclass(frozen=True)
class Placed:
    """The whole post with the new words, and where they stand in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Differs:
    """The piece was changed by somebody else. `there` is what it says now; None where it is gone."""

    there: str | None


def replaced(text: str, pieces: Sequence[Piece], key: str, before: str, new: str) -> Placed | Differs:
    """The post with `new` in the place of the piece, which said `before` (both with LF)."""
    piece = next((one for one in pieces if one.key == key), None)
    if piece is not None and lf(piece.text) == before:
        return _put(text, piece.start, piece.end, new)
    wanted = _ended(before, text)
    if before.strip() and text.count(wanted) == 1:
        at = text.index(wanted)
        return _put(text, at, at + len(wanted), new)
    return Differs(lf(piece.text) if piece is not None else None)


def added(text: str, pieces: Sequence[Piece], after: str, new: str) -> Placed:
    """The post with `new` as a paragraph of its own behind the piece `after`; at the end where there is none such."""
    at = next((one.end for one in pieces if one.key == after), len(text))
    head = text[:at]
    gap = "" if not head or lf(head).endswith("\n\n") else "\n" if lf(head).endswith("\n") else "\n\n"
    return _put(text, at, at, f"{gap}{new.strip()}\n" + ("\n" if at < len(text) else ""))


def _put(text: str, start: int, end: int, new: str) -> Placed:
    words = _ended(new, text)
    return Placed(text[:start] + words + text[end:], start, start + len(words))


def _ended(words: str, text: str) -> str:
    """With the line ends that most lines of the post have."""
    crlf = text.count("\r\n")
    ending = "\r\n" if crlf > text.count("\n") - crlf else "\n"
    return lf(words).replace("\n", ending)


def lf(text: str) -> str:
    """As pages have it: a browser's text area knows no other line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def units(text: str) -> int:
    """Length as a browser counts it: UTF-16 units of the text with LF."""
    return len(lf(text).encode("utf-16-le", "surrogatepass")) // 2
