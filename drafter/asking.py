"""Send an Ask, keep the answer, read it, ask again with what was wrong. Stages are pure; this is the one place that calls the model.

ask ─► kept? ─► else writer ─► keep ─► finish_reason ─► schema ─► stage's `read` ─► value
                                         │ length: larger limit, once      │ problems: asked again, once
                                         ▼                                 ▼
                                     Truncated                         best value, or Unusable
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from drafter.asks import CONTRACTS, Answered, Reading
from drafter.budget import Budget
from drafter.entities import Answer, Ask, Call, Failure, Stage, Writer
from drafter.errors import Misconfigured, ModelError, OverBudget, Refused, Truncated, Unusable
from drafter.llm import prices
from drafter.llm.structured import validate
from drafter.store import answers

V = TypeVar("V")

LASTING = frozenset({"key-refused", "no-balance", "unknown-model"})
"""Reasons for which every further call would fail too. Before the first answer they end the run; later they cost their item."""
_STAGES: dict[str, Stage] = {"summarize": "summarize", "judge": "check"}
_INSTEAD = {
    "summarize": "write this item by hand, or use another model",
    "judge": "the item stands as it is, only a second opinion of it is missing; another model.checker may give one",
    "mend": "the sentences stand as they were; correct what is flagged, or use another model",
}
"""Prompt → what is to be done when the model refuses it; of the edition's parts, else."""
LARGER = 2
"""Factor of the output limit after an answer that was cut."""


@dataclass
class Asking:
    """One run's conversation with one writer. `offline`: only what is kept answers, kept failures included."""

    writer: Writer
    kept: answers.KeptAnswers
    budget: Budget
    offline: bool = False
    accept: Callable[[Ask, answers.Nearest], bool] | None = None
    """Asks a person whether the nearest kept answer may stand for a changed request (`drafter record --rekey`)."""
    calls: list[Call] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    """Keys of the answers this run rests on."""
    _priced: asyncio.Future[None] | None = None
    """The price table under way: answers are booked once it is there."""

    async def resolve(
        self, first: Ask, again: Callable[[tuple[str, ...], int], Ask], read: Callable[[Answered], Reading[V]], *, extra: bool = False, denied: bool = False
    ) -> V:
        """The stage's value for `first`. `again(problems, attempt)` renders the request that names what was wrong.

        `extra`: `first` itself was not reserved in the budget; `denied`: the budget does not cover it, so only a kept answer counts.

        Raises ModelError (Refused, Truncated, Unusable, OverBudget, …) when nothing usable came back.
        """
        if denied and not self.offline and not self.is_kept(first, self.writer.model_for(first.role)):
            self._deny(first)
        ask, reading = await self._read(first, read, extra=extra)
        if not reading.problems:
            return _value(ask, reading)
        try:
            larger = max(ask.max_output_tokens, first.max_output_tokens)
            second_ask, second = await self._read(_limited(again(reading.problems, ask.attempt + 1), larger), read, extra=True)
        except Misconfigured:
            raise
        except ModelError:
            if reading.value is None:
                raise
            return reading.value
        better = second if second.value is not None and (reading.value is None or len(second.problems) <= len(reading.problems)) else reading
        return _value(second_ask, better)

    async def once(self, ask: Ask, read: Callable[[Answered], Reading[V]]) -> Reading[V]:
        """What `read` makes of one answer, sound or not. Raises ModelError as `resolve` does."""
        return (await self._read(ask, read, extra=True))[1]

    async def _read(self, ask: Ask, read: Callable[[Answered], Reading[V]], *, extra: bool = False) -> tuple[Ask, Reading[V]]:
        answer = await self._answer(ask, extra=extra)
        if answer.finish_reason == "length":
            ask = _limited(ask, ask.max_output_tokens * LARGER, ask.attempt + 1)
            answer = await self._answer(ask, extra=True)
        if answer.finish_reason == "length":
            raise Truncated(
                f"{ask.prompt} {ask.subject}", f"the answer was cut at {ask.max_output_tokens} tokens twice", "raise max_output_tokens in the prompt file"
            )
        if answer.refusal or answer.finish_reason == "content_filter":
            raise Refused(
                f"{ask.prompt} {ask.subject}",
                answer.refusal[:200] or "the endpoint's content filter withheld the answer",
                _INSTEAD.get(ask.prompt, "write this part by hand, or use another model"),
            )
        try:
            parsed = validate(answer.text, CONTRACTS[ask.prompt][1])
        except ValueError as error:
            reading: Reading[V] = Reading(None, tuple(str(error).splitlines()) or ("it is not the JSON asked for",))
        else:
            reading = read(parsed)
        if reading.problems:
            self._note_problems(ask, reading.problems)
        return ask, reading

    def _note_problems(self, ask: Ask, problems: tuple[str, ...]) -> None:
        key = answers.answer_key(ask, self.writer.model_for(ask.role))
        at = next(index for index, call in enumerate(self.calls) if call.key == key)
        self.calls[at] = Call(**{**dict(self.calls[at]), "problems": problems})

    def was_asked(self, ask: Ask) -> bool:
        """Whether an answer or the failure to get one is kept."""
        return self.kept.get(answers.answer_key(ask, self.writer.model_for(ask.role))) is not None

    def may_be_carried(self, ask: Ask) -> bool:
        """Whether a person may take over what the same subject was answered before its request changed."""
        near = self.kept.nearest(ask, self.writer.model_for(ask.role)) if self.accept is not None else None
        return near is not None and near.kept.subject == ask.subject

    def is_kept(self, ask: Ask, model: str) -> bool:
        """Whether the answer is kept, so that the call costs nothing."""
        kept = self.kept.get(answers.answer_key(ask, model))
        return kept is not None and kept.answer is not None

    async def _answer(self, ask: Ask, *, extra: bool) -> Answer:
        model = self.writer.model_for(ask.role)
        key = answers.answer_key(ask, model)
        kept = self.kept.get(key)
        if kept is None and self.offline:
            kept = self._missing(ask, model)
        if kept is not None and (self.offline or kept.answer is not None):
            return self._kept(ask, model, key, kept)
        self._priced = self._priced or asyncio.ensure_future(asyncio.to_thread(prices.load))
        try:
            return await self._asked(ask, model, key, extra=extra)
        except OverBudget as error:
            self._failed(ask, model, key, error)
            raise

    async def _asked(self, ask: Ask, model: str, key: str, *, extra: bool) -> Answer:
        assert self._priced is not None
        with self.budget.spending(ask, model, extra=extra) as spend:
            try:
                answer = await self.writer.answer(ask)
            except ModelError as error:
                self._failed(ask, model, key, error)
                raise
            await asyncio.to_thread(self.kept.put, key, ask, model, answer)
            await self._priced
            cost = spend(answer)
        self._note(ask, model, key, answer, kept=False, cost=cost)
        return answer

    def _deny(self, ask: Ask) -> NoReturn:
        """Keep that the call was not made, so that a replay falls back at the same place."""
        model = self.writer.model_for(ask.role)
        error = OverBudget(f"{ask.prompt} {ask.subject}", "the budget does not cover it", "raise --budget")
        self._failed(ask, model, answers.answer_key(ask, model), error)
        raise error

    def _missing(self, ask: Ask, model: str) -> answers.Kept:
        """Offline, the answer to a changed request is missing: a person may take over the nearest one kept, else it is an error."""
        near = self.kept.nearest(ask, model) if self.accept is not None else None
        if near is None or near.kept.answer is None or self.accept is None or not self.accept(ask, near):
            return self.kept.require(ask, model)
        self.kept.put(answers.answer_key(ask, model), ask, model, near.kept.answer)
        return self.kept.require(ask, model)

    def _kept(self, ask: Ask, model: str, key: str, kept: answers.Kept) -> Answer:
        if kept.answer is None:
            self.used.append(key)
            reason, message = (kept.failure.reason, kept.failure.message) if kept.failure else ("bad-answer", "")
            self.calls.append(Call(prompt=ask.prompt, subject=ask.subject, model=model, key=key, attempt=ask.attempt, kept=True, failure=reason))
            error = ModelError("", message)
            error.reason = reason
            raise error
        self._note(ask, model, key, kept.answer, kept=True, cost=0.0)
        return kept.answer

    def _failed(self, ask: Ask, model: str, key: str, error: ModelError) -> None:
        if error.reason in LASTING and not any(call.finish_reason and not call.kept for call in self.calls):
            raise Misconfigured(error.subject, error.what, error.way_out) from error
        self.used.append(key)
        self.kept.put_failure(
            key,
            ask,
            model,
            Failure(subject=ask.subject, stage=_STAGES.get(ask.prompt, "compose"), reason=error.reason, message=str(error)),
        )
        self.calls.append(Call(prompt=ask.prompt, subject=ask.subject, model=model, key=key, attempt=ask.attempt, kept=False, failure=error.reason))

    def _note(self, ask: Ask, model: str, key: str, answer: Answer, *, kept: bool, cost: float | None) -> None:
        self.used.append(key)
        self.calls.append(
            Call(
                prompt=ask.prompt,
                subject=ask.subject,
                model=answer.model or model,
                key=key,
                attempt=ask.attempt,
                kept=kept,
                finish_reason=answer.finish_reason,
                usage=answer.usage,
                seconds=answer.seconds,
                calls=0 if kept else answer.calls,
                cost=cost,
            )
        )


def _limited(ask: Ask, most: int, attempt: int | None = None) -> Ask:
    return Ask(**{**dict(ask), "max_output_tokens": most, "attempt": attempt or ask.attempt})


def _value(ask: Ask, reading: Reading[V]) -> V:
    if reading.value is None:
        raise Unusable(f"{ask.prompt} {ask.subject}", "; ".join(reading.problems[:3]), "try a stronger model for this role")
    return reading.value
