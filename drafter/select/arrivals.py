"""Which of the articles that are just being read look like one that was read before them. Pure; for asking models while others are still fetched.

A guess, on less than `settle` has: who looks told is asked for once all are there, if it is chosen then. A wrong guess costs time or
a call, never changes the choice.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from zoneinfo import ZoneInfo

from drafter.duplicates import address, fold, significant
from drafter.entities import Article, Stamp
from drafter.select.articles import compared, is_alone, report
from drafter.stories import cluster

SHARED, SHARE = 2, 0.1
"""Names and figures of title and lead that two articles must have in common to be compared: so many, and that share of the fewer."""
COMMON = 3
"""What more articles than this have in common says nothing about two of them."""
SUSPECTS = 4
"""Articles that one is compared with, those it shares most with."""
_LEAD = 600
"""Characters."""
_TELLING = re.compile(r"[A-Z][A-Za-z]{2,}|\d[\d.,]*")


class Arrivals:
    """`near_duplicate`: the share of common text that makes a duplicate."""

    def __init__(self, near_duplicate: float, zone: ZoneInfo) -> None:
        self._near_duplicate, self._zone = near_duplicate, zone
        self._known: set[str] = set()
        self._came: list[tuple[frozenset[str], Article, Stamp | None]] = []
        self._having: dict[str, list[int]] = {}

    def looks_told(self, article: Article, stamp: Stamp | None) -> bool:
        """Whether one that came before has the same address or text, nearly the same text, or tells the same story."""
        names = {article.digest, address(article.url)} - {""}
        if names & self._known or self._resembles(article, stamp):
            return True
        self._known |= names
        said = _telling(article)
        for one in said:
            self._having.setdefault(one, []).append(len(self._came))
        self._came.append((said, article, stamp))
        return False

    def _resembles(self, article: Article, stamp: Stamp | None) -> bool:
        suspects = self._suspects(_telling(article))
        if not suspects:
            return False
        if any(fold([compared(one) for one in (other, article)], self._near_duplicate) for other, _ in suspects):
            return True
        if is_alone(article):
            return False
        reports = [report(one, of, 0, self._zone) for one, of in ((article, stamp), *suspects) if not is_alone(one)]
        return any(story.members and article.id in (story.main, *(member.id for member in story.members)) for story in cluster(reports))

    def _suspects(self, mine: frozenset[str]) -> list[tuple[Article, Stamp | None]]:
        having = [found for one in mine if len(found := self._having.get(one, ())) <= COMMON]
        counted = Counter(chain.from_iterable(having)).most_common(SUSPECTS)
        return [self._came[at][1:] for at, count in counted if count >= max(SHARED, SHARE * min(len(mine), len(self._came[at][0])))]


def _telling(article: Article) -> frozenset[str]:
    return significant(article.title).union(_TELLING.findall(f"{article.title} {article.text[:_LEAD]}"))
