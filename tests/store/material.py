"""Invented pages, asks and answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from drafter.entities import Answer, Ask, Message, Page

NOW = datetime(2026, 1, 30, 1, tzinfo=UTC)
URL = "https://www.haiwan-caijing.example/2026/01/27/hk-stablecoin-licence"


def page(url: str = URL, body: bytes = "<html><p>海湾财经</p></html>".encode(), **facts: Any) -> Page:
    return Page(
        **{"url": url, "final_url": url, "status": 200, "headers": {"content-type": "text/html; charset=utf-8"}, "fetched_at": NOW, "body": body} | facts
    )


def ask(text: str = "第一句。\nThe second line.", **facts: Any) -> Ask:
    base: dict[str, Any] = {
        "prompt": "summarize",
        "role": "writer",
        "subject": URL,
        "messages": (Message(role="system", content="只说事实。\nOnly facts."), Message(role="user", content=text)),
        "output": "SummaryAnswer",
        "json_schema": {"type": "object", "properties": {"headline": {"type": "string"}}},
        "max_output_tokens": 900,
        "prompt_digest": "d" * 64,
    }
    return Ask(**base | facts)


def answer(text: str = '{"headline": "“海湾市”\n发牌"}', **facts: Any) -> Answer:
    return Answer(text=text, model="m-1", seconds=1.5, **facts)
