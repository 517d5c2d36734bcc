"""What a check finds at odds with its sources goes back to the model, by itself and with the reasons: at most two rounds, answers kept.

answer ─► checks ─► nothing BLOCK or HIGH: it stands
             │ only the sentences that fail, each with why ─► answer ─► checks …
             ▼ after two rounds
     an item's statement that contradicts its source gives way to the source's own sentence; all else stands, and the review flags it
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from drafter import prompts
from drafter.asking import Asking
from drafter.asks import ChainInputs, MendInputs, Reading, SummarizeInputs
from drafter.check.memory import Memory
from drafter.check.text import Part
from drafter.compose import Front
from drafter.compose import mend as of_sections
from drafter.config import Settings
from drafter.entities import Article, Ask, Item, Paragraph, Rewrite, Stage, Summary
from drafter.errors import Misconfigured, ModelError
from drafter.summarize import mend as of_items
from drafter.voice.nouns import Voice
from drafter.voice.shown import shown

if TYPE_CHECKING:
    from drafter.proofread.stages import Faulty

ROUNDS = 2
Section = TypeVar("Section", tuple[Paragraph, ...], Front)
M = TypeVar("M")


class Known(NamedTuple):
    """What a section rests on."""

    items: tuple[Item, ...]
    articles: Mapping[str, Article]
    earlier: Mapping[str, str]
    """Id → text of an earlier edition's item."""


class Mending:
    """One edition's. `rewrites` says what became of each sentence that was sent back."""

    def __init__(
        self,
        settings: Settings,
        template: prompts.PromptTemplate,
        day: date,
        take: int,
        voice: Voice,
        fail: Callable[[str, Stage, ModelError, str], None],
        memory: Memory,
    ) -> None:
        self._settings, self._template, self._day, self._take, self._voice, self._fail = settings, template, day, take, voice, fail
        self.rewrites: list[Rewrite] = []
        self._memory = memory

    async def summary(self, asking: Asking, summary: Summary, article: Article, given: SummarizeInputs) -> Summary:
        """The summary whose statements were held against the article."""
        faulty = await self._of_summary(summary, article)
        for number in range(1, ROUNDS + 1):
            if not faulty:
                return summary
            asked: MendInputs = of_items.inputs(summary, faulty, article, given.language)
            mended = await self._asked(asking, asked, article.url, number, lambda a, s=summary, of=asked: of_items.read(a, s, of, given), article.source.name)
            if mended is None:
                break
            self._note(article.url, faulty, [summary.headline, *(one.text for one in summary.statements)], mended.after)
            summary = mended.value
            faulty = await self._of_summary(summary, article)
        return self._given_up(summary, faulty, article)

    def _given_up(self, summary: Summary, faulty: Faulty, article: Article) -> Summary:
        done, given_way = of_items.given_up(summary, faulty, article)
        for before, after, why in given_way:
            self.rewrites.append(Rewrite(where=article.url, before=before, after=after, why=why, done="own-sentence" if after else "left-out"))
        return done

    async def section(self, asking: Asking, name: str, section: Section, given: ChainInputs, known: Known) -> Section:
        """The section whose sentences were held against the items that they rest on."""
        faulty = await self._of_section(name, section, known)
        for number in range(1, ROUNDS + 1):
            if not faulty:
                break
            asked: MendInputs = of_sections.inputs(section, faulty, given)
            mended = await self._asked(asking, asked, f"{name} {given.edition}", number, lambda a, s=section, of=asked: of_sections.read(a, s, of, given), "")
            if mended is None:
                break
            self._note(name, faulty, ["", *(one.text for one in of_sections.statements(section))], mended.after)
            section = mended.value
            faulty = await self._of_section(name, section, known)
        return section

    def _note(self, where: str, faulty: Faulty, before: Sequence[str], after: Mapping[int, str]) -> None:
        for number, flags in faulty.items():
            said, now = before[number], after.get(number, before[number])
            why = tuple(flag.message for flag in flags)
            self.rewrites.append(Rewrite(where=where, before=said, after=now, why=why, done="left-out" if not now else "flagged" if now == said else "mended"))

    async def _of_summary(self, summary: Summary, article: Article) -> Faulty:
        from drafter.proofread import stages  # all checks: the first answer is there by now

        return await asyncio.to_thread(stages.of_summary, summary, article, self._settings.digest.language, self._day, self._memory)

    async def _of_section(self, name: str, section: tuple[Paragraph, ...] | Front, known: Known) -> Faulty:
        part: Part = "analysis" if name == "analysis" else "conclusion" if name == "conclusion" else "lede"
        language = self._settings.digest.language
        said = of_sections.statements(section)
        from drafter.proofread import stages

        return await asyncio.to_thread(stages.of_section, part, said, known.items, known.articles, language, self._day, known.earlier, self._memory)

    async def _asked(self, asking: Asking, given: MendInputs, subject: str, attempt: int, read: Callable[..., Reading[M]], source: str) -> M | None:
        """None where no answer came: what is at odds then stands flagged, and the failure is named."""
        try:
            return (await asking.once(self._ask(given, subject, attempt), read)).value
        except Misconfigured:
            raise
        except ModelError as error:
            self._fail(subject, "summarize" if given.quoted else "compose", error, source)
            return None

    def _ask(self, given: MendInputs, subject: str, attempt: int) -> Ask:
        temperature = self._settings.model.temperature
        texts = [*(one.text for one in given.sources), *(one.text for one in given.sentences)]
        given = given.model_copy(update={"house": shown(self._voice, None, texts, given.language, given.boundary)})
        return prompts.render(self._template, given, subject=subject, attempt=attempt, take=self._take, temperature=temperature)
