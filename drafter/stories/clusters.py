"""From likenesses of pairs to stories: candidates through shared rare marks, then the likest first, groups kept tight."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from drafter.stories.match import Profile, Rarity

DAYS = 4
"""Reports published further apart than this are of different stories."""
HALF = 0.5
"""Share of the pairs between two groups that must be of one story before the groups are joined."""
MEAN = 0.0
"""Least mean likeness of those pairs."""
PAIR = 1.5
"""Least likeness of two reports that start a story: nothing else speaks for it."""
VETO = -6.0
"""No pair of a story may be as unlike as this."""
VERY_LIKE, NOT_UNLIKE = 2.0, -2.0
"""A single report also joins a group where it is very like one member and, in the mean, not unlike the rest."""
SAMPLE = 6
"""Of larger groups only the best this many are compared."""
COMMON = 150
"""A mark leads to at most this many other reports, the best ones."""
TELLING = {"words": 14, "meanings": 8, "names": 6, "figures": 8, "sounds": 8}
"""How many marks of each kind, the most telling, look for partners."""
PARTNERS = 12
"""How many partners of either script a report is compared with."""

Likeness = Callable[[int, int], float]


def candidates(profiles: Sequence[Profile], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison, each once. `profiles` come best first."""
    telling = [_telling(profile, rarity) for profile in profiles]
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, found in enumerate(telling):
        for mark in found:
            if len(having[mark]) < COMMON:
                having[mark].append(index)
    seen: set[tuple[int, int]] = set()
    for index, found in enumerate(telling):
        for partner in _partners(index, found, having, profiles):
            pair = (min(index, partner), max(index, partner))
            if pair not in seen:
                seen.add(pair)
                yield pair


def _telling(profile: Profile, rarity: Rarity) -> dict[tuple[str, str], float]:
    marks = profile.marks
    weights: dict[str, Mapping[str, float]] = {
        "words": marks.words,
        "meanings": marks.meanings,
        "names": marks.names,
        "figures": profile.figures,
        "sounds": {sound: weight for sound, (_, weight) in marks.sounds.items()},
    }
    found = {}
    for kind, most in TELLING.items():
        rated = ((weight**0.5 * rarity(kind, mark), mark) for mark, weight in weights[kind].items() if rarity.count(kind, mark) > 1)
        found.update({(kind, mark): weight for weight, mark in heapq.nlargest(most, rated)})
    return found


def _partners(index: int, found: Mapping[tuple[str, str], float], having: Mapping[tuple[str, str], list[int]], profiles: Sequence[Profile]) -> Iterator[int]:
    own = profiles[index].marks
    sums: tuple[dict[int, float], dict[int, float]] = (defaultdict(float), defaultdict(float))
    for mark, weight in found.items():
        for other in having[mark]:
            if other != index:
                sums[profiles[other].marks.han != own.han][other] += weight
    for side in sums:
        near = ((weight, -other) for other, weight in side.items() if not apart(own.day, profiles[other].marks.day))
        for _, other in heapq.nlargest(PARTNERS, near):
            yield -other


def apart(one: int | None, other: int | None) -> bool:
    """Whether two days of publication are too far apart."""
    return one is not None and other is not None and abs(one - other) > DAYS


def groups(count: int, pairs: Sequence[tuple[int, int]], likeness: Likeness) -> list[list[int]]:
    """Members of each story, best first, by their places in the order of preference. Alone standing reports are groups of one."""
    rated = sorted(((likeness(*pair), pair) for pair in pairs), key=lambda one: (-one[0], one[1]))
    own = list(range(count))
    members = {index: [index] for index in range(count)}
    refused: set[tuple[int, int, int, int]] = set()
    for value, (one, other) in rated:
        a, b = sorted((own[one], own[other]))
        if value < 0 or a == b:
            continue
        attempt = (a, b, len(members[a]), len(members[b]))
        if attempt in refused:
            continue
        if not _fit(members[a], members[b], likeness):
            refused.add(attempt)
            continue
        for index in members[b]:
            own[index] = a
        members[a] = sorted(members[a] + members.pop(b))
    return [part for group in members.values() for part in _around_main(group, likeness)]


def _fit(one: Sequence[int], other: Sequence[int], likeness: Likeness) -> bool:
    values = [likeness(a, b) for a in one[:SAMPLE] for b in other[:SAMPLE]]
    mean = sum(values) / len(values)
    if min(values) <= VETO or (len(values) == 1 and mean < PAIR):
        return False
    if mean >= MEAN and sum(value >= 0 for value in values) >= HALF * len(values):
        return True
    return min(len(one), len(other)) == 1 and max(values) >= VERY_LIKE and mean >= NOT_UNLIKE


def _around_main(group: list[int], likeness: Likeness) -> Iterator[list[int]]:
    """The group without those that fit neither its main nor the whole; each of them stands alone."""
    kept = [group[0]]
    for index in group[1:]:
        others = [other for other in group[: SAMPLE + 1] if other != index]
        if likeness(group[0], index) >= 0 or _fit([index], others, likeness):
            kept.append(index)
        else:
            yield [index]
    yield kept
