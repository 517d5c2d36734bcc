"""The `extractive` writer: answers every prompt from its typed inputs with the sources' own words. No model, no network, no chance.

It is the writer where no key and no endpoint are set. `NOTE` is what the draft's reader must be told of it.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from drafter.asks import CONTRACTS, AnalysisInputs, Answered, ConclusionInputs, FrontInputs, SummarizeInputs, ThesesInputs
from drafter.entities import Answer, Ask, Role
from drafter.errors import Rejected
from drafter.llm.extract.chain import analysis, conclusion, front
from drafter.llm.extract.summary import summarize
from drafter.llm.extract.theses import theses
from drafter.llm.extract.wordings import NOTE

__all__ = ["MODEL", "NOTE", "ExtractiveWriter"]

MODEL = "extractive-2"
"""Part of the answers' keys: counts up when the same inputs are to give another answer."""

_ANSWERING: dict[type, Callable[[Any], Answered]] = {
    SummarizeInputs: summarize,
    ThesesInputs: theses,
    AnalysisInputs: analysis,
    ConclusionInputs: conclusion,
    FrontInputs: front,
}


class ExtractiveWriter:
    """An `entities.Writer` without a model."""

    name = "extractive"

    def model_for(self, role: Role) -> str:
        return MODEL

    async def answer(self, ask: Ask) -> Answer:
        """The matching `*Answer` as JSON. Raises errors.Rejected when the ask carries no inputs that it knows."""
        answering = _ANSWERING.get(type(ask.inputs))
        if answering is None:
            known = ", ".join(sorted(inputs.__name__ for inputs, _ in CONTRACTS.values()))
            raise Rejected(
                f"prompt {ask.prompt}", f"the extractive writer cannot answer from {type(ask.inputs).__name__}", f"it knows {known}; use a model for others"
            )
        started = perf_counter()
        text = answering(ask.inputs).model_dump_json()
        return Answer(text=text, model=MODEL, structured="embedded", seconds=perf_counter() - started)

    async def aclose(self) -> None:
        """Nothing is held."""
