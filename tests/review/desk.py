"""The demo drafted with its kept answers, and a model on loopback that writes them otherwise when it is asked again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.llm.endpoint import Endpoint, Reply, Request, refuse, say
from tests.pipeline.week import drafter
from tests.pipeline.writer import user_text

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"
_ROWS = re.compile(r"^\[s1\] (.+)$", re.M)


def drafted(folder: Path, **more: dict[str, object]) -> None:
    """Into a copy of the demo: its draft as its kept answers have it, then settings of the test's own."""
    result = drafter(folder, "draft", "--offline", "--writer", "replay")
    assert result.returncode in (0, 3), result.stderr
    settings(folder, **more)


def settings(folder: Path, **more: dict[str, object]) -> None:
    """Values put below their sections of drafter.toml, which are made where they are missing."""
    path = folder / "drafter.toml"
    text = path.read_text(encoding="utf-8")
    for name, values in more.items():
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
        text = text.replace(f"[{name}]\n", f"[{name}]\n{lines}", 1) if f"[{name}]\n" in text else f"{text}\n[{name}]\n{lines}"
    path.write_text(text, encoding="utf-8")


def asked_at(endpoint: Endpoint) -> dict[str, object]:
    """The `[model]` values that make the endpoint the writer, and no other."""
    return {"kind": "openai", "base_url": endpoint.url}


class Rewriter:
    """Says what the kept answer says, with `swaps` made in it; `refuses` while it is set."""

    def __init__(self, *swaps: tuple[str, str]) -> None:
        self.swaps: Sequence[tuple[str, str]] = swaps
        self.refuses = False
        self.wishes: list[str] = []
        self._kept = [json.loads(path.read_bytes()) for path in sorted((DEMO / "answers" / "summarize").glob("*.json"))]

    def __call__(self, request: Request, _: int) -> Reply:
        text = user_text(request)
        self.wishes.append(text)
        if self.refuses:
            return refuse(400, "the model is out to lunch")
        answer = self._answer(text)
        for old, new in self.swaps:
            answer = answer.replace(old, new)
        return say(answer)

    def _answer(self, text: str) -> str:
        row = _ROWS.search(text)
        for kept in self._kept:
            asked = _said(kept["messages"], "user")
            found = _ROWS.search(asked)
            if row and found and row[1] == found[1] and "Simplified Chinese" in _said(kept["messages"], "system"):
                return _joined(kept["answer"]["text"])
        raise AssertionError(f"no kept answer for {row}")


def _said(messages: Sequence[Any], role: str) -> str:
    return "\n".join(_joined(one["content"]) for one in messages if one["role"] == role)


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "\n".join(text)
