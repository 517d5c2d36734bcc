"""Who did it to whom. A claim in which somebody plays a part that the source gives to another is found; nothing else is said.

A frame is one verb with those named around it. Buying and selling are one kind of frame with three parts: giver, receiver, thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.check.claims.clauses import sentences
from drafter.check.claims.referents import Directory, directory_of
from drafter.check.claims.role_frames import Frame, frames, told
from drafter.check.claims.role_words import VERBS
from drafter.check.findings import Finding, Passage, Span

_COUNTED = re.compile(r"\s?(?:了|其|its |their |some |about |约)?\d")
_PATIENTS = frozenset({"fine", "sue", "blame", "overtake"})
"""Families in which to whom it was done is told as surely as who did it."""
_RIVALS = tuple(
    frozenset(f"inst:{name}" for name in group.split())
    for group in (
        "senate lower-house",
        "board shareholders",
        "securities-regulator antitrust central-bank",
        "services-exports goods-exports",
        "services-imports goods-imports",
        "goods-exports goods-imports",
    )
)
"""Institutions that are never one another."""
_SURE = frozenset(
    "lead sue appeal fine pass lift suspend shrink record overtake transfer withdraw recall".split()  # noqa: SIM905 # one line
)
"""Families in which another player is a fault; elsewhere only swapped parts are."""


def role_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `role-swapped` and `role-taken`. `names` are pairs (form in the claim, form in the source)."""
    if not VERBS.search(claim):
        return []
    sources = list(passages)
    directory = directory_of(claim, sources, names)
    ours, _ = frames(claim, directory)
    if not ours:
        return []
    theirs = told(sources, directory)
    elsewhere = {referent.key for passage in sources for referent in directory.find(passage.text)}
    return [finding for frame in ours if (finding := _judge(claim, frame, theirs, elsewhere, directory)) is not None]


def _judge(claim: str, mine: Frame, theirs: Sequence[tuple[Passage, Frame]], elsewhere: set[str], directory: Directory) -> Finding | None:
    same = [(passage, frame) for passage, frame in theirs if frame.family == mine.family]
    if not same:
        return None
    if mine.family == "transfer" and len(mine.parts) == 1 and _COUNTED.match(claim, mine.end):
        return None  # what is sold is a thing of its own: 1,150 masts of the buyer's
    for role, who in mine.parts:
        with_them = [(passage, frame) for passage, frame in same if frame.roles_of(who)]
        if with_them and not any(role in frame.roles_of(who) for _, frame in with_them):
            if any(_whole(mine, frame) and (_exchanged(mine, frame) or any(_clash(role, other) for other in frame.roles_of(who))) for _, frame in with_them):
                return _finding("role-swapped", claim, mine, *with_them[0], role)
            continue
        players = [frame.players(role) for _, frame in same]
        if (
            not with_them
            and any(_one_event(mine, role, frame) for _, frame in same)
            and mine.family in _SURE
            and (role in {"agent", "giver", "receiver"} or (role == "patient" and mine.family in _PATIENTS))
            and all(players)
            and who in elsewhere
            and not any(_before(who, passage.text, frame, directory) for passage, frame in same)
            and all(_kin(who, player) or (who != player and _apart(who, player, theirs)) for each in players for player in each)
        ):
            return _finding("role-taken", claim, mine, *same[0], role)
    return None


def _before(who: str, text: str, frame: Frame, directory: Directory) -> bool:
    """Named ahead of the verb in its own sentence: then the reading of that sentence is in doubt, not the claim."""
    start = max((start for start, _ in sentences(text) if start <= frame.start), default=0)
    return any(each.key == who and start <= each.start < frame.start for each in directory.find(text))


def _one_event(mine: Frame, asked: str, theirs: Frame) -> bool:
    """Nothing else of the claim's frame plays another part in the source's, or is played by another: a second sale is another matter."""
    others = [(role, who) for role, who in mine.parts if role != asked]
    return all(theirs.roles_of(who) <= {role} and (not theirs.players(role) or who in theirs.players(role)) for role, who in others)


def _whole(mine: Frame, theirs: Frame) -> bool:
    """Both sides are named in the source; and where the claim names two, the source's frame has another of them too."""
    if len({who for _, who in theirs.parts}) < 2:
        return False
    ours = {who for _, who in mine.parts}
    return len(ours) < 2 or len(ours & {who for _, who in theirs.parts}) >= 2


def _exchanged(mine: Frame, theirs: Frame) -> bool:
    """Giver and thing changed places. One of the two alone says nothing: a firm that sells shares of itself is both."""
    return bool(mine.players("giver") & theirs.players("thing") and mine.players("thing") & theirs.players("giver"))


def _clash(one: str, other: str) -> bool:
    return frozenset({one, other}) in {
        frozenset({"agent", "patient"}),
        frozenset({"giver", "receiver"}),
        frozenset({"receiver", "thing"}),
        frozenset({"agent", "to"}),
    }


def _kin(one: str, other: str) -> bool:
    """Two that cannot be one: both proper names, both cities, two chambers; not a name and `the government`."""
    if one == other:
        return False
    if any({one, other} <= rivals for rivals in _RIVALS):
        return True
    kinds = {one.partition(":")[0] if ":" in one else "", other.partition(":")[0] if ":" in other else ""}
    return kinds in ({""}, {"city"}, {"territory"})


def _apart(one: str, other: str, theirs: Sequence[tuple[Passage, Frame]]) -> bool:
    """A frame of the sources has the two in different parts, so they are two."""
    return any(frame.roles_of(one) and frame.roles_of(other) and frame.roles_of(one) != frame.roles_of(other) for _, frame in theirs)


def _finding(what: str, claim: str, mine: Frame, passage: Passage, frame: Frame, role: str) -> Finding:
    here = Span(mine.start, mine.end, claim[mine.start : mine.end])
    there = Span(frame.start, frame.end, passage.text[frame.start : frame.end], passage.id)
    return Finding(what, "HIGH", here, there, f"the {role} of “{here.words}” is another in the source: “{_around(passage.text, frame)}”")


def _around(text: str, frame: Frame) -> str:
    return text[max(0, frame.start - 60) : frame.end + 60].strip()
