"""The writer behind any OpenAI-compatible endpoint, by Chat Completions.

    answer(ask) ─► retry ─► plan (what the endpoint takes) ─► pace ─► HTTP, hedged when stuck ─► Answer as it came back

What goes over the wire is in `chat`, the connection in `connection`.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drafter.entities import Answer, Ask, Role, Usage
from drafter.errors import ConfigError, ModelError, RateLimited
from drafter.llm import chat
from drafter.llm.capabilities import Capabilities, Plan
from drafter.llm.connection import OPENAI, Connection
from drafter.llm.pace import Barred, Pace, Start
from drafter.llm.patience import Patience
from drafter.llm.retry import WAYS_OUT, Place, Trouble, Verdict, classify, error_for, retrying, trouble_from_body
from drafter.settings import ModelSettings

LASTING = {"key-refused", "no-balance", "unknown-model"}
"""Refusals that the next call would get as well."""
LONGEST_WAIT_S = 120.0
"""An endpoint that asks for a longer wait is given up for this call."""
POLL_S = 0.5
"""How often a running call asks whether it counts as stuck by now."""
MOST_HUNG = 2
MOST_TWINS = 3
"""Identical calls under way at once: the second may be stuck as well."""


@dataclass
class Tally:
    """HTTP calls one Ask took, its tries that failed (refusals for now are none), those of them by time limit, and the tokens of
    every answer that came, blank and broken ones included."""

    calls: int = 0
    failed: int = 0
    timed_out: int = 0
    hung: int = 0
    """Of these, tries that had the hard limit's time."""
    usage: Usage = field(default_factory=Usage)

    def add(self, more: Usage) -> None:
        """Count an answer's tokens."""
        mine = self.usage
        self.usage = Usage(
            input_tokens=mine.input_tokens + more.input_tokens,
            output_tokens=mine.output_tokens + more.output_tokens,
            cached_tokens=mine.cached_tokens + more.cached_tokens,
        )


@dataclass(frozen=True)
class Shot:
    """One request as it goes out, and whom it counts for."""

    ask: Ask
    model: str
    plan: Plan
    body: dict[str, Any]
    tally: Tally
    limit_s: float


@dataclass(frozen=True)
class Reply:
    """A good HTTP answer, as data."""

    data: dict[str, Any]
    seconds: float
    plan: Plan


class OpenAIWriter:
    """`entities.Writer` for OpenAI and everything shaped like it.

    `capabilities`: file that remembers what an endpoint does not take. `load_text(name)` gives the text of
    `structured/json_object.md` and `structured/text.md` from the prompts' folder.
    """

    name = "openai"

    def __init__(self, settings: ModelSettings, *, api_key: str | None, endpoint: str, capabilities: Path | None, load_text: Callable[[str], str]) -> None:
        self.endpoint = (endpoint or OPENAI).rstrip("/")
        self.own_host = self.endpoint == OPENAI
        if self.own_host and not api_key:
            raise ConfigError(
                "model",
                f"no API key for {OPENAI}",
                "`drafter keys set`, or model.base_url for an endpoint of your own, or `--writer extractive` without a model",
            )
        if urlsplit(self.endpoint).scheme not in ("http", "https"):
            raise ConfigError("model.base_url", f"{self.endpoint!r} is no address", "write it as https://host/v1")
        self._settings, self._key = settings, api_key or ""
        self.capabilities = Capabilities(capabilities, self.endpoint, settings.structured, "max_completion_tokens" if self.own_host else "max_tokens")
        self.pace = Pace(settings.concurrency, settings.attempts)
        self._patience: dict[str, Patience] = {}
        self._lasting: dict[str, ModelError] = {}
        self._bodies = chat.Bodies(own_host=self.own_host, load_text=load_text)
        self._connection = Connection(self.endpoint, self._key, settings.time_limit_s)
        self.calls = 0
        """HTTP calls made so far, refused and hedged ones included."""

    def model_for(self, role: Role) -> str:
        return self._settings.name_for(role)

    async def warm(self) -> None:
        """Import the client in a thread; called early, so that it overlaps with fetching."""
        await self._connection.connected()

    async def answer(self, ask: Ask) -> Answer:
        """One answer as it came back. Raises ModelError; `reason` is set on it, finer than its class'."""
        model, tally = self.model_for(ask.role), Tally()
        async for attempt in retrying(self._settings.attempts, LONGEST_WAIT_S, lambda: self.pace.barred):
            with attempt:
                return await self._try(ask, model, tally, attempt.retry_state.attempt_number)
        raise AssertionError("tenacity ends by an answer or an error")

    async def models(self) -> list[str]:
        """Names the endpoint offers. Raises ModelError."""
        try:
            data = await self._connection.get("/models", min(30.0, self._settings.time_limit_s))
        except Trouble as trouble:
            raise error_for(trouble, Place(self.endpoint, "models", self._key)) from None
        listed = data.get("data") if isinstance(data, dict) else None
        return [str(model["id"]) for model in listed if isinstance(model, dict) and "id" in model] if isinstance(listed, list) else []

    async def aclose(self) -> None:
        await self._connection.aclose()

    async def _try(self, ask: Ask, model: str, tally: Tally, attempt: int) -> Answer:
        """One try; a refusal that teaches what the endpoint takes is followed by the same call in a form it takes."""
        while True:
            start = await self._admitted(model, again=attempt > 1)
            shot = self._shot(ask, model, tally, start)
            try:
                return _counted(await self._hedged(shot, start), model, tally)
            except Barred:
                raise self._barred(model) from None
            except Trouble as trouble:
                if self.capabilities.learn(model, shot.plan, trouble, set(shot.body)):
                    continue
                verdict = classify(trouble)
                tally.failed += verdict.kind == "transient"
                tally.timed_out += trouble.cause == "timeout"
                if verdict.reason == "content-filter":
                    said = Place(self.endpoint, model, self._key).clean(trouble.message)
                    return Answer(text="", finish_reason="content_filter", refusal=said, model=model, structured=shot.plan.structured, calls=tally.calls)
                raise self._final(error_for(trouble, Place(self.endpoint, model, self._key)), shot, trouble) from None

    def _final(self, error: ModelError, shot: Shot, trouble: Trouble) -> ModelError:
        """The error as it stands, or past retrying: a call that met the hard limit twice will meet it a third time.

        An endpoint that never answered anything by then is given up for the whole run.
        """
        if trouble.cause != "timeout" or shot.limit_s < self._settings.time_limit_s:
            return error
        shot.tally.hung += 1
        if shot.tally.hung < MOST_HUNG:
            return error
        final = ModelError(error.subject, error.what, error.way_out)
        final.reason = error.reason
        if not self._patience[shot.model].answered:
            self._lasting[shot.model] = final
        return final

    async def _admitted(self, model: str, *, again: bool) -> Start:
        """Leave to start. What was learnt while waiting counts: a lasting refusal spares the call."""
        try:
            start = await self.pace.enter(again=again)
        except Barred:
            raise self._barred(model) from None
        if model in self._lasting:
            self.pace.leave(start, served=False)
            raise self._lasting[model]
        return start

    def _shot(self, ask: Ask, model: str, tally: Tally, start: Start) -> Shot:
        patience = self._patience.setdefault(model, Patience(self._settings.time_limit_s))
        patience.calls += 1
        limit_s = patience.limit_s(ask, tally.timed_out, last=tally.failed + 1 >= self._settings.attempts)
        try:
            plan = self.capabilities.plan(model)
            return Shot(ask, model, plan, self._bodies.body(ask, model, plan), tally, limit_s)
        except BaseException:  # also when cancelled: a place that is not given back is lost for the run
            self.pace.leave(start, served=False)
            raise

    def _barred(self, model: str) -> ModelError:
        error = RateLimited(Place(self.endpoint, model).name, "takes no calls at all for now (HTTP 429)", WAYS_OUT["rate-limited"])
        error.reason = "rate-limited"
        return error

    # The call.

    async def _hedged(self, shot: Shot, start: Start) -> Reply:
        """The first good reply of the call and, when it is stuck, of further identical ones. Raises Trouble."""
        patience, loop = self._patience[shot.model], asyncio.get_running_loop()
        first, not_before = self._fly(shot, start), 0.0
        begun, running = {first: start.at}, {first}
        try:
            while True:
                stuck_at = max(not_before, self._stuck_at(shot, [begun[task] for task in running]))
                done, running = await asyncio.wait(running, timeout=max(0.005, min(POLL_S, stuck_at - loop.time())), return_when=asyncio.FIRST_COMPLETED)
                if won := next((task for task in done if not task.exception()), None):
                    patience.answer(shot.ask, won.result().seconds, hedged=len(begun) > 1, won=won is not first)
                    return won.result()
                if done and not running:
                    raise _worst(done)
                if done:
                    not_before = loop.time() + _pause(done)
                if loop.time() >= max(not_before, self._stuck_at(shot, [begun[task] for task in running])):
                    patience.hedged += 1
                    running.add(again := asyncio.create_task(self._again(shot)))
                    begun[again] = loop.time()
        finally:
            await _drop(set(begun))

    def _stuck_at(self, shot: Shot, begun: list[float]) -> float:
        """Loop time from which the last begun of the identical calls counts as stuck, as all before it; infinite while nothing says so,
        and where another call could only wait for the first. A limit of one that chance refusals led to is no sign of that when more
        were answered at once before."""
        alone = self._settings.concurrency <= 1 or max(self.pace.limit, self.pace.widest) <= 1
        after = None if alone else self._patience[shot.model].hedge_after_s(shot.ask)
        return math.inf if after is None or len(begun) >= MOST_TWINS else max(begun) + after

    async def _again(self, shot: Shot) -> Reply:
        return await self._fly(shot, await self.pace.enter(again=True))

    def _fly(self, shot: Shot, start: Start) -> asyncio.Task[Reply]:
        """The HTTP call as a task; however it ends, even before it began, its place is given back."""
        shot.tally.calls += 1
        self.calls += 1
        task = asyncio.create_task(self._post(shot))
        task.add_done_callback(lambda done: self._landed(shot, start, done))
        return task

    def _landed(self, shot: Shot, start: Start, task: asyncio.Task[Reply]) -> None:
        """What a refusal teaches counts before the next call may start."""
        error = None if task.cancelled() else task.exception()
        verdict = None
        if isinstance(error, Trouble):
            self.capabilities.learn(shot.model, shot.plan, error, set(shot.body))
            verdict = classify(error)
            self._note_lasting(shot.model, error, verdict)
        if verdict and verdict.kind == "rate-limited":
            self.pace.refuse(start, verdict.retry_after_s)
        else:
            self.pace.leave(start, served=error is None and not task.cancelled())

    def _note_lasting(self, model: str, trouble: Trouble, verdict: Verdict) -> None:
        """A key or model that worked before gets the benefit of the doubt."""
        if verdict.reason in LASTING and (verdict.reason == "no-balance" or not self._patience[model].answered):
            self._lasting[model] = error_for(trouble, Place(self.endpoint, model, self._key))

    async def _post(self, shot: Shot) -> Reply:
        loop = asyncio.get_running_loop()
        await self._connection.connected()
        began = loop.time()
        data = await self._connection.post("/chat/completions", shot.body, shot.limit_s)
        if not isinstance(data, dict):
            raise Trouble("garbled", message=str(data))
        if data.get("error") and not data.get("choices"):
            code = data["error"].get("code") if isinstance(data["error"], dict) else None
            raise trouble_from_body(code if isinstance(code, int) else 500, data, {})
        return Reply(data, loop.time() - began, shot.plan)


def _counted(reply: Reply, model: str, tally: Tally) -> Answer:
    """The answer with what the whole Ask took. Raises Trouble for a blank or broken one, whose tokens count too."""
    tally.add(chat.usage(reply.data))
    return chat.read(reply.data, model, reply.plan, reply.seconds).model_copy(update={"usage": tally.usage, "calls": tally.calls})


def _worst(done: set[asyncio.Task[Reply]]) -> BaseException:
    """Of failed twins' errors one that teaches more than a time limit."""
    errors = [error for task in done if (error := task.exception())]
    return next((error for error in errors if not (isinstance(error, Trouble) and error.cause == "timeout")), errors[0])


def _pause(done: set[asyncio.Task[Reply]]) -> float:
    """Seconds until a failed second call may be tried once more."""
    errors = [error for task in done if isinstance(error := task.exception(), Trouble)]
    return max((wait for error in errors if (wait := classify(error).retry_after_s)), default=1.0)


async def _drop(tasks: set[asyncio.Task[Reply]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
