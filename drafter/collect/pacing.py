"""How many requests run at once, over all and at each host, how far apart they start there, and how long a host wants to be left alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


class HostClosedError(Exception):
    """The host asked for silence longer than anyone here would wait; `seconds` are left of it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Lane:
    """One host's traffic. Times are the event loop's."""

    def __init__(self, width: int) -> None:
        self.places = asyncio.Semaphore(width)
        self.gate = asyncio.Lock()
        self.next_start = 0.0
        self.closed_until = 0.0


class Pace:
    """Hands out places: `at_once` over all, `per_host` at a host, starts there at least `pause_s` apart."""

    def __init__(self, at_once: int, per_host: int, pause_s: float, *, longest_wait_s: float) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._lanes: defaultdict[str, _Lane] = defaultdict(lambda: _Lane(per_host))
        self._pause_s, self._longest_wait_s = pause_s, longest_wait_s

    @contextlib.asynccontextmanager
    async def place(self, host: str) -> AsyncIterator[None]:
        """Waits for a place and holds it. Who waits for a host takes no place from others. Raises HostClosedError instead of a wait without end."""
        lane = self._lanes[host]
        loop = asyncio.get_running_loop()
        async with lane.places:
            async with lane.gate:
                closed_s = lane.closed_until - loop.time()
                if closed_s > self._longest_wait_s:
                    raise HostClosedError(closed_s)
                early_s = max(lane.next_start, lane.closed_until) - loop.time()
                if early_s > 0:
                    await asyncio.sleep(early_s)
                await self._places.acquire()
                lane.next_start = loop.time() + self._pause_s
            try:
                yield
            finally:
                self._places.release()

    def close(self, host: str, seconds: float) -> None:
        """The host wants no request of anyone's for so long."""
        lane = self._lanes[host]
        lane.closed_until = max(lane.closed_until, asyncio.get_running_loop().time() + seconds)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; None when it says nothing readable."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
