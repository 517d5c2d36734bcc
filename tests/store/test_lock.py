"""One process for a digest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.errors import NoDraft
from drafter.store.lock import held
from tests.store.material import NOW

HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from drafter.store.lock import held
with held(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path), NOW.isoformat()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(NoDraft) as caught, held(tmp_path, NOW):
            pass
        said = str(caught.value)
        assert f"process {other.pid} on {socket.gethostname()}, since 2026-01-30T01:00:00+00:00" in said
        assert caught.value.exit_code == 1
        other.stdin.close()
        assert other.wait(30) == 0
    with held(tmp_path, NOW):
        pass


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path), NOW.isoformat()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        other.kill()
        other.wait(30)
    with held(tmp_path, NOW):
        assert f'"pid": {os.getpid()}' in (tmp_path / ".drafter" / "lock.holder").read_text(encoding="utf-8")


def test_the_same_process_is_refused_too_and_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with held(tmp_path, NOW), pytest.raises(NoDraft, match="another drafter"), held(tmp_path, NOW):
        pass
    with pytest.raises(ZeroDivisionError), held(tmp_path, NOW):
        raise ZeroDivisionError
    with held(tmp_path, NOW):
        pass
    assert not (tmp_path / ".drafter" / "lock.holder").exists()
