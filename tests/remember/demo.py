"""Where things are in the demo's draft, and how a test edits and checks it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from click.testing import Result

from tests.cli.command import run

DRAFT = "_drafts/fintech-weekly-2026-w05.md"
NAME = "2026-W05"
CAUSEWAY = "连接香港、迪拜和曼谷的跨境结算试点Project Causeway在11周内结算15亿美元。"
TRUE, WRONG = "在11周内结算15亿美元", "在11周内结算51亿美元"


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / DRAFT
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def call(folder: Path, *words: str, **env: str) -> Result:
    with contextlib.chdir(folder):
        done = run(*words, **env)
    assert done.exit_code == 0, done.output
    return done
