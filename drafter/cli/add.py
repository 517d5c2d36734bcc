"""`drafter add`: put articles by for the week."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from drafter.cli.options import digest_folder
from drafter.entities import ArticleKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.config import Settings
    from drafter.given import Added, Given

KINDS = get_args(ArticleKind)


@click.command("add")
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE|-...")
@digest_folder
@click.option("--url", default="", metavar="URL", help="The address of a pasted text or a file: the item's link. The text stands in for that page.")
@click.option("--title", default="", help="Its title, where it states none or a bad one.")
@click.option("--note", default="", help="What you want to say of it to the editor.")
@click.option("--by", default="", metavar="NAME", help="Who adds it; else git's user.name, else your login.")
@click.option("--not-before", default="", metavar="DATE", help="It is no candidate before that day or time (an embargo).")
@click.option("--private", is_flag=True, help="Its text never goes to a model; it still lies readable in the inbox's folder.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; rules propose it otherwise.")
@click.option("--at", metavar="DATETIME", help="When it is added, instead of now: to back-date it.")
@click.option("--offline", is_flag=True, help="Fetch nothing; a page that is not kept is put by all the same.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(**given: Any) -> int:
    """Put articles by for the week: web addresses, files (HTML, PDF, .docx, .eml, Markdown, text), or text on standard input (-).

    Each is fetched and read at once, so that you see now what a draft could not read on its day. What cannot be read (a paywall, a
    page that wants a verification) is put by with its address: open it in a browser and paste the text,

        drafter add - --url URL < text

    A newsletter (.eml) gives one candidate for each article it links. Each candidate is a text file in .drafter/inbox/ that you may
    edit by hand and share through git; `drafter inbox` lists them.

    Exit code 0: something was added or is there; 1: nothing could be; 2: usage.
    """
    import asyncio

    from drafter.collect.workers import Workers
    from drafter.config import load

    folder: Path = given["folder"].resolve()
    _must_be_digest(folder)
    settings, _ = load(folder)
    targets = list(dict.fromkeys(given["targets"]))
    _must_fit(targets, given)
    workers = Workers()
    try:
        if not given["offline"] or any(not _is_url(target) for target in targets):
            workers.warm()
        done = asyncio.run(_added(folder, settings, workers, targets, _said(folder, settings, given), given))
    finally:
        workers.close()
    for one in done:
        _print(one)
    return 0 if any(one.done != "refused" for one in done) else 1


async def _added(folder: Path, settings: Settings, workers: Any, targets: list[str], said: Given, given: dict[str, Any]) -> list[Added]:
    from drafter.cli.output import Progress
    from drafter.inbox import Adding
    from drafter.job import bundle_of

    def clock() -> datetime:
        return said.at if given["at"] else datetime.now(settings.digest.zone)

    urls = [target for target in targets if _is_url(target)]
    also = [bundle / "pages"] if (bundle := bundle_of(folder, None)) else []
    with Progress(quiet=given["quiet"]) as progress:
        async with Adding.opened(folder, settings, workers, clock, also=also, offline=given["offline"]) as adding:
            adding.report = progress.update
            done = {one.target: [one] for one in await adding.urls(urls, said)}
            for target in targets:
                if target not in done:
                    done[target] = await _file(adding, target, said, settings.fetch.max_bytes)
    return [one for target in targets for one in done[target]]


async def _file(adding: Any, target: str, said: Given, limit: int) -> list[Added]:
    from drafter.given import Added

    try:
        if target == "-":
            body = _standard_input(limit)
        else:
            with Path(target).open("rb") as file:
                body = file.read(limit + 1)
    except OSError as error:
        way_out = "check its name and permissions; a web address begins with https://"
        return [Added(target, "refused", problem="cannot-read", message=f"cannot be read: {error.strerror or error}; {way_out}")]
    done: list[Added] = await adding.document(body, target, said)
    return done


def _standard_input(limit: int) -> bytes:
    if sys.stdin.isatty():
        click.echo("Paste the text, then end it with Ctrl-D on a line of its own (Windows: Ctrl-Z, Enter):", err=True)
    return sys.stdin.buffer.read(limit + 1)


def _is_url(target: str) -> bool:
    return "://" in target


def _must_be_digest(folder: Path) -> None:
    """An address put by in a folder that nobody drafts from would be lost."""
    from drafter.errors import UsageError

    if not ((folder / "drafter.toml").exists() or (folder / ".drafter").is_dir() or any(folder.glob("sources.*"))):
        raise UsageError(str(folder), "is no digest", "name the digest's folder with -C, or make one: drafter init")


def _must_fit(targets: list[str], given: dict[str, Any]) -> None:
    if given["url"] and (len(targets) > 1 or _is_url(targets[0])):
        raise click.UsageError("--url goes with one text or one file: it says which page that stands in for")
    if given["title"] and len(targets) > 1:
        raise click.UsageError("--title goes with one thing to add")
    from drafter.given import unusable

    if given["url"] and (wrong := unusable(given["url"])):
        raise click.UsageError(f"--url {given['url']} {wrong}")


def _said(folder: Path, settings: Settings, given: dict[str, Any]) -> Given:
    from drafter.collect.canonical import canonical
    from drafter.collect.visible import line
    from drafter.given import Given
    from drafter.moments import day_or_moment, moment

    zone = settings.digest.zone
    return Given(
        by=line(given["by"]) or person(folder),
        at=moment(given["at"], zone, "--at") if given["at"] else datetime.now(zone),
        url=canonical(given["url"]) if given["url"] else "",
        title=line(given["title"]),
        note=line(given["note"]),
        not_before=day_or_moment(given["not_before"], zone, "--not-before"),
        private=given["private"],
        kind=given["kind"],
    )


def person(folder: Path) -> str:
    """Who is at the keyboard: git's name for them, since their commits have it too, else their login."""
    from drafter.cli.who import git_name
    from drafter.collect.visible import line

    name = git_name(folder)
    if name:
        return name
    try:
        return line(getpass.getuser())
    except (OSError, KeyError):  # no login at all, as in some containers
        return ""


def _print(one: Added) -> None:
    """One line a target on stdout; what is wrong on stderr."""
    from drafter.collect.visible import line

    if one.done == "refused":
        click.echo(f"not added: {line(one.target)}: {line(one.message)}", err=True)
        return
    facts, since = _facts(one), one.since[:16].replace("T", " ")
    said = {"added": "added", "updated": f"there since {since}, updated", "present": f"there since {since}"}
    click.echo(f"{said[one.done]}: {line(one.title) or line(one.target)}" + (f" ({', '.join(facts)})" if facts else "") + f" → {one.file}")
    if one.problem and one.message:
        click.echo(f"  cannot be read yet ({one.problem}): {line(one.message)}", err=True)


def _facts(one: Added) -> Sequence[str]:
    from drafter.collect.visible import line

    shown = (one.site, one.published.value[:10] if one.published else "", f"{one.kind}{'?' if one.why else ''}" if one.kind else "")
    length = f"{one.characters:,} characters" if one.characters else ""
    return [line(part) for part in (*shown, length) if part]
