"""An OpenAI-shaped model that takes its time: 250 ms and 5 ms for each output token, with faults and limits as told.

Time and faults come from a hash of the seed, the request's messages and how often they came before, never from the order of
arrival, so a run's faults are the same again. Four characters are one token. Where a schema is asked for, the answer is one that
drafter's checks accept: quotes are verbatim, ids exist, lengths are kept.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.bench.mock_http import Request, Response, as_json
from tests.pipeline.writer import fingerprint, mend, step, user_text

BASE_S, TOKEN_S, SPREAD = 0.25, 0.005, 0.15
PLAIN_TOKENS = {"summarize": 160, "judge": 120, "analysis": 400, "conclusion": 160, "front": 12}
"""Length of the answer to a caller who asks for no schema."""
ANALYSIS = (
    "Several of the bodies named here plan a change before they can say who will carry its costs in the end",
    "Permission comes first in each case, and the money that it needs is looked for later",
    "Where the people concerned were asked early, the plan has kept its shape; elsewhere it was redrawn",
    "That leaves contractors with promises which nobody has so far been ready to put into a signed paper",
)
CONCLUSION = (
    "What to watch is whether the first of these plans finds somebody who pays for it",
    "Until a date is set, the people who depend on the outcome may hold back their own decisions",
    "The answer could come from the courts sooner than from any of the boards",
)


@dataclass(frozen=True)
class Trouble:
    """Shares of calls, and limits; 0 is none."""

    refused: float = 0.0
    broken: float = 0.0
    hanging: float = 0.0
    malformed: float = 0.0
    most_at_once: int = 0
    per_minute: int = 0
    burst: int = 10
    retry_after_s: int = 1
    seed: int = 0
    """Another one draws other times and other faults."""
    time_factor: float = 1.0
    """Of every answer's time."""


class Model:
    """`log`: a row a call with start, end, planned seconds, status, step and fingerprint."""

    def __init__(self) -> None:
        self.reset(Trouble())

    def reset(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.log: list[dict[str, Any]] = []
        self._came: Counter[str] = Counter()
        self._active = 0
        self._left, self._left_at = float(trouble.burst), time.monotonic()

    @property
    def summaries(self) -> int:
        """How many were answered."""
        return sum(row["status"] == "ok" and row["step"] == "summarize" for row in self.log)

    async def serve(self, request: Request) -> Response:
        asked = json.loads(request.body)
        row = {"start": time.monotonic(), "end": None, "planned": 0.0, "status": "given-up", "step": step(asked), "fingerprint": fingerprint(asked)}
        log = self.log
        log.append(row)
        self._active += 1
        try:
            return await self._answer(asked, row)
        finally:
            row["end"] = time.monotonic()
            if log is self.log:
                self._active -= 1

    async def _answer(self, asked: dict[str, Any], row: dict[str, Any]) -> Response:
        self._came[row["fingerprint"]] += 1
        chance = random.Random(f"{self.trouble.seed} {row['fingerprint']} {self._came[row['fingerprint']]}")
        fault = self._fault(chance.random())
        if self._over_limit() or fault == "refused":
            row["status"] = "refused"
            return self._error(429, "rate_limit_exceeded")
        if fault == "broken":
            await asyncio.sleep(BASE_S)
            row["status"] = "broken"
            return self._error(500, "server_error")
        if fault == "hanging":
            await asyncio.sleep(3600)
        text = _structured(asked, row["step"]) if "response_format" in asked else ("The paper reports it. " * 80)[: 4 * PLAIN_TOKENS[row["step"]]]
        if fault == "malformed":
            text = text[: len(text) // 2]
        tokens = -(-len(text) // 4)
        row["planned"] = self.trouble.time_factor * (BASE_S + TOKEN_S * tokens) * math.exp(chance.gauss(0, SPREAD))
        await asyncio.sleep(row["start"] + row["planned"] - time.monotonic())
        row["status"] = fault or "ok"
        message = {"role": "assistant", "content": text, "refusal": None}
        usage = {"prompt_tokens": sum(len(said["content"]) for said in asked["messages"]) // 4, "completion_tokens": tokens, "total_tokens": 0}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return as_json({"id": "c", "object": "chat.completion", "created": 0, "model": asked["model"], "choices": [choice], "usage": usage})

    def _fault(self, drawn: float) -> str:
        for name in ("refused", "broken", "hanging", "malformed"):
            drawn -= getattr(self.trouble, name)
            if drawn < 0:
                return name
        return ""

    def _over_limit(self) -> bool:
        told, now = self.trouble, time.monotonic()
        if told.most_at_once and self._active > told.most_at_once:
            return True
        if not told.per_minute:
            return False
        self._left = min(told.burst, self._left + (now - self._left_at) * told.per_minute / 60)
        self._left_at = now
        if self._left < 1:
            return True
        self._left -= 1
        return False

    def _error(self, status: int, code: str) -> Response:
        headers = {"Retry-After": str(self.trouble.retry_after_s)} if status == 429 else {}
        return as_json({"error": {"message": "mock", "type": code, "code": code, "param": None}}, status, **headers)


def _structured(asked: dict[str, Any], name: str) -> str:
    """An answer that fits the prompt's schema, as JSON text; about 170 tokens for a summary, 400 for the analysis."""
    text = user_text(asked)
    if name == "summarize":
        return json.dumps(_summary(re.findall(r"^\[(s\d+)\] (.+)$", text, re.M)))
    if name == "judge":
        return json.dumps(_judged(re.findall(r"^\((\d+)\) ", text, re.M), re.findall(r"^\[(s\d+)\] ", text, re.M)))
    if name == "mend":
        return mend(asked)
    ids = re.findall(r"^\[(i[0-9a-f]+)\] ", text, re.M)
    return json.dumps(_chain(name, ids, re.findall(r"^Thesis (t\d+):", text, re.M)))


def _summary(rows: list[tuple[str, str]]) -> dict[str, Any]:
    told = [rows[0], rows[len(rows) // 2], rows[-1]] if len(rows) > 2 else rows
    statements = [
        {"text": f"In part {word} the paper reports: {' '.join(row.split()[:13]).strip('“”.,;')}.", "sentence_ids": [key], "quote": " ".join(row.split()[:12])}
        for word, (key, row) in zip(("one", "two", "three"), told, strict=False)
    ]
    return {"kind": "news", "headline": " ".join(rows[0][1].split()[:7]).strip("“”.,;"), "statements": statements}


def _judged(numbers: list[str], sentences: list[str]) -> dict[str, Any]:
    reason = "Each part of it is said there in other words."
    return {"verdicts": [{"statement": int(one), "sentence_ids": sentences[:1], "reason": reason, "verdict": "supported"} for one in numbers]}


def _chain(name: str, ids: list[str], theses: list[str]) -> Any:
    def said(words: str, rests_on: list[str]) -> dict[str, Any]:
        return {"text": f"{words}.", "kind": "inference", "item_ids": rests_on[:3]}

    if name == "theses":
        halves = [ids[::2], ids[1::2]] if len(ids) > 3 else [ids]
        claims = ("Each of these plans needs a consent that nobody has given yet", "Where talks began early the plan kept its shape")
        rest = {"against_ids": [], "affected": "those who planned with it", "change": "", "earlier_ids": []}
        return {"theses": [{"text": claim, "item_ids": half[:8], **rest} for claim, half in zip(claims, halves, strict=False)], "unrelated": ""}
    if name == "analysis":
        paragraphs = [
            {"thesis_id": thesis, "sentences": [said(f"{words}, in the {order} group", ids[n % 2 :]) for words in ANALYSIS]}
            for n, (thesis, order) in enumerate(zip(theses, ("first", "second", "third"), strict=False))
        ]
        return {"opening": said("The items have in common that a decision was put off", ids), "paragraphs": paragraphs}
    if name == "conclusion":
        return {"paragraphs": [{"sentences": [said(words, ids) for words in CONCLUSION]}]}
    lede = [{"text": f"{words}.", "item_ids": ids[:2]} for words in ("Two plans wait for somebody who pays", "Those concerned may have to wait with them")]
    return {"title": "Plans wait for money and for consent", "lede": lede, "tags": ["plans", "money"]}
