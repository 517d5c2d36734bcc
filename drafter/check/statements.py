"""Where each sentence of a post stands, which of them are our own wording, and what in them is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import Article

_QUOTED = re.compile(r"“[^”]*(?:”|$)|‘[^’\n]{1,200}’(?!\w)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|《[^》]*(?:》|$)|〈[^〉]*(?:〉|$)|\"[^\"]*(?:\"|$)|`[^`]*`")
"""An opening mark without its closing one quotes up to the end."""
BLANK = "\x00"
"""Stands for each character that is not our wording."""
_LEAST = 8
"""Characters below which a text proves nothing."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One sentence and where an editor finds it."""

    where: str
    """The item's headline, or the section."""
    said: Said
    item: ItemText | None = None
    plain: str = ""
    """The sentence with what is somebody else's wording blanked out: quotations, titles of pages. Every offset stays."""


def placed(text: CheckedText) -> Iterator[Placed]:
    """Every sentence in reading order."""
    if text.title:
        yield Placed("title", text.title)
    yield from (Placed("lede", said) for said in text.lede)
    for item in text.items:
        for said in (item.headline, *item.said):
            yield Placed(name_of(item), said, item)
    for section, paragraphs in (("analysis", text.analysis), ("conclusion", text.conclusion), ("other", (text.other,))):
        yield from (Placed(section, said) for paragraph in paragraphs for said in paragraph)


def name_of(item: ItemText) -> str:
    """How an editor knows the item: by its headline, or by its source where it has none."""
    return item.headline.text or (item.link.title or item.link.url if item.link else "") or item.id


def own_words(text: CheckedText, articles: Mapping[str, Article]) -> tuple[Placed, ...]:
    """Sentences that are our wording: not marked as a source's, and not standing whole in an article of their item, or in any where they have none."""
    bare = {key: tuple(_bare(part) for part in (article.text, article.title)) for key, article in articles.items()}

    def known(item: ItemText | None) -> Iterable[str]:
        return (part for key in (item.article_ids if item else bare) if key in bare for part in bare[key])

    linked = [link.title for item in text.items for link in (*([item.link] if item.link else []), *item.further)]
    titles = _titles([*linked, *(article.title for article in articles.values())])
    return tuple(
        replace(one, plain=unquoted(untitled))
        for one in placed(text)
        if not one.said.verbatim and not _stands(untitled := titles.sub(_blank, one.said.text) if titles else one.said.text, known(one.item))
    )


def _titles(titles: Iterable[str]) -> re.Pattern[str] | None:
    """Longest first, for a title may hold another."""
    long = sorted({title for title in titles if len(title) >= _LEAST}, key=lambda title: (-len(title), title))
    return re.compile("|".join(map(re.escape, long))) if long else None


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())


def _bare(text: str) -> str:
    return "".join(text.replace(BLANK, " ").split())


def _stands(text: str, known: Iterable[str]) -> bool:
    """Whole in a source, or begun there and cut short; or nothing of it is left."""
    bare = _bare(text).removesuffix("…")
    return not any(character.isalnum() for character in bare) or (len(bare) >= _LEAST and any(bare in other for other in known))


def sources(item: ItemText | None, articles: Mapping[str, Article]) -> tuple[Article, ...]:
    """The articles an item was made from; for a sentence of no item, all of them."""
    if item is None:
        return tuple(articles.values())
    return tuple(articles[key] for key in item.article_ids if key in articles)


def unquoted(text: str) -> str:
    """`text` with everything in quotation marks blanked out; every offset stays."""
    return _QUOTED.sub(_blank, text)


def spot(said: Said, start: int, end: int) -> dict[str, Any]:
    """A flag's fields for `said.text[start:end]`: its span in the post where one was read, the sentence's own where marks were taken out of it."""
    words = said.text[start:end]
    if said.start is not None and said.end is not None:
        whole = said.end - said.start == len(said.text)
        start, end = (said.start + start, said.start + end) if whole else (said.start, said.end)
    return {"words": words, "start": start, "end": end, "statement": said.text}


def listed(places: Sequence[str], most: int = 3) -> str:
    """The first places of many, for one line."""
    return "; ".join(f"“{place}”" for place in places[:most]) + ("; …" if len(places) > most else "")


def counted(number: int, noun: str) -> str:
    """`1 place`, `3 places`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def around(text: str, start: int, end: int, reach: int = 8) -> str:
    """The place with a few characters on either side, as a person looks for it."""
    return text[max(0, start - reach) : end + reach].strip()
