"""One program measured from outside: its wall time, processor time and memory, and what the mocks saw of it."""

from __future__ import annotations

import heapq
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SLOTS = 16
"""Calls at once that the critical path allows."""
SAMPLE_S = 0.05
LINUX = sys.platform == "linux"


@dataclass(frozen=True)
class Spent:
    """`began` is on the monotonic clock, which the mocks share. `cpu_s` and `peak_mb` are None where the system does not tell."""

    began: float
    wall_s: float
    cpu_s: float | None
    peak_mb: float | None
    """Resident memory of the whole process tree."""
    code: int
    ended: str
    """`exit`, `limit` or `killed`."""


@dataclass(frozen=True)
class Seen:
    """What the run looked like from the mocks."""

    path_s: float
    """Slowest page + good summaries as list scheduling lays them on the slots + chain, all as planned."""
    bound_s: float
    """The same with the summaries' sum spread evenly over the slots: no client can be quicker."""
    dead_s: float
    """No model call under way."""
    first_page_s: float
    first_call_s: float
    calls: int
    refused: int
    answered: frozenset[str]
    """Fingerprints of the calls that got a good answer."""
    asked: tuple[str, ...]
    """Fingerprints of all calls."""


def run(command: list[str], folder: Path, env: dict[str, str], limit_s: float, log: Path, kill_when: Callable[[], Any] | None = None) -> Spent:
    """The command, ended after `limit_s` at the latest; `kill_when` blocks until it shall be killed."""
    with log.open("ab") as out:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
    watch = _Watch(process, began + limit_s)
    threading.Thread(target=watch.sample, daemon=True).start()
    if kill_when:
        threading.Thread(target=lambda: (kill_when(), watch.end("killed")), daemon=True).start()
    cpu_s = _wait(process)
    wall_s = time.monotonic() - began
    watch.over.set()
    return Spent(began, wall_s, cpu_s, watch.peak / 1e6 if LINUX else None, process.returncode, watch.ended)


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Processor seconds of the process and of the children it waited for."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


class _Watch:
    def __init__(self, process: subprocess.Popen[bytes], until: float) -> None:
        self._process, self._until = process, until
        self.over, self.ended, self.peak = threading.Event(), "exit", 0

    def sample(self) -> None:
        while not self.over.wait(SAMPLE_S):
            self.peak = max(self.peak, _resident(self._process.pid)) if LINUX else 0
            if time.monotonic() > self._until:
                self.end("limit")

    def end(self, why: str) -> None:
        if not self.over.is_set():
            self.ended = why
            self._process.kill()
            self.over.set()


def _resident(root: int) -> int:
    """Bytes in memory of a process and all below it."""
    total, left = 0, [root]
    while left:
        folder = Path(f"/proc/{left.pop()}")
        try:
            total += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            left += [int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()]
        except (OSError, IndexError):  # it has just ended
            continue
    return total


def seen(spent: Spent, pages: list[dict[str, Any]], calls: list[dict[str, Any]], slots: int = SLOTS) -> Seen:
    end = spent.began + spent.wall_s
    good = {call["fingerprint"]: call for call in calls if call["status"] == "ok"}
    summaries = [call["planned"] for call in sorted(good.values(), key=lambda call: call["start"]) if call["step"] == "summarize"]
    chain = sum(call["planned"] for call in good.values() if call["step"] != "summarize")
    slowest = max((page["end"] - page["start"] for page in pages), default=0.0)
    return Seen(
        path_s=slowest + listed(summaries, slots) + chain,
        bound_s=slowest + max([sum(summaries) / slots, *summaries]) + chain,
        dead_s=spent.wall_s - _covered((max(call["start"], spent.began), min(call["end"] or end, end)) for call in calls),
        first_page_s=min((page["start"] for page in pages), default=end) - spent.began,
        first_call_s=min((call["start"] for call in calls), default=end) - spent.began,
        calls=len(calls),
        refused=sum(call["status"] == "refused" for call in calls),
        answered=frozenset(good),
        asked=tuple(call["fingerprint"] for call in calls),
    )


def listed(times: Iterable[float], slots: int) -> float:
    """End of the last when each in turn goes to the slot that is free first."""
    free = [0.0] * slots
    for seconds in times:
        heapq.heapreplace(free, free[0] + seconds)
    return max(free)


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total
