"""Is a quotation verbatim? Normalised substring, never a fuzzy score.

Normalised away are what carries no meaning: case, width, the kind of quotation mark, dash, apostrophe and space, and
punctuation. Kept are letters, digits, decimal points, minus signs, % and currency signs, and the borders between Latin
words, so `unable` is not `able`, `1.5` is not `15` and an inserted word is never accepted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

MIN_CHARACTERS = 6
"""Normalised characters below which a quotation says too little to be evidence; Han characters count double."""
MIN_PART = 8
"""The same for each part around an ellipsis."""
MAX_ELLIPSES = 2

_SIGNS = frozenset("%$€£¥‰")
_APOSTROPHES = frozenset("'’‘ʼ`")
_ELLIPSIS = re.compile(r"\s*(?:…+|\.{3,}|\[…\]|\[\.\.\.\])\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """Span of a quotation in the text it was looked up in; `exact` when it stands there letter by letter."""

    start: int
    end: int
    exact: bool


class Haystack:
    """A text prepared once for many look-ups."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _prepared(self) -> tuple[str, list[int]]:
        """Made when a quotation does not stand there letter by letter: most do."""
        return _normalised(self.text)

    def find(self, quote: str) -> Found | None:
        """Where `quote` stands, or None. Parts around an ellipsis must stand in order and be long enough."""
        stripped = quote.strip(" \t\n\"'“”‘’「」『』«»")
        if not stripped:
            return None
        if weight(_normalised(stripped)[0]) >= MIN_CHARACTERS and (at := self._exact(stripped)) >= 0:
            return Found(at, at + len(stripped), exact=True)
        parts = [part for part in _ELLIPSIS.split(stripped) if part]
        return self._parts(parts)

    def _exact(self, quote: str) -> int:
        at = self.text.find(quote)
        while at >= 0:
            if not _inside_word(self.text, at, at + len(quote)):
                return at
            at = self.text.find(quote, at + 1)
        return -1

    def _parts(self, parts: list[str]) -> Found | None:
        if not parts or len(parts) > MAX_ELLIPSES + 1:
            return None
        least = MIN_PART if len(parts) > 1 else MIN_CHARACTERS
        _, offsets = self._prepared
        at, start, end = 0, -1, -1
        for part in parts:
            key, _ = _normalised(part)
            if weight(key) < least or (at := self._whole(key, at)) < 0:
                return None
            start = offsets[at] if start < 0 else start
            at += len(key)
            end = offsets[at - 1] + 1
        return Found(start, end, exact=False)

    def _whole(self, key: str, since: int) -> int:
        text, _ = self._prepared
        at = text.find(key, since)
        while at >= 0:
            if not _inside_word(text, at, at + len(key)):
                return at
            at = text.find(key, at + 1)
        return -1


def weight(text: str) -> int:
    """Length of `text` in Latin characters; a Han character says about as much as two."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _narrow(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _inside_word(text: str, start: int, end: int) -> bool:
    """True when a span begins or ends in the middle of a Latin word or a number."""
    before = start > 0 and _joined(text, start - 1) and _narrow(text[start])
    after = end < len(text) and _joined_after(text, end) and _narrow(text[end - 1])
    return before or after


def _joined(text: str, at: int) -> bool:
    return (
        _narrow(text[at])
        or (text[at] in ".,-" and at > 0 and text[at - 1].isdigit() and text[at + 1].isdigit())
        or (text[at] == "-" and text[at + 1].isdigit())
    )


def _joined_after(text: str, at: int) -> bool:
    return _narrow(text[at]) or (text[at] in ".," and at + 1 < len(text) and text[at + 1].isdigit() and text[at - 1].isdigit())


@lru_cache(maxsize=2048)
def _normalised(text: str) -> tuple[str, list[int]]:
    """The comparable form and, for each of its characters, the offset in `text` it comes from. The same sentences are asked for as long as somebody types."""
    out: list[str] = []
    offsets: list[int] = []
    gap = False
    for at, raw in enumerate(text):
        for character in _folded(raw):
            if character.isalnum() or character in _SIGNS or _numeric_sign(text, at, character):
                if gap and out and _narrow(out[-1]) and _narrow(character):
                    out.append(" ")
                    offsets.append(at)
                out.append(character)
                offsets.append(at)
                gap = False
            else:
                gap = gap or _separates(text, at, character)
    return "".join(out), offsets


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character == "，":  # NFKC would make a thousands separator of it
        return character
    return unicodedata.normalize("NFKC", character).casefold()


def _numeric_sign(text: str, at: int, character: str) -> bool:
    """A decimal point between digits, or the minus of a negative number."""
    following = at + 1 < len(text) and text[at + 1].isdigit()
    if character == ".":
        return following and at > 0 and text[at - 1].isdigit()
    if character in "-−":
        return following and (at == 0 or not text[at - 1].isalnum()) and not (at > 0 and text[at - 1] in "%％")
    return False


def _separates(text: str, at: int, character: str) -> bool:
    """False for what may stand inside one word or number: apostrophe, full stop of an abbreviation, thousands comma."""
    if character in _APOSTROPHES:
        return False
    between = 0 < at < len(text) - 1
    if character == "," and between:
        return not (text[at - 1].isdigit() and re.match(r"\d{3}(?!\d)", text[at + 1 : at + 5]))
    if character == "." and between:
        return not (text[at - 1].isalpha() and text[at + 1].isalpha())
    return True
