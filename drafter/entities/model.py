"""What is asked of a model, what it said, and the port that asks."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from pydantic import Field

from drafter.entities.base import Entity, Role


class Message(Entity):
    role: Literal["system", "user", "assistant"]
    content: str


class Ask(Entity):
    """One request, complete: what shapes the answer's key, and the typed inputs that an embedded writer answers from."""

    prompt: str
    """Name of the prompt template."""
    role: Role
    subject: str
    """The article's URL, or the step of the chain."""
    messages: tuple[Message, ...]
    output: str
    """Name of the answer's schema."""
    json_schema: dict[str, Any]
    temperature: float | None = None
    max_output_tokens: int
    attempt: int = 1
    take: int = 0
    """Number of a redo of the same request that a person asked for."""
    prompt_digest: str = ""
    """Provenance only: the prompt file's SHA-256. Not part of the key."""
    inputs: Any = Field(default=None, exclude=True, repr=False)
    """The stage's own typed inputs. Not part of the key: the messages hold what the model sees of them."""


class Usage(Entity):
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0


class Answer(Entity):
    """What came back, as it came back."""

    text: str
    finish_reason: str = "stop"
    refusal: str = ""
    model: str = ""
    structured: Literal["json_schema", "json_object", "text", "embedded"] = "embedded"
    usage: Usage = Usage()
    seconds: float = 0.0
    calls: int = 1
    """HTTP calls it took, refused and hedged ones included."""


class Writer(Protocol):
    """The model port."""

    name: str
    """`openai`, `extractive` or `replay`; stands in the draft's record."""

    def model_for(self, role: Role) -> str:
        """The model's name for a role: part of the answer's key."""
        ...

    async def answer(self, ask: Ask) -> Answer:
        """One answer. Raises `errors.ModelError`; truncation and refusal are read from the answer by the caller."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Call(Entity):
    """One call of the model, or the kept answer that made it needless."""

    prompt: str
    subject: str
    model: str
    key: str
    attempt: int
    kept: bool
    finish_reason: str = ""
    usage: Usage = Field(default_factory=lambda: Usage())
    seconds: float = 0.0
    calls: int = 0
    cost: float | None = None
    """US dollars; None when the price is unknown."""
    problems: tuple[str, ...] = ()
    """What was wrong with the answer."""
    failure: str = ""
