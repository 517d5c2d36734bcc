"""`drafter config`: every setting, its value and where it came from. Secrets are masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from drafter.cli.options import as_json, digest_folder

_MASK = "**********"


@click.command("config")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@digest_folder
@as_json
def command(keys: tuple[str, ...], folder: Path, as_json: bool) -> int:
    """Show every setting and where it came from; with KEYs (`model`, `select.max_items`) only these.

    Order of precedence: flag, environment (DRAFTER_SECTION__NAME), .env, drafter.toml, stored key, default.
    """
    from drafter.config import load

    settings, origins = load(folder)
    rows = [(origin.key, _value(origin.value), origin.origin) for origin in origins if not keys or any(_within(origin.key, key) for key in keys)]
    if not rows:
        raise click.UsageError(_unknown(keys[0], [origin.key for origin in origins]))
    if as_json:
        _print_json(rows, settings.writer_kind, settings.endpoint)
        return 0
    from drafter.cli.output import table

    # The value comes last: a long list of tags must not push where it came from off the screen.
    click.echo(table(("setting", "from", "value"), [(key, origin, _shown(value)) for key, value, origin in rows]))
    if not keys:
        click.echo(f"\nwriter: {_writer(settings)}")
    return 0


def _within(key: str, wanted: str) -> bool:
    return key == wanted or key.startswith(wanted + ".")


def _unknown(wanted: str, keys: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(wanted, [*keys, *{key.partition(".")[0] for key in keys}], n=1)
    return f"no setting {wanted!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _value(value: Any) -> Any:
    """As JSON can hold it, with secrets masked."""
    from pydantic import SecretStr

    if isinstance(value, SecretStr):
        return _MASK
    if isinstance(value, tuple):
        return list(value)
    return _without_login(value) if isinstance(value, str) else value


def _without_login(text: str) -> str:
    """An address without the name and password in it."""
    import re

    return re.sub(r"(?<=://)[^/\s@]+@", f"{_MASK}@", text)


def _shown(value: Any) -> str:
    import json

    return "–" if value is None else json.dumps(value, ensure_ascii=False)


def _print_json(rows: list[tuple[str, Any, str]], writer: str, endpoint: str) -> None:
    import json

    settings = {key: {"value": value, "from": origin} for key, value, origin in rows}
    click.echo(json.dumps({"settings": settings, "writer": writer, "endpoint": _without_login(endpoint)}, ensure_ascii=False, indent=1))


def _writer(settings: Any) -> str:
    if settings.writer_kind == "extractive":
        why = "" if settings.model.kind != "auto" else ", since neither a key nor an endpoint is set"
        return f"extractive{why}"
    return f"{settings.writer_kind}, {settings.model.writer} at {_without_login(settings.endpoint) or 'OpenAI'}"
