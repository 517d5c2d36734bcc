"""What is wrong with a figure or date of a statement, from where it was bound: code, severity, words for the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.check.atoms import Atom
from drafter.check.binding.bound import DATES, LITERAL, Bound, Place, RingName, free_places, same_figure, small
from drafter.check.conversions import Conversion, shown
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.dates import beside
from drafter.check.single_units import told_as_one
from drafter.entities import Severity

_OPPOSITE = ({"over", "under"}, {"over", "at-most"}, {"at-least", "under"}, {"at-least", "at-most"})
_LOST = {"cited", "article", "story", "items", "articles"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, before it knows its place in the edition. The span is of the statement."""

    code: str
    severity: Severity
    start: int
    end: int
    message: str
    nearest: str = ""
    line: Line | None = None


def faults(bounds: Sequence[Bound], cited: Sequence[Line], likely: Sequence[Line] = (), *, firm: bool) -> list[Fault]:
    """Faults of one statement's atoms. `firm`: the statement itself names the cited lines, so that what they say otherwise contradicts it.

    `likely`: where it cites none, the lines it seems to speak of; 2% beside two points elsewhere is chance.
    """
    taken = {bound.place for bound in bounds if bound.ring and bound.place}
    if any(bound.how for bound in bounds):
        bounds = [bound for bound in bounds if not (_compared(bound) or _beside(bound, [*cited, *likely]))]
    return [fault for bound in bounds if (fault := _fault(_known(bound, cited, likely), cited, taken, firm)) is not None]


def _known(bound: Bound, cited: Sequence[Line], likely: Sequence[Line]) -> Bound:
    """Without a near miss that stands where the statement is not known to rest."""
    far = bound.ring is None and not cited and bound.place is not None and bound.place.line not in likely
    return replace(bound, match=None) if far else bound


_BASE = re.compile(r"(?i)同期|[上去]年|前一年|上[个一]?季|上个?月|earlier|ago|before|previous|last|prior")


def _compared(bound: Bound) -> bool:
    """The period before, which a reckoned figure is told of: nothing that the source has to name."""
    return bound.ring is None and bound.atom.kind in DATES and bound.atom.inferred and bool(_BASE.search(bound.atom.text))


def _beside(bound: Bound, lines: Sequence[Line]) -> bool:
    """The month before the one told of, the first half of three quarters: the period that a reckoned figure is told of."""
    return bound.ring is None and bound.atom.kind in DATES and bool(beside(bound.atom, [theirs for line in lines for theirs in line.atoms if theirs.first]))


def conversion_fault(one: Conversion) -> Fault:
    """Of a conversion that no source gives and that does not recompute."""
    said = f"“{one.atom.text}” for “{one.of.text}”"
    if one.value is None:
        message = f"{said}: no source gives this sum, and rates.toml has no rate {one.of.unit}/{one.atom.unit}"
        return Fault("conversion-without-rate", "HIGH", one.atom.start, one.atom.end, message)
    value = shown(one.value, one.atom.unit)
    return Fault("conversion-off", "HIGH", one.atom.start, one.atom.end, f"{said}: {one.how} gives {value}", value)


def _fault(bound: Bound, cited: Sequence[Line], taken: set[Place], firm: bool) -> Fault | None:
    if bound.how:
        return _of(bound, "figure-derived", "INFO", f"“{bound.atom.text}” stands in no source; it follows from its evidence: {bound.how}")
    if bound.ring is None:
        return _absent(bound, cited, taken, firm)
    return _elsewhere(bound, cited, taken, firm)


def _of(bound: Bound, code: str, severity: Severity, message: str, place: Place | None = None) -> Fault:
    place = place or bound.place
    nearest = place.atom.text if place and place.atom else ""
    return Fault(code, severity, bound.atom.start, bound.atom.end, message, nearest, place.line if place else None)


_FAR: dict[RingName, tuple[str, Severity, str]] = {
    "article": ("figure-elsewhere", "INFO", "stands in the article, not in the sentence it cites; see whether it is said of the same thing"),
    "story": ("figure-elsewhere", "INFO", "stands in another article of the story, not in the one it cites"),
    "articles": ("figure-not-in-items", "WARN", "stands in the article, but no item says it; take it into the item or leave it out"),
    "other-items": ("figure-of-other-item", "WARN", "stands in an item that this sentence does not rest on"),
    "foreign": ("figure-of-other-article", "HIGH", "stands only in another item's article; see whether two stories were mixed up"),
}


def _elsewhere(bound: Bound, cited: Sequence[Line], taken: set[Place], firm: bool) -> Fault | None:
    if bound.ring is None or bound.ring not in _FAR or small(bound.atom) or bound.atom.kind == "ordinal":
        return None
    code, severity, message = _FAR[bound.ring]
    if firm and code == "figure-elsewhere" and bound.atom.kind not in LITERAL and len(free_places(bound.atom, cited, taken)) == 1:
        severity = "WARN"
    return _of(bound, code, severity, f"“{bound.atom.text}” {message}")


def _absent(bound: Bound, cited: Sequence[Line], taken: set[Place], firm: bool) -> Fault | None:
    atom = bound.atom
    if atom.kind in LITERAL:
        return None if _named_otherwise(atom, cited) else _literal(bound)
    if not small(atom) and (near := _near_miss(bound, firm)):
        return near
    if atom.kind == "duration" and small(atom) and any(told_as_one(atom.unit, line.words) for line in cited):
        return None
    free = free_places(atom, cited, taken)
    if small(atom) or (atom.kind == "ordinal" and free):
        certain = len(free) == 1 and free[0].atom is not None and free[0].atom.unit == atom.unit != ""
        return _of(bound, "figure-contradicted", "WARN", _instead(atom, free[0]), free[0]) if certain else None
    if atom.kind == "ordinal":
        return _of(bound, "figure-not-in-source", "WARN", f"“{atom.text}” stands in no source")
    contradicted, absent = ("date-contradicted", "date-not-in-source") if atom.kind in DATES else ("figure-contradicted", "figure-not-in-source")
    if atom.inferred and (same := next((place for place in free if place.atom and place.atom.text.casefold() == atom.text.casefold()), None)):
        said = f"“{atom.text}” counts from another day there: readers of the digest take it for another date; write the date"
        return _of(bound, contradicted, "WARN", said, same)
    if len(free) == 1 and _strong(atom) and not bound.told:
        severity: Severity = "BLOCK" if firm and _certain(atom, free[0]) else "HIGH"
        return _of(bound, contradicted, severity, _instead(atom, free[0]), free[0])
    return _of(bound, absent, "HIGH", f"“{atom.text}” stands in no source, and follows from nothing that stands there{_nearest(bound)}")


def _near_miss(bound: Bound, firm: bool) -> Fault | None:
    match, place = bound.match, bound.place
    if match is None or place is None or place.atom is None:
        return None
    ours, theirs = bound.atom, place.atom
    said = f"“{ours.text}” where the source has “{theirs.text}”"
    if match.verdict == "comparator-flipped":
        opposite = {ours.comparator, theirs.comparator} in _OPPOSITE
        dropped = ours.comparator == "exact" and not firm
        return _of(bound, "comparator-flipped", "HIGH" if opposite else "INFO" if dropped else "WARN", f"{said}: {match.how}")
    if match.verdict == "different-currency" and same_figure(ours, theirs):
        return _of(bound, "currency-changed", "BLOCK", f"{said}: {match.how}")
    if match.verdict == "different-unit" and same_figure(ours, theirs):
        return _of(bound, "unit-changed", "HIGH" if ours.kind in PLAIN else "BLOCK", f"{said}: {match.how}")
    if match.how == "rounded without saying so":
        return _of(bound, "rounding-too-firm", "WARN", f"{said}: rounded without about, 约 or the like")
    return None


_NUMBERED = re.compile(r"([A-Z][a-z]{2,})[ -]?(\d{1,2})")


def _named_otherwise(atom: Atom, cited: Sequence[Line]) -> bool:
    """Yunfan-3 for 云帆三号: the name cannot be compared, its number stands there."""
    found = _NUMBERED.fullmatch(atom.text)
    if found is None or not cited or any(line.text.language != "zh" for line in cited):
        return False
    number = int(found[2])
    han = "〇一二三四五六七八九十"[number] if number <= 10 else "–"
    return any(re.search(rf"(?:(?<!\d){number}|{han})[号型代]", line.words) for line in cited)


def _literal(bound: Bound) -> Fault:
    if bound.atom.kind in ("unparsed", "time"):
        return _of(bound, "unparsed-not-literal", "WARN", f"“{bound.atom.text}” is no figure that can be read, and stands in no source as it is written")
    return _of(bound, "figure-not-in-source", "HIGH", f"“{bound.atom.text}” stands in no source as it is written{_nearest(bound)}")


def _strong(atom: Atom) -> bool:
    """Kinds of which two in one sentence are rarely about different things by chance."""
    return atom.kind not in PLAIN or bool(atom.unit)


def _certain(ours: Atom, theirs: Place) -> bool:
    """A plain value against a plain value."""
    atom = theirs.atom
    return atom is not None and not ours.ambiguous and not atom.ambiguous and (ours.value is not None or ours.kind in DATES)


def _instead(atom: Atom, place: Place) -> str:
    return f"“{atom.text}” where the source has “{place.atom.text if place.atom else ''}”"


def _nearest(bound: Bound) -> str:
    return f"; nearest there: “{bound.place.atom.text}”" if bound.place and bound.place.atom else ""
