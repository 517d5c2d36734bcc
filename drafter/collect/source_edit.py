"""Adding sources to the digest's list without touching what a person wrote in it: comments, order and layout stay.

New rows are inserted as text in the list's own form. The outcome is read back before it is written; where it does not hold just the old
sources and the new ones (or the format has no safe place for them: JSON, bookmarks, flow-style YAML), they go to `sources.txt` beside it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.collect import sources
from drafter.collect.lists.kind import Kind, kind_of
from drafter.collect.lists.row import Listed
from drafter.collect.lists.write import INSERTERS, CannotKeep
from drafter.entities import Source
from drafter.errors import SourceListError
from drafter.store.files import write_atomic

BESIDE = "sources.txt"
_ENDINGS: dict[str, Kind] = {".md": "markdown", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".csv": "csv", ".opml": "opml"}
_NEW: dict[Kind, str] = {"csv": "url,name,tags,weight,max_items,language,pick\n", "opml": '<opml version="2.0">\n  <body>\n  </body>\n</opml>\n'}
"""What a list that does not exist yet begins with."""


@dataclass(frozen=True)
class Plan:
    """What adding will do. `why` is empty when the rows go into the list itself."""

    path: Path
    text: str
    added: int
    present: int
    why: str = ""


def add(target: Path, new: Sequence[Source], folder: Path | None = None) -> tuple[int, int]:
    """Writes `plan`; returns how many were added and how many were there already. Raises SourceListError, OSError."""
    planned = plan(target, new, folder)
    if planned.added:
        write_atomic(planned.path, planned.text)
    return planned.added, planned.present


def plan(target: Path, new: Sequence[Source], folder: Path | None = None) -> Plan:
    """Where `new` would go and the text of that file afterwards; tell the user of `path` and `why` when it is not `target`.

    `folder` is what the locations of files in `new` are relative to (the folder of `target` unless given); in the list they are relative
    to the list. Raises SourceListError when a list cannot be read.
    """
    folder = folder or target.parent
    kind, text = _existing(target)
    beside = target.with_name(BESIDE)
    listed = {sources.key_of(source.location) for source in _read(text, kind, target, folder)}
    if beside != target and beside.exists():
        beside_kind, beside_text = _existing(beside)
        listed |= {sources.key_of(source.location) for source in _read(beside_text, beside_kind, beside, folder)}
    by_key: dict[str, Source] = {}
    for one in new:
        if (key := sources.key_of(one.location)) not in listed:
            by_key.setdefault(key, one)
    missing = list(by_key.values())
    present = len(new) - len(missing)
    if not missing:
        return Plan(target, text, 0, present)
    try:
        return Plan(target, _with_rows(text, kind, target, missing, folder), len(missing), present)
    except CannotKeep as error:
        if target == beside:
            raise SourceListError(
                target.name, f"could not be added to: {error}", "save it as UTF-8 text, one address a line, or add the lines by hand"
            ) from error
        kind, text = _existing(beside)
        return Plan(beside, _with_rows(text, kind, beside, missing, folder), len(missing), present, f"{target.name}: {error}")


def _row(source: Source, folder: Path, into: Path) -> Listed:
    location = source.location
    if "://" not in location and location != sources.STDIN and folder != into:
        location = Path(os.path.relpath(folder / location, into)).as_posix()
    return Listed(0, location, source.name, source.tags, source.weight, source.max_items, source.language, source.pick)


def _existing(path: Path) -> tuple[Kind, str]:
    if not path.exists():
        kind = _ENDINGS.get(path.suffix.lower(), "plain")
        return kind, _NEW.get(kind, "")
    with path.open("rb") as file:
        head = file.read(4)
    text = sources.file_text(path, path.name)
    if head.startswith(b"\xef\xbb\xbf"):
        text = "\ufeff" + text.lstrip("\ufeff")
    kind = kind_of(text, path.name)
    return ("plain" if kind == "document" and path.suffix.lower() == ".txt" else kind), text


def _read(text: str, kind: Kind, path: Path, folder: Path) -> tuple[Source, ...]:
    return () if kind == "document" else sources.read_text(text, kind, path, folder)[0]


def _with_rows(text: str, kind: Kind, path: Path, new: Sequence[Source], folder: Path) -> str:
    """The list's text with `new` in it. Raises CannotKeep."""
    insert = INSERTERS.get(kind)
    if insert is None:
        raise CannotKeep(f"{kind} has no form to add to without rewriting the file")
    if path.exists():
        _must_be_utf8(path)
    crlf = 0 < text.count("\n") == text.count("\r\n")  # lines that end in both ways are left as they are
    rows = [_row(one, folder, path.parent) for one in new]
    grown = insert(text.replace("\r\n", "\n"), rows).replace("\n", "\r\n") if crlf else insert(text, rows)
    try:
        before, after = _read(text, kind, path, folder), _read(grown, kind, path, folder)
    except SourceListError as error:
        raise CannotKeep(f"the list would no longer be read ({error.what})") from error
    if [_said(one) for one in after] != [_said(one) for one in (*before, *new)]:
        raise CannotKeep("its layout has no safe place for new rows")
    return grown


def _said(source: Source) -> tuple[object, ...]:
    name = "" if source.name == source.location else source.name  # OPML wants a text; the address stands in
    return (sources.key_of(source.location), name, frozenset(source.tags), source.weight, source.max_items, source.language, source.pick)


def _must_be_utf8(path: Path) -> None:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotKeep("it is not UTF-8") from error
