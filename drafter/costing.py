"""What an edition's calls may cost: reserved before the first of them where there is a budget, or only told."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.budget import Budget, Estimate, worst_case
from drafter.config import Settings
from drafter.entities import Ask
from drafter.select import Settled
from drafter.writing import Writing

Priced = tuple[Ask, str]
"""A call and its model."""


@dataclass(frozen=True)
class Plan:
    """The first calls of the chosen items and of the chain; answers that are kept cost nothing."""

    items: tuple[tuple[str, tuple[Priced, ...]], ...]
    """Article id → its calls that are not kept."""
    chain: tuple[Priced, ...]
    kept: int


@dataclass(frozen=True)
class Costing:
    """One edition's. `earlier`: how many items of earlier editions the chain compares with."""

    writing: Writing
    budget: Budget
    settings: Settings
    earlier: int

    def reserve(self, settled: Settled) -> None:
        """Chain first, then the items in rank order; what the budget does not cover is denied a model."""
        if self.budget.limit is None:
            return
        plan = self._plan(settled)
        if plan.chain and not self.budget.reserve(plan.chain):
            self.writing.denied.add("chain")
        for article_id, asks in plan.items:
            if asks and not self.budget.reserve(asks):
                self.writing.denied.add(article_id)

    def coverage(self, settled: Settled) -> str:
        """What a dry run says of its budget; empty where there is none. Raises ConfigError when a price is unknown."""
        limit, chosen = self.budget.limit, {article.id for article in settled.articles}
        if limit is None:
            return ""
        self.reserve(settled)
        chain = "neither analysis nor conclusion" if "chain" in self.writing.denied else "analysis and conclusion"
        items = f"{len(chosen - self.writing.denied)} of {len(chosen)} items and briefs"
        rest = "; the sources' own sentences would stand for the rest" if self.writing.denied else ""
        return f"the budget of US${limit} covers {chain}, and {items}{rest}"

    def estimate(self, settled: Settled) -> tuple[Estimate, int]:
        """What it would cost at most, and how many calls are kept already."""
        plan = self._plan(settled)
        items = [ask for _, asks in plan.items for ask in asks]
        return worst_case([*plan.chain, *items, *self._judges(items)], self.settings.model), plan.kept

    def _judges(self, items: list[Priced]) -> list[Priced]:
        """What a model's opinion of the items may cost: about as much as writing them."""
        asking = self.writing.asking
        return [(ask, asking.writer.model_for("checker")) for ask, _ in items] if asking is not None and self.settings.judges else []

    def _plan(self, settled: Settled) -> Plan:
        """The calls that are still to be paid for."""
        asking = self.writing.asking
        if asking is None:
            return Plan((), (), 0)
        items: list[tuple[str, tuple[Priced, ...]]] = []
        kept = 0
        for article, candidate in zip(settled.articles, settled.items, strict=True):
            asked = self.writing.summary_asks(article, brief=candidate.place == "brief", continues=candidate.continues)
            asks = [(ask, asking.writer.model_for(ask.role)) for ask in asked]
            new = tuple(one for one in asks if not asking.is_kept(*one))
            kept += len(asks) - len(new)
            items.append((article.id, new))
        full = sum(one.place != "brief" for one in settled.items)
        chain = tuple((ask, asking.writer.model_for(ask.role)) for ask in self.writing.worst_chain(full, self.earlier))
        return Plan(tuple(items), chain, kept)
