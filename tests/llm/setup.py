"""What the writer's tests share: a writer on a scripted endpoint, and an ask."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from drafter.asks import LedeSentenceAnswer
from drafter.entities import Answer, Ask, Message
from drafter.llm.openai_writer import OpenAIWriter
from drafter.settings import ModelSettings

KEY = "sk-test-1234567890abcdef"
PROMPTS = Path(__file__).parents[2] / "prompts"
SCHEMA = LedeSentenceAnswer.model_json_schema()


def load_text(name: str) -> str:
    return (PROMPTS / name).read_text(encoding="utf-8")


def ask(subject: str = "u1", text: str = "原文：第一句。", temperature: float | None = None, limit: int = 800) -> Ask:
    messages = (Message(role="system", content="You write."), Message(role="user", content=f"{text} {subject}"))
    return Ask(
        prompt="front",
        role="writer",
        subject=subject,
        messages=messages,
        output="LedeSentenceAnswer",
        json_schema=SCHEMA,
        temperature=temperature,
        max_output_tokens=limit,
    )


def writer(url: str, capabilities: Path | None = None, key: str | None = KEY, **settings: Any) -> OpenAIWriter:
    return OpenAIWriter(ModelSettings(**{"writer": "small", **settings}), api_key=key, endpoint=url, capabilities=capabilities, load_text=load_text)


def answers(made: OpenAIWriter, *asks: Ask) -> list[Answer | BaseException]:
    """All asked side by side; errors as values."""

    async def run() -> list[Answer | BaseException]:
        try:
            return await asyncio.gather(*(made.answer(one) for one in asks), return_exceptions=True)
        finally:
            await made.aclose()

    return asyncio.run(run())


def one(made: OpenAIWriter, asked: Ask | None = None) -> Answer:
    """The one answer; its error is raised."""
    found = answers(made, asked or ask())[0]
    if isinstance(found, BaseException):
        raise found
    return found
