"""What a draft can only have from an example of style: a figure, date or name that an example has and no source.

Examples show how to write; what they tell is of other weeks. What the sources do not hold is found by the other checks: a flag of theirs
whose words stand in an example says so instead, and weighs more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from drafter.check.atoms import Atom
from drafter.check.atoms.fold import fold
from drafter.check.binding.bound import LITERAL, small
from drafter.check.bounds import read
from drafter.check.codes import raised
from drafter.check.equivalence import compare
from drafter.check.grounding import ground
from drafter.check.lines import article_text
from drafter.check.names.forms import folded, latin_names
from drafter.check.statements import Placed, own_words, sources, spot
from drafter.check.text import CheckedText, language_of
from drafter.entities import Article, Flag

CODE = "from-style-example"
_FIGURES = frozenset(
    {
        "figure-not-in-source",
        "figure-contradicted",
        "figure-of-other-article",
        "currency-changed",
        "unit-changed",
        "date-not-in-source",
        "date-contradicted",
        "unparsed-not-literal",
    }
)
_WORDS = frozenset({"name-absent", "name-contradicted", "name-pair-absent", "name-of-other-article", "quote-not-found"})
_TRANSLATED, _LONG = frozenset({"quote-translated", "quote-translation"}), 8
"""No source has a translated quotation's words; but so many characters of it stand in an example by no chance."""
_TITLE = re.compile(r"《([^》]{2,40})》")
_NAMED = re.compile(r"([\u3400-\u9fff·]{4,12})[（(]\s*([A-Za-z][A-Za-z0-9&.'’ -]{1,40}?)\s*[）)]")
_POSSESSIVE = re.compile(r"['’]s?\s+")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_LEAST = 4
"""Characters of a Chinese name in front of brackets that are surely the name's."""


def flags(text: CheckedText, examples: Sequence[str], articles: Mapping[str, Article], found: Sequence[Flag] | None = None) -> tuple[Flag, ...]:
    """`found` with what can only come from an example flagged as that; `found` None: the flags of `ground` are used, and only ours given back."""
    if not examples:
        return tuple(found or ())
    shelf = Examples(examples)
    before = ground(text, articles).flags if found is None else found
    whole = _Whole(articles.values())
    turned = [(_turned(flag, shelf, text, whole), flag) for flag in before]
    said = [ours for ours, _ in turned if ours]
    named = [flag for flag in _names(text, shelf, articles, whole) if not any(flag.statement == other.statement and _overlap(flag, other) for other in said)]
    return (*((ours or flag) for ours, flag in turned if ours or found is not None), *named)


class _Whole:
    """All sources as one text, prepared when it is needed."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = tuple(articles)
        self.text = "\n".join(part for article in self._articles for part in (article.title, article.text, article.site, article.byline))

    @cached_property
    def names(self) -> str:
        """As names are compared."""
        return folded(self.text)

    @cached_property
    def _figures(self) -> str:
        return _GROUPED.sub("", fold(self.text).text.lower())

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        return tuple(atom for article in self._articles for line in article_text(article).lines for atom in line.atoms if atom.kind not in LITERAL)

    def says(self, words: str, text: CheckedText) -> bool:
        """Whether a source says one of the figures or dates of `words`, in whatever language."""
        ours = [atom for atom in read(words, text.language, text.day) if not small(atom) and atom.kind not in LITERAL]
        return any(compare(atom, theirs).holds for atom in ours for theirs in self._atoms)

    def states(self, words: str) -> bool:
        """Whether the words stand there as they are, and not as a part of a longer figure or word."""
        bare = _GROUPED.sub("", fold(words).text.lower()).split()
        if not bare:
            return False
        left = r"(?<![0-9a-z])(?<![0-9]\.)" if bare[0][0].isascii() and bare[0][0].isalnum() else ""
        right = r"(?![0-9a-z]|\.[0-9])" if bare[-1][-1].isascii() and bare[-1][-1].isalnum() else ""
        return bool(re.search(left + r"\s*".join(map(re.escape, bare)) + right, self._figures))


class Examples:
    """The examples' texts, read once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(dict.fromkeys(texts))

    @cached_property
    def atoms(self) -> tuple[tuple[Atom, str], ...]:
        """Figures and dates that are more than counting on the fingers, each with its text."""
        return tuple((atom, text) for text in self._texts for atom in read(text, language_of(text), None) if not small(atom))

    @cached_property
    def _folded(self) -> tuple[tuple[str, str], ...]:
        return tuple((folded(text), text) for text in self._texts)

    def with_words(self, words: str) -> str:
        """The first text that has the words as names are compared; empty for none."""
        wanted = folded(words)
        return next((text for bare, text in self._folded if wanted and wanted in bare), "")

    def with_figure(self, words: str, text: CheckedText) -> str:
        """The first text with a figure or date that `words` say too; empty for none."""
        ours = [atom for atom in read(words, text.language, text.day) if not small(atom)]
        return next((said for atom in ours for theirs, said in self.atoms if _same(atom, theirs)), "")

    @cached_property
    def names(self) -> tuple[tuple[str, str, str], ...]:
        """Chinese names that brackets or title marks tell: (name, its Latin form or nothing, the text)."""
        titles = [(found[1], "", text) for text in self._texts for found in _TITLE.finditer(text)]
        return (*titles, *((found[1][-_LEAST:], found[2], text) for text in self._texts for found in _NAMED.finditer(text)))


def _same(ours: Atom, theirs: Atom) -> bool:
    if ours.kind in LITERAL or theirs.kind in LITERAL:
        return _bare(ours.text) == _bare(theirs.text)
    if ours.kind in ("date", "date-range"):  # an example's year is not known: its day and month tell, or the very words
        return bool(ours.key and ours.key[4:] and theirs.key[4:] == ours.key[4:]) or _bare(ours.text) == _bare(theirs.text)
    if ours.value is not None and (ours.kind, ours.value, ours.unit) == (theirs.kind, theirs.value, theirs.unit):
        return True  # over and about do not make it another figure
    return compare(ours, theirs).holds


def _bare(text: str) -> str:
    return re.sub(r"[\s,]+", "", fold(text).text).lower()


def _turned(flag: Flag, shelf: Examples, text: CheckedText, whole: _Whole) -> Flag | None:
    """The flag as one of ours, where an example has its words and no source has them."""
    if flag.code not in _FIGURES | _WORDS and not (flag.code in _TRANSLATED and len(folded(flag.words)) >= _LONG):
        return None
    said = shelf.with_figure(flag.words, text) if flag.code in _FIGURES else shelf.with_words(flag.words)
    if not said or whole.states(flag.words) or (flag.code in _FIGURES and whole.says(flag.words, text)):
        return None
    return _raised(flag, said)


def _raised(flag: Flag, said: str) -> Flag:
    place: dict[str, Any] = {"words": flag.words, "start": flag.start, "end": flag.end, "statement": flag.statement}
    return raised(CODE, flag.where, f"“{flag.words}” stands in no source; an example of style has it: “{_short(said, flag.words)}”", **place)


def _short(said: str, words: str, reach: int = 20) -> str:
    at = max(0, said.find(words))
    before, after = "…" if at > reach else "", "…" if at + len(words) + reach < len(said) else ""
    return f"{before}{said[max(0, at - reach) : at + len(words) + reach]}{after}"


def _names(text: CheckedText, shelf: Examples, articles: Mapping[str, Article], whole: _Whole) -> Iterator[Flag]:
    """Names of the examples that the check of names lets pass, looked for in sources of the same script only: these would have them."""
    for one in own_words(text, articles):
        read_in = sources(one.item, articles)
        if not read_in or any(key.startswith("e") for key in one.said.rests_on):
            continue
        chinese = {article.language.startswith("zh") for article in read_in}
        if chinese == {True}:
            yield from _chinese(one, shelf.names, whole)
        elif chinese == {False}:
            yield from _latin(one, shelf, whole)


def _chinese(one: Placed, names: Iterable[tuple[str, str, str]], whole: _Whole) -> Iterator[Flag]:
    done: set[str] = set()
    for name, latin, said in names:
        at = one.said.text.find(name)
        if at >= 0 and name not in done and name not in whole.text and not (latin and folded(latin) in whole.names):
            done.add(name)
            yield _found(one, at, name, said)


def _latin(one: Placed, shelf: Examples, whole: _Whole) -> Iterator[Flag]:
    """Names of several words, one of which no source has."""
    for run in latin_names(one.said.text):
        for part in _POSSESSIVE.split(run.words):
            if not any(len(word) >= _LEAST and folded(word) not in whole.names for word in part.split()) or " " not in part:
                continue
            if said := shelf.with_words(part):
                yield _found(one, one.said.text.index(part, run.start), part, said)


def _found(one: Placed, at: int, name: str, said: str) -> Flag:
    message = f"“{name}” stands in no source; an example of style has it: “{_short(said, name)}”"
    return raised(CODE, one.where, message, **spot(one.said, at, at + len(name)))


def _overlap(one: Flag, other: Flag) -> bool:
    return (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)
