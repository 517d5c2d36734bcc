"""Which names of a statement stand in its sources, by what code can know: Latin letters, declared pairs, CLDR's tables.

A name that none of these knows is `unknown`: not checked, which is not the same as right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from drafter.check.findings import Finding, Passage, Span, span_of
from drafter.check.names import cldr
from drafter.check.names.forms import HAN, LatinName, cldr_forms, folded, in_chinese, latin_names, originals
from drafter.check.names.words import CHIEF, COMMON, DEMONYMS, GENERIC, INSTITUTIONAL, TITLES

Verdict = Literal["found", "pair", "known", "contradicted", "absent", "unknown"]
Kind = Literal["latin", "pair", "territory", "currency", "month", "city", "proposed"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a statement, with what could be said of it."""

    start: int
    end: int
    words: str
    kind: Kind
    verdict: Verdict
    source: Span | None = None
    """Where its source form stands; for `contradicted` what stands in its place."""
    source_form: str = ""


class _Source:
    """A passage prepared once: its folded text with word borders, and where each folded character comes from."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    @cached_property
    def _folded(self) -> str:
        return folded(self.passage.text)

    @cached_property
    def _prepared(self) -> tuple[str, list[int], set[int]]:
        out: list[str] = []
        offsets: list[int] = []
        borders = {0}
        previous = ""
        for at, raw in enumerate(self.passage.text):
            for character in unicodedata.normalize("NFKC", raw).casefold():
                if not (character.isalnum() or character in "&+#"):
                    borders.add(len(out))
                    continue
                if _kind(character) != _kind(previous):
                    borders.add(len(out))
                out.append(character)
                offsets.append(at)
                previous = character
        borders.add(len(out))
        return "".join(out), offsets, borders

    def find(self, name: str) -> Span | None:
        """Where `name` stands, in whole words (a plural or possessive s is no other word)."""
        key = folded(name)
        if not key or key not in self._folded:
            return None
        text, offsets, borders = self._prepared
        at = text.find(key)
        while at >= 0:
            end = at + len(key)
            if (at in borders or not key[0].isascii()) and (end in borders or not key[-1].isascii() or (text[end] == "s" and end + 1 in borders)):
                return span_of(self.passage.text, offsets[at], offsets[end - 1] + 1, self.passage.id)
            at = text.find(key, at + 1)
        return None


def _kind(character: str) -> str:
    if not character:
        return ""
    if character.isdigit():
        return "digit"
    return "latin" if character < "\u2e80" else "han"


def stands_in(name: str, text: str) -> bool:
    """Whether `text` holds `name` as whole words, case, spaces and hyphens aside."""
    return _Source(Passage("", text)).find(name) is not None


Propose = Callable[[str], Iterable[tuple[int, int]]]
"""A recogniser of people and organisations: spans of names in a text. What it proposes is only looked up, never judged wrong."""


class Names:
    """The sources prepared once, for many statements."""

    def __init__(
        self, passages: Iterable[Passage], pairs: Sequence[tuple[str, str]] = (), glossary: Sequence[tuple[str, str]] = (), propose: Propose | None = None
    ) -> None:
        self._sources = [_Source(passage) for passage in sorted(set(passages), key=lambda passage: (passage.id, passage.text))]
        self._pairs = sorted(set(pairs))
        self._glossary = sorted(set(glossary))
        self._propose = propose
        self._known: dict[str, Span | None] = {}
        self._text = ""
        self._placed: dict[cldr.Key, Span | None] = {}

    def check(self, text: str) -> tuple[Name, ...]:
        """Every name of `text` that is seen, in order, each once."""
        taken = bytearray(len(text))
        found: list[Name] = []
        for name in (*self._declared(text), *self._originals(text), *self._cldr(text), *self._latin(text), *self._proposed(text)):
            if not any(taken[name.start : name.end]):
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                found.append(name)
        return tuple(sorted(found, key=lambda name: name.start))

    def _find(self, name: str) -> Span | None:
        if name not in self._known:
            self._known[name] = next((span for source in self._sources if (span := source.find(name))), None)
        return self._known[name]

    def _declared(self, text: str) -> Iterable[Name]:
        for pairs, verdict in ((self._pairs, "pair"), (self._glossary, "known")):
            for form, source_form in pairs:
                at = text.find(form) if form else -1
                if at < 0:
                    continue
                span = self._find(source_form)
                if span:
                    yield Name(at, at + len(form), form, "pair", "pair" if verdict == "pair" else "known", span, source_form)
                elif verdict == "pair":
                    yield Name(at, at + len(form), form, "pair", "absent", None, source_form)

    def _originals(self, text: str) -> Iterable[Name]:
        """Names that the statement itself gives with the source's form in brackets: that form must stand there."""
        for start, end, _, original in originals(text):
            span = self._find(original)
            yield Name(start, end, text[start:end], "pair", "pair" if span else "absent", span, original)

    def _cldr(self, text: str) -> Iterable[Name]:
        for start, end, keys in cldr_forms(text):
            if any(kind in {"currency", "month"} for kind, _ in keys):
                continue  # figures and dates own these: an amount converted or a month derived is for them to judge
            span = next((span for key in keys for span in [self._find_key(key)] if span), None)
            kind = keys[0][0]
            words = text[start:end]
            if span:
                yield Name(start, end, words, kind, "found" if folded(span.words) == folded(words) else "known", span, span.words)
            elif kind == "city" and not self._loosely(keys):
                other = self._other_city(keys)
                yield Name(start, end, words, kind, "contradicted" if other else "absent", other)
            else:
                yield Name(start, end, words, kind, "unknown")

    def _find_key(self, key: cldr.Key) -> Span | None:
        if key not in self._placed:
            chinese, english = cldr.table()[key]
            forms = sorted(chinese | english, key=lambda form: (-len(form), form))
            self._placed[key] = next((span for form in forms if (span := self._find(form))), None)
        return self._placed[key]

    def _loosely(self, keys: Sequence[cldr.Key]) -> bool:
        """A city's name may be part of another name there (`Shanghai-based`, 沪), or the source may spell places another way."""
        return any(source.find(form) for source in self._sources for key in keys for form in _ABBREVIATED.get(key[1], ()))

    def _other_city(self, keys: Sequence[cldr.Key]) -> Span | None:
        for source in self._sources:
            for start, end, others in cldr_forms(source.passage.text):
                if others[0][0] == "city" and not set(others) & set(keys):
                    return span_of(source.passage.text, start, end, source.passage.id)
        return None

    def _latin(self, text: str) -> Iterable[Name]:
        # Latin names of Chinese text must be the source's own; those of English text only if the source is not Chinese.
        self._text = text[:2000]
        comparable = in_chinese(text) or not self._chinese
        for name in latin_names(text):
            yield self._latin_name(name, comparable)

    def _latin_name(self, name: LatinName, comparable: bool) -> Name:
        span = self._find(name.words) or self._short_form(name.words)
        if span:
            return Name(name.start, name.end, name.words, "latin", "found", span, span.words)
        if (generic := GENERIC.get(name.words.lower())) is not None:
            span = next((span for form in generic.split("|") if form and (span := self._part(form))), None)
            return Name(name.start, name.end, name.words, "latin", "known" if span else "unknown", span)
        if any(name.words == source_form or source_form.startswith(name.words) for _, source_form in (*self._pairs, *self._glossary)):
            return Name(name.start, name.end, name.words, "latin", "unknown")
        if not HAN.search(self._text) and all(self._stem(part) for part in re.split(r"[ -]", name.words)):
            return Name(name.start, name.end, name.words, "latin", "unknown")
        if not comparable or name.words.lower() in COMMON:
            return Name(name.start, name.end, name.words, "latin", "unknown")
        return Name(name.start, name.end, name.words, "latin", "absent", self._similar(name.words))

    def _stem(self, part: str) -> bool:
        """In English a name's word may stand in another form (American, Americans; Malta, Maltese), or be no name (Minister)."""
        word = re.sub(r"['’]s?$", "", part.lower())
        if word in TITLES or word in COMMON or word in INSTITUTIONAL or len(word) < 4 or word[: 4 if _DEMONYM.search(word) else 5] in self._folded:
            return True
        return any(form in self._folded for form in DEMONYMS.get(word.rstrip("s"), DEMONYMS.get(word, ())))

    @cached_property
    def _folded(self) -> str:
        return " ".join(source.passage.text for source in self._sources).casefold()

    @cached_property
    def _chinese(self) -> bool:
        return any(HAN.search(source.passage.text) for source in self._sources)

    def _part(self, form: str) -> Span | None:
        for source in self._sources:
            at = source.passage.text.casefold().find(form)
            if at >= 0:
                return span_of(source.passage.text, at, at + len(form), source.passage.id)
        return None

    def _short_form(self, words: str) -> Span | None:
        """A name of several words whose every word stands there (`Vega Pay Ltd`), an abbreviation of names that stand there."""
        parts = [part for part in re.split(r"[\s/]+", words) if folded(part)]
        spans = [self._find(part) or (self._part(part.casefold()) if part.lower() in CHIEF else None) for part in parts if part.lower() not in CHIEF]
        if len(parts) > 1 and spans and all(spans):
            return spans[0]
        if 2 <= len(words) <= 6 and words.isupper() and words.isalpha():
            between = r"[a-z]*(?:[\s-]+(?:of|and|for|the|on|de))?[\s-]+"
            initials = re.compile(r"(?<![A-Za-z])" + between.join(words) + r"[a-z]+", re.I if len(words) > 3 else 0)
            for source in self._sources:
                if match := initials.search(source.passage.text):
                    return span_of(source.passage.text, match.start(), match.end(), source.passage.id)
        return None

    def _similar(self, words: str) -> Span | None:
        """A name of the sources that shares a word or the beginning with it: shown beside it."""
        keys = {folded(part) for part in words.split() if part.lower() not in CHIEF} | {folded(words)[:3]}
        return next((span for key in sorted(keys) if (span := self._likenesses.get(key))), None)

    @cached_property
    def _likenesses(self) -> dict[str, Span]:
        """Word of a name, or its first three letters → the first name of the sources that has it."""
        found: dict[str, Span] = {}
        for source in self._sources:
            for name in latin_names(source.passage.text):
                span = span_of(source.passage.text, name.start, name.end, source.passage.id)
                for key in (*(folded(part) for part in name.words.split()), folded(name.words)[:3]):
                    found.setdefault(key, span)
        return found

    def _proposed(self, text: str) -> Iterable[Name]:
        for start, end in self._propose(text) if self._propose else ():
            span = self._find(text[start:end])
            yield Name(start, end, text[start:end], "proposed", "found" if span else "unknown", span)


_DEMONYM = re.compile(r"(?:ese|ians?|ans?|ish|ers?)$")
_ABBREVIATED = {
    "Shanghai": ("沪",),
    "Beijing": ("京",),
    "Shenzhen": ("深",),
    "Guangzhou": ("穗",),
    "Chongqing": ("渝",),
    "Tianjin": ("津",),
    "Chengdu": ("蓉",),
    "Hangzhou": ("杭",),
    "New York": ("纽交所", "NYSE", "Manhattan"),
}


def name_findings(names: Iterable[Name]) -> tuple[Finding, ...]:
    """Findings for names that the sources do not hold."""
    return tuple(finding for name in names if (finding := _finding(name)) is not None)


def _finding(name: Name) -> Finding | None:
    here = Span(name.start, name.end, name.words)
    if name.kind == "pair" and name.verdict == "absent":
        return Finding("name-pair-absent", "HIGH", here, None, f"“{name.words}” is declared as “{name.source_form}”, which stands in no source")
    if name.verdict == "contradicted":
        other = f"; the source names “{name.source.words}”" if name.source else ""
        return Finding("name-contradicted", "HIGH", here, name.source, f"“{name.words}” stands in no source{other}")
    if name.verdict == "absent":
        other = f"; similar there: “{name.source.words}”" if name.source else ""
        return Finding("name-absent", "HIGH", here, name.source, f"“{name.words}” stands in no source{other}")
    return None
