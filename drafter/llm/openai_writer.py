"""The writer behind any OpenAI-compatible endpoint, by Chat Completions. The only file that meets the openai client.

    answer(ask) ─► retry ─► plan (what the endpoint takes) ─► pace ─► HTTP, hedged when stuck ─► Answer as it came back

The client's own retries are off. Importing it costs half a second, so it is imported in a thread when `warm` or the first
call needs it. Calls go through `client.post` with plain data both ways: the typed resources cost their import and
milliseconds a call, and what an endpoint adds to the format need not fit them.
"""

from __future__ import annotations

import asyncio
import json
import math
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from drafter.config import ModelSettings
from drafter.entities import Answer, Ask, Role, Usage
from drafter.errors import ConfigError, ModelError, RateLimited
from drafter.llm.capabilities import Capabilities, Plan
from drafter.llm.pace import Barred, Pace, Start
from drafter.llm.patience import Patience
from drafter.llm.retry import WAYS_OUT, Place, Trouble, Verdict, classify, error_for, retrying, trouble_from_body
from drafter.llm.structured import Schema, strict

if TYPE_CHECKING:
    import openai

OPENAI = "https://api.openai.com/v1"
NO_KEY = "no-key-needed"
"""The client insists on a key; endpoints of one's own have none."""
LASTING = {"key-refused", "no-balance", "unknown-model"}
"""Refusals that the next call would get as well."""
CONNECT_S = 10.0
LONGEST_WAIT_S = 120.0
"""An endpoint that asks for a longer wait is given up for this call."""
POLL_S = 0.5
"""How often a running call asks whether it counts as stuck by now."""
MOST_HUNG = 2
MOST_TWINS = 3
"""Identical calls under way at once: the second may be stuck as well."""
FINISH = {
    "max_tokens": "length",
    "model_length": "length",
    "sensitive": "content_filter",
    "end_turn": "stop",
    "eos": "stop",
    "stop_sequence": "stop",
    "": "stop",
}
INTERRUPTED = {"insufficient_system_resource", "network_error", "error", "abort"}


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
        self._settings, self._key, self._load_text = settings, api_key or "", load_text
        self.capabilities = Capabilities(capabilities, self.endpoint, settings.structured, "max_completion_tokens" if self.own_host else "max_tokens")
        self.pace = Pace(settings.concurrency, settings.attempts)
        self._patience: dict[str, Patience] = {}
        self._lasting: dict[str, ModelError] = {}
        self._schemas: dict[str, tuple[Schema, Schema]] = {}
        self._client: openai.AsyncOpenAI | None = None
        self._loading: asyncio.Task[openai.AsyncOpenAI] | None = None
        self.calls = 0
        """HTTP calls made so far, refused and hedged ones included."""

    def model_for(self, role: Role) -> str:
        return self._settings.name_for(role)

    async def warm(self) -> None:
        """Import the client in a thread; called early, so that it overlaps with fetching."""
        await self._connected()

    async def answer(self, ask: Ask) -> Answer:
        """One answer as it came back. Raises ModelError; `reason` is set on it, finer than its class'."""
        model, tally = self.model_for(ask.role), Tally()
        async for attempt in retrying(self._settings.attempts, LONGEST_WAIT_S, lambda: self.pace.barred):
            with attempt:
                return await self._try(ask, model, tally, attempt.retry_state.attempt_number)
        raise AssertionError("tenacity ends by an answer or an error")

    async def models(self) -> list[str]:
        """Names the endpoint offers. Raises ModelError."""
        client = await self._connected()
        try:
            data = await _within(min(30.0, self._settings.time_limit_s), client.get("/models", cast_to=object))
        except Trouble as trouble:
            raise error_for(trouble, Place(self.endpoint, "models", self._key)) from None
        listed = data.get("data") if isinstance(data, dict) else None
        return [str(model["id"]) for model in listed if isinstance(model, dict) and "id" in model] if isinstance(listed, list) else []

    async def aclose(self) -> None:
        if self._loading is not None:
            await asyncio.wait({self._loading})
        if self._client is not None:
            await self._client.close()

    async def _try(self, ask: Ask, model: str, tally: Tally, attempt: int) -> Answer:
        """One try; a refusal that teaches what the endpoint takes is followed by the same call in a form it takes."""
        while True:
            start = await self._admitted(model, again=attempt > 1)
            shot = self._shot(ask, model, tally, start)
            try:
                return self._read(await self._hedged(shot, start), model, tally)
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
            return Shot(ask, model, plan, self._body(ask, model, plan), tally, limit_s)
        except BaseException:  # also when cancelled: a place that is not given back is lost for the run
            self.pace.leave(start, served=False)
            raise

    def _barred(self, model: str) -> ModelError:
        error = RateLimited(Place(self.endpoint, model).name, "takes no calls at all for now (HTTP 429)", WAYS_OUT["rate-limited"])
        error.reason = "rate-limited"
        return error

    # The request.

    def _body(self, ask: Ask, model: str, plan: Plan) -> dict[str, Any]:
        schema = self._strict(ask)
        body: dict[str, Any] = {"model": model, "messages": self._messages(ask, plan, schema)}
        if ask.temperature is not None and "temperature" not in plan.dropped:
            body["temperature"] = ask.temperature
        if plan.limit_name:
            body[plan.limit_name] = min(ask.max_output_tokens, plan.limit or ask.max_output_tokens)
        if self.own_host and "store" not in plan.dropped:
            body["store"] = False
        if plan.structured == "json_schema":
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": ask.output or "answer", "strict": True, "schema": schema}}
        elif plan.structured == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def _strict(self, ask: Ask) -> Schema:
        made = self._schemas.get(ask.output)
        if made is None or made[0] != ask.json_schema:
            made = self._schemas[ask.output] = (ask.json_schema, strict(ask.json_schema))
        return made[1]

    def _messages(self, ask: Ask, plan: Plan, schema: Schema) -> list[dict[str, str]]:
        """Where the endpoint does not enforce the schema, it stands at the end of the system message."""
        messages = [{"role": message.role, "content": message.content.encode("utf-8", "replace").decode()} for message in ask.messages]
        if plan.structured == "json_schema":
            return messages
        wanted = self._load_text(f"structured/{plan.structured}.md").replace("{{ schema }}", json.dumps(schema, ensure_ascii=False)).strip()
        if messages and messages[0]["role"] == "system":
            return [{"role": "system", "content": f"{messages[0]['content'].rstrip()}\n\n{wanted}"}, *messages[1:]]
        return [{"role": "system", "content": wanted}, *messages]

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
        client = await self._connected()
        loop = asyncio.get_running_loop()
        began = loop.time()
        data = await _within(shot.limit_s, client.post("/chat/completions", cast_to=object, body=shot.body))
        if not isinstance(data, dict):
            raise Trouble("garbled", message=str(data))
        if data.get("error") and not data.get("choices"):
            code = data["error"].get("code") if isinstance(data["error"], dict) else None
            raise trouble_from_body(code if isinstance(code, int) else 500, data, {})
        return Reply(data, loop.time() - began, shot.plan)

    async def _connected(self) -> openai.AsyncOpenAI:
        if self._client is None:
            if self._loading is None:
                self._loading = asyncio.create_task(asyncio.to_thread(self._connect))
            self._client = await asyncio.shield(self._loading)
        return self._client

    def _connect(self) -> openai.AsyncOpenAI:
        import openai

        limit = openai.Timeout(self._settings.time_limit_s, connect=min(CONNECT_S, self._settings.time_limit_s))
        here = openai.DefaultAsyncHttpxClient(trust_env=False) if _is_loopback(self.endpoint) else None  # no proxy leads to this machine
        client = openai.AsyncOpenAI(api_key=self._key or NO_KEY, base_url=self.endpoint, max_retries=0, timeout=limit, http_client=here)
        if not self.own_host:  # the client takes these from the environment; they are OpenAI's affair
            client.organization = client.project = None
        return client

    # The answer.

    def _read(self, reply: Reply, model: str, tally: Tally) -> Answer:
        """The finish reason first, then the text. Raises Trouble for a blank or broken one."""
        tally.add(_usage(reply.data.get("usage")))
        choice = _first(reply.data.get("choices"))
        message = choice.get("message") if choice else None
        if not choice or not isinstance(message, dict):
            raise Trouble("garbled", message="no choices in the answer")
        finish = str(choice.get("finish_reason") or "")
        finish = FINISH.get(finish, finish)
        if finish in INTERRUPTED:
            raise Trouble("garbled", message=f"the answer was interrupted ({finish})")
        text, refusal = _text(message.get("content")), str(message.get("refusal") or "")
        if finish == "stop" and not refusal and not text.strip("\ufeff \t\r\n\u3000"):
            raise Trouble("blank")
        return Answer(
            text=text,
            finish_reason=finish,
            refusal=refusal,
            model=str(reply.data.get("model") or model),
            structured=reply.plan.structured,
            usage=tally.usage,
            seconds=round(reply.seconds, 3),
            calls=tally.calls,
        )


def _is_loopback(endpoint: str) -> bool:
    host = urlsplit(endpoint).hostname or ""
    return host == "localhost" or host == "::1" or host.startswith("127.")


async def _within(limit_s: float, call: Awaitable[object]) -> object:
    """The call's data, or Trouble: everything the client raises, in our words."""
    import openai

    try:
        async with asyncio.timeout(limit_s):
            return await call
    except (openai.APITimeoutError, TimeoutError):
        raise Trouble("timeout", message=f"{limit_s:.0f} s") from None
    except openai.APIStatusError as error:
        raise trouble_from_body(error.status_code, error.body, error.response.headers, error.message) from None
    except openai.APIConnectionError as error:
        raise _unconnected(error) from None
    except (openai.OpenAIError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Trouble("garbled", message=str(error)) from None


def _unconnected(error: BaseException) -> Trouble:
    cause: BaseException | None = error
    said = ""
    while cause is not None:
        said = str(cause) or said
        if isinstance(cause, ssl.SSLError) or "CERTIFICATE_VERIFY_FAILED" in said:
            return Trouble("tls", message=said)
        cause = cause.__cause__ or cause.__context__
    return Trouble("connection", message=said)


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


def _first(choices: object) -> dict[str, Any] | None:
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else None


def _text(content: object) -> str:
    """Some endpoints send the text in parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict) and part.get("type") == "text")
    return content if isinstance(content, str) else ""


def _usage(stated: object) -> Usage:
    if not isinstance(stated, dict):
        return Usage()
    details = stated.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else stated.get("prompt_cache_hit_tokens")
    return Usage(input_tokens=_count(stated.get("prompt_tokens")), output_tokens=_count(stated.get("completion_tokens")), cached_tokens=_count(cached))


def _count(value: object) -> int:
    return max(0, int(value)) if isinstance(value, int | float) else 0
