"""Reads sentences that rest on items; what is wrong with one becomes a sentence that a model can act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from drafter.asks import ChainInputs, EarlierData, ItemData, SentenceAnswer
from drafter.check import prose
from drafter.check.figures import figures
from drafter.entities import Language, Paragraph, Statement, StatementKind

_THESIS_ID = re.compile(r"t\d{1,2}")
_OF_THE_DESK = re.compile(r"条目|\b(?:the|these|those|no|both|two|either|neither) items? (?:says?|states?|mentions?|do(?:es)? not)\b", re.IGNORECASE)
"""Words of the prompt that a writer takes for its readers'."""
SLACK = 1.3
"""A title or section is asked for again only this far above its ceiling."""


def texts(paragraphs: Iterable[Paragraph], language: Language) -> tuple[str, ...]:
    """Each paragraph as one text."""
    return tuple(("" if language == "zh" else " ").join(statement.text for statement in paragraph.statements) for paragraph in paragraphs)


def too_long(what: str, paragraphs: Iterable[Paragraph], ceiling: int) -> list[str]:
    """The problem of a section that is far above its ceiling, if it is."""
    length = sum(len(statement.text) for paragraph in paragraphs for statement in paragraph.statements)
    return [f"{what} has {length} characters, at most {ceiling} are allowed"] if length > ceiling * SLACK else []


def short(text: str) -> str:
    """Enough of a text to know it by."""
    return text if len(text) <= 80 else text[:77] + "…"


def laid_out(sentences: Iterable[tuple[str, StatementKind, Sequence[str]]], reason: str) -> tuple[Statement, ...]:
    """The embedded writer's sentences, marked with `reason`."""
    return tuple(Statement(text=prose.unmarked(text), kind=kind, rests_on=tuple(ids), fallback=reason) for text, kind, ids in sentences)


class Sentences:
    """One answer's sentences, each against the items it names. `problems` collects what is wrong."""

    def __init__(self, given: ChainInputs) -> None:
        self._items = {item.id: item for item in given.items}
        self._earlier = {one.id: one for one in given.earlier}
        self._language = given.language
        self._figures: dict[str, frozenset[str]] = {}
        # Items that stand in another language write 15亿 as 1.5 billion, so figures are not compared literally.
        self._translated = any(item.language != given.language for item in given.items)
        self.problems: list[str] = []

    def ids(self, wanted: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Known ids (earlier editions' too) in order, each once, and the unknown ones as given; a thesis' own id is neither."""
        keys = [key for raw in wanted if not _THESIS_ID.fullmatch(key := raw.strip("[] "))]
        known = dict.fromkeys(key for key in keys if key in self._items or key in self._earlier)
        return tuple(known), tuple(key for key in keys if key not in known)

    def is_earlier(self, key: str) -> bool:
        """Whether a known id is of an item of an earlier edition."""
        return key in self._earlier and key not in self._items

    def faults(self, text: str, ids: Sequence[str] = ()) -> list[str]:
        """What is wrong with a text that rests on `ids`; on all items where it names none."""
        found = list(prose.faults(text, self._language))
        if not any("holds an id" in fault for fault in found) and self._own_ids.search(text):
            found.append("it holds the id of an item in its text; ids belong into their own field")
        return [*found, *(f"no item it names states the figure {figure}" for figure in self.foreign(text, ids))]

    def foreign(self, text: str, ids: Sequence[str] = ()) -> tuple[str, ...]:
        """Figures of the text that none of the items it rests on states, taken literally."""
        if self._translated:
            return ()
        wanted = figures(text)
        known = [self._stated(key) for key in ids or (*self._items, *self._earlier)] if wanted else []
        return tuple(dict.fromkeys(figure for figure in wanted if not any(figure in stated for stated in known)))

    def _stated(self, key: str) -> frozenset[str]:
        if key not in self._figures:
            held: ItemData | EarlierData = self._items.get(key) or self._earlier[key]
            self._figures[key] = frozenset(figure for part in (held.headline, *held.statements, _day(held.published)) for figure in figures(part))
        return self._figures[key]

    @cached_property
    def _words(self) -> str:
        held: list[ItemData | EarlierData] = [*self._items.values(), *self._earlier.values()]
        return "\n".join(words for one in held for words in (one.headline, *one.statements))

    @cached_property
    def _own_ids(self) -> re.Pattern[str]:
        """Ids as models write them into a text: in brackets, or bare where an id looks like no word."""
        every = [re.escape(key) for key in (*self._items, *self._earlier)]
        bare = [key for key in every if len(key) > 3 and re.search(r"\d", key)]
        return re.compile(rf"[\[(（【](?:{'|'.join(every) or '$.'})[\])）】]|(?<![0-9A-Za-z])(?:{'|'.join(bare) or '$.'})(?![0-9A-Za-z])")

    def statements(self, wanted: Sequence[SentenceAnswer], where: str) -> tuple[Statement, ...]:
        """The sentences that stand."""
        return tuple(statement for sentence in wanted if (statement := self.statement(sentence, where)))

    def statement(self, wanted: SentenceAnswer, where: str, *, needs_items: bool = True) -> Statement | None:
        """The sentence, or None where it cannot stand."""
        text = prose.stopped(prose.unmarked(wanted.text), self._language)
        ids, unknown = self.ids(wanted.item_ids)
        faults = self.faults(text, ids)
        if not ids and needs_items and wanted.kind in ("fact", "inference"):
            faults.append("it rests on no item")
        if (desk := _OF_THE_DESK.search(text)) and desk.group() not in self._words:
            faults.append(f"“{desk.group()}” means nothing to readers: name the company, the authority or the text")
        self.problems += [f"{where} ({short(text)}): {fault}" for fault in (*(f"there is no item {key!r}" for key in unknown), *faults)]
        if faults or (unknown and not ids):
            return None
        return Statement(text=text, kind=wanted.kind, rests_on=ids)


def _day(published: str) -> str:
    """A day as prose writes it too: 2026-06-01 states 6 and 1."""
    return f"{published} {published.replace('-0', '-')}"
