"""What a run may cost. The chain is reserved first, then items in rank order, at worst-case tokens, before any call.

Reserved calls are always made; anything beyond (asking again, a larger limit) only while unreserved money is left. What is
not affordable falls to the embedded writer, marked, so the draft is complete either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from drafter.entities import Answer, Ask
from drafter.errors import ConfigError, OverBudget
from drafter.llm import prices
from drafter.settings import ModelSettings

SCHEMA_TOKENS = 300
"""Room for the answer's schema, which endpoints put into the prompt in their own form."""


@dataclass(frozen=True)
class Estimate:
    """Tokens and price of calls that were not made; `cost` is US dollars, None when a price is unknown."""

    calls: int
    input_tokens: int
    output_tokens: int
    cost: Decimal | None


def worst_case(asks: Sequence[tuple[Ask, str]], own: ModelSettings) -> Estimate:
    """The most that each (ask, model) can cost when it is answered once."""
    tokens_in = [prices.estimate_tokens("".join(message.content for message in ask.messages)) + SCHEMA_TOKENS for ask, _ in asks]
    costs = [prices.price(model, size, ask.max_output_tokens, own.prices) for (ask, model), size in zip(asks, tokens_in, strict=True)]
    known = [cost for cost in costs if cost is not None]
    return Estimate(len(asks), sum(tokens_in), sum(ask.max_output_tokens for ask, _ in asks), sum(known, Decimal(0)) if len(known) == len(costs) else None)


@dataclass
class Budget:
    """`limit` in US dollars, None: no limit. Single-threaded: all bookkeeping happens on the event loop."""

    settings: ModelSettings
    limit: Decimal | None = None
    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    unknown: set[str] = field(default_factory=set)
    """Models without a known price."""

    def reserve(self, asks: Sequence[tuple[Ask, str]]) -> bool:
        """Set aside the worst case of `asks`; False when it does not fit. Raises ConfigError when a price is unknown."""
        if self.limit is None:
            return True
        estimate = worst_case(asks, self.settings)
        if estimate.cost is None:
            models = ", ".join(sorted({model for _, model in asks}))
            raise ConfigError(
                f"model.prices ({models})",
                "has no known price, so a budget cannot be kept",
                'put `[model.prices."NAME"]` with input and output (US dollars for a million tokens) into drafter.toml',
            )
        if self.spent + self.reserved + estimate.cost > self.limit:
            return False
        self.reserved += estimate.cost
        return True

    @contextmanager
    def spending(self, ask: Ask, model: str, *, extra: bool) -> Iterator[Callable[[Answer], float | None]]:
        """Around one call: checks that an `extra` one is affordable, and books what the answer cost."""
        worst = Decimal(0) if self.limit is None else worst_case([(ask, model)], self.settings).cost or Decimal(0)
        if self.limit is not None and extra:
            if self.spent + self.reserved + worst > self.limit:
                raise OverBudget(f"{ask.prompt} {ask.subject}", "asking again would go over the budget", "raise --budget")
            self.reserved += worst

        def book(answer: Answer) -> float | None:
            usage = answer.usage
            cost = prices.price(model, usage.input_tokens, usage.output_tokens, self.settings.prices, cached_tokens=usage.cached_tokens)
            if cost is None:
                self.unknown.add(model)
                return None
            self.spent += cost
            return float(cost)

        try:
            yield book
        finally:
            if self.limit is not None:
                self.reserved = max(Decimal(0), self.reserved - worst)
