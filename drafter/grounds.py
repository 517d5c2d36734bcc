"""What a sentence of a kept edition rests on: its statement with its quotes, or the items in between. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.check.names.words import COMMON
from drafter.duplicates import address
from drafter.entities import Edition, Evidence, Item, Statement

_TELLING = re.compile(r"\d[\d.,]*|[A-Za-z][\w'’-]{2,}")
_MOST = 4


@dataclass(frozen=True)
class Said:
    """A statement, headline or title of the kept edition."""

    text: str
    item: Item | None = None
    statement: Statement | None = None
    fallback: str = ""


@dataclass(frozen=True)
class Quoted:
    """Words of a source."""

    quote: str
    """Empty where only the source is known."""
    url: str
    title: str
    through: str = ""
    """The sentence of ours that quotes them, where that is another one."""


def said_in(edition: Edition, sentence: str, piece: str) -> Said | None:
    """What of the edition stands in a sentence of its draft; `piece` is the key of the draft's piece."""
    here = _squeezed(sentence)
    url = address(piece.partition(":")[2].partition("#")[0]) if piece.startswith(("item:", "brief:")) else ""
    every = [said for said in _everything(edition) if (address(said.item.link.url) if said.item else "") == url]
    return next((said for said in every if _squeezed(said.text) and (_squeezed(said.text) in here or here in _squeezed(said.text))), None)


def grounds(edition: Edition, statement: str, sentence: str) -> tuple[Quoted, ...]:
    """What the statement quotes; for one that rests on our items, their statements that tell of the same, else the items' sources.

    `statement` is as the edition has it; without one, `sentence` is compared with every item's.
    """
    said = next((one for one in _everything(edition) if statement and one.text == statement), None)
    if said and said.statement and said.statement.evidence and said.item:
        return tuple(_quoted(said.item, said.statement.evidence))
    rests_on = set(said.statement.rests_on) if said and said.statement else set()
    items = [said.item] if said and said.item else [item for item in edition.items if not rests_on or item.id in rests_on]
    alike = _alike(items, sentence)
    if alike or not (rests_on or (said and said.item)):
        return alike
    return tuple(Quoted("", item.link.url, item.link.title) for item in items)


def _telling(text: str) -> frozenset[str]:
    """What two sentences about the same thing have in common whatever their language: figures, and Latin words that name something."""
    return frozenset(word for word in _TELLING.findall(text) if word[0].isdigit() or (any(map(str.isupper, word)) and word.lower() not in COMMON))


def _alike(items: Iterable[Item], sentence: str) -> tuple[Quoted, ...]:
    """Quotes of the items' statements that share most figures and names with the sentence, best first."""
    wanted = _telling(sentence)
    shared = [(len(wanted & _telling(one.text)), item, one) for item in items for one in item.statements]
    ranked = sorted((one for one in shared if one[0]), key=lambda one: -one[0])
    return tuple(quoted for _, item, statement in ranked for quoted in _quoted(item, statement.evidence, statement.text))[:_MOST]


def _quoted(item: Item, evidence: Iterable[Evidence], through: str = "") -> Iterator[Quoted]:
    links = [item.link, *item.further]
    of_article = dict(zip((item.article_id, *item.further_ids), links, strict=False))
    for one in evidence:
        link = of_article.get(one.article_id, item.link)
        yield Quoted(one.quote, link.url, link.title, through)


def _everything(edition: Edition) -> Iterator[Said]:
    yield Said(edition.title)
    for paragraph in (edition.lede, *edition.analysis, *edition.conclusion):
        yield from (Said(one.text, None, one, one.fallback) for one in paragraph.statements)
    for item in edition.items:
        yield Said(item.headline, item, None, item.fallback or item.headline_fallback)
        yield from (Said(one.text, item, one, item.fallback or one.fallback) for one in item.statements)


def _squeezed(text: str) -> str:
    return "".join(text.split())
