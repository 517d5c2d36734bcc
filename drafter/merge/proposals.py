"""What the model would say instead of a person's words: kept beside the post, never in it, and taken one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Literal

from drafter.entities import Entity
from drafter.errors import UsageError
from drafter.merge.pieces import Part, Split, eol_of, split, to_eol
from drafter.post.parts import ReadPost

What = Literal["words", "field", "drop", "add"]


class Proposal(Entity):
    """One difference that a person may take or leave."""

    id: str
    """Made of what it says: the same proposal has the same id, however often it is made."""
    piece: str
    """Key of the piece it is about, as `post.keyed` has it."""
    what: What
    """`words`: other words for some of the piece's; `field`: another value in the front matter; `drop`: the edition no longer has the
    piece, which a person has edited; `add`: the edition has a piece more."""
    base: str
    """What drafter wrote before."""
    mine: str
    """What stands in the post; empty where the person took it out, or where there is nothing."""
    theirs: str
    after: str = ""
    """For words that replace none: those right before their place in the piece, empty for its beginning; for a piece: key of the one before."""


def proposal(piece: str, what: What, base: str, mine: str, theirs: str, after: str = "") -> Proposal:
    """The proposal, with its id."""
    facts = "\x00".join((piece, what, *(" ".join(one.split()) for one in (mine, theirs))))
    return Proposal(
        id=hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:8], piece=piece, what=what, base=base, mine=mine, theirs=theirs, after=after
    )


def take(text: str, one: Proposal, *, read: Callable[[str], ReadPost]) -> str:
    """The post with the proposal's words. Raises UsageError where the words that it is about stand there no more, NotAPost."""
    mark, body = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    parts = split(body, read)
    theirs = to_eol(one.theirs, eol_of(body))
    if one.what == "add":
        return mark + _added(parts, one, theirs, eol_of(body))
    part = parts.parts.get(parts.canonical(one.piece))
    if part is None:
        raise _gone(one)
    if one.what == "drop":
        return mark + "".join(other.core + other.tail for other in parts.parts.values() if other is not part)
    if one.mine:
        part.core = _replaced(part, one, theirs)
    else:
        part.core = _inserted(part, one, theirs, eol_of(body))
    return mark + "".join(other.core + other.tail for other in parts.parts.values())


def _replaced(part: Part, one: Proposal, theirs: str) -> str:
    places = [at for at in range(len(part.core)) if part.core.startswith(one.mine, at)]
    if len(places) != 1:
        raise _gone(one)
    rest = part.core[places[0] + len(one.mine) :]
    return part.core[: places[0]] + theirs + (rest if theirs else rest.lstrip(" "))


def _inserted(part: Part, one: Proposal, theirs: str, ending: str) -> str:
    """Behind the words that it follows; a line of its own where those are no sentence."""
    if one.what == "field":
        end = part.core.rstrip("-.+").rstrip() if one.after == "" else part.core
        return end + ending + theirs + part.core[len(end) :]
    before = next((unit for unit in reversed(part.units) if unit.text == one.after), None)
    if one.after and before is None:
        raise _gone(one)
    at = before.end if before else 0
    between = ending * 2 if before is None or before.kind != "sentence" else _space(before.text, theirs)
    return part.core[:at] + between + theirs + part.core[at:] if before else theirs + between + part.core


def _space(before: str, after: str) -> str:
    return "" if before[-1:] > "\u2e7f" or after[:1] > "\u2e7f" else " "


def _added(parts: Split, one: Proposal, theirs: str, ending: str) -> str:
    before = parts.canonical(one.after)
    if parts.canonical(one.piece) in parts.parts or before not in parts.parts:
        raise _gone(one)
    said = [(part.name, part.core, part.tail) for part in parts.parts.values()]
    pieces = []
    for name, core, tail in said:
        pieces += [core, tail] if name != before else [core, ending * 2, theirs, tail if tail.strip("\r\n") or len(tail) > len(ending) else ending]
    return "".join(pieces)


def _gone(one: Proposal) -> UsageError:
    return UsageError(f"proposal {one.id}", f"the words in {one.piece} that it would change are gone", "change the post by hand, or leave it: --leave")
