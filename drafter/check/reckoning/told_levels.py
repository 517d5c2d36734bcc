"""Levels that a source tells as now and before, of one kind and unit, in one sentence: 386 million, from 410 million a year earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.check.atoms import Atom
from drafter.check.lines import Line

HEDGE = r"(?:about|around|nearly|almost|roughly|some|just|only) "
_EARLIER_EN = re.compile(
    rf"(?i)\b(?:compared (?:with|to)|against|versus|from|than)(?: an?)?"
    r"(?: (?:net |operating |pre-tax )?(?P<what>loss|profit|deficit|surplus) of)? "
    rf"(?:{HEDGE})?$"
)
_EARLIER_ZH = re.compile(
    r"(?:上年|去年|前一年|上年同期|去年同期|上一年度?|此前)(?:的|同期)?(?:净|经营)?(?P<what>亏损|盈利|利润|赤字|盈余)?(?:额|率)?(?:为|是)?(?:约)?$"
)
_TIME = re.compile(r"(?i)[^.;]{0,24}\b(?:year|quarter|month|week|period|earlier|ago|before|previous(?:ly)?|prior|20\d\d)\b")
_EXPECTED = re.compile(r"(?i)[^.;,]{0,24}\b(?:expect\w*|forecast|estimate\w*|target\w*|analyst\w*|polled?|goal|budget\w*|cap|limit)\b")
"""Against 6 million expected: no level of before."""
_CLOSE, _FAR = 24, 90
"""Characters that may stand between a level and the one before it, after `from` and after the other words."""
_ENDS = re.compile(r"[.;。；!?](?!\d)")
LEVELS = ("money", "percent", "count", "number", "quantity")


def before_and_now(line: Line) -> Iterator[tuple[Atom, Atom]]:
    """A level and the one before it, of one kind and unit, in one sentence: the nearest before, or the nearest told as the same thing."""
    levels = [atom for atom in line.atoms if atom.kind in LEVELS and atom.value is not None and atom.text]
    for earlier in levels:
        ahead = line.words[max(0, earlier.start - 60) : earlier.start]
        found = _EARLIER_EN.search(ahead) or _EARLIER_ZH.search(ahead)
        if not found or _EXPECTED.match(line.words, earlier.end):
            continue
        far = _CLOSE if found[0].lower().startswith(("from", "than")) else _FAR
        if far == _FAR and found.re is _EARLIER_EN and not _TIME.match(line.words, earlier.end):
            continue
        what = (found["what"] or "").lower()
        alike = [atom for atom in levels if _alike(atom, earlier) and atom.end <= earlier.start and _near(line.words, atom, earlier, far)]
        named = [atom for atom in alike if what and what in line.words[max(0, atom.start - 24) : atom.start].lower()]
        nearest = max(named if what else alike, key=lambda atom: atom.start, default=None)
        if nearest is not None:
            yield nearest, earlier


def _alike(one: Atom, other: Atom) -> bool:
    return one is not other and (one.kind, one.unit) == (other.kind, other.unit) and one.value != other.value


def _near(words: str, level: Atom, earlier: Atom, far: int) -> bool:
    return earlier.start - level.end <= far and not _ENDS.search(words, level.end, earlier.start)
