"""An edition's texts and articles laid out around each statement: what it rests on, and what lies ever farther away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import TypeVar, overload

from drafter.check.atoms import Atom
from drafter.check.binding.bound import Ring
from drafter.check.lines import Line, Text, article_text, item_text, loose_text
from drafter.check.located import located
from drafter.check.memory import Memory, digest, of_article
from drafter.check.text import OF_ITEMS, CheckedText, ItemText, Said
from drafter.check.word_faults import Shelf
from drafter.entities import Article, Rate

T = TypeVar("T")


@dataclass(frozen=True)
class Ground:
    """What one statement is held against."""

    rings: tuple[Ring, ...]
    cited: tuple[Line, ...]
    """The lines it names, or seems to rest on."""
    firm: bool
    """It names them itself."""
    around: tuple[Line, ...]
    """Other lines of the same texts."""
    shelf: Shelf
    days: tuple[date, ...]
    """Days of its articles: what is dated by them needs no sentence."""
    reckoned_from: tuple[Line, ...] = ()
    """What its sums are made of; of a statement that names no item, the lines of those it seems to speak of."""
    items: int = 0
    """How many items it may count."""


class _Others(Sequence[T]):
    """What lies beyond a statement's own texts; the layout is told when somebody looks there."""

    def __init__(self, layout: Layout, found: Callable[[], tuple[T, ...]]) -> None:
        self._layout, self._found = layout, found

    @cached_property
    def _all(self) -> tuple[T, ...]:
        return self._found()

    def __len__(self) -> int:
        self._layout.strayed = True
        return len(self._all)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        self._layout.strayed = True
        return self._all[at]

    def __iter__(self) -> Iterator[T]:
        self._layout.strayed = True
        return iter(self._all)


class Layout:
    """One edition with its articles."""

    strayed = False
    """Whether other articles than a statement's own were looked at: what was found then depends on which there are."""

    def __init__(
        self,
        text: CheckedText,
        articles: Mapping[str, Article],
        earlier: Mapping[str, str],
        rates: tuple[Rate, ...] = (),
        memory: Memory | None = None,
    ) -> None:
        self.text = text
        self.rates = rates
        self._kept = articles
        self._memory = memory or Memory()
        self._articles: dict[str, Text] = {}
        self._by_id = {item.id: item for item in text.items}
        self._items = {item.id: self._own(item) for item in text.items}
        self._earlier = {key: loose_text(key, words, text.language, None) for key, words in sorted(earlier.items())}
        self._shelves: dict[tuple[str, ...], Shelf] = {}

    def article(self, key: str) -> Text | None:
        """The article's text; None when its page is not kept."""
        article = self._kept.get(key)
        if article is None:
            return None
        if key not in self._articles:
            self._articles[key] = self._memory.text(of_article(article), partial(article_text, article))
        return self._articles[key]

    def _own(self, item: ItemText) -> Text:
        language, day = self.text.language, self.text.day
        said = (item.shown, *(one.text for one in item.said))
        key = digest((language, day, item.id, item.link and item.link.url, *said))
        return self._memory.text(key, partial(item_text, item, language, day))

    def of_item(self, item: ItemText) -> tuple[Text, ...]:
        """The item's articles that are kept, the main one first."""
        return tuple(text for key in item.article_ids if (text := self.article(key)) is not None)

    def item(self, said: Said) -> ItemText | None:
        return self._by_id.get(said.item_id)

    @cached_property
    def _all_articles(self) -> tuple[Text, ...]:
        """Of all items, by id, so that the order of items plays no part."""
        found = {text.id: text for item in self.text.items for text in self.of_item(item)}
        return tuple(found[key] for key in sorted(found))

    def _shelf(self, own: Sequence[Text]) -> Shelf:
        key = tuple(text.id for text in own)
        if key not in self._shelves:
            foreign = _Others(self, lambda: tuple(text for text in self._all_articles if text.id not in key))
            self._shelves[key] = Shelf(tuple(own), foreign, self.text.names)
        return self._shelves[key]

    def ground(self, said: Said, atoms: Sequence[Atom]) -> Ground | None:
        """What the statement is held against; None where nothing of it is kept."""
        item = self.item(said)
        if said.part in OF_ITEMS and item is not None:
            own = self.of_item(item)
            return (self._headline(item, own) if said.part == "headline" else self._statement(said, atoms, own)) if own else None
        return self._upstream(said, atoms)

    def _statement(self, said: Said, atoms: Sequence[Atom], own: tuple[Text, ...]) -> Ground:
        named = self.cited(said)
        main = next((text for text in own if named and named[0].text is text), own[0])
        cited = named or located(said.text, atoms, [line for text in own for line in text.lines])
        story = tuple(line for text in own if text is not main for line in text.lines if line not in cited)
        rings = (
            Ring("cited", cited),
            Ring("article", tuple(line for line in main.lines if line not in cited)),
            Ring("story", story),
            Ring("foreign", self._foreign(own)),
        )
        near = [line for text in own for line in text.near(cited) if line not in cited]
        around = tuple(line for text in own for line in text.lines)
        return Ground(rings, cited, bool(named), around, self._shelf(own), _days(own), (*cited, *near))

    def _headline(self, item: ItemText, own: tuple[Text, ...]) -> Ground:
        ours = self._items[item.id].body
        cited = tuple(dict.fromkeys(line for said in item.said for line in self.cited(said)))
        around = tuple(line for text in own for line in text.lines)
        rest = tuple(line for line in around if line not in cited)
        rings = (Ring("cited", (*ours, *cited)), Ring("article", rest), Ring("foreign", self._foreign(own)))
        return Ground(rings, (*ours, *cited), False, around, self._shelf(own), _days(own), ours)

    def _upstream(self, said: Said, atoms: Sequence[Atom]) -> Ground:
        rested = [self._by_id[key] for key in said.rests_on if key in self._by_id] or list(self.text.items if not said.rests_on else ())
        rested.sort(key=lambda item: item.id)
        earlier = [text for key, text in self._earlier.items() if key in said.rests_on or not said.rests_on]
        texts = [self._items[item.id] for item in rested] + earlier
        own = tuple(sorted({text.id: text for item in rested for text in self.of_item(item)}.values(), key=lambda text: text.id))
        others = [self._items[key] for key in sorted(self._items) if all(item.id != key for item in rested)]
        cited = tuple(line for text in texts for line in text.lines)
        rings = (
            Ring("items", cited),
            Ring("articles", tuple(line for text in own for line in text.lines)),
            Ring("other-items", tuple(line for text in others for line in text.lines)),
            Ring("foreign", self._foreign(own)),
        )
        everything = (*(self._items[key] for key in sorted(self._items)), *self._earlier.values(), *self._all_articles)
        days = (*_days(own), *(item.published for item in rested if item.published))
        few = (cited if len(rested) <= 3 else ()) if said.rests_on else self._likeliest(said, atoms, cited)
        return Ground(rings, cited if said.rests_on else (), False, tuple(rings[1].lines), self._shelf(everything), days, few, len(rested))

    def _likeliest(self, said: Said, atoms: Sequence[Atom], lines: Sequence[Line]) -> tuple[Line, ...]:
        """Of a statement that names no item, the lines of the items it seems to speak of."""
        texts = {line.text.id for line in located(said.text, atoms, lines, most=2)}
        return tuple(line for line in lines if line.text.id in texts)

    def cited(self, said: Said) -> tuple[Line, ...]:
        """The lines that a statement names, those that are there."""
        texts = [(self.article(evidence.article_id), evidence.sentence_ids) for evidence in said.evidence]
        return tuple(dict.fromkeys(line for text, keys in texts if text is not None for line in text.named(keys)))

    def _foreign(self, own: Iterable[Text]) -> Sequence[Line]:
        ids = {text.id for text in own}
        return _Others(self, lambda: tuple(chain.from_iterable(text.lines for text in self._all_articles if text.id not in ids)))


def _days(texts: Iterable[Text]) -> tuple[date, ...]:
    return tuple(text.day for text in texts if text.day)
