"""Extracted articles, so that a page that has not changed is not extracted again. A cache: it may be deleted at any time."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from drafter.entities import Article, Entry, Failure, Page, Source
from drafter.store.files import write_atomic

_EITHER: TypeAdapter[Article | Failure] = TypeAdapter(Article | Failure)


def article_key(page: Page, entry: Entry, version: str) -> str:
    """Hex digest of all that an extraction depends on: the page, what the feed said of it, and the extractor's `version`.

    Not when the page was fetched, and not which line listed the source: `get` sets those anew.
    """
    facts = entry.model_dump_json(exclude={"source"})
    said = [page.headers.get(name, "") for name in ("content-type", "content-language")]
    shapes = [version, page.url, page.final_url, str(page.status), *said, facts, entry.source.language or ""]
    found = hashlib.sha256(page.body)
    for shape in shapes:
        found.update(b"\0" + shape.encode())
    return found.hexdigest()


class KeptArticles:
    """Articles and extraction's Failures by key. Whatever cannot be read is extracted again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, source: Source, fetched_at: datetime | None = None) -> Article | Failure | None:
        """The result as it would be for `source` and a page fetched now; None when it is not kept."""
        try:
            kept = _EITHER.validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None
        if isinstance(kept, Failure):
            return kept.model_copy(update={"source": source.name})
        return kept.model_copy(update={"source": source, "fetched_at": fetched_at})

    def put(self, key: str, got: Article | Failure) -> None:
        """Keep it. Raises OSError."""
        write_atomic(self._path(key), got.model_dump_json(), durable=False)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
