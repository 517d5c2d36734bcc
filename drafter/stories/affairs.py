"""What a report has to do with what was told weeks ago: the same event, a further step of the same affair, or nothing. Pure.

Two measures of one pair, both from the parts and weights that `cluster` goes by:

- `affair`: the likeness without what tells two events of one affair apart (days, stages, new figures). From `AFFAIR` on the two
  are of one affair.
- `event`: the likeness without the days between the two publications, since late coverage is still of the same event. Within one
  affair, below 0 the later report tells a further step; from `EVENT` on it tells the same event at the same stage; in between
  only what it says can tell.

`python -m tests.bench.recurrence` measures both on labelled pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from drafter.stories import Report
from drafter.stories.lexicon import lexicon
from drafter.stories.marks import Marks, marks
from drafter.stories.match import Profile, Rarity, is_form, is_other_release, parts, profile
from drafter.stories.reasons import reason
from drafter.stories.weights import likeness, prior

AFFAIR = 2.0
"""Least likeness of two reports of one affair."""
EVENT = 5.5
"""Likeness from which two reports of one affair tell the same event."""
_BETWEEN_EVENTS = frozenset({"same_day", "other_day", "newest", "before", "later", "gap", "named_day", "other_stage", "new_stage", "new_figure", "headline"})
"""Parts that tell two events of one affair apart, or tie one event's reports together."""
_BETWEEN_DAYS = frozenset({"gap"})
_COMMON = 20
"""A mark that more reports have than this is no reason to compare two of them."""


class Kin(NamedTuple):
    """An earlier report of the same affair."""

    earlier: str
    """Its id."""
    affair: float
    event: float
    further: tuple[str, ...]
    """Stages (`family:stage`) of the report's title that lie further on than any of the same process that the earlier report tells."""
    untold: tuple[str, ...]
    """Stages of its title that the earlier report does not tell."""
    latest: date | None
    """The last day that the report tells of as past."""
    why: str


def kin(reports: Sequence[Report], earlier: Sequence[Report]) -> dict[str, tuple[Kin, ...]]:
    """Report's id → the earlier reports of its affair, the likest first. Ids differ within each row; days of publication are not compared."""
    if not reports or not earlier:
        return {}
    now = [(one, marks(one.title, one.text, one.language, one.published)) for one in reports]
    then = [(one, marks(one.title, one.text, one.language, one.published)) for one in earlier]
    rarity = Rarity([own for _, own in (*now, *then)])
    before = [profile(one.id, own, rarity) for one, own in then]
    having = _by_mark(before, rarity)
    less = prior(len(then))
    found: dict[str, list[Kin]] = defaultdict(list)
    for one, own in now:
        if own.round_up:
            continue
        mine = profile(one.id, own, rarity)
        for at in sorted({at for mark in _telling(mine, rarity) for at in having.get(mark, ())}):
            kinship = _kin(mine, before[at], rarity, less)
            if kinship is not None:
                found[one.id].append(kinship)
    return {key: tuple(sorted(ones, key=lambda one: (-one.affair, one.earlier))) for key, ones in found.items()}


def _kin(mine: Profile, before: Profile, rarity: Rarity, less: float) -> Kin | None:
    if not mine.marks.may_tell(before.marks) or is_other_release(mine, before):
        return None
    said = parts(mine, before, rarity)
    if is_form(mine, before, said):
        return None
    affair, event = (less + _without(said, left_out, mine.marks, before.marks) for left_out in (_BETWEEN_EVENTS, _BETWEEN_DAYS))
    if affair < AFFAIR:
        return None
    latest = max(mine.marks.happened, default=None)
    return Kin(before.id, affair, event, *_new_stages(mine.marks, before.marks), latest, reason(before, mine, rarity, to_main=True))


def _without(said: Mapping[str, float], left_out: frozenset[str], one: Marks, other: Marks) -> float:
    return likeness({name: value for name, value in said.items() if name not in left_out}, one.han, other.han, vectors=False)


def _new_stages(mine: Marks, before: Marks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Further ones, and all that are untold."""
    order = list(lexicon().stages.values())
    untold = [(family, stage) for family, stage in mine.reached.items() if stage not in before.stages.get(family, {})]
    further = [
        (family, stage)
        for family, stage in untold
        if (told := before.stages.get(family)) and order.index((family, stage)) > max(order.index((family, one)) for one in told)
    ]
    return tuple(map(":".join, further)), tuple(map(":".join, untold))


def _by_mark(profiles: Sequence[Profile], rarity: Rarity) -> dict[tuple[str, str], list[int]]:
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(profiles):
        for mark in _telling(one, rarity):
            having[mark].append(at)
    return having


def _telling(one: Profile, rarity: Rarity) -> set[tuple[str, str]]:
    """Marks that lead to a comparison: what few reports have."""
    kinds: dict[str, Mapping[str, object]] = {
        "words": one.words,
        "meanings": one.meanings,
        "names": one.marks.names,
        "figures": one.figures,
        "sounds": one.marks.sounds,
    }
    return {(kind, mark) for kind, found in kinds.items() for mark in found if rarity.count(kind, mark) <= _COMMON}
