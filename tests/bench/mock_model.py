"""An OpenAI-shaped model that takes its time: 250 ms and 5 ms for each output token, with faults and limits as told.

Time and faults come from a hash of the request's messages and of how often they came before, never from the order of arrival,
so a run's faults are the same again. Four characters are one token.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.bench.mock_http import Request, Response, as_json
from tests.pipeline.writer import fingerprint, step, user_text
from tests.bench.mock_rows import items, rows

BASE_S, TOKEN_S, SPREAD = 0.25, 0.005, 0.15
PLAIN_TOKENS = {"summarize": 160, "analysis": 400, "conclusion": 160, "front": 12}
"""Length of an answer to a caller who asks for no schema."""


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


class Model:
    """`log`: a dict a call with start, end, planned seconds, status, step, fingerprint."""

    def __init__(self) -> None:
        self.trouble = Trouble()
        self.reset(self.trouble)

    def reset(self, trouble: Trouble) -> None:
        self.trouble = trouble
        self.log: list[dict[str, Any]] = []
        self._came: Counter[str] = Counter()
        self._active = 0
        self._tokens, self._tokens_at = float(trouble.burst), time.monotonic()
