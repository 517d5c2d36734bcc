"""The writer behind any OpenAI-compatible endpoint, by Chat Completions. The only file that meets the openai client.

    answer(ask) ─► retry ─► plan (what the endpoint takes) ─► pace ─► HTTP, hedged when stuck ─► Answer as it came back

The client's own retries are off. Importing it costs half a second, so it is imported in a thread when `warm` or the first
call needs it. Calls go through `client.post` with plain data both ways: the typed resources cost their import and
milliseconds a call, and what an endpoint adds to the format need not fit them.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from drafter.config import ModelSettings
from drafter.entities import Answer, Ask, Role, Usage
from drafter.errors import ConfigError, ModelError, Transient
from drafter.llm.capabilities import Capabilities, Plan
from drafter.llm.pace import Pace
from drafter.llm.patience import Patience
from drafter.llm.retry import WAYS_OUT, Place, Trouble, classify, error_for, retrying, trouble_from_body
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
FINISH = {"max_tokens": "length", "model_length": "length", "sensitive": "content_filter", "end_turn": "stop", "eos": "stop", "stop_sequence": "stop", "": "stop"}
INTERRUPTED = {"insufficient_system_resource", "network_error", "error", "abort"}


@dataclass
class Tally:
    """HTTP calls one Ask took."""

    calls: int = 0


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
            raise ConfigError("model", f"no API key for {OPENAI}", "`drafter keys set`, or model.base_url for an endpoint of your own, or `--writer extractive` without a model")
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
                if model in self._lasting:
                    raise self._lasting[model]
                return await self._try(ask, model, tally, attempt.retry_state.attempt_number)
        raise AssertionError("tenacity ends by an answer or an error")

    async def models(self) -> list[str]:
        """Names the endpoint offers. Raises ModelError."""
        client = await self._connected()
        place = Place(self.endpoint, "models", self._key)
        try:
            async with asyncio.timeout(min(30.0, self._settings.time_limit_s)):
                data = await client.get("/models", cast_to=object)
        except Exception as error:  # noqa: BLE001  the client raises its own and its transport's classes; _trouble knows them all or raises
            raise error_for(_trouble(error), place) from None
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
            plan = self.capabilities.plan(model)
            body = self._body(ask, model, plan)
            try:
                reply = await self._hedged(ask, body, plan, tally, attempt)
                return self._read(reply, model, tally)
            except Trouble as trouble:
                if self.capabilities.learn(model, plan, trouble, set(body)):
                    continue
                if classify(trouble).reason == "content-filter":
                    place = Place(self.endpoint, model, self._key)
                    return Answer(text="", finish_reason="content_filter", refusal=place.clean(trouble.message), model=model, structured=plan.structured, calls=tally.calls)
                raise self._error(trouble, model) from None

    def _error(self, trouble: Trouble, model: str) -> ModelError:
        error = error_for(trouble, Place(self.endpoint, model, self._key))
        if error.reason in LASTING and (error.reason == "no-balance" or not self._patience[model].answered):
            self._lasting[model] = error
        return error

    # The request.

    def _body(self, ask: Ask, model: str, plan: Plan) -> dict[str, Any]:
        schema = self._strict(ask)
        body: dict[str, Any] = {"model": model, "messages": self._messages(ask, plan, schema)}
        temperature = self._settings.temperature if self._settings.temperature is not None else ask.temperature
        if temperature is not None and "temperature" not in plan.dropped:
            body["temperature"] = temperature
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
        messages = [{"role": message.role, "content": message.content} for message in ask.messages]
        if plan.structured == "json_schema":
            return messages
        wanted = self._load_text(f"structured/{plan.structured}.md").replace("{{ schema }}", json.dumps(schema, ensure_ascii=False)).strip()
        if messages and messages[0]["role"] == "system":
            return [{"role": "system", "content": f"{messages[0]['content'].rstrip()}\n\n{wanted}"}, *messages[1:]]
        return [{"role": "system", "content": wanted}, *messages]

    # The call.

    async def _hedged(self, ask: Ask, body: dict[str, Any], plan: Plan, tally: Tally, attempt: int) -> Reply:
        """The first good reply of the call and, when it is stuck, of a second identical one. Raises Trouble."""
        patience = self._patience.setdefault(body["model"], Patience(self._settings.time_limit_s))
        limit = patience.limit_s(ask, attempt, last=attempt >= self._settings.attempts)
        loop = asyncio.get_running_loop()
        running = {asyncio.create_task(self._shoot(body, plan, tally, limit, again=attempt > 1))}
        raise NotImplementedError(patience, limit, loop, running)
