"""Sums put into the reader's currency: 20亿港元（约合2.56亿美元）. Recomputed from the digest's own rates, within 1 %; never guessed.

Only a sum that says it is a conversion, beside the sum it converts, is one. What a source itself converts is bound there like any figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from drafter.check.atoms import Atom
from drafter.entities import Rate

WITHIN = Decimal("0.01")
"""Share of the recomputed sum that a conversion may be off."""
_REACH = 16
"""Characters between a sum and its conversion."""
_ABOUT = r"(?:about|around|roughly|approximately|some|nearly|c\.)?"
_OPENS = re.compile(
    r"^[^\d。；;.!?！？]{0,6}?[（(，,]?\s*(?:约合|合约|折合|折算(?:后)?(?:约)?为?|相当于|约?合)\s*(?:人民币|美元|港币|约)?\s*$"
    r"|^\s*[（(]\s*(?:约|近)?\s*(?:人民币)?\s*$"
    rf"|^\s*[(（]\s*(?:or|i\.e\.|equivalent to|worth)?,?\s*{_ABOUT}\s*$"
    rf"|^,?\s*(?:or|i\.e\.|equivalent to|the equivalent of|equal to)\s*{_ABOUT}\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """`atom` is said to be `of` in another currency."""

    atom: Atom
    of: Atom
    how: str
    """The reckoning, where there is a rate."""
    value: Decimal | None
    """What the rate gives; None without a rate."""

    @property
    def holds(self) -> bool:
        return self.value is not None and abs((self.atom.value or Decimal(0)) - self.value) <= abs(self.value) * WITHIN


def conversions(text: str, atoms: Sequence[Atom], rates: Sequence[Rate]) -> Iterator[Conversion]:
    """Every conversion in a sentence, from left to right."""
    sums = [atom for atom in atoms if atom.kind == "money" and atom.value is not None and len(atom.unit) == 3]
    for first, second in pairwise(sums):
        between = text[first.end : second.start]
        # A hedge may be a part of the figure: 约合 is then within the atom.
        said = between + _hedge(second, text)
        if first.unit != second.unit and len(between) <= _REACH and _OPENS.match(said):
            value, how = _converted(first, second.unit, rates)
            yield Conversion(second, first, how, value)


def _hedge(atom: Atom, text: str) -> str:
    words = text[atom.start : atom.end]
    digit = re.search(r"[\d零一二两三四五六七八九十百千万亿]|[A-Z]{0,3}[$€£¥]", words)
    return words[: digit.start()] if digit else ""


def _converted(atom: Atom, unit: str, rates: Sequence[Rate]) -> tuple[Decimal | None, str]:
    """The sum in `unit` by the latest rate of the pair, either way round, and how it was reckoned."""
    pairs = sorted((rate for rate in rates if {rate.base, rate.quote} == {atom.unit, unit}), key=lambda rate: (rate.day, rate.source), reverse=True)
    if not pairs or atom.value is None:
        return None, ""
    rate = pairs[0]
    value = atom.value * rate.value if rate.base == atom.unit else atom.value / rate.value
    sign = "×" if rate.base == atom.unit else "÷"
    return value, f"{atom.text} {sign} {rate.value} ({rate.base}/{rate.quote}, {rate.day.isoformat()}, {rate.source})"


def shown(value: Decimal, unit: str) -> str:
    """The recomputed sum for a person: four digits are enough."""
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 3)) if value else value
    return f"{unit} {rounded:,f}"
