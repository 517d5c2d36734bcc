"""What each prompt is given and what must come back: the contract between stages, prompt files and writers.

`*Inputs` are typed by us and rendered into the prompt; `*Answer` are the model's plain-text fields. A model never returns
Markdown, a URL or a date field: those are joined in code. The schemas carry no length or count limits (endpoints differ in
what they accept); limits are stated in the prompt and checked when the answer is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from drafter.entities import Article, Entity, Language, StatementKind

T = TypeVar("T")


class Answered(BaseModel):
    """Base of what a model returns: every field required, nothing else allowed, as strict structured output wants it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# One article → its summary.


class SummarizeInputs(Entity):
    article: Article
    sentence_ids: tuple[str, ...]
    """The article's sentences that are shown this time: all of them, or one part of a long article."""
    language: Language
    max_statements: int
    headline_ceiling: int
    item_ceiling: int
    boundary: str
    """Marks the article's text in the prompt; derived from the article's digest, absent from the text."""
    problems: tuple[str, ...] = ()
    """What was wrong with the answer before."""


class StatementAnswer(Answered):
    text: str = Field(description="One sentence in the edition's language.")
    sentence_ids: list[str] = Field(description="Ids of the source sentences it rests on, e.g. s3.")
    quote: str = Field(description="A short verbatim extract of one of those sentences, in the source's language.")


class SummaryAnswer(Answered):
    headline: str = Field(description="The item's headline in the edition's language.")
    statements: list[StatementAnswer]


# Items → themes → analysis → conclusion → title, lede, tags.


class ItemData(Entity):
    """A validated item as the chain sees it: our statements, never the page."""

    id: str
    headline: str
    statements: tuple[str, ...]
    source_title: str
    site: str
    published: str
    """ISO day, empty when undated."""
    language: str
    """Language of the statements: the edition's, or the source's where its own sentences stand in."""


class ChainInputs(Entity):
    items: tuple[ItemData, ...]
    language: Language
    edition: str
    boundary: str
    """Marks the items' data in the prompt, as for articles."""
    problems: tuple[str, ...] = ()


class ThemesInputs(ChainInputs):
    max_themes: int


class ThemeAnswer(Answered):
    title: str = Field(description="The theme in a few words.")
    why: str = Field(description="One sentence: why these items belong together.")
    item_ids: list[str] = Field(description="Ids of the items, e.g. i1.")


class ThemesAnswer(Answered):
    themes: list[ThemeAnswer]


class ThemeData(Entity):
    id: str
    """`t1`, `t2`, …"""
    title: str
    why: str
    item_ids: tuple[str, ...]


class AnalysisInputs(ChainInputs):
    themes: tuple[ThemeData, ...]
    ceiling: int


class SentenceAnswer(Answered):
    text: str = Field(description="One sentence.")
    kind: StatementKind = Field(description="fact, inference, forecast or opinion.")
    item_ids: list[str] = Field(description="Ids of the items it rests on.")


class AnalysisParagraphAnswer(Answered):
    theme_id: str = Field(description="Id of the theme, e.g. t1.")
    sentences: list[SentenceAnswer]


class AnalysisAnswer(Answered):
    opening: SentenceAnswer
    paragraphs: list[AnalysisParagraphAnswer]


class ConclusionInputs(ChainInputs):
    analysis: tuple[str, ...]
    """The analysis' paragraphs as text."""
    ceiling: int


class ConclusionParagraphAnswer(Answered):
    sentences: list[SentenceAnswer]


class ConclusionAnswer(Answered):
    paragraphs: list[ConclusionParagraphAnswer]


class FrontInputs(ChainInputs):
    analysis: tuple[str, ...]
    conclusion: tuple[str, ...]
    vocabulary: tuple[str, ...]
    series_name: str
    title_ceiling: int
    lede_ceiling: int
    max_tags: int


class LedeSentenceAnswer(Answered):
    text: str = Field(description="One sentence.")
    item_ids: list[str] = Field(description="Ids of the items it rests on.")


class FrontAnswer(Answered):
    title: str = Field(description="The post's title, without the series' name.")
    lede: list[LedeSentenceAnswer]
    tags: list[str] = Field(description="Lower-kebab tags in English.")


PromptName = Literal["summarize", "themes", "analysis", "conclusion", "front"]

CONTRACTS: dict[str, tuple[type[Entity], type[Answered]]] = {
    "summarize": (SummarizeInputs, SummaryAnswer),
    "themes": (ThemesInputs, ThemesAnswer),
    "analysis": (AnalysisInputs, AnalysisAnswer),
    "conclusion": (ConclusionInputs, ConclusionAnswer),
    "front": (FrontInputs, FrontAnswer),
}
"""Prompt name → its inputs and its answer. A prompt file names its answer's class in `output`."""


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What a stage made of an answer: the best value it yields (None: nothing usable) and what was wrong with it.

    With problems the pipeline asks once more, naming them; what is then still wrong stands in the value as marked fallbacks.
    """

    value: T | None
    problems: tuple[str, ...] = ()
