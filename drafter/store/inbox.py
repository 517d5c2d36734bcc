"""The inbox: what people put by for the week, one file a candidate in `.drafter/inbox/`, shared through git.

    2026-01-26-regulator-proposes-reserve-rule-1f09ac.md     what was added, when, by whom; pasted text below the header
    files/2026-01-26-annual-report-77ab01.pdf                the original that such a file names
    removed/                                                 what was taken out; nothing is ever deleted

No lock: every add is a file of its own whose name has a digest of its content, so two people, two processes or two clones never write
one file with different content, and git merges them without a conflict. A file is whole and synced before it has its name. Two
files of one address (or of one text) are one candidate here; what a person edits by hand counts, and a file that cannot be read is a
Failure with its line, beside the others.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

from drafter.entities import ArticleKind, Entity, Failure, Source, Stamp
from drafter.errors import UsageError
from drafter.store import inbox_file
from drafter.store.files import STATE, readable, same_bytes, write_atomic
from drafter.store.inbox_file import Broken, Candidate

FOLDER = f"{STATE}/inbox"
FILES = "files"
REMOVED = "removed"
MAX_BYTES = 16_000_000
"""Size of one of its files."""
_TRIES = 3


class InboxEntry(Entity):
    """One candidate, whoever added it and however often. Paths are relative to the digest's folder."""

    id: str
    """Six hex digits, the end of the first file's name; what a command takes for it."""
    files: tuple[str, ...]
    """Its files, the earliest add first."""
    url: str = ""
    title: str = ""
    site: str = ""
    published: Stamp | None = None
    by: tuple[str, ...] = ()
    added: Stamp
    """When it was first added."""
    since: Stamp
    """From when on it can be drafted, which decides its edition: the first add that could be read (a pasted text, not the paywalled page
    before it), or `not_before` if that is later."""
    not_before: Stamp | None = None
    """The latest that one of its files states: an embargo holds for all."""
    note: str = ""
    """All notes; with their authors where several people added it."""
    private: bool = False
    """One of its files says so."""
    kind: ArticleKind | None = None
    proposed: ArticleKind | None = None
    problem: str = ""
    text: str = ""
    """The file with its text, where one was pasted or read from a file; the latest counts."""
    file: str = ""
    """The original that was given."""
    tags: tuple[str, ...] = ()


def listed(folder: Path, zone: tzinfo = UTC) -> tuple[tuple[InboxEntry, ...], tuple[Failure, ...]]:
    """All candidates of the digest in `folder` in the order they were added, and the files that cannot be read.

    `zone` is where a time without its offset, as a person may write it, is read.
    """
    files, failures = candidates(folder)
    groups: dict[str, list[Candidate]] = {}
    for one in sorted(files, key=lambda one: (_instant(one.added, zone), one.name)):
        groups.setdefault(key_of(one), []).append(one)
    return tuple(_folded(group, zone) for group in groups.values()), failures


def source_of(entry: InboxEntry) -> Source:
    """A candidate as a source of a draft: `Source.added` says which edition it belongs to. Text that a person gave stands for its page."""
    return Source(
        location=entry.text or entry.url or entry.file,
        origin=entry.text or entry.files[0],
        name=entry.site or _host(entry.url),
        tags=entry.tags,
        added=entry.since,
        by=entry.by,
        note=entry.note,
        kind=entry.kind,
        private=entry.private,
    )


def candidates(folder: Path) -> tuple[tuple[Candidate, ...], tuple[Failure, ...]]:
    """Each file by itself, and those that cannot be read."""
    found: list[Candidate] = []
    failures: list[Failure] = []
    for path in sorted(_contents(folder / FOLDER)):
        try:
            found.append(_read(path))
        except Broken as error:
            shown = f"{FOLDER}/{path.name}"
            message = f"{shown}:{error.line}: {error.what}; {error.way_out}"
            failures.append(Failure(subject=shown, stage="sources", reason="inbox-broken", message=message))
    return tuple(found), tuple(failures)


def _contents(inbox: Path) -> Iterable[Path]:
    """Its files; what begins with a dot is the system's, git's or half written."""
    if not inbox.is_dir():
        return ()
    return (path for path in inbox.iterdir() if not path.name.startswith(".") and not path.is_dir())


def _read(path: Path) -> Candidate:
    if path.suffix != ".md":
        raise Broken(1, "this is no candidate", f"`drafter add {path.name}` takes a file into the inbox; then delete this one")
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
        one = inbox_file.parse(body.decode(), path.name)
    except OSError as error:
        raise Broken(1, f"it cannot be read: {error.strerror or error}", "check its permissions") from error
    except UnicodeDecodeError as error:
        raise Broken(body.count(b"\n", 0, error.start) + 1, "it is not UTF-8", "save it as UTF-8") from error
    if len(body) > MAX_BYTES:
        raise Broken(1, f"it is larger than {MAX_BYTES // 1_000_000} MB", "shorten its text")
    if not one.url and not one.text and not (path.parent / one.file).is_file():
        raise Broken(1, f"its file {one.file} is not there", "fetch it (git pull), add it again, or put the text below the header")
    return one


# Folding


def key_of(one: Candidate) -> str:
    """Files with one key are one candidate: the same address (scheme, `www.`, a closing slash make no difference), the same text, the same file."""
    if one.url:
        parts = urlsplit(one.url)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{_host(one.url)}:{parts.port or ''}{parts.path.rstrip('/')}?{parts.query}{fragment}"
    if one.text:
        return hashlib.sha256("".join(one.text.split()).encode()).hexdigest()
    return one.file


def key_of_url(url: str) -> str:
    """The key of the candidate with this address."""
    return key_of(Candidate(url=url, added=Stamp(value="2026-01-01")))


def _folded(group: Sequence[Candidate], zone: tzinfo) -> InboxEntry:
    """`group`: files of one key, the earliest first."""
    texts = [one for one in group if one.text.strip()]
    readable = [one for one in group if one.text.strip() or not one.problem]
    told = texts[-1] if texts else readable[0] if readable else group[-1]
    held = [one.not_before for one in group if one.not_before]
    held_until = max(held, key=lambda stamp: _instant(stamp, zone), default=None)
    usable = (readable or group)[0].added
    return InboxEntry(
        id=_id(group[0].name),
        files=tuple(f"{FOLDER}/{one.name}" for one in group),
        url=group[0].url,
        title=next((one.title for one in (told, *group) if one.title), ""),
        site=next((one.site for one in (told, *group) if one.site), ""),
        published=next((one.published for one in (told, *group) if one.published), None),
        by=tuple(dict.fromkeys(name for one in group for name in one.by)),
        added=group[0].added,
        since=max((stamp for stamp in (usable, held_until) if stamp), key=lambda stamp: _instant(stamp, zone)),
        not_before=held_until,
        note=_notes(group),
        private=any(one.private for one in group),
        kind=next((one.kind for one in reversed(group) if one.kind), None),
        proposed=next((one.proposed for one in (told, *group) if one.proposed), None),
        problem=told.problem,
        text=f"{FOLDER}/{texts[-1].name}" if texts else "",
        file=next((f"{FOLDER}/{one.file}" for one in (told, *group) if one.file), ""),
        tags=tuple(dict.fromkeys(tag for one in group for tag in one.tags)),
    )


def _notes(group: Sequence[Candidate]) -> str:
    notes = list(dict.fromkeys((", ".join(one.by), one.note) for one in group if one.note))
    several = len({one.by for one in group}) > 1
    return "; ".join(f"{by}: {note}" if several and by else note for by, note in notes)


def _id(name: str) -> str:
    """A file's own six digits, else such of its name, where a person named it."""
    found = re.search(r"-([0-9a-f]{6,64})\.md$", name)
    return found[1] if found else hashlib.sha256(name.encode()).hexdigest()[:6]


def _instant(stamp: Stamp, zone: tzinfo) -> datetime:
    return stamp.instant(zone)  # type: ignore[arg-type]  # any tzinfo serves


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


# Changing


def write(folder: Path, one: Candidate) -> Candidate:
    """A new file for it, on disk when this returns; the candidate comes back with its name. The same content again is the same file. Raises OSError."""
    content = inbox_file.text_of(one).encode()
    parts = urlsplit(one.url)
    stem = f"{one.added.value[:10]}-{readable(one.title) or readable((parts.hostname or '') + unquote(parts.path)) or 'text'}"
    name = _placed(folder / FOLDER, stem, ".md", content)
    return one.model_copy(update={"name": name})


def keep_file(folder: Path, day: str, label: str, ending: str, body: bytes) -> str:
    """An original, kept; how a candidate names it. Raises OSError."""
    return f"{FILES}/" + _placed(folder / FOLDER / FILES, f"{day}-{readable(label) or 'file'}", ending, body)


def _placed(inbox: Path, stem: str, ending: str, content: bytes) -> str:
    """Under a name that holds a digest of it: whoever else has that name has these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    name = next(name for size in (6, 16, 64) if not (path := inbox / (name := f"{stem}-{digest[:size]}{ending}")).exists() or same_bytes(path, content))
    _durable(inbox / name, content)
    return name


def _durable(path: Path, content: bytes) -> None:
    """On disk with its name. A draft that ends sweeps half-written files away, ours too: then once more."""
    for left in reversed(range(_TRIES)):
        try:
            write_atomic(path, content)
            break
        except FileNotFoundError:
            if not left:
                raise
    for folder in (path.parent, path.parent.parent):
        _synced(folder)


def _synced(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def change(folder: Path, file: str, values: Mapping[str, str | bool | None]) -> None:
    """Set keys of one file (`InboxEntry.files`), None takes one out; whatever else a person wrote there stays. Raises OSError, UsageError."""
    path = folder / file
    before = path.read_bytes().decode()
    try:
        after = inbox_file.changed(before, values)
    except Broken as error:
        raise UsageError(f"{file}:{error.line}", error.what, error.way_out) from error
    if after != before:
        _durable(path, after.encode())


def remove(folder: Path, entry: InboxEntry) -> tuple[str, ...]:
    """Move its files to `removed/`; where they lie now. An original that they name stays where it is. Raises OSError."""
    target = folder / FOLDER / REMOVED
    target.mkdir(parents=True, exist_ok=True)
    moved = []
    for file in entry.files:
        place = target / Path(file).name
        for number in range(2, 1000):
            if not place.exists():
                break
            place = target / f"{Path(file).stem}.{number}.md"
        (folder / file).rename(place)
        moved.append(f"{FOLDER}/{REMOVED}/{place.name}")
    _synced(target)
    return tuple(moved)
