"""Whether a claim that was corrected stands somewhere again. Pure.

In an item with the same source: the same words, or a figure of them in whatever language. Elsewhere: the same words where they are a
claim by themselves, or the figure in a sentence that is built like the corrected one or names the same. What says the right thing as
well (“18亿美元，而不是15亿美元”) is let be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from drafter.check.atoms import Atom, atoms
from drafter.check.binding.bound import DATES, small, telling
from drafter.check.codes import raised
from drafter.check.equivalence import compare
from drafter.check.lines import features
from drafter.check.text import language_of
from drafter.corrected import Claim, Spoken
from drafter.duplicates import bare, shared
from drafter.entities import Flag

_ALONE = 20
"""Weight of words (a Chinese character 2.5, others 1) from which they are a claim by themselves wherever they stand."""
_ALIKE = 0.45
"""Share of runs in common from which a sentence is built like another."""
_NAMES = 2
"""Names in common from which two sentences speak of the same."""


def corrected(spoken: Iterable[Spoken], claims: Sequence[Claim]) -> tuple[Flag, ...]:
    """A flag for each sentence that says a corrected claim."""
    known, said = [_Known(claim) for claim in claims], tuple(spoken)
    found = ((one, claim.claim, words) for one in said for claim in known if (words := claim.words_in(one)))
    return tuple(_flag(one, claim, words) for one, claim, words in found if not (one.loose and _is_of_another(words, claim, said)))


def _is_of_another(words: str, claim: Claim, said: Iterable[Spoken]) -> bool:
    """Whether an item of another source says the words, so that who names no item may speak of that one."""
    return any(not one.loose and words in one.text and not set(one.addresses) & set(claim.addresses) for one in said)


def carries(text: str, addresses: Sequence[str], claim: Claim) -> bool:
    """Whether a sentence of an item with these sources says it."""
    return bool(_Known(claim).words_in(Spoken(text=text, addresses=tuple(addresses))))


class _Known:
    """A claim, read once."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.was, self.now = _pattern(claim.was), _pattern(claim.now)
        self.alone = len(claim.was) + 1.5 * sum("\u3400" <= letter <= "\u9fff" for letter in claim.was) >= _ALONE

    @cached_property
    def figures(self) -> tuple[Atom, ...]:
        """Those of the words that were wrong and not of the right ones."""
        return tuple(one for one in self._read(self.claim.was) if not any(compare(one, other).holds for other in self.right))

    @cached_property
    def right(self) -> tuple[Atom, ...]:
        return self._read(self.claim.now)

    @cached_property
    def names(self) -> frozenset[str]:
        return _names(self.claim.sentence)

    def _read(self, words: str) -> tuple[Atom, ...]:
        found = atoms(words, language_of(words), self.claim.day)
        return tuple(one for one in found if not small(one) and (one.kind not in DATES or one.precision == "day"))

    def words_in(self, one: Spoken) -> str:
        """The words of the sentence that say it; empty where it does not."""
        said = _folded(one.text)
        if self.now and self.now.search(said):
            return ""
        same = bool(set(one.addresses) & set(self.claim.addresses))
        if self.was and self.was.search(said) and (same or self.alone or self._alike(one.text)):
            return self.claim.was if self.claim.was in one.text else one.text
        figure = self._figure(one.text)
        return figure.text if figure and (self._alike(one.text) or (same and telling(figure))) else ""

    def _figure(self, text: str) -> Atom | None:
        """The wrong figure as the sentence has it, unless the right one stands there too."""
        there = atoms(text, language_of(text), self.claim.day) if self.figures else ()
        if any(compare(other, right).holds for right in self.right for other in there):
            return None
        return next((other for other in there for wrong in self.figures if compare(other, wrong).holds), None)

    def _alike(self, text: str) -> bool:
        if not self.claim.sentence:
            return False
        return shared(bare(text), bare(self.claim.sentence)) >= _ALIKE or len(_names(text) & self.names) >= _NAMES


def _names(text: str) -> frozenset[str]:
    return frozenset(feature for feature in features(text) if feature[0] in "np")


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pattern(words: str) -> re.Pattern[str] | None:
    """The words, whatever their width and spaces; a figure at their edge is a whole one there."""
    plain = _folded(words)
    before, after = (r"(?<!\d)(?<!\d[.,])" if plain[:1].isdigit() else ""), (r"(?!\d|[.,]\d)" if plain[-1:].isdigit() else "")
    return re.compile(before + re.escape(plain) + after) if plain else None


def _flag(one: Spoken, claim: Claim, words: str) -> Flag:
    at = one.text.find(words)
    start, end = one.span or ((at, at + len(words)) if at >= 0 else (None, None))
    right = f"right is “{claim.now}”" if claim.now else "the words were taken out"
    message = f"“{claim.was}” was corrected ({claim.told}): {right}"
    return raised("corrected-claim", one.where, message, words=words, statement=one.text, nearest=claim.now, start=start, end=end)
