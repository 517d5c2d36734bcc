"""Paragraphs and marks of ours in a post that are no news: what an earlier post said, corrections, the mark of an update.

Their words are as `headings` writes them or as a person may; they rest on no source, so no check reads them and no ledger takes
them for what an edition said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_EARLIER = re.compile(r"[*_\s]*(?:此前|Earlier)[*_]*\s*[:：]", re.IGNORECASE)
_CORRECTION = re.compile(r"[*_\s]*(?:更正|Correction)(?:\s*[（(][^()（）\n]{0,40}[)）])?[*_]*\s*[:：]", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(?:更新|Update)\s*[:：]\s*", re.IGNORECASE)
_NOW = re.compile(r"→([^；;\r\n]*)")
_NOTICES = re.compile(r"\W*(?:更正(?:启事|与说明)?|勘误|corrections?)\W*", re.IGNORECASE)


def is_ours(paragraph: str) -> bool:
    """Whether a paragraph opens as continuity (`**此前：**`) or as a correction (`**更正（2026-01-30）：**`)."""
    return bool(_EARLIER.match(paragraph[:80])) or is_correction(paragraph)


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph tells of a correction."""
    return bool(_CORRECTION.match(paragraph[:80]))


def new_values(paragraph: str) -> list[tuple[int, int]]:
    """Where continuity tells, after its quotation, what a figure is now (`变化：12亿美元 → 13.5亿美元`): start and end of each."""
    if not _EARLIER.match(paragraph[:80]):
        return []
    return [found.span(1) for found in _NOW.finditer(paragraph, paragraph.rfind("”") + 1)]


def is_notices(heading: str) -> bool:
    """Whether a section's heading says that corrections stand below it."""
    return bool(_NOTICES.fullmatch(heading[:60]))


def bare_headline(headline: str) -> str:
    """The headline without the mark of an update."""
    return _UPDATE.sub("", headline, count=1) if _UPDATE.match(headline) else headline


def own_sentences(sentences: Sequence[str]) -> tuple[str, ...]:
    """An item's sentences up to the first of a paragraph of ours: such paragraphs close an item. A brief's first may bear the mark of an update."""
    end = next((number for number, one in enumerate(sentences) if is_ours(one)), len(sentences))
    return tuple(map(bare_headline, sentences[:end]))
