"""Ranks sentences of one article and picks those that together say what it says.

Score = continuous LexRank (how much a sentence shares with all others, worked out as vector sums, so linear in the text)
+ lead bias + likeness to the title + figures, dates, speakers; picked one by one against what is already picked (MMR).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from drafter.entities import Entity, Sentence
from drafter.llm.extract import prose
from drafter.llm.extract.words import content_words

Vector = dict[str, float]

_DIGIT = re.compile(r"\d")
_LABELLED = re.compile(r"[A-Z][\w.’' -]{2,40}: ")
"""A row of a list set as a sentence."""
_NOT_LETTERS = re.compile(r"[\W_]+")

_CENTRALITY, _LEAD, _TITLE = 0.34, 0.36, 0.22
_REDUNDANCY = 0.55
"""Taken off for likeness to a picked sentence."""
_ENOUGH = 0.38
"""Share of the best score below which a sentence beyond the second is not worth its room."""
_SAME = 0.62
"""Likeness from which two sentences say the same."""


class Ranked(Entity):
    """A sentence that may be quoted, with what decides about it."""

    sentence: Sentence
    place: int
    """Among all of the article's sentences, 0-based: neighbours in the text are neighbours here."""
    score: float
    leans: bool
    """It needs the sentence before it."""
    vector: Vector


def vectors(texts: Sequence[str]) -> list[Vector]:
    """tf-idf vectors of length 1, with the texts themselves as the collection; an empty text gives an empty vector."""
    counts = [Counter(content_words(text)) for text in texts]
    spread = Counter(word for count in counts for word in count)
    return [_unit({word: (1 + math.log(n)) * math.log(1 + len(texts) / spread[word]) for word, n in count.items()}) for count in counts]


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def centrality(all_of: Sequence[Vector], rounds: int = 8, damping: float = 0.85) -> list[float]:
    """LexRank over the complete graph of cosines, scaled to a best of 1. No matrix: each round is one sum of vectors."""
    if not all_of:
        return []
    total = _sum(all_of, [1.0] * len(all_of))
    degree = [likeness(vector, total) - likeness(vector, vector) for vector in all_of]
    rank = [1 / len(all_of)] * len(all_of)
    for _ in range(rounds):
        given = [share / full if full > 1e-9 else 0.0 for share, full in zip(rank, degree, strict=True)]
        flow = _sum(all_of, given)
        rank = [(1 - damping) / len(all_of) + damping * (likeness(vector, flow) - own) for vector, own in zip(all_of, given, strict=True)]
    best = max(rank)
    return [share / best for share in rank]


def rank(sentences: Sequence[Sentence], title: str, places: dict[str, int]) -> list[Ranked]:
    """The quotable sentences of those shown, in reading order. `places`: sentence id → its place in the article."""
    fit = _quotable(sentences, title)
    every = vectors([*(plain(sentence) for sentence in fit), title])
    titled, each = every[-1], every[:-1]
    return [
        Ranked(
            sentence=sentence,
            place=places[sentence.id],
            score=_CENTRALITY * central + _LEAD / (1 + 0.22 * order) + _TITLE * likeness(vector, titled) + _telling(plain(sentence)),
            leans=prose.leans(plain(sentence)),
            vector=vector,
        )
        for order, (sentence, vector, central) in enumerate(zip(fit, each, centrality(each), strict=True), _unseen(sentences, places))
    ]


def pick(ranked: Sequence[Ranked], most: int, allowance: float, price: dict[str, float]) -> list[Ranked]:
    """At most `most` sentences worth `allowance` in all (`price` by sentence id), in reading order; two where two fit."""
    affordable = [one for one in ranked if price[one.sentence.id] <= allowance]
    if not affordable:
        return sorted(ranked, key=lambda one: price[one.sentence.id])[:1]
    picked: list[Ranked] = []
    left = allowance
    alike = dict.fromkeys((one.place for one in affordable), 0.0)
    while len(picked) < most:
        best = _next([one for one in affordable if price[one.sentence.id] <= left], picked, alike)
        if best is None:
            break
        picked.append(best)
        left -= price[best.sentence.id]
        for one in affordable:
            alike[one.place] = max(alike[one.place], likeness(one.vector, best.vector))
    if len(picked) == 1 and most > 1:
        picked = _pair(affordable, picked[0], allowance, price)
    return sorted(picked, key=lambda one: one.place)


def plain(sentence: Sentence) -> str:
    """The sentence on one line, without its dateline."""
    return prose.without_dateline(" ".join(sentence.text.split()))


def _quotable(sentences: Sequence[Sentence], title: str) -> list[Sentence]:
    """Whole sentences of the story; where a text has hardly any, whatever is neither furniture nor the title again."""
    seen: set[str] = {_bare(title)}
    story: list[Sentence] = []
    for sentence in sentences:
        text = plain(sentence)
        bare = _bare(text)
        if bare not in seen and not prose.is_furniture(text):
            story.append(sentence)
        seen.add(bare)
    whole = [sentence for sentence in story if prose.is_whole(plain(sentence))]
    if len(whole) >= 2:
        return whole
    return story or list(sentences)


def _unseen(sentences: Sequence[Sentence], places: dict[str, int]) -> int:
    """A later part of a long article does not start the lead again."""
    return min((places[sentence.id] for sentence in sentences), default=0)


def _telling(text: str) -> float:
    bonus = 0.07 * prose.has_figures(text) + 0.04 * prose.has_dates(text) + 0.05 * prose.has_speaker(text)
    crammed = len(_DIGIT.findall(text)) > len(text) / 5
    return (
        bonus
        - 0.22 * prose.is_chatty(text)
        - 0.12 * prose.is_speech(text)
        - 0.1 * prose.is_slight(text)
        - 0.08 * crammed
        - 0.25 * (_LABELLED.match(text) is not None)
    )


def _next(affordable: Sequence[Ranked], picked: list[Ranked], alike: dict[int, float]) -> Ranked | None:
    """The sentence that adds most, or None when nothing worth its room is left. `alike`: place → likeness to what is picked."""
    standing = {one.place for one in picked}
    least = _ENOUGH * max(one.score for one in picked) if len(picked) >= 2 else -math.inf
    found: tuple[float, Ranked] | None = None
    for one in affordable:
        if one.place in standing or alike[one.place] >= _SAME:
            continue
        gain = one.score - _REDUNDANCY * alike[one.place] - _unsupported(one, standing)
        if gain >= least and (found is None or gain > found[0]):
            found = gain, one
    return found[1] if found else None


def _unsupported(one: Ranked, standing: set[int]) -> float:
    """What a leaning sentence loses: most where it would stand first, little right behind the sentence it leans on."""
    if not one.leans:
        return 0.0
    if one.place - 1 in standing:
        return 0.06
    return 0.7 if not standing or one.place < min(standing) else 0.35


def _pair(affordable: Sequence[Ranked], chosen: Ranked, allowance: float, price: dict[str, float]) -> list[Ranked]:
    """One long sentence took the room of two: the best two that fit, if any."""
    best: tuple[float, list[Ranked]] = (-1.0, [chosen])
    for index, one in enumerate(affordable):
        for other in affordable[index + 1 :]:
            if price[one.sentence.id] + price[other.sentence.id] > allowance or likeness(one.vector, other.vector) >= _SAME:
                continue
            leaning = 0.7 * one.leans + 0.35 * (other.leans and other.place - 1 != one.place)
            score = one.score + other.score - leaning
            if score > best[0]:
                best = score, [one, other]
    return best[1]


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _sum(all_of: Sequence[Vector], shares: Sequence[float]) -> Vector:
    total: Vector = {}
    for vector, share in zip(all_of, shares, strict=True):
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + share * weight
    return total
