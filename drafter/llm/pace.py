"""How many calls one endpoint gets at once, and how fast: found out with few refusals, shared by all calls.

    open   up to the ceiling. Starts ramp up in small steps, so that a limit shows itself on one or two calls.
    held   two neighbouring starts were refused: no more in flight than were accepted then; now and then one more is tried.
    paced  starts are refused although fewer are in flight than were accepted before: a limit by rate. Starts are spaced
           by the rate the endpoint accepted since it first refused, which grows again while nothing is refused.

A single refusal among accepted starts is chance (one call in ten on a busy provider) and changes nothing but its own wait.
An acceptance is silent for seconds while a refusal comes at once, so the starts after a refusal are spaced by `_settle_s`, the
time in which a refusal would have come. Times are the event loop's clock, in seconds.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

RAMP_S = 0.015
"""Between two starts that raise the number in flight to a level not yet proven; shorter above RAMP_WIDTH."""
RAMP_WIDTH = 16
FIRST_PROBE_S = 1.0
LONGEST_PROBE_S = 60.0
WRONGLY_HELD = 3
MARK_S = 10.0
"""Within this time the first holding back stays the start of what is counted for the rate."""
PACED_STARTS = 40
"""Accepted starts after which pacing ends: the rate has then grown some tenfold."""
SLOWER, SLOWER_IN_A_ROW = 0.93, 0.8
LEAST_SHARE = 0.6
"""Of the rate first found: it goes no lower for single refusals, only when the endpoint refuses round after round."""
LEAST_SEEN_S = 0.7
LEAST_SEEN = 6
"""A rate is not concluded from less time, or fewer starts."""
GROWTH = 0.002
"""Each accepted start in a row raises the rate by this much more than the one before."""


class Barred(Exception):
    """The endpoint takes nothing; whoever waits for a start need not wait on."""


@dataclass(frozen=True)
class Start:
    """A call that was let go."""

    number: int
    at: float
    level: int
    """Calls in flight before it."""
    probe: bool
    """It went beyond what was known to be accepted."""


class Pace:
    """`enter` before a call, then `leave` or `refuse` with what it gave. For one event loop."""

    def __init__(self, ceiling: int, rounds: int = 6) -> None:
        self.ceiling, self._rounds_allowed = ceiling, rounds
        self.in_flight = self.starts = self.refused = 0
        self.limit = ceiling
        """Calls at once that are known to be accepted; the ceiling while nothing is known."""
        self.rate: float | None = None
        """Starts a second, while paced."""
        self._fresh: deque[asyncio.Future[Start]] = deque()
        self._again: deque[asyncio.Future[Start]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._last_at, self._next_at, self._settle_s = -1.0, 0.0, 0.025
        self._paced_at = self._floor = 0.0
        self._careful = self._proven = self._smooth = 0
        self._probe_at, self._probe_wait = 0.0, FIRST_PROBE_S
        self._held = 0
        """The level at which it last held back; the limit above it is only probed."""
        self._mark = (float("-inf"), 0)
        """When it first held back, and how many starts had been accepted until then."""
        self._refusals: deque[int] = deque(maxlen=256)
        self._rounds, self._round_at = 0, -1.0

    @property
    def barred(self) -> bool:
        """Nothing is taken any more: round after round of starts was refused, each after the wait that was asked for."""
        return self._rounds >= self._rounds_allowed and self.in_flight == 0

    async def enter(self, *, again: bool = False) -> Start:
        """Wait for leave to start. `again`: it waited before (refused, hedged): before the fresh ones, but not as a probe. Raises Barred."""
        loop = asyncio.get_running_loop()
        if self.barred and loop.time() < self._next_at:
            raise Barred
        turn: asyncio.Future[Start] = loop.create_future()
        queue = self._again if again else self._fresh
        queue.append(turn)
        self._pump()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn in queue:
                queue.remove(turn)
            elif turn.done() and not turn.cancelled() and not turn.exception():
                self.leave(turn.result(), served=False)
            raise

    def leave(self, start: Start, *, served: bool) -> None:
        """The call ended, but not by the endpoint's limit. `served`: with an answer."""
        self.in_flight -= 1
        if served:
            self._rounds = 0
            self._proven = max(self._proven, start.level + 1)
        self._pump()

    def refuse(self, start: Start, retry_after_s: float | None) -> None:
        """The endpoint refused the call for now."""
        now = asyncio.get_running_loop().time()
        self.in_flight -= 1
        self.refused += 1
        self._refusals.append(start.number)
        self._settle_s = min(max(2 * (now - start.at) + 0.01, 0.025), 1.0)
        if start.at >= self._round_at:
            self._rounds, self._round_at = self._rounds + 1, now
        wait = retry_after_s if retry_after_s is not None else min(2.0 ** (self._rounds - 1), 32.0)
        confirmed = start.number - 1 in self._refusals or start.number + 1 in self._refusals
        if self.rate is not None:
            self._slow_down(start, now, wait)
        elif start.probe:
            self._probe_refused(start, now, wait)
        elif not confirmed:
            self._careful = 2
        elif self.limit >= self.ceiling or start.level >= self._held or now - self._mark[0] < LEAST_SEEN_S:
            self._hold(now, wait)
        else:
            self._slow_down(start, now, wait)
        if self.barred:
            self._bar()
        self._pump()

    def _bar(self) -> None:
        for queue in (self._fresh, self._again):
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_exception(Barred())

    def _hold(self, now: float, wait: float) -> None:
        self.limit = self._proven = self._held = max(1, min(self.limit, self.in_flight))
        self._probe_at = now + max(wait, self._probe_wait)
        if now - self._mark[0] > MARK_S:
            self._mark = (now, self.starts - self.refused)

    def _probe_refused(self, start: Start, now: float, wait: float) -> None:
        self.limit = max(1, min(self.limit, start.level))
        self._probe_wait = min(self._probe_wait * 2, LONGEST_PROBE_S)
        self._probe_at = now + max(wait, self._probe_wait)

    def _slow_down(self, start: Start, now: float, wait: float) -> None:
        """Pace by what was accepted from one refusal to the next: a bucket is empty at both, whatever its size. Where
        refusals are mere chance, that is no less than the rate it was."""
        in_a_row = start.number - 1 in self._refusals
        insists = in_a_row and self._rounds > 2
        if self.rate is None:
            since, accepted = self._mark
            self.rate = max(self.starts - self.refused - accepted - 1, 0.5) / (now - since)
            self._floor = self.rate * LEAST_SHARE
        elif self._smooth >= LEAST_SEEN:
            self.rate = min(self.rate, self._smooth / (now - self._paced_at))
        else:
            self.rate *= SLOWER_IN_A_ROW if in_a_row else SLOWER
        if insists:
            self._floor *= SLOWER_IN_A_ROW
        self.rate = max(self.rate, self._floor)
        self._smooth, self._paced_at, self.limit = 0, now, self.ceiling
        self._next_at = now + (wait if insists else 1 / self.rate)

    def _pump(self) -> None:
        """Let go whoever may start; come back when the next one may."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        while self._fresh or self._again:
            delay = self._delay(loop.time())
            if delay is None:
                return
            if delay > 0:
                self._timer = loop.call_later(delay, self._pump)
                return
            self._let_go(loop.time())

    def _delay(self, now: float) -> float | None:
        """Seconds until one more may start; None: not before one in flight ends."""
        if self.in_flight >= self.ceiling:
            return None
        at = max(self._last_at + self._gap(), self._next_at)
        if self.in_flight >= self.limit:
            at = max(at, self._probe_at)
        return at - now

    def _gap(self) -> float:
        if self._careful:
            return self._settle_s
        if self.in_flight < self._proven:
            return 0.0
        return RAMP_S * min(1.0, RAMP_WIDTH / max(1, self.in_flight))

    def _let_go(self, now: float) -> None:
        probe = self.in_flight >= self.limit
        tentative = probe or self._careful > 0
        queue = self._fresh if self._fresh and (tentative or not self._again) else self._again
        turn = queue.popleft()
        if turn.done():
            return
        self.starts += 1
        start = Start(self.starts, now, self.in_flight, probe)
        self.in_flight += 1
        self._last_at = now
        self._careful = max(0, self._careful - 1)
        if probe:
            self._widen(now)
        if self.rate is not None:
            self._speed_up(now)
        turn.set_result(start)

    def _widen(self, now: float) -> None:
        """Some steps beyond where it held back, holding back was wrong."""
        self.limit, self._probe_at = self.limit + 1, now + self._settle_s
        if self.limit >= self._held + WRONGLY_HELD:
            self.limit, self._probe_wait = self.ceiling, FIRST_PROBE_S

    def _speed_up(self, now: float) -> None:
        assert self.rate is not None
        self._smooth += 1
        self.rate *= 1 + GROWTH * self._smooth
        self._next_at = now + 1 / self.rate
        if self._smooth >= PACED_STARTS:
            self.rate, self._next_at = None, 0.0
