"""What was read of articles and found of statements, so that no look is paid for twice: in one run, and from one run to the next.

Found things are kept under a digest of all that they come from. Where they are kept beyond the process, `version` goes with them: what
other checks found is worth nothing.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version as release
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from drafter import entities
from drafter.entities import Article, Entity, Flag

if TYPE_CHECKING:  # what is remembered is read without what reads texts
    from drafter.check.lines import Text

State = Literal["traced", "judged", "not-checked"]
MOST_REMEMBERED = 10_000
"""Statements, and texts: an editor who types for hours leaves every wording behind."""
_LIBRARIES = ("babel", "rapidfuzz")
"""Those that checks ask."""
_FOLDERS = (Path(__file__).parent, Path(entities.__file__).parent)


class Traced(Entity):
    """Where a statement comes from."""

    state: State
    """`traced`: compared with the sentences named, flags tell what did not hold; `judged` is for a model's verdict to set."""
    holds: bool = True
    """No flag above INFO."""
    article_id: str = ""
    """The article whose sentences carry it; empty where items carry it."""
    sentence_ids: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    """What of it could not be compared, in a few words each."""


class Found(Entity):
    """What was found of one statement, or of one article."""

    flags: tuple[Flag, ...] = ()
    """Spans count from the statement's beginning."""
    traced: Traced = Traced(state="not-checked")


@dataclass
class Memory:
    """For all calls over the same articles. Used, and filled."""

    texts: dict[str, Text] = field(default_factory=dict)
    """Articles and items of ours, by a digest of all that is read of them."""
    found: dict[str, Found] = field(default_factory=dict)
    """By `digest` of all that it comes from."""
    used: set[str] = field(default_factory=set)
    """What of `found` somebody asked for."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Memory:
        """With what another process kept (`kept`); what cannot be read is found again."""
        memory = cls()
        for key, said in kept.items():
            try:
                memory.found[key] = Found.model_validate(said)
            except ValidationError:
                continue
        return memory

    def kept(self) -> dict[str, Any]:
        """What somebody asked for, as JSON."""
        return {key: self.found[key].model_dump(mode="json", exclude_defaults=True) for key in sorted(self.used & self.found.keys())}

    def text(self, key: str, read: Callable[[], Text]) -> Text:
        """The text remembered under the key; what `read` gives where none is."""
        if key not in self.texts:
            if len(self.texts) >= MOST_REMEMBERED:
                self.texts.clear()
            self.texts[key] = read()
        return self.texts[key]

    def recall(self, key: str, find: Callable[[], Found]) -> Found:
        """What is remembered under the key; what `find` finds where nothing is."""
        return self.known(key) or self.keep(key, find())

    def known(self, *keys: str) -> Found | None:
        """What is remembered under the first of the keys that has something."""
        for key in keys:
            if found := self.found.get(key):
                self.used.add(key)
                return found
        return None

    def keep(self, key: str, found: Found) -> Found:
        """Remember it."""
        if len(self.found) >= MOST_REMEMBERED:
            self.found.clear()
        self.found[key] = found
        self.used.add(key)
        return found


def digest(parts: Iterable[object]) -> str:
    """Hex, of texts and other plain values."""
    found = hashlib.sha256()
    for part in parts:
        found.update(b"\0" + (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def of_article(article: Article) -> str:
    """Of all that checks of a text read of it; what else told the story is the item's, and no kept article has it."""
    return digest([article.model_dump_json(exclude={"fetched_at", "further"})])


@lru_cache(maxsize=1)
def version() -> str:
    """Of the checks: their code and lexicons, the nouns they speak in, the libraries and tables they ask."""
    paths = [path for folder in _FOLDERS for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".toml")]
    libraries = [f"{name} {release(name)}" for name in _LIBRARIES]
    return digest([sys.version, *libraries, *(path.read_text(encoding="utf-8") for path in paths)])
