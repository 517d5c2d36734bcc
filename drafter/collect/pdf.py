"""A PDF's bytes → its text in reading order, title, day and author. pypdfium2 (PDFium) is met here only.

PDFium is C++ and reads what strangers send: call this in a worker, whose memory and time are limited and whose end costs one file.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from drafter.collect.dates import parse
from drafter.collect.document import MAX_CHARACTERS, Document, Stated, UnreadableError, assemble
from drafter.collect.language import han
from drafter.collect.pdf_text import HYPHEN, Piece, Sheet, read_sheets
from drafter.entities import Stamp

MAX_PAGES = 200
_MAX_PER_PAGE = 60_000
"""Characters of one page; a poster of more is a data dump."""
_LEAST_PER_PAGE = 16
"""Characters below which a page carries no text, perhaps a scanner's stamp."""
_APART = 1.5
"""Gap between two characters of a line, in their size, from which they stand apart: columns, table cells."""
_TINY = 2.0
"""Points; smaller text is not for readers."""
_HYPHENS = frozenset({0x02, 0x2D, 0xAD, 0x2010})
_PASSWORD = 4
"""PDFium's error code."""


def read(body: bytes) -> Document:
    """Raises UnreadableError: `encrypted`, `broken-file`, `too-long`, `scanned`, `garbled-text`."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no stubs

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("encrypted" if getattr(error, "err_code", None) == _PASSWORD else "broken-file") from error
    try:
        sheets = _sheets(document)
        headline, blocks = read_sheets(sheets)
        return assemble(headline, _stated(document), blocks)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("broken-file") from error
    finally:
        document.close()


def is_pdf(body: bytes) -> bool:
    """By its first bytes; some servers put a line or two before them."""
    return b"%PDF-" in body[:1024]


def _sheets(document: Any) -> list[Sheet]:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableError("too-long")
    if count == 0:
        raise UnreadableError("broken-file")
    sheets: list[Sheet] = []
    total = 0
    for number in range(count):
        sheet = _sheet(document[number])
        total += sheet.size
        if total > MAX_CHARACTERS:
            raise UnreadableError("too-long")
        sheets.append(sheet)
    _check(sheets, total)
    return sheets


def _check(sheets: list[Sheet], total: int) -> None:
    blank = sum(sheet.size < _LEAST_PER_PAGE for sheet in sheets)
    if total < _LEAST_PER_PAGE or blank * 2 > len(sheets):
        raise UnreadableError("scanned")
    lost = sum(piece.text.count("\ufffd") + len(re.findall("[\ue000-\uf8ff\x00-\x08]", piece.text)) for sheet in sheets for piece in sheet.pieces)
    if lost * 5 > total:
        raise UnreadableError("garbled-text")


def _sheet(page: Any) -> Sheet:
    text = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()
        turn = page.get_rotation() % 360
        pieces = tuple(_pieces(text.raw, (left, bottom, right, top), turn))
        width, height = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
        return Sheet(width=width, height=height, pieces=pieces)
    finally:
        text.close()
        page.close()


def _pieces(raw: Any, box: tuple[float, float, float, float], turn: int) -> Iterator[Piece]:
    """Runs of characters that follow each other on one line, upright on the page as shown."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no stubs

    count = pdfium.FPDFText_CountChars(raw)
    if count > _MAX_PER_PAGE:
        raise UnreadableError("too-long")
    reader = _Characters(raw, box, turn)
    run = _Run()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (10, 13):
            yield from run.ended()
        elif code in (32, 160, 0x3000, 9):
            run.space()
        elif code in _HYPHENS and pdfium.FPDFText_IsHyphen(raw, index) == 1:
            run.hyphen()
        else:
            seen = reader.character(index, code, run.is_empty)
            if seen is None:
                continue
            if not run.takes(seen):
                yield from run.ended()
            run.add(seen)
    yield from run.ended()


_Seen = tuple[str, float, float, float, float, float]
"""Character, left, bottom, right, top, size; points from the shown page's lower left corner."""


class _Characters:
    """Boxes of a page's characters, turned as the page is shown."""

    def __init__(self, raw: Any, box: tuple[float, float, float, float], turn: int) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._raw, self._box, self._turn = pdfium, raw, box, turn
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._high = 0
        self._scale = 0.0

    def character(self, index: int, code: int, first: bool) -> _Seen | None:
        """None for what a reader of the page does not read: tiny, outside the page, across it. `first` of its run: how it stands is asked anew."""
        if 0xD800 <= code < 0xE000:
            code = self._whole(code)
        if code < 0 or not self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._rect):
            return None
        if (first or not self._scale) and not self._stands(index):
            return None
        size = self._pdfium.FPDFText_GetFontSize(self._raw, index) * self._scale
        where = self._turned()
        return None if where is None or size < _TINY else (_letter(code) if code >= _FIRST_ODD or not code else chr(code), *where, size)

    def _stands(self, index: int) -> bool:
        """Whether it stands upright on the page as shown; its font's size counts times its matrix's."""
        self._scale = 0.0
        if self._pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix):
            angle = math.degrees(math.atan2(self._matrix.b, self._matrix.a))
            if abs((angle - self._turn + 180) % 360 - 180) <= 5:
                self._scale = math.hypot(self._matrix.c, self._matrix.d)
        return self._scale > 0

    def _whole(self, code: int) -> int:
        """Of two halves that come one after the other; -1 for the first."""
        if code < 0xDC00:
            self._high = code
            return -1
        high, self._high = self._high, 0
        return 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else -1

    def _turned(self) -> tuple[float, float, float, float] | None:
        rect, (left, bottom, right, top) = self._rect, self._box
        x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
        if not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            return None
        if self._turn == 90:
            return rect.bottom - bottom, right - rect.right, rect.top - bottom, right - rect.left
        if self._turn == 180:
            return right - rect.right, top - rect.top, right - rect.left, top - rect.bottom
        if self._turn == 270:
            return top - rect.top, rect.left - left, top - rect.bottom, rect.right - left
        return rect.left - left, rect.bottom - bottom, rect.right - left, rect.top - bottom


class _Run:
    """The piece being collected."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._sizes: Counter[float] = Counter()
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._space = False
        """One waits for what follows it: PDFium guesses some between Chinese characters."""

    @property
    def is_empty(self) -> bool:
        return not self._text

    def takes(self, seen: _Seen) -> bool:
        """Whether the character goes on with this line."""
        if not self._text:
            return True
        _, x0, y0, x1, y1, size = seen
        left, bottom, right, top = self._box
        overlap = min(top, y1) - max(bottom, y0)
        return overlap > 0.3 * min(top - bottom, y1 - y0) and -size <= x0 - right < _APART * size and x1 > left

    def add(self, seen: _Seen) -> None:
        letter, x0, y0, x1, y1, size = seen
        left, bottom, right, top = self._box
        if self._text:
            if self._space and (x0 - right >= 0.8 * size or not (han(self._text[-1]) and han(letter))):
                self._text.append(" ")
            self._box = (min(left, x0), min(bottom, y0), max(right, x1), max(top, y1))
        else:
            self._box = (x0, y0, x1, y1)
        self._space = False
        self._text.append(letter)
        self._sizes[size] += 1

    def space(self) -> None:
        self._space = True

    def hyphen(self) -> None:
        """A word that is broken here, or a compound: what follows tells."""
        if self._text:
            self._text.append(HYPHEN)

    def ended(self) -> Iterator[Piece]:
        if self._text:
            left, bottom, right, top = self._box
            yield Piece("".join(self._text), left, bottom, right, top, round(self._sizes.most_common(1)[0][0], 1))
        self.__init__()  # type: ignore[misc]  # the next piece begins with nothing


def _letter(code: int) -> str:
    """Ligatures and the radicals that some fonts give for whole characters become what is read; nothing else is changed."""
    if 0x2E80 <= code <= 0x2FDF or 0xFB00 <= code <= 0xFB06:
        import unicodedata

        return _RADICALS.get(chr(code)) or unicodedata.normalize("NFKC", chr(code))
    return "\ufffd" if code == 0 else chr(code)


_FIRST_ODD = 0x2E80
_RADICALS = dict(
    zip(
        "⺠⻅⻆⻋⻓⻔⻘⻤⻥⻩⻙⻚⻛⻜⻝⻢⻦⻬⻮⻰⻳⻉⻐⻑⻖⻗⻣⻧⻨⻪",
        "民见角车长门青鬼鱼黄韦页风飞食马鸟齐齿龙龟贝钅長阜雨骨卤麦黾",
        strict=True,
    )
)
"""Of the radicals' supplement those that stand for whole characters; Unicode gives no equivalent."""


def _stated(document: Any) -> Stated:
    said = document.get_metadata_dict(skip_empty=True)
    program = f"{said.get('Producer', '')} {said.get('Creator', '')}"
    return Stated(said.get("Title", ""), said.get("Author", ""), _moment(said.get("CreationDate", "")), _moment(said.get("ModDate", "")), program)


def _moment(said: str) -> datetime | None:
    """`D:20260126090000+08'00'`; the wall clock's."""
    stamp: Stamp | None = parse(said.removeprefix("D:")[:14])
    return None if stamp is None else datetime.fromisoformat(stamp.value).replace(tzinfo=None)
