"""What a figure is told for: 0.18 yuan a tablet is not 0.18 a box, 80 dollars a barrel not 80 a tonne.

Silent unless both texts name a unit that is known in both languages, and the source has the figure for no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.check.atoms import Atom
from drafter.check.equivalence import compare
from drafter.check.figure_faults import Fault
from drafter.check.lines import Line
from drafter.check.told_for import per

_KINDS = ("money", "number", "count", "quantity")
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "亿": 10**8} | {
    "ten": 10,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_SHARES_ZH = re.compile(r"每(?P<n>\d{1,4}|[十百千万])?股[^，。；、0-9]{0,12}$")
_SHARES_EN = re.compile(r"(?i)^[^,.;]{0,24}?\b(?:a|per|each|every) (?:(?P<n>\d{1,4}|ten|hundred) )?(?:ordinary |existing )?shares?\b(?! (?:price|sale|buy))")
_MANY_ZH = re.compile(r"每(?P<n>十万|百万|[百千万亿])个?[^，。；、0-9]{0,12}$")
_MANY_EN = re.compile(r"(?i)^ (?:per|a|for every) (?P<n>hundred|thousand|million|billion)\b(?! (?:people|dollars|euros|pounds|yuan))")


def per_faults(words: str, ours: Iterable[Atom], lines: Sequence[Line]) -> Iterator[Fault]:
    """Figures told for another unit than in every line that has them."""
    for atom in ours:
        if atom.kind == "money" and (fault := _for_other_number(atom, words, lines)):
            yield fault
            continue
        mine = per(atom, words) if atom.kind in _KINDS and atom.value is not None else ""
        if not mine:
            continue
        there = [(line, theirs, per(theirs, line.words)) for line in lines for theirs in line.atoms if theirs.kind in _KINDS and compare(atom, theirs).holds]
        if there and all(other and other != mine for _, _, other in there):
            line, theirs, other = there[0]
            said = f"“{atom.text}” per {mine}, where the source has “{theirs.text}” per {other}"
            yield Fault("unit-changed", "HIGH", atom.start, atom.end, said, theirs.text, line)


def _for_other_number(atom: Atom, words: str, lines: Sequence[Line]) -> Fault | None:
    """1.85 yuan for ten shares told of one, 0.18 euros a million tokens told of a thousand."""
    for patterns in ((_SHARES_ZH, _SHARES_EN), (_MANY_ZH, _MANY_EN)):
        mine = _number(atom, words, *patterns)
        there = [(line, theirs, _number(theirs, line.words, *patterns)) for line in lines for theirs in line.atoms if compare(atom, theirs).holds]
        if mine and there and all(other and other != mine for _, _, other in there):
            line, theirs, other = there[0]
            said = f"“{atom.text}” for {mine}, where the source has “{theirs.text}” for {other}"
            return Fault("unit-changed", "HIGH", atom.start, atom.end, said, theirs.text, line)
    return None


def _number(atom: Atom, words: str, chinese: re.Pattern[str], english: re.Pattern[str]) -> int:
    """Of how many the figure is told; 0 where that is not said."""
    found = chinese.search(words[max(0, atom.start - 24) : atom.start]) or english.match(words[atom.end :])
    if found is None:
        return 0
    number = (found["n"] or "1").lower()
    return int(number) if number.isdigit() else _SIZES[number]
