"""What changed between two versions of a piece, sentence by sentence, each change to be taken or left. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from drafter.post.keyed import Piece
from drafter.review.ports import Offer
from drafter.review.write import lf, units

_SHARED = 0.25
"""Two sentences that share fewer of their characters are shown one after the other: nobody can read the shreds of both."""
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,'’%-]*|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Sentences:
    """A piece as its sentences, each with what follows it up to the next: headings and source lines too."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, piece: Piece) -> Sentences:
        starts = sorted({piece.start, *(one.start for one in piece.sentences), *_after(piece)})
        cut = [(start - piece.start, end - piece.start) for start, end in pairwise([*starts, piece.end])]
        return cls(tuple(lf(piece.text[start:end]) for start, end in cut if end > start))


def _after(piece: Piece) -> list[int]:
    """Where what stands behind the last sentence (a source line) begins."""
    end = max((one.end for one in piece.sentences), default=piece.start)
    rest = piece.text[end - piece.start :]
    return [end + len(rest) - len(rest.lstrip())] if piece.sentences and rest.strip() else []


def changes(mine: Piece, other: Piece) -> list[dict[str, Any]]:
    """Where `other` says something else: `start` and `end` in mine (UTF-16 units), `mine` and `other` as texts, and `parts` to show.

    Taking a change puts `other` in the place of `mine`; taking all of them, last first, makes mine the other.
    """
    a, b = Sentences.of(mine).texts, Sentences.of(other).texts
    places = [0]
    for text in a:
        places.append(places[-1] + units(text))
    found = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, [_plain(one) for one in a], [_plain(one) for one in b], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at, until, now, then in _pairs(a[a1:a2], b[b1:b2], places[a1 : a2 + 1]):
            found.append({"start": at, "end": until, "mine": now, "other": then, "parts": words(now, then)})
    return found


def _pairs(a: Sequence[str], b: Sequence[str], places: Sequence[int]) -> list[tuple[int, int, str, str]]:
    """Sentence against sentence where both sides have as many; else all of them at once."""
    if len(a) == len(b):
        return [(places[n], places[n + 1], now, then) for n, (now, then) in enumerate(zip(a, b, strict=True))]
    return [(places[0], places[-1], "".join(a), "".join(b))]


def words(now: str, then: str) -> list[tuple[str, str]]:
    """`now` against `then` by words and characters: pairs of `same`, `gone` or `new` and the text."""
    a, b = _WORDS.findall(now), _WORDS.findall(then)
    found: list[tuple[str, str]] = []
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    shared = sum(len("".join(a[a1:a2]).replace(" ", "")) for tag, a1, a2, _, _ in codes if tag == "equal")
    if now and then and shared < _SHARED * max(len(now), len(then)):
        return [("gone", now), ("new", then)]
    for tag, a1, a2, b1, b2 in codes:
        if tag == "equal":
            found.append(("same", "".join(a[a1:a2])))
            continue
        found += [("gone", "".join(a[a1:a2]))] if a2 > a1 else []
        found += [("new", "".join(b[b1:b2]))] if b2 > b1 else []
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(text.split())


def _older(one: Offer) -> bool:
    """Whether what it would replace is drafter's own, and nobody's who edited it."""
    return _bare(one.mine) == _bare(one.base)


def ours(text: str, base: str, offers: Sequence[Offer] = ()) -> bool:
    """Whether a piece's text is what drafter wrote last, or wrote before and would now say otherwise: that is no person's edit."""
    said, older = _bare(text), [one for one in offers if _older(one)]
    if not older:
        return lf(text).strip() == lf(base).strip()
    for one in older:
        before = one.mine or one.after
        said = said.replace(_bare(before), _bare(one.theirs if one.mine else one.after + one.theirs), 1) if before else _bare(one.theirs) + said
    return said == _bare(base)


def against(mine: Sequence[Piece], theirs: Sequence[Piece], offers: Sequence[Offer] = ()) -> list[dict[str, Any]]:
    """Every piece that a person made differ from the one of its key among `theirs`, and those of `theirs` that are gone, in reading order."""
    other: Mapping[str, Piece] = {one.key: one for one in theirs}
    keys = {one.key for one in mine}
    found = [_told(one, changes=_decided(one, other[one.key], offers) if one.key in other else [], added=one.key not in other) for one in mine]
    gone = [_told(one, gone=True) for one in theirs if one.key not in keys]
    return [*(one for one in found if one["changes"] or one["added"]), *gone]


def _decided(mine: Piece, other: Piece, offers: Sequence[Offer]) -> list[dict[str, Any]]:
    """The changes, but for those that are offered in so many words: they are shown where they can be taken."""
    open_ = [one for one in offers if one.piece == mine.key and _older(one)]
    if open_ and ours(mine.text, other.text, open_):
        return []
    waiting = {(_bare(one.mine), _bare(one.theirs)) for one in open_}
    return [one for one in changes(mine, other) if (_bare(one["mine"]), _bare(one["other"])) not in waiting]


def _told(one: Piece, **more: Any) -> dict[str, Any]:
    return {"key": one.key, "title": one.title, "text": lf(one.text), **more}
