"""`drafter report`: one page about all editions, for whoever answers for the desk."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from drafter.cli.options import as_json, digest_folder

NAME = "report.html"


@click.command("report")
@digest_folder
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the page; .drafter/report.html if not given.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="The page's language; the digest's if not given.")
@as_json
def command(folder: Path, out: Path | None, language: Literal["zh", "en"] | None, as_json: bool) -> int:
    """Write one page about all editions: cost, figures traced, flags and what became of them, overrides, corrections, and how much editors kept.

    It is made from what the digest keeps, without fetching or checking anything; prints the page's path, or with --json what it tells.
    """
    from drafter.config import load
    from drafter.recheck import is_digest
    from drafter.reporting import report

    folder = folder.resolve()
    if not is_digest(folder):
        from drafter.errors import UsageError

        raise UsageError(str(folder), "is no digest: it has neither drafter.toml nor .drafter", "name the digest's folder with -C")
    settings, _ = load(folder)
    zone = settings.digest.zone
    told = report(folder, settings, datetime.now(zone))
    if language:
        told = told.model_copy(update={"language": language})
    for failure in told.failures:
        click.echo(f"failed {failure.reason}: {failure.said}", err=True)
    if as_json:
        click.echo(json.dumps(told.model_dump(mode="json"), ensure_ascii=False, indent=1))
    if out is not None or not as_json:
        path = _written(folder, out, told, zone)
        click.echo(path, err=as_json)
    return 0


def _written(folder: Path, out: Path | None, told: Any, zone: Any) -> str:
    """Write the page. Raises UsageError where it would take the place of a file that is no report."""
    from drafter import bundled
    from drafter.errors import UsageError
    from drafter.reporting import page
    from drafter.store.files import STATE, write_atomic

    path = out or folder / STATE / NAME
    if path.exists() and page.MARK.encode() not in path.read_bytes():
        raise UsageError(str(path), "is there and is no report of drafter's", "name another file with --out, or move this one")
    write_atomic(path, page.page(told, bundled.read("templates", page.TEMPLATE, folder), zone))
    return path.as_posix()
