"""Blocks as what they say: prose with its sentences, source lines, notes for the editor, and what is only layout or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.post import roles
from drafter.post.blocks import Block
from drafter.post.links import links, shown
from drafter.post.parts import BESIDE, NOT_CLOSED, Link, Prose, SourceLine, Span, Unread, Words
from drafter.post.sentences import sentences

_UNREAD = ("code", "html", "table", "liquid", "image")
_LAYOUT = ("rule", "attribute", "definition")
_MARKS = re.compile(r"(?:[\s·,，、;；|/()（）\[\]【】*_—–\-:：.。>→↗&+\U0001F517]|以及|和|及|与|\band\b)*")
"""What may stand between the links of a source line without saying anything."""
_AROUND = " \t,，;；:：|()（）[]【】<>—–-"
_MOST_BESIDE = 80
"""Characters beside a source's link; with more of them the line is prose that names its source."""
_MOST_TITLE = 120
"""Characters of a source without a link; a longer line after `Source:` is prose."""


@dataclass(slots=True)
class Flow:
    """What some blocks say, in reading order."""

    prose: list[Prose] = field(default_factory=list)
    source_lines: list[SourceLine] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    announced: bool = False
    """A line `Sources:` without a link was the last thing read: the lines of links below it are what it names."""


class Reading:
    """Reads blocks of one text; what no part holds gathers in `layout` and `unread`."""

    def __init__(self, text: str, known: Mapping[str, str], disclosure: str = "") -> None:
        self.text, self.known, self.disclosure = text, known, shown(disclosure)
        self.layout: list[Span] = []
        self.unread: list[Unread] = []

    def flow(self, blocks: Iterable[Block]) -> Flow:
        flow = Flow()
        for block in blocks:
            if block.kind in _UNREAD:
                self.unread.append(Unread(block.start, block.end, block.odd))
            elif block.kind in _LAYOUT or self._discloses(block):
                self.layout.append(Span(block.start, block.end))
            elif block.kind != "heading" and roles.is_note(self.text[slice(*self._first(block))]):
                flow.notes.append(Span(block.start, block.end))
            else:
                self._say(block, flow)
        return flow

    def _discloses(self, block: Block) -> bool:
        """The digest's own closing line about the use of a model is nobody's statement."""
        return bool(self.disclosure) and block.kind == "paragraph" and shown(self.text[block.start : block.end]) == self.disclosure

    def _first(self, block: Block) -> tuple[int, int]:
        return next((line for line in block.lines if line[1] > line[0]), (block.start, block.end))

    def _say(self, block: Block, flow: Flow) -> None:
        leaves: list[Span] = []
        run: list[tuple[int, int]] = []
        for line in (*block.lines, None):
            source = self._source_line(*line) if line and block.kind != "heading" else None
            if line and not source and line[1] > line[0]:
                run.append(line)
                continue
            if run:
                flow.prose.append(self._prose(block, run))
                leaves.append(flow.prose[-1])
                run, flow.announced = [], False
            if source:
                if flow.announced and not source.labelled:
                    source = replace(source, labelled=True)
                flow.announced = flow.announced or (source.labelled and not source.links)
                flow.source_lines.append(source)
                leaves.append(source)
        self.mark(block.start, block.end, leaves)

    def mark(self, start: int, end: int, leaves: Iterable[Span]) -> None:
        """What stands between `start` and `end` beside the leaves is layout."""
        for leaf in (*leaves, Span(end, end)):
            piece = self.text[start : leaf.start]
            if piece.strip():
                left = start + len(piece) - len(piece.lstrip())
                self.layout.append(Span(left, start + len(piece.rstrip())))
            start = leaf.end

    def _prose(self, block: Block, run: list[tuple[int, int]]) -> Prose:
        start, end = run[0][0], run[-1][1]
        found = self.links(start, end)
        hidden = [Span(a[1], b[0]) for a, b in pairwise(run)]
        kind = block.kind if block.kind in ("entry", "quote", "heading") else "paragraph"
        return Prose(start, end, kind, sentences(self.text, start, end, found, hidden), found)

    def links(self, start: int, end: int) -> tuple[Link, ...]:
        found = links(self.text, start, end, self.known)
        self.unread += [Unread(link.start, link.end, NOT_CLOSED) for link in found if not link.closed]
        return found

    def words(self, start: int, end: int, level: int = 0) -> tuple[Words, Link | None]:
        """A heading's words and the link that they are, where they are nothing but one."""
        found = self.links(start, end)
        text, at = "", start
        for link in found:
            text, at = text + self.text[at : link.start] + link.title, link.end
        said = Words(start, end, shown(text + self.text[at:end]), level)
        if len(found) == 1 and found[0].title and self.text[found[0].start] == "[" and _MARKS.fullmatch(self.text[start : found[0].start]):
            label = Span(found[0].start + 1, self.text.rfind("]", found[0].start, self.text.rfind("](", found[0].start, found[0].end) + 1))
            if _MARKS.fullmatch(self.text[found[0].end : end]) and label.end > label.start:
                return Words(label.start, label.end, found[0].title, level), found[0]
        return said, found[0] if found else None

    def _source_line(self, start: int, end: int) -> SourceLine | None:
        label = roles.source_label(self.text[start:end])
        begin = start + (label.length if label else 0)
        found = links(self.text, begin, end, self.known)
        if not label and not found:
            return None
        gaps = [Span(a.end, b.start) for a, b in zip((Span(begin, begin), *found), (*found, Span(end, end)), strict=True)]
        beside = [gap for gap in gaps if not _MARKS.fullmatch(self.text[gap.start : gap.end])]
        if label is None:
            # `[阅读原文](…)` is a label and its link in one.
            return None if beside else self._sourced(start, end, found, labelled=all(roles.only_label(link.title) for link in found))
        if beside and not self._is_source(label, found, beside):
            return None
        named = tuple(self._named(gap, link) for gap, link in zip(gaps, found, strict=False))
        beside = [gap for n, gap in enumerate(gaps) if gap in beside and (n == len(found) or named[n] is found[n])]
        titles = [title for gap in beside for title in self._titles(gap, alone=not found)]
        return self._sourced(start, end, tuple(sorted((*named, *titles), key=lambda link: link.start)), labelled=True)

    def _named(self, gap: Span, link: Link) -> Link:
        """`来源：港报 https://…`: the words before a bare address are its title."""
        words = self.text[gap.start : gap.end]
        if link.title != link.url or "·" in words or _MARKS.fullmatch(words):
            return link
        return replace(link, title=shown(words).strip(_AROUND))

    def _is_source(self, label: roles.Label, found: tuple[Link, ...], beside: list[Span]) -> bool:
        length = sum(gap.end - gap.start for gap in beside)
        if not label.colon:
            return False
        return length <= _MOST_BESIDE if found else label.strong and length <= _MOST_TITLE

    def _sourced(self, start: int, end: int, found: tuple[Link, ...], *, labelled: bool) -> SourceLine:
        self.unread += [Unread(link.start, link.end, NOT_CLOSED) for link in found if not link.closed]
        return SourceLine(start, end, found, labelled)

    def _titles(self, gap: Span, *, alone: bool) -> list[Link]:
        """Sources without an address stand between middle dots; other words beside a link are nobody's title."""
        piece = self.text[gap.start : gap.end]
        found, at = [], gap.start
        for part in piece.split("·"):
            left = at + len(part) - len(part.lstrip())
            right = at + len(part.rstrip())
            at += len(part) + 1
            if _MARKS.fullmatch(part):
                continue
            if alone or "·" in piece:
                found.append(Link(left, right, shown(part).strip(_AROUND), ""))
            else:
                self.unread.append(Unread(left, right, BESIDE))
        return found
