"""Counts of what a sentence lists, or of the items; what the figures add up to that it lists side by side, and how much of that one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.check.atoms import Atom
from drafter.check.equivalence.comparing import PLAIN
from drafter.check.lines import Line
from drafter.check.reckoning.steps import Reckoned, amount, in_claims_unit

_LIST = re.compile(r"、|，|, (?:and )?|\band\b|[和及与]")
_COMMA = re.compile(r"[、，]|, (?!and)")
_LIST_WITH_AND = re.compile(r"(?:[^、，,。.;；]{1,24}(?:[、，]|, (?!and\b)))+[^、，,。.;；]{1,24}?(?:,? and |[和及与以])[^、，,。.;；]")
"""Leeds, Hull, York and Derby: what stands before the and, and one behind it."""
_LABEL = re.compile(r"(?i)\b(?:phase|stage|version|level|tier|grade|type|model|part|chapter|no\.|number) ?$")
"""Phase 4 counts nothing."""
_LISTED = 24


def counted(claim: Atom, words: str, lines: Sequence[Line], items: int) -> str:
    """The number of items, or of what a sentence lists."""
    if claim.kind not in PLAIN or claim.value is None:
        return ""
    if items and claim.value == items:
        return f"count of {items}"
    if claim.value not in range(3, 13) or _LABEL.search(words[: claim.start]):
        return ""
    listed = next((line for line in lines if int(claim.value) in _enumerated(line.words)), None)
    return f"count of what is listed: {listed.words[:80]}" if listed else ""


def _enumerated(words: str) -> set[int]:
    """How many things its lists may hold: the short parts between commas and one at either end."""
    if counted := {len(_COMMA.findall(found[0])) + 2 for found in _LIST_WITH_AND.finditer(words)}:
        return counted
    sizes, run = set(), 0
    for part in (*_LIST.split(words)[1:], "x" * 99):
        if len(part.strip()) <= _LISTED:
            run += 1
        else:
            sizes |= {run + 1, run + 2} if run else set()
            run = 0
    return sizes


_BESIDE = re.compile(
    r"(?i)(?!.*(?:\b(?:from|than|against|versus|vs|compared|up|down|rose|fell|of which|of whom|including|includes|or|about which"
    r"|worth)\b|其中|较|比|由|从|至(?!少)|到|占"
    r"|同期|合|折|上年|去年|每|均|涨|跌|增|降))"
    r"(?=.*(?:\b(?:and|plus|with|to|as well as|while)\b|[,，、;；和及与]|另))[^.。]{1,80}"
)
"""Between two figures that a sentence lists: 38 in Sweden, 24 in Norway and 11 in Denmark; 74 votes to 26, with 20 abstentions."""
_JOINED = re.compile(r"(?i)\b(?:and|plus|as well as|to|while)\b|[、;；和及与]|另")
"""Passed 1,000, at 1,012.40, lists nothing."""
_VOTE = re.compile(r"(?i)\bvote|\bpassed\b|\bballot|投票|票|表决|赞成")


def _listed(lines: Sequence[Line], most: int, wanted: Atom | None = None) -> Iterator[list[Atom]]:
    """The figures of a line that stand side by side, all that the line has of their sort."""
    for line in lines[:most]:
        alike = [
            atom for atom in line.atoms if atom.value is not None and atom.text and atom.kind in ("money", "quantity", "percent", *PLAIN) and amount(atom) > 0
        ]
        alike = [atom for atom in alike if (in_claims_unit(wanted, atom) if wanted else atom.kind != "percent")]
        alike = list({(atom.start, atom.end): atom for atom in reversed(alike)}.values())[::-1][:most]
        for run in _runs(alike, line.words):
            gaps = " ".join(line.words[one.end : other.start] for one, other in pairwise(run))
            if len(run) > 1 and _JOINED.search(gaps):
                yield run


def _runs(alike: Sequence[Atom], words: str) -> list[list[Atom]]:
    """Neighbours with nothing but the list between them."""
    found: list[list[Atom]] = [[alike[0]]] if alike else []
    for one, other in pairwise(sorted(alike, key=lambda atom: atom.start)):
        if one.end <= other.start and _BESIDE.fullmatch(words[one.end : other.start]) and _of_one_sort(one, other):
            found[-1].append(other)
        else:
            found.append([other])
    return found


def _of_one_sort(one: Atom, other: Atom) -> bool:
    return {one.kind, other.kind} <= set(PLAIN) or (one.kind, one.unit) == (other.kind, other.unit)


def listed_sums(claim: Atom, lines: Sequence[Line], most: int) -> Reckoned:
    """What a sentence's list comes to."""
    if claim.kind not in ("money", "quantity", "percent", *PLAIN):
        return
    for run in _listed(lines, most, claim):
        parts = [in_claims_unit(claim, atom) or atom for atom in run]
        yield sum((amount(atom) for atom in parts), Decimal(0)), " + ".join(atom.text for atom in run)


def out_of_all(lines: Sequence[Line], most: int) -> Reckoned:
    """The share that one of them has of all: of a vote, or of three and more."""
    for run in _listed(lines, most):
        whole = sum((amount(atom) for atom in run), Decimal(0))
        if whole and (len(run) > 2 or any(_VOTE.search(line.words) for line in lines[:most])):
            yield from ((amount(atom) / whole, f"{atom.text} of {' + '.join(other.text for other in run)}") for atom in run)


_OF_WHOLE = re.compile(r"(?i)[^.。]{0,40}(?:其中|\b(?:of which|of whom|of these|of those|including)\b)[^.。]{0,24}")
_WHOLE_BEHIND = re.compile(r"(?i)(?: [a-z-]+){0,3} (?:out )?of (?:the |its |their |all )?(?:[a-z]+ )?")


def parts_told(lines: Sequence[Line], most: int) -> Reckoned:
    """Shares of wholes that the source tells as such: 1,200, of which 300 are public."""
    for line in lines[:most]:
        alike = [atom for atom in line.atoms if atom.value is not None and atom.text and atom.kind in ("money", "quantity", *PLAIN) and amount(atom) > 0][:most]
        for part in alike:
            for whole in (other for other in alike if _of_one_sort(part, other) and amount(part) < amount(other)):
                first, second, between = (whole, part, _OF_WHOLE) if whole.end <= part.start else (part, whole, _WHOLE_BEHIND)
                if first.end <= second.start and between.fullmatch(line.words[first.end : second.start]):
                    yield amount(part) / amount(whole), f"{part.text} of {whole.text}"
