"""Which parts of an edition a person had written anew: `.drafter/editions/NAME/redo.json`.

The next draft of the edition asks for these parts in the same way, so that it does not go back to what the person did not want.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from drafter.asks import Redo
from drafter.entities import Entity
from drafter.errors import ConfigError
from drafter.store.editions import edition_folder
from drafter.store.files import json_text

FILE = "redo.json"


class Redos(Entity):
    """`redo.json`. Keys are `item:ADDRESS`, `analysis`, `conclusion`, `title`, `lede`."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    asked: dict[str, Redo] = Field(default_factory=dict)
    """As they count now."""
    takes: dict[str, int] = Field(default_factory=dict)
    """The last take of each, undone ones included: a redo always asks for an answer that nobody has seen."""

    def next(self, key: str, wish: str, before: tuple[str, ...]) -> Redo:
        """The redo that comes after all that there were."""
        return Redo(take=self.takes.get(key, 0) + 1, wish=wish, before=before if wish else ())

    def with_(self, done: dict[str, Redo]) -> Redos:
        """The same and these."""
        return Redos(asked=self.asked | done, takes=self.takes | {key: max(redo.take, self.takes.get(key, 0)) for key, redo in done.items()})

    def back_to(self, earlier: Redos) -> Redos:
        """As it was earlier, but for takes that were used since."""
        return Redos(asked=earlier.asked, takes=earlier.takes | self.takes)

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return json_text(self.model_dump(mode="json", exclude_defaults=True)).encode()


def read(digest: Path, name: str) -> Redos:
    """The edition's redos. Raises ConfigError for a file that cannot be read."""
    path = edition_folder(digest, name) / FILE
    return parse(path.read_bytes(), str(path)) if path.exists() else Redos()


def parse(content: bytes, subject: str) -> Redos:
    """From the file's bytes. Raises ConfigError."""
    try:
        return Redos.model_validate_json(content)
    except ValidationError as error:
        raise ConfigError(subject, f"cannot be read: {error.errors()[0]['msg']}", "mend it, or remove it: drafts then ask as if nothing was redone") from error
