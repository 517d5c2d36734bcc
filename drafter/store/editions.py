"""Drafts in a person's folder, never overwritten once a person has touched them.

What drafter wrote last is kept as `.drafter/editions/NAME/draft.md`, the base that tells an edited draft from our own.
Before a draft is written, its text is laid down as `draft.next.md`, and afterwards that becomes the base: whenever the
process is killed, the draft in the folder equals the base or the text laid down, and so is known to be ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from drafter.entities import Entity
from drafter.store.files import STATE, same_bytes, sweep_beside, write_atomic


class KeptDraft(Entity):
    """What became of a draft."""

    done: Literal["written", "unchanged", "left-alone"]
    """`left-alone`: a person changed the draft, or it was never ours; the new text lies at `aside`."""
    path: Path
    """The draft in the person's folder."""
    aside: Path | None = None


def edition_folder(digest: Path, name: str) -> Path:
    """Where drafter keeps what it wrote of an edition."""
    return digest / STATE / "editions" / name


def keep_draft(digest: Path, path: Path, name: str, text: str) -> KeptDraft:
    """Write the draft of edition `name` to `path`, or beside it when `path` holds anything but what drafter wrote last.

    Call it under the digest's lock. Raises OSError.
    """
    folder = edition_folder(digest, name)
    base, coming, aside = folder / "draft.md", folder / "draft.next.md", folder / "draft.new.md"
    new = text.encode()
    sweep_beside(path)
    there = path.read_bytes() if path.exists() else None
    if there is not None and same_bytes(coming, there):
        coming.replace(base)
    if there is not None and there != new and not same_bytes(base, there):
        _keep_edited(folder, aside)
        write_atomic(folder / "draft.new.base.md", new)
        write_atomic(aside, new)
        return KeptDraft(done="left-alone", path=path, aside=aside)
    if there != new or not same_bytes(base, new):
        write_atomic(coming, new)
        if there != new:
            write_atomic(path, new)
        coming.replace(base)
    _keep_edited(folder, aside)
    aside.unlink(missing_ok=True)
    return KeptDraft(done="unchanged" if there == new else "written", path=path)


def _keep_edited(folder: Path, aside: Path) -> None:
    """A new text that a person worked on is put by under a number before another takes its place."""
    base = folder / "draft.new.base.md"
    if aside.exists() and base.exists() and not same_bytes(base, aside.read_bytes()):
        number = next(n for n in range(1, 1000) if not (folder / f"draft.new.{n}.md").exists())
        aside.replace(folder / f"draft.new.{number}.md")
    base.unlink(missing_ok=True)
