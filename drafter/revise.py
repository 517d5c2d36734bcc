"""A new text of drafter's put into the person's post: merged with what the person wrote, every state kept.

    .drafter/editions/NAME/draft.md         base: what drafter wrote last
    .drafter/editions/NAME/edition.json     what it is made of
    .drafter/editions/NAME/proposals.json   what the model would say instead of a person's words, and what was refused
    .drafter/editions/NAME/redo.json        which parts a person had written anew, so that the next draft asks for the same
    .drafter/editions/NAME/earlier/         what drafter wrote before, where words of it still stand in the post
    .drafter/editions/NAME/locked.txt       keys of pieces that no new text touches, one a line; `#` begins a comment

Call under the digest's lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from drafter import effort
from drafter.config import Settings
from drafter.entities import Edition, Entity
from drafter.errors import ConfigError
from drafter.merge import Change, Merged, Proposal, merge, only
from drafter.post.parts import ReadPost
from drafter.post.read import NotAPost, parse
from drafter.store import editions, history
from drafter.store.files import json_text, write_atomic

PROPOSALS, LOCKED = "proposals.json", "locked.txt"


class Proposals(Entity):
    """`proposals.json`."""

    open: tuple[Proposal, ...] = ()
    refused: tuple[str, ...] = ()
    """Ids of those that a person left: they are not offered again."""


@dataclass(frozen=True)
class Revised:
    """What became of the post."""

    done: Literal["written", "merged", "unchanged", "left-alone"]
    """`written`: nobody had touched it; `left-alone`: it is no post that can be merged, or never was ours; the new text lies at `aside`."""
    path: Path
    text: str = ""
    """The post as it stands now."""
    changes: tuple[Change, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """New ones."""
    locked: tuple[str, ...] = ()
    """Locked pieces that the new text has otherwise."""
    aside: Path | None = None
    why: str = ""
    """Why it was left alone."""
    mine: str = ""
    """What stood there before; empty where nothing did, or where it was left alone."""


def reader(settings: Settings, subject: str = "post") -> Callable[[str], ReadPost]:
    """Reads posts of this digest's form."""
    return lambda text: parse(text, subject=subject, own_headings=settings.post.headings, disclosure=settings.post.ai_disclosure)


def revise(
    digest: Path,
    settings: Settings,
    path: Path,
    edition: Edition,
    text: str,
    *,
    reason: str,
    now: datetime,
    offer: bool = False,
    beside: Mapping[str, bytes] | None = None,
) -> Revised:
    """Put `text`, drafter's new text of the whole post, into the post at `path`; with `offer` only as proposals.

    `beside`: further files of the edition's folder that belong to this text. Raises OSError, ConfigError for a file of the edition's folder
    that cannot be read.
    """
    name = edition.name
    history.settle(digest, name)
    there = path.read_bytes() if path.exists() else None
    known = proposals(digest, name)
    try:
        mine, merged = _merged(digest, name, settings, path, there, text, known, offer)
    except NotAPost as error:
        return Revised("left-alone", path, aside=editions.keep_aside(digest, name, text), why=f"{error.subject}: {error.what}")
    still = Proposals(open=_still(known.open, merged), refused=known.refused)
    base = _base(digest, settings, name, text, merged)
    kept = {"draft.md": base.encode(), "edition.json": json_text(edition.model_dump(mode="json")).encode()}
    if still != Proposals() or (editions.edition_folder(digest, name) / PROPOSALS).exists():
        kept[PROPOSALS] = _bytes(still)
    if (path.read_bytes() if path.exists() else None) != there:  # saved meanwhile: merge with what stands there now
        return revise(digest, settings, path, edition, text, reason=reason, now=now, offer=offer, beside=beside)
    _put_by(digest, settings, name, base, merged.text)
    if there != merged.text.encode() or not _lies(digest, name, kept | dict(beside or {})):
        history.write(digest, name, path, merged.text, reason=reason, now=now, beside=kept | dict(beside or {}))
    editions.forget_aside(digest, name)
    done: Literal["written", "merged", "unchanged"] = "unchanged" if mine == merged.text else "written" if merged.text == text else "merged"
    fresh = tuple(one for one in merged.proposals if one.id not in {old.id for old in known.open})
    return Revised(done, path, merged.text, merged.changes, fresh, merged.locked, mine=mine or "")


def _merged(
    digest: Path, name: str, settings: Settings, path: Path, there: bytes | None, text: str, known: Proposals, offer: bool
) -> tuple[str | None, Merged]:
    """What stands in the post, and what shall. Raises NotAPost where the two cannot be brought together."""
    if there is None:
        return None, Merged(text)
    try:
        mine = there.decode()
    except UnicodeDecodeError as error:
        raise NotAPost(str(path), f"holds bytes that are no UTF-8 (at byte {error.start})", "save the file as UTF-8 text") from error
    if mine == text:
        return mine, Merged(mine)
    base = editions.base_of(digest, name)
    if base is None:
        raise NotAPost(str(path), "was not written by drafter")
    read = reader(settings, str(path))
    read(mine)  # also where drafter has nothing new: what is no post cannot be reviewed either
    return mine, merge(base, mine, text, read=read, locked=locked(digest, name), offer=offer, forget=known.refused)


def _base(digest: Path, settings: Settings, name: str, text: str, merged: Merged) -> str:
    """What later merges go by: the new text, but a locked piece as it was, so that it is known as drafter's once it is let go of."""
    before = editions.base_of(digest, name)
    return text if before is None or not merged.locked else only(text, before, merged.locked, read=reader(settings))


def _put_by(digest: Path, settings: Settings, name: str, base: str, post: str) -> None:
    """Keep the base that another takes the place of, if words of it outlive it in the post."""
    before, read = editions.base_of(digest, name), reader(settings)
    if before is None or before == base:
        return
    try:
        outlived = effort.outlived(read(before), read(base), read(post))
    except NotAPost:
        return  # under other headings than it was written with nothing in it can be told apart
    if outlived:
        editions.keep_earlier(digest, name, before)


def _still(before: Iterable[Proposal], merged: Merged) -> tuple[Proposal, ...]:
    """Earlier proposals whose words still stand in the post and that no new one is about, then the new ones."""
    about = {(one.piece, one.mine, one.after) for one in merged.proposals}
    kept = [one for one in before if (one.piece, one.mine, one.after) not in about and one.mine in merged.text]
    return (*kept, *merged.proposals)


def _lies(digest: Path, name: str, files: Mapping[str, bytes]) -> bool:
    folder = editions.edition_folder(digest, name)
    return all((folder / file).exists() and (folder / file).read_bytes() == content for file, content in files.items())


def _bytes(said: Proposals) -> bytes:
    return json_text(said.model_dump(mode="json", exclude_defaults=True)).encode()


def proposals(digest: Path, name: str) -> Proposals:
    """The edition's proposals. Raises ConfigError for a file that cannot be read."""
    path = editions.edition_folder(digest, name) / PROPOSALS
    if not path.exists():
        return Proposals()
    try:
        return Proposals.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise ConfigError(str(path), f"cannot be read: {error.errors()[0]['msg']}", "mend it, or remove it: the post itself is not touched") from error


def keep_proposals(digest: Path, name: str, path: Path, text: str, said: Proposals, *, reason: str, now: datetime) -> None:
    """Write the post along with the proposals that are left. Raises OSError."""
    folder = editions.edition_folder(digest, name)
    beside = {file: (folder / file).read_bytes() for file in history.BESIDE if (folder / file).exists()} | {PROPOSALS: _bytes(said)}
    history.write(digest, name, path, text, reason=reason, now=now, beside=beside)


def locked(digest: Path, name: str) -> tuple[str, ...]:
    """Keys of the edition's locked pieces. Raises ConfigError where the file is no UTF-8."""
    path = editions.edition_folder(digest, name) / LOCKED
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    return tuple(key for line in lines if (key := line.strip()) and not key.startswith("#"))


def lock(digest: Path, name: str, key: str, *, on: bool) -> None:
    """Lock a piece, or let go of it; other lines and comments of the file stay. Raises OSError, ConfigError."""
    path = editions.edition_folder(digest, name) / LOCKED
    there = locked(digest, name)
    if on and key not in there:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else "# pieces that drafter leaves as they are, one a line\n"
        write_atomic(path, before + ("" if before.endswith("\n") else "\n") + key + "\n")
    elif not on and key in there:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        write_atomic(path, "".join(line for line in lines if line.strip() != key))
