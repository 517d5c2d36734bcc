"""One answer's sentences held against their sources as soon as they are there, so that only what fails is asked for again. Pure.

Only what must not stand counts here (BLOCK and HIGH); the review of the whole draft says the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from drafter.check.grounding import ground
from drafter.check.memory import Memory
from drafter.check.text import CheckedText, ItemText, Part, Said
from drafter.entities import Article, Flag, Item, Language, Statement, Summary
from drafter.proofread.texts import of_item, said_of

MOST_ITEMS = 40
"""Sentences that name no item rest on all of them; beyond this many the review of the whole draft looks them up."""
Faulty = dict[int, tuple[Flag, ...]]
"""Number of a sentence → what is wrong with it."""


def of_summary(summary: Summary, article: Article, language: Language, day: date, memory: Memory | None = None) -> Faulty:
    """Statements counted from 1 and the headline as 0. What stands in the source's own words is not looked at."""
    headline = Said(text=summary.headline, part="headline", item_id="i", verbatim=bool(summary.headline_fallback))
    said = tuple(said_of(statement, "item", "i") for statement in summary.statements)
    item = ItemText(id="i", headline=headline, said=said, link=None, article_ids=(article.id,))
    flags = ground(CheckedText(language=language, day=day, items=(item,)), {article.id: article}, memory=memory).flags
    return _by_number(flags, [summary.headline, *(statement.text for statement in summary.statements)], 0)


def of_section(
    part: Part,
    statements: Sequence[Statement],
    items: Sequence[Item],
    articles: Mapping[str, Article],
    language: Language,
    day: date,
    earlier: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Faulty:
    """Sentences counted from 1, held against the items they rest on and these items' articles."""
    looked_at = [one for one in statements if not one.fallback and (one.rests_on or len(items) <= MOST_ITEMS)]
    named = {key for one in looked_at for key in one.rests_on}
    whole = any(not one.rests_on for one in looked_at)
    rested = [of_item(item) for item in items if whole or item.id in named]
    said = tuple(said_of(one, part) for one in looked_at)
    text = CheckedText(language=language, day=day, items=tuple(rested), analysis=(said,))
    known = {key: articles[key] for item in rested for key in item.article_ids if key in articles}
    return _by_number(ground(text, known, earlier, memory=memory).flags, [one.text for one in statements], 1)


def _by_number(flags: Sequence[Flag], sentences: Sequence[str], first: int) -> Faulty:
    found: Faulty = {}
    for number, sentence in enumerate(sentences, first):
        faults = tuple(flag for flag in flags if flag.statement == sentence and flag.severity in ("BLOCK", "HIGH"))
        if faults:
            found[number] = faults
    return found
