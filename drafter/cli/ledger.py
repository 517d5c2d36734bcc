"""`drafter ledger`: what was published when; built from an existing archive of posts."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.archive import Synced
    from drafter.store.published import Publication


@click.group("ledger")
@digest_folder
def command(**_its: Any) -> None:
    """What was published when (.drafter/ledger.jsonl). Posts that were published by hand are taken in first."""


@command.command("build")
@click.argument("archive", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR")
@digest_folder
def build(archive: Path, folder: Path) -> int:
    """Take in all posts in DIR and below it, older forms too. What is known already stays as it is."""
    synced = _with_lock(folder, archive)
    from drafter.cli.published import print_synced

    print_synced(synced, failures=True)
    click.echo(f"{len(synced.added)} posts taken in, {synced.known} were known, {len(synced.failures)} files left out", err=True)
    return 0


@command.command("list")
@digest_folder
@as_json
def listed(folder: Path, as_json: bool) -> int:
    """List published posts, the latest first."""
    from drafter.cli.output import table
    from drafter.cli.published import print_synced
    from drafter.store.published import publications

    print_synced(_with_lock(folder), failures=False)
    posts = publications(folder)[::-1]
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in posts], ensure_ascii=False, indent=1))
        return 0
    rows = [(one.date, one.edition, str(len(one.items)), "by hand" if one.by_hand else "", one.post, one.title) for one in posts]
    if rows:
        click.echo(table(("date", "edition", "items", "", "post", "title"), rows))
    click.echo(f"{len(rows)} posts", err=True)
    return 0


@command.command("show")
@click.argument("post")
@digest_folder
@as_json
def show(post: str, folder: Path, as_json: bool) -> int:
    """Show one post as the ledger has it: POST is its path or its edition."""
    from drafter.errors import UsageError
    from drafter.store.published import publications

    _with_lock(folder)
    found = [
        one for one in publications(folder) if post in (one.post, one.edition, Path(one.post).name) or (folder / one.post).resolve() == Path(post).resolve()
    ]
    if not found:
        raise UsageError(post, "is not in the ledger", "`drafter ledger list` shows what is")
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(map(_told, found)))
    return 0


def _told(one: Publication) -> str:
    lines = [f"{one.title}", f"{one.post}  {one.date}  {one.edition}{'  by hand' if one.by_hand else ''}"]
    for item in one.items:
        lines += [f"- {item.headline or item.url}{' (brief)' if item.brief else ''}", *(f"    {url}" for url in (item.url, *item.further) if url)]
    return "\n".join(lines)


def _with_lock(folder: Path, archive: Path | None = None) -> Synced:
    from drafter import archive as posts
    from drafter.config import load
    from drafter.store import lock

    settings, _ = load(folder)
    now = datetime.now(settings.digest.zone)
    with lock.held(folder, now):
        return posts.build(folder, settings, archive, now) if archive else posts.sync(folder, settings, now)
