"""What a PDF or a .docx gives: its text as blocks, and the title, date and byline that it states itself.

Office programs fill in metadata by themselves (the typist's login, the template's day, `Microsoft Word - draft3.doc`), so what
a reader sees on the first page comes first, and metadata count only where they can be what they say.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime

from drafter.collect import dates, local_html
from drafter.collect.language import weight
from drafter.collect.visible import line
from drafter.collect.vocabulary import pattern
from drafter.entities import Stamp

MAX_CHARACTERS = 400_000
"""Text of one document; what is longer is a book."""

_LEAD_BLOCKS = 10
"""Blocks from the top among which a document names its author and day."""
_NO_TITLE = pattern(r"""
    (microsoft |wps )?(word|powerpoint|excel|文字|演示)( - .*)?|untitled.*|无标题.*|未命名.*|新建.*|(document|doc|文档|文稿|slide|幻灯片|
    slide show|scan|scanned.*|draft|layout|title|pdf|print)\s*\d*|.*\.(docx?|pptx?|xlsx?|indd|qxd|pdf|rtf|wps|html?|tmp)|[\d\s._-]*|
    https?://.*|[\w-]+[_\d][\w-]*
""")
_NO_AUTHOR = re.compile(
    r"(admin\w*|user\d*|owner|guest|author|microsoft.*|windows.*|office.*|apache poi|python-docx|openpyxl|hp|dell|lenovo|asus|acer|pc|unknown|none|anonymous|"
    r"用户\d*|管理员|微软.*|作者|佚名|null|\d+|[a-z0-9._-]*\d[a-z0-9._-]*|.*@.*)",
    re.I,
)
_BY = re.compile(r"\s*(?:by|author|authors)\s*:?\s+([A-Z][^\d:]{2,80})|\s*(?:作者|撰文|撰稿|记者|文)\s*[:：/]\s*([^\d:：]{2,40})", re.I)
_CHANGED = re.compile(r"updat|modif|revis|更新|修改|修订", re.I)
_DATED = re.compile(r"published|posted|date|dated|release|发布|发表|日期|时间|报告|[\s:：|·,，\-–—()（）]", re.I)
_PRINTED = re.compile(r"skia|chrom|safari|firefox|mozilla|webkit|quartz|print ?to ?pdf|pdfcreator|wkhtml|cairo|ghostscript|scan|cutepdf|打印|虚拟", re.I)
"""Programs that make a PDF when somebody prints or saves, on whatever day that is."""


class UnreadableError(Exception):
    """There is no text to be had of this file; `reason` is a key of `verdict.WAYS_OUT`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table row, on one line."""

    text: str
    kind: str = "p"
    """`p`, `h2` or `li`."""


@dataclass(frozen=True)
class Document:
    """Empty strings and None where the file says nothing."""

    title: str
    byline: str
    published: Stamp | None
    blocks: tuple[Block, ...]

    def page(self, url: str = "") -> str:
        """The same as an HTML page for the extractor."""
        body = "".join(f"<{block.kind}>{html.escape(block.text, quote=False)}</{block.kind}>" for block in self.blocks)
        return local_html.page(self.title, body, self.published.value if self.published else "", url)


@dataclass(frozen=True)
class Stated:
    """Metadata as the file has them; `made` and `changed` without meaning to a reader unless they agree."""

    title: str = ""
    author: str = ""
    made: datetime | None = None
    changed: datetime | None = None
    program: str = ""


def assemble(headline: str, stated: Stated, blocks: list[Block]) -> Document:
    """The document of `blocks`; `headline` is what stands largest at the top, empty when nothing does."""
    title = _title(headline, stated.title, blocks)
    if blocks and _bare(blocks[0].text) == _bare(title):
        blocks = blocks[1:]
    byline, published, rest = _lead(blocks)
    author = line(stated.author)
    if not byline and author and not _NO_AUTHOR.fullmatch(author) and 2 <= len(author) <= 60:
        byline = author
    return Document(title=title, byline=byline, published=published or _made_on(stated), blocks=tuple(rest))


def _title(headline: str, said: str, blocks: list[Block]) -> str:
    said = line(said)
    if said and (_NO_TITLE.fullmatch(said) or not 6 <= weight(said) <= 300):
        said = ""
    shown = _bare("".join(block.text for block in blocks[:_LEAD_BLOCKS]))
    if said and (not headline or _bare(said) in shown) and not (headline and _bare(said) in _bare(headline)):
        return said
    if headline or said:
        return headline or said
    first = blocks[0].text if len(blocks) > 1 else ""
    is_sentence = re.search(r"[.。!！?？;；:：,，][”\"’』」)）]?$", first)
    return first if 4 <= weight(first) <= 120 and " | " not in first and not is_sentence else ""


def _lead(blocks: list[Block]) -> tuple[str, Stamp | None, list[Block]]:
    """Byline and day from the lines under the title; lines that are nothing else go."""
    byline, published = "", None
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        text = block.text
        if number >= _LEAD_BLOCKS or weight(text) > 120:
            return byline, published, kept + blocks[number:]
        named = _BY.fullmatch(text)
        if named and not byline:
            byline = line(named[1] or named[2])
            continue
        day = dates.parse(text) if not published and not _CHANGED.search(text) else None
        if day and len(re.sub(r"[\d年月日号]|[A-Za-z]{3,9}", "", _DATED.sub("", text))) <= 4:
            published = day
            continue
        kept.append(block)
    return byline, published, kept


def _made_on(stated: Stated) -> Stamp | None:
    """The day the file was made, when it was not merely printed then and nobody went on writing."""
    made, changed = stated.made, stated.changed
    if made is None or _PRINTED.search(stated.program) or not 1995 <= made.year < 2100:
        return None
    if changed is not None and abs((changed.replace(tzinfo=None) - made.replace(tzinfo=None)).days) > 2:
        return None
    return Stamp(value=made.date().isoformat())


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
