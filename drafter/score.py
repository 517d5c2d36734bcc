"""The named parts of a candidate's score. Pure.

A score is the sum of its parts, so that an editor can see why one item stands before another:

    recency         0 at the window's start to 1 at its end
    source_weight   the source's weight, as its list gives it; the best one's where several carry the item
    carried_by      0.5 for each doubling of the number of sources that carry it
    added           1 for what a person put into the inbox
    keywords        0.5 for a keyword of the digest in the title, 0.25 for one in the text only; at most 2
    length          up to 0.5, reached at 1,500 characters (750 Chinese ones)
    quality         0.5 for a full text (not a feed's summary standing in), 0.1 for a named author

Before a page is read the last two are not known, and an undated entry counts as of the window's middle.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from drafter.entities import Article, Entry, Source, Stamp
from drafter.window import Window

KeywordPart = Callable[[str, str], float]
"""(title, text) → the keywords' part."""


def entry_parts(entry: Entry, also: Sequence[Entry], window: Window, zone: ZoneInfo, keywords: KeywordPart) -> dict[str, float]:
    """Parts of an entry and the entries that were folded into it."""
    carriers = [one.source for one in (entry, *also)]
    return _rounded(
        recency=_recency(entry.published, window, zone) if entry.published else 0.5,
        source_weight=max(source.weight for source in carriers),
        carried_by=_carried(carriers),
        **_added(carriers),
        keywords=keywords(entry.title, entry.summary),
    )


def article_parts(article: Article, stamp: Stamp | None, carriers: Sequence[Source], window: Window, zone: ZoneInfo, keywords: KeywordPart) -> dict[str, float]:
    """Parts of an article, published at `stamp` and carried by `carriers` (its own source among them)."""
    characters = len(article.text) + sum("\u3400" <= letter <= "\u9fff" for letter in article.text[:1500])
    return _rounded(
        recency=_recency(stamp, window, zone) if stamp else 0.0,
        source_weight=max(source.weight for source in carriers),
        carried_by=_carried(carriers),
        **_added(carriers),
        keywords=keywords(article.title, article.text),
        length=0.5 * min(1.0, characters / 1500),
        quality=(0.0 if article.stand_in else 0.5) + (0.1 if article.byline else 0.0),
    )


def total(parts: dict[str, float]) -> float:
    """The score."""
    return round(sum(parts.values()), 3)


def source_name(source: Source) -> str:
    """What a source is counted and shown by; a text of the inbox that is of no site by its file's name."""
    own = source.added is not None and "://" not in source.location
    return source.name or (source.location.rpartition("/")[2] if own else source.location)


def keyword_part(keywords: Sequence[str]) -> KeywordPart:
    """Latin keywords are whole words, others (Chinese) parts of the text; width and case do not matter."""
    words = [_plain(word) for word in dict.fromkeys(keywords) if word.strip()]
    patterns = [re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)) for word in words]

    def part(title: str, text: str) -> float:
        head, body = (_plain(title), _plain(text)) if patterns else ("", "")
        return min(2.0, sum(0.5 if pattern.search(head) else 0.25 if pattern.search(body) else 0.0 for pattern in patterns))

    return part


def _rounded(**parts: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in parts.items()}


def _recency(stamp: Stamp, window: Window, zone: ZoneInfo) -> float:
    return min(1.0, max(0.0, (stamp.instant(zone) - window.start) / (window.end - window.start)))


def _carried(sources: Iterable[Source]) -> float:
    return 0.5 * math.log2(max(1, len({source_name(source) for source in sources})))


def _added(sources: Iterable[Source]) -> dict[str, float]:
    return {"added": 1.0} if any(source.added is not None for source in sources) else {}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
