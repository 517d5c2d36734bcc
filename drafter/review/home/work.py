"""Long work: a draft, a shortlist, what is added to the inbox. In a thread with a loop of its own, so that typing on a page never waits for it.

One piece of work in each lane: `edition` (draft, shortlist: they hold the digest's lock) and `inbox` (which needs no lock). Cancelled work
ends as an interrupted command does: what was fetched and answered is kept, and the same start goes on.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from drafter.chinese import said
from drafter.entities import Language
from drafter.errors import DrafterError

Lane = Literal["edition", "inbox"]
State = Literal["running", "done", "failed", "cancelled"]
_WAIT_S = 20.0
"""For cancelled work to let go, when the server ends."""


@dataclass
class Task:
    """A piece of work, as it stands. Written by its thread, read by the server's."""

    number: int
    what: Literal["draft", "shortlist", "add"]
    edition: str = ""
    state: State = "running"
    stages: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Stage → parts done, parts in all."""
    items: dict[str, bool] = field(default_factory=dict)
    """A chosen article's title → whether its summary is there."""
    result: dict[str, Any] = field(default_factory=dict)
    error: dict[str, str] = field(default_factory=dict)
    """What went wrong: `subject`, `what`, `way_out`."""
    cancelling: bool = False

    def report(self, stage: str, done: int, of: int) -> None:
        """As `Job.report`."""
        self.stages = {**self.stages, stage: (done, of)}

    def item(self, title: str, done: bool) -> None:
        """As `Job.item`."""
        self.items = {**self.items, title: done}

    def told(self, language: Language) -> dict[str, Any]:
        """As a page in this language has it."""
        return {
            "number": self.number,
            "what": self.what,
            "edition": self.edition,
            "state": self.state,
            "stages": [[name, *parts] for name, parts in self.stages.items()],
            "items": [[title, done] for title, done in self.items.items()],
            "result": _said(self.result, language),
            "error": {name: said(text, language) for name, text in self.error.items()},
            "cancelling": self.cancelling,
        }


def _said(result: dict[str, Any], language: Language) -> dict[str, Any]:
    """Failures, notes and what was added, each with a message of the engine's."""
    told = dict(result)
    for name in ("failures", "added"):
        told |= {name: [{**one, "message": said(one["message"], language)} for one in result[name]]} if name in result else {}
    return told | ({"notes": [said(note, language) for note in result["notes"]]} if "notes" in result else {})


Begin = Callable[[Task], Awaitable[dict[str, Any]]]


class Work:
    """What goes on in each lane, and what ended there last."""

    def __init__(self) -> None:
        self._tasks: dict[Lane, Task] = {}
        self._inner: dict[Lane, tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = {}
        self._threads: dict[Lane, threading.Thread] = {}
        self._lock = threading.Lock()
        self._count = 0

    def told(self, language: Language) -> dict[str, Any]:
        """Lane → its work, as a page in this language has it."""
        return {lane: task.told(language) for lane, task in self._tasks.items()}

    def start(self, lane: Lane, what: Literal["draft", "shortlist", "add"], edition: str, begin: Begin) -> Task:
        """Begin it. Raises DrafterError while other work goes on in this lane."""
        with self._lock:
            if self._tasks.get(lane) is not None and self._tasks[lane].state == "running":
                raise DrafterError("", "other work is going on", "wait until it has ended, or cancel it")
            self._count += 1
            task = self._tasks[lane] = Task(self._count, what, edition)
            self._threads[lane] = threading.Thread(target=self._run, args=(lane, task, begin), name=f"drafter-{what}", daemon=True)
            self._threads[lane].start()
        return task

    def cancel(self, lane: Lane) -> None:
        """End what goes on in the lane, if anything does."""
        with self._lock:
            task, inner = self._tasks.get(lane), self._inner.get(lane)
            if task is None or task.state != "running":
                return
            task.cancelling = True
            if inner is not None:
                inner[0].call_soon_threadsafe(inner[1].cancel)

    def close(self) -> None:
        """Cancel everything and wait for it to let go of the lock and its files."""
        for lane in tuple(self._tasks):
            self.cancel(lane)
        for thread in self._threads.values():
            thread.join(_WAIT_S)

    def _run(self, lane: Lane, task: Task, begin: Begin) -> None:
        try:
            task.result = asyncio.run(self._inside(lane, task, begin))
            task.state = "done"
        except asyncio.CancelledError:
            task.state = "cancelled"
        except DrafterError as error:
            task.error = {"subject": error.subject, "what": error.what, "way_out": error.way_out}
            task.state = "failed"
        except OSError as error:
            way_out = "check the path, its permissions and the free space"
            task.error = {"subject": str(error.filename or ""), "what": error.strerror or str(error), "way_out": way_out}
            task.state = "failed"
        except Exception as error:  # noqa: BLE001  # a fault of ours: told on the page, and in full where the server was started
            traceback.print_exc(file=sys.stderr)
            task.error = {"subject": "drafter", "what": f"{type(error).__name__}: {error}", "way_out": "a fault of drafter; its terminal has the details"}
            task.state = "failed"

    async def _inside(self, lane: Lane, task: Task, begin: Begin) -> dict[str, Any]:
        inner = asyncio.current_task()
        with self._lock:
            if task.cancelling or inner is None:
                raise asyncio.CancelledError
            self._inner[lane] = asyncio.get_running_loop(), inner
        try:
            return await begin(task)
        finally:
            with self._lock:
                self._inner.pop(lane, None)
