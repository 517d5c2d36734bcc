"""What a failed call of the model means, and the one layer that tries again.

`Trouble` is one failed HTTP call without the client library; `classify` says whether another try can help and why
it failed; `error_for` words it for a person: endpoint, model, way out, never the key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from drafter.errors import ModelError, RateLimited, Refused, Rejected, Transient

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import AsyncRetrying, RetryCallState

Cause = Literal["status", "connection", "timeout", "tls", "garbled", "blank"]
QUOTA = re.compile(r"insufficient_quota|exceeded_current_quota|quota_exceeded|billing|insufficient.{0,3}balance|arrearage|欠费|余额不足", re.IGNORECASE)
FILTERED = re.compile(r"content_filter|content_policy|data_?inspection_?failed|content exists risk|sensitive content|敏感内容", re.IGNORECASE)
CONTEXT = re.compile(r"context_length_exceeded|exceed_context_size|context (length|size|window)|range of input length", re.IGNORECASE)
KEY_LIKE = re.compile(r"\b(?:sk|key|Bearer)(?:[-_ ]|:\s*)(?=\S*[\d*])[\w*.\-]{6,}")
"""A digit or a star is in each, so that “API key provided” stays as it is said."""
FIRST_WAIT_S, LONGEST_BACKOFF_S = 0.3, 20.0
LONGEST_ROUND_S = 32.0
"""Waits double: after a transient failure from the first, after a refusal that named none from one second."""
MOST_REFUSALS = 10
"""Refusals by rate limit of one call, in multiples of `attempts`: pace keeps them rare, this only bounds the loop."""


@dataclass
class Trouble(Exception):
    """One HTTP call that gave no answer."""

    cause: Cause
    status: int | None = None
    code: str = ""
    message: str = ""
    param: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.cause, self.status)

    @property
    def text(self) -> str:
        """All the endpoint said, for matching."""
        return f"{self.code} {self.param} {self.message}"


@dataclass(frozen=True)
class Verdict:
    """`no`: never the same request again; `transient`: later; `rate-limited`: after `retry_after_s`, None when it said nothing."""

    kind: Literal["no", "transient", "rate-limited"]
    reason: str
    retry_after_s: float | None = None


@dataclass(frozen=True)
class Place:
    """Who was asked; `endpoint` as configured, `key` only to keep it out of messages."""

    endpoint: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        parts = urlsplit(self.endpoint)
        host = parts.netloc.rpartition("@")[2]
        return f"{parts.scheme}://{host}{parts.path} ({self.model})"

    def clean(self, said: str) -> str:
        """The endpoint's own words on one line, cut short, without anything that looks like a key."""
        if self.key:
            said = said.replace(self.key, "(key)")
        return " ".join(KEY_LIKE.sub("(key)", said).split())[:300]


def classify(trouble: Trouble) -> Verdict:
    """Whether trying again can help. Quota and balance refusals never do, although they come as 429."""
    if trouble.cause != "status":
        return Verdict(
            "no" if trouble.cause == "tls" else "transient", {"garbled": "garbled-answer", "blank": "blank-answer"}.get(trouble.cause, trouble.cause)
        )
    status, wait = trouble.status or 0, retry_after(trouble.headers)
    if status in (402, 429) or QUOTA.search(trouble.code):
        if status == 402 or QUOTA.search(trouble.text):
            return Verdict("no", "no-balance")
        return Verdict("rate-limited", "rate-limited", wait)
    if status == 529 or (status == 503 and wait is not None):
        return Verdict("rate-limited", "overloaded", wait)
    if status in (408, 409, 425) or (status >= 500 and status != 501):
        return Verdict("transient", f"http-{status}")
    return Verdict("no", _why_never(trouble, status))


def _why_never(trouble: Trouble, status: int) -> str:
    if FILTERED.search(trouble.text):
        return "content-filter"
    if status == 401:
        return "key-refused"
    if status == 403:
        return "not-allowed"
    if status == 413 or CONTEXT.search(trouble.text):
        return "context-length"
    if re.search(
        r"model_not_found|model.{0,60}(not|n't|no) .{0,12}(exist|found|support|available)|unknown model|invalid model|no such model",
        trouble.text,
        re.IGNORECASE,
    ):
        return "unknown-model"
    return "no-such-address" if status in (404, 405) else "bad-request"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the endpoint asks to wait, the most exact statement first; a date is read against the endpoint's own clock."""
    found = {name.lower(): value.strip() for name, value in headers.items()}
    if (ms := _number(found.get("retry-after-ms", ""))) is not None:
        return ms / 1000
    if (stated := found.get("retry-after")) is not None:
        return seconds if (seconds := _number(stated)) is not None else _until(stated, found.get("date", ""))
    resets = [_span(found.get(f"x-ratelimit-reset-{what}", "")) for what in ("requests", "tokens") if found.get(f"x-ratelimit-remaining-{what}", "0") == "0"]
    return max((reset for reset in resets if reset is not None), default=None)


def _number(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else None


def _until(stated: str, now: str) -> float | None:
    try:
        return max(0.0, (parsedate_to_datetime(stated) - parsedate_to_datetime(now)).total_seconds())
    except (TypeError, ValueError):
        return None


def _span(value: str) -> float | None:
    """`1m30.5s`, `120ms`, `2s`, or bare seconds."""
    if (seconds := _number(value)) is not None:
        return seconds
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|h|m|s)", value)
    return sum(float(number) * {"ms": 0.001, "s": 1, "m": 60, "h": 3600}[unit] for number, unit in parts) if parts else None


WAYS_OUT = {
    "key-refused": "check the key: `drafter doctor`, `drafter keys set`; a key belongs to one provider, see model.base_url",
    "not-allowed": "this key may not use this model here: choose another in model.writer or ask the provider",
    "no-balance": "the account has no balance or quota left: top it up at the provider; what was answered so far is kept",
    "unknown-model": "set model.writer (analyst, checker) to a name the endpoint knows: `drafter doctor` lists the nearest",
    "no-such-address": "check model.base_url; most endpoints' addresses end in /v1",
    "context-length": "the text is longer than the model takes: use a model with a larger context",
    "bad-request": "the endpoint does not take such a request: `drafter doctor` shows what it supports",
    "tls": "its certificate is not trusted here: install ca-certificates, or put your proxy's certificate into the system's store",
    "connection": "check the network and model.base_url; is the server running?",
    "timeout": "raise model.time_limit_s for a slow endpoint",
    "rate-limited": "lower model.concurrency, or run the same command later: what was answered is kept",
    "overloaded": "the endpoint is overloaded: run the same command later, what was answered is kept",
    "blank-answer": "the endpoint answered with nothing; run the same command later or use another model",
    "garbled-answer": "the endpoint's answer is not what the Chat Completions API gives: check model.base_url",
}
WHAT = {
    "connection": "does not answer",
    "timeout": "gave no answer within the time limit",
    "tls": "could not be trusted (TLS)",
    "garbled": "answered with something unreadable",
    "blank": "answered with nothing",
}


def error_for(trouble: Trouble, place: Place) -> ModelError:
    """The error a caller sees. `reason` is the instance's own, finer than its class'."""
    verdict = classify(trouble)
    said = place.clean(trouble.message)
    what = f"refused the call with HTTP {trouble.status}" if trouble.cause == "status" else WHAT[trouble.cause]
    what = f"{what}: {said}" if said else what
    way_out = WAYS_OUT.get(verdict.reason, "run the same command later: what was answered is kept")
    error: ModelError
    if verdict.kind == "rate-limited":
        error = RateLimited(place.name, what, way_out, verdict.retry_after_s)
    elif verdict.reason == "content-filter":
        error = Refused(place.name, what, "the item falls back to the publisher's own sentences")
    else:
        error = (Transient if verdict.kind == "transient" else Rejected)(place.name, what, way_out)
    error.reason = verdict.reason
    return error


def trouble_from_body(status: int | None, body: Any, headers: Mapping[str, str], fallback: str = "") -> Trouble:
    """Reads the error shapes endpoints use: `{"error": {...}}`, its inside, `{"error": "text"}`, `{"detail": ...}`, plain text."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(inner, dict):
        return Trouble("status", status, message=str(inner or fallback), headers=headers)
    message = inner.get("message") or inner.get("detail") or fallback
    code = " ".join(str(inner[name]) for name in ("code", "type") if inner.get(name))
    words = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
    return Trouble("status", status, code, words, str(inner.get("param") or ""), headers)


def retrying(attempts: int, longest_wait_s: float, give_up: Callable[[], bool]) -> AsyncRetrying:
    """The only retry loop around the model. Transient failures use up `attempts`; rate limits wait as told and go on while
    the endpoint takes anything at all (`give_up` says when it does not), unless it asks for more than `longest_wait_s`."""
    import tenacity

    jitter = tenacity.wait_random(0, 0.2)
    counted = {"transient": 0, "limited": 0}

    def count(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        counted["limited" if isinstance(error, RateLimited) else "transient"] += 1

    def stop(state: RetryCallState) -> bool:
        count(state)
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RateLimited):
            return (error.retry_after_s or 0) > longest_wait_s or counted["limited"] >= attempts * MOST_REFUSALS or give_up()
        return counted["transient"] >= attempts

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RateLimited):
            return error.retry_after_s if error.retry_after_s is not None else min(2.0 ** (counted["limited"] - 1), LONGEST_ROUND_S)
        return jitter(state) + min(FIRST_WAIT_S * 2.0 ** (counted["transient"] - 1), LONGEST_BACKOFF_S)

    return tenacity.AsyncRetrying(stop=stop, wait=wait, retry=tenacity.retry_if_exception_type(Transient), reraise=True)
