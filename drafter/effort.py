"""How much of what drafter wrote an editor kept: sentences and characters, piece by piece. Pure; nobody is timed.

Sentences are compared as readers see them. A headline and the title count as one sentence each; front matter, notes for the editor,
source lines and the fixed headings of sections do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce

from drafter.post.keyed import FRONT, TITLE, Piece, pieces
from drafter.post.parts import Prose, ReadPost, Span
from drafter.post.read import seen

LIKE = 0.4
"""Likeness from which a sentence is another one, changed: two English sentences about different things have up to 0.35."""
_PARTICLES = re.compile(r"[\u3400-\u9fff]+|[^\W_]+")
SECTIONS = ("title", "lede", "items", "briefs", "analysis", "conclusion", "other")
_SECTION_OF = {"item": "items", "brief": "briefs", TITLE: "title", "lede": "lede", "analysis": "analysis", "conclusion": "conclusion"}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences before and after, set beside each other; where one stands counts for nothing."""

    kept: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """What became of sentences of ours."""

    kept: int = 0
    changed: int = 0
    removed: int = 0
    added: int = 0
    distance: int = 0
    """Characters put in, taken out or exchanged (Levenshtein); a removed or added sentence counts whole, a moved one nothing."""
    characters: int = 0
    """Of the sentences that drafter wrote."""

    @property
    def written(self) -> int:
        """Sentences that drafter wrote."""
        return self.kept + self.changed + self.removed

    @property
    def kept_share(self) -> float | None:
        """0–1; None where drafter wrote nothing."""
        return self.kept / self.written if self.written else None

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.kept + other.kept,
            self.changed + other.changed,
            self.removed + other.removed,
            self.added + other.added,
            self.distance + other.distance,
            self.characters + other.characters,
        )


@dataclass(frozen=True, slots=True)
class PieceEffort:
    """One piece of the post, by its key in the person's post, or drafter's where the person took it out."""

    key: str
    title: str
    sentences: Aligned
    effort: Effort = field(default_factory=Effort)

    @property
    def section(self) -> str:
        """One of `SECTIONS`."""
        return _SECTION_OF.get(self.key.partition("#")[0].partition(":")[0], "other")


def compared(base: ReadPost, mine: ReadPost, earlier: Sequence[ReadPost] = ()) -> tuple[PieceEffort, ...]:
    """Drafter's post beside the person's, piece by piece: those of the person's in reading order, then those that are gone.

    `earlier`: what drafter wrote before `base`, latest first. A sentence of it that the person kept is drafter's still, and so is an item
    that `base` has no more.
    """
    written, own = _by_key(base), _by_key(mine)
    before, after = _texts(base), _texts(mine)
    taken = {key: other for key in own if (other := _counterpart(key, own, written)) is not None}
    past = [_texts(one) for one in earlier]
    found = []
    for key, piece in own.items():
        ours = [one[other] for one in past if (other := _counterpart(key, own, one)) is not None]
        said = before[taken[key]] if key in taken else ours[0] if ours else ()
        found.append(_piece(key, piece.title, said, after[key], {sentence for one in ours for sentence in one}))
    gone = [key for key in written if key not in taken.values()]
    return (*found, *(_piece(key, written[key].title, before[key], ()) for key in gone))


def outlived(before: ReadPost, base: ReadPost, mine: ReadPost) -> bool:
    """Whether a sentence that drafter wrote in `before` stands in the person's post though `base`, which came after it, has it no more."""
    old, new, own = _texts(before), _texts(base), _texts(mine)
    return any(one in old[key] and one not in new.get(key, ()) for key, said in own.items() if key in old for one in said)


def total(efforts: Iterable[PieceEffort], section: str = "") -> Effort:
    """The sum, of one section or of all."""
    return reduce(Effort.__add__, (one.effort for one in efforts if section in ("", one.section)), Effort())


def aligned(before: Sequence[str], after: Sequence[str]) -> Aligned:
    """Which sentence became which. Equal ones are kept wherever they stand; of the others the most alike go together first."""
    same = Counter(before) & Counter(after)
    kept = tuple(same.elements())
    old, new = _without(before, same), _without(after, same)
    pairs = _pairs(old, new)
    of_old, of_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return Aligned(
        kept,
        tuple((old[i], new[j]) for i, j in sorted(pairs)),
        tuple(one for i, one in enumerate(old) if i not in of_old),
        tuple(one for j, one in enumerate(new) if j not in of_new),
    )


def sentences(post: ReadPost, piece: Piece) -> tuple[str, ...]:
    """The piece's sentences that count, as readers see them."""
    return _texts(post).get(piece.key, ())


def likeness(one: str, other: str) -> float:
    """0–1: the share of characters that stand in both in the same order, or of words that stand in both in any, whichever is more."""
    from rapidfuzz.distance import Levenshtein

    words, others = _words(one), _words(other)
    shared = 2 * (words & others).total() / ((words + others).total() or 1)
    return max(shared, float(Levenshtein.normalized_similarity(one, other)))


def _words(text: str) -> Counter[str]:
    """Words and figures; of Chinese, which has no spaces, each two characters that follow each other."""
    found: Counter[str] = Counter()
    for run in _PARTICLES.findall(text.lower()):
        found.update([run[at : at + 2] for at in range(len(run) - 1)] or [run] if run[0] >= "\u3400" else [run])
    return found


def distance(sentences: Aligned) -> int:
    """Characters that a person's hand went through; see `Effort.distance`."""
    from rapidfuzz.distance import Levenshtein

    changed = sum(Levenshtein.distance(before, after) for before, after in sentences.changed)
    return changed + sum(map(len, (*sentences.removed, *sentences.added)))


def _piece(key: str, title: str, before: Sequence[str], after: Sequence[str], earlier: Collection[str] = ()) -> PieceEffort:
    found = _ours(aligned(before, after), earlier)
    counts = (len(found.kept), len(found.changed), len(found.removed), len(found.added))
    ours = (*found.kept, *(old for old, _ in found.changed), *found.removed)
    return PieceEffort(key, title, found, Effort(*counts, distance(found), sum(map(len, ours))))


def _ours(found: Aligned, earlier: Collection[str]) -> Aligned:
    """Sentences of an earlier draft of ours that stand there are kept ones, not changed or added by the person."""
    back = [after for after in (*(new for _, new in found.changed), *found.added) if after in earlier]
    if not back:
        return found
    changed = tuple(pair for pair in found.changed if pair[1] not in earlier)
    return Aligned((*found.kept, *back), changed, found.removed, tuple(one for one in found.added if one not in earlier))


def _by_key(post: ReadPost) -> dict[str, Piece]:
    return {piece.key: piece for piece in pieces(post) if piece.key != FRONT}


def _texts(post: ReadPost) -> dict[str, tuple[str, ...]]:
    """Piece's key → its sentences as readers see them, its headline first."""
    prose = {(span.start, span.end): (one, span) for one in _prose(post) for span in one.sentences}
    return {piece.key: tuple(filter(None, (_head(piece), *_said(post, piece, prose)))) for piece in pieces(post) if piece.key != FRONT}


def _said(post: ReadPost, piece: Piece, prose: dict[tuple[int, int], tuple[Prose, Span]]) -> Iterator[str]:
    return (seen(post, *prose[sentence.start, sentence.end]) for sentence in piece.sentences)


def _head(piece: Piece) -> str:
    return " ".join(piece.title.split()) if piece.key.startswith((TITLE, "item:", "brief:")) else ""


def _prose(post: ReadPost) -> Iterator[Prose]:
    for section in post.sections:
        yield from section.prose
        for item in section.items:
            yield from item.prose


def _counterpart(key: str, own: Container[str], written: Container[str]) -> str | None:
    """The same piece in drafter's post; an item that became a brief, or a brief an item, is the same piece."""
    kind, _, url = key.partition(":")
    other = {"item": "brief", "brief": "item"}.get(kind)
    moved = f"{other}:{url}" if other else ""
    return key if key in written else moved if moved in written and moved not in own else None


def _without(sentences: Sequence[str], same: Counter[str]) -> list[str]:
    left = Counter(same)
    found = []
    for one in sentences:
        if left[one] > 0:
            left[one] -= 1
        else:
            found.append(one)
    return found


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    ranked = sorted((-likeness(a, b), abs(i - j), i, j) for i, a in enumerate(old) for j, b in enumerate(new))
    of_old: set[int] = set()
    of_new: set[int] = set()
    found = []
    for unlike, _, i, j in ranked:
        if -unlike >= LIKE and i not in of_old and j not in of_new:
            of_old.add(i)
            of_new.add(j)
            found.append((i, j))
    return found
