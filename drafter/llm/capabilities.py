"""What an endpoint turned out not to take, learnt from its refusals once and remembered for each endpoint and model.

Calls run side by side, so a refusal only counts against the plan it was sent under: the first one steps down, the
others find the step already made. The file is a cache: whoever deletes it loses a few refused calls.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from drafter.llm.retry import CONTEXT, Trouble

Rung = Literal["json_schema", "json_object", "text"]
LADDER: tuple[Rung, ...] = ("json_schema", "json_object", "text")
STRUCTURED = re.compile(r"response_format|json_schema|json_object|json mode|structured|guided|grammar|schema", re.IGNORECASE)
CEILING = re.compile(r"(?:at most|less than|maximum(?: value)? (?:of|is|allowed)|up to|range[^\d]*\d+\s*,|<=?)\s*(\d{2,7})", re.IGNORECASE)
TEACHING = (400, 404, 415, 422, 500, 501)
"""Statuses that may be about the request's form; some servers answer an unknown format with 500."""
LIMIT_NAMES = ("max_tokens", "max_completion_tokens")


@dataclass(frozen=True)
class Plan:
    """How to ask one model of one endpoint."""

    structured: Rung = "json_schema"
    limit_name: str = "max_tokens"
    """Which of the two names the token limit goes by; empty: neither is taken."""
    limit: int = 0
    """Most output tokens the endpoint allows to ask for; 0: none known."""
    dropped: tuple[str, ...] = ()
    """Parameters it does not take."""


class Capabilities:
    """Plans by endpoint and model. `wanted` fixes the rung, whatever is remembered."""

    def __init__(self, path: Path | None, endpoint: str, wanted: Literal["auto", "json_schema", "json_object", "text"], limit_name: str) -> None:
        parts = urlsplit(endpoint)  # some take their key in the address, as a password or behind the question mark
        self._endpoint = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        self._path, self._wanted, self._limit_name = path, wanted, limit_name
        self._plans: dict[str, Plan] = {}
        self._kept: dict[str, Plan] | None = None

    def plan(self, model: str) -> Plan:
        """How to ask now."""
        if model not in self._plans:
            if self._kept is None:
                self._kept = self._read()
            kept = self._kept.get(self._name(model), Plan(limit_name=self._limit_name))
            self._plans[model] = kept if self._wanted == "auto" else replace(kept, structured=self._wanted)
        return self._plans[model]

    def learn(self, model: str, used: Plan, trouble: Trouble, sent: set[str]) -> bool:
        """Take a refusal into account; True when the call is worth sending again under the plan there is now."""
        if trouble.status not in TEACHING or CONTEXT.search(trouble.text):
            return False
        if self.plan(model) != used:
            return True
        lesson = self._lesson(used, trouble, sent)
        if lesson is None or lesson == used:
            return False
        self._plans[model] = lesson
        self._write(model, lesson)
        return True

    def forget(self) -> None:
        """Start from the top of the ladder again: what `drafter doctor` does."""
        self._plans, self._kept = {}, {}
        others = {name: plan for name, plan in self._read().items() if not name.startswith(f"{self._endpoint} ")}
        if self._path is not None and self._path.exists():
            self._save(self._path, others)

    def _lesson(self, used: Plan, trouble: Trouble, sent: set[str]) -> Plan | None:
        named = self._named(trouble, sent)
        if trouble.status in (400, 422):
            if named in LIMIT_NAMES:
                return self._other_limit(used, trouble)
            if named in ("temperature", "store"):
                return replace(used, dropped=(*used.dropped, named))
        if "response_format" in sent and STRUCTURED.search(trouble.text) and self._wanted == "auto":
            return replace(used, structured=LADDER[LADDER.index(used.structured) + 1])
        return None

    @staticmethod
    def _named(trouble: Trouble, sent: set[str]) -> str:
        """The parameter of ours that the refusal is about: as stated, else the first its message names."""
        stated = trouble.param.split(".")[0].split("[")[0]
        if stated in sent:
            return stated
        places = {name: found.start() for name in sent if (found := re.search(rf"\b{name}\b", trouble.message))}
        return min(places, key=lambda name: places[name]) if places else ""

    @staticmethod
    def _other_limit(used: Plan, trouble: Trouble) -> Plan:
        ceiling = CEILING.search(trouble.message)
        if ceiling and (not used.limit or int(ceiling[1]) < used.limit):
            return replace(used, limit=int(ceiling[1]))
        tried = (*used.dropped, used.limit_name)
        return replace(used, dropped=tried, limit_name=next((name for name in LIMIT_NAMES if name not in tried), ""))

    def _name(self, model: str) -> str:
        return f"{self._endpoint} {model}"

    def _read(self) -> dict[str, Plan]:
        """A file that cannot be read is no memory: it is written anew at the next lesson."""
        if self._path is None:
            return {}
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: plan for name, kept in data.items() if (plan := _plan(kept))} if isinstance(data, dict) else {}

    def _write(self, model: str, lesson: Plan) -> None:
        if self._path is not None:
            self._save(self._path, self._read() | {self._name(model): lesson})

    @staticmethod
    def _save(path: Path, known: dict[str, Plan]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(json.dumps({name: asdict(plan) for name, plan in sorted(known.items())}, indent=1) + "\n")
        Path(part).replace(path)


def _plan(kept: object) -> Plan | None:
    if not isinstance(kept, dict):
        return None
    rung, name, limit, dropped = kept.get("structured"), kept.get("limit_name"), kept.get("limit"), kept.get("dropped")
    sound = (
        rung in LADDER
        and name in (*LIMIT_NAMES, "")
        and isinstance(limit, int)
        and isinstance(dropped, list)
        and all(isinstance(word, str) for word in dropped)
    )
    return Plan(cast("Rung", rung), str(name), cast("int", limit), tuple(cast("list[str]", dropped))) if sound else None
