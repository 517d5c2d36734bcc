"""What others do for the page. Each may be missing; the page then shows its button disabled and says which command does the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drafter.proofread import Review


@dataclass(frozen=True)
class Proposal:
    """A piece as drafter would have it now."""

    key: str
    """As in `post.keyed`."""
    text: str
    """The whole piece, as Markdown, with the line ends of the post."""
    problem: str = ""
    """For a person: why there is no new text."""


class Redo(Protocol):
    """Asks for new words of one piece and writes nothing."""

    async def __call__(self, post: Path, key: str, note: str) -> Proposal:
        """Raises DrafterError where nothing could be asked for."""
        ...


class Publish(Protocol):
    """Moves the draft to where posts are."""

    def blocks(self, post: Path, review: Review) -> tuple[str, ...]:
        """What must be done first, for a person; empty: nothing."""
        ...

    async def __call__(self, post: Path, by: str) -> str:
        """Publishes, and says where the post is now. Raises DrafterError."""
        ...


class Approvals(Protocol):
    """Who approved which piece; lapses when its words change."""

    def of(self, post: Path) -> dict[str, tuple[str, ...]]:
        """Key of the piece → names."""
        ...

    def approve(self, post: Path, key: str, by: str) -> None:
        """Raises DrafterError, OSError."""
        ...

    def withdraw(self, post: Path, key: str, by: str) -> None:
        """Raises DrafterError, OSError."""
        ...


def _nowhere(post: Path, text: str) -> None:
    """Nothing is kept where nobody keeps it."""


@dataclass(frozen=True)
class Ports:
    """All of them, as the command that starts the page has them."""

    redo: Redo | None = None
    publish: Publish | None = None
    approvals: Approvals | None = None
    put_by: Callable[[Path, str], None] = _nowhere
    """Keeps what the file held before a write: path and text."""
    by: str = ""
    """Who sits at this machine."""
