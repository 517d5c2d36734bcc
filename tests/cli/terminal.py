"""A real terminal for commands that ask or show progress: a pseudo-terminal with the command on its other end."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import ROOT

LIMIT_S = 60.0


class Terminal:
    """The command's screen and keyboard; `screen` is all it wrote so far."""

    def __init__(self, cwd: Path, *words: str, code: str = "", **env: str) -> None:
        pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
        self._ours, theirs = pty.openpty()
        start = ["-c", code] if code else ["-m", "drafter", *words]
        whole = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", **env}
        self._process = subprocess.Popen([sys.executable, *start], cwd=cwd, env=whole, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        self.screen = ""
        self._until = time.monotonic() + LIMIT_S

    def wait_for(self, text: str) -> None:
        while text not in self.screen:
            assert self._read(), f"the command ended without saying {text!r}: {self.screen}"

    def type(self, line: str) -> None:
        os.write(self._ours, line.encode() + b"\n")

    def end(self) -> int:
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(LIMIT_S)

    def _read(self) -> bool:
        left = self._until - time.monotonic()
        if left <= 0 or not select.select([self._ours], [], [], left)[0]:
            self._process.kill()
            pytest.fail(f"nothing happened within {LIMIT_S:g} s: {self.screen}")
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            data = b""
        self.screen += data.decode("utf-8", "replace")
        return bool(data)
