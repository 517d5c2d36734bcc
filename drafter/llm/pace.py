"""How many calls one endpoint gets at once, and how fast: found out with few refusals, shared by all calls.

    open   up to the ceiling. Starts ramp up in small steps, so that a limit shows itself on one or two calls.
    held   two neighbouring starts were refused: no more in flight than were accepted then; now and then one more is tried.
    paced  starts are refused although fewer are in flight than were accepted before: a limit by rate. Starts are spaced
           by the rate the endpoint accepted since it first refused, which grows again while nothing is refused.

A single refusal among accepted starts is chance (one call in ten on a busy provider) and changes nothing but its own wait;
so are two in a row with hardly any call in flight, where many at once were answered before. Refusals of starts that were
under way when the rate was last set are one burst and cut it once.
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
MANY_REFUSED = 4
"""Since the first holding back: so many are no chance, even with hardly any call in flight."""
CHANCE = 0.2
"""Share of starts refused that may still be chance."""
GROWTH, GROWTH_OF_GROWTH = 0.03, 0.02
"""Of the rate, a second without a refusal and a second of that: slow near what is known, quick where it was too low."""
BOLD = 2.0
"""Times that growth until the first refusal while paced: what was found first may be too low, the starts having waited for answers."""
STARTS_A_SECOND = 4.0
"""A second counts for growth only with so many starts: of slower ones hardly any would be accepted between two refusals."""
ENOUGH_GROWTH = 4.0
"""Times the rate found; grown so far unrefused, it was no limit and pacing ends."""
SLOWER, SLOWER_IN_A_ROW = 0.93, 0.8
LEAST_SHARE = 0.6
"""Of the rate first found: it goes no lower for single refusals, only when the endpoint refuses round after round."""
LEAST_SEEN_S = 0.7
LEAST_SEEN = 6
"""A rate is not concluded from less time, or fewer starts."""


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
        self.widest = 0
        """Most calls at once of which the last to start was answered."""
        self.rate: float | None = None
        """Starts a second, while paced."""
        self._fresh: deque[asyncio.Future[Start]] = deque()
        self._again: deque[asyncio.Future[Start]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._last_at, self._next_at, self._settle_s = -1.0, 0.0, 0.025
        self._found = self._floor = self._bold = 0.0
        self._careful = self._proven = 0
        self._probe_at, self._probe_wait = 0.0, FIRST_PROBE_S
        self._held = 0
        """The level at which it last held back; the limit above it is only probed."""
        self._mark = self._cut = self._last_refused = Start(0, float("-inf"), 0, False)
        """The refused starts from which on what was accepted tells the rate: when it first held back, and when it last slowed down; and the last of all."""
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
            self.widest = max(self.widest, self._proven)
        self._pump()

    def refuse(self, start: Start, retry_after_s: float | None) -> None:
        """The endpoint refused the call for now."""
        now = asyncio.get_running_loop().time()
        self.in_flight -= 1
        self.refused += 1
        self._refusals.append(start.number)
        self._last_refused = max(self._last_refused, start, key=lambda refused: refused.number)
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
            self._mark_at(start)
        elif self._by_rate(start, now):
            self._slow_down(start, now, wait)
        elif now - self._mark.at < LEAST_SEEN_S and self._many_refused(now):
            self._next_at = self._mark.at + LEAST_SEEN_S
        elif 2 * start.level < self._proven:
            self._careful = 2
            self._mark_at(start)
        else:
            self._hold(start, now, wait)
        if self.barred:
            self._bar()
        self._pump()

    def _bar(self) -> None:
        for queue in (self._fresh, self._again):
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_exception(Barred())

    def _by_rate(self, start: Start, now: float) -> bool:
        """Whether the refusal cannot be due to the calls in flight: fewer than were accepted when it held back, or than were
        answered; or more were accepted since than when it first refused."""
        if start.at - self._mark.at < LEAST_SEEN_S:
            return False
        if start.level < self._held and self.limit < self.ceiling:
            return True
        if start.level >= self._mark.level + 2 and now - self._mark.at <= MARK_S:
            return self._refused_since_mark() >= CHANCE * (self.starts - self._mark.number)
        return self._many_refused(now) and (2 * start.level < self._proven or start.level < self._mark.level - 1)

    def _refused_since_mark(self) -> int:
        return sum(number > self._mark.number for number in self._refusals)

    def _many_refused(self, now: float) -> bool:
        """Too many since it first held back, and too shortly, to be chance."""
        return now - self._mark.at <= MARK_S and self._refused_since_mark() >= MANY_REFUSED

    def _hold(self, start: Start, now: float, wait: float) -> None:
        self.limit = self._proven = self._held = max(1, min(self.limit, self.in_flight))
        self._probe_at = now + max(wait, self._probe_wait)
        self._mark_at(start)

    def _mark_at(self, start: Start) -> None:
        if start.at - self._mark.at > MARK_S:
            self._mark = start

    def _probe_refused(self, start: Start, now: float, wait: float) -> None:
        self.limit = max(1, min(self.limit, start.level))
        self._probe_wait = min(self._probe_wait * 2, LONGEST_PROBE_S)
        self._probe_at = now + max(wait, self._probe_wait)

    def _slow_down(self, start: Start, now: float, wait: float) -> None:
        """Pace by what was accepted from one refusal to the next: a bucket is empty at both, whatever its size. Where
        refusals are mere chance, that is no less than the rate it was."""
        insists = False
        if self.rate is None:
            self._found = max(self._overall(), 0.5 / (start.at - self._mark.at))
            self._floor, self._bold = self._found * LEAST_SHARE, BOLD
        elif start.at <= self._cut.at:
            if self._bold > 1:  # of the first burst, now known further
                self.rate = self._found = max(self._overall(), self._floor)
            return
        else:
            insists = self._rounds > 2 and self._accepted(self._cut.number, start.number) == 0
            self._floor *= SLOWER_IN_A_ROW if insists else 1.0
            self._found, self._bold = max(self._slower(start), self._floor), 1.0
        self._cut, self.rate, self.limit = Start(start.number, now, start.level, start.probe), self._found, self.ceiling
        self._next_at = now + (wait if insists else 1 / self.rate)

    def _slower(self, start: Start) -> float:
        """The rate after a refusal while paced. What was accepted is never more than the limit, so the higher finding is the better."""
        assert self.rate is not None
        if (lately := self._accepted(self._cut.number, start.number)) < LEAST_SEEN:
            return self.rate * (SLOWER_IN_A_ROW if start.number - 1 in self._refusals else SLOWER)
        return min(self.rate, max(self._overall(), lately / (start.at - self._cut.at)))

    def _overall(self) -> float:
        """Starts a second that were accepted since it first held back, up to the last refused one."""
        return self._accepted(self._mark.number, self._last_refused.number) / (self._last_refused.at - self._mark.at)

    def _accepted(self, since: int, until: int) -> int:
        """Starts between two refused ones that were not refused themselves."""
        return until - since - 1 - sum(since < number < until for number in self._refusals)

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
        quiet = min(now - self._cut.at, (self.starts - self._cut.number) / STARTS_A_SECOND)
        self.rate = self._found * (1 + self._bold * quiet * (GROWTH + GROWTH_OF_GROWTH * quiet))
        self._next_at = now + 1 / self.rate
        if self.rate >= ENOUGH_GROWTH * self._found:
            self.rate, self._next_at = None, 0.0
