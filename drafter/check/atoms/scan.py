"""What the readers of one text share: the folded text, what is already read, and the atoms found so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from drafter.check.atoms import currencies
from drafter.check.atoms.nouns import Atom, Kind


@dataclass
class Scan:
    """Spans are those of the folded text until the very end."""

    text: str
    chinese: bool
    anchor: date | None
    taken: bytearray = field(init=False)
    found: list[Atom] = field(default_factory=list)
    _said: dict[re.Pattern[str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    @cached_property
    def money(self) -> currencies.Money:
        """What the text says about its bare currency signs; looked for only when it has one."""
        return currencies.context(self.text, self.chinese)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the text speaks of something, anywhere; looked for once."""
        if pattern not in self._said:
            self._said[pattern] = pattern.search(self.text) is not None
        return self._said[pattern]

    def free(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Nothing more is read there."""
        self.taken[start:end] = b"\x01" * (end - start)

    def add(self, kind: Kind, start: int, end: int, **values: Any) -> None:
        """A new atom; its words are taken."""
        self.take(start, end)
        self.found.append(Atom(kind, start, end, "", **values))
