"""Who is at the keyboard, and who wrote a line: asked of git, at the edge. Where git cannot say, nobody is named."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_PATIENCE_S = 10


@dataclass(frozen=True)
class Commit:
    """The commit that a line of a file stands as it stands by."""

    id: str
    by: str
    at: datetime
    subject: str


def who(folder: Path, named: str = "") -> str:
    """The name given, else git's user.name; empty where neither says."""
    from drafter.collect.visible import line

    return line(named) or git_name(folder)


def git_name(folder: Path) -> str:
    """git's user.name in the folder; empty where git cannot say."""
    from drafter.collect.visible import line

    return line(_asked(folder, "config", "--get", "user.name"))


def blame(path: Path, line: int) -> Commit | None:
    """The commit of a line (1-based); None where the file is in no repository, or the line was never committed."""
    told = _asked(path.resolve().parent, "blame", "--porcelain", "-L", f"{line},{line}", "--", path.name).splitlines()
    fields = dict(row.split(" ", 1) for row in told[1:] if " " in row and not row.startswith("\t"))
    commit = told[0].split(" ", 1)[0] if told else ""
    if not commit.strip("0") or not fields.get("author-time", "").isdigit():
        return None
    return Commit(commit[:12], fields.get("author", ""), datetime.fromtimestamp(int(fields["author-time"]), UTC), fields.get("summary", ""))


def _asked(folder: Path, *words: str) -> str:
    try:
        asked = ["git", "-C", str(folder), *words]
        told = subprocess.run(asked, capture_output=True, timeout=_PATIENCE_S, check=False)  # noqa: S603  # git as the person's PATH has it; paths after `--`
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else ""
