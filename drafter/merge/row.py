"""Which pieces stand in the merged post, and in which order. A person's additions, deletions and order win."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from drafter.merge.pieces import Part, Split

_ENTRY = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s")


@dataclass(slots=True)
class Plan:
    """The merged post's pieces by name."""

    names: list[str]
    removed: list[Part] = field(default_factory=list)
    """Pieces of the person's file that theirs has no more, and that nobody touched."""
    kept_though_dropped: list[Part] = field(default_factory=list)
    """Those that somebody did touch."""
    offered: list[Part] = field(default_factory=list)
    """New pieces of theirs that are only proposed."""
    moved: frozenset[str] = frozenset()
    theirs: tuple[Part, ...] = ()

    def before(self, name: str) -> str:
        """Key of the piece that stands before a new one of theirs, of those that the merged post has."""
        row = [part.name for part in self.theirs]
        known = {part.name: part.key for part in self.theirs}
        return next((known[other] for other in reversed(row[: row.index(name)]) if other in self.names), "")


def name_heads(*texts: Split) -> None:
    """Headings of one role are told apart by their words where a text has several, by the role alone where none has."""
    roles = {role for text in texts for role, count in Counter(_role(part) for part in text.parts.values()).items() if role and count > 1}
    for text in texts:
        parts = list(text.parts.values())
        text.parts.clear()
        for part in parts:
            role = _role(part)
            name = f"{role} {part.title}" if role in roles else part.name
            while name in text.parts:
                name += "+"
            part.name = name
            text.parts[name] = part


def _role(part: Part) -> str:
    return part.key.partition("#")[0] if part.key.startswith("head:") else ""


def merged(old: Split, own: Split, new: Split, locked: set[str], offer: bool) -> Plan:
    """The plan: the person's row, without what theirs dropped untouched, with what theirs adds where it belongs there."""
    plan = Plan([], theirs=tuple(new.parts.values()))
    for name, part in own.parts.items():
        before = old.parts.get(name)
        if name in new.parts or before is None or name in locked:
            plan.names.append(name)
        elif before.core != part.core or offer:
            plan.names.append(name)
            plan.kept_though_dropped.append(part)
        else:
            plan.removed.append(part)
    _heads_of(plan, own, new)
    _reorder(plan, old, own, new)
    row = list(new.parts)
    for at, name in enumerate(row):
        if name in own.parts or name in old.parts:
            continue
        if offer:
            plan.offered.append(new.parts[name])
        else:
            _insert(plan.names, name, row[:at], row[at + 1 :])
    return plan


def _heads_of(plan: Plan, own: Split, new: Split) -> None:
    """A heading stays as long as a piece stays under it that theirs has nowhere."""
    row = list(own.parts)
    for part in [one for one in plan.removed if one.key.startswith("head:")]:
        under = list(takewhile(lambda name: name.startswith("item:"), row[row.index(part.name) + 1 :]))
        if any(name in plan.names and name not in new.parts for name in under):
            plan.removed.remove(part)
            plan.names[:] = [name for name in row if name in plan.names or name == part.name]


def _insert(names: list[str], name: str, before: list[str], after: list[str]) -> None:
    """Behind the nearest piece that stands before it in theirs, else in front of the nearest that stands behind it."""
    left = next((other for other in reversed(before) if other in names), None)
    right = next((other for other in after if other in names), None)
    at = names.index(left) + 1 if left is not None else names.index(right) if right is not None else len(names)
    names.insert(at, name)


def _reorder(plan: Plan, old: Split, own: Split, new: Split) -> None:
    """Theirs' order of items, where the person left the order alone; headings and sections stay where the person has them."""
    if moved([*old.parts], [*own.parts]):
        return
    before, row = [*plan.names], [*new.parts]
    ours, theirs = _under(plan.names), _under(row)
    for name in [one for one in row if one in plan.names and one.startswith("item:")]:
        elsewhere = theirs[name] != ours[name] and theirs[name] in plan.names
        if elsewhere and name in old.parts and old.parts[name].core == own.parts[name].core:
            plan.names.remove(name)
            _insert(plan.names, name, row[: row.index(name)], row[row.index(name) + 1 :])
    found: list[str] = []
    for is_item, run in groupby(plan.names, key=lambda name: name.startswith("item:")):
        names = [*run]
        found += _ordered(names, row) if is_item else names
    plan.names[:] = found
    plan.moved = moved(before, plan.names)


def _under(row: list[str]) -> dict[str, str]:
    """Item → the heading or section that it stands under."""
    found, over = {}, ""
    for name in row:
        if name.startswith("item:"):
            found[name] = over
        else:
            over = name
    return found


def _ordered(run: list[str], row: list[str]) -> list[str]:
    """Items of one section in theirs' order; what theirs has not stays behind the item it stood behind."""
    follows: dict[str, list[str]] = {"": []}
    last = ""
    for name in run:
        if name in row:
            last = name
            follows[name] = []
        else:
            follows[last].append(name)
    shared = sorted((name for name in follows if name), key=row.index)
    return [*follows[""], *(one for name in shared for one in (name, *follows[name]))]


def moved(before: list[str], after: list[str]) -> frozenset[str]:
    """Names of both rows that stand otherwise among the others: the fewest that make the difference."""
    from difflib import SequenceMatcher

    one, other = [name for name in before if name in after], [name for name in after if name in before]
    if one == other:
        return frozenset()
    stay = {name for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() for name in one[block.a : block.a + block.size]}
    return frozenset(other) - stay


def joined(names: list[str], cores: dict[str, str], old: Split, own: Split, new: Split) -> str:
    """The pieces as one text: between two stands what the person's file has there, unless only theirs changed it or knows it."""
    tails = [_tails(text) for text in (old, own, new)]
    pieces = []
    for name, following in zip(names, [*names[1:], None], strict=True):
        if cores[name] or name in own.parts:
            pieces += [cores[name], _tail((name, following), tails, cores, own)]
    return "".join(pieces)


_Pair = tuple[str, str | None]


def _tails(text: Split) -> dict[_Pair, str]:
    return {(part.name, following): part.tail for part, following in zip(text.parts.values(), [*list(text.parts)[1:], None], strict=True)}


def _tail(pair: _Pair, tails: list[dict[_Pair, str]], cores: dict[str, str], own: Split) -> str:
    base, mine, theirs = (tail.get(pair) for tail in tails)
    if mine is not None and (mine != base or theirs is None):
        return mine
    if theirs is not None:
        return theirs
    ending = next((found[0] for part in own.parts.values() if (found := re.search(r"\r\n|\r|\n", part.core + part.tail))), "\n")
    name, following = pair
    if following is None:
        return next(reversed(own.parts.values())).tail
    return ending if _ENTRY.match(cores[name]) and _ENTRY.match(cores[following]) else ending * 2
