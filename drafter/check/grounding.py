"""Every statement of an edition traced to its sources; what was found of one before, over the same sources, is remembered.

The order of search is that of `rings`: the sentences a statement names (in a post those it seems to rest on), the rest of that article,
the story's other articles, other items' articles. Titles, headlines, lede, analysis and conclusion are held against the items they rest on first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from drafter.check.memory import Found, Memory, Traced, digest, of_article
from drafter.check.text import OF_ITEMS, CheckedText, ItemText, Said, relevant
from drafter.entities import Article, Entity, Flag, Rate

if TYPE_CHECKING:
    from drafter.check.rings import Layout


class Trace(Traced):
    """What became of one statement."""

    said: Said


class Grounded(Entity):
    """Flags in reading order, then where sources of one item disagree; a trace for every statement."""

    flags: tuple[Flag, ...]
    traces: tuple[Trace, ...]


def ground(
    text: CheckedText,
    articles: Mapping[str, Article],
    earlier: Mapping[str, str] | None = None,
    rates: Sequence[Rate] = (),
    *,
    memory: Memory | None = None,
) -> Grounded:
    """Flags and traces of an edition. `articles` by id; `earlier` are texts of earlier editions' items by the ids that statements rest on.

    `rates`: the digest's own, which conversions for readers are recomputed from.
    """
    memory = memory or Memory()
    looked = _Looked(text, articles, earlier or {}, tuple(rates), memory)
    flags: list[Flag] = []
    traces: list[Trace] = []
    for said in statements(text):
        found = memory.recall(looked.key(said), partial(looked.at, said))
        flags += [_placed(flag, said) for flag in found.flags]
        traces.append(Trace(said=said, **dict(found.traced)))
    for item in text.items:
        if len(item.article_ids) > 1:
            flags += memory.recall(looked.key_of_sources(item), partial(looked.at_sources, item)).flags
    return Grounded(flags=tuple(flags), traces=tuple(traces))


def statements(text: CheckedText) -> Iterator[Said]:
    """Everything said, in reading order."""
    yield from (text.title,) if text.title else ()
    yield from text.lede
    for item in text.items:
        yield item.headline
        yield from item.said
    for paragraph in (*text.analysis, *text.conclusion):
        yield from paragraph
    yield from text.other


def _placed(flag: Flag, said: Said) -> Flag:
    """In the post the words' own place where no markup stands between, else the statement's."""
    if said.start is None or said.end is None or flag.start is None or flag.end is None:
        return flag
    plain = said.end - said.start == len(said.text)
    start, end = (said.start + flag.start, said.start + flag.end) if plain else (said.start, said.end)
    return flag.model_copy(update={"start": start, "end": end})


class _Looked:
    """One edition to look at. What looks is imported at the first statement that nothing is remembered of: its patterns take long to make."""

    def __init__(self, text: CheckedText, articles: Mapping[str, Article], earlier: Mapping[str, str], rates: tuple[Rate, ...], memory: Memory) -> None:
        self._text, self._articles, self._earlier, self._rates, self._memory = text, articles, earlier, rates, memory
        read = sorted({key for item in text.items for key in item.article_ids if key in articles})
        self._whole = digest((text.language, text.day, rates, *(of_article(articles[key]) for key in read)))

    @cached_property
    def _layout(self) -> Layout:
        from drafter.check.rings import Layout

        return Layout(self._text, self._articles, self._earlier, self._rates, self._memory)

    def at(self, said: Said) -> Found:
        from drafter.check.tracing import traced

        return traced(said, self._layout)

    def at_sources(self, item: ItemText) -> Found:
        from drafter.check.disagreements import between

        return Found(flags=between(item.headline.text, self._layout.of_item(item)))

    def key(self, said: Said) -> str:
        """Of all that its flags and trace come from, but for its place: a sentence that moved is found the same.

        Of an item's statement that is the item with all articles; of any other all items. Of the names only those in it count.
        """
        known = self._items.get(said.item_id) if said.part in OF_ITEMS else None
        return digest((self._whole, _words(said), known or self._all, relevant(self._text.names, said.text)))

    def key_of_sources(self, item: ItemText) -> str:
        return digest((self._whole, "sources", self._items[item.id]))

    @cached_property
    def _items(self) -> dict[str, str]:
        return {item.id: _item(item) for item in self._text.items}

    @cached_property
    def _all(self) -> str:
        return digest((*sorted(self._items.values()), *sorted(self._earlier.items())))


def _item(item: ItemText) -> str:
    return digest((item.model_dump_json(exclude={"headline", "said"}), *map(_words, (item.headline, *item.said))))


def _words(said: Said) -> str:
    return f"{said.start is None} {said.model_dump_json(exclude={'start', 'end'})}"
