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
    from drafter.llm import diagnose

LIMIT_S = 120.0
"""Seconds for one question: a local model may have to be loaded first."""
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
    rows: list[dict[str, str]] = []
    for row in _told(folder, spoken, offline):
        rows.append(row)
        if not as_json:
            _print(row, spoken)
    if as_json:
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
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
        yield from _endpoint(folder, settings, language, offline)


def _endpoint(folder: Path, settings: Settings, language: str, offline: bool) -> Iterator[dict[str, str]]:
    from drafter.cli.health import Finding, of_error
    from drafter.errors import ConfigError

    if offline:
        yield _worded(Finding("not-asked", "note", {"endpoint": settings.endpoint or "OpenAI"}), language)
        return
    try:
        found = _diagnosed(folder, settings)
    except ConfigError as error:
        yield _worded(of_error("bad-config", error), language)
        return
    for one in found:
        said, way_out = (one.zh, one.way_out_zh) if language == "zh" else (one.en, one.way_out_en)
        yield {"code": one.code, "level": "ok" if one.ok else "wrong", "said": f"{one.subject}: {said}", "do": way_out}


def _diagnosed(folder: Path, settings: Settings) -> list[diagnose.Finding]:
    import asyncio

    from drafter.bundled import read
    from drafter.llm.diagnose import diagnose
    from drafter.store.files import STATE

    key = settings.secret
    patient = settings.model.model_copy(update={"time_limit_s": min(settings.model.time_limit_s, LIMIT_S)})
    kept = folder / STATE / "kept" / "endpoints.json"
    return asyncio.run(diagnose(patient, key, settings.endpoint, load_text=lambda name: read("prompts", name, folder), capabilities=kept))


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


def _print(row: dict[str, str], language: str) -> None:
    """One finding, as soon as it is made: an endpoint may take its time."""
    from drafter.cli.output import width

    levels = _TEXTS["levels"][language]
    wide = max(width(word) for word in levels.values())
    word = levels[row["level"]]
    click.echo(f"{word}{' ' * (wide - width(word))}  {row['said']}")
    if row["do"]:
        click.echo(f"{' ' * wide}  → {row['do']}")
