"""Chat Completions as data: the request's body by what the endpoint takes, and the answer as it came back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from drafter.entities import Answer, Ask, Usage
from drafter.llm.capabilities import Plan
from drafter.llm.retry import Trouble
from drafter.llm.structured import Schema, strict

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


class Bodies:
    """Makes request bodies. `own_host`: the endpoint is OpenAI's own. `load_text` gives `structured/json_object.md` and `structured/text.md`."""

    def __init__(self, *, own_host: bool, load_text: Callable[[str], str]) -> None:
        self._own_host, self._load_text = own_host, load_text
        self._schemas: dict[str, tuple[Schema, Schema]] = {}

    def body(self, ask: Ask, model: str, plan: Plan) -> dict[str, Any]:
        """The body of one request."""
        schema = self._strict(ask)
        body: dict[str, Any] = {"model": model, "messages": self._messages(ask, plan, schema)}
        if ask.temperature is not None and "temperature" not in plan.dropped:
            body["temperature"] = ask.temperature
        if plan.limit_name:
            body[plan.limit_name] = min(ask.max_output_tokens, plan.limit or ask.max_output_tokens)
        if self._own_host and "store" not in plan.dropped:
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


def read(data: dict[str, Any], model: str, plan: Plan, seconds: float) -> Answer:
    """The answer as it came back: the finish reason first, then the text. Raises Trouble for a blank or broken one."""
    choice = _first(data.get("choices"))
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
        model=str(data.get("model") or model),
        structured=plan.structured,
        seconds=round(seconds, 3),
    )


def _first(choices: object) -> dict[str, Any] | None:
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else None


def _text(content: object) -> str:
    """Some endpoints send the text in parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict) and part.get("type") == "text")
    return content if isinstance(content, str) else ""


def usage(data: dict[str, Any]) -> Usage:
    """Tokens of an answer, as far as it says."""
    stated = data.get("usage")
    if not isinstance(stated, dict):
        return Usage()
    details = stated.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else stated.get("prompt_cache_hit_tokens")
    return Usage(input_tokens=_count(stated.get("prompt_tokens")), output_tokens=_count(stated.get("completion_tokens")), cached_tokens=_count(cached))


def _count(value: object) -> int:
    return max(0, int(value)) if isinstance(value, int | float) else 0
