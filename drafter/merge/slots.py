"""Two versions of one piece, unit by unit.

Units that all three texts have in common cut a piece into chunks. A chunk that one side left alone is the other's. Where both changed
it, its units are paired with those of the base by likeness (slots), and each slot is decided by itself: a person's words stay, the model's
become a proposal. What has no like in the base stays together as a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from drafter.merge.pieces import Part, Split, Unit
from drafter.merge.proposals import Proposal, proposal

ALIKE = 0.55
"""Share of common characters from which a sentence is another version of one."""
MOST = 600
"""Pairs of units that are compared by likeness at most; larger chunks stay whole."""

Range = tuple[int, int]


def notes(text: Split) -> frozenset[str]:
    """What the notes for the editor say, anywhere in the post."""
    return frozenset(unit.said[1] for part in text.parts.values() for unit in part.units if unit.kind == "note")


def without_notes(part: Part, dropped: frozenset[str]) -> Part:
    """A piece of theirs, without notes that the person took out."""
    return part.without(lambda unit: unit.kind == "note" and unit.said[1] in dropped)


def merged(base: Part | None, mine: Part, theirs: Part, offer: bool, dropped: frozenset[str]) -> tuple[str, list[Proposal]]:
    """The piece's text, and what the model would say instead. `offer`: every difference is a proposal; `dropped`: notes the person took out."""
    old = base or Part(mine.name, mine.key, "", "", "", ())
    if old.core == theirs.core:
        return mine.core, []
    if any(map(_is_note, old.units)) and not any(map(_is_note, mine.units)):  # taken out: it does not come back in other words either
        old, theirs = (part.without(_is_note) for part in (old, theirs))
    theirs = without_notes(theirs, dropped)
    if theirs.core in (mine.core, old.core):
        return mine.core, []
    if old.core == mine.core and not offer:
        return theirs.core, []
    return _Merge(old, mine, theirs, offer).done()


def _is_note(unit: Unit) -> bool:
    return unit.kind == "note"


@dataclass
class _Out:
    """The merged units: each (index in base, in mine, in theirs), None where that text has it not; `own` says whose words stand."""

    base: Part | None
    mine: Part
    other: Part
    rows: list[tuple[int | None, int | None, int | None, bool]] = field(default_factory=list)

    def theirs(self, indices: Sequence[int], base: int | None = None, mine: int | None = None) -> None:
        self.rows += [(base, mine, index, False) for index in indices]

    def unit(self, row: tuple[int | None, int | None, int | None, bool]) -> Unit:
        _, mine, theirs, own = row
        return self.mine.units[mine] if own and mine is not None else self.other.units[theirs or 0]

    def text(self) -> str:
        if not self.rows:
            return ""
        pieces = [self._gap((-1, -1, -1, True), self.rows[0]), self.unit(self.rows[0]).text]
        for before, after in zip(self.rows, self.rows[1:], strict=False):
            pieces += [self._gap(before, after), self.unit(after).text]
        return "".join(pieces)

    def _gap(self, before: tuple[int | None, int | None, int | None, bool], after: tuple[int | None, int | None, int | None, bool]) -> str:
        """As the person's file has it where the two stand side by side there, else as theirs has it, else made of what stands around them."""
        beside = [
            part.gap(left) if part is not None and left is not None and right is not None and right == left + 1 else None
            for part, left, right in zip((self.base, self.mine, self.other), before[:3], after[:3], strict=True)
        ]
        base, mine, theirs = beside
        if mine is not None and (mine != base or theirs is None):
            return mine
        if theirs is not None:
            return theirs
        return self._made(before, after)

    def _made(self, before: tuple[int | None, int | None, int | None, bool], after: tuple[int | None, int | None, int | None, bool]) -> str:
        left = self._around(before, 0)
        right = self._around(after, -1)
        if left == right or right.strip() or before[1] == -1:
            return right
        one, other = self.unit(before), self.unit(after)
        if one.kind != "sentence" or other.kind != "sentence":
            return max(left, right, key=len) if "\n" in left + right and not left.strip() else _blank(self.mine.core)
        plain = [gap for gap in (left, right) if not gap.strip() and "\n" not in gap and "\r" not in gap]
        if not plain:
            return _blank(self.mine.core)
        return "" if one.text[-1:] > "\u2e7f" or other.text[:1] > "\u2e7f" else " "

    def _around(self, row: tuple[int | None, int | None, int | None, bool], step: int) -> str:
        """The gap behind (0) or before (-1) a unit in the text that its words are from; white space at the piece's end is not known."""
        _, mine, theirs, own = row
        part, index = (self.mine, mine) if own and mine is not None else (self.other, theirs)
        return part.gap((index or 0) + step)


def _blank(core: str) -> str:
    return "\r\n\r\n" if "\r\n" in core else "\n\n"


class _Merge:
    def __init__(self, base: Part, mine: Part, theirs: Part, offer: bool) -> None:
        self.base, self.mine, self.theirs, self.offer = base, mine, theirs, offer
        self.out = _Out(base, mine, theirs)
        self.found: list[Proposal] = []

    def done(self) -> tuple[str, list[Proposal]]:
        own, new = _matches(self.base, self.mine), _matches(self.base, self.theirs)
        at = [0, 0, 0]
        for index in [*(i for i in range(len(self.base.units)) if i in own and i in new), None]:
            stop = (len(self.base.units), len(self.mine.units), len(self.theirs.units)) if index is None else (index, own[index], new[index])
            self._chunk((at[0], stop[0]), (at[1], stop[1]), (at[2], stop[2]))
            if index is not None:
                self.out.rows.append((index, own[index], new[index], True))
                at = [index + 1, own[index] + 1, new[index] + 1]
        return self.out.text(), self.found

    def _chunk(self, base: Range, mine: Range, theirs: Range) -> None:
        if self._settled(base, mine, theirs):
            return
        own = _slots(self.base, base, self.mine, mine)
        new = _slots(self.base, base, self.theirs, theirs)
        at = [base[0], mine[0], theirs[0]]
        for index in [*(i for i in range(*base) if i in own and i in new), None]:
            stop = (base[1], mine[1], theirs[1]) if index is None else (index, own[index], new[index])
            self._run((at[0], stop[0]), (at[1], stop[1]), (at[2], stop[2]))
            if index is not None:
                self._slot(index, own[index], new[index])
                at = [index + 1, own[index] + 1, new[index] + 1]

    def _settled(self, base: Range, mine: Range, theirs: Range) -> bool:
        """Whether one side left the chunk alone, or both say the same."""
        old, own, new = (_said(part, span) for part, span in ((self.base, base), (self.mine, mine), (self.theirs, theirs)))
        if new in (own, old):
            self._keep(base, mine, theirs)
        elif own == old and not self.offer:
            shift = own and len(own) == len(new)
            for step, index in enumerate(range(*theirs)):
                pair = (base[0] + step, mine[0] + step) if shift else (None, None)
                self.out.theirs([index], *pair)
        else:
            return False
        return True

    def _keep(self, base: Range, mine: Range, theirs: Range) -> None:
        """The person's units; paired with the others' where all have as many."""
        for step, index in enumerate(range(*mine)):
            old = base[0] + step if base[1] - base[0] == mine[1] - mine[0] else None
            new = theirs[0] + step if theirs[1] - theirs[0] == mine[1] - mine[0] else None
            self.out.rows.append((old, index, new, True))

    def _slot(self, base: int, mine: int, theirs: int) -> None:
        old, own, new = self.base.units[base].said, self.mine.units[mine].said, self.theirs.units[theirs].said
        if own == old and new != old and not self.offer:
            self.out.theirs([theirs], base, mine)
            return
        self.out.rows.append((base, mine, theirs, True))
        if new not in (own, old) or (self.offer and new != own):
            self._propose((base, base + 1), (mine, mine + 1), (theirs, theirs + 1))

    def _run(self, base: Range, mine: Range, theirs: Range) -> None:
        """Units without a like: one side's where the other changed nothing, else the person's with a proposal."""
        if self._settled_run(base, mine, theirs):
            return
        self._keep(base, mine, (theirs[0], theirs[0]))
        self._propose(base, mine, theirs)

    def _settled_run(self, base: Range, mine: Range, theirs: Range) -> bool:
        if base[0] == base[1] and mine[0] == mine[1]:
            fresh = [index for index in range(*theirs) if self.theirs.units[index].kind == "note"]
            if len(fresh) == theirs[1] - theirs[0] and not self.offer:  # a new note tells the editor what to do: it is no text that could clash
                self.out.theirs(fresh)
                return True
            return theirs[0] == theirs[1]
        return self._settled(base, mine, theirs)

    def _propose(self, base: Range, mine: Range, theirs: Range) -> None:
        kinds = {self.theirs.units[index].kind for index in range(*theirs)} | {self.mine.units[index].kind for index in range(*mine)}
        if kinds <= {"note"}:
            return
        old, own, new = (
            part.between(span[0], span[1] - 1) if span[0] < span[1] else "" for part, span in ((self.base, base), (self.mine, mine), (self.theirs, theirs))
        )
        if not new and not own:
            return
        before = self.out.rows[-1 - (mine[1] - mine[0])] if len(self.out.rows) > mine[1] - mine[0] else None
        after = self.out.unit(before).text if before and not own else ""
        self.found.append(proposal(self.mine.key, "words", old, own, new, after))


def _said(part: Part, span: Range) -> list[tuple[str, str]]:
    return [unit.said for unit in part.units[span[0] : span[1]]]


def _matches(base: Part, other: Part) -> dict[int, int]:
    """Index in base → index in the other, for units that say the same; both rise together."""
    matcher = SequenceMatcher(None, [unit.said for unit in base.units], [unit.said for unit in other.units], autojunk=False)
    return {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}


def _slots(base: Part, span: Range, other: Part, range_: Range) -> dict[int, int]:
    """Index in base → index in the other within the two stretches, for units that are versions of each other: the pairs that together
    are most alike, none crossing another."""
    rows, columns = span[1] - span[0], range_[1] - range_[0]
    if not rows or not columns or rows * columns > MOST:
        return {}
    alike = [[_alike(base.units[span[0] + i], other.units[range_[0] + j]) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    found, i, j = {}, 0, 0
    while i < rows and j < columns:
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found[span[0] + i] = range_[0] + j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _alike(one: Unit, other: Unit) -> float:
    """0 for what is no version of the other. A line that is no prose (a headline, the sources) is one wherever it stands alone."""
    if one.kind != other.kind:
        return 0.0
    matcher = SequenceMatcher(None, one.said[1], other.said[1], autojunk=False)
    least = ALIKE if one.kind == "sentence" else 0.0
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return max(ratio, 0.01) if ratio >= least else 0.0
