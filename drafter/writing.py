"""Summaries and the chain, each asked of the writer and, where that fails, laid out by the embedded writer and marked.

A failed answer costs its one item or section, visibly: it becomes a Failure here, never text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from drafter import compose, prompts, summarize
from drafter.asking import Asking
from drafter.asks import CONTRACTS, Answered, ItemData, Reading
from drafter.config import Settings
from drafter.entities import EXTRACTIVE, Article, Ask, Entity, Failure, Item, Paragraph, Stage, Summary, Theme, Writer
from drafter.errors import Misconfigured, ModelError, Truncated

V = TypeVar("V")
A = TypeVar("A", bound=Answered)
G = TypeVar("G", bound=Entity)


@dataclass
class Writing:
    """One edition's writing. `asking` None: no model, the embedded writer alone."""

    edition: str
    settings: Settings
    templates: dict[str, prompts.PromptTemplate]
    embedded: Callable[[], Writer]
    """Makes the embedded writer, which is imported only where it writes."""
    asking: Asking | None
    take: int = 0
    failures: list[Failure] = field(default_factory=list)
    fallen: dict[str, str] = field(default_factory=dict)
    """Step of the chain → why the embedded writer stands in."""
    denied: set[str] = field(default_factory=set)
    """Ids of articles, or `chain`, that the budget does not cover."""

    # Items

    def summary_asks(self, article: Article) -> list[Ask]:
        """The requests of one article: one, or one for each part of a long one."""
        return [self._summary_ask(given) for given in self._summary_inputs(article)]

    async def summary(self, article: Article) -> Summary:
        """The article's summary; the publisher's own sentences, marked, where the model gives none."""
        if self.asking is None:
            return await self._embedded_summary(article, EXTRACTIVE)
        try:
            pieces = await asyncio.gather(*(self._piece(given) for given in self._summary_inputs(article)))
        except Misconfigured:
            raise
        except ModelError as error:
            self._fail(article.url, "summarize", error, article.source.name)
            return await self._embedded_summary(article, error.reason)
        return summarize.join(list(pieces))

    def _summary_inputs(self, article: Article) -> list[Any]:
        language, length = self.settings.digest.language, self.settings.length
        parts = summarize.parts(article)
        each = max(1, length.statements // len(parts)) if len(parts) > 1 else length.statements
        return [summarize.inputs(article, language, length, part, each) for part in parts]

    def _summary_ask(self, given: Any, problems: tuple[str, ...] = (), attempt: int = 1) -> Ask:
        asked = compose.with_problems(given, problems) if problems else given
        return summarize.ask(self.templates["summarize"], asked, attempt=attempt, take=self.take, temperature=self.settings.model.temperature)

    async def _piece(self, given: Any, *, half: bool = False) -> Summary:
        assert self.asking is not None
        try:
            return await self.asking.resolve(
                self._summary_ask(given),
                lambda problems, attempt: self._summary_ask(given, problems, attempt),
                lambda answer: summarize.read(answer, given),  # type: ignore[arg-type]  # the schema was validated for this prompt
                extra=half,
                denied=given.article.id in self.denied,
            )
        except Truncated:
            if half or len(given.sentence_ids) < 2:
                raise
            middle = len(given.sentence_ids) // 2
            halves = (given.sentence_ids[:middle], given.sentence_ids[middle:])
            length = self.settings.length
            pieces = [summarize.inputs(given.article, given.language, length, half, max(1, given.max_statements // 2)) for half in halves]
            return summarize.join([await self._piece(piece, half=True) for piece in pieces])

    async def _embedded_summary(self, article: Article, reason: str) -> Summary:
        given = summarize.inputs(article, self.settings.digest.language, self.settings.length)
        answer = await self._own(summarize.ask(self.templates["summarize"], given))
        return summarize.read_embedded(answer, given, reason)

    # The chain

    async def chain(self, items: Sequence[Item], articles: dict[str, Article]) -> compose.Chain:
        """Themes, analysis, conclusion, title: each rests on the one before."""
        language, length = self.settings.digest.language, self.settings.length
        data = compose.item_data(items, articles, language)
        themes_of = compose.themes_inputs(data, language, self.edition, length)
        themes = await self._step("themes", themes_of, lambda a: compose.themes_read(a, themes_of), lambda a, _: compose.embedded_themes(a))
        analysis_of = compose.analysis_inputs(data, themes, language, self.edition, length)
        analysis = await self._step("analysis", analysis_of, lambda a: compose.analysis_read(a, analysis_of), compose.embedded_analysis)
        conclusion_of = compose.conclusion_inputs(data, analysis, language, self.edition, length)
        conclusion = await self._step("conclusion", conclusion_of, lambda a: compose.conclusion_read(a, conclusion_of, analysis), compose.embedded_conclusion)
        front_of = compose.front_inputs(data, analysis, conclusion, self.settings.digest, self.edition, length)
        front = await self._step("front", front_of, lambda a: compose.front_read(a, front_of), compose.embedded_front)
        return compose.Chain(themes=themes, analysis=analysis, conclusion=conclusion, front=front)

    def worst_chain(self, items: int) -> list[Ask]:
        """The chain's requests with every field at its ceiling: what a budget reserves before there is anything to ask."""
        language, length = self.settings.digest.language, self.settings.length
        long = "字" if language == "zh" else "w"
        each = length.ceiling("item", language) // length.statements
        data = tuple(
            ItemData(
                id=f"i{number}",
                headline=long * length.ceiling("headline", language),
                statements=tuple(long * each for _ in range(length.statements)),
                source_title="",
                site=long * 20,
                published="2026-01-01",
                language=language,
            )
            for number in range(1, items + 1)
        )
        themes = tuple(Theme(title=long * 20, why=long * 80, item_ids=tuple(item.id for item in data)) for _ in range(length.themes))
        section = (Paragraph.model_validate({"statements": ({"text": long * length.ceiling("analysis", language)},)}),)
        given: dict[str, Entity] = {
            "themes": compose.themes_inputs(data, language, self.edition, length),
            "analysis": compose.analysis_inputs(data, themes, language, self.edition, length),
            "conclusion": compose.conclusion_inputs(data, section, language, self.edition, length),
            "front": compose.front_inputs(data, section, section, self.settings.digest, self.edition, length),
        }
        return [self._chain_ask(name, inputs) for name, inputs in given.items()]

    def _chain_ask(self, name: str, given: Entity, problems: tuple[str, ...] = (), attempt: int = 1) -> Ask:
        asked = compose.with_problems(given, problems) if problems else given
        return prompts.render(self.templates[name], asked, subject=self.edition, attempt=attempt, take=self.take, temperature=self.settings.model.temperature)

    async def _step(self, name: str, given: Entity, read: Callable[[Any], Reading[V]], embedded: Callable[[Any, str], V]) -> V:
        first, reason = self._chain_ask(name, given), EXTRACTIVE
        if self.asking is not None:
            denied = "chain" in self.denied
            try:
                return await self.asking.resolve(first, lambda problems, attempt: self._chain_ask(name, given, problems, attempt), read, denied=denied)
            except Misconfigured:
                raise
            except ModelError as error:
                self._fail(f"{name} {self.edition}", "compose", error, "")
                reason = error.reason
        self.fallen[name] = reason
        return embedded(await self._own(first), reason)

    # Both

    async def _own(self, ask: Ask) -> Any:
        answer = await self.embedded().answer(ask)
        return CONTRACTS[ask.prompt][1].model_validate_json(answer.text)

    def _fail(self, subject: str, stage: Stage, error: ModelError, source: str) -> None:
        self.failures.append(Failure(subject=subject, stage=stage, reason=error.reason, message=str(error), source=source))
