"""The digest's sources: any mix of list files, addresses, documents and standard input → `Source`s, each with the line that lists it.

`lists.kind` decides what a file is. A list's rows are checked here: only http(s) addresses and files that exist become sources; every
other row is a Failure with its line and the way out. Files are named relative to the digest's folder where they lie inside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from drafter.collect.decode import decode
from drafter.collect.lists.kind import Kind, kind_of
from drafter.collect.lists.row import Broken, Listed, Problem, Row
from drafter.duplicates import without_login
from drafter.entities import Failure, Source
from drafter.errors import SourceListError

COMMAND_LINE = "command line"
STDIN = "-"
MAX_BYTES = 20_000_000
"""Size of one list file."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DOCUMENTS = (".md", ".txt", ".html", ".htm", ".eml", ".xml")
_LEFT = re.compile(r".*(?:~|\.(?:bak|orig|rej|old|tmp|sw[a-p]))", re.IGNORECASE)
"""What editors and merges leave beside a list: a source that was taken out of the list still stands there."""
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,24}(?:[:/?#].*)?")


@dataclass(frozen=True)
class _Place:
    """Where rows come from: how its lines are named, and what their paths are relative to."""

    shown: str
    base: Path
    folder: Path
    kept: Callable[[str], bool] = lambda location: False
    """Whether a copy of a file that is not there is kept."""

    def at(self, line: int) -> str:
        return f"{self.shown}:{line}" if line else self.shown


def read(
    paths: Sequence[str], folder: Path, stdin: Callable[[], str], kept: Callable[[str], bool] = lambda location: False
) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    """All sources in order, each location once, and the rows that list none.

    A path (relative to `folder`) is a list file or a document; `-` is standard input, likewise either (`stdin` is then called once;
    give `local.read` the same text); `http(s)://…` is a source itself. A file that is gone counts where
    a copy is `kept`. Raises SourceListError for a list that cannot be read.
    """
    found: list[Source | Failure] = []
    for path in paths:
        listed = list(_one(path, folder, stdin, kept))
        found.extend(listed or [_failure(path, "", "no-sources", "it lists no source", "add a line with an address, or take the list out")])
    return _once(found)


def of_digest(folder: Path, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The digest's lists: those that the settings name, else every `sources.*` of the folder but editors' backups."""
    return tuple(named) or tuple(sorted(path.name for path in folder.glob("sources.*") if not _LEFT.fullmatch(path.name)))


def read_text(text: str, kind: Kind, path: Path, folder: Path) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    """The sources of a list whose text and format are known; `path` is where it stands or would stand."""
    return _once(list(_rows(text, kind, _Place(_shown(path, folder), path.parent, folder))))


def file_text(path: Path, shown: str) -> str:
    """A list file's text, whatever its charset. Raises SourceListError."""
    try:
        if path.is_dir():
            raise SourceListError(shown, "is a folder", "name the list file in it")
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceListError(shown, "there is no such file", "check the name here or under `digest.sources` in drafter.toml") from error
    except OSError as error:
        raise SourceListError(shown, f"cannot be read: {error.strerror or error}", "check the file's permissions") from error
    if len(body) > MAX_BYTES:
        raise SourceListError(shown, f"is larger than {MAX_BYTES // 1_000_000} MB", "split the list")
    text = decode(body, kind="text")
    if "\0" in text:
        raise SourceListError(shown, "is not text", "save the list as UTF-8 text, CSV, OPML, YAML, TOML, Markdown or bookmarks HTML")
    return text


def key_of(location: str) -> str:
    """Two locations with one key are one source: `http` and `https`, a last `/` and a host's case make no difference."""
    if "://" not in location:
        return location
    parts = urlsplit(location)
    return urlunsplit(("", (parts.netloc or "").lower(), parts.path.rstrip("/"), parts.query, ""))


def _one(path: str, folder: Path, stdin: Callable[[], str], kept: Callable[[str], bool]) -> Iterator[Source | Failure]:
    if path == STDIN:
        text = stdin()
        kind = kind_of(text)
        if kind == "document":
            yield Source(location=STDIN, origin=COMMAND_LINE)
        else:
            yield from _rows(text, kind, _Place("stdin", folder, folder, kept))
        return
    if _SCHEME.match(path) and not Path(path).drive:
        yield from _checked(Listed(0, path), _Place(COMMAND_LINE, folder, folder, kept))
        return
    target = folder / path
    shown = _shown(target, folder)
    text = file_text(target, shown) if not _is_mail(target) else ""
    kind = kind_of(text, target.name)
    if kind == "document":
        yield from _checked(Listed(0, str(target)), _Place(COMMAND_LINE, folder, folder, kept))
    else:
        yield from _rows(text, kind, _Place(shown, target.parent, folder, kept))


def _is_mail(path: Path) -> bool:
    """A mail may hold bytes of several charsets and is never a list."""
    return path.suffix.lower() in (".eml", ".mht", ".mhtml") and path.is_file()


def _rows(text: str, kind: Kind, place: _Place) -> Iterator[Source | Failure]:
    rows = _parser(kind)(text)
    while True:
        try:
            row = next(rows, None)
        except Broken as error:
            raise SourceListError(place.at(error.line), str(error), "mend the line, or keep the list as plain lines, one address each") from error
        if row is None:
            return
        yield from _checked(row, place)


def _parser(kind: Kind) -> Callable[[str], Iterator[Row]]:
    from drafter.collect.lists import bookmarks, markdown, opml, plain, table, tree

    return {
        "plain": plain.read,
        "markdown": markdown.read,
        "yaml": tree.read_yaml,
        "toml": tree.read_toml,
        "json": tree.read_json,
        "csv": table.read,
        "opml": opml.read,
        "bookmarks": bookmarks.read,
    }[kind]


def _checked(row: Row, place: _Place) -> Iterator[Source | Failure]:
    if isinstance(row, Problem):
        yield _failure(place.at(row.line), row.shown, row.reason, row.what, row.way_out)
        return
    try:
        location = _location(row.location, place)
    except _Unusable as error:
        yield _failure(place.at(row.line), row.location, error.reason, error.what, error.way_out)
        return
    yield Source(
        location=location,
        origin=place.at(row.line),
        name=row.name,
        tags=row.tags,
        weight=row.weight,
        max_items=row.max_items,
        language=row.language,
        pick=row.pick,
    )


class _Unusable(Exception):
    def __init__(self, reason: str, what: str, way_out: str) -> None:
        super().__init__(what)
        self.reason, self.what, self.way_out = reason, what, way_out


def _location(said: str, place: _Place) -> str:
    """An address in one spelling, or a file that exists. Raises _Unusable."""
    if said == STDIN:
        return STDIN
    said = re.sub(r"^feed:(?://)?(?=https?://)", "", said, flags=re.IGNORECASE)
    said = re.sub(r"^feed://", "https://", said, flags=re.IGNORECASE)
    if re.match(r"https?://", said, re.IGNORECASE):
        return _address(said)
    if said.lower().startswith("file://"):
        said = unquote(urlsplit(said).path)
    elif _SCHEME.match(said) and not Path(said).drive:
        scheme = said.partition(":")[0]
        raise _Unusable("bad-scheme", f"addresses with {scheme}: are not read", "only http:// and https:// addresses, and files")
    return _file(said, place)


def _address(said: str) -> str:
    try:
        parts = urlsplit(said)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _Unusable("bad-address", f"this is no address: {error}", "check its spelling") from error
    if "@" in parts.netloc:
        what = "the address holds a user's name or password, which drafter neither sends nor keeps"
        raise _Unusable("credentials-in-url", what, "list it without them; a page behind a login is saved and listed as a file")
    if not host or re.search(r"[\s<>\"]", said) or host.startswith(".") or ".." in host:
        raise _Unusable("bad-address", "this is no address: it needs a host and no spaces", "check its spelling")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, parts.query, parts.fragment))


def _file(said: str, place: _Place) -> str:
    try:
        path = (place.base / Path(said).expanduser()).resolve()
        is_file = path.is_file()
    except (OSError, ValueError, RuntimeError):
        is_file = False
    if not is_file and place.kept(_shown(place.base / said, place.folder)):
        return _shown(place.base / said, place.folder)
    if not is_file:
        if _DOMAIN.fullmatch(said) and Path(said).suffix.lower() not in _DOCUMENTS:
            raise _Unusable("no-scheme", "this is no file here, and no whole address", f"write https://{said}")
        where = _shown(place.base, place.folder)
        raise _Unusable("no-such-file", "there is no such file, and it is no address", f"addresses begin with https://; files are looked for in {where!r}")
    return _shown(path, place.folder)


def _shown(path: Path, folder: Path) -> str:
    """Relative to the digest's folder where it lies inside; so records read the same on every machine."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _failure(where: str, subject: str, reason: str, what: str, way_out: str) -> Failure:
    subject, where = without_login(subject.strip())[:200], without_login(where)
    said = f"{where}: {what}" + (f" ({subject[:80]})" if subject and subject != where else "")
    return Failure(subject=subject or where, stage="sources", reason=reason, message=f"{said}; {way_out}")


def _once(found: Sequence[Source | Failure]) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    sources: dict[str, Source] = {}
    failures: list[Failure] = []
    for one in found:
        if isinstance(one, Failure):
            failures.append(one)
        elif (key := key_of(one.location)) in sources:
            what = f"already listed at {sources[key].origin}, which counts"
            failures.append(_failure(one.origin, one.location, "listed-twice", what, "delete one of the two lines"))
        else:
            sources[key] = one
    return tuple(sources.values()), tuple(failures)
