"""What others do for the page. Each may be missing; the page then shows its button disabled and says which command does the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drafter.corrections import Asked, Corrected
from drafter.entities import Flag
from drafter.post.parts import ReadPost
from drafter.proofread import Review


class Offer(Protocol):
    """Words of drafter's instead of those in the post, to take or leave."""

    @property
    def id(self) -> str: ...
    @property
    def piece(self) -> str:
        """Key, as in `post.keyed`; of no piece of the post where a whole one is offered."""
        ...

    @property
    def base(self) -> str:
        """What drafter wrote before."""
        ...

    @property
    def mine(self) -> str:
        """What stands in the post; may be empty."""
        ...

    @property
    def theirs(self) -> str:
        """What drafter would say; empty where it would say nothing."""
        ...

    @property
    def after(self) -> str:
        """The words right before it, where it replaces none."""
        ...


class Offers(Protocol):
    """Redo: new words are asked for, kept beside the post, and taken one at a time. Locked pieces are never touched."""

    async def ask(self, post: Path, key: str, note: str) -> Sequence[str]:
        """New words of one piece, as offers: nothing in the post changes. What went wrong, for a person. Raises DrafterError."""
        ...

    def open(self, post: Path) -> Sequence[Offer]:
        """Those that wait for a word. Raises DrafterError, OSError."""
        ...

    def decide(self, post: Path, offer: str, taken: bool) -> None:
        """Put it into the post, or never offer it again. Raises DrafterError where its place is gone, OSError."""
        ...

    def locked(self, post: Path) -> Collection[str]:
        """Keys of locked pieces."""
        ...

    def lock(self, post: Path, key: str, on: bool) -> None:
        """Raises DrafterError, OSError."""
        ...


class Block(Protocol):
    """One thing that keeps a post from being published, as the engine says it."""

    @property
    def code(self) -> str:
        """What kind of thing; a flag's own code where a flag blocks."""
        ...

    @property
    def where(self) -> str:
        """For a person; the piece's key where an approval is wanting."""
        ...

    @property
    def what(self) -> str: ...
    @property
    def way_out(self) -> str: ...
    @property
    def start(self) -> int | None:
        """Place in the post."""
        ...

    @property
    def flag(self) -> Flag | None: ...
    @property
    def overridable(self) -> bool:
        """Whether a reason and a name get past it."""
        ...


@dataclass(frozen=True)
class Went:
    """A post that was published, and what its editor should know of it."""

    post: Path
    flags: tuple[Flag, ...] = ()
    """Of the cited pages, looked at once more."""
    notes: tuple[str, ...] = ()


class Publish(Protocol):
    """Moves the draft to where posts are, and back."""

    def blocks(self, post: Path, review: Review, read: ReadPost | None = None) -> Sequence[Block]:
        """What must be done first; empty: nothing. `read`: the post, where it was read already."""
        ...

    def where(self, post: Path) -> Path | None:
        """Where the post stands published: itself, or where it was moved to; None for a draft. Raises ConfigError."""
        ...

    def lies(self, post: Path) -> Path | None:
        """Where a post that is not at its place lies by now: published, or taken back to be a draft; None where nobody knows. Raises ConfigError."""
        ...

    async def __call__(self, post: Path, by: str, override: str = "") -> Went:
        """Publishes. `override`: why what is `overridable` may stand this once; goes with a name. Raises DrafterError."""
        ...

    def take_back(self, post: Path) -> Path:
        """Makes a draft of a published post again, and says where it is. Raises DrafterError, OSError."""
        ...


class Approvals(Protocol):
    """Who approved which piece; lapses when its words change."""

    def of(self, post: Path, read: ReadPost | None = None) -> dict[str, tuple[str, ...]]:
        """Key of each piece that can be approved → names, which may be none. `read`: the post, where it was read already."""
        ...

    def approve(self, post: Path, key: str, by: str) -> None:
        """Raises DrafterError, OSError."""
        ...

    def withdraw(self, post: Path, key: str, by: str) -> None:
        """Raises DrafterError, OSError."""
        ...


def _nowhere(post: Path, text: str) -> None:
    """Nothing is kept where nobody keeps it."""


def _unsaid(post: Path, flag: Flag, reason: str) -> int:
    """Nobody remembers it."""
    return 0


def _kept(code: str) -> None:
    """Nobody counts it less."""


@dataclass(frozen=True)
class Ports:
    """All of them, as the command that starts the page has them."""

    offers: Offers | None = None
    publish: Publish | None = None
    approvals: Approvals | None = None
    correct: Callable[[Path, Asked], Corrected] | None = None
    """Puts a claim of a published post right where it stands, and tells readers. Raises DrafterError, OSError; nothing is written then."""
    put_by: Callable[[Path, str], None] = _nowhere
    """Keeps what the file held before a write: path and text."""
    ignored: Callable[[Path, Flag, str], int] = _unsaid
    """Remembers that a flag was let stand: post, flag, reason. How many times in a row, where its code may count less from now on; else 0."""
    demote: Callable[[str], None] = _kept
    """Lets the flag's code count one severity less in this digest. Raises DrafterError, OSError."""
    by: str = ""
    """Who sits at this machine."""
