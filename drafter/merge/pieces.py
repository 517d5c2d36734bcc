"""A post taken apart for a merge: pieces under names that hold across three texts, each a row of units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from drafter.duplicates import address
from drafter.post import keyed
from drafter.post.parts import Item, ReadPost, Section

Kind = Literal["sentence", "source", "note", "line"]

_MARKER = re.compile(r"[ \t]*(?:(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t]*)+\Z")
"""Of a list's entry, a quotation or a heading, before the words on the same line."""
_BEFORE_WORDS = re.compile(r"[ \t#*_]*")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is kept or replaced as a whole: a sentence, a line of sources, a note for the editor, any other line."""

    kind: Kind
    text: str
    start: int
    """Offsets in the piece's core."""
    end: int

    @property
    def said(self) -> tuple[Kind, str]:
        """What it is compared by: white space counts for nothing."""
        return self.kind, " ".join(self.text.split())


@dataclass(slots=True)
class Part:
    """A piece: `core + tail` is its text, `tail` the white space up to the next one."""

    name: str
    """Under which it is found in all three texts."""
    key: str
    """As `post.keyed` has it."""
    title: str
    core: str
    tail: str
    units: tuple[Unit, ...]

    def between(self, first: int, last: int) -> str:
        """The text from unit `first` to unit `last`."""
        return self.core[self.units[first].start : self.units[last].end]

    def gap(self, before: int) -> str:
        """What stands between the unit `before` and the next one; -1: what stands before the first, the last: what stands behind it."""
        start = self.units[before].end if before >= 0 else 0
        return self.core[start : self.units[before + 1].start if before + 1 < len(self.units) else len(self.core)]

    def without(self, gone: Callable[[Unit], bool]) -> Part:
        """The part without such units, each taken out with the gap behind it (the last with the gap before)."""
        if not any(map(gone, self.units)):
            return self
        pieces, units, at = [self.gap(-1)], [], len(self.gap(-1))
        for index, unit in enumerate(self.units):
            if gone(unit):
                continue
            last = not any(not gone(other) for other in self.units[index + 1 :])
            pieces += [unit.text, "" if last else self.gap(index)]
            units.append(Unit(unit.kind, unit.text, at, at + len(unit.text)))
            at += len(pieces[-1]) + len(pieces[-2])
        return Part(self.name, self.key, self.title, "".join(pieces), self.tail, tuple(units))


@dataclass(slots=True)
class Split:
    """A text as named parts in reading order; joined they are the text."""

    parts: dict[str, Part] = field(default_factory=dict)

    def canonical(self, key: str) -> str:
        """The name that a key of `post.keyed`, or one that a person typed, goes by."""
        return _name(key.strip())


def split(text: str, read: Callable[[str], ReadPost]) -> Split:
    """The parts of a post. Raises NotAPost."""
    post = read(text)
    pieces = keyed.pieces(post)
    starts = [0, *(_line_start(text, piece.start) for piece in pieces[1:])]
    spans = _spans(post)
    found, counted = Split(), Counter[str]()
    for piece, start, end in zip(pieces, starts, [*starts[1:], len(text)], strict=True):
        name = _name(piece.key)
        counted[name] += 1
        name = name if counted[name] == 1 else f"{name} {counted[name]}"
        whole = text[start:end]
        core = whole.rstrip()
        units = tuple(_units(core, [(kind, a - start, b - start) for kind, a, b in spans if start <= a and b <= start + len(core)]))
        found.parts[name] = Part(name, piece.key, piece.title, core, whole[len(core) :], units)
    return found


def _name(key: str) -> str:
    """Items go by their address alone, whatever its form and whether they stand in full or as a brief."""
    kind, _, rest = key.partition(":")
    if kind in ("item", "brief"):
        return f"item:{rest}" if rest.startswith("~") else f"item:{address(rest)}"
    return f"item:{address(key)}" if kind in ("http", "https") else key.partition("#")[0] if kind != "other" else key


def _line_start(text: str, at: int) -> int:
    """A heading's piece begins with its marks, which stand before its words."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return start if _BEFORE_WORDS.fullmatch(text, start, at) else at


def _spans(post: ReadPost) -> list[tuple[Kind, int, int]]:
    """Sentences, source lines and notes of the post, apart from each other."""
    found: list[tuple[Kind, int, int]] = [("note", note.start, note.end) for note in post.notes()]
    for section in post.sections:
        holders: list[Section | Item] = [section, *section.items]
        for holder in holders:
            found += [("source", line.start, line.end) for line in holder.source_lines]
            found += [("sentence", one.start, one.end) for prose in holder.prose for one in prose.sentences]
    found.sort(key=lambda one: (one[1], -one[2]))
    apart: list[tuple[Kind, int, int]] = []
    for one in found:
        if not apart or one[1] >= apart[-1][2]:
            apart.append(one)
    return apart


def _units(core: str, spans: list[tuple[Kind, int, int]]) -> Iterator[Unit]:
    at = 0
    for kind, start, end in spans:
        yield from _lines(core, at, start, words_follow=True)
        stop = start + len(core[start:end].rstrip())
        yield Unit(kind, core[start:stop], start, stop)
        at = stop
    yield from _lines(core, at, len(core), words_follow=False)


def _lines(core: str, start: int, end: int, *, words_follow: bool) -> Iterator[Unit]:
    """Whatever else stands there, line by line; the marker of an entry belongs to the gap before its words."""
    for found in _LINE.finditer(core, start, end):
        line = found[0].strip(" \t\u3000")
        if not line or (words_follow and found.end() == end and _MARKER.fullmatch(found[0])):
            continue
        at = found.start() + found[0].index(line)
        yield Unit("line", line, at, at + len(line))


def eol_of(text: str) -> str:
    """What most lines of a text end with."""
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda ending: counts[ending])


def to_eol(text: str, ending: str) -> str:
    """The text with other line ends; empty leaves them."""
    return re.sub(r"\r\n|\r|\n", ending, text) if ending else text
