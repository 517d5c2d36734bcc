"""Claims that were corrected, and the sentences that may say them again: `restated` finds which do. Pure."""

from __future__ import annotations

from datetime import date

from drafter.check.statements import placed
from drafter.check.text import CheckedText
from drafter.duplicates import address
from drafter.entities import Entity


class Claim(Entity):
    """A corrected claim."""

    was: str
    now: str = ""
    sentence: str = ""
    addresses: tuple[str, ...] = ()
    """Of the item's sources, as `duplicates.address` gives them."""
    day: date
    """Of the correction."""
    told: str
    """For a person: the day and post of the correction."""


class Spoken(Entity):
    """A sentence to look at."""

    text: str
    where: str = ""
    addresses: tuple[str, ...] = ()
    loose: bool = False
    """It names no item: it may speak of any of them."""
    span: tuple[int, int] | None = None
    """Where it stands in a post, for one that no other check reads; else the flag's words are found in the statement."""


def spoken(text: CheckedText) -> tuple[Spoken, ...]:
    """The sentences of a text; those of title, lede, analysis and conclusion stand for the items they name, or else for all."""
    links = {item.id: tuple(address(link.url) for link in (*([item.link] if item.link else []), *item.further) if link.url) for item in text.items}
    return tuple(
        Spoken(
            text=one.said.text,
            where=one.where,
            addresses=tuple(key for item in ([one.item.id] if one.item else one.said.rests_on or links) for key in links.get(item, ())),
            loose=one.item is None and not one.said.rests_on,
        )
        for one in placed(text)
        if one.said.text
    )
