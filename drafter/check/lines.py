"""Sentences to look things up in, an article's or our own items', each read for its figures at most once and only when needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from drafter.check.atoms import Atom
from drafter.check.atoms.fold import fold
from drafter.check.bounds import read
from drafter.check.findings import Passage
from drafter.check.implied.atoms import implied
from drafter.check.names.forms import cldr_forms, folded, latin_names
from drafter.check.text import HAN, TITLE, ItemText, language_of
from drafter.entities import Article, Language

_ENGLISH_WORD = re.compile(r"[a-z]{3,}")


class Line:
    """One sentence of a `Text`."""

    def __init__(self, key: str, words: str, paragraph: int, text: Text) -> None:
        self.key, self.words, self.paragraph, self.text = key, words, paragraph, text

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """Figures and dates, relative dates counted from the text's own day, implied ones last."""
        return implied(self.words, read(self.words, self.text.language, self.text.day), self.text.day)

    @cached_property
    def plain(self) -> str:
        """Folded as the grammar reads it, without spaces and commas, lower case: where literal particles are looked up."""
        return re.sub(r"[\s,]+", "", fold(self.words).text).lower()

    @cached_property
    def features(self) -> frozenset[str]:
        """What tells what it speaks of: names, places, words of its language."""
        return features(self.words)

    @cached_property
    def passage(self) -> Passage:
        """For the checks of names, quotations and claims."""
        return Passage(f"{self.text.id}#{self.key}", self.words)


class Text:
    """An article, or an item of ours, as lines in reading order; the title or headline last. `about` holds names only: site, author."""

    def __init__(
        self, key: str, url: str, language: Language, day: date | None, title: str, sentences: Iterable[tuple[str, str, int]], about: Iterable[str] = ()
    ) -> None:
        self.id, self.url, self.language, self.day = key, url, language, day
        lines = [Line(name, words, paragraph, self) for name, words, paragraph in sentences]
        self.body = tuple(lines)
        self.lines = (*lines, Line(TITLE, title, -1, self)) if title else self.body
        self.about = tuple(Line("", words, -1, self) for words in about if words)
        self._by_key = {line.key: line for line in self.lines}

    def named(self, keys: Iterable[str]) -> tuple[Line, ...]:
        """The lines of these ids, in reading order; ids that it lacks are left out."""
        wanted = set(keys)
        return tuple(line for line in self.lines if line.key in wanted)

    def near(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Lines of the same paragraphs."""
        paragraphs = {line.paragraph for line in lines if line.text is self and line.paragraph >= 0}
        return tuple(line for line in self.body if line.paragraph in paragraphs)

    @cached_property
    def whole(self) -> Passage:
        """All of it in one piece: quotations may run over sentences."""
        return Passage(self.id, "\n".join(line.words for line in self.lines))

    def at(self, offset: int) -> Line | None:
        """The line that an offset of `whole` falls into."""
        for line in self.lines:
            if offset <= len(line.words):
                return line
            offset -= len(line.words) + 1
        return None

    @cached_property
    def folded(self) -> str:
        """All of it as names are compared."""
        return folded(" ".join(line.words for line in (*self.lines, *self.about)))


def article_text(article: Article) -> Text:
    """Relative dates of an article count from its own day, in its own zone."""
    day = _day(article)
    sentences = ((sentence.id, sentence.text, sentence.paragraph) for sentence in article.sentences)
    return Text(
        article.id,
        article.url,
        language_of(article.text[:400], article.language),
        day,
        article.title,
        sentences,
        (article.site, article.byline, article.source.name),
    )


def item_text(item: ItemText, language: Language, day: date) -> Text:
    """Our own item; its dates count from the edition's day."""
    said = ((str(number), statement.text, 0) for number, statement in enumerate(item.said, 1))
    return Text(item.id, item.link.url if item.link else "", language, day, item.shown, said)


def loose_text(key: str, text: str, language: Language, day: date | None) -> Text:
    """A text of an earlier edition: one line."""
    return Text(key, "", language, day, "", [("1", text, 0)])


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.value[:10]) if article.published else None
    except ValueError:
        return None


def features(text: str) -> frozenset[str]:
    """Names, places and words: bigrams of Chinese, stems of English."""
    found = {f"n:{folded(part)}" for name in latin_names(text) for part in name.words.split() if len(part) > 1}
    found |= {f"p:{key[1]}" for _, _, keys in cldr_forms(text) for key in keys[:1]}
    found |= {f"w:{word[:5]}" for word in _ENGLISH_WORD.findall(text.lower())}
    found |= {f"z:{text[at : at + 2]}" for at in range(len(text) - 1) if HAN.match(text[at]) and HAN.match(text[at + 1])}
    return frozenset(found)
