"""Every state of a post: what drafter wrote, and what it found before it wrote, so that `drafter undo` can bring any of them back.

    .drafter/editions/NAME/history/states.jsonl     a line a state, added to and never changed; a state's number is its line's
    .drafter/editions/NAME/history/1f3a….md         its text, named by content; what drafter keeps beside it (base, edition) likewise
    .drafter/editions/NAME/history/coming.json      a write that is under way

Whoever writes a post does so by `write`. The order makes it safe to be killed at any moment: texts, the state's line, `coming.json`, the
post itself, then the files beside. `settle` ends or forgets a write that was cut off: the post itself tells which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, ConfigDict, Field, ValidationError

from drafter.entities import Entity, Failure
from drafter.errors import KeptMissing
from drafter.store.editions import edition_folder
from drafter.store.files import STATE, append, read_json, same_bytes, sweep_beside, write_atomic, write_json

FOLDER, STATES, COMING = "history", "states.jsonl", "coming.json"
BESIDE = ("draft.md", "edition.json", "proposals.json", "redo.json")
"""What drafter keeps of an edition that belongs to the text of its post: the base of merges, what it is made of, and what was asked of it since."""
FOUND = "found"
"""Reason of a state that drafter did not write: what lay there before it wrote."""


class State(Entity):
    """A post at one moment."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    at: AwareDatetime
    """When it was kept."""
    reason: str
    """`draft`, `redo item:URL`, `undo`, `found`, …: for people."""
    path: str
    """The post's, relative to the digest with `/`; absolute where it lies elsewhere."""
    digest: str
    """SHA-256 of its bytes, hex."""
    file: str
    """Where its text is kept, in the history's folder."""
    beside: dict[str, str] = Field(default_factory=dict)
    """Name in the edition's folder → where its content is kept."""
    of: int = 0
    """The state that an undo brought back; 0 for any other."""
    number: int = Field(default=0, exclude=True)
    """1, 2, … in the order they were kept."""


class _Coming(Entity):
    path: str
    digest: str
    beside: dict[str, str]


def write(
    digest: Path, edition: str, path: Path, text: str | bytes, *, reason: str, now: datetime, beside: Mapping[str, bytes] | None = None, of: int = 0
) -> State:
    """Put `text` into the post at `path`, with the state before and the new one kept; the new state.

    `edition` names the edition's folder; `beside` (name in that folder → content) is what drafter keeps along with this text, by default
    what lies there now. What is not changed is not touched. Raises OSError.
    """
    settle(digest, edition)
    keep_found(digest, edition, path, now=now)
    data = text.encode() if isinstance(text, str) else text
    folder = edition_folder(digest, edition)
    named = _kept_beside(folder) if beside is None else {name: _put(folder, content, name) for name, content in beside.items()}
    state = State(at=now, reason=reason, path=called(digest, path), digest=_sha(data), file=_put(folder, data, path.name), beside=named, of=of)
    number = _append(folder, state)
    sweep_beside(path)
    if beside:
        coming = _Coming(path=state.path, digest=state.digest, beside=named)
        write_json(folder / FOLDER / COMING, coming.model_dump(mode="json"))
    if not same_bytes(path, data):
        write_atomic(path, data)
    settle(digest, edition)
    return state.model_copy(update={"number": number})


def keep_found(digest: Path, edition: str, path: Path, *, now: datetime) -> State | None:
    """Keep the post as it lies there, unless that is the last state kept; None where nothing was to keep. Raises OSError.

    Call it before a post is removed or moved.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    known, _ = states(digest, edition)
    said = called(digest, path)
    last = next((state for state in reversed(known) if state.path == said), None)
    if last is not None and last.digest == _sha(data):
        return None
    folder = edition_folder(digest, edition)
    state = State(at=now, reason=FOUND, path=said, digest=_sha(data), file=_put(folder, data, path.name), beside=_kept_beside(folder))
    return state.model_copy(update={"number": _append(folder, state)})


def settle(digest: Path, edition: str) -> None:
    """End a write that was cut off after the post was written; forget one that was cut off before. Raises OSError."""
    folder = edition_folder(digest, edition)
    marker = folder / FOLDER / COMING
    if not marker.exists():
        return
    try:
        coming = _Coming.model_validate(read_json(marker))
        written = _sha((digest / coming.path).read_bytes()) == coming.digest
    except (ValueError, FileNotFoundError):
        written = False
    if written:
        for name, file in coming.beside.items():
            content = (folder / FOLDER / file).read_bytes()
            if not same_bytes(folder / name, content):
                write_atomic(folder / name, content)
    marker.unlink(missing_ok=True)


def states(digest: Path, edition: str) -> tuple[tuple[State, ...], tuple[Failure, ...]]:
    """The edition's states, earliest first, and the lines that cannot be read."""
    path = edition_folder(digest, edition) / FOLDER / STATES
    found: list[State] = []
    broken: list[Failure] = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            found += [State.model_validate_json(line).model_copy(update={"number": number})] if line.strip() else []
        except ValidationError as error:
            message = f"is no state of a post ({error.errors()[0]['msg']}); the texts themselves lie beside it"
            broken.append(Failure(subject=f"{path}:{number}", stage="render", reason="kept-unreadable", message=message))
    return tuple(found), tuple(broken)


def content(digest: Path, edition: str, state: State) -> tuple[bytes, dict[str, bytes]]:
    """A state's text, and what lay beside it. Raises KeptMissing where the kept text is gone or is not what was kept."""
    folder = edition_folder(digest, edition) / FOLDER
    try:
        data = (folder / state.file).read_bytes()
        beside = {name: (folder / file).read_bytes() for name, file in state.beside.items()}
    except FileNotFoundError as error:
        raise KeptMissing(str(error.filename), f"is gone, so state {state.number} cannot be brought back", "choose another: `drafter undo --list`") from error
    if _sha(data) != state.digest:
        raise KeptMissing(str(folder / state.file), "was changed since it was kept", "choose another state: `drafter undo --list`")
    return data, beside


def drafts(digest: Path, edition: str) -> tuple[str, ...]:
    """What drafter wrote of the edition before what lies there now (`draft.md`), latest first, as far as it is kept here."""
    folder = edition_folder(digest, edition)
    named = [state.beside["draft.md"] for state in reversed(states(digest, edition)[0]) if "draft.md" in state.beside]
    there = [folder / FOLDER / file for file in dict.fromkeys(named)]
    now = (folder / "draft.md").read_bytes() if (folder / "draft.md").is_file() else b""
    return tuple(data.decode("utf-8", "replace") for path in there if path.is_file() and (data := path.read_bytes()) != now)


def edition_of(digest: Path, path: Path) -> str | None:
    """The edition whose history has the post at `path`; the one that had it last where several do."""
    said = called(digest, path)
    last: dict[str, datetime] = {}
    for folder in sorted((digest / STATE / "editions").glob(f"*/{FOLDER}")):
        for state in states(digest, folder.parent.name)[0]:
            if state.path == said:
                last[folder.parent.name] = state.at
    return max(last, key=lambda name: (last[name], name)) if last else None


def _kept_beside(folder: Path) -> dict[str, str]:
    return {name: _put(folder, (folder / name).read_bytes(), name) for name in BESIDE if (folder / name).is_file()}


def _put(folder: Path, data: bytes, name: str) -> str:
    """Keep content under a name made of it; its file's name."""
    file = f"{_sha(data)[:24]}{Path(name).suffix or '.md'}"
    if not same_bytes(folder / FOLDER / file, data):
        write_atomic(folder / FOLDER / file, data)
    return file


def _append(folder: Path, state: State) -> int:
    """Add a line, after a torn one if need be; its number. Lines of two processes do not overwrite each other."""
    path = folder / FOLDER / STATES
    append(path, (state.model_dump_json(exclude_defaults=True) + "\n").encode())
    return len(path.read_bytes().splitlines())


def called(digest: Path, path: Path) -> str:
    """How states name the post at `path`."""
    try:
        return path.resolve().relative_to(digest.resolve()).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
