"""Items → groups in place of theses, by the words they share. Across languages only Latin names and telling numbers can be shared.

A group is no claim: what it is called says only what its items mention.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, count, permutations

from drafter.asks import ItemData, ThesesAnswer, ThesesInputs, ThesisAnswer
from drafter.entities import Entity
from drafter.llm.extract import prose, wordings
from drafter.llm.extract.rank import Vector
from drafter.llm.extract.words import room, topic_words

_KIN = 0.15
"""Likeness from which items are one group whatever their number."""
_DISTANT = 0.04
"""Likeness that still joins, where an item would stand alone or there are too many groups."""
_COMMON = 20
"""Items from which a word that more than a quarter of them have tells none of them apart."""
_HEADLINE_WEIGHT = 3
_TITLE_TERMS = 2
_TITLE_CEILING = 24
"""Characters, Chinese measure."""

Group = list[int]
"""Places of items in the inputs, ascending."""


class Profile(Entity):
    """What an item is about."""

    item: ItemData
    vector: Vector
    written: dict[str, str]
    """Folded word → as the item writes it."""
    text: str


def theses(inputs: ThesesInputs) -> ThesesAnswer:
    """Each item in exactly one group, larger groups first; what shares nothing stands together, and is called so."""
    order = {key: place for place, key in enumerate(inputs.order)}
    profiles = profile(sorted(inputs.items, key=lambda item: order.get(item.id, len(order))))
    groups, rest = _grouped(profiles, inputs.argued)
    answers = [_thesis(group, profiles, _title(group, profiles, inputs)) for group in groups]
    if rest:
        answers.append(_thesis(rest, profiles, (wordings.OTHER_NEWS if groups else wordings.ALL_NEWS)[inputs.language]))
    return ThesesAnswer(theses=answers, unrelated="")


def profile(items: Sequence[ItemData]) -> list[Profile]:
    """tf-idf over the items' topic words, headlines counted thrice, vectors of length 1."""
    counts: list[Counter[str]] = []
    written: list[dict[str, str]] = []
    for item in items:
        pairs = [
            *(pair for pair in topic_words(item.headline) for _ in range(_HEADLINE_WEIGHT)),
            *(pair for text in item.statements for pair in topic_words(text)),
        ]
        counts.append(Counter(folded for folded, _ in pairs))
        written.append(dict(reversed(pairs)))
    spread = Counter(word for held in counts for word in held)
    profiles = []
    for item, held, forms in zip(items, counts, written, strict=True):
        weights = {word: (1 + math.log(n)) * math.log(1 + len(items) / spread[word]) for word, n in held.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        text = "\n".join((item.headline, *item.statements)).casefold()
        profiles.append(Profile(item=item, vector={word: weight / length for word, weight in weights.items()}, written=forms, text=text))
    return profiles


def _grouped(profiles: Sequence[Profile], most: int) -> tuple[list[Group], Group]:
    """Groups, and the items of none. A single item is a group only when it is the one left over."""
    groups = sorted(_joined(profiles, most), key=lambda group: (-len(group), group[0]))
    kin = [group for group in groups if len(group) > 1]
    lone = [group for group in groups if len(group) == 1]
    if len(lone) == 1 and len(groups) <= most:
        return groups, []
    if not lone and len(kin) <= most:
        return kin, []
    kept = kin[: most - 1]
    return kept, sorted(place for group in (*kin[most - 1 :], *lone) for place in group)


def _joined(profiles: Sequence[Profile], most: int) -> list[Group]:
    """Average linkage from the likest pair down: kin always, distant ones where an item stands alone or there are more than `most` groups.

    A heap of pairs, stale ones skipped. A pair once passed over never becomes fit: groups only grow and only get fewer.
    """
    near = _near(profiles)
    groups: dict[int, Group] = {place: [place] for place in range(len(profiles))}
    heap = [(-alike, i, j) for (i, j), alike in near.items() if alike >= _DISTANT]
    heapify(heap)
    fresh = count(len(profiles))
    while heap:
        minus, i, j = heappop(heap)
        if i not in groups or j not in groups or not _fit(-minus, groups[i], groups[j], crowded=len(groups) > most):
            continue
        one, other = groups.pop(i), groups.pop(j)
        made = next(fresh)
        for k in groups:
            alike = (len(one) * near.get(_pair(i, k), 0.0) + len(other) * near.get(_pair(j, k), 0.0)) / (len(one) + len(other))
            if alike:
                near[_pair(made, k)] = alike
            if alike >= _DISTANT:
                heappush(heap, (-alike, *_pair(made, k)))
        groups[made] = sorted(one + other)
    return list(groups.values())


def _near(profiles: Sequence[Profile]) -> dict[tuple[int, int], float]:
    """Likeness of each pair that shares a telling word, by way of the words: most pairs share none."""
    holders: dict[str, list[tuple[int, float]]] = {}
    for place, one in enumerate(profiles):
        for word, weight in one.vector.items():
            holders.setdefault(word, []).append((place, weight))
    near: dict[tuple[int, int], float] = {}
    most = max(_COMMON, len(profiles) // 4)
    for held in holders.values():
        for (i, mine), (j, other) in combinations(held if len(held) <= most else (), 2):
            near[i, j] = near.get((i, j), 0.0) + mine * other
    return near


def _fit(alike: float, one: Group, other: Group, crowded: bool) -> bool:
    return alike >= _KIN or crowded or len(one) == 1 or len(other) == 1


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _thesis(group: Group, profiles: Sequence[Profile], title: str) -> ThesisAnswer:
    ids = [profiles[place].item.id for place in group]
    return ThesisAnswer(text=title, item_ids=ids, against_ids=[], affected="", change="", earlier_ids=[])


def _title(group: Group, profiles: Sequence[Profile], inputs: ThesesInputs) -> str:
    """What most of the group mentions, as written there; else the leading headline, shortened."""
    terms = _shared([profiles[place] for place in group], _everywhere(profiles))
    if not terms:
        headline = profiles[group[0]].item.headline
        return prose.cut(headline, room(_TITLE_CEILING, inputs.language, headline))
    return wordings.mentioning(terms, inputs.language)


def _everywhere(profiles: Sequence[Profile]) -> set[str]:
    """Words of half of the items and more: they tell no group of an edition of some size from another."""
    spread = Counter(word for one in profiles for word in one.vector)
    return {word for word, n in spread.items() if n >= max(3, len(profiles) / 2)}


def _shared(group: Sequence[Profile], everywhere: set[str]) -> list[str]:
    holders = Counter(word for one in group for word in one.vector if word not in everywhere)
    worth = {word: sum(one.vector.get(word, 0.0) for one in group) * n / len(group) * _named(word, group) for word, n in holders.items() if n > 1}
    ordered = sorted(worth, key=lambda word: (-worth[word], word))[:6]
    phrases = _phrases([_as_written(word, group) for word in ordered], group)
    best = [phrase for phrase, word in zip(phrases, ordered, strict=True) if ordered and worth[word] >= 0.6 * worth[ordered[0]]]
    return list(dict.fromkeys(best))[:_TITLE_TERMS]


def _named(word: str, group: Sequence[Profile]) -> float:
    """A term of a headline, or written as a name, tells more than one of the running text; a bare number tells least."""
    if word[0].isdigit() and not any(char.isalpha() for char in word):
        return 0.4
    titled = any(word in one.item.headline.casefold() for one in group)
    return (1.5 if titled else 1.0) * (1.7 if any(char.isupper() for char in _as_written(word, group)) else 1.0)


def _as_written(word: str, group: Sequence[Profile]) -> str:
    return next(one.written[word] for one in group if word in one.written)


def _phrases(terms: Sequence[str], group: Sequence[Profile]) -> list[str]:
    """Each term, or the phrase of two of the terms that at least two items hold (`interest` + `rate`)."""
    grown = list(terms)
    for (at, one), (other_at, other) in permutations(enumerate(terms), 2):
        phrase = f"{one} {other}" if one[-1].isascii() and other[0].isascii() else one + other
        if grown[at] == one and grown[other_at] == other and sum(phrase.casefold() in profile.text for profile in group) > 1:
            grown[at] = grown[other_at] = phrase
    return grown
