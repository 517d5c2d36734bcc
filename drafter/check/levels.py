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
from drafter.check.told_levels import HEDGE, LEVELS, before_and_now

_UP = r"ro?se|risen|rises?|rising|gr[eo]w|grown|grows|widen(?:s|ed|ing)?|increas(?:e|es|ed|ing)|climb(?:s|ed)?|jump(?:s|ed)?|expand(?:s|ed)?|deepen(?:s|ed)?"
_DOWN = (
    r"f[ae]ll(?:s|en|ing)?|narrow(?:s|ed|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shr[aiu]nk|shrinks?|slid|slides?|slip(?:s|ped)?"
)
_MOVED_EN = re.compile(rf"(?i)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: [a-z]+ly)? to (?:a (?:record|loss of|profit of) )?(?:{HEDGE})?$")
_MOVED_ZH = re.compile(
    r"(?:(?P<up>扩大|增加|增长|上升|上涨|提高|攀升|[增升涨扩])|(?P<down>收窄|缩小|减少|下降|下跌|下滑|回落|降低|[降减跌缩]))(?:至|到)(?:约|近)?$"
)


def level_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """Figures said to have risen to what is lower than before, or fallen to what is higher."""
    for atom in ours:
        if atom.kind not in LEVELS or not (way := _way(words[max(0, atom.start - 48) : atom.start])):
            continue
        pairs = [(line, now, before) for line in lines for now, before in before_and_now(line) if compare(atom, now).holds]
        if pairs and all(_against(way, now, before) for _, now, before in pairs):
            line, now, before = pairs[0]
            said = f"“{atom.text}”: told as {'higher' if way == 'up' else 'lower'} than before, the source has “{now.text}” after “{before.text}”"
            yield Fault("direction-reversed", "HIGH", atom.start, atom.end, said, before.text, line)


def _way(before: str) -> str:
    found = _MOVED_EN.search(before) or _MOVED_ZH.search(before)
    return "" if not found else "up" if found["up"] else "down"


def _against(way: str, now: Atom, before: Atom) -> bool:
    assert now.value is not None
    assert before.value is not None
    ours, theirs = abs(now.value), abs(before.value)
    return ours < theirs if way == "up" else ours > theirs
