"""A model's opinion of the items, asked for beside the chain. It can only add to the review: where none comes, the draft is the same."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from drafter import judge, prompts
from drafter.asking import Asking
from drafter.asks import Judged, JudgeInputs
from drafter.config import Settings
from drafter.entities import Article, Failure, Item
from drafter.errors import Misconfigured, ModelError

SHARE = 2
"""The chain's calls, which the draft waits for, find the other half of the endpoint's places free."""


class Judging:
    """One edition's. `failures`: items of which no verdict came."""

    def __init__(self, settings: Settings, template: prompts.PromptTemplate, take: int) -> None:
        self._settings, self._template, self._take = settings, template, take
        self._places = asyncio.Semaphore(max(1, settings.model.concurrency // SHARE))
        self.failures: list[Failure] = []

    async def verdicts(self, asking: Asking | None, items: Sequence[Item], articles: Mapping[str, Article]) -> tuple[Judged, ...]:
        """One call an item; offline only what was asked when the run was live."""
        if asking is None or not self._settings.judges:
            return ()
        language = self._settings.digest.language
        asked = [(item, given) for item in items if (given := judge.inputs(item, articles[item.article_id], language)) is not None]
        found = await asyncio.gather(*(self._item(asking, given) for _, given in asked))
        return tuple(judged for verdicts in found for judged in verdicts)

    async def _item(self, asking: Asking, given: JudgeInputs) -> tuple[Judged, ...]:
        first = judge.ask(self._template, given, take=self._take)
        if asking.offline and not asking.was_asked(first) and not asking.may_be_carried(first):
            return ()
        async with self._places:
            try:
                return await asking.resolve(
                    first,
                    lambda problems, attempt: judge.ask(self._template, given, take=self._take, attempt=attempt, problems=problems),
                    lambda answer: judge.read(answer, given),  # type: ignore[arg-type]  # the schema was validated for this prompt
                    extra=True,
                )
            except Misconfigured:
                raise
            except ModelError as error:
                article = given.article
                self.failures.append(
                    Failure(subject=article.url, stage="check", reason=error.reason, message=f"no verdict: {error}", source=article.source.name)
                )
                return ()
