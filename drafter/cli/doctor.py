"""`drafter doctor`: what keeps drafting from working, each with the way out, in Chinese or English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.cli.health import Finding
    from drafter.config import Settings

PRESETS = ("deepseek", "qwen", "openai", "ollama", "vllm", "llamacpp")


@click.command("doctor")
@digest_folder
@click.option("--preset", type=click.Choice(PRESETS), help="Print the drafter.toml lines for an endpoint instead (qwen: 通义千问/百炼).")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Language of the report; by locale if not given.")
@click.option("--offline", is_flag=True, help="Call no endpoint.")
@as_json
def command(folder: Path, preset: str | None, language: str | None, offline: bool, as_json: bool) -> int:
    """Look at settings, folder, source lists, prompts, key, model and site, and say how to mend what is wrong.

    With a key or an endpoint the model is asked a question or two (a few tokens). Without, nothing is called.
    Exit code 0: nothing is wrong; 4: something must be changed.
    """
    from drafter.cli.output import locale_language

    if preset:
        click.echo(_bundled(f"presets/{preset}.toml"), nl=False)
        return 0
    spoken = language or locale_language()
    rows = list(_told(folder, spoken, offline))
    if as_json:
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print(rows, spoken)
    return 4 if any(row["level"] == "wrong" for row in rows) else 0


def _told(folder: Path, language: str, offline: bool) -> Iterator[dict[str, str]]:
    """Findings in words: `code`, `level`, `said`, `do`."""
    from drafter.cli import health
    from drafter.config import load
    from drafter.errors import ConfigError

    yield _worded(health.program(), language)
    try:
        settings, origins = load(folder)
    except ConfigError as error:
        yield _worded(health.of_error("bad-config", error), language)
        return
    yield _worded(health.settings_file(folder), language)
    asks = settings.writer_kind == "openai"
    for finding in health.local(folder, settings, https_model=asks and not settings.endpoint.startswith("http://")):
        yield _worded(finding, language)
    key = health.model(settings, origins)
    yield _worded(key, language)
    if asks and key.level != "wrong":
        yield from _endpoint(settings, language, offline)


def _endpoint(settings: Settings, language: str, offline: bool) -> Iterator[dict[str, str]]:
    from drafter.cli.health import Finding

    if offline:
        yield _worded(Finding("not-asked", "note", {"endpoint": settings.endpoint or "OpenAI"}), language)
        return
    import asyncio

    from drafter.llm.diagnose import diagnose

    key = settings.api_key.get_secret_value() if settings.api_key else None
    for found in asyncio.run(diagnose(settings.model, key, settings.endpoint)):
        yield _of_endpoint(found, language)


def _of_endpoint(found: Any, language: str) -> dict[str, str]:
    raise NotImplementedError


_TEXTS: dict[str, Any] = {}


def _worded(finding: Finding, language: str) -> dict[str, str]:
    if not _TEXTS:
        import tomllib

        _TEXTS.update(tomllib.loads(_bundled("doctor.toml")))
    text = _TEXTS[finding.code][language]
    return {"code": finding.code, "level": finding.level, "said": text["said"].format_map(finding.filled), "do": text.get("do", "").format_map(finding.filled)}


def _bundled(name: str) -> str:
    from drafter import bundled

    return (bundled.folder("templates") / name).read_text(encoding="utf-8")


def _print(rows: list[dict[str, str]], language: str) -> None:
    from drafter.cli.output import width

    levels = _TEXTS["levels"][language]
    wide = max(width(word) for word in levels.values())
    for row in rows:
        word = levels[row["level"]]
        click.echo(f"{word}{' ' * (wide - width(word))}  {row['said']}")
        if row["do"]:
            click.echo(f"{' ' * wide}  → {row['do']}")
