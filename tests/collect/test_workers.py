"""The worker process: one job's trouble is one job's trouble, and no process is left."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time

import pytest

from drafter.collect.workers import WorkerLost, Workers
from drafter.errors import ConfigError
from tests.collect.jobs import add, crash, greedy, hang, loaded, noise, ours, wrong


@pytest.fixture
def workers():
    made = Workers(load="tests.collect.jobs:nothing")
    made.warm()
    yield made
    made.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_jobs_run_in_another_process_in_any_number(workers: Workers) -> None:
    async def go() -> tuple[list[int], int]:
        return await asyncio.gather(*(workers.run(add, n, other=1) for n in range(40))), await workers.run(os.getpid)

    results, pid = asyncio.run(go())
    assert results == list(range(1, 41))
    assert pid != os.getpid()


def test_what_a_library_prints_is_no_reply(workers: Workers) -> None:
    assert asyncio.run(workers.run(noise, "页" * 100_000)) == "页" * 100_000


@pytest.mark.parametrize(("job", "reason"), [(hang, "time-limit"), (crash, "worker-crash"), (wrong, "worker-error")])
def test_a_bad_job_costs_itself_only(workers: Workers, job, reason: str) -> None:
    async def go() -> list[int | BaseException]:
        jobs = [workers.run(add, 1), workers.run(job, limit_s=1), workers.run(add, 2), workers.run(add, 3)]
        return list(await asyncio.gather(*jobs, return_exceptions=True))

    first, bad, *others = asyncio.run(go())
    assert [first, *others] == [1, 2, 3]
    assert isinstance(bad, WorkerLost)
    assert bad.reason == reason
    assert job.__name__ in str(bad)
    assert bad.way_out


def test_resting_ends_the_idle_process_and_the_next_job_gets_a_new_one(workers: Workers) -> None:
    async def go() -> tuple[int, bool, int]:
        first = await workers.run(os.getpid)
        workers.rest()
        return first, alive(first), await workers.run(add, 4)

    _, living, total = asyncio.run(go())
    assert (living, total) == (False, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits address space reliably")
def test_memory_is_limited(workers: Workers) -> None:
    async def go() -> int:
        with pytest.raises(WorkerLost, match="MemoryError"):
            await workers.run(greedy)
        return await workers.run(add, 4)

    assert asyncio.run(go()) == 4


def test_our_own_errors_come_back_as_they_are(workers: Workers) -> None:
    with pytest.raises(ConfigError, match="mend it"):
        asyncio.run(workers.run(ours))


def test_a_cancelled_job_does_not_answer_the_next(workers: Workers) -> None:
    async def go() -> int:
        task = asyncio.ensure_future(workers.run(hang, limit_s=30))
        await workers_busy(workers)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await workers.run(add, 5)

    assert asyncio.run(go()) == 5


async def workers_busy(workers: Workers) -> None:
    """Until the only process has been taken by a job."""
    deadline = time.monotonic() + 10
    while workers._idle and time.monotonic() < deadline:
        await asyncio.sleep(0.01)


def test_close_ends_the_process_even_in_the_middle_of_a_job() -> None:
    async def go() -> tuple[int, BaseException]:
        workers = Workers(load="tests.collect.jobs:nothing")
        pid = await workers.run(os.getpid)
        task = asyncio.ensure_future(workers.run(hang, limit_s=30))
        await workers_busy(workers)
        workers.close()
        workers.close()
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(outcome, BaseException)
        with pytest.raises(WorkerLost, match="closed"):
            await workers.run(add, 1)
        return pid, outcome

    started = time.monotonic()
    pid, outcome = asyncio.run(go())
    assert isinstance(outcome, WorkerLost)
    assert not alive(pid)
    assert time.monotonic() - started < 20


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_process_goes_when_ours_is_killed() -> None:
    code = (
        "import asyncio, os\nfrom drafter.collect.workers import Workers\nworkers = Workers(load='gc:collect')\n"
        "print(asyncio.run(workers.run(os.getpid)), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False, env=environment)
    pid = int(done.stdout)
    deadline = time.monotonic() + 20
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)


def test_libraries_that_are_missing_are_named() -> None:
    workers = Workers(load="drafter.no_such_module:load")
    with pytest.raises(WorkerLost, match="no_such_module"):
        asyncio.run(workers.run(add, 1))
    workers.close()


def test_the_real_worker_is_light() -> None:
    """It never imports what only the main process needs: each is memory twice."""
    workers = Workers()
    workers.warm()
    names = asyncio.run(workers.run(loaded))
    workers.close()
    assert "trafilatura" in names
    assert not names & {"openai", "httpx", "pydantic_settings", "jinja2", "click", "rich"}
