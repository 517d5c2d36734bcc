"""The sections of a digest's settings: what each says, its bounds and its default. `config.py` reads them.

Sections: `digest` (who publishes what), `window`, `select`, `length`, `model`, `fetch`, `check`, `post`, `publish`, `style`.
Output-affecting settings enter answers' keys through the prompts they shape; timeouts and concurrency never do.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from drafter.entities import Language, Role


def _words(value: Any) -> Any:
    """Lists may be given in the environment as comma-separated words."""
    return tuple(word.strip() for word in value.split(",") if word.strip()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DigestSettings(Section):
    series: str = Field("weekly", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Lower-kebab name of the series; part of file names."""
    name: str = ""
    """The series' name for readers, put before the title: `金融科技动态`."""
    language: Language = "zh"
    timezone: str = "Asia/Shanghai"
    author: str = ""
    layout: str = "post"
    categories: Words = ()
    tags: Words = ()
    """Vocabulary the model should choose from; new tags are reported."""
    keywords: Words = ()
    """Words that make a candidate more relevant."""
    sections: Words = ()
    """The edition's sections in order; an item goes to the one the shortlist or a tag of its source names. Empty: one section for all."""
    sources: Words = ()
    """Source lists, relative to the digest folder; empty: every `sources.*` there but editors' backups (`sources.txt~`)."""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone {value!r}; use an IANA name such as Asia/Shanghai") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class WindowSettings(Section):
    days: int = Field(7, ge=1, le=366)
    """Length of the first edition's window; later ones start at the previous cutoff."""


class SelectSettings(Section):
    max_items: int = Field(6, ge=1, le=1000)
    min_items: int = Field(2, ge=1)
    """Below it the edition is called thin in the record."""
    max_briefs: int = Field(5, ge=0, le=100)
    """Stories beyond the edition's items that a heavy week adds as one sentence each; 0: none."""
    max_per_source: int = Field(3, ge=0)
    """0: no cap."""
    max_per_topic: int = Field(2, ge=0)
    """Items whose titles speak of one event; 0: no cap."""
    shortlist: int = Field(4, ge=1, le=100)
    """Candidates fetched for each place in the edition."""
    near_duplicate: float = Field(0.75, gt=0, le=1)
    """Share of common five-character runs from which two texts are one story."""


class LengthSettings(Section):
    """Ceilings in characters of Chinese text, not quotas; English gets `english_factor` times as many."""

    headline: int = Field(32, ge=8)
    statements: int = Field(5, ge=2, le=8)
    item: int = Field(320, ge=60)
    analysis: int = Field(760, ge=100)
    theses: int = Field(3, ge=1, le=6)
    """Theses that the analysis argues."""
    candidates: int = Field(5, ge=1, le=10)
    """Theses that are proposed to choose from."""
    conclusion: int = Field(260, ge=60)
    lede: int = Field(200, ge=40)
    title: int = Field(48, ge=12)
    tags: int = Field(6, ge=1, le=20)
    english_factor: float = Field(2.6, gt=0)

    def ceiling(self, part: str, language: Language) -> int:
        """Characters allowed for `part` (a field of this section) in `language`."""
        base: int = getattr(self, part)
        return base if language == "zh" else round(base * self.english_factor)


class Price(Section):
    """US dollars for a million tokens."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)


class ModelSettings(Section):
    kind: Literal["auto", "openai", "extractive", "replay"] = "auto"
    """`auto`: openai when a key or an endpoint is set, else extractive."""
    base_url: str = ""
    """Any OpenAI-compatible endpoint; empty: OpenAI's own."""
    writer: str = "gpt-5-mini"
    analyst: str = ""
    """Empty: the writer."""
    checker: str = ""
    structured: Literal["auto", "json_schema", "json_object", "text"] = "auto"
    concurrency: int = Field(16, ge=1, le=256)
    """Most calls at once; fewer while the endpoint refuses."""
    time_limit_s: float = Field(180, gt=0)
    """Hard limit of one call; once some answers are in, the limit adapts to what they took."""
    attempts: int = Field(6, ge=1, le=20)
    """Tries of one call, the first included, for transient refusals."""
    temperature: float | None = None
    """Overrides the prompt files'."""
    budget: float | None = Field(None, gt=0)
    """US dollars for one run."""
    prices: dict[str, Price] = Field(default_factory=dict)
    """Own prices by model name; win over the built-in table."""

    def name_for(self, role: Role) -> str:
        return {"writer": self.writer, "analyst": self.analyst, "checker": self.checker}[role] or self.writer


class CheckSettings(Section):
    """What is checked beyond what code can compare."""

    judge: Literal["auto", "on", "off"] = "auto"
    """Whether a model is asked its opinion of each statement: `auto` where one is configured, `on` makes its absence an error."""


class FetchSettings(Section):
    allow_hosts: Words = ()
    """Hosts (`name` or `name:port`) that may resolve to private or loopback addresses."""
    user_agent: str = "drafter/0.1 (digest-drafter; reads pages for a digest's editor)"
    concurrency: int = Field(64, ge=1, le=1000)
    per_host: int = Field(4, ge=1, le=1000)
    pause_s: float = Field(0.2, ge=0)
    """Least time between two requests to one host."""
    connect_s: float = Field(10, gt=0)
    read_s: float = Field(20, gt=0)
    total_s: float = Field(45, gt=0)
    """Limit of one page, redirects and retries included."""
    max_bytes: int = Field(8_000_000, ge=1000)
    redirects: int = Field(5, ge=0)
    attempts: int = Field(3, ge=1)
    deadline_s: float = Field(180, gt=0)
    """Limit of the whole collection; later sources are reported instead of waited for."""
    min_text: int = Field(200, ge=1)
    """Characters (Chinese count double) below which a page has no usable text."""


class PostSettings(Section):
    profile: Literal["jekyll", "hugo"] = "jekyll"
    folder: str = ""
    """Where drafts go, relative to the digest folder; empty: the profile's own (`_drafts`, `content/posts`)."""
    file_name: str = "{series}-{iso_year}-w{week:02d}"
    permalink: str = ""
    """Where the site shows a published post: `https://…/:year/:month/:day/:title.html`; also `:slug`, `:name`. Empty: posts are not linked."""
    form: str = Field("classic", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """How the post is built and written: `classic`, `briefing`, or a name of your own with files in `prompts/NAME/` and `templates/NAME/`."""
    body_h1: bool = True
    excerpt: bool = True
    spacing: Literal["nospace", "space", "keep"] = "nospace"
    """Between Chinese and Latin characters."""
    date: Literal["date", "zoned"] = "date"
    headings: dict[str, str] = Field(default_factory=dict)
    """Own headings for `items`, `analysis`, `conclusion`."""
    ai_disclosure: str = ""
    """A closing line about the use of a model; empty: none."""


class PublishSettings(Section):
    folder: str = ""
    """Where published posts lie, relative to the digest folder; empty: beside the drafts (`_posts`), with Hugo where they were drafted."""
    four_eyes: bool = False
    """Every section of a post wants the approval of two people before it is published."""
    links_s: float = Field(10, ge=0, le=10)
    """Seconds in which the cited pages are looked at once more before publishing; 0: never."""


class StyleSettings(Section):
    examples: Words = ()
    """Posts whose manner the model is shown, relative to the digest folder; never a source."""
