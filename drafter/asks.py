"""What each prompt is given and what must come back: the contract between stages, prompt files and writers.

`*Inputs` are typed by us and rendered into the prompt; `*Answer` are the model's plain-text fields. A model never returns
Markdown, a URL or a date field: those are joined in code. The schemas carry no length or count limits (endpoints differ in
what they accept); limits are stated in the prompt and checked when the answer is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from drafter.entities import Article, ArticleKind, Entity, Language, StatementKind

T = TypeVar("T")


class Redo(Entity):
    """One part of an edition that a person had written anew: asked for in the same way from then on."""

    take: int = 1
    wish: str = ""
    before: tuple[str, ...] = ()
    """What stood there, as drafter wrote it; only with a wish."""


class Answered(BaseModel):
    """Base of what a model returns: every field required, nothing else allowed, as strict structured output wants it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# How the digest is written, beside what a prompt is about.


class TermData(Entity):
    """A term of the glossary that the texts shown use."""

    forms: tuple[str, ...]
    """As sources write it."""
    wanted: str
    first: str = ""
    """Form of the first mention, where it has one."""
    after: str = ""
    """Form after it, where that is another than `wanted`."""


class ChangeData(Entity):
    """A sentence as it was drafted and as an editor made it."""

    before: str
    after: str


class House(Entity):
    """The digest's style, terms and examples, as far as one prompt shows them. Form only: none of it is a source."""

    style: tuple[str, ...] = ()
    terms: tuple[TermData, ...] = ()
    examples: tuple[str, ...] = ()
    changes: tuple[ChangeData, ...] = ()
    boundary: str
    """As for articles."""


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
    earlier: tuple[str, ...] = ()
    """Where the item is an update: what an earlier edition told, its headline first. Continuity, never a source."""
    earlier_day: str = ""
    """That edition's ISO day."""
    problems: tuple[str, ...] = ()
    """What was wrong with the answer before."""
    house: House | None = None
    wish: str = ""
    """What an editor who has it written anew wants otherwise."""
    before: tuple[str, ...] = ()
    """What drafter wrote last, where there is a wish."""


class StatementAnswer(Answered):
    text: str = Field(description="One sentence in the edition's language.")
    sentence_ids: list[str] = Field(description="Ids of the source sentences it rests on, e.g. s3.")
    quote: str = Field(description="A short verbatim extract of one of those sentences, in the source's language.")


class SummaryAnswer(Answered):
    kind: ArticleKind = Field(description="What kind of text the article is.")
    headline: str = Field(description="The item's headline in the edition's language.")
    statements: list[StatementAnswer]


# An item's statements and its article → a verdict on each statement.


Verdict = Literal["supported", "partly", "unsupported", "contradicted"]


class JudgeInputs(Entity):
    article: Article
    sentence_ids: tuple[str, ...]
    """The article's sentences that are shown: all of them, or of a long article those nearest to what the statements name."""
    statements: tuple[str, ...]
    """As they stand in the edition, with nothing of what their writer gave for them; known by their number, from 1."""
    language: Language
    boundary: str
    """Marks statements and article in the prompt; absent from both."""
    problems: tuple[str, ...] = ()


class VerdictAnswer(Answered):
    statement: int = Field(description="Number of the statement.")
    sentence_ids: list[str] = Field(description="Ids of the article's sentences that it was compared with, e.g. s3; empty where none speaks of it.")
    reason: str = Field(description="What is carried, missing or different, in one short sentence.")
    verdict: Verdict = Field(description="supported, partly, unsupported or contradicted.")


class JudgeAnswer(Answered):
    verdicts: list[VerdictAnswer]


class Judged(Entity):
    """A model's opinion of one statement of ours. It lapses when a word of the statement changes."""

    article_id: str
    statement: str
    """As it stood when it was judged."""
    verdict: Verdict
    sentence_ids: tuple[str, ...] = ()
    """Sentences of the article that the model went by; they exist and were shown to it."""
    reason: str = ""
    """The model's words: plain text."""
    whole: bool = True
    """Whether it was shown the whole article."""


# Items → theses → analysis → conclusion → title, lede, tags.


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
    update_of: str = ""
    """Name of the earlier edition whose item it goes on from; empty where it is new."""


class EarlierData(Entity):
    """An item of an earlier edition, as it was published."""

    id: str
    """`e` and hex digits."""
    edition: str
    headline: str
    statements: tuple[str, ...] = ()
    published: str = ""
    """ISO day, empty when undated."""


class ChainInputs(Entity):
    items: tuple[ItemData, ...]
    earlier: tuple[EarlierData, ...] = ()
    """Items of earlier editions that a sentence may name too."""
    language: Language
    edition: str
    boundary: str
    """Marks the items' data in the prompt, as for articles."""
    problems: tuple[str, ...] = ()
    house: House | None = None
    wish: str = ""
    """What an editor who has it written anew wants otherwise."""
    before: tuple[str, ...] = ()
    """What drafter wrote last, where there is a wish."""


class ThesesInputs(ChainInputs):
    max_theses: int
    argued: int
    """How many of them the analysis will argue."""
    order: tuple[str, ...] = ()
    """Ids in the edition's order, for the embedded writer."""


class ThesisAnswer(Answered):
    text: str = Field(description="One sentence: the claim, with its concrete point.")
    item_ids: list[str] = Field(description="Ids of the items that show it, e.g. i4f2.")
    against_ids: list[str] = Field(description="Ids of items that speak against it or limit it; may be empty.")
    affected: str = Field(description="Who is affected, in one phrase.")
    change: str = Field(description="What changed since an earlier edition; empty if nothing did.")
    earlier_ids: list[str] = Field(description="Ids of the earlier edition's items it compares with, e.g. e3f2; may be empty.")


class ThesesAnswer(Answered):
    theses: list[ThesisAnswer]
    unrelated: str = Field(description="Where there is no thesis: why these items carry none. Else empty.")


class ThesisData(Entity):
    id: str
    """`t1`, `t2`, …"""
    text: str
    item_ids: tuple[str, ...]
    against_ids: tuple[str, ...] = ()
    affected: str = ""
    change: str = ""
    earlier_ids: tuple[str, ...] = ()


class AnalysisInputs(ChainInputs):
    theses: tuple[ThesisData, ...]
    unrelated: str = ""
    """Why there is no thesis, where there is none."""
    ceiling: int
    edition_items: int = 0
    """How many items the edition has, for the embedded writer; `items` are those of the theses."""


class SentenceAnswer(Answered):
    text: str = Field(description="One sentence.")
    kind: StatementKind = Field(description="fact, inference, forecast or opinion.")
    item_ids: list[str] = Field(description="Ids of the items it rests on.")


class AnalysisParagraphAnswer(Answered):
    thesis_id: str = Field(description="Id of the thesis, e.g. t1; empty where there is none.")
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


# Sentences that code found at odds with their sources → the same sentences, mended.


class FaultyData(Entity):
    number: int
    text: str
    reasons: tuple[str, ...]
    """What was found wrong, as a sentence each."""


class SourceData(Entity):
    id: str
    """A sentence's of the article, or an item's, which then stands before each of its sentences."""
    text: str


class MendInputs(Entity):
    sentences: tuple[FaultyData, ...]
    sources: tuple[SourceData, ...]
    quoted: bool
    """The sources are an article's sentences, of which a quote is wanted; else our own items."""
    published: str
    """ISO day of the article; empty when undated or where the sources are items."""
    language: Language
    boundary: str
    problems: tuple[str, ...] = ()
    house: House | None = None


class MendedAnswer(Answered):
    number: int = Field(description="The sentence's number.")
    text: str = Field(description="The sentence as it can stand; empty if nothing of it can.")
    source_ids: list[str] = Field(description="Ids of the sources it rests on.")
    quote: str = Field(description="A short verbatim extract of one of those sources; empty where none is wanted.")


class MendAnswer(Answered):
    sentences: list[MendedAnswer]


PromptName = Literal["summarize", "judge", "theses", "analysis", "conclusion", "front", "mend"]

CONTRACTS: dict[str, tuple[type[Entity], type[Answered]]] = {
    "summarize": (SummarizeInputs, SummaryAnswer),
    "judge": (JudgeInputs, JudgeAnswer),
    "theses": (ThesesInputs, ThesesAnswer),
    "analysis": (AnalysisInputs, AnalysisAnswer),
    "conclusion": (ConclusionInputs, ConclusionAnswer),
    "front": (FrontInputs, FrontAnswer),
    "mend": (MendInputs, MendAnswer),
}
"""Prompt name → its inputs and its answer. A prompt file names its answer's class in `output`."""


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What a stage made of an answer: the best value it yields (None: nothing usable) and what was wrong with it.

    With problems the pipeline asks once more, naming them; what is then still wrong stands in the value as marked fallbacks.
    """

    value: T | None
    problems: tuple[str, ...] = ()
