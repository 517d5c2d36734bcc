"""Where drafter keeps what it wrote of an edition, in `.drafter/editions/NAME/`.

`draft.md` is the base: what drafter wrote last. It tells a person's words in the post from our own, and merges go by it. It is written
along with the post by `store.history`, in an order that makes it safe to be killed at any moment. `earlier/` has drafts before it of which
words still stand in the post; unlike the post's states they are committed, so that every clone knows whose the words are.
"""

from __future__ import annotations

from pathlib import Path

from drafter.errors import KeptMissing
from drafter.store.files import STATE, same_bytes, write_atomic

EARLIER = "earlier"


def edition_folder(digest: Path, name: str) -> Path:
    """Where drafter keeps what it wrote of an edition."""
    return digest / STATE / "editions" / name


def base_of(digest: Path, name: str) -> str | None:
    """What drafter wrote last of the edition's post; None where it wrote none. Raises KeptMissing for other bytes than it wrote, OSError."""
    path = edition_folder(digest, name) / "draft.md"
    try:
        return path.read_bytes().decode() if path.exists() else None
    except UnicodeDecodeError as error:
        way_out = "`drafter undo POST --to N` brings one back with its post; without the file the post is left alone"
        raise KeptMissing(str(path), f"is not what drafter wrote: no UTF-8 at byte {error.start}", way_out) from error


def keep_earlier(digest: Path, name: str, text: str) -> None:
    """Put by what drafter wrote before, where its words stand in the post though the base has them no more: they are drafter's still. Raises OSError."""
    folder = edition_folder(digest, name) / EARLIER
    there = sorted(folder.glob("*.md"))
    if not there or not same_bytes(there[-1], text.encode()):
        write_atomic(folder / f"{len(there) + 1:03d}.md", text)


def earlier_of(digest: Path, name: str) -> tuple[str, ...]:
    """What was put by so, latest first. Raises OSError."""
    return tuple(path.read_bytes().decode("utf-8", "replace") for path in sorted((edition_folder(digest, name) / EARLIER).glob("*.md"), reverse=True))


def keep_aside(digest: Path, name: str, text: str) -> Path:
    """Lay a new text beside the base, for a post that cannot be merged; its path.

    One that a person worked on is put by under a number before another takes its place. Raises OSError.
    """
    folder = edition_folder(digest, name)
    aside = folder / "draft.new.md"
    _keep_edited(folder, aside)
    write_atomic(folder / "draft.new.base.md", text)
    write_atomic(aside, text)
    return aside


def forget_aside(digest: Path, name: str) -> None:
    """The post has what lay beside it. Raises OSError."""
    folder = edition_folder(digest, name)
    _keep_edited(folder, folder / "draft.new.md")
    for file in ("draft.new.md", "edition.new.json"):
        (folder / file).unlink(missing_ok=True)


def _keep_edited(folder: Path, aside: Path) -> None:
    base = folder / "draft.new.base.md"
    if aside.exists() and base.exists() and not same_bytes(base, aside.read_bytes()):
        number = next(n for n in range(1, 1000) if not (folder / f"draft.new.{n}.md").exists())
        aside.replace(folder / f"draft.new.{number}.md")
    base.unlink(missing_ok=True)
