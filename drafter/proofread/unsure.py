"""What stands in no source can only be said of a sentence whose sources are here.

Title, lede, analysis and conclusion rest on items, an earlier edition's too. While the page of one of these is not kept, or an earlier
edition's text is not at hand, what the others do not say may stand there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from drafter.check.text import CheckedText, ItemText, Said
from drafter.entities import Flag

NO_PAGE = "no page of its source is kept"


def weighed(flags: Iterable[Flag], text: CheckedText, articles: Collection[str], earlier: Collection[str] = ()) -> tuple[tuple[Flag, ...], frozenset[str]]:
    """The flags that can be answered for, and the statements whose flags could not: none of what they rest on is here.

    Where a part of it is here, such a flag is a WARN at most and says so. `earlier`: ids of earlier editions' items whose texts are here.
    """
    lacking = {said.text: share for said in _resting(text) for share in [_lacking(said, text.items, articles, earlier)]}
    kept: list[Flag] = []
    dropped: set[str] = set()
    for flag in flags:
        missing, of = lacking.get(flag.statement, (0, 1))
        if missing == of:
            dropped.add(flag.statement)
        else:
            kept.append(_milder(flag, f"the pages of {missing} of the {of} items it may rest on are not kept") if missing else flag)
    return tuple(kept), frozenset(dropped)


def _resting(text: CheckedText) -> Iterable[Said]:
    yield from (text.title,) if text.title else ()
    yield from text.lede
    for paragraph in (*text.analysis, *text.conclusion, text.other):
        yield from paragraph


def _lacking(said: Said, items: Iterable[ItemText], articles: Collection[str], earlier: Collection[str]) -> tuple[int, int]:
    """How many of the items that it rests on have no text here, and of how many."""
    by_id: Mapping[str, ItemText] = {item.id: item for item in items}
    past = [key for key in said.rests_on if key.startswith("e")]
    named = [by_id[key] for key in said.rests_on if key in by_id] or ([] if past else list(by_id.values()))
    lacking = sum(not any(key in articles for key in item.article_ids) for item in named) + sum(key not in earlier for key in past)
    return lacking, len(named) + len(past)


def _milder(flag: Flag, why: str) -> Flag:
    if flag.severity not in ("BLOCK", "HIGH"):
        return flag
    return flag.model_copy(update={"severity": "WARN", "message": f"{flag.message} ({why})"})
