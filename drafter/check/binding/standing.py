"""A figure taken for what it is not in the source: the level before for the one now, what others expected, what was asked for, a target or a
difference for what is, a valuation for a price, what is left of a stake for what was sold.

Each needs words on both sides: the source's at the figure, and none of their kind in the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, Place, carries, same_sort
from drafter.check.binding.standing_words import BASE, RULES, Rule, natures
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line

_NEAR = 60
"""Characters beside a figure in which the words stand that tell what it is."""
_BESIDE = 30
"""Characters beside a figure of ours in which words say that it is the level before."""
_CLAUSE = re.compile(r"[，,；;：:。](?!\d{3})|\b(?:and|but|while)\b")
_AVERAGE = re.compile(r"(?i)日均|月均|年均|人均|户均|平均|每[天日月年人户]|average|daily|a day|per (?:day|month|year|head|capita)")


def standing_fault(words: str, ours: Sequence[Atom], atom: Atom, cited: Sequence[Line], places: Sequence[Place]) -> Fault | None:
    """The first rule that the figure breaks wherever the cited lines have it, which are its `places`."""
    if atom.kind in DATES:
        return None
    if atom.kind in ("percent", "fraction") and _of_other_nature(words, atom, places):
        message = f"“{atom.text}” is a share in one and a growth in the other"
        return Fault("figure-misbound", "HIGH", atom.start, atom.end, message, "", places[0].line)
    return next((found for rule in RULES if (found := _broken(rule, words, ours, atom, cited, places)) is not None), None)


def _of_other_nature(words: str, atom: Atom, places: Sequence[Place]) -> bool:
    mine = natures(words, atom.start, atom.end)
    theirs = [natures(place.line.words, place.atom.start, place.atom.end) for place in places if place.atom]
    return bool(mine) and all(theirs) and not any(mine & each for each in theirs)


def _broken(rule: Rule, words: str, ours: Sequence[Atom], atom: Atom, cited: Sequence[Line], places: Sequence[Place]) -> Fault | None:
    if not _said(rule, words, atom) or not all(_told(rule, place) for place in places) or not any(rule.theirs.search(line.words) for line in cited):
        return None
    rival = next(_rivals(rule, ours, atom, cited, places), None)
    if rule.rival and (rival is None or (rule is BASE and not _now(_near(words, ours, atom), cited, places))):
        return None
    shown = rival.atom.text if rival and rival.atom else ""
    message = f"“{atom.text}” {rule.why}" + (f"; the source has “{shown}” for this" if shown else "")
    return Fault("figure-misbound", "HIGH", atom.start, atom.end, message, shown or (places[0].atom.text if places[0].atom else ""), places[0].line)


def _near(words: str, ours: Sequence[Atom], atom: Atom) -> list[Atom]:
    """Atoms of ours up to the end of the figure's clause."""
    stop = _CLAUSE.search(words, atom.end)
    return [each for each in ours if not stop or each.start < stop.start()]


def _said(rule: Rule, words: str, atom: Atom) -> bool:
    """Whether the statement leaves out what the source says, and says what the rule needs."""
    before, behind = words[max(0, atom.start - _NEAR) : atom.start], words[atom.end : atom.end + _NEAR]
    if rule is BASE:
        since = max((found.end() for found in _CLAUSE.finditer(words, 0, atom.start)), default=0)
        stop = _CLAUSE.search(words, atom.end)
        beside = words[max(since, atom.start - _BESIDE) : min(stop.start() if stop else len(words), atom.end + _BESIDE)]
        return bool(rule.ours.search(words)) and not rule.frees.search(beside)
    if rule.frees.search(words) or not rule.ours.search(words):
        return False
    return bool(rule.needs.search(before) and rule.needs_behind.search(behind))


def _told(rule: Rule, place: Place) -> bool:
    """Whether the source says it at the figure."""
    if place.atom is None or (rule.kinds and place.atom.kind not in rule.kinds):
        return False
    words, atom = place.line.words, place.atom
    before, behind = words[max(0, atom.start - _NEAR) : atom.start], words[atom.end : atom.end + _NEAR]
    return any(one.search(before) and other.search(behind) for one, other in rule.told)


def _rivals(rule: Rule, ours: Sequence[Atom], atom: Atom, cited: Sequence[Line], places: Sequence[Place]) -> Iterator[Place]:
    """Figures of the sort in the same sentences that are not of this kind, and that the statement does not name."""
    for line in cited:
        if not any(place.line is line for place in places) and not (rule.far and rule.far.search(line.words)):
            continue
        for other in line.atoms:
            rival = Place(line, other)
            if other.start >= other.end or not _rival(places, other) or carries(atom, other) or _told(rule, rival) or _average(line.words, other):
                continue
            if rule.rival_named or not any(carries(each, other) for each in ours):
                yield rival


def _average(words: str, atom: Atom) -> bool:
    """What there is of it a day or a head stands for no sum."""
    return bool(_AVERAGE.search(words[max(0, atom.start - 6) : atom.end + 12]))


def _rival(places: Sequence[Place], other: Atom) -> bool:
    return all(place.atom is not None and same_sort(place.atom, other) for place in places)


def _now(ours: Sequence[Atom], cited: Sequence[Line], places: Sequence[Place]) -> bool:
    """The dates of the statement are told in the source, and not at the level before."""
    told = [Place(line, theirs) for line in cited for theirs in line.atoms if theirs.kind in DATES and theirs.start < theirs.end]
    for mine in ours:
        if mine.kind in DATES:
            there = [each for each in told if each.atom is not None and _same_day(mine, each.atom)]
            if not there or any(_behind(each, place) for each in there for place in places):
                return False
    return True


def _same_day(mine: Atom, other: Atom) -> bool:
    return mine.precision == other.precision and compare(mine, other).holds


def _behind(date: Place, place: Place) -> bool:
    return date.line is place.line and date.atom is not None and place.atom is not None and 0 <= date.atom.start - place.atom.end < _BESIDE
