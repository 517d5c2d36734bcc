"""Blocks as items: told apart by headings, bold lines, entries of a list, or the source lines that close them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from drafter.post.blocks import Block
from drafter.post.parts import FoundBy, Item, Link, Prose, Words
from drafter.post.reading import Flow, Reading
from drafter.post.roles import ends_with_label, is_note, source_label

Chunk = list[Block]

_BOLD = re.compile(r"(?:\d{1,2}[.)、]\s*)?(\*\*|__)(?P<words>[^*_\n]{1,200})\1[:：]?")
_LED_BY_LINK = re.compile(r"(?:\*\*)?\[")
_AFTER_HEAD = re.compile(r"[*_]*\s*(?:[—–|:：。]|-\s|$)")
_BEHIND_HEAD = " \t*—–-:：|，,。"
_STOPS = ".。!！?？:："
_ENDS = re.compile(r"[\s)）\]】。.!！*_]*")


def items_in(reading: Reading, blocks: Sequence[Block], *, lists: bool, group: str = "") -> tuple[Chunk, list[Item]]:
    """What stands before the first item, and the items. `lists`: entries of a list and bare paragraphs are items too."""
    levels = {block.level for block in blocks if block.kind == "heading"}
    if levels:
        return _headed(reading, blocks, min(levels), lists=lists, group=group)
    bold = [n for n, block in enumerate(blocks) if block.kind == "paragraph" and _bold_line(reading.text, block)]
    if bold and any(_names_source(reading.text, block) for block in blocks):
        return list(blocks[: bold[0]]), [_bold_item(reading, chunk, group) for chunk in _cut(blocks, bold)]
    if not lists:
        return list(blocks), []
    entries = [block for block in blocks if block.kind == "entry"]
    base = min((block.level for block in entries), default=0)
    starts = [n for n, block in enumerate(blocks) if block.kind == "entry" and block.level <= base]
    if starts and any(_has_link(reading, chunk) for chunk in _cut(blocks, starts)):
        *chunks, last = _cut(blocks, starts)
        own, after = _without_closing_notes(reading.text, last)
        return [*blocks[: starts[0]], *after], [_entry_item(reading, chunk, group) for chunk in (*chunks, own)]
    return _closed_by_sources(reading, blocks, group)


def item(reading: Reading, heading: Block, blocks: Sequence[Block], group: str = "") -> Item:
    """The item under a heading."""
    words, link = reading.words(*heading.lines[0], level=heading.level)
    reading.mark(heading.start, heading.end, [words])
    return _item(reading, words, link, [heading, *blocks], reading.flow(blocks), group)


def briefs_in(reading: Reading, blocks: Sequence[Block]) -> tuple[Chunk, list[Item]]:
    """Items of one sentence: as elsewhere, or each paragraph that holds a link."""
    before, found = items_in(reading, blocks, lists=True) if _has_form(reading, blocks) else (list(blocks), [])
    if found:
        return before, found
    starts = [n for n, block in enumerate(blocks) if block.kind == "paragraph" and _has_link(reading, [block])]
    return list(blocks[: starts[0]] if starts else blocks), [_entry_item(reading, chunk, "") for chunk in _cut(blocks, starts)]


def _without_closing_notes(text: str, chunk: Chunk) -> tuple[Chunk, Chunk]:
    """Notes that follow a list speak of the list, not of its last entry."""
    end = len(chunk)
    while end > 1 and chunk[end - 1].kind == "paragraph" and chunk[end - 1].level == 0 and is_note(text[slice(*chunk[end - 1].lines[0])]):
        end -= 1
    return chunk[:end], chunk[end:]


def _has_form(reading: Reading, blocks: Sequence[Block]) -> bool:
    return any(block.kind in ("heading", "entry") or _names_source(reading.text, block) for block in blocks)


def _cut(blocks: Sequence[Block], starts: list[int]) -> list[Chunk]:
    return [list(blocks[a:b]) for a, b in pairwise([*starts, len(blocks)])]


def _headed(reading: Reading, blocks: Sequence[Block], level: int, *, lists: bool, group: str) -> tuple[Chunk, list[Item]]:
    starts = [n for n, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    before, found = list(blocks[: starts[0]]), []
    for heading, *rest in _cut(blocks, starts):
        deeper = next((n for n, block in enumerate(rest) if block.kind == "heading"), None)
        if deeper is None or _is_one_item(reading, rest, deeper):
            found.append(item(reading, heading, rest, group))
            continue
        # A heading over headings names a group of items.
        words, _ = reading.words(*heading.lines[0], level=heading.level)
        inner, items = items_in(reading, rest, lists=lists, group=words.text)
        before += [heading, *inner]
        found += items
    return before, found


def _is_one_item(reading: Reading, rest: Chunk, deeper: int) -> bool:
    """Whether headings below an item's are its own: it names a source before them, or they name none. With nothing in between they are items."""
    named_before = any(_names_source(reading.text, block) for block in rest[:deeper])
    return named_before or (deeper > 0 and not _under_headings(reading, rest[deeper:]))


def _under_headings(reading: Reading, blocks: Sequence[Block]) -> bool:
    return any(_names_source(reading.text, block) or (block.kind == "heading" and _has_link(reading, [block])) for block in blocks)


def _names_source(text: str, block: Block) -> bool:
    """Whether one of its lines begins with a source's label."""
    return block.kind in ("paragraph", "entry", "quote") and any(source_label(text[a:b]) for a, b in block.lines)


def _has_link(reading: Reading, chunk: Chunk) -> bool:
    return any("http" in reading.text[a:b] or "](" in reading.text[a:b] for block in chunk for a, b in block.lines)


def _bold_line(text: str, block: Block) -> bool:
    return bool(_BOLD.fullmatch(text[slice(*block.lines[0])]))


def _bold_item(reading: Reading, chunk: Chunk, group: str) -> Item:
    first = chunk[0]
    found = _BOLD.fullmatch(reading.text, *first.lines[0])
    assert found  # chunks begin at such lines
    words, link = reading.words(*found.span("words"))
    rest = [*_without_first_line(first), *chunk[1:]]
    reading.mark(*first.lines[0], [words])
    return _item(reading, words, link, chunk, reading.flow(rest), group)


def _without_first_line(block: Block) -> Chunk:
    lines = block.lines[1:]
    return [replace(block, start=lines[0][0], lines=lines)] if lines else []


def _entry_item(reading: Reading, chunk: Chunk, group: str) -> Item:
    """An entry or paragraph; bold words or a link at its start are its headline unless the sentence goes on behind them."""
    first = chunk[0]
    start, end = first.lines[0]
    head = _head(reading, start, end)
    if head is None:
        return _item(reading, None, None, chunk, reading.flow(chunk), group)
    words, link, stop = head
    stop += len(reading.text[stop:end]) - len(reading.text[stop:end].lstrip(_BEHIND_HEAD))
    reading.mark(first.start, stop, [words])
    lines = tuple(line for line in ((stop, end), *first.lines[1:]) if line[1] > line[0])
    rest = [replace(first, start=lines[0][0], lines=lines)] if lines else []
    return _item(reading, words, link, chunk, reading.flow([*rest, *chunk[1:]]), group)


def _head(reading: Reading, start: int, end: int) -> tuple[Words, Link | None, int] | None:
    bold = _BOLD.match(reading.text, start, end)
    if bold:
        closed = bold[0][-1] in ":：" or bold["words"][-1] in _STOPS
        return (*reading.words(*bold.span("words")), bold.end()) if closed or _AFTER_HEAD.match(reading.text, bold.end(), end) else None
    led = reading.links(start, end)[:1] if _LED_BY_LINK.match(reading.text, start, end) else ()
    if led and led[0].start <= start + 2 and _AFTER_HEAD.match(reading.text, led[0].end, end):
        return (*reading.words(led[0].start, led[0].end), led[0].end)
    return None


def _closed_by_sources(reading: Reading, blocks: Sequence[Block], group: str) -> tuple[Chunk, list[Item]]:
    """Paragraphs without headlines: a source line closes an item, and further ones belong to it."""
    chunks: list[Chunk] = [[]]
    for block in blocks:
        only_more = chunks[-1] == [] and len(chunks) > 1 and all(source_label(reading.text[a:b]) for a, b in block.lines)
        chunks[-2 if only_more else -1].append(block)
        if not only_more and _names_source(reading.text, block):
            chunks.append([])
    found = [_item(reading, None, None, chunk, reading.flow(chunk), group) for chunk in chunks[:-1]]
    return chunks[-1], found


def _item(reading: Reading, words: Words | None, led: Link | None, blocks: Sequence[Block], flow: Flow, group: str) -> Item:
    source, found_by = _source(reading.text, led, flow)
    every = {link.start: link for link in (*_lines(flow, True), *_lines(flow, False), *([led] if led else []), *_inline(flow.prose))}
    others = tuple(link for _, link in sorted(every.items()) if source is None or link.start != source.start)
    prose, lines, notes = tuple(flow.prose), tuple(flow.source_lines), tuple(flow.notes)
    return Item(blocks[0].start, blocks[-1].end, words, prose, source, found_by, others, lines, notes, group)


def _source(text: str, led: Link | None, flow: Flow) -> tuple[Link | None, FoundBy | None]:
    named = _lines(flow, True)
    inline = _inline(flow.prose)
    ways: tuple[tuple[FoundBy, list[Link]], ...] = (
        ("label", named),
        ("headline", [led] if led else []),
        ("alone", _lines(flow, False)),
        ("inline", [link for link in inline if ends_with_label(text[max(0, link.start - 40) : link.start])]),
        ("inline", inline[-1:] if inline and _ENDS.fullmatch(text, inline[-1].end, flow.prose[-1].end) else inline[:1]),
    )
    for found_by, candidates in ways:
        if link := next((one for one in candidates if one.url.lower().startswith(("http://", "https://"))), None):
            return link, found_by
    return (named[0], "label") if named else (None, None)


def _lines(flow: Flow, labelled: bool) -> list[Link]:
    return [link for line in flow.source_lines if line.labelled is labelled for link in line.links]


def _inline(prose: Sequence[Prose]) -> list[Link]:
    return [link for one in prose for link in one.links]
