"""What an editor's work comes to as decisions: flags fixed and ignored, sentences edited; and how often a desk did either with a code.

Nothing here reads the clock or a file; `store.decisions` keeps what this module makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from drafter.check.codes import CODES
from drafter.effort import PieceEffort, aligned
from drafter.entities import Flag
from drafter.post.keyed import Piece
from drafter.proofread import Review
from drafter.proofread.review import Line
from drafter.store.decisions import Decision

IN_A_ROW = 10
"""Flags of one code ignored one after the other, none fixed in between, after which demoting the code is offered."""


@dataclass(frozen=True)
class Tally:
    """What a desk did with the flags of a code."""

    fixed: int = 0
    ignored: int = 0
    in_a_row: int = 0
    """Ignored since one was last fixed, or since the code was demoted."""


def fixed(before: Review, after: Review, pieces: Sequence[Piece], at: datetime, by: str, said: Sequence[str] | None = None) -> list[Decision]:
    """Flags of the earlier review that are gone because their words were changed or taken out.

    `said`: the person's sentences, where the later review is of a text that drafter wrote in since: what drafter changed nobody fixed.
    """
    sentences = [line.text for line in after.lines] if said is None else said
    there = {_squeezed(text) for text in sentences}
    became = dict(aligned([line.text for line in before.lines], sentences).changed)
    lines = {line.text: line for line in before.lines}
    found = []
    for flag in before.flags:
        if not flag.statement or flag.statement not in lines or _squeezed(flag.statement) in there:
            continue  # a flag that went though its sentence stands was answered by something else: a page found, a setting
        now = became.get(flag.statement, "")
        if not _still(flag, now, before, after):
            key = _key(lines[flag.statement], pieces)
            found.append(Decision(at=at, what="fixed", by=by, piece=key, code=flag.code, words=flag.words, before=flag.statement, after=now))
    return found


def ignored(flags: Iterable[Flag], pieces: Sequence[Piece], reason: str, at: datetime, by: str) -> list[Decision]:
    """Flags that were waived."""
    return [
        Decision(at=at, what="ignored", by=by, piece=_piece_at(pieces, flag.start), code=flag.code, words=flag.words, before=flag.statement, reason=reason)
        for flag in flags
    ]


def edited(efforts: Iterable[PieceEffort], known: Iterable[Decision], at: datetime, by: str) -> list[Decision]:
    """Sentences that differ from what drafter wrote, and those that a person put back since; `known` is what was said already."""
    known = [one for one in known if one.what == "edited"]
    last = {(one.piece, one.before): one.after for one in known if one.before}
    added = {(one.piece, one.after) for one in known}  # a changed sentence of an item that drafter dropped since is not written anew
    found = []
    for piece in efforts:
        said = piece.sentences
        pairs = [*said.changed, *((gone, "") for gone in said.removed), *((kept, kept) for kept in said.kept if last.get((piece.key, kept), kept) != kept)]
        fresh = [(before, after) for before, after in pairs if last.get((piece.key, before)) != after]
        fresh += [("", new) for new in said.added if (piece.key, new) not in added]
        found += [Decision(at=at, what="edited", by=by, piece=piece.key, before=before, after=after) for before, after in fresh]
    return found


def fresh(decisions: Iterable[Decision], known: Iterable[Decision]) -> list[Decision]:
    """Those that were not said before: the same command twice decides nothing twice. `edited` has its own way to tell."""
    said = {_same(one) for one in known if one.what != "edited"}
    found = []
    for one in decisions:
        if _same(one) not in said:
            said.add(_same(one))
            found.append(one)
    return found


def tallies(decisions: Mapping[str, Sequence[Decision]]) -> dict[str, Tally]:
    """Code → what was done with its flags in all editions, in the order of time. A decision that two clones both wrote counts once."""
    each = {(edition, *_same(one)): one for edition, found in decisions.items() for one in reversed(found) if one.code}
    counted: dict[str, Tally] = {}
    for one in sorted(each.values(), key=lambda one: one.at):
        have = counted.get(one.code, Tally())
        if one.what == "fixed":
            counted[one.code] = Tally(have.fixed + 1, have.ignored, 0)
        elif one.what == "ignored":
            counted[one.code] = Tally(have.fixed, have.ignored + 1, have.in_a_row + 1)
        elif one.what == "demoted":
            counted[one.code] = Tally(have.fixed, have.ignored, 0)
    return counted


def may_demote(code: str) -> bool:
    """Whether a desk may take the code less seriously: never one that can block, and there is nothing below INFO."""
    return code in CODES and CODES[code].severity in ("HIGH", "WARN")


def _same(one: Decision) -> tuple[str, ...]:
    return one.what, one.code, _squeezed(one.words), _squeezed(one.before), "" if one.what == "fixed" else _squeezed(one.after)


def _still(flag: Flag, now: str, before: Review, after: Review) -> bool:
    """Whether the sentence, changed, has the flag still: the same words, or as many flags of the code as it had."""
    had = [one for one in before.flags if one.code == flag.code and one.statement == flag.statement]
    has = [one for one in (*after.flags, *(waived.flag for waived in after.waived)) if now and one.code == flag.code and one.statement == now]
    return len(has) >= len(had) or any(_squeezed(one.words) == _squeezed(flag.words) for one in has)


def _key(line: Line, pieces: Sequence[Piece]) -> str:
    """The piece that a line of an earlier text stands in now: by its headline, else by its part."""
    if line.part in ("item", "brief", "headline"):
        return next((piece.key for piece in pieces if piece.key.startswith(("item:", "brief:")) and piece.title == line.where), "")
    return next((piece.key for piece in pieces if piece.key == line.part), line.part)


def _piece_at(pieces: Sequence[Piece], at: int | None) -> str:
    return next((piece.key for piece in pieces if at is not None and piece.start <= at < piece.end), "")


def _squeezed(text: str) -> str:
    return "".join(text.split())
