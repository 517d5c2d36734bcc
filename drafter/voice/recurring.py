"""Terms that come again and again in a digest's posts: offered for its glossary, never put into it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.check.names.forms import latin_names
from drafter.check.names.words import COMMON

MOST = 40
LEAST_POSTS = 3
"""Posts that a name in Latin letters stands in."""
LEAST_PAIRS = 2
"""Posts in which a term has its original beside it."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_PAIR = re.compile(r"([\u3400-\u9fff·]{2,14})[（(]\s*([A-Za-z][A-Za-z0-9&.'’ -]{1,60}?)\s*(?:[，,、；;]\s*([A-Z][A-Za-z0-9&-]{1,11})\s*)?[）)]")
_NUMBERED = re.compile(r"(?:^|[ .-])\d")
_ABBREVIATED = re.compile(r"\b((?:[A-Z][a-z]+(?:[ -](?:of|and|for|the))?[ -]){1,5}[A-Z][a-z]+) \(([A-Z]{2,8})\)")


@dataclass(frozen=True, slots=True)
class Term:
    """One term and where it was met."""

    term: str
    wanted: str
    short: str = ""
    where: tuple[str, ...] = ()
    """Posts or editions."""
    forbidden: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """As fields of a `GlossaryTerm`."""
        more = {"short": self.short, "forbidden": self.forbidden, "kept": self.kept}
        return {"term": self.term, "wanted": self.wanted, **{name: value for name, value in more.items() if value}}

    @property
    def kept(self) -> bool:
        """A name that stays as it is."""
        return self.term == self.wanted and not self.short and not self.forbidden


def recurring(posts: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """Terms of (post, its prose): pairs with their original in brackets, then names in Latin letters of Chinese posts; the most frequent first."""
    pairs: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for path, prose in posts:
        for run, original, short in _PAIR.findall(prose):
            pairs[original].append((path, run, short))
        for full, short in _ABBREVIATED.findall(prose):
            pairs[full].append((path, full, short))
        for name in {one.words for one in latin_names(prose)} if _HAN.search(prose) else ():
            names[name].append(path)
    found = [term for original, met in pairs.items() if (term := _pair(original, met))]
    paired = {form for term in found for form in (term.term, term.short)}
    kept = [Term(name, name, where=tuple(met)) for name, met in names.items() if len(met) >= LEAST_POSTS and name not in paired and _is_name(name)]
    return tuple(sorted([*found, *kept], key=lambda term: (term.kept, -len(term.where), term.term)))[:MOST]


def _pair(original: str, met: Sequence[tuple[str, str, str]]) -> Term | None:
    """Where the name in front of the brackets begins is told by what two posts have in common."""
    where = tuple(dict.fromkeys(path for path, _, _ in met))
    wanted = _shared_end([run for _, run, _ in met])
    if len(where) < LEAST_PAIRS or len(wanted) < 2:
        return None
    shorts = {short for _, _, short in met if short} or ({original} if original.isupper() else set())
    return Term(original, wanted, shorts.pop() if len(shorts) == 1 else "", where)


def _shared_end(runs: Sequence[str]) -> str:
    if len(set(runs)) == 1:  # the same words before it each time: they may hold more than the name
        return runs[0] if len(runs[0]) <= 8 or not _HAN.search(runs[0]) else ""
    size = 0
    while all(len(run) > size for run in runs) and len({run[-1 - size] for run in runs}) == 1:
        size += 1
    return runs[0][len(runs[0]) - size :] if size else ""


def _is_name(name: str) -> bool:
    """A capital, more than a common abbreviation, and no version, year or number in it that the next edition will not have."""
    return len(name) > 2 and any(mark.isupper() for mark in name) and name.lower() not in COMMON and not _NUMBERED.search(name)
