"""Settings: flag > environment > `.env` > `drafter.toml` > stored key > default. The only reader of settings from the environment.

One frozen `Settings` is built at the command's start and passed down. Unknown keys are refused with the nearest name.
Sections: `digest` (who publishes what), `window`, `select`, `length`, `model`, `fetch`, `check`, `post`, `publish`, `style`.
Output-affecting settings enter answers' keys through the prompts they shape; timeouts and concurrency never do.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from drafter.entities import Language, Role
from drafter.errors import ConfigError

CONFIG_FILE = "drafter.toml"


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
    """Source lists, relative to the digest folder; empty: every `sources.*` there."""

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


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="DRAFTER_",
        env_nested_delimiter="__",
        enable_decoding=False,
        env_file_encoding="utf-8",
        nested_model_default_partial_update=True,
    )
    digest: DigestSettings = DigestSettings()
    window: WindowSettings = WindowSettings()
    select: SelectSettings = SelectSettings()
    length: LengthSettings = LengthSettings()
    model: ModelSettings = ModelSettings()
    fetch: FetchSettings = FetchSettings()
    check: CheckSettings = CheckSettings()
    post: PostSettings = PostSettings()
    publish: PublishSettings = PublishSettings()
    style: StyleSettings = StyleSettings()
    api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("DRAFTER_API_KEY", "api_key"))
    openai_api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"))
    """The SDK's own variable."""
    stored_key: SecretStr | None = None
    """What `drafter keys set` stored."""
    openai_base_url: str | None = Field(None, validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"))
    """The SDK's own variable; `model.base_url` wins."""

    @property
    def endpoint(self) -> str:
        """Base URL of the model's endpoint, empty for OpenAI's own."""
        return self.model.base_url or self.openai_base_url or ""

    @property
    def key(self) -> tuple[str, SecretStr] | None:
        """The key in use with the name of its setting. Where `model.base_url` names another house, OpenAI's own variable comes last."""
        names = ("api_key", "stored_key", "openai_api_key") if self.model.base_url else ("api_key", "openai_api_key", "stored_key")
        return next(((name, value) for name in names if (value := getattr(self, name))), None)

    @property
    def secret(self) -> str | None:
        """The key in use, in the clear."""
        return self.key[1].get_secret_value() if self.key else None

    @property
    def writer_kind(self) -> Literal["openai", "extractive", "replay"]:
        """Which writer `auto` means here."""
        if self.model.kind != "auto":
            return self.model.kind
        return "openai" if self.key or self.endpoint else "extractive"

    @property
    def judges(self) -> bool:
        """Whether a model judges the items' statements. Raises ConfigError where it is to and there is none."""
        if self.check.judge == "on" and self.writer_kind == "extractive":
            raise ConfigError("check.judge", "is on, but no model is configured", 'set up a model (`drafter doctor` says how), or check.judge = "auto"')
        return self.check.judge != "off" and self.writer_kind != "extractive"


class Origin(BaseModel):
    """Where a setting's value came from."""

    key: str
    value: Any
    origin: str


class _StoredKeys(PydanticBaseSettingsSource):
    """The key that `drafter keys set` stored; the weakest source."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        from drafter.keys import stored

        key = stored().get("api_key")
        return {"stored_key": key} if key else {}


class _DotEnv(DotEnvSettingsSource):
    """`.env`, shared with other programs: their variables are none of ours, but an unknown `DRAFTER_` one is refused."""

    def __call__(self) -> dict[str, Any]:
        ours = {"drafter_" + name for name in Settings.model_fields}
        return {
            key: value
            for key, value in super().__call__().items()
            if key in Settings.model_fields or key.isupper() or (key.startswith("drafter_") and key not in ours)
        }


def load(folder: Path, flags: dict[str, Any] | None = None) -> tuple[Settings, list[Origin]]:
    """The digest's settings and each value's origin. Raises ConfigError naming the key, what is wrong and the nearest name."""
    path = folder / CONFIG_FILE
    _read_toml(path)
    _check_environment()
    found: list[tuple[str, PydanticBaseSettingsSource]] = []

    class Loaded(Settings):
        @classmethod
        def settings_customise_sources(cls, settings_cls: type[BaseSettings], *_: Any, **__: Any) -> tuple[PydanticBaseSettingsSource, ...]:
            found[:] = [
                ("flag", InitSettingsSource(settings_cls, init_kwargs=flags or {})),
                ("environment", EnvSettingsSource(settings_cls)),
                (".env", _DotEnv(settings_cls, env_file=folder / ".env")),
                (CONFIG_FILE, TomlConfigSettingsSource(settings_cls, toml_file=path)),
                ("stored key", _StoredKeys(settings_cls)),
            ]
            return tuple(source for _, source in found)

    try:
        settings = Loaded()
    except ValidationError as error:
        raise _readable(error, found) from error
    return settings, _origins(settings, found)


def _check_environment() -> None:
    """`DRAFTER_SECTION__NAME` with a section that does not exist is a slip, not somebody else's variable."""
    for name in os.environ:
        section = name.upper().removeprefix("DRAFTER_").partition("__")[0].lower()
        if name.upper().startswith("DRAFTER_") and "__" in name and section not in Settings.model_fields:
            near = difflib.get_close_matches(section, list(Settings.model_fields), n=1)
            raise ConfigError(
                f"environment: {name}", f"names no section {section!r}", f"did you mean {near[0]!r}?" if near else "`drafter config` lists them all"
            )


def _read_toml(path: Path) -> None:
    if not path.exists():
        return
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"is not TOML: {error}", "mend the line named; text needs quotes") from error
    names = [*data, *(data["model"] if isinstance(data.get("model"), dict) else ())]
    if any(name.lower().endswith("api_key") or name == "stored_key" for name in names):
        raise ConfigError(str(path), "holds an API key", "take it out and use `drafter keys set`, the environment or .env: this file is meant to be committed")


def _flat(data: Any, prefix: str = "") -> dict[str, Any]:
    if isinstance(data, dict) and not (prefix.endswith(("prices", "headings"))):
        flat: dict[str, Any] = {}
        for key, value in data.items():
            flat |= _flat(value, f"{prefix}.{key}" if prefix else str(key))
        return flat
    return {prefix: data}


def _origins(settings: Settings, found: list[tuple[str, PydanticBaseSettingsSource]]) -> list[Origin]:
    given = [(name, {_plain(key) for key in _flat(source())}) for name, source in found]
    return [
        Origin(key=key, value=value, origin=next((name for name, keys in given if key in keys), "default"))
        for key, value in _flat(settings.model_dump()).items()
    ]


def _plain(key: str) -> str:
    return {"DRAFTER_API_KEY": "api_key", "OPENAI_API_KEY": "openai_api_key", "OPENAI_BASE_URL": "openai_base_url"}.get(key, key)


def _readable(error: ValidationError, found: list[tuple[str, PydanticBaseSettingsSource]]) -> ConfigError:
    first = error.errors()[0]
    where = tuple(str(part) for part in first["loc"])
    key = ".".join(where)
    origin = next((name for name, source in found if key in _flat(source()) or any(k.startswith(key + ".") for k in _flat(source()))), "settings")
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(where[-1], _names(where[:-1]), n=1, cutoff=0.5)
        return ConfigError(
            f"{origin}: {key}", "is no setting", f"did you mean {'.'.join((*where[:-1], near[0]))!r}?" if near else "`drafter config` lists them all"
        )
    said = first["msg"].removeprefix("Value error, ")
    return ConfigError(
        f"{origin}: {key}",
        f"{said} (it is {first['input']!r})" if not key.endswith("_key") else said,
        "`drafter config` shows each value and where it came from",
    )


def _names(where: tuple[str, ...]) -> list[str]:
    model: Any = Settings
    for part in where:
        field = model.model_fields.get(part) if isinstance(model, type) and issubclass(model, BaseModel) else None
        if field is None:
            return []
        model = field.annotation
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
