"""Pace against a simulated endpoint, with the loop's time faked: seconds cost nothing and nothing depends on the machine."""

from __future__ import annotations

import asyncio
import random
import selectors
from collections.abc import Callable
from typing import Any

import pytest

from drafter.llm.pace import Barred, Pace

SERVICE_S, REFUSAL_S = 1.2, 0.005


class Instant(selectors.SelectSelector):
    """Waits by moving the clock."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.now += timeout or 0.0
        return super().select(0)


class FakeLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.instant = Instant()
        super().__init__(self.instant)

    def time(self) -> float:
        return self.instant.now


class Server:
    def __init__(self, refuses: Callable[[Server, float], bool], seed: int = 1) -> None:
        self.refuses, self.active, self.calls, self.refused = refuses, 0, 0, 0
        self.chance = random.Random(seed)

    async def call(self, pace: Pace) -> None:
        again = False
        while True:
            start = await pace.enter(again=again)
            self.calls += 1
            self.active += 1
            if self.refuses(self, asyncio.get_running_loop().time()):
                self.active -= 1
                self.refused += 1
                await asyncio.sleep(REFUSAL_S)
                pace.refuse(start, 1.0)
                await asyncio.sleep(1.0)
                again = True
                continue
            await asyncio.sleep(SERVICE_S * self.chance.uniform(0.8, 1.3))
            self.active -= 1
            pace.leave(start, served=True)
            return


def run(server: Server, calls: int = 50, ceiling: int = 16) -> tuple[float, Pace]:
    loop = FakeLoop()
    pace = Pace(ceiling)

    async def work() -> float:
        began = loop.time()
        await asyncio.gather(*(server.call(pace) for _ in range(calls)))
        return loop.time() - began

    try:
        return loop.run_until_complete(asyncio.wait_for(work(), 600)), pace
    finally:
        loop.close()


def bucket(per_minute: float, burst: float) -> Callable[[Server, float], bool]:
    level, last = burst, 0.0

    def refuses(server: Server, now: float) -> bool:
        nonlocal level, last
        level, last = min(burst, level + (now - last) * per_minute / 60), now
        if level < 1:
            return True
        level -= 1
        return False

    return refuses


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("width", [3, 8, 13])
def test_a_limit_of_calls_at_once_is_found_with_few_refusals(width: int, seed: int) -> None:
    server = Server(lambda server, now: server.active > width, seed)
    took, _ = run(server)
    assert server.refused <= 0.15 * server.calls
    assert took <= 1.2 * (50 / width + 1) * SERVICE_S * 1.05


@pytest.mark.parametrize("seed", range(5))
def test_a_limit_by_rate_is_found_with_few_refusals(seed: int) -> None:
    server = Server(bucket(300, 10), seed)
    took, _ = run(server)
    assert server.refused <= 0.15 * server.calls
    assert took <= 1.2 * ((50 - 10) / 5 + SERVICE_S * 1.3)


@pytest.mark.parametrize("seed", range(5))
def test_a_slow_limit_by_rate_is_used_up_to_the_end(seed: int) -> None:
    """One call a second: what is found is not cut again for each refusal of a burst, and grows back."""
    server = Server(bucket(60, 10), seed)
    took, _ = run(server)
    assert server.refused <= 0.15 * server.calls
    assert took <= 1.1 * ((50 - 10) / 1 + SERVICE_S * 1.3)


@pytest.mark.parametrize("seed", range(5))
def test_a_limit_by_rate_is_rarely_overstepped_in_a_long_run(seed: int) -> None:
    server = Server(bucket(300, 10), seed)
    took, _ = run(server, calls=200)
    assert server.refused <= 0.11 * server.calls
    assert took <= 1.05 * ((200 - 10) / 5 + SERVICE_S * 1.3)


def test_neighbouring_refusals_slow_it_down_once() -> None:
    """Seven starts under way together, the last four refused, in any order: the rate is what was accepted."""
    for order in ((3, 4, 5, 6), (6, 5, 4, 3)):
        loop = FakeLoop()
        pace = Pace(16)

        async def work(pace: Pace = pace, order: tuple[int, ...] = order) -> float | None:
            starts = [await pace.enter() for _ in range(10)]
            for start in [await pace.enter() for _ in range(2)]:
                pace.refuse(start, 1.0)
            for start in starts:
                pace.leave(start, served=True)
            await asyncio.sleep(1.0)
            together = [await pace.enter() for _ in range(7)]
            for nth in order:
                pace.refuse(together[nth], 1.0)
            return pace.rate

        try:
            found = loop.run_until_complete(asyncio.wait_for(work(), 60))
        finally:
            loop.close()
        assert found is not None
        assert 2.4 <= found <= 4


def test_refusals_in_a_row_with_nothing_in_flight_leave_the_limit_alone() -> None:
    """Many at once were answered before: two refusals of calls that come one after the other are no limit of calls at once."""
    refuse_next = 0

    def refuses(server: Server, now: float) -> bool:
        nonlocal refuse_next
        refuse_next -= refuse_next > 0
        return refuse_next > 0

    server, loop, pace = Server(refuses), FakeLoop(), Pace(16)

    async def work() -> None:
        nonlocal refuse_next
        await asyncio.gather(*(server.call(pace) for _ in range(40)))
        for _ in range(4):
            refuse_next = 3
            await server.call(pace)

    try:
        loop.run_until_complete(asyncio.wait_for(work(), 600))
    finally:
        loop.close()
    assert server.refused == 8
    assert (pace.limit, pace.widest) == (16, 16)


def test_refusals_by_chance_do_not_collapse_it() -> None:
    """One call in ten refused at random: hardly any loss as a rule, never half of the speed."""
    losses = []
    for seed in range(30):
        chance = random.Random(seed)
        clean, _ = run(Server(lambda server, now: False, seed), calls=200)
        took, _ = run(Server(lambda server, now, chance=chance: chance.random() < 0.1, seed), calls=200)
        losses.append(took / clean)
    assert sorted(losses)[len(losses) // 2] <= 1.2
    assert max(losses) <= 2


def test_a_clean_endpoint_is_as_quick_as_a_plain_limit() -> None:
    server = Server(lambda server, now: False)
    took, pace = run(server)
    assert (server.refused, pace.limit, pace.rate, pace.in_flight) == (0, 16, None, 0)
    assert took <= 1.03 * (50 / 16 + 1) * SERVICE_S * 1.05


def test_it_grows_again_when_the_limit_is_lifted() -> None:
    server = Server(lambda server, now: now < 10 and server.active > 4)
    took, _ = run(server, calls=400)
    assert took <= 10 + 1.3 * (400 / 16 + 1) * SERVICE_S


def test_whoever_waits_is_told_when_nothing_is_taken() -> None:
    loop = FakeLoop()
    pace = Pace(4, rounds=3)

    async def call() -> str:
        for again in (False, True, True, True, True):
            try:
                start = await pace.enter(again=again)
            except Barred:
                return "barred"
            await asyncio.sleep(REFUSAL_S)
            pace.refuse(start, 1.0)
            await asyncio.sleep(1.0)
        return "tired"

    async def work() -> list[str]:
        return await asyncio.gather(*(call() for _ in range(30)))

    try:
        said = loop.run_until_complete(work())
    finally:
        loop.close()
    assert said.count("barred") >= 25
    assert pace.refused <= 20
