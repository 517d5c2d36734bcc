"""A post that a person worked on and drafter's new text of it, merged so that nothing the person wrote is lost. Pure.

Three texts: base (what drafter wrote last), mine (the person's file), theirs (what drafter would write now).

    pieces.split    text → row of keyed pieces, each a row of units (sentence, source line, note, other line)
    row.merged      which pieces stand, in which order: the person's additions, deletions and order win
    slots.merged    two versions of one piece, unit by unit: the person's wins, the model's becomes a proposal
    front.merged    front matter, key by key
    proposals       what the model would say instead, and how it is taken

No conflict mark ever enters the post. `merge(b, h, b) == h`, `merge(b, b, t) == t`, `merge(b, h, h) == h`, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.merge import front, row, slots
from drafter.merge.pieces import Split, eol_of, split, to_eol
from drafter.merge.proposals import Proposal, proposal, take
from drafter.post.keyed import FRONT
from drafter.post.parts import ReadPost

__all__ = ["Change", "Merged", "Proposal", "merge", "only", "take"]

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge did to one piece of the person's file."""

    piece: str
    """Its key."""
    title: str
    what: Literal["renewed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The post after the merge."""

    text: str
    proposals: tuple[Proposal, ...] = ()
    changes: tuple[Change, ...] = ()
    locked: tuple[str, ...] = ()
    """Keys of locked pieces that drafter would have changed."""


def merge(
    base: str, mine: str, theirs: str, *, read: Callable[[str], ReadPost], locked: Collection[str] = (), offer: bool = False, forget: Collection[str] = ()
) -> Merged:
    """`mine` with what is new in `theirs`, wherever the person left the words of `base` alone.

    `locked`: keys of pieces that stay as they are. `offer`: nothing is replaced, every difference becomes a proposal. `forget`: ids of
    proposals that the person refused before. Line ends and byte order mark stay those of `mine`.

    Raises NotAPost where one of the texts cannot be read as a post.
    """
    if mine == theirs or base == theirs:
        return Merged(mine)
    if base == mine and not locked and not offer:
        return Merged(theirs, changes=_changes(split(base, read), split(theirs, read), split(theirs, read)))
    mark, ending = (BOM if mine.startswith(BOM) else ""), eol_of(mine)
    old, own, new = (split(to_eol(text.removeprefix(BOM), to), read) for text, to in ((base, ending), (mine, ""), (theirs, ending)))
    return _merged(old, own, new, mark, {own.canonical(key) for key in locked}, offer, frozenset(forget))


def _merged(old: Split, own: Split, new: Split, mark: str, locked: set[str], offer: bool, forget: frozenset[str]) -> Merged:
    row.name_heads(old, own, new)
    dropped = slots.notes(old) - slots.notes(own)
    plan = row.merged(old, own, new, locked, offer)
    found = [proposal(part.key, "drop", part.core, part.core, "") for part in plan.kept_though_dropped]
    found += [proposal(part.key, "add", "", "", part.core, plan.before(part.name)) for part in plan.offered]
    parts: dict[str, str] = {}
    held: list[str] = []
    for name in plan.names:
        base, mine, theirs = old.parts.get(name), own.parts.get(name), new.parts.get(name)
        if mine is None:
            assert theirs is not None
            parts[name] = slots.without_notes(theirs, dropped).core
        elif theirs is None:
            parts[name] = mine.core
        elif name in locked:
            parts[name] = mine.core
            held += [mine.key] if base is None or theirs.core != base.core else []
        else:
            how = front.merged if mine.key == FRONT else slots.merged
            parts[name], more = how(base, mine, theirs, offer, dropped)
            found += more
    text = mark + row.joined(plan.names, parts, old, own, new)
    kept = tuple(one for one in dict.fromkeys(found) if one.id not in forget)
    return Merged(text, kept, _said(plan, parts, own, new), tuple(held))


def _said(plan: row.Plan, parts: dict[str, str], own: Split, new: Split) -> tuple[Change, ...]:
    found: list[Change] = []
    for name in plan.names:
        part = own.parts.get(name) or new.parts[name]
        if name not in own.parts:
            found.append(Change(part.key, part.title, "added"))
        elif parts[name] != own.parts[name].core:
            found.append(Change(part.key, part.title, "renewed"))
        elif name in plan.moved:
            found.append(Change(part.key, part.title, "moved"))
    return (*found, *(Change(part.key, part.title, "removed") for part in plan.removed))


def _changes(old: Split, own: Split, new: Split) -> tuple[Change, ...]:
    """Of a post that was replaced as a whole."""
    row.name_heads(old, own, new)
    moved = row.moved(list(old.parts), list(new.parts))
    found = []
    for name, part in new.parts.items():
        before = old.parts.get(name)
        if before is None:
            found.append(Change(part.key, part.title, "added"))
        elif before.core != part.core:
            found.append(Change(part.key, part.title, "renewed"))
        elif name in moved:
            found.append(Change(part.key, part.title, "moved"))
    return (*found, *(Change(part.key, part.title, "removed") for name, part in old.parts.items() if name not in new.parts))


def only(base: str, new: str, keys: Sequence[str], *, read: Callable[[str], ReadPost], fields: Sequence[str] = ()) -> str:
    """`base` with the pieces of these keys, and these fields of the front matter, as `new` has them, and every other byte as it was.

    What either of them lacks changes nothing. Raises NotAPost.
    """
    old, fresh = split(base, read), split(new, read)
    wanted = {old.canonical(key) for key in keys}
    pieces = []
    for name, part in old.parts.items():
        core = fresh.parts[name].core if name in wanted and name in fresh.parts else part.core
        if part.key == FRONT and FRONT in fresh.parts:
            core = front.with_fields(part, fresh.parts[FRONT], fields)
        pieces.append(core + part.tail)
    return "".join(pieces)
