"""`drafter undo`: any earlier state of a post brought back, and that undone again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from drafter import recorded
from drafter.config import Settings
from drafter.entities import Failure
from drafter.errors import KeptMissing, NotAPost, UsageError
from drafter.recorded import Coming
from drafter.store import corrections, history, lock, published, redos
from drafter.store.corrections import Correction
from drafter.store.editions import edition_folder
from drafter.store.history import State


@dataclass(frozen=True)
class Undone:
    """What an undo did."""

    edition: str
    path: Path
    back: State
    """The state that was brought back."""
    was: State
    """The one that stood before; `--to` its number undoes the undo."""
    uncorrected: tuple[Correction, ...] = ()
    """Corrections that went with it: no edition tells of them, and no check looks for their claims."""
    corrected: tuple[Correction, ...] = ()
    """Corrections that stand again."""


def _edition_of(digest: Path, path: Path, settings: Settings) -> str:
    known = history.edition_of(digest, path)
    if known is not None:
        return known
    from drafter.recheck import edition_of  # loads every check

    return edition_of(digest, path, settings)


def text(digest: Path, path: Path, settings: Settings, number: int) -> bytes:
    """The text of state `number`. Raises UsageError, KeptMissing."""
    name = _edition_of(digest, path, settings)
    state = next((state for state in history.states(digest, name)[0] if state.number == number), None)
    if state is None:
        raise UsageError(f"--show {number}", "is no state of this post", f"`drafter undo {path} --list` shows them")
    return history.content(digest, name, state)[0]


def states(digest: Path, path: Path, settings: Settings) -> tuple[tuple[State, ...], tuple[Failure, ...]]:
    """The post's states, earliest first. Raises UsageError."""
    return history.states(digest, _edition_of(digest, path, settings))


def changes(digest: Path, path: Path, settings: Settings, listed: Sequence[State]) -> dict[int, int | None]:
    """State's number → sentences changed, added or taken out since the state of that file before it; of its first, all it has.

    None where one of the two is gone or is no post. Raises UsageError.
    """
    from drafter import effort
    from drafter.revise import reader

    name = _edition_of(digest, path, settings)
    read = cache(lambda text: reader(settings)(text))
    before: dict[str, str] = {}
    found: dict[int, int | None] = {}
    for state in listed:
        try:
            text = history.content(digest, name, state)[0].decode("utf-8", "replace")
            each = [one.effort for one in effort.compared(read(before.get(state.path, text)), read(text))]
        except (KeptMissing, NotAPost):
            found[state.number] = None
        else:
            changed = sum(one.changed + max(one.removed, one.added) for one in each)  # one for another is one sentence
            found[state.number] = changed if state.path in before else sum(one.kept for one in each)
            before[state.path] = text
    return found


def undo(digest: Path, path: Path, settings: Settings, now: datetime, to: int | None = None, by: str = "") -> Undone:
    """Bring back the state before the last change, or state `to`; what stands there now is kept as a state first.

    Undone twice it goes back twice. A correction stands and falls with its dated line in the post.

    Raises UsageError where there is no such state, KeptMissing where its text is gone, NoDraft for the lock.
    """
    with lock.held(digest, now):
        name = _edition_of(digest, path, settings)
        history.settle(digest, name)
        ended = recorded.settle(digest)
        if ended and ended.back and to in (None, ended.back) and history.called(digest, path) == ended.post:
            return _ended(digest, name, path, ended)
        _refuse_published(digest, name, path)
        history.keep_found(digest, name, path, now=now)
        known, _ = history.states(digest, name)
        if not known:
            raise UsageError(str(path), "has no state that was kept", "drafter keeps one whenever it writes")
        back = _before(known, path, history.called(digest, path)) if to is None else next((state for state in known if state.number == to), None)
        if back is None:
            raise UsageError(f"--to {to}", "is no state of this post", f"`drafter undo {path} --list` shows them")
        text, beside = history.content(digest, name, back)
        beside = _with_empty(digest, name, beside) if beside else {}
        before = path.read_bytes() if path.exists() else b""
        gone, again = _corrections(digest, {history.called(digest, path), *(state.path for state in known)}, before, text)
        rows = recorded.undone(gone, again, now)
        coming = Coming.to(text, history.called(digest, path), rows, by=by, back=back.number, was=known[-1].number)
        put = partial(history.write, digest, name, path, text, reason=f"undo: back to {back.number}", now=now, beside=beside or None, of=back.number)
        recorded.write(digest, coming, put)
        return Undone(name, path, back, known[-1], gone, again)


def _ended(digest: Path, name: str, path: Path, coming: Coming) -> Undone:
    """What the same command began and was cut off from saying."""
    known = {state.number: state for state in history.states(digest, name)[0]}
    gone, again = ([one for one in coming.rows if one.undone is undone] for undone in (True, False))
    return Undone(name, path, known[coming.back], known[coming.was], tuple(gone), tuple(again))


def _corrections(digest: Path, posts: Collection[str], before: bytes, after: bytes) -> tuple[tuple[Correction, ...], tuple[Correction, ...]]:
    """Corrections of these posts that went with the text, and those that came back with it."""
    of_post = [one for one in corrections.every(digest)[0] if one.post in posts]
    if not of_post:
        return (), ()
    from drafter import noticed  # loads the checks

    by_line: dict[bytes, list[Correction]] = {}
    for one in of_post:
        by_line.setdefault(noticed.line(one).encode(), []).append(one)
    gone: list[Correction] = []
    again: list[Correction] = []
    for line, same in by_line.items():  # two of one day may be told in the same words, of two sentences
        lines = after.count(line)
        if lines < before.count(line):
            gone += [one for one in same if not one.undone][lines:]
        elif lines > before.count(line):
            again += [one for one in same if one.undone][: lines - before.count(line)]
    return tuple(gone), tuple(again)


def _refuse_published(digest: Path, name: str, path: Path) -> None:
    """A draft that was published is not there any more, and shall not lie beside its post."""
    if path.exists():
        return
    kept, draft = {state.path for state in history.states(digest, name)[0]}, history.called(digest, path)
    there = next((one for one in published.publications(digest) if one.draft == draft and one.post in kept), None)
    if there is not None:
        way_out = f"`drafter undo {there.post}` changes the post, `drafter unpublish {there.post}` takes it back"
        raise UsageError(str(path), f"is published as {there.post}", way_out)


def _with_empty(digest: Path, name: str, beside: dict[str, bytes]) -> dict[str, bytes]:
    """What shall lie beside the text: a file that came later is emptied, and takes of the model that were used stay used."""
    folder = edition_folder(digest, name)
    later = {file: b"{}\n" for file in ("proposals.json", redos.FILE) if (folder / file).exists() and file not in beside}
    found = later | beside
    if redos.FILE in found:
        found[redos.FILE] = redos.read(digest, name).back_to(redos.parse(found[redos.FILE], redos.FILE)).content
    return found


def _before(known: tuple[State, ...], path: Path, name: str) -> State:
    """The state of this file (`name` in states) before the current one, by its text; of one that is gone, the last.

    One that an undo brought back stands where its original did. What lay elsewhere is another matter: a published post does not become the
    draft that it was made of without a word.
    """
    numbers = {state.number: at for at, state in enumerate(known)}
    own = [at for at, state in enumerate(known) if state.path == name]
    if own and not path.exists():
        return known[own[-1]]
    at = own[-1] if own else 0
    current = known[at].digest
    while known[at].of in numbers:
        at = numbers[known[at].of]
    earlier = next((state for state in reversed(known[:at]) if state.path == name and state.digest != current), None)
    if earlier is None:
        way_out = f"`drafter undo {path} --list` shows every state; --to N brings one back"
        raise UsageError(str(path), "stands as it was first kept here", way_out)
    return earlier
