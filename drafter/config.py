"""Settings: flag > environment > `.env` > `drafter.toml` > stored key > default. The only reader of settings from the environment.

One frozen `Settings` is built at the command's start and passed down. Unknown keys are refused with the nearest name.
The sections and their defaults stand in `settings.py`.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from drafter.errors import ConfigError
from drafter.settings import (
    CheckSettings,
    DigestSettings,
    FetchSettings,
    LengthSettings,
    ModelSettings,
    PostSettings,
    PublishSettings,
    SelectSettings,
    StyleSettings,
    WindowSettings,
)

CONFIG_FILE = "drafter.toml"


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
    data = _read_toml(folder / CONFIG_FILE)
    _check_sections("environment", os.environ)
    found: list[tuple[str, PydanticBaseSettingsSource]] = []

    class Loaded(Settings):
        @classmethod
        def settings_customise_sources(cls, settings_cls: type[BaseSettings], *_: Any, **__: Any) -> tuple[PydanticBaseSettingsSource, ...]:
            found[:] = [
                ("flag", InitSettingsSource(settings_cls, init_kwargs=flags or {})),
                ("environment", EnvSettingsSource(settings_cls)),
                (".env", _dot_env(settings_cls, folder / ".env")),
                (CONFIG_FILE, InitSettingsSource(settings_cls, init_kwargs=data)),
                ("stored key", _StoredKeys(settings_cls)),
            ]
            return tuple(source for _, source in found)

    try:
        settings = Loaded()
    except ValidationError as error:
        raise _readable(error, found) from error
    return settings, _origins(settings, found)


def _check_sections(origin: str, names: Iterable[str]) -> None:
    """`DRAFTER_SECTION__NAME` with a section that does not exist is a slip, not somebody else's variable."""
    for name in names:
        section = name.upper().removeprefix("DRAFTER_").partition("__")[0].lower()
        if name.upper().startswith("DRAFTER_") and "__" in name and section not in Settings.model_fields:
            near = difflib.get_close_matches(section, list(Settings.model_fields), n=1)
            raise ConfigError(
                f"{origin}: {name.upper()}", f"names no section {section!r}", f"did you mean {near[0]!r}?" if near else "`drafter config` lists them all"
            )


def _dot_env(settings_cls: type[BaseSettings], path: Path) -> _DotEnv:
    try:
        source = _DotEnv(settings_cls, env_file=path)
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8 (PowerShell's > writes UTF-16)") from error
    _check_sections(path.name, source.env_vars)
    return source


def _read_toml(path: Path) -> dict[str, Any]:
    """What the file says. Windows' editors begin it with a byte order mark, which TOML knows nothing of."""
    if not path.exists():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), f"is not TOML: {error}", "mend the line named; text needs quotes") from error
    names = [*data, *(data["model"] if isinstance(data.get("model"), dict) else ())]
    if any(name.lower().endswith("api_key") or name == "stored_key" for name in names):
        raise ConfigError(str(path), "holds an API key", "take it out and use `drafter keys set`, the environment or .env: this file is meant to be committed")
    return data


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
