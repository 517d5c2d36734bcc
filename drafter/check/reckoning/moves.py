"""A level and the change that led to it, or will lead from it, as a source puts the two beside one another: what stood before, what comes after.

1.74tn, 215bn less than the day before: 1.955tn. The words between the two tell which way it went, so that the other way round is known to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.steps import Reckoned, amount, in_claims_unit

_UP_ZH = "增[长加]?|升|涨|多|高|扩大?|放量|上[调升涨浮]|提[高升]|贵|长"
_DOWN_ZH = "降低?|跌|少|低|缩[量减短小]?|减少?|下[调降跌滑浮]|收窄|便宜|轻|短|裁"
_UP_EN = r"up|higher|more|above|wider|longer|rose|risen|rises?|rising|grew|grown|gain\w*|increas\w*|climb\w*|jump\w*|add\w*|rais\w*|widen\w*|improv\w*|lift\w*"
_DOWN_EN = (
    r"down|lower|less|fewer|below|tighter|shorter|cheaper|cooler|fell|fallen|falls?|falling|drop\w*|declin\w*|shrank|narrow\w*|cut\w*"
    r"|reduc\w*|trim\w*|los[st]\w*"
)
_WAY = re.compile(rf"(?i)(?P<up>{_UP_ZH}|\b(?:{_UP_EN})\b)|(?P<down>{_DOWN_ZH}|\b(?:{_DOWN_EN})\b)")
_SOME = r"(?:约|近|逾|超过?|大约| about| nearly| almost| around| some| more than)?"
_LEVEL_FIRST = re.compile(
    rf"(?:[^，。；：,;.]{{0,24}}[，,] ?)?(?:[并且]?(?:较|比|环比|同比|同期|上年同期|去年同期)[^，。；]{{0,20}}?)?(?P<way>{_UP_ZH}|{_DOWN_ZH})[了出]?{_SOME}"
    rf"|[^.;]{{0,48}}?,? (?:or |which (?:is|was) )?(?P<way_en>up|down|an? (?:rise|increase|gain|fall|drop|decline|decrease|reduction|improvement) of)"
    rf"(?: by)?{_SOME} ?",
    re.IGNORECASE,
)
"""Between a level and the change that led to it."""
_BEHIND = re.compile(
    r"(?i)(?:[ -](?:basis points?|percentage points?|points?|[a-z]+s))? (?P<way_en>more|less|fewer|higher|lower|tighter|wider|shorter|longer|cheaper|cooler)"
    r"\b(?! than (?:expected|forecast|analysts|the (?:target|forecast|estimate)))"
)
"""The way told behind the change: 1.9 hours less than in January."""
_OR = re.compile(r"(?i)[^.;]{0,40}?, (?:or |which (?:is|was) )?(?:about |some )?")
_TO = re.compile(r"(?i)[^.;。；]{0,28}?(?:\bto|\bat|至|到|达|为)(?: a total of| about| around| some|约|近|逾)?\s?")
_FROM = re.compile(
    r"(?i)[^.;。；]{0,24}?\bfrom (?:its |the |a |an )?(?:(?:current|previous|original|present|existing|list|standard|usual) )?(?:[a-z]+ of )?(?:about |some )?"
)
_ON_TOP = re.compile(r"(?:的?基础上|现(?:价|行|有)[^，。；]{0,8})[^，。；]{0,8}$")
_STARTS = re.compile(r"(?i)(?:[由从自]|\bfrom\b)[^,.;，。；]*$")
"""From 2 hours 40 minutes to 55: what stood before, and no change."""
_FORESEEN = re.compile(r"(?i)预期|预测|目标|计划|\b(?:forecast|expect\w*|estimat\w*|target|plan\w*|budget)\b")


class Move(NamedTuple):
    """`sign`: +1 for a rise. `come`: the level stands before the change, not behind it."""

    level: Atom
    change: Atom
    sign: int
    come: bool


def moves(lines: Sequence[Line], most: int) -> list[Move]:
    """Pairs of a level and its change, of the first `most` figures of each line."""
    return [move for line in lines[:most] for move in _in_line(line.words, [atom for atom in line.atoms if atom.value is not None and atom.text][:most])]


def _in_line(words: str, atoms: Sequence[Atom]) -> Iterator[Move]:
    for level in atoms:
        for change in atoms:
            scaled = _changes(level, change)
            if scaled is None or level.start == change.start:
                continue
            if sign := _reached(words, level, change):
                yield Move(level, scaled, sign, come=False)
            elif sign := _to_come(words, level, change):
                yield Move(level, scaled, sign, come=True)


def _changes(level: Atom, change: Atom) -> Atom | None:
    """The change in what the level is counted in; None where it cannot change it."""
    if level.kind not in ("money", "quantity", "percent", "points", "duration", *PLAIN):
        return None
    if level.kind == "percent":
        return change if change.kind == "points" else None
    if change.kind in ("percent", "fraction"):
        return change
    if {level.kind, change.kind} <= set(PLAIN) or (level.kind, level.unit) == (change.kind, change.unit):
        return change
    if level.kind == "points" and change.kind == "number" and not change.unit:  # 118 basis points, 27 tighter
        return change._replace(kind="points", unit="pp", value=amount(change) / 100)
    if level.kind == change.kind == "duration":
        return in_claims_unit(level, change)
    return None


def _sign(found: re.Match[str] | None) -> int:
    """Of the words that tell the way."""
    way = next((words for name, words in found.groupdict().items() if name.startswith("way") and words), "") if found else ""
    told = _WAY.search(way) if way else None
    if told is None:
        return (-1 if re.search(r"(?i)fall|drop|decline|decrease|reduction", way) else 1) if way else 0
    return 1 if told["up"] else -1


def _last_way(words: str) -> int:
    """The nearest word of a rise or fall before the end."""
    found = list(_WAY.finditer(words))
    return 0 if not found else 1 if found[-1]["up"] else -1


def _reached(words: str, level: Atom, change: Atom) -> int:
    """The way of the change that led to the level; 0: none did."""
    if level.end <= change.start:
        gap = words[level.end : change.start]
        if _FORESEEN.search(gap) or len(gap) > 60:
            return 0
        if sign := _sign(_LEVEL_FIRST.fullmatch(gap)):
            return sign
        behind = _BEHIND.match(words, change.end)
        return _sign(behind) if behind and _OR.fullmatch(gap) else 0
    gap = words[change.end : level.start]
    if not _TO.fullmatch(gap) or _FORESEEN.search(gap) or _STARTS.search(words[max(0, change.start - 24) : change.start]):
        return 0
    return _last_way(re.split(r"[,，;；。]", words[max(0, change.start - 40) : change.start])[-1]) or _sign(_BEHIND.match(words, change.end))


def _to_come(words: str, level: Atom, change: Atom) -> int:
    """The way of a change that starts from the level."""
    if change.end <= level.start and _FROM.fullmatch(words[change.end : level.start]):
        return _last_way(words[max(0, change.start - 40) : change.start]) or _sign(_BEHIND.match(words, change.end))
    if level.end <= change.start and _ON_TOP.search(words[level.end : change.start]):
        return _last_way(words[level.end : change.start])
    return 0


def _moved(level: Decimal, change: Atom, sign: int, *, back: bool) -> Decimal | None:
    """The level before the change (`back`), or after it."""
    if change.kind in ("percent", "fraction") and change.unit != "of-price":
        share = abs(amount(change)) / (100 if change.kind == "percent" else 1)
        factor = 1 + sign * share
        return (level / factor if back else level * factor) if factor > 0 else None
    by = abs(amount(change))
    return level - sign * by if back else level + sign * by


def other_ends(claim: Atom, found: Iterable[Move]) -> Reckoned:
    """What stood before, or will stand after."""
    for move in found:
        if (level := in_claims_unit(claim, move.level)) is None:
            continue
        change = move.change if move.change.kind in ("percent", "fraction", "points") else in_claims_unit(claim, move.change)
        value = _moved(amount(level), change, move.sign, back=not move.come) if change else None
        if value is not None:
            yield value, f"{move.level.text}, {'after' if not move.come else 'before'} {move.change.text} {'more' if move.sign > 0 else 'less'}"


def wrong_ways(claim: Atom, found: Iterable[Move]) -> set[Decimal]:
    """What the same figures give when a rise is taken for a fall."""
    return {abs(value) for value, _ in other_ends(claim, (move._replace(sign=-move.sign) for move in found if not move.come))}


def grown(found: Iterable[Move]) -> Reckoned:
    """The share by which it moved: 126,000, 42,000 more than before, is 50 % more."""
    for move in found:
        if move.change.kind == move.level.kind or {move.change.kind, move.level.kind} <= set(PLAIN):
            base = _moved(amount(move.level), move.change, move.sign, back=not move.come)
            if base and move.level.kind != "percent":
                yield abs(amount(move.change)) / abs(base) * 100, f"{move.change.text} {'more' if move.sign > 0 else 'less'} to {move.level.text}"


def by_share(claim: Atom, found: Iterable[Move]) -> Reckoned:
    """The amount of a change told in percent: 48.6bn after 8 % more is 3.6bn more."""
    for move in found:
        if move.change.kind in ("percent", "fraction") and (level := in_claims_unit(claim, move.level)):
            other = _moved(amount(level), move.change, move.sign, back=not move.come)
            if other is not None:
                yield abs(amount(level) - other), f"{move.change.text} {'more' if move.sign > 0 else 'less'} to {move.level.text}"
