"""What editors change again and again: a wish of style or a term for the glossary, proposed and never applied by itself. Stated rules, no model.

A habit is a change of the same kind at least LEAST times in at least EDITIONS editions:

- a word or phrase replaced by another     → `write “b”, not “a”`, or a term: `a: b`
- a word or phrase taken out               → `leave out “a”`
- a mark replaced by another               → the same as for words
- long sentences split or shortened        → `no sentence over N characters`
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafter.check.names.forms import cldr_forms
from drafter.check.text import language_of
from drafter.entities import Language
from drafter.voice.nouns import Change
from drafter.voice.recurring import Term
from drafter.voice.words import Swap, joined, swaps

LEAST = 3
EDITIONS = 2
_MOST_CHARACTERS = 24
"""Of a phrase; a longer one is a rewriting of that sentence alone."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&'’-]*")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]")
_CAPITAL = re.compile(r"[A-Z]")
_STOP = re.compile(r"[。！？]|[.!?](?=\s|$)")
_SHORTER = 0.8
_LONG: dict[Language, int] = {"zh": 50, "en": 130}
"""Characters from which a sentence may be cut for its length."""
_MARKS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Habit:
    """A wish of style that editors' changes suggest."""

    wish: str
    editions: tuple[str, ...]
    times: int


def habits(changes: Sequence[Change]) -> tuple[tuple[Habit, ...], tuple[Term, ...]]:
    """Wishes and terms that the changes suggest, the most frequent first."""
    language: Language = "zh" if sum(language_of(one.after) == "zh" for one in changes) * 2 > len(changes) else "en"
    found = {pair: where for pair, where in _pairs(changes).items() if _often(where)}
    terms = tuple(term for pair, where in found.items() if (term := _term(pair, where)))
    wishes = [Habit(_wish(pair, language), _editions(where), len(where)) for pair, where in found.items() if _is_wish(pair)]
    wishes += _shorter(changes, language)
    return tuple(sorted(wishes, key=lambda one: (-one.times, one.wish))), terms


def _pairs(changes: Iterable[Change]) -> Mapping[tuple[str, str], list[str]]:
    """(before, after) → the edition of each time it was changed so."""
    met: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, Swap]]] = defaultdict(list)
    for change in changes:
        for swap in set(swaps(change.before, change.after)):
            met[swap.before, swap.after].append((change.edition, swap))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in met.values():
        for pair, edition in _widened(each):
            found[pair] += [edition]
    return found


def _widened(each: Sequence[tuple[str, Swap]]) -> Iterable[tuple[tuple[str, str], str]]:
    """A single character is part of a word: the words beside it are taken in, where they are always the same."""
    lefts, rights = {swap.left for _, swap in each}, {swap.right for _, swap in each}
    for edition, swap in each:
        before, after = swap.before, swap.after
        if before and min(len(joined(before)), len(joined(after))) < 2 and _HAN.search(joined(before)):
            if len(lefts) == 1 and _HAN.search(swap.left):
                before, after = (swap.left, *before), (swap.left, *after)
            elif len(rights) == 1 and after and _HAN.search(swap.right):
                before, after = (*before, swap.right), (*after, swap.right)
        yield (joined(before), joined(after)), edition


def _often(where: Sequence[str]) -> bool:
    return len(where) >= LEAST and len(set(where)) >= EDITIONS


def _editions(where: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(where)))


def _fit(pair: tuple[str, str]) -> bool:
    """Short, without figures and places, and nothing that could end the line or the comment it will stand in."""
    return all(
        len(side) <= _MOST_CHARACTERS and side.isprintable() and not _FIGURE.search(side) and not set(side) & set("<>#") and not cldr_forms(side)
        for side in pair
    )


def _is_wish(pair: tuple[str, str]) -> bool:
    """Form only: no figure and no name on either side, and nothing that was only put in."""
    before, after = pair
    if not before or not _fit(pair):
        return False
    if _MARKS.fullmatch(before):
        return bool(after) and bool(_MARKS.fullmatch(after)) and before != after
    latin_in_chinese = any(_HAN.search(side) for side in pair) and any(_LATIN.fullmatch(side) for side in pair)
    return len(before) > 1 and not latin_in_chinese and not any(_CAPITAL.search(side) for side in pair) and not _variant(pair)


def _wish(pair: tuple[str, str], language: Language) -> str:
    before, after = pair if _MARKS.fullmatch(pair[0]) else (side.strip(" ，,；;：:") for side in pair)
    if language == "zh":
        return f"写“{after}”，不写“{before}”" if after else f"不写“{before}”"
    return f"write “{after}”, not “{before}”" if after else f"leave out “{before}”"


def _term(pair: tuple[str, str], where: Sequence[str]) -> Term | None:
    """A term: translated, left in its original, or written another way."""
    before, after = pair
    if not before or not after or not _fit(pair):
        return None
    if _LATIN.fullmatch(before) and _HAN.fullmatch(after[:1]):
        return Term(before, after, where=_editions(where))
    if (_HAN.fullmatch(before[:1]) and _LATIN.fullmatch(after)) or _variant(pair):
        return Term(after, after, where=_editions(where), forbidden=(before,))
    return None


def _variant(pair: tuple[str, str]) -> bool:
    """Two ways to write one term: letters alike but for case, hyphen and space; Chinese with most characters in common."""
    before, after = pair
    if _LATIN.fullmatch(before) and _LATIN.fullmatch(after):
        return re.sub(r"[ -]", "", before).lower() == re.sub(r"[ -]", "", after).lower()
    shared = len(set(before) & set(after))
    return bool(_HAN.search(before) and _HAN.search(after)) and min(len(before), len(after)) >= 3 and shared * 3 >= 2 * min(len(set(before)), len(set(after)))


def _shorter(changes: Sequence[Change], language: Language) -> Iterable[Habit]:
    """Sentences that were split or shortened: the wish is the length that nine of ten of the new ones keep within."""
    long = [one for one in changes if len(one.before) >= _LONG[language]]
    cut = [one for one in long if len(_STOP.findall(one.after)) > len(_STOP.findall(one.before)) or len(one.after) <= len(one.before) * _SHORTER]
    if not _often([one.edition for one in cut]) or len(cut) * 2 < len(long):
        return
    sizes = sorted(len(piece) for one in cut for piece in _STOP.split(one.after) if len(piece.strip()) > 1)
    most = -(-sizes[min(len(sizes) - 1, len(sizes) * 9 // 10)] // 5) * 5
    wish = f"一句话不超过{most}字，长句拆开" if language == "zh" else f"no sentence over {most} characters; split long ones"
    yield Habit(wish, _editions(one.edition for one in cut), len(cut))
