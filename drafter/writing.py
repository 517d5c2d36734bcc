"""Summaries and the chain, each asked of the writer and, where that fails, laid out by the embedded writer and marked.

A failed answer costs its one item or section, visibly: it becomes a Failure here, never text. A private article is never asked about.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from drafter import compose, prompts, summarize, theses
from drafter.asking import Asking
from drafter.asks import CONTRACTS, ChainInputs, EarlierData, ItemData, Reading, Redo, SummarizeInputs
from drafter.check.memory import Memory
from drafter.config import Settings
from drafter.duplicates import address
from drafter.entities import EXTRACTIVE, Article, Ask, Continued, Entity, Failure, Item, Stage, Summary, Writer
from drafter.errors import Misconfigured, ModelError, NotWanted, Truncated
from drafter.mending import Known, Mending, Section
from drafter.store.answers import answer_key
from drafter.voice.nouns import Voice
from drafter.voice.shown import in_house

V = TypeVar("V")
G = TypeVar("G", bound=Entity)

FRONT_PARTS = ("title", "lede")
"""Parts of the front that are written anew by themselves."""

PRIVATE = "private"
"""Why the source's own sentences stand where the editor keeps an article from every model; no failure."""
BRIEF_STATEMENTS = 2
"""A brief is one sentence and has the room of this many."""


def item_key(url: str) -> str:
    """What an item goes by among the redos."""
    return f"item:{address(url)}"


def _wished(given: G, redo: Redo | None) -> G:
    return given.model_copy(update={"wish": redo.wish, "before": redo.before}) if redo and redo.wish else given


@dataclass
class Writing:
    """One edition's writing. `asking` None: no model, the embedded writer alone."""

    edition: str
    settings: Settings
    templates: dict[str, prompts.PromptTemplate]
    embedded: Callable[[], Writer]
    """Makes the embedded writer, which is imported only where it writes."""
    asking: Asking | None
    day: date
    """The edition's: what relative dates of ours count from."""
    take: int = 0
    voice: Voice = field(default_factory=Voice)
    """Style, terms and examples that the requests show."""
    failures: list[Failure] = field(default_factory=list)
    fallen: dict[str, str] = field(default_factory=dict)
    """Step of the chain → why the embedded writer stands in."""
    denied: set[str] = field(default_factory=set)
    """Ids of articles, or `chain`, that the budget does not cover."""
    unwanted: set[tuple[str, str]] = field(default_factory=set)
    """Id and digest of articles that were asked for and are no items: nothing more is asked for them, and what failed is no item's failure."""
    redos: dict[str, Redo] = field(default_factory=dict)
    """`item:ADDRESS`, `analysis`, `conclusion`, `title` or `lede` → how a person had it written anew."""
    memory: Memory = field(default_factory=Memory)
    """What the checks found of sentences."""

    @cached_property
    def mending(self) -> Mending:
        """What the checks send back to the model, and what became of it."""
        return Mending(self.settings, self.templates["mend"], self.day, self.take, self.voice, self._fail, self.memory)

    # Items

    def summary_asks(self, article: Article, *, brief: bool = False, continues: Continued | None = None) -> list[Ask]:
        """The requests of one article: one, one for each part of a long one, none for a private one."""
        return [] if article.source.private else [self._summary_ask(given) for given in self._summary_inputs(article, brief, continues)]

    async def summary(self, article: Article, *, brief: bool = False, continues: Continued | None = None) -> Summary:
        """The article's summary; the publisher's own sentences, marked, where the model gives none.

        `brief`: one sentence. `continues`: the earlier edition's item that it is an update of.
        """
        if self.asking is None or article.source.private:
            return await self._embedded_summary(article, EXTRACTIVE if self.asking is None else PRIVATE, brief)
        asked = self._summary_inputs(article, brief, continues)
        try:
            pieces = await asyncio.gather(*(self._piece(given) for given in asked))
        except Misconfigured:
            raise
        except ModelError as error:
            if not self._is_unwanted(article):
                self._fail(article.url, "summarize", error, article.source.name)
            return await self._embedded_summary(article, error.reason, brief)
        summary = summarize.join(list(pieces))
        return summary if self._is_unwanted(article) else await self.mending.summary(self.asking, summary, article, asked[0])

    def _is_unwanted(self, article: Article) -> bool:
        return (article.id, article.digest) in self.unwanted

    def _summary_inputs(self, article: Article, brief: bool, continues: Continued | None) -> list[SummarizeInputs]:
        language, length = self.settings.digest.language, self.settings.length
        parts = summarize.parts(article)
        if brief:
            room = length.ceiling("item", language) * BRIEF_STATEMENTS // length.statements
            return [summarize.inputs(article, language, length, parts[0], 1, continues).model_copy(update={"item_ceiling": room})]
        each = max(1, length.statements // len(parts)) if len(parts) > 1 else length.statements
        return [summarize.inputs(article, language, length, part, each, continues) for part in parts]

    def _summary_ask(self, given: SummarizeInputs, problems: tuple[str, ...] = (), attempt: int = 1) -> Ask:
        redo = self.redos.get(item_key(given.article.url))
        asked = in_house(_wished(compose.with_problems(given, problems) if problems else given, redo), "summarize", self.voice)
        take = self.take + (redo.take if redo else 0)
        return summarize.ask(self.templates["summarize"], asked, attempt=attempt, take=take, temperature=self.settings.model.temperature)

    def _asked_again(self, given: SummarizeInputs, problems: tuple[str, ...], attempt: int) -> Ask:
        if self._is_unwanted(given.article):
            raise NotWanted(given.article.url, "is no item of the edition", "no summary is needed")
        return self._summary_ask(given, problems, attempt)

    async def _piece(self, given: SummarizeInputs, *, half: bool = False) -> Summary:
        assert self.asking is not None
        try:
            return await self.asking.resolve(
                self._summary_ask(given),
                lambda problems, attempt: self._asked_again(given, problems, attempt),
                lambda answer: summarize.read(answer, given),  # type: ignore[arg-type]  # the schema was validated for this prompt
                extra=half,
                denied=given.article.id in self.denied,
            )
        except Truncated:
            if half or len(given.sentence_ids) < 2:
                raise
            middle = len(given.sentence_ids) // 2
            halves = (given.sentence_ids[:middle], given.sentence_ids[middle:])[: given.max_statements]
            each = {"max_statements": max(1, given.max_statements // 2)}
            return summarize.join([await self._piece(given.model_copy(update={"sentence_ids": half, **each}), half=True) for half in halves])

    async def _embedded_summary(self, article: Article, reason: str, brief: bool) -> Summary:
        given = summarize.inputs(article, self.settings.digest.language, self.settings.length, None, 1 if brief else None)
        answer = await self._own(summarize.ask(self.templates["summarize"], given))
        return summarize.read_embedded(answer, given, reason)

    # The chain

    async def chain(
        self,
        items: Sequence[Item],
        articles: dict[str, Article],
        earlier: tuple[EarlierData, ...] = (),
        decisions: theses.Decisions | None = None,
        before: theses.Before | None = None,
    ) -> compose.Chain:
        """Theses, analysis, conclusion, title: each rests on the one before. What is private is left out; where all is, no model is asked."""
        language, length = self.settings.digest.language, self.settings.length
        private = {item.id for item in items if articles[item.article_id].source.private}
        shown = [item for item in items if item.id not in private] or items
        asking = None if len(private) == len(items) else self.asking
        data = compose.item_data(shown, articles, language)
        step = _Step(self, asking, EXTRACTIVE if self.asking is None else PRIVATE)
        known = Known(tuple(shown), articles, {one.id: " ".join((one.headline, *one.statements)) for one in earlier})
        decided = decisions or theses.Decisions()
        standing = self._standing(step, data, earlier, decided, before, private)
        proposed, choice = standing or await self._theses(step, data, earlier, decided, private)
        analysis_of = compose.analysis_inputs(data, choice.theses, language, self.edition, length, earlier, proposed.unrelated)
        analysis = await step("analysis", analysis_of, lambda a: compose.analysis_read(a, analysis_of), compose.embedded_analysis)
        analysis = await step.mended("analysis", analysis, analysis_of, known)
        past = analysis_of.earlier
        conclusion_of = compose.conclusion_inputs(data, analysis, language, self.edition, length, past)
        conclusion = await step("conclusion", conclusion_of, lambda a: compose.conclusion_read(a, conclusion_of, analysis), compose.embedded_conclusion)
        conclusion = await step.mended("conclusion", conclusion, conclusion_of, known)
        front_of = compose.front_inputs(data, analysis, conclusion, self.settings.digest, self.edition, length, past)
        front = await step("front", front_of, lambda a: compose.front_read(a, front_of), compose.embedded_front)
        for part in FRONT_PARTS:
            if part in self.redos:
                other = await step("front", front_of, lambda a: compose.front_read(a, front_of), compose.embedded_front, part)
                front = front.model_copy(update={part: getattr(other, part)})
        front = await step.mended("front", front, front_of, known)
        return compose.Chain(
            theses=choice.theses,
            candidates=proposed.candidates,
            asked_as=self._asked_as(step.asking) if step.asking else "",
            unrelated=proposed.unrelated,
            analysis=analysis,
            conclusion=conclusion,
            front=front,
        )

    def _standing(
        self,
        step: _Step,
        data: tuple[ItemData, ...],
        earlier: tuple[EarlierData, ...],
        decisions: theses.Decisions,
        before: theses.Before | None,
        private: set[str],
    ) -> tuple[compose.Proposed, theses.Choice] | None:
        """The theses of the draft before, where only items went away that none of them rests on, so that the analysis is not written anew;
        None where an answer is kept."""
        if before is None or step.asking is None or self.take or decisions.having("use"):
            return None
        stand = before.stand({item.id: theses.said(item.headline, item.statements) for item in data}, self._asked_as(step.asking))
        if not stand:
            return None
        asked = self.chain_ask("theses", compose.theses_inputs(data, self.settings.digest.language, self.edition, self.settings.length, earlier))
        if step.asking.is_kept(asked, step.asking.writer.model_for(asked.role)):
            return None
        known, old = {item.id for item in data}, {one.id for one in earlier}
        choice = theses.chosen(decisions, stand, known, self.settings.length.theses, old, private)
        return (compose.Proposed(candidates=decisions.having("use?")), choice) if len(choice.theses) == len(stand) else None

    def _asked_as(self, asking: Asking) -> str:
        """As `Edition.asked_as`: the key of the same request about no items of anybody's."""
        given = compose.largest_inputs(2, 0, self.settings.digest, self.settings.length, self.edition)["theses"]
        return answer_key(ask := self.chain_ask("theses", given), asking.writer.model_for(ask.role))

    async def _theses(
        self, step: _Step, data: tuple[ItemData, ...], earlier: tuple[EarlierData, ...], decisions: theses.Decisions, private: set[str]
    ) -> tuple[compose.Proposed, theses.Choice]:
        """The editor's own where there are any; only then is nothing asked, and what was proposed before stays proposed."""
        known, old = {item.id for item in data}, {one.id for one in earlier}
        most = self.settings.length.theses
        choice = theses.chosen(decisions, (), known, most, old, private)
        for problem in choice.problems:
            self.failures.append(Failure(subject=f"theses {self.edition}", stage="compose", reason="thesis-not-carried", message=problem))
        if choice.theses:
            return compose.Proposed(candidates=decisions.having("use?")), choice
        if step.asking is not None and len(data) < 2 and not earlier:
            return compose.Proposed(candidates=()), choice
        given = compose.theses_inputs(data, self.settings.digest.language, self.edition, self.settings.length, earlier)
        proposed = await step("theses", given, lambda a: compose.theses_read(a, given), lambda a, _: compose.embedded_theses(a))
        return proposed, theses.chosen(decisions, proposed.candidates, known, most, old, private)

    def worst_chain(self, items: int, earlier: int = 0) -> list[Ask]:
        """The chain's requests with every field at its ceiling: what a budget reserves before there is anything to ask."""
        given = compose.largest_inputs(items, earlier, self.settings.digest, self.settings.length, self.edition)
        return [self.chain_ask(name, inputs) for name, inputs in given.items()]

    def chain_ask(self, name: str, given: ChainInputs, problems: tuple[str, ...] = (), attempt: int = 1, part: str = "") -> Ask:
        """The request of one step of the chain; `part` of the front where that was written anew by itself."""
        redo = self.redos.get(part or name)
        asked = in_house(_wished(compose.with_problems(given, problems) if problems else given, redo), name, self.voice)
        take = self.take + (redo.take if redo else 0)
        return prompts.render(self.templates[name], asked, subject=self.edition, attempt=attempt, take=take, temperature=self.settings.model.temperature)

    # Both

    async def _own(self, ask: Ask) -> Any:
        answer = await self.embedded().answer(ask)
        return CONTRACTS[ask.prompt][1].model_validate_json(answer.text)

    def _fail(self, subject: str, stage: Stage, error: ModelError, source: str) -> None:
        self.failures.append(Failure(subject=subject, stage=stage, reason=error.reason, message=str(error), source=source))


@dataclass(frozen=True)
class _Step:
    """One step of the chain after the other. `asking` None: the embedded writer, because of `otherwise`."""

    writing: Writing
    asking: Asking | None
    otherwise: str

    async def __call__(self, name: str, given: ChainInputs, read: Callable[[Any], Reading[V]], embedded: Callable[[Any, str], V], part: str = "") -> V:
        writing = self.writing
        first, reason = writing.chain_ask(name, given, part=part), self.otherwise
        if self.asking is not None:
            denied = "chain" in writing.denied
            try:
                return await self.asking.resolve(first, lambda problems, attempt: writing.chain_ask(name, given, problems, attempt, part), read, denied=denied)
            except Misconfigured:
                raise
            except ModelError as error:
                writing._fail(f"{name} {writing.edition}", "compose", error, "")
                reason = error.reason
        writing.fallen[name] = reason
        return embedded(await writing._own(first), reason)

    async def mended(self, name: str, section: Section, given: ChainInputs, known: Known) -> Section:
        """The section with what its sources do not say written again; what the embedded writer laid out stands as it is."""
        if self.asking is None or name in self.writing.fallen:
            return section
        return await self.writing.mending.section(self.asking, name, section, given, known)
