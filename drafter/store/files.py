"""Files that are never half there: written beside their place, synced, then moved into it.

JSON is UTF-8 with one value a line, so that people and diffs can read it; fields keep their order.
"""

from __future__ import annotations

import errno
import glob
import itertools
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

STATE = ".drafter"
"""The folder of a digest that holds all that is not a post."""

_numbers = itertools.count()
_TEMPORARY = re.compile(r"\..+\.(?P<pid>\d+)\.\d+\.part")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_writing: set[str] = set()
"""Names of the half-written files of this process."""


def write_atomic(path: Path, data: bytes | str, durable: bool = True) -> None:
    """Write `data` (text as UTF-8) so that `path` holds the old bytes or the new, whenever the process or the machine dies.

    With `durable` off a power cut may leave the file empty; for what can be made again. Raises OSError.
    """
    content = data.encode() if isinstance(data, str) else data
    path.parent.mkdir(parents=True, exist_ok=True)
    part, out = _part(path)
    try:
        with os.fdopen(out, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException as error:  # also when interrupted: no half file stays
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:  # a full disk names no file
            error.filename = str(path)
        raise
    finally:
        _writing.discard(part.name)


def append(path: Path, lines: bytes) -> None:
    """Put whole lines at the end of `path`, below a torn one if need be; on disk when this returns. Raises OSError.

    What another process puts there meanwhile stays, which a file written anew would lose.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    out = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        end = os.lseek(out, 0, os.SEEK_END)
        if end and os.lseek(out, end - 1, os.SEEK_SET) >= 0 and os.read(out, 1) != b"\n":
            lines = b"\n" + lines
        written = os.write(out, lines)
        if written < len(lines):
            if os.fstat(out).st_size == end + written:
                os.ftruncate(out, end)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(out)
    finally:
        os.close(out)


def _part(path: Path) -> tuple[Path, int]:
    """A new file beside `path`, open for writing: its name is of this process, and one left by a dead process of the same id is passed over."""
    while True:
        part = path.with_name(f".{path.name}.{os.getpid()}.{next(_numbers)}.part")
        _writing.add(part.name)
        try:
            return part, os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except BaseException as error:  # also when interrupted: the name is given back
            _writing.discard(part.name)
            if not isinstance(error, FileExistsError):
                raise


def sweep(folder: Path) -> int:
    """Remove what killed processes left half written under `folder`. Returns how many.

    The digest's lock does not keep `add`, `check` or the review page from writing at the same time.
    """
    left = [path for path in folder.rglob(".*.part") if _is_left(path)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def sweep_beside(path: Path) -> None:
    """Same for what was to become `path` itself: no half of a draft may lie in a site's folder."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if _is_left(left):
            left.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    """Whether nobody writes that half file any more."""
    found = _TEMPORARY.fullmatch(path.name)
    if found is None:
        return False
    pid = int(found["pid"])
    return path.name not in _writing if pid == os.getpid() else not _runs(pid)


def _runs(pid: int) -> bool:
    """Whether a process of this machine has the id; unknown, so no, where asking would end it (Windows)."""
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def json_text(data: Any) -> str:
    """Readable JSON with a final newline. Text that is no valid Unicode (a lone surrogate) is escaped, so that it survives."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, ensure_ascii=True, indent=1, allow_nan=False) + "\n"
    return text


def write_json(path: Path, data: Any, durable: bool = True) -> None:
    """`write_atomic` of `json_text`; a file that says the same already is left alone."""
    content = json_text(data).encode()
    if not same_bytes(path, content):
        write_atomic(path, content, durable)


def same_bytes(path: Path, content: bytes) -> bool:
    """Whether `path` is a file of just these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def read_json(path: Path) -> Any:
    """The value; ValueError for a torn or foreign file, FileNotFoundError without one."""
    return json.loads(path.read_bytes())


def slug(text: str) -> str:
    """At most 60 characters that every file system takes: lower-case Latin letters, digits and hyphens. May be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].rstrip("-")


def readable(text: str) -> str:
    """As `slug`, with Chinese characters kept, each counted as two, so that a name stays below every system's limit in bytes. May be empty.

    Only what is written in one way is kept: macOS takes letters with marks apart and git on Windows does not, so accents go, as do kana and
    hangul, whose parts some systems join.
    """
    plain = (char for char in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(char))
    said = re.sub(rf"[^a-z0-9{_HAN}]+", "-", "".join(plain)).strip("-")
    ends = itertools.accumulate(1 if char.isascii() else 2 for char in said)
    return said[: sum(end <= 60 for end in ends)].rstrip("-")
