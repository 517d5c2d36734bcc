"""What only the run knew of a draft, told again of its post for as long as the words stand: sentences that are no model's, an item that rests
on a feed's summary, theses that nobody chose. Pure.

What the kept edition shows is told from there; what it does not show, from the flags of the draft's own review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from drafter import assemble
from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import EXTRACTIVE, Article, Edition, Flag, Item, Paragraph

_ALWAYS_CHECKED = frozenset({"undated", "outside-window"})
"""Marks that every check finds by itself."""
_LEAST = 6
"""Characters of a sentence below which it may stand anywhere by chance."""
_STEPS = {"theses": "analysis", "analysis": "analysis", "conclusion": "conclusion", "front": "lede"}


def is_extractive(edition: Edition) -> bool:
    """Whether no model wrote any of it."""
    said = [statement for item in edition.items for statement in item.statements]
    return bool(said) and all(statement.fallback == EXTRACTIVE for statement in said)


def flags(
    edition: Edition,
    text: CheckedText,
    articles: Mapping[str, Article],
    raised: Sequence[Flag] = (),
    *,
    min_items: int = 0,
    tags: Collection[str] = (),
    known_tags: Collection[str] = (),
    redone: Collection[str] = (),
) -> tuple[Flag, ...]:
    """What still holds of the post that `text` was made of.

    `raised`: flags of the draft's own review. `tags`: the post's; `known_tags`: the digest's. `redone`: sections that were written anew since.
    """
    words = _Words(text)
    extractive = is_extractive(edition)
    found = [*_items(edition, text, articles, extractive=extractive), *_sections(edition, words), *_raised(edition, words, raised, redone)]
    full = sum(item.place != "brief" for item in text.items)
    if full < min_items:
        found.append(Flag(code="thin-edition", severity="WARN", where=edition.name, message=f"{full} item{'s' * (full != 1)}; {min_items} were wanted"))
    if extractive and any(words.have("items", statement.text) for item in edition.items for statement in item.statements):
        found.append(assemble.no_model(edition.name))
    if full > 1 and not extractive:
        found += [flag for flag in assemble.resting_on_one(edition) if words.have("analysis", flag.message)]
    new = [flag for flag in raised if flag.code == "new-tag" and any(repr(tag) in flag.message for tag in tags if tag not in known_tags)]
    return (*found, *new)


class _Words:
    """What the post says, whatever its spaces."""

    def __init__(self, text: CheckedText) -> None:
        self._said = {
            "lede": _squeezed(text.lede),
            "analysis": _squeezed(one for paragraph in text.analysis for one in paragraph),
            "conclusion": _squeezed(one for paragraph in text.conclusion for one in paragraph),
            "items": _squeezed(one for item in text.items for one in item.said),
        }

    def have(self, section: str, sentence: str) -> bool:
        """Whether a sentence stands there word for word."""
        bare = "".join(sentence.split())
        return len(bare) >= _LEAST and bare in self._said[section]


def _squeezed(said: Iterable[Said]) -> str:
    return "".join("".join(one.text.split()) for one in said)


# Items


def _items(edition: Edition, text: CheckedText, articles: Mapping[str, Article], *, extractive: bool) -> Iterator[Flag]:
    here = {one.id: one for one in text.items}
    for item in edition.items:
        if (one := here.get(item.id)) is not None:
            for flag in assemble.item_flags(item, articles.get(item.article_id), extractive=extractive):
                if _holds(flag, item, one):
                    yield flag.model_copy(update={"where": one.headline.text or flag.where})


def _holds(flag: Flag, item: Item, here: ItemText) -> bool:
    """Where the flag speaks of the source, while the item stands; where of its words, while they do."""
    bare = _squeezed(here.said)
    stands = ["".join(statement.text.split()) in bare for statement in item.statements]
    if flag.code in _ALWAYS_CHECKED:
        return False
    if flag.code == "fallback-headline":
        return "".join(here.headline.text.split()) == "".join(item.headline.split())
    if flag.code == "fallback-statement":
        return "".join(flag.statement.split()) in bare
    if flag.code == "repeat":  # what it asks for is a sentence that says why the item stays
        return bare == "".join("".join(statement.text.split()) for statement in item.statements)
    return any(stands) if flag.code in ("fallback-item", "private") else True


# Sections


def _sections(edition: Edition, words: _Words) -> Iterator[Flag]:
    """Sections that the embedded writer laid out, while a sentence of them stands."""
    parts: tuple[tuple[str, Sequence[Paragraph]], ...] = (("front", (edition.lede,)), ("analysis", edition.analysis), ("conclusion", edition.conclusion))
    for step, paragraphs in parts:
        marked = [one for paragraph in paragraphs for one in paragraph.statements if one.fallback not in ("", EXTRACTIVE)]
        laid = [one for one in marked if words.have(_STEPS[step], one.text)]
        if laid:
            yield assemble.fallen(step, laid[0].fallback)


def _raised(edition: Edition, words: _Words, raised: Iterable[Flag], redone: Collection[str]) -> Iterator[Flag]:
    """What was said of a section, while it stands: of theses while a sentence does, of a fault while all of it does."""
    for flag in raised:
        section = _STEPS.get(flag.where, "")
        said = _said(edition, section)
        if not said or section in redone:
            continue
        whole = flag.code == "not-mended"
        about = whole or flag.code in ("theses-unchosen", "thesis-not-carried") or (flag.code, flag.where) == ("fallback-section", "theses")
        if about and (all if whole else any)(words.have(section, one) for one in said):
            yield flag


def _said(edition: Edition, section: str) -> list[str]:
    paragraphs = {"analysis": edition.analysis, "conclusion": edition.conclusion, "lede": (edition.lede,)}.get(section, ())
    return [statement.text for paragraph in paragraphs for statement in paragraph.statements]
