"""What commands print: progress on stderr while they work, tables on stdout. rich is imported only where progress is shown."""

from __future__ import annotations

import os
import sys
import threading
import unicodedata
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Literal, Self

import click


class Progress:
    """One line a stage on stderr, while stderr is a terminal and `quiet` is off; a dumb terminal gets a line at each stage's end.

    `update` may be called from any thread and costs next to nothing; rich is imported beside the work, not before it.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
        self._lock = threading.Lock()
        self._stages: dict[str, tuple[int, int]] = {}
        self._lines: dict[str, Any] = {}
        self._live: Any = None
        self._opening: threading.Thread | None = None
        self._closed = False

    def __enter__(self) -> Self:
        if self._shown and not self._dumb:
            self._opening = threading.Thread(target=self._open, daemon=True)
            self._opening.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            self._closed = True
        if self._opening is not None:
            self._opening.join()
        if self._live is not None:
            self._live.stop()

    def update(self, stage: str, done: int, of: int) -> None:
        """`done` of `of` parts of `stage` are ready."""
        if not self._shown:
            return
        with self._lock:
            news = self._stages.get(stage) != (done, of)
            self._stages[stage] = (done, of)
            if self._dumb and news and done == of:
                click.echo(f"{stage} {done}/{of}", err=True)
            if self._live is not None:
                self._show(stage)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Live

        live = Live(TextColumn("{task.description:<10}"), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True))
        with self._lock:
            if self._closed:
                return
            live.start()
            self._live = live
            for stage in self._stages:
                self._show(stage)

    def _show(self, stage: str) -> None:
        done, of = self._stages[stage]
        if stage not in self._lines:
            self._lines[stage] = self._live.add_task(stage, total=of, completed=done)
        else:
            self._live.update(self._lines[stage], total=of, completed=done)


def locale_language() -> Literal["zh", "en"]:
    """The language of this terminal's user, by locale."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if said.lower().startswith("zh") else "en"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded with spaces, as wide as a terminal shows them; the last one is not padded."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True)).rstrip() for line in lines)


def width(text: str) -> int:
    """Columns a terminal needs for `text`."""
    return sum(0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def cut(text: str, columns: int) -> str:
    """As much of the beginning of `text` as a terminal shows in so many columns."""
    wide = 0
    for at, mark in enumerate(text):
        wide += width(mark)
        if wide > columns:
            return text[:at]
    return text
