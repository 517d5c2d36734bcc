"""Kept articles found by id or address, for a post whose sources are looked for again. Reads the beginning of each file only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from drafter.entities import Article

_HEAD = re.compile(rb'\{"id":"([0-9a-f]{12})","url":("(?:[^"\\]|\\.)*+")')
"""How a kept article's file begins; that of a Failure does not."""
_READ = 4096
"""Bytes of each file that are looked at: an address is shorter."""


class ArticleIndex:
    """The articles in `folder`. `same` makes of an address what addresses are compared by."""

    def __init__(self, folder: Path, same: Callable[[str], str]) -> None:
        self._same = same
        self._by_id: dict[str, list[Path]] = {}
        self._by_address: dict[str, list[Path]] = {}
        for path in sorted(folder.glob("*/*.json")):
            head = _HEAD.match(_beginning(path))
            if head:
                self._by_id.setdefault(head[1].decode(), []).append(path)
                self._by_address.setdefault(same(json.loads(head[2])), []).append(path)

    def find(
        self, ids: Iterable[str], addresses: Iterable[str], quotes: Mapping[str, Iterable[tuple[int, str]]], until: datetime | None = None
    ) -> dict[str, Article]:
        """Articles by id, of those named and those at the addresses.

        Where a page was kept with several texts, the one that has most of `quotes` (article's id → where each stands) counts, else the latest,
        those fetched after `until` last.
        """
        paths = {path for key in ids for path in self._by_id.get(key, ())}
        paths |= {path for url in addresses for path in self._by_address.get(self._same(url), ())}
        ranked: dict[str, tuple[tuple[int, bool, int, str], Article]] = {}
        for path in paths:
            article = _read(path)
            if article is None:
                continue
            early = until is None or article.fetched_at is None or article.fetched_at <= until
            found = sum(article.text.startswith(quote, start) for start, quote in quotes.get(article.id, ()))
            rank = (found, early, path.stat().st_mtime_ns, path.name)
            if article.id not in ranked or rank > ranked[article.id][0]:
                ranked[article.id] = (rank, article)
        return {key: article for key, (_, article) in sorted(ranked.items())}


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_READ)
    except OSError:
        return b""


def _read(path: Path) -> Article | None:
    """None for what cannot be read: a cache, whose page is then extracted again."""
    try:
        return Article.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
