"""Checking only what was changed, for an answer while somebody types. Pure. The whole text is checked again when they pause.

Statements outside of the changed stretch are still what others are held against, and are not held against anything themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from drafter.check.text import CheckedText, Said
from drafter.entities import Flag
from drafter.post.keyed import FRONT, Piece
from drafter.proofread import Review
from drafter.proofread.review import SEVERITIES, Line, counted

Placed = TypeVar("Placed", Line, Flag)


@dataclass(frozen=True)
class Stretch:
    """Whole pieces of the new text in which it differs from the old one; up to there and from there on the two are the same."""

    start: int
    end: int
    old_end: int

    @property
    def moved(self) -> int:
        """By how much everything behind it moved."""
        return self.end - self.old_end


def stretch(old: str, new: str, pieces: Sequence[Piece]) -> Stretch | None:
    """Where the texts differ, as pieces of the new one; None where the front matter, by which everything is dated, is among them."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    met = [one for one in pieces if one.start <= len(new) - tail and one.end >= head]
    if not met or any(one.key == FRONT for one in met):
        return None
    end = max(met[-1].end, len(new) - tail)
    return Stretch(min(met[0].start, head), end, len(old) - (len(new) - end))


def narrowed(text: CheckedText, start: int, end: int) -> CheckedText:
    """The text in which nothing outside of the stretch is compared: it counts as its source's own words.

    Where only items changed, what is made of items is left out, and the other items say nothing: an item is held against articles alone.
    """

    def inside(one: Said) -> bool:
        return one.start is not None and start <= one.start < end

    def quiet(one: Said) -> Said:
        return one if inside(one) else one.model_copy(update={"verbatim": True})

    made = [*([text.title] if text.title else []), *text.lede, *text.other, *(one for paragraph in (*text.analysis, *text.conclusion) for one in paragraph)]
    if not any(map(inside, made)):
        text = text.model_copy(update={"title": None, "lede": (), "analysis": (), "conclusion": (), "other": ()})
        items = tuple(one if any(map(inside, (one.headline, *one.said))) else one.model_copy(update={"said": ()}) for one in text.items)
        text = text.model_copy(update={"items": items})
    items = tuple(one.model_copy(update={"headline": quiet(one.headline), "said": tuple(map(quiet, one.said))}) for one in text.items)
    more: dict[str, Any] = {name: tuple(map(quiet, getattr(text, name))) for name in ("lede", "other")}
    more |= {name: tuple(tuple(map(quiet, paragraph)) for paragraph in getattr(text, name)) for name in ("analysis", "conclusion")}
    return text.model_copy(update={"title": quiet(text.title) if text.title else None, "items": items, **more})


def together(before: Review, part: Review, where: Stretch) -> Review:
    """The earlier review with the stretch's flags and lines from the later one; what stands behind it has moved."""
    lines = _joined(before.lines, part.lines, where)
    flags = _joined(before.flags, part.flags, where)
    said = {line.text for line in lines}  # a flag of no sentence comes last of its severity
    flags.sort(key=lambda one: (SEVERITIES.index(one.severity), one.statement not in said, one.start if one.start is not None else -1))
    lines.sort(key=lambda one: one.start if one.start is not None else -1)
    counts = counted(lines, flags, before.waived)
    return before.model_copy(update={"lines": tuple(lines), "flags": tuple(flags), "counts": counts, "title": part.title or before.title})


def _joined(before: Sequence[Placed], part: Sequence[Placed], where: Stretch) -> list[Placed]:
    found = [one for one in before if one.start is None or one.start < where.start]
    found += [one for one in part if one.start is not None and where.start <= one.start < where.end]
    found += [_moved(one, where.moved) for one in before if one.start is not None and one.start >= where.old_end]
    return found


def _moved(one: Placed, by: int) -> Placed:
    return one.model_copy(update={"start": (one.start or 0) + by, "end": None if one.end is None else one.end + by})
