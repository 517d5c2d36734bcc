"""One process for a digest. The operating system holds the lock, so that a killed process leaves none behind."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from drafter.errors import DrafterError, NoDraft
from drafter.store.files import STATE, write_json

_WAIT_S = 20.0
"""For who writes a file of the desk: longer than a slow disk takes for it."""


@contextmanager
def desk(digest: Path) -> Iterator[None]:
    """Hold the editor's desk while one of its files is read and written anew. Raises DrafterError when another holds it on and on.

    For moments only: a run writes its proposals around a person's decisions, and a person decides while runs go on.
    """
    path = digest / STATE / "kept" / "desk.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=_WAIT_S)
    try:
        lock.acquire()
    except Timeout as error:
        raise DrafterError(str(path), "has been held all the while by another drafter", "try again") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def held(digest: Path, now: datetime) -> Iterator[None]:
    """Hold the digest's lock; raises NoDraft at once, naming the holder, when another process has it.

    Who holds it stands in `lock.holder`, for people; whether it is held is the operating system's word alone.
    """
    path = digest / STATE / "lock"
    holder = path.with_name("lock.holder")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise NoDraft(
            str(digest), f"another drafter is at work on it ({_named(holder)})", "wait until it has ended, or stop it; kept answers are not lost"
        ) from error
    try:
        write_json(holder, {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")}, durable=False)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _named(holder: Path) -> str:
    try:
        said = json.loads(holder.read_bytes())
        return f"process {said['pid']} on {said['host']}, since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has just started"
