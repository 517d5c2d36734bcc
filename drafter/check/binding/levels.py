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
from drafter.check.reckoning.told_levels import HEDGE, LEVELS, before_and_now

_UP = r"ro?se|risen|rises?|rising|gr[eo]w|grown|grows|widen(?:s|ed|ing)?|increas(?:e|es|ed|ing)|climb(?:s|ed)?|jump(?:s|ed)?|expand(?:s|ed)?|deepen(?:s|ed)?"
_DOWN = (
    r"f[ae]ll(?:s|en|ing)?|narrow(?:s|ed|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shr[aiu]nk|shrinks?|slid|slides?|slip(?:s|ped)?"
)
_MOVED_EN = re.compile(rf"(?i)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: [a-z]+ly)? to (?:a (?:record|loss of|profit of) )?(?:{HEDGE})?$")
_MOVED_ZH = re.compile(
    r"(?:(?P<up>扩大|增加|增长|上升|上涨|提高|攀升|[增升涨扩])|(?P<down>收窄|缩小|减少|下降|下跌|下滑|回落|降低|[降减跌缩]))(?:至|到)(?:约|近)?$"
)


_BY_ZH = re.compile(r"(?:收窄|扩大|缩小)了?(?:约|近|逾)?$")
_BY_EN = re.compile(r"(?i)\b(?:narrow\w*|widen\w*|shrank) by (?:about |nearly |almost )?$")
_LEVEL_ZH, _LEVEL_EN = (
    re.compile(r"(?:收窄|扩大|缩小)(?:至|到|为)(?:约|近)?$"),
    re.compile(r"(?i)\b(?:narrow\w*|widen\w*|shrank) to (?:about |nearly |almost )?$"),
)


def by_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """A loss that narrowed by 130 million, where the source has it narrowed to that."""
    for atom in ours:
        mine = _mode(words, atom) if atom.kind in ("money", "percent", "count", "quantity") else ""
        there = [(line, theirs) for line in lines for theirs in line.atoms if mine and theirs.start < theirs.end and compare(atom, theirs).holds]
        modes = {_mode(line.words, theirs) for line, theirs in there}
        if there and "" not in modes and mine not in modes:
            line, theirs = there[0]
            yield Fault("to-by-changed", "HIGH", atom.start, atom.end, f"“{atom.text}”: {_MODES[mine]}", theirs.text, line)


_MODES = {"by": "told as the change, in the source it is what came of it", "to": "told as what came of a change, in the source it is the change"}


def _mode(words: str, atom: Atom) -> str:
    before = words[max(0, atom.start - 24) : atom.start]
    return "by" if _BY_ZH.search(before) or _BY_EN.search(before) else "to" if _LEVEL_ZH.search(before) or _LEVEL_EN.search(before) else ""


def level_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """Figures said to have risen to what is lower than before, or fallen to what is higher; and those of shares, and of to and by."""
    ours = list(ours)
    yield from share_faults(words, ours, lines)
    yield from by_faults(words, ours, lines)
    for atom in ours:
        if atom.kind not in LEVELS or not (way := _way(words[max(0, atom.start - 48) : atom.start])):
            continue
        pairs = [(line, now, before) for line in lines for now, before in before_and_now(line) if compare(atom, now).holds]
        if pairs and all(_against(way, now, before) for _, now, before in pairs):
            line, now, before = pairs[0]
            said = f"“{atom.text}”: told as {'higher' if way == 'up' else 'lower'} than before, the source has “{now.text}” after “{before.text}”"
            yield Fault("direction-reversed", "HIGH", atom.start, atom.end, said, before.text, line)


_SHARE_EN = re.compile(
    r"(?i) (?:(?P<up>more|higher|greater|longer)|(?P<down>less|lower|fewer|smaller|shorter)) than (?:a (?:year|month|quarter)|in "
    r"|the (?:same|previous|year|month|quarter)"
    r"|last|at the same)"
)
_SHARE_ZH = re.compile(r"(?:同比|环比)(?:(?P<up>增长|增加|上升|上涨|增)|(?P<down>下降|减少|下跌|下滑|降|减))了?(?:约|近|逾|超过)?$")
_MOVED_SHARE = re.compile(
    r"(?i)\b(?:(?P<up>ro?se|grew|up|increased|climbed|jumped|gained)"
    r"|(?P<down>fell|down|dropped|declined|decreased|slid|shrank))(?: by)?(?: about| nearly| almost)? $"
)


def share_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """9.6% less than a year earlier, where the source has 同比增长9.6%."""
    for atom in ours:
        mine = _share_way(words, atom) if atom.kind == "percent" else ""
        there = [(line, theirs) for line in lines for theirs in line.atoms if mine and theirs.start < theirs.end and compare(atom, theirs).holds]
        ways = {_share_way(line.words, theirs) for line, theirs in there}
        if there and "" not in ways and mine not in ways:
            line, theirs = there[0]
            said = f"“{atom.text}”: told as {'more' if mine == 'up' else 'less'} than before, the source has the opposite"
            yield Fault("direction-reversed", "HIGH", atom.start, atom.end, said, theirs.text, line)


def _share_way(words: str, atom: Atom) -> str:
    before = words[max(0, atom.start - 24) : atom.start]
    found = _SHARE_EN.match(words, atom.end) or _SHARE_ZH.search(before) or _MOVED_SHARE.search(before)
    return "" if not found else "up" if found["up"] else "down"


def _way(before: str) -> str:
    found = _MOVED_EN.search(before) or _MOVED_ZH.search(before)
    return "" if not found else "up" if found["up"] else "down"


def _against(way: str, now: Atom, before: Atom) -> bool:
    assert now.value is not None
    assert before.value is not None
    ours, theirs = abs(now.value), abs(before.value)
    return ours < theirs if way == "up" else ours > theirs
