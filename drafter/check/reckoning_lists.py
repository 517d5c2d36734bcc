"""Counts of what a sentence lists, or of the items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line

_LIST = re.compile(r"、|，|, (?:and )?|\band\b|[和及与]")
_COMMA = re.compile(r"[、，]|, (?!and)")
_LIST_WITH_AND = re.compile(r"(?:[^、，,。.;；]{1,24}(?:[、，]|, (?!and\b)))+[^、，,。.;；]{1,24}?(?:,? and |[和及与以])[^、，,。.;；]")
"""Leeds, Hull, York and Derby: what stands before the and, and one behind it."""
_LABEL = re.compile(r"(?i)\b(?:phase|stage|version|level|tier|grade|type|model|part|chapter|no\.|number) ?$")
"""Phase 4 counts nothing."""
_LISTED = 24


def counted(claim: Atom, words: str, lines: Sequence[Line], items: int) -> str:
    """The number of items, or of what a sentence lists."""
    if claim.kind not in PLAIN or claim.value is None:
        return ""
    if items and claim.value == items:
        return f"count of {items}"
    if claim.value not in range(3, 13) or _LABEL.search(words[: claim.start]):
        return ""
    listed = next((line for line in lines if int(claim.value) in _enumerated(line.words)), None)
    return f"count of what is listed: {listed.words[:80]}" if listed else ""


def _enumerated(words: str) -> set[int]:
    """How many things its lists may hold: the short parts between commas and one at either end."""
    if counted := {len(_COMMA.findall(found[0])) + 2 for found in _LIST_WITH_AND.finditer(words)}:
        return counted
    sizes, run = set(), 0
    for part in (*_LIST.split(words)[1:], "x" * 99):
        if len(part.strip()) <= _LISTED:
            run += 1
        else:
            sizes |= {run + 1, run + 2} if run else set()
            run = 0
    return sizes
