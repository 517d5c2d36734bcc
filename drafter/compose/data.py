"""What goes into the chain's prompts and what comes out of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from drafter import prompts
from drafter.asks import EarlierData, ItemData
from drafter.entities import Article, Entity, Item, Language, Paragraph, Thesis

G = TypeVar("G", bound=Entity)


class Front(Entity):
    """Title, lede and tags of the edition."""

    title: str
    lede: Paragraph
    tags: tuple[str, ...]
    new_tags: tuple[str, ...] = ()
    """Tags that are not in the digest's vocabulary."""


class Chain(Entity):
    """What the chain wrote of the items."""

    theses: tuple[Thesis, ...]
    """Those that the analysis argues, in its order."""
    candidates: tuple[Thesis, ...] = ()
    """All that were proposed, the strongest first."""
    asked_as: str = ""
    """As `Edition.asked_as`."""
    unrelated: str = ""
    """Why no thesis was found, where none was."""
    analysis: tuple[Paragraph, ...]
    conclusion: tuple[Paragraph, ...]
    front: Front


def item_data(items: Sequence[Item], articles: dict[str, Article], language: Language) -> tuple[ItemData, ...]:
    """The items as the chain sees them."""
    return tuple(
        ItemData(
            id=item.id,
            headline=item.headline,
            statements=tuple(statement.text for statement in item.statements),
            source_title=item.link.title,
            site=articles[item.article_id].site,
            published=item.published.value[:10] if item.published else "",
            language=articles[item.article_id].language if item.fallback else language,
            update_of=item.continues.edition if item.continues else "",
        )
        for item in items
    )


def mark(items: Iterable[ItemData], *texts: str, earlier: Iterable[EarlierData] = ()) -> str:
    """The boundary around the items of a prompt."""
    known: list[ItemData | EarlierData] = [*items, *earlier]
    sites = [item.site for item in known if isinstance(item, ItemData)]
    return prompts.boundary(*(part for item in known for part in (item.headline, *item.statements)), *texts, absent_from=sites)


def with_problems(given: G, problems: tuple[str, ...]) -> G:
    """The same inputs for asking again."""
    return given.model_copy(update={"problems": problems})
