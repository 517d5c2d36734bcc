"""Numbers that are part of a name: Okapi 3, PASI 90, Article 28. They stand in the source beside that name, or the name is another's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line

_NAME = re.compile(r"(?<![A-Za-z&.-])(?P<name>[A-Z][A-Za-z]+)(?P<gap>[ -]?)$")
_NO_NAME = re.compile(
    r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|q|h|fy|about|some|only|over|under|nearly|almost|around|roughly|just|the|all|of|in|on|by|at|to|from"
    r"|for|and|or|with|than|top|us|usd|eur|gbp|cny|rmb|hkd|hk|nt|up|down|more|less|fewer|another|last|next|first|between|within|since|until|after|before|its|their|day|week"
)


def renumbered(atom: Atom, words: str, lines: Iterable[Line]) -> bool:
    """Whether the figure is a number to a name that the source has with other numbers only."""
    if atom.kind not in PLAIN or atom.unit or not atom.text.replace(".", "").isdigit():
        return False
    name = _NAME.search(words[: atom.start])
    if name is None or _NO_NAME.fullmatch(name["name"]):
        return False
    told = re.compile(rf"(?<![A-Za-z]){re.escape(name['name'])}[ -]?(\d+(?:\.\d+)*)(?![\d%]|,\d)")
    lines = list(lines)
    if any(_versioned(atom.text, line.words) for line in lines):
        return False
    numbers = {number for line in lines for number in told.findall(line.words)}
    return bool(numbers) and atom.text not in numbers and not any(number.startswith(f"{atom.text}.") for number in numbers)


def _versioned(number: str, words: str) -> bool:
    """Keelson published version 2.9: of what, the number's own word says; a number with a point is a version wherever it stands."""
    figure = rf"(?<![\d.]){re.escape(number)}(?![\d%]|\.\d|,\d)"
    return bool(
        re.search(rf"(?i)\b(?:version|release|v\.?|no\.?|number|phase|unit) ?{figure}|{figure} ?[版号代期]", words)
        or ("." in number and re.search(figure, words))
    )
