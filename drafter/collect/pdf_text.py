"""Pieces of text with their places on the page → headline and paragraphs in reading order. Pure geometry, no library.

A page knows no paragraphs: they are read from gaps, indents and lines that end before they must. Running heads, page numbers and the
columns' order are read from what repeats and from the white between.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter.collect.document import Block
from drafter.collect.language import han, weight
from drafter.collect.visible import line

HYPHEN = "\x02"
"""Stands where a word is broken at a line's end."""

_EDGE = 0.14
"""Part of the page's height at its top and bottom in which running heads stand."""
_PAGE_NUMBER = re.compile(r"[-–—·•|\s]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页|(?:/|of|共)\s*[第共]?\s*\d{1,4}\s*页?)?[-–—·•|\s，,共\d页]*", re.I)
_BULLET = re.compile(
    r"(?:[•●▪■◆◇·○➢✓*]\s*|[–-]\s)\S|\(?\d{1,2}[.)、．](?!\d)\s*\S|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章节条]"
)
_ENDED = re.compile(r"[.。!！?？…:：;；][”\"’』」)）\]】]?$")
_JOINING = frozenset(
    [
        "cross",
        "long",
        "short",
        "self",
        "non",
        "high",
        "low",
        "mid",
        "well",
        "real",
        "third",
        "first",
        "second",
        "so",
        "co",
        "pre",
        "post",
        "multi",
        "inter",
        "anti",
        "ex",
    ]
)
"""First halves of compounds that keep their hyphen when a line breaks there."""
_NUMBER_CUT = re.compile(r"\d[\d.,%‰]|[.,]\d")
"""Two characters between which a Chinese line may break a number."""
_HAN_SIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_EITHER = re.compile("[“”‘’…—]")
"""Marks of both scripts: what stands before tells."""


@dataclass(frozen=True)
class Piece:
    """A run of characters on one line; places in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """One page."""

    width: float
    height: float
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """Characters."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    size: float
    cells: int = 1


@dataclass
class _Column:
    lines: list[_Line]
    page: int
    left: float = 0.0
    right: float = 0.0


@dataclass
class _Open:
    """A paragraph being collected."""

    lines: list[_Line] = field(default_factory=list)
    page: int = 0


def read_sheets(sheets: list[Sheet]) -> tuple[str, list[Block]]:
    """The headline (what stands largest on the first page, empty when nothing does) and the paragraphs, it among them."""
    sheets = _without_running(sheets)
    body = _body_size(sheets)
    columns = [column for number, sheet in enumerate(sheets) for column in _columns(sheet, number)]
    text, notes = _apart(columns, body, [sheet.height for sheet in sheets])
    paragraphs = _paragraphs(text, body) + _paragraphs(notes, body)
    known = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(one.text for column in columns for one in column.lines).lower()))
    blocks = [(paragraph, said) for paragraph in paragraphs if (said := _joined(paragraph.lines, known))]
    headline = _headline(blocks, body)
    return headline, [Block(said, _kind(paragraph, said, body)) for paragraph, said in blocks]


def _kind(paragraph: _Open, said: str, body: float) -> str:
    if paragraph.lines[0].size >= 1.15 * body and weight(said) <= 200:
        return "h2"
    return "li" if re.match(r"[•●▪■◆◇○➢✓]", said) else "p"


def _headline(blocks: list[tuple[_Open, str]], body: float) -> str:
    """The largest text of the first page, when it is larger than the body's and as long as a headline."""
    large = [(paragraph.lines[0].size, said) for paragraph, said in blocks if paragraph.page == 0 and paragraph.lines[0].size >= 1.2 * body]
    large = [(size, said) for size, said in large if 8 <= weight(said) <= 300 and not re.fullmatch(r"[\d\W]+", said)]
    return max(large, key=lambda one: round(one[0]), default=(0, ""))[1]


def _body_size(sheets: list[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            sizes[round(piece.size * 2) / 2] += len(piece.text) + han(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# Running heads and page numbers


def _without_running(sheets: list[Sheet]) -> list[Sheet]:
    """Without page numbers and lines that stand at the edge of several pages alike, but for their numbers."""
    body = _body_size(sheets)
    edges = [_edge_rows(sheet) for sheet in sheets]
    seen = Counter(key for rows in edges for key in {_key(sheet, row) for sheet, row in rows})
    need = 2 if len(sheets) <= 6 else max(3, len(sheets) * 3 // 10)
    cleaned: list[Sheet] = []
    for number, (sheet, rows) in enumerate(zip(sheets, edges, strict=True)):
        gone: set[Piece] = set()
        for _, row in rows:
            said = line(" ".join(piece.text for piece in row))
            is_title = number == 0 and max(piece.size for piece in row) >= 1.2 * body
            if not is_title and (_PAGE_NUMBER.fullmatch(said) or seen[_key(sheet, row)] >= need):
                gone.update(row)
        cleaned.append(Sheet(sheet.width, sheet.height, tuple(piece for piece in sheet.pieces if piece not in gone)))
    return cleaned


def _edge_rows(sheet: Sheet) -> list[tuple[Sheet, list[Piece]]]:
    low, high = sheet.height * _EDGE, sheet.height * (1 - _EDGE)
    rows = _rows([piece for piece in sheet.pieces if piece.top <= low or piece.bottom >= high])
    return [(sheet, row) for row in rows]


def _key(sheet: Sheet, row: list[Piece]) -> tuple[str, int]:
    said = re.sub(r"\d+", "#", "".join(piece.text for piece in row))
    return re.sub(r"\s+", "", said)[:160], round(row[0].bottom / 6) if row[0].bottom > sheet.height / 2 else -round(row[0].bottom / 6)


# Order


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on one height together, top row first, left piece first."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -(one.top + one.bottom)):
        if rows:
            top, bottom = rows[-1][0].top, rows[-1][0].bottom
            if min(top, piece.top) - max(bottom, piece.bottom) > 0.5 * min(top - bottom, piece.top - piece.bottom):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _columns(sheet: Sheet, page: int) -> list[_Column]:
    return [_column(pieces, page) for pieces in _split(list(sheet.pieces)) if pieces]


def _split(pieces: list[Piece], depth: int = 0) -> list[list[Piece]]:
    """Groups in reading order: what crosses the white between two columns parts the page into bands, each read left before right."""
    gutter = _gutter(pieces) if depth < 2 and len(pieces) >= 8 else None
    if gutter is None:
        return [pieces]
    across = sorted((piece for piece in pieces if piece.left < gutter < piece.right), key=lambda one: -one.top)
    bands: list[list[Piece]] = [[] for _ in range(len(across) + 1)]
    for piece in pieces:
        if not piece.left < gutter < piece.right:
            bands[sum((one.top + one.bottom) > (piece.top + piece.bottom) for one in across)].append(piece)
    groups: list[list[Piece]] = []
    for number, band in enumerate(bands):
        if band:
            groups += _split([piece for piece in band if piece.right <= gutter], depth + 1) + _split(
                [piece for piece in band if piece.left >= gutter], depth + 1
            )
        if number < len(across):
            groups = [*groups, [across[number]]] if band or not groups else [*groups[:-1], [*groups[-1], across[number]]]
    return [group for group in groups if group]


def _gutter(pieces: list[Piece]) -> float | None:
    """Where the white between two columns of running text stands; tables, whose cells are short, have none."""
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    starts = Counter(round(piece.left) for piece in pieces if left + 0.2 * (right - left) < piece.left < left + 0.8 * (right - left))
    best: tuple[int, float] | None = None
    for start, _ in starts.most_common(12):
        at = start - 2.0
        across = sum(piece.left < at < piece.right for piece in pieces)
        if across * 3 <= len(pieces) and _are_columns(pieces, at) and (best is None or across < best[0]):
            best = (across, at)
    return best[1] if best else None


def _are_columns(pieces: list[Piece], at: float) -> bool:
    sides = [[piece for piece in pieces if piece.right <= at], [piece for piece in pieces if piece.left >= at]]
    if min(map(len, sides)) < 4:
        return False
    for side in sides:
        width = max(piece.right for piece in side) - min(piece.left for piece in side)
        size = statistics.median(piece.size for piece in side)
        if width < 9 * size or statistics.median(piece.right - piece.left for piece in side) < 0.6 * width:
            return False
    spans = [(min(piece.bottom for piece in side), max(piece.top for piece in side)) for side in sides]
    shared = min(high for _, high in spans) - max(low for low, _ in spans)
    return shared > 0.4 * min(high - low for low, high in spans)


def _column(pieces: list[Piece], page: int) -> _Column:
    end = max(piece.right for piece in pieces)
    lines: list[_Line] = []
    for row in _rows(pieces):
        is_one = (len(row) == 2 and len(row[0].text) <= 4) or _is_justified(row, end)  # `1.` before its text
        size = max(row, key=lambda one: len(one.text)).size
        text = (" " if is_one else " | ").join(piece.text for piece in row)
        lines.append(_Line(text, row[0].left, max(one.right for one in row), row[0].bottom, size, 1 if is_one else len(row)))
    lefts = Counter(round(one.left) for one in lines)
    most = max(lefts.values())
    edge = min(left for left, count in lefts.items() if count * 2 >= most)
    return _Column(lines, page, edge, max(one.right for one in lines))


def _is_justified(row: list[Piece], end: float) -> bool:
    """Whether the white in the row is that of a narrow column set flush: alike between single words, to the column's very end."""
    gaps = [after.left - before.right for before, after in itertools.pairwise(row)]
    return row[-1].right > end - 2 and not any(" " in piece.text for piece in row) and max(gaps, default=0) < 1.3 * min(gaps, default=0)


def _apart(columns: list[_Column], body: float, heights: list[float]) -> tuple[list[_Column], list[_Column]]:
    """Text, and the footnotes: small lines at the foot of a column, which would stand in the middle of a paragraph that goes on overleaf."""
    text: list[_Column] = []
    notes: list[_Column] = []
    for column in columns:
        lines = column.lines
        cut = len(lines)
        while cut and lines[cut - 1].size <= 0.88 * body and lines[cut - 1].bottom < 0.4 * heights[column.page]:
            cut -= 1
        if cut < len(lines):
            notes.append(_Column(lines[cut:], column.page, column.left, column.right))
        if cut:
            text.append(_Column(lines[:cut], column.page, column.left, column.right))
    return text, notes


# Paragraphs


def _paragraphs(columns: list[_Column], body: float) -> list[_Open]:
    pitch = _pitch(columns)
    indents = _indents(columns)
    done: list[_Open] = []
    before: tuple[_Column, _Line] | None = None
    for column in columns:
        for one in column.lines:
            if before is None or _begins(before, (column, one), done[-1], pitch, body, indents):
                done.append(_Open([one], column.page))
            else:
                done[-1].lines.append(one)
            before = (column, one)
    return done


def _pitch(columns: list[_Column]) -> float:
    """Usual distance of two lines."""
    steps = [above.bottom - below.bottom for column in columns for above, below in itertools.pairwise(column.lines)]
    return statistics.median([step for step in steps if step > 0] or [12.0])


def _indents(columns: list[_Column]) -> bool:
    """Whether paragraphs begin with an indent here."""
    lines = [(column, one) for column in columns for one in column.lines if one.cells == 1]
    return sum(_indented(column, one) for column, one in lines) >= max(2, len(lines) // 20)


def _indented(column: _Column, one: _Line) -> bool:
    return 0.9 * one.size < one.left - column.left < 5 * one.size


def _begins(before: tuple[_Column, _Line], here: tuple[_Column, _Line], paragraph: _Open, pitch: float, body: float, indents: bool) -> bool:
    (column, above), (this, one) = before, here
    if above.cells > 1 or one.cells > 1:
        return True
    if not 0.88 < one.size / above.size < 1.13:
        return True
    apart = above.bottom - one.bottom
    if one.size >= 1.2 * body and column is this:  # a headline's lines may be centred
        return apart > 2.2 * one.size
    if _BULLET.match(one.text) and (_ENDED.search(above.text) or _room(column, above, one, indents)):
        return True
    if column is this:
        hanging = _BULLET.match(paragraph.lines[0].text) is not None
        return apart > 1.4 * pitch or (_indented(this, one) and not _indented(column, above) and not hanging) or _room(column, above, one, indents)
    if _room(column, above, one, indents) or _indented(this, one):
        return True
    return bool(_ENDED.search(above.text)) and not indents


def _room(column: _Column, above: _Line, one: _Line, indents: bool) -> bool:
    """Whether the line ends although the next one's first word had room: then it ends a paragraph.

    Chinese of a plain program is ragged by some characters; where paragraphs are indented, that tells more.
    """
    if above.text.endswith(HYPHEN):
        return False
    room = column.right - above.right
    if han(one.text[:6]) or han(above.text[-1:]):
        return room > (2.7 if _ENDED.search(above.text) and not indents else 6) * above.size
    if one.text[:1].islower():
        return False
    first = one.text.split(" ", 1)[0]
    return room > (one.right - one.left) / max(1, len(one.text)) * (len(first) + 1) + 0.5 * above.size


def _joined(lines: list[_Line], known: Counter[str]) -> str:
    text = lines[0].text
    for one in lines[1:]:
        text = _mended(text, one.text, known)
    return line(text.replace(HYPHEN, "-"))


def _mended(text: str, further: str, known: Counter[str]) -> str:
    """Two lines as one: a broken word whole again, Chinese without a space."""
    broken = re.search(rf"([A-Za-z]+)[{HYPHEN}\u00ad\u2010-]$", text)
    if broken and (rest := re.match(r"[a-z]+", further)):
        one, other = broken[1].lower(), rest[0]
        keep = known[f"{one}-{other}"] > 0 or (known[one + other] == 0 and one in _JOINING)
        return text[:-1] + ("-" if keep else "") + further
    if re.search(rf"[\w][{HYPHEN}-]$", text):  # `Asia-` `Pacific`, `2024-` `2025`
        return text[:-1] + "-" + further
    before, after = text[-1:], further[:1]
    if _HAN_SIDE.match(before) or _HAN_SIDE.match(after):
        return text + further
    if han(text[-20:]) > 4 and (_NUMBER_CUT.fullmatch(before + after) or _EITHER.match(before) or _EITHER.match(after)):
        return text + further
    return f"{text} {further}"
