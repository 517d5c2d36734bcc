"""A figure of the source told of a longer or shorter period: the first three quarters' output told of the third, a week's buying told of the year.

Said only where each side names one period for the figure, one of the two lies within the other, and the source has the figure for no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, carries, small
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

_KINDS = ("money", "number", "count", "quantity", "percent")
_CUT = re.compile(r"[，。；;、：:\n]|[,.](?!\d)|\b(?:and|but|while|whereas|with|after|which)\b")
_END = re.compile(r"[。；;！？\n]|[.!?](?=\s|$)")
_NOT_OF = re.compile(
    r"(?i)(?:[比较与自从到至由在]|截至|早于|晚于|之前|目标|预计|计划|\b(?:than|from|since|by|until|till|to|through|between|and|before|after|against|versus|ended|ending|end|start|starts?|until"
    r"|compared with|first time since)(?: the| its| that)?(?: end of| start of| same period of)?) ?$"
)
_NOT_BEHIND = re.compile(r"(?i)^(?:[初末底]|同期|以来|[之以]?[前后]|开始|起|的?(?:目标|预期|预测)| (?:low|high|record|target|goal|forecast))")
_AHEAD = re.compile(
    r"(?i)预计|预期|将|目标|计划|指引|\b(?:expect\w*|forecast\w*|will|target\w*|guid\w+|plan\w*|average\w*|annuali[sz]ed|rate)\b|日均|月均|均|年化"
)
_WHOLE = re.compile(r"(?i)全年|年度|累计至|\b(?:full[- ]year|annual|between)\b")
_LONG = 28, 370
"""Days of a period that a figure is told of."""
Span = tuple[date, date]


def period_faults(words: str, ours: Sequence[Atom], lines: Sequence[Line], day: date | None) -> Iterator[Fault]:
    """Figures that every line has for another period, which holds the statement's or lies within it."""
    if _AHEAD.search(words):
        return
    for atom in ours:
        mine = _period(words, ours, atom) if atom.kind in _KINDS and not small(atom) else None
        if mine is None or (day and mine[0] <= day <= mine[1]):
            continue
        places = [(line, theirs) for line in lines for theirs in line.atoms if carries(atom, theirs)]
        told = [_period(line.words, line.atoms, theirs) for line, theirs in places]
        if told and all(other is not None and _nested(mine, other) for other in told):
            line, theirs = places[0]
            yield Fault("figure-misbound", "HIGH", atom.start, atom.end, f"“{atom.text}” is told of another period in the source", theirs.text, line)


def _nested(one: Span, other: Span) -> bool:
    """One holds the other and is longer by a month at least."""
    inside = (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])
    return inside and abs((one[1] - one[0]).days - (other[1] - other[0]).days) >= _LONG[0]


def _period(text: str, atoms: Sequence[Atom], atom: Atom) -> Span | None:
    """The one period that the figure's clause names; where it names none, the one that stands before it in its sentence."""
    if atom.start >= atom.end:
        return None
    clause = _between(text, atom, _CUT)
    inside = _dates(atoms, *clause)
    if not inside:
        clause = _between(text, atom, _END)[0], atom.start
        inside = _dates(atoms, *clause)
    return None if _WHOLE.search(text, *clause) else _span(text, inside)


def _span(text: str, dates: Sequence[Atom]) -> Span | None:
    spans = {(atom.first, atom.last) for atom in dates}
    if len(spans) != 1 or any(_NOT_OF.search(text[max(0, atom.start - 30) : atom.start]) or _NOT_BEHIND.match(text[atom.end :]) for atom in dates):
        return None
    first, last = next(iter(spans))
    return (first, last) if first and last and _LONG[0] <= (last - first).days + 1 <= _LONG[1] else None


def _dates(atoms: Sequence[Atom], start: int, end: int) -> list[Atom]:
    """The dates told there; what is implied at the words of another is left out."""
    told = [atom for atom in atoms if atom.kind in DATES and atom.start < atom.end and start <= atom.start and atom.end <= end]
    return [
        atom
        for atom in told
        if not any(other.start <= atom.start and atom.end <= other.end and other.end - other.start > atom.end - atom.start for other in told)
    ]


def _between(text: str, atom: Atom, cut: re.Pattern[str]) -> tuple[int, int]:
    start = max((found.end() for found in cut.finditer(text, 0, atom.start)), default=0)
    return start, next((found.start() for found in cut.finditer(text, atom.end)), len(text))
