"""The samples of a weekly routine that `drafter init --routine` writes: a GitHub workflow, lines for cron, a systemd timer. Overwrites nothing.

cron and systemd start programs with a bare PATH and no profile, so their samples name drafter by its full path.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter import bundled
from drafter.errors import UsageError
from drafter.settings import DigestSettings

KINDS = ("github", "cron", "systemd")
_PLAIN = re.compile(r"[\w/.:+%$-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and where; `repository` is the folder that holds the digest's git repository, where one does."""

    paths: tuple[Path, ...]
    repository: Path | None


def write(folder: Path, kind: str, digest: DigestSettings, program: Sequence[str]) -> Written:
    """The routine's files in the digest; a workflow lies at the top of its repository, where GitHub looks for it.

    `program`: the words that start drafter on this machine, the first one a full path. Raises UsageError, OSError.
    """
    folder = folder.resolve()
    repository = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    files = _files(folder, repository or folder, kind, digest.series)
    texts = {path: _filled(source, folder, repository or folder, digest, program) for path, source in files.items()}
    for path in texts:
        if path.exists() or path.is_symlink():
            raise UsageError(str(path), "is already there, and init overwrites nothing", "move it away and run init again")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    return Written(tuple(texts), repository)


def _files(folder: Path, repository: Path, kind: str, series: str) -> dict[Path, str]:
    if kind == "github":
        return {repository / ".github" / "workflows" / f"drafter-{series}.yml": "github.yml"}
    if kind == "cron":
        return {folder / "routine" / "drafter.cron": "drafter.cron"}
    return {folder / "routine" / f"drafter-{series}.{end}": f"drafter.{end}" for end in ("service", "timer")}


def _filled(source: str, folder: Path, repository: Path, digest: DigestSettings, program: Sequence[str]) -> str:
    """The sample with the digest's own values, each written as the place it stands in reads it."""
    inside = folder.relative_to(repository).as_posix()
    values = {
        "SERIES": digest.series,
        "BRANCH": "" if inside == "." else f"{digest.series}-",
        "DIGEST": json.dumps(inside, ensure_ascii=False),
        "TIMEZONE": json.dumps(digest.timezone),
        "TIMEZONE_UNIT": digest.timezone,
        "FOLDER_CRON": _one_line(shlex.quote(str(folder))).replace("%", "\\%"),
        "FOLDER_UNIT": _one_line(str(folder)).replace("%", "%%"),
        "DRAFTER_CRON": _one_line(shlex.join(program)).replace("%", "\\%"),
        "DRAFTER_UNIT": " ".join(map(_unit_word, program)),
    }
    text = (bundled.folder("templates") / "routine" / source).read_text(encoding="utf-8")
    return re.sub(r"@@([A-Z_]+)@@", lambda found: values[found[1]], text)


def _unit_word(word: str) -> str:
    """As a word of a unit's command line is quoted: specifiers and variables doubled, the rest as in C."""
    bare = _one_line(word).replace("%", "%%").replace("$", "$$")
    return bare if _PLAIN.fullmatch(bare) else '"' + bare.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _one_line(path: str) -> str:
    if not path.isprintable():
        raise UsageError(repr(path), "has a line break or a character that does not print in its name", "move the digest to a folder without")
    return path
