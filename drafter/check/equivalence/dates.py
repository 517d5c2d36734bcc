"""Two dates or periods, at the coarser precision of the two."""

from __future__ import annotations

import re

from drafter.check.atoms import Atom
from drafter.check.equivalence.verdicts import SAME, Match

_SAID_YEAR = re.compile(r"(?i)[今去明前后]年|\b(?:last|this|next|previous) year\b")
"""A year counted from the anchor is as sure as the anchor; only a year left out may be another one."""


def dates(claim: Atom, source: Atom) -> Match:
    """At the coarser precision, where the claim is the coarser one."""
    if claim.key == source.key:
        return SAME
    if claim.key.startswith("FY") or source.key.startswith("FY"):
        return _fiscal(claim, source)
    if claim.first is None or claim.last is None or source.first is None or source.last is None:
        return _without_year(claim, source)
    if (claim.first, claim.last) == (source.first, source.last):
        return SAME
    if claim.ambiguous or source.ambiguous:
        return _swapped(claim, source)
    if claim.first <= source.first and source.last <= claim.last and claim.kind == "date":
        return Match("same-coarser", "the source gives the date more closely")
    if source.first <= claim.first and claim.last <= source.last:
        return Match("incomparable", "closer than the source gives it")
    return _inferred_year(claim, source)


def _swapped(claim: Atom, source: Atom) -> Match:
    """1/2/2026 is 2 January and 1 February."""
    assert claim.first is not None
    assert source.first is not None
    if (claim.first.year, claim.first.month, claim.first.day) == (source.first.year, source.first.day, source.first.month):
        return Match("same", "day and month are not told apart")
    return Match("different-value")


def _inferred_year(claim: Atom, source: Atom) -> Match:
    """Both are days or periods of different years or weeks; was the difference read or reckoned?"""
    assert claim.first is not None
    assert source.first is not None
    alike = claim.precision == source.precision and claim.key[4:] == source.key[4:] and claim.kind == source.kind
    open_year = any(atom.inferred and not _SAID_YEAR.search(atom.text) for atom in (claim, source))
    if alike and open_year and abs(claim.first.year - source.first.year) == 1:
        return Match("incomparable", "one of the two leaves the year out")
    return Match("different-value")


def _without_year(claim: Atom, source: Atom) -> Match:
    """At least one stands without a year and without an anchor: month and day decide."""
    if claim.precision != source.precision:
        return Match("incomparable", "one of the two leaves the year out")
    ours, theirs = _yearless(claim.key), _yearless(source.key)
    if not ours or not theirs:
        return Match("incomparable", "a relative date without an anchor")
    if ours != theirs:
        return Match("different-value")
    return Match("same-coarser", "without the year")


def _yearless(key: str) -> str:
    """The key without its years; empty for relative ones."""
    parts = key.split("/")
    return "/".join(part[5:] for part in parts) if all(part[4:5] == "-" and (part[:4].isdigit() or part[:4] == "XXXX") for part in parts) else ""


def _fiscal(claim: Atom, source: Atom) -> Match:
    if claim.key.startswith("FY") and source.key.startswith("FY"):
        ours, _, our_part = claim.key.partition("-")
        theirs, _, their_part = source.key.partition("-")
        if "XXXX" in claim.key + source.key and our_part == their_part:
            return Match("same-coarser", "without the year")
        if ours != theirs or (our_part and their_part):
            return Match("different-value")
        return Match("same-coarser", "the whole financial year") if not our_part else Match("incomparable", "closer than the source gives it")
    return Match("incomparable", "financial and calendar year")


def year_or_number(claim: Atom, source: Atom) -> Match:
    """2026 may be read as a year on one side only."""
    date, other = (claim, source) if claim.kind in ("date", "date-range") else (source, claim)
    if date.precision == "year" and other.kind in ("number", "unparsed", "identifier") and date.key in (str(other.value), other.key):
        return Match("same", "a year")
    return Match("incomparable", f"{claim.kind} and {source.kind}")
