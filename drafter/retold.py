"""Items of earlier editions as readers got them, and what a candidate is of one. `recurrence` finds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from drafter.check.text import language_of
from drafter.entities import Continued, Entity

RECENT = 4
"""Editions back in which a story that comes again without anything new is a repeat."""
READ = 2400
"""Characters of a source that are kept for comparison, and of a candidate that are compared with them."""
_SAID = 2
"""Sentences of ours that are shown as continuity."""
_LONGEST = {"zh": 160, "en": 360}
"""Characters of continuity from which one sentence is enough."""


class SourceText(Entity):
    """What one of an earlier item's sources said."""

    title: str
    text: str
    language: str = ""
    addresses: tuple[str, ...] = ()


class Told(Entity):
    """An item of an earlier edition, as readers got it."""

    key: str
    edition: str
    ago: int
    """1: the edition before this one; 0: another post of this one's week."""
    date: str
    title: str = ""
    """Of its post."""
    url: str = ""
    """Where readers find the post; empty where nobody knows."""
    addresses: tuple[str, ...] = ()
    """Of its sources, as `duplicates.address` gives them."""
    headline: str = ""
    sentences: tuple[str, ...] = ()
    language: str = ""
    sources: tuple[SourceText, ...] = ()
    """As far as they are kept."""
    published: bool = True
    """False for the draft of an edition that the ledger does not have: it is not told again, but nothing can go on from it."""


class Subject(NamedTuple):
    """A candidate's story, by its main report."""

    id: str
    title: str
    text: str
    sentences: tuple[str, ...]
    language: str
    day: date | None
    addresses: tuple[str, ...]
    """Of all its reports."""


class Recurrence(NamedTuple):
    """What a candidate is of an earlier item."""

    kind: Literal["update", "repeat"]
    of: Told
    why: str
    """For a person."""
    new: tuple[str, ...] = ()
    """An update's: stages, figures or sentences that the item and its sources lack."""

    @property
    def continued(self) -> Continued:
        """For the draft. What changed is known once the item is written (`changed`)."""
        of = self.of
        said = _telling(of.sentences)
        return Continued(edition=of.edition, date=of.date, title=of.title, url=of.url, headline=of.headline, said=said, new="; ".join(self.new))


def _telling(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that continuity shows: the first ones, as published, while they are short."""
    both = tuple(sentences[:_SAID])
    return both if sum(map(len, both)) <= _LONGEST[language_of(" ".join(both))] else both[:1]
