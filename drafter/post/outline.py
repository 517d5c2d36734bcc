"""A body's blocks under their headings: the title, and the sections with their roles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.post.blocks import GLUED, Block
from drafter.post.parts import Role
from drafter.post.roles import heading_role

_STANDS_FOR_HEADING = re.compile(r"(?:\*\*|__|【|\[)?(?P<words>[^*_【】\[\]\n]{1,40}?)(?:\*\*|__|】|\])?[:：]?(?:\*\*|__)?")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, its role, and the blocks up to the next one."""

    role: Role
    heading: Block | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The title, what stands before the first section, and the sections."""

    h1: Block | None
    before: tuple[Block, ...]
    parts: tuple[Part, ...]


def outline(text: str, blocks: Sequence[Block], own: Mapping[str, str]) -> Outline:
    """Sections by the level that the known headings stand on; `own` are the digest's headings."""
    roles = _roles(text, blocks, own)
    blocks = [_unglued(block) if block.odd == GLUED and roles[n] == "other" else block for n, block in enumerate(blocks)]
    if not any(role != "other" for role in roles.values()):
        blocks = [_as_heading(text, block, own) for block in blocks]
        roles = _roles(text, blocks, own)
    first = next((n for n, block in enumerate(blocks) if block.kind == "heading"), None)
    titled = first is not None and blocks[first].level == 1 and roles[first] == "other"
    headings = {n: block for n, block in enumerate(blocks) if block.kind == "heading" and not (titled and n == first)}
    starts = _starts(headings, roles)
    end = starts[0] if starts else len(blocks)
    before = tuple(block for n, block in enumerate(blocks[:end]) if not (titled and n == first))
    parts = [Part(roles[a], blocks[a], tuple(blocks[a + 1 : b])) for a, b in pairwise([*starts, len(blocks)])]
    return Outline(blocks[first] if titled and first is not None else None, before, tuple(_summaries_first(parts)))


def _roles(text: str, blocks: Sequence[Block], own: Mapping[str, str]) -> dict[int, Role]:
    return {n: heading_role(text[slice(*block.lines[0])], own) for n, block in enumerate(blocks) if block.kind == "heading"}


def _unglued(block: Block) -> Block:
    return replace(block, kind="paragraph", lines=((block.start, block.end),), level=0, odd="")


def _as_heading(text: str, block: Block, own: Mapping[str, str]) -> Block:
    """A post without headings has lines that stand for them: `**主要新闻**`, `【分析】`, `结论：`."""
    if block.kind != "paragraph" or len(block.lines) != 1:
        return block
    found = _STANDS_FOR_HEADING.fullmatch(text, *block.lines[0])
    if not found or heading_role(found["words"], own) == "other":
        return block
    return replace(block, kind="heading", lines=(found.span("words"),), level=2)


def _starts(headings: Mapping[int, Block], roles: Mapping[int, Role]) -> list[int]:
    """Where sections begin: headings of the sections' level or above, and deeper ones whose words leave no doubt."""
    if not headings:
        return []
    known = [block.level for n, block in headings.items() if roles[n] != "other"]
    every = [block.level for block in headings.values()]
    level = min([*known, *([2] if 2 in every else [])], default=min(every))
    starts = {n for n, block in headings.items() if block.level <= level}
    for role in ("briefs", "analysis", "conclusion"):
        deeper = [n for n in headings if roles[n] == role and n not in starts]
        if role == "briefs" or (len(deeper) == 1 and not any(roles[n] == role for n in starts)):
            starts |= set(deeper)
    return sorted(starts)


def _summaries_first(parts: list[Part]) -> list[Part]:
    """`Summary` before the news is the lede, after it the conclusion."""
    news = next((n for n, part in enumerate(parts) if part.role == "items"), 0)
    return [replace(part, role="lede") if part.role == "conclusion" and n < news else part for n, part in enumerate(parts)]
