"""A post's body as Markdown blocks with exact offsets, as kramdown and goldmark would cut it; nothing is changed or dropped.

One pass over the lines: whatever the text, its time grows with its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "entry", "quote", "code", "html", "table", "liquid", "image", "attribute", "rule", "definition"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ATX = re.compile(r" {0,3}(#{1,6})(?=[ \t\u3000]|$)")
_GLUED = re.compile(r" {0,3}(#{2,6})(?=[^\s#])")
_ENTRY = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•](?=[ \t])|(?P<number>\d{1,3})(?:[.)](?=[ \t])|、))[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_HTML = re.compile(
    r" {0,3}<(?:!--|!|\?|/?(?:address|article|aside|blockquote|body|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|iframe"
    r"|li|main|nav|ol|p|pre|script|section|style|summary|table|textarea|tr|ul|video)(?=[\s/>]|$))",
    re.IGNORECASE,
)
_VERBATIM = re.compile(r" {0,3}<(?:!--|(script|style|pre|textarea)\b)", re.IGNORECASE)
_CLOSING = re.compile(r"-->|</(?:script|style|pre|textarea)", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*(?:<([^<>\s]+)>|(\S+))[ \t]*(?:\"[^\"]*\"|'[^']*'|\([^()]*\))?[ \t]*$")
_FOOTNOTE = re.compile(r" {0,3}\[(\^[^\[\]\s]{1,50})\]:.*?(?:\]\((https?://[^\s()]+)\)|<?(https?://[^\s<>()]+))", re.IGNORECASE)
_IMAGES = re.compile(r"(?:!\[[^\[\]]*+\]\([^()\s]*+(?:[ \t]+\"[^\"]*+\")?+\)(?:\{:[^{}]*+\})?+[ \t]*+)++")
_UNDERLINE = re.compile(r" {0,3}(={2,}|-{2,})[ \t]*")
GLUED = "glued"
"""`odd` of a heading that is one only if its words are those of a section: `##分析`, but not `##2026`."""
_STOPS = "。！？!?；;：:，,…"
_LONGEST_UNDERLINED = 120
"""Characters: a longer line over `---` was meant as a paragraph and a rule."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `start` and `end` leave out indentation of the first line and the last line's end."""

    kind: Kind
    start: int
    end: int
    lines: tuple[tuple[int, int], ...] = ()
    """Each line's own words: what follows `>` and a list's marker, without white space around it."""
    level: int = 0
    """Of a heading; else the columns before a list's marker or a paragraph."""
    odd: str = ""
    """Why it is not understood, or not what it seems."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def line_spans(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Lines end at CR LF, LF and CR, and at no other character."""
    for found in _LINE.finditer(text, start):
        if found.end() > found.start() or found.start() == start:
            yield found.span(1)


def scan(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of `text` from `start` on. Every character that is not white space stands in one of them."""
    return tuple(_Scanner(text, start).blocks())


def definitions(text: str, blocks: tuple[Block, ...]) -> dict[str, str]:
    """Label → address of `[label]: address` lines and of notes `[^1]: … address`; labels in lower case with single spaces."""
    known: dict[str, str] = {}
    for start, end in (block.lines[0] for block in blocks if block.kind == "definition"):
        found = _DEFINITION.match(text, start, end) or _FOOTNOTE.match(text, start, end)
        if found:
            known.setdefault(" ".join(found[1].split()).casefold(), found[2] or found[3])
    return known


class _Scanner:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lines = [_Line(a, b, text[a:b]) for a, b in line_spans(text, start)]
        self.at = 0
        self.in_list = False
        self.last_closing = {found[0].lower(): found.start() for found in _CLOSING.finditer(text, start)}
        self.fences = self._longest_fences()

    def blocks(self) -> Iterator[Block]:
        readers: tuple[Callable[[_Line], Block | None], ...] = (
            self._heading,
            self._fenced,
            self._html,
            self._indented,
            self._rule,
            self._one_line,
            self._quote,
            self._entry,
            self._table,
        )
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text.strip():
                self.at += 1
                continue
            block = next(filter(None, (reader(line) for reader in readers)), None) or self._paragraph(line)
            self.in_list = block.kind == "entry" or (self.in_list and _columns(line.text) >= 2)
            yield block

    def _take(self, kind: Kind, count: int, *, level: int = 0, odd: str = "") -> Block:
        """The next `count` lines as one block."""
        taken = self.lines[self.at : self.at + count]
        self.at += count
        words = tuple(_stripped(self.text, line.start, line.end) for line in taken)
        return Block(kind, words[0][0], words[-1][1], words, level, odd)

    def _heading(self, line: _Line) -> Block | None:
        spaced = _ATX.match(line.text)
        found = spaced or _GLUED.match(line.text)
        if not found:
            return None
        words = _title(self.text, line.start + found.end(), line.end)
        start, end = _stripped(self.text, line.start, line.end)
        self.at += 1
        return Block("heading", start, end, (words,), len(found[1]), "" if spaced else GLUED)

    def _longest_fences(self) -> list[dict[str, int]]:
        """For each line, the longest bare fence from there on, by its character: whether a fence is ever closed is known at once."""
        longest: list[dict[str, int]] = [{"`": 0, "~": 0}]
        for line in reversed(self.lines):
            bare, after = line.text.strip(), longest[-1]
            mark = bare[:1]
            fence = mark in after and bare == mark * len(bare) and len(bare) > after[mark]
            longest.append({**after, mark: len(bare)} if fence else after)
        return longest[::-1]

    def _fenced(self, line: _Line) -> Block | None:
        found = _FENCE.match(line.text)
        if not found or found[1][0] in line.text[found.end() :]:
            return None  # a code span
        mark, least = found[1][0], len(found[1])
        if self.fences[self.at + 1][mark] < least:
            return self._take("code", 1, odd="a code fence that is never closed")
        end = self.at + 1
        while not _closes(self.lines[end].text, mark, least):
            end += 1
        return self._take("code", end + 1 - self.at, odd="code")

    def _html(self, line: _Line) -> Block | None:
        if not _HTML.match(line.text):
            return None
        verbatim = _VERBATIM.match(line.text)
        closing = (f"</{verbatim[1].lower()}" if verbatim[1] else "-->") if verbatim else ""
        odd = "a comment" if closing == "-->" else "HTML"
        if not closing or self.last_closing.get(closing, -1) < line.start:
            return self._take("html", self._until_blank(), odd=odd)
        end = next(found.start() for found in _CLOSING.finditer(self.text, line.start) if found[0].lower() == closing)
        count = 1
        while self.lines[self.at + count - 1].end < end:
            count += 1
        return self._take("html", count, odd=odd)

    def _until_blank(self) -> int:
        count = 1
        while self.at + count < len(self.lines) and self.lines[self.at + count].text.strip():
            count += 1
        return count

    def _indented(self, line: _Line) -> Block | None:
        if self.in_list or _columns(line.text) < 4:
            return None
        count = 1
        while self.at + count < len(self.lines) and _columns(self.lines[self.at + count].text) >= 4:
            count += 1
        return self._take("code", count, odd="indented by four columns or more: engines show it as code")

    def _rule(self, line: _Line) -> Block | None:
        return self._take("rule", 1) if _is_rule(line.text) else None

    def _one_line(self, line: _Line) -> Block | None:
        kind = _one_line_kind(line.text)
        return self._take(kind, 1, odd=_ODD.get(kind, "")) if kind else None

    def _quote(self, line: _Line) -> Block | None:
        if not _QUOTE.match(line.text):
            return None
        first, words = self.at, []
        while self.at < len(self.lines):
            one = self.lines[self.at]
            found = _QUOTE.match(one.text)
            if not found and (not one.text.strip() or self._interrupts(self.at)):
                break
            words.append(_stripped(self.text, one.start + (found.end() if found else 0), one.end))
            self.at += 1
        return self._block("quote", first, words)

    def _block(self, kind: Kind, first: int, words: list[tuple[int, int]], level: int = 0) -> Block:
        """The lines from `first` up to here, whose own words are narrower than they are."""
        start, last = self.lines[first], self.lines[self.at - 1]
        return Block(kind, _stripped(self.text, start.start, start.end)[0], _stripped(self.text, last.start, last.end)[1], tuple(words), level)

    def _entry(self, line: _Line) -> Block | None:
        found = _ENTRY.match(line.text)
        if not found:
            return None
        words = [_stripped(self.text, line.start + found.end(), line.end)]
        count = self._paragraph_length()
        words += [_stripped(self.text, one.start, one.end) for one in self.lines[self.at + 1 : self.at + count]]
        self.at += count
        return self._block("entry", self.at - count, words, _columns(line.text))

    def _table(self, line: _Line) -> Block | None:
        below = self.lines[self.at + 1].text.strip() if self.at + 1 < len(self.lines) else ""
        if "|" not in line.text or "|" not in below or "-" not in below or not set(below) <= set("|:- \t"):
            return None
        return self._take("table", self._until_blank(), odd="a table")

    def _paragraph(self, line: _Line) -> Block:
        count = self._paragraph_length()
        below = self.lines[self.at + 1] if count == 1 and self.at + 1 < len(self.lines) else None
        underline = _UNDERLINE.fullmatch(below.text) if below else None
        if below and underline and not _meant_as_text(line.text):
            words = _title(self.text, line.start, line.end)
            self.at += 2
            return Block("heading", words[0], _stripped(self.text, below.start, below.end)[1], (words,), 1 if underline[1][0] == "=" else 2)
        return self._take("paragraph", count, level=_columns(line.text))

    def _paragraph_length(self) -> int:
        count = 1
        while self.at + count < len(self.lines) and self.lines[self.at + count].text.strip() and not self._interrupts(self.at + count):
            count += 1
        return count

    def _interrupts(self, number: int) -> bool:
        text = self.lines[number].text
        entry = _ENTRY.match(text)
        fence = _FENCE.match(text)
        return bool(
            _ATX.match(text)
            or (_GLUED.match(text))
            or (entry and (entry["number"] in (None, "1") or self.in_list or "、" in entry[0] or bool(_ENTRY.match(self.lines[number - 1].text))))
            or (fence and self.fences[number + 1][fence[1][0]] >= len(fence[1]))
            or _HTML.match(text)
            or _QUOTE.match(text)
            or _is_rule(text)
            or _UNDERLINE.fullmatch(text)
            or _one_line_kind(text)
        )


_ODD = {"liquid": "Liquid or a shortcode", "image": "an image"}


def _one_line_kind(text: str) -> Literal["attribute", "liquid", "image", "definition"] | None:
    bare = text.strip()
    if bare[:2] == "{:" and bare[-1] == "}":
        return "attribute"
    if bare[:2] in ("{%", "{{") and bare[-1] == "}":
        return "liquid"
    if bare[:2] == "![" and _IMAGES.fullmatch(bare):
        return "image"
    return "definition" if bare[:1] == "[" and (_DEFINITION.match(text) or _FOOTNOTE.match(text)) else None


def _closes(text: str, mark: str, least: int) -> bool:
    bare = text.strip()
    return len(bare) >= least and bare == mark * len(bare)


def _is_rule(text: str) -> bool:
    bare = text.replace(" ", "").replace("\t", "")
    return len(bare) >= 3 and bare[0] in "-*_" and bare == bare[0] * len(bare) and _columns(text) < 4


def _meant_as_text(text: str) -> bool:
    bare = text.strip()
    return len(bare) > _LONGEST_UNDERLINED or bare[-1] in _STOPS or bare[-1] == "."


def _columns(text: str) -> int:
    """Columns before the first word, a tab going to the next multiple of four; 0 for a blank line."""
    columns = 0
    for c in text:
        if c not in " \t":
            return columns
        columns += 4 - columns % 4 if c == "\t" else 1
    return 0


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else (start, start)


def _title(text: str, start: int, end: int) -> tuple[int, int]:
    """A heading's own words: no closing `##`, no `{#id}`."""
    start, end = _stripped(text, start, end)
    opened = text.rfind("{", start, end)
    if end > start and text[end - 1] == "}" and opened >= 0 and text[opened + 1 : opened + 2] in ("#", ":"):
        start, end = _stripped(text, start, opened)
    without = text[start:end].rstrip("#")
    if without and len(without) < end - start and without[-1] in " \t":
        start, end = _stripped(text, start, start + len(without))
    return start, end
