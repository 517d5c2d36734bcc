"""Figures, dates and identifiers of a text in English or Chinese as typed atoms; the grammar is pure and offline.

Readers take their turn from the surest to the loosest; what one has read, none reads again. At the end no ASCII digit is left
unread: what the grammar does not understand is `unparsed` and must occur literally.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from drafter.check.atoms import dates_en, dates_zh, figures, identifiers, idioms, ratios, roughly
from drafter.check.atoms.fold import fold
from drafter.check.atoms.joining import joined
from drafter.check.atoms.nouns import Atom, Comparator, Kind, Precision
from drafter.check.atoms.scan import Scan

_INTEGRAL = Decimal(10) ** 27

__all__ = ["Atom", "Comparator", "Kind", "Precision", "atoms"]


def atoms(text: str, language: str, anchor: date | None = None) -> tuple[Atom, ...]:
    """Atoms in the order of the text. `language` is `zh` or `en` (any other is read as English), `anchor` the day relative dates count from."""
    folded = fold(text)
    scan = Scan(folded.text, language.lower().startswith("zh"), anchor)
    identifiers.read(scan)
    if scan.chinese:
        roughly.single_digits(scan)
    idioms.read(scan)
    if not folded.text.isascii() or scan.chinese:
        dates_zh.read(scan)
    dates_en.read(scan)
    identifiers.clock(scan)
    roughly.read(scan)
    ratios.read(scan)
    dates_en.bare_years(scan)
    figures.read(scan)
    identifiers.leftovers(scan)
    found = []
    for atom in joined(folded.text, sorted(scan.found, key=lambda atom: (atom.start, atom.end)), anchor):
        start, end = folded.span(atom.start, atom.end)
        found.append(atom._replace(start=start, end=end, text=text[start:end], value=_shortest(atom.value), low=_shortest(atom.low), high=_shortest(atom.high)))
    return tuple(found)


def _shortest(value: Decimal | None) -> Decimal | None:
    """The same value without trailing zeros or exponent: 150000000, not 150000000.0."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < _INTEGRAL else value.normalize()
