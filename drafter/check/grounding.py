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
        found = looked.at(said)
        flags += [_placed(flag, said) for flag in found.flags]
        traces.append(Trace(said=said, **dict(found.traced)))
    for item in text.items:
        if len(item.article_ids) > 1:
            flags += looked.at_sources(item).flags
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
    """One edition, looked at where nothing is remembered. What looks is imported then: its patterns take long to make."""

    def __init__(self, text: CheckedText, articles: Mapping[str, Article], earlier: Mapping[str, str], rates: tuple[Rate, ...], memory: Memory) -> None:
        self._text, self._articles, self._earlier, self._rates, self._memory = text, articles, earlier, rates, memory
        self._of_items = {item.id: item for item in text.items}
        self._ids: dict[str, set[str]] = {}
        self._digests = {key: of_article(articles[key]) for item in text.items for key in item.article_ids if key in articles}

    @cached_property
    def _layout(self) -> Layout:
        from drafter.check.rings import Layout

        return Layout(self._text, self._articles, self._earlier, self._rates, self._memory)

    def at(self, said: Said) -> Found:
        """Kept by its own texts alone where no other article was looked at: then these may come and go."""
        item = self._of_items.get(said.item_id) if said.part in OF_ITEMS else None
        wide = self._wide(said)
        near = self._near(said, item) if item else wide
        known = self._memory.known(near, wide)
        if known:
            return known
        from drafter.check.tracing import traced

        self._layout.strayed = False
        found = traced(said, self._layout)
        return self._memory.keep(wide if self._layout.strayed else near, found)

    def at_sources(self, item: ItemText) -> Found:
        """Where they disagree."""
        return self._memory.recall(digest(("sources", item.headline.text, *map(self._article, item.article_ids))), partial(self._disagreeing, item))

    def _disagreeing(self, item: ItemText) -> Found:
        from drafter.check.disagreements import between

        return Found(flags=between(item.headline.text, self._layout.of_item(item)))

    def _wide(self, said: Said) -> str:
        """All that its flags and trace come from, but for its place: a sentence that moved is found the same. Of the names only those in it count."""
        item = self._of_items.get(said.item_id) if said.part in OF_ITEMS else None
        return digest((self._all, said.item_id, item.headline.text if item else "", self._free(said), _words(said), self._names(said)))

    def _near(self, said: Said, item: ItemText) -> str:
        """That for an item's sentence while only its own articles are looked at; a headline rests on the item's sentences too."""
        rest = item.said if said.part == "headline" else ()
        own = (*item.article_ids, *(evidence.article_id for one in (said, *rest) for evidence in one.evidence))
        return digest((*self._always, item.headline.text, self._free(said), _words(said), *map(_words, rest), *map(self._article, own), self._names(said)))

    def _free(self, said: Said) -> bool:
        """Whether it is an item's, in a draft, and names no sentence that is there: only then does a post's, which names none itself, stand otherwise."""
        if said.start is not None or said.part not in ("item", "brief"):
            return False
        return not any(set(evidence.sentence_ids) & self._sentences(evidence.article_id) for evidence in said.evidence)

    def _sentences(self, key: str) -> set[str]:
        if key not in self._ids:
            self._ids[key] = {sentence.id for sentence in self._articles[key].sentences} if key in self._articles else set()
        return self._ids[key]

    def _names(self, said: Said) -> tuple[tuple[str, str], ...]:
        return relevant(self._text.names, said.text)

    def _article(self, key: str) -> str:
        return self._digests.get(key) or (of_article(self._articles[key]) if key in self._articles else "")

    @cached_property
    def _always(self) -> tuple[object, ...]:
        return self._text.language, self._text.day, self._rates

    @cached_property
    def _all(self) -> str:
        items = sorted(map(_item, self._text.items))
        return digest((*self._always, *sorted(self._digests.values()), *items, *sorted(self._earlier.items())))


def _item(item: ItemText) -> str:
    """As statements elsewhere rest on it."""
    return digest((item.model_dump_json(exclude={"headline", "said"}), item.shown, bool(item.shown) and item.headline.verbatim, *map(_words, item.said)))


def _words(said: Said) -> str:
    return said.model_dump_json(exclude={"start", "end", "item_id"})
