"""Extraction and feed parsing off the event loop: one small process that imports their libraries while this one is still fetching.

The process is our own child with two pipes, not multiprocessing: nothing is forked with threads running, `__main__` is not imported
a second time, there is no resource tracker to pay for, and it is the same on Linux, macOS and Windows.
A frame is four bytes of length and a pickle; both ends are this module, nothing from outside is ever unpickled.

A job that raises, hangs, or takes the process down costs itself and no other: `WorkerLost`, and the next job gets a new process.
The child ends itself when its input ends, and a watchdog thread ends it in the middle of a job that nobody waits for any more.
"""

from __future__ import annotations

import asyncio
import faulthandler
import importlib
import os
import pickle
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import IO, Any, TypeVar

from drafter.errors import DrafterError

R = TypeVar("R")

MEMORY_BYTES = 1_500_000_000
"""Address space of one worker, where the system can limit it."""
START_LIMIT_S = 60.0
"""A process that has not imported its libraries by then will not."""
_GRACE_S = 5.0
_LENGTH = struct.Struct(">I")


class WorkerLost(DrafterError):
    """One job ended without a result; `reason` is a Failure's: `time-limit`, `worker-crash` or `worker-error`."""

    def __init__(self, subject: str, what: str, way_out: str = "", reason: str = "worker-crash") -> None:
        super().__init__(subject, what, way_out)
        self.reason = reason


class Workers:
    """`size` processes, one job each at a time; jobs beyond wait in line. For one event loop.

    `load` (`module:function`) is called in each process before its first job, to import what jobs need.
    """

    def __init__(self, size: int = 1, load: str = "drafter.collect.extract:load", memory_bytes: int = MEMORY_BYTES) -> None:
        self._command = _command(load, memory_bytes)
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._free = asyncio.Semaphore(size)
        self._closed = False
        self._size = size

    def warm(self) -> None:
        """Start the processes now and return at once; they import while the caller goes on."""
        while not self._closed and len(self._all) < self._size:
            self._idle.append(self._started())

    async def run(self, function: Callable[..., R], *args: Any, limit_s: float = 20, **named: Any) -> R:
        """`function(*args, **named)` in a worker; all must pickle (a function of a module). The limit counts from the job's start, not its place in line.

        Raises WorkerLost, or the DrafterError that the function raised.
        """
        name = _name(function)
        job = pickle.dumps((function, args, named, limit_s), pickle.HIGHEST_PROTOCOL)
        async with self._free:
            if self._closed:
                raise WorkerLost(name, "the workers are closed", "start a new set of workers")
            process = self._idle.pop() if self._idle else self._started()
            kind, value = await self._answered(process, job, name, limit_s)
        if kind == "error":
            raise value
        result: R = value
        return result

    def rest(self) -> None:
        """End the processes that have nothing to do: their libraries take memory. The next job gets a new one."""
        for process in list(self._idle):
            self._end(process)

    def close(self) -> None:
        """End every process now; a job under way ends as WorkerLost. May be called twice."""
        self._closed = True
        for process in list(self._all):
            self._end(process)

    def _started(self) -> _Process:
        process = _Process(self._command)
        self._all.add(process)
        return process

    def _end(self, process: _Process) -> None:
        process.kill()
        self._all.discard(process)
        if process in self._idle:
            self._idle.remove(process)

    async def _answered(self, process: _Process, job: bytes, name: str, limit_s: float) -> tuple[str, Any]:
        """The reply, after which the process is idle again; whatever goes wrong, it is ended and the reply is the error."""
        whole = False
        try:
            if not process.ready:
                await _in_thread(process.wait_ready, START_LIMIT_S)
            kind, value = await _in_thread(lambda: process.ask(job), limit_s)
            whole = kind != "ending"
            return ("error", value) if kind == "ending" else (kind, value)
        except TimeoutError:
            if not process.ready:
                return "error", WorkerLost(name, f"the worker process did not start within {START_LIMIT_S:g} s", "try again when the machine is less busy")
            return "error", WorkerLost(name, f"took longer than {limit_s:g} s", "leave this page out, or save its text as a file and list that", "time-limit")
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            way_out = "leave this page out; if every page fails, reinstall drafter (`python -c 'import trafilatura'` shows why)"
            return "error", WorkerLost(name, f"the worker process ended ({process.ended()}; {error or 'no reply'})", way_out)
        finally:
            if whole and not self._closed:
                self._idle.append(process)
            else:  # also when the caller was cancelled: the reply to this job must never be read as the next one's
                self._end(process)


async def _in_thread(work: Callable[[], R], limit_s: float) -> R:
    """A blocking read in a thread of its own, which ends with the process; never a pool's, whose exit would wait for it."""
    import threading

    loop = asyncio.get_running_loop()
    done: asyncio.Future[R] = loop.create_future()

    def settle(result: R | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # a result is there when no error is

    def body() -> None:
        result: R | None = None
        error: BaseException | None = None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001  # carried to the waiting task, whatever it is
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:  # the loop is closed: nobody waits
            return

    threading.Thread(target=body, name="drafter-worker", daemon=True).start()
    return await asyncio.wait_for(done, limit_s)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _command(load: str, memory_bytes: int) -> list[str]:
    """The child sees the modules this process sees, whatever the current folder."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from drafter.collect.workers import serve; serve({load!r}, {memory_bytes})"
    return [sys.executable, "-c", code]


class _Process:
    def __init__(self, command: list[str]) -> None:
        # A session of its own: Ctrl-C is for the parent, which then ends the child.
        group: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._child = subprocess.Popen(command, **pipes, **group)  # noqa: S603  # our own interpreter and a constant
        self.ready = False

    def wait_ready(self) -> None:
        """Block until its libraries are there. Raises EOFError when it ended instead, OSError when it says why they are not."""
        kind, value = _read(self._stdout)
        if kind != "ready":
            raise OSError(str(value))
        self.ready = True

    def ask(self, job: bytes) -> tuple[str, Any]:
        """Block until the job's reply: `("result", value)`, `("error", exception)`, or `("ending", exception)` when the process now ends."""
        assert self._child.stdin is not None
        _write(self._child.stdin, job)
        kind, value = _read(self._stdout)
        return kind, value

    def ended(self) -> str:
        """How, for a person."""
        try:
            code = self._child.wait(1)
        except subprocess.TimeoutExpired:
            return "no longer answering"
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def kill(self) -> None:
        """End it and collect it; returns within moments, as SIGKILL cannot be held off."""
        self._child.kill()
        try:
            self._child.wait(_GRACE_S)
        except subprocess.TimeoutExpired:  # stuck in the kernel; it goes as soon as that lets it
            return
        for pipe in (self._child.stdin, self._child.stdout):
            _let_go(pipe)

    @property
    def _stdout(self) -> IO[bytes]:
        assert self._child.stdout is not None
        return self._child.stdout


def _let_go(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except (OSError, ValueError):  # the other end is gone, and what was not sent is wanted by nobody
        return


def _read(pipe: IO[bytes]) -> Any:
    """One frame. Raises EOFError at the end, in the middle of a frame too."""
    try:
        head = pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise EOFError("no reply")
        size = _LENGTH.unpack(head)[0]
        data = pipe.read(size)
    except ValueError as error:  # closed while we waited
        raise EOFError("closed") from error
    if len(data) < size:
        raise EOFError("half a reply")
    return pickle.loads(data)  # noqa: S301  # written by our own child or parent


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


# What follows runs in the child.


def serve(load: str, memory_bytes: int) -> None:
    """Answer jobs from standard input until it ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand between two frames.
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _limit_memory(memory_bytes)
    try:
        module, _, function = load.partition(":")
        getattr(importlib.import_module(module), function)()
    except Exception as error:  # noqa: BLE001  # told to the parent, which raises it
        _write(target, pickle.dumps(("failed", f"{type(error).__name__}: {error}")))
        return
    _write(target, pickle.dumps(("ready", None)))
    while (reply := _next(source)) is not None:
        _write(target, reply[1])
        if reply[0] == "ending":
            return


def _next(source: IO[bytes]) -> tuple[str, bytes] | None:
    """Kind and frame of the reply to the next job, None when there are no more."""
    try:
        function, args, named, limit_s = _read(source)
    except EOFError:
        return None
    faulthandler.dump_traceback_later(limit_s + _GRACE_S, exit=True, file=sys.__stderr__)  # type: ignore[arg-type]  # standard error is open
    try:
        return "result", pickle.dumps(("result", function(*args, **named)), pickle.HIGHEST_PROTOCOL)
    except DrafterError as error:
        return "error", _error(error, "error")
    except (MemoryError, RecursionError) as error:  # what such a job leaves behind is not worth keeping
        return "ending", _error(_told(function, error), "ending")
    except Exception as error:  # noqa: BLE001  # one page's trouble, told to the parent
        return "error", _error(_told(function, error), "error")
    finally:
        faulthandler.cancel_dump_traceback_later()


def _told(function: Callable[..., Any], error: Exception) -> WorkerLost:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error} (at {os.path.basename(last.filename)}:{last.lineno})"  # noqa: PTH119  # a string for a person, no path
    return WorkerLost(_name(function), what, "leave this page out and report it with its address", "worker-error")


def _error(error: DrafterError, kind: str) -> bytes:
    try:
        data = pickle.dumps((kind, error))
        pickle.loads(data)  # noqa: S301  # an exception with its own __init__ may pickle and not come back
    except Exception:  # noqa: BLE001  # then its words go instead
        return pickle.dumps((kind, WorkerLost(error.subject, error.what, error.way_out, "worker-error")))
    return data


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the time limit still holds
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    except (ValueError, OSError):  # macOS refuses, or a lower limit is set already
        return
