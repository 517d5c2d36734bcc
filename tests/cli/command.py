"""The command as a person meets it: `drafter.cli.main`, through click's runner or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from drafter import cli

ROOT = Path(__file__).parent.parent.parent


class _Main:
    """What CliRunner calls: the real entry point, with its exit codes and error lines."""

    name = "drafter"

    def main(self, args: list[str], prog_name: str, **_: Any) -> None:
        cli.main(list(args))


def run(*words: str | Path, stdin: str | None = None, **env: str) -> Result:
    return CliRunner().invoke(_Main(), [str(word) for word in words], input=stdin, env=env)  # type: ignore[arg-type]  # it has what the runner uses


def process(*words: str | Path, cwd: Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    whole = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env}
    return subprocess.run(
        [sys.executable, "-m", "drafter", *map(str, words)],
        cwd=cwd,
        input=stdin,
        env=whole,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
