"""A .docx's bytes → its text, title, day and author, as a reader of the file sees them.

Read with zipfile and lxml: what stands in content controls, smart tags, text boxes and accepted or pending insertions is text, what is
deleted, moved away or hidden is not. Parts are unpacked with a bound, and a document type declaration, which no office program writes,
is refused: it is how entities blow up or read other files.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from drafter.collect.dates import parse
from drafter.collect.document import MAX_CHARACTERS, Block, Document, Stated, UnreadableError, assemble
from drafter.collect.language import weight
from drafter.collect.visible import line

MAX_PART = 24_000_000
"""Bytes of one part, unpacked."""
_MAX_PARTS = 4_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TINY_HALF_POINTS = 4

_GONE = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "rt")} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Elements whose text is not shown, or is shown by another element."""
_BREAKS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}


def is_docx(body: bytes) -> bool:
    """A Word document, or an encrypted one, which is packed another way."""
    if body.startswith(_OLE):
        return "EncryptedPackage".encode("utf-16-le") in body[:200_000] or "EncryptedPackage".encode("utf-16-le") in body[-200_000:]
    return body.startswith(b"PK\x03\x04") and _MAIN.encode() in body


def read(body: bytes) -> Document:
    """Raises UnreadableError: `encrypted`, `broken-file`, `too-long`, `no-text`."""
    if body.startswith(_OLE):
        raise UnreadableError("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            if len(package.infolist()) > _MAX_PARTS:
                raise UnreadableError("too-long")
            main, styles, notes, core = (_part(package, name) for name in (_MAIN, "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableError("encrypted" if "encrypted" in str(error) else "broken-file") from error
    if main is None:
        raise UnreadableError("broken-file")
    return _document(main, _styles(styles), notes, _stated(core))


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """A part's root element, None when there is no such part."""
    from lxml import etree

    if name not in package.namelist():
        return None
    with package.open(name) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise UnreadableError("too-long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data.replace(_STRICT.encode(), _W[1:-1].encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken-file") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("broken-file")
    return root


def _document(main: Any, styles: dict[str, str], notes: Any, stated: Stated) -> Document:
    headline = ""
    blocks: list[Block] = []
    total = 0
    for style, text in (*_paragraphs(main, styles), *(_paragraphs(notes, styles) if notes is not None else ())):
        total += len(text)
        if total > MAX_CHARACTERS:
            raise UnreadableError("too-long")
        if style == "title" or (style == "h1" and len(blocks) < 4):
            headline = headline or text
        blocks.append(Block(text, {"title": "h2", "h1": "h2", "heading": "h2", "li": "li"}.get(style, "p") if weight(text) <= 300 else "p"))
    if not blocks:
        raise UnreadableError("no-text")
    return assemble(headline, stated, blocks)


def _paragraphs(root: Any, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Style (`title`, `h1`, `heading`, `li` or nothing) and text of paragraph after paragraph; a table's row is one."""
    from lxml import etree

    walk = _Walk(styles)
    gone = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in _GONE or (node.tag == f"{_W}r" and _is_hidden(node)):
            gone += 1 if event == "start" else -1
        elif gone:
            continue
        elif event == "start":
            walk.begins(node)
        else:
            yield from walk.ends(node)


class _Walk:
    """Paragraphs and table rows that are open: a text box's paragraph stands inside another's, a table inside a cell."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._paragraphs: list[list[str]] = []
        self._rows: list[list[str]] = []

    def begins(self, node: Any) -> None:
        if node.tag == f"{_W}p":
            self._paragraphs.append([])
        elif node.tag == f"{_W}tr":
            self._rows.append([])
        elif self._paragraphs:
            self._paragraphs[-1].append(_said(node, node.tag))

    def ends(self, node: Any) -> Iterator[tuple[str, str]]:
        if node.tag == f"{_W}p" and (text := line("".join(self._paragraphs.pop()))):
            if self._rows:
                self._rows[-1].append(text)
            else:
                yield _style(node, self._styles), text
        elif node.tag == f"{_W}tr" and (cells := self._rows.pop()):
            if self._rows:
                self._rows[-1].extend(cells)
            else:
                yield "", " | ".join(cells)


def _said(node: Any, tag: str) -> str:
    return (node.text or "") if tag == f"{_W}t" else _BREAKS.get(tag, "")


def _is_hidden(run: Any) -> bool:
    """Marked as hidden, or too small to be read."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    for name in ("vanish", "webHidden"):
        found = properties.find(f"{_W}{name}")
        if found is not None and (found.get(f"{_W}val") or "1").lower() not in ("0", "false", "off"):
            return True
    size = properties.find(f"{_W}sz")
    value = "" if size is None else size.get(f"{_W}val") or ""
    return value.isdigit() and int(value) <= _TINY_HALF_POINTS


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    named = properties.find(f"{_W}pStyle")
    style = "" if named is None else styles.get(named.get(f"{_W}val") or "", "")
    return style or ("li" if properties.find(f"{_W}numPr") is not None else "")


def _styles(root: Any) -> dict[str, str]:
    """Style id → `title`, `h1`, `heading`; ids are numbers in Chinese editions, the names are not."""
    found = {"Title": "title", "Heading1": "h1", **{f"Heading{level}": "heading" for level in range(2, 7)}}
    for style in () if root is None else root.iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        name = "" if named is None else (named.get(f"{_W}val") or "").lower()
        level = re.fullmatch(r"(?:heading|标题)\s*(\d)", name)
        if name in ("title", "标题"):
            found[style.get(f"{_W}styleId") or ""] = "title"
        elif level:
            found[style.get(f"{_W}styleId") or ""] = "h1" if level[1] == "1" else "heading"
    return found


def _stated(root: Any) -> Stated:
    if root is None:
        return Stated()
    said = {str(node.tag).rpartition("}")[2]: line(node.text or "") for node in root if isinstance(node.tag, str)}
    return Stated(said.get("title", ""), said.get("creator", ""), _moment(said.get("created", "")), _moment(said.get("modified", "")))


def _moment(said: str) -> datetime | None:
    stamp = parse(said)
    return None if stamp is None else datetime.fromisoformat(stamp.value).replace(tzinfo=None)
