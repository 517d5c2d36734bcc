"""One story once: which reports tell the same event at the same stage, in English, in Chinese and across both. Pure.

Two reports are compared by marks that both languages share: figures as exact values, names in Latin letters, the sound of
foreign names, countries and cities, days, the generic words of the news and the stage of a process that they tell; within one
script by their words too. Title and lead count more than the rest, rare marks more than common ones.

The rule:

- Within one script, reports whose texts are built alike but whose titles are about other things are no story (`match.is_form`).
- Regular releases (`releases`: statistics, quarterly results, market closes, daily operations) are one story only where measure,
  territory and time agree or are left open; titles whose figures contradict each other are of two.
- Reports published more than `clusters.DAYS` days apart are of two stories. Round-ups (`roundups`: briefings, weeks in review, lists of
  links) join no story; a market wrap (`wraps`) joins reports of its session only, never one of what moved the market. Nearly the same
  text is no matter of stories: `duplicates` folds that before, a round-up and a report only where each is nearly the other.
- The weighted parts of a likeness (`weights`) must sum to 0 or more. Other countries, other figures or names in the titles, other
  days and other stages count against, most of all a day that had not come when the other report was published.
- Two single reports start a story where their likeness is at least `clusters.PAIR`. Groups are joined the likest first, where at least
  half of the pairs between them are alike, their mean likeness is at least `clusters.MEAN` and no pair is below `clusters.VETO`: a
  chain of likenesses makes no story. A single report may also join by being very like one member and not unlike the rest
  (`clusters.VERY_LIKE`, `clusters.NOT_UNLIKE`).
- The main is the member that the caller prefers most; every member is like the main or fits the whole.
- Among more than `weights.FITTED_ON` reports the threshold rises with the logarithm of their number.

Vectors of a multilingual sentence model are optional; they add the cosine as one more part.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from drafter.stories.clusters import apart, candidates, groups
from drafter.stories.marks import marks
from drafter.stories.marks import tells_several as tells_several
from drafter.stories.match import Profile, Rarity, is_form, is_other_release, parts, profile
from drafter.stories.reasons import reason
from drafter.stories.weights import likeness, prior


class Report(NamedTuple):
    """What a story is told from."""

    id: str
    title: str
    text: str
    """Or its lead."""
    language: str
    published: date | None = None
    site: str = ""
    preference: float = 0.0
    """The highest of a story is its main; ties by id."""


class Member(NamedTuple):
    """A further report of a story."""

    id: str
    reason: str
    """Why it joined, for a person."""


class Story(NamedTuple):
    """One event at one stage."""

    main: str
    members: tuple[Member, ...] = ()
    """Without the main, the most preferred first."""


def cluster(reports: Sequence[Report], vectors: Mapping[str, Sequence[float]] | None = None) -> tuple[Story, ...]:
    """Every report in exactly one story, the most preferred story first. The order of `reports` does not matter; ids must differ.

    `vectors` (id → vector of any one length) may leave reports out.
    """
    ranked = sorted(reports, key=lambda one: (-one.preference, one.id))
    found = [marks(one.title, one.text, one.language, one.published) for one in ranked]
    rarity = Rarity(found)
    profiles = [profile(one.id, own, rarity) for one, own in zip(ranked, found, strict=True)]
    compare = _Comparison(profiles, rarity, _centred(profiles, vectors or {}))
    pairs = [pair for pair in candidates(profiles, rarity) if compare.may_join(*pair)]
    stories = sorted(groups(len(profiles), pairs, compare))
    return tuple(Story(ranked[group[0]].id, tuple(Member(ranked[one].id, compare.why(group, one)) for one in group[1:])) for group in stories)


class _Comparison:
    """Likeness of two profiles by their places, kept once computed."""

    def __init__(self, profiles: Sequence[Profile], rarity: Rarity, vectors: Mapping[str, Sequence[float]]) -> None:
        self._profiles, self._rarity, self._vectors = profiles, rarity, vectors
        self._prior = prior(len(profiles))
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._likeness(*pair)
        return self._known[pair]

    def _likeness(self, one: int, other: int) -> float:
        if not self.may_join(one, other):
            return -math.inf
        a, b = self._profiles[one], self._profiles[other]
        if is_other_release(a, b):
            return -math.inf
        cosine = self._cosine(a.id, b.id)
        found = parts(a, b, self._rarity, cosine)
        if is_form(a, b, found):
            return -math.inf
        return self._prior + likeness(found, a.marks.han, b.marks.han, cosine is not None)

    def _cosine(self, one: str, other: str) -> float | None:
        if one not in self._vectors or other not in self._vectors:
            return None
        return sum(map(float.__mul__, self._vectors[one], self._vectors[other]))

    def may_join(self, one: int, other: int) -> bool:
        a, b = self._profiles[one].marks, self._profiles[other].marks
        return a.may_tell(b) and not apart(a.day, b.day)

    def why(self, group: Sequence[int], index: int) -> str:
        """By the main, or by the member it is likest to where it is not like the main."""
        to = group[0] if self(group[0], index) >= 0 else max((one for one in group if one != index), key=lambda one: (self(one, index), -one))
        return reason(self._profiles[to], self._profiles[index], self._rarity, to_main=to == group[0])


LEAST_TO_CENTRE = 15
"""Vectors of a script are used where at least so many reports of it have one: fewer have no telling mean."""


def _centred(profiles: Sequence[Profile], vectors: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Each script's vectors less their mean, of length 1: a multilingual model keeps its languages apart, and its cosines close together."""
    centred: dict[str, list[float]] = {}
    for han in (False, True):
        ids = [profile.id for profile in profiles if profile.marks.han == han and profile.id in vectors]
        if len(ids) < LEAST_TO_CENTRE:
            continue
        mean = [sum(column) / len(ids) for column in zip(*(vectors[id_] for id_ in ids), strict=True)]
        for id_ in ids:
            moved = [float(value) - middle for value, middle in zip(vectors[id_], mean, strict=True)]
            length = math.sqrt(sum(value * value for value in moved)) or 1.0
            centred[id_] = [value / length for value in moved]
    return centred
