"""Figures told for another length of time: 400 tonnes a day told of the year, a year's 36,000 cars told of the month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.steps import Reckoned, amount, in_claims_unit
from drafter.check.told_for import per

_KINDS = ("money", "quantity", *PLAIN)
_LENGTHS: dict[str, dict[str, tuple[int, ...]]] = {
    "minute": {"second": (60,)},
    "hour": {"minute": (60,), "second": (3600,)},
    "day": {"hour": (24,), "minute": (1440,)},
    "week": {"day": (7,), "hour": (168,)},
    "month": {"day": (30,)},
    "quarter": {"month": (3,), "week": (13,)},
    "half": {"month": (6,), "quarter": (2,), "week": (26,)},
    "year": {"day": (365, 366), "week": (52,), "month": (12,), "quarter": (4,), "half": (2,)},
}
"""Longer unit → shorter ones with how many of them it holds."""
_ZH = (
    ("day", r"日均|每[天日]|一天|单日|日(?:产|销|供|发电|处理|耗)"),
    ("week", r"周均|每周|每星期|一周"),
    ("month", r"月均|每月|每个月|一个月|月(?:产|销|供|费|薪|租)"),
    ("quarter", r"每季度|每个季度|季均"),
    ("half", r"半年"),
    ("year", r"全年|年均|每年|一年|年化|年(?:产|销|供|费|薪|租|收入|发电|处理)"),
    ("hour", r"每小时|一小时"),
)
_EN = tuple(
    (unit, rf"\b(?:an?|per|each|every|one) (?:full )?{unit}\b(?! (?:ago|earlier|before|later))|\b{often}\b")
    for unit, often in (
        ("day", "daily"),
        ("week", "weekly"),
        ("month", "monthly"),
        ("quarter", "quarterly"),
        ("year", "annual(?:ly|i[sz]ed)?|(?:full|whole)[- ]year|yearly"),
        ("hour", "hourly"),
    )
)
_UNIT = [(unit, re.compile(pattern)) for unit, pattern in _ZH] + [(unit, re.compile(f"(?i){pattern}")) for unit, pattern in _EN]
_WHOLE = re.compile(r"(?i)全年|年度|\b(?:full[- ]year|for the year|annual|in the year)\b")
_BESIDE = 8
"""Characters between a figure and the length of time it is told for, where its clause names another one too."""
_CLAUSE = re.compile(r"[，,。；;:：]\s?|\. ")


def other_lengths(claim: Atom, words: str, lines: Sequence[Line], most: int) -> Reckoned:
    """The claim's figure for its time from one that the source tells for a longer or shorter one."""
    mine = _told(claim, words)
    if claim.kind not in _KINDS or not mine:
        return
    for line in lines[:most]:
        for theirs in [atom for atom in line.atoms if atom.value is not None][:most]:
            like = in_claims_unit(claim, theirs)
            for unit, whole in _of(theirs, line) if like else ():
                yield from ((amount(like or theirs) * by, f"{theirs.text} × {by}") for by in _LENGTHS.get(mine, {}).get(unit, ()) if not whole)
                yield from ((amount(like or theirs) / by, f"{theirs.text} ÷ {by}") for by in _LENGTHS.get(unit, {}).get(mine, ()))


def _told(atom: Atom, words: str) -> str:
    """The length of time that the figure is told for: right beside it, or in its clause."""
    beside = per(atom, words)
    if beside in _LENGTHS or beside in ("minute", "hour"):
        return beside
    start = max((cut.end() for cut in _CLAUSE.finditer(words, 0, atom.start)), default=0)
    end = next((cut.start() for cut in _CLAUSE.finditer(words, atom.end)), len(words))
    found = sorted((_off(atom, at), unit) for unit, pattern in _UNIT for at in pattern.finditer(words, start, end))
    return found[0][1] if found and (found[0][0] <= _BESIDE or len({unit for _, unit in found}) == 1) else ""


def _off(atom: Atom, at: re.Match[str]) -> int:
    """Characters between the figure and the words."""
    return max(at.start() - atom.end, atom.start - at.end(), 0)


def _of(atom: Atom, line: Line) -> Iterator[tuple[str, bool]]:
    """Lengths of time that the source has it for: a rate, or (`whole`) what a period came to."""
    if told := _told(atom, line.words):
        yield told, told in ("half", "year") and per(atom, line.words) != told
        return
    spans = {other.precision for other in line.atoms if other.precision in ("year", "half", "quarter", "month") and other.text}
    if _WHOLE.search(line.words):
        spans.add("year")
    yield from ((str(span), True) for span in sorted(spans))
