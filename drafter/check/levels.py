"""Which way a figure went, told by the two levels that the source gives: from a loss of 410 million to 386 million no loss widens.

Where the source says the movement in words, `check/claims` compares those; here it only gives what was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.check.atoms import Atom
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

_HEDGE = r"(?:about|around|nearly|almost|roughly|some|just|only) "
_UP = r"ro?se|risen|rises?|rising|gr[eo]w|grown|grows|widen(?:s|ed|ing)?|increas(?:e|es|ed|ing)|climb(?:s|ed)?|jump(?:s|ed)?|expand(?:s|ed)?|deepen(?:s|ed)?"
_DOWN = (
    r"f[ae]ll(?:s|en|ing)?|narrow(?:s|ed|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shr[aiu]nk|shrinks?|slid|slides?|slip(?:s|ped)?"
)
_MOVED_EN = re.compile(rf"(?i)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: [a-z]+ly)? to (?:a (?:record|loss of|profit of) )?(?:{_HEDGE})?$")
_MOVED_ZH = re.compile(
    r"(?:(?P<up>扩大|增加|增长|上升|上涨|提高|攀升|[增升涨扩])|(?P<down>收窄|缩小|减少|下降|下跌|下滑|回落|降低|[降减跌缩]))(?:至|到)(?:约|近)?$"
)
_EARLIER_EN = re.compile(
    rf"(?i)\b(?:compared (?:with|to)|against|versus|from|than)(?: an?)?"
    r"(?: (?:net |operating |pre-tax )?(?P<what>loss|profit|deficit|surplus) of)? "
    rf"(?:{_HEDGE})?$"
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
_KINDS = ("money", "percent", "count", "number", "quantity")


def level_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """Figures said to have risen to what is lower than before, or fallen to what is higher."""
    for atom in ours:
        if atom.kind not in _KINDS or not (way := _way(words[max(0, atom.start - 48) : atom.start])):
            continue
        pairs = [(line, now, before) for line in lines for now, before in _pairs(line) if compare(atom, now).holds]
        if pairs and all(_against(way, now, before) for _, now, before in pairs):
            line, now, before = pairs[0]
            said = f"“{atom.text}”: told as {'higher' if way == 'up' else 'lower'} than before, the source has “{now.text}” after “{before.text}”"
            yield Fault("direction-reversed", "HIGH", atom.start, atom.end, said, before.text, line)


def _way(before: str) -> str:
    found = _MOVED_EN.search(before) or _MOVED_ZH.search(before)
    return "" if not found else "up" if found["up"] else "down"


def _pairs(line: Line) -> Iterator[tuple[Atom, Atom]]:
    """A level and the one before it, of one kind and unit, in one sentence: the nearest before, or the nearest told as the same thing."""
    levels = [atom for atom in line.atoms if atom.kind in _KINDS and atom.value is not None and atom.text]
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


def _against(way: str, now: Atom, before: Atom) -> bool:
    assert now.value is not None
    assert before.value is not None
    ours, theirs = abs(now.value), abs(before.value)
    return ours < theirs if way == "up" else ours > theirs
