"""`drafter init`: a digest's first files, or the demo. Asks little; without a terminal it asks nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drafter.voice.measures import Measured


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="[DIR]")
@click.option("--demo", is_flag=True, help="Copy the bundled demo digest instead; DIR may hold it already.")
@click.option("--name", help="Name of the digest for readers.")
@click.option("--series", metavar="KEBAB", help="Its name in file names; made from the name or the folder if not given.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="The edition's language.")
@click.option("--timezone", metavar="ZONE", help="IANA name, such as Asia/Shanghai.")
@click.option("--author", help="Author in the post's front matter.")
@click.option(
    "--from",
    "posts",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="POSTS",
    help="Learn lengths, headings, tags and terms from the posts of this folder or file; again for another.",
)
@click.option(
    "--routine",
    "routines",
    type=click.Choice(["github", "cron", "systemd"]),
    multiple=True,
    help="Also write a sample of the weekly routine: a workflow that opens a pull request, a line for cron, a timer; again for another. "
    "DIR may be a digest already.",
)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: take the options and the usual values.")
def command(folder: Path, demo: bool, yes: bool, posts: tuple[Path, ...], routines: tuple[str, ...], **given: str | None) -> int:
    """Start a digest in DIR (this folder if not given): drafter.toml, sources.txt, .gitignore, .gitattributes, .env.example.

    Overwrites nothing: if one of the files is there, it is named and nothing is written.
    """
    from drafter import starter

    if demo:
        if unused := [f"--{name}" for name, value in {**given, "from": posts, "routine": routines}.items() if value]:
            raise click.UsageError(f"--demo takes the demo as it is; leave out {', '.join(unused)}")
        return _demo(folder)
    if routines and (folder / "drafter.toml").is_file() and not posts and not any(given.values()):
        return _routines(folder, routines)
    read = _read(posts, folder, given) if posts else ()
    digest = _digest(folder, given, ask=not yes and sys.stdin.isatty())
    written = starter.write(folder, digest, read)
    click.echo(f"{digest.series}: wrote {', '.join(written)} in {folder.resolve()}")
    _next_steps(folder)
    return _routines(folder, routines) if routines else 0


def _routines(folder: Path, kinds: tuple[str, ...]) -> int:
    from drafter import routines
    from drafter.config import load

    for kind in dict.fromkeys(kinds):
        written = routines.write(folder, kind, load(folder)[0].digest, _program())
        for path in written.paths:
            click.echo(f"wrote {path}")
        if kind == "github" and written.repository is None:
            click.echo("no git repository is above this folder: move .github to the top of yours, and set DIGEST in it", err=True)
    click.echo("read its first lines: they say what it needs", err=True)
    return 0


def _program() -> tuple[str, ...]:
    """The words that start this very drafter: the command that was called, the one beside its Python, or its Python with the package."""
    called, beside = Path(sys.argv[0]).absolute(), Path(sys.executable).with_name("drafter.exe" if os.name == "nt" else "drafter")
    found = next((path for path in (called, beside) if path.stem == "drafter" and path.suffix in ("", ".exe") and path.is_file()), None)
    return (str(found),) if found else (sys.executable, "-m", "drafter")


def _read(places: tuple[Path, ...], folder: Path, given: dict[str, Any]) -> tuple[Measured, ...]:
    """The posts, measured; what they say of name, language and author stands where nothing else is given."""
    from drafter import house
    from drafter.voice.learned import learned
    from drafter.voice.unlearned import unlearned

    found, broken = house.posts(places, folder)
    for failure in broken:
        click.echo(f"not read: {failure.message}", err=True)
    count = f"{len(found)} post{'' if len(found) == 1 else 's'}"
    click.echo(f"learned from {count}; each line that it gave says so in drafter.toml, and style.md and glossary.yaml hold offers", err=True)
    for one in unlearned(found):
        click.echo(f"not learned: {one.what} (takes {one.needs} {one.of}; there {'is' if one.has == 1 else 'are'} {one.has})", err=True)
    said = {one.key: one.value for one in learned(found) if not one.offered}
    for name in ("name", "language", "author"):
        if given[name] is None and f"digest.{name}" in said:
            given[name] = said[f"digest.{name}"]
    return found


def _demo(folder: Path) -> int:
    from drafter import starter

    copied = starter.copy_demo(folder)
    for name in copied.left_alone:
        click.echo(f"{folder / name}: you changed it; left alone", err=True)
    done = f"{len(copied.written)} files of the demo copied" if copied.written else "the demo is there already"
    click.echo(f"{folder}: {done}", err=True)
    return 0


def _digest(folder: Path, given: dict[str, Any], *, ask: bool) -> Any:
    from pydantic import ValidationError

    from drafter.settings import DigestSettings
    from drafter.starter import series_of

    name = _said("name", given, "", "Name of the digest · 刊名", ask=ask)
    language = _said("language", given, _language(name), "Language · 语言", ask=ask, choice=click.Choice(["zh", "en"]))
    zone = _said("timezone", given, _zone(language), "Time zone · 时区", ask=ask, check=_known_zone)
    author = _said("author", given, "", "Author · 作者", ask=ask)
    series = given["series"] or series_of(name, folder)
    try:
        return DigestSettings(series=series, name=name, language=language, timezone=zone, author=author)
    except ValidationError as error:
        first = error.errors()[0]
        raise click.BadParameter(f"{first['input']!r}: {first['msg'].removeprefix('Value error, ')}", param_hint=f"--{first['loc'][0]}") from error


def _said(
    key: str, given: dict[str, Any], usual: str, question: str, *, ask: bool, choice: click.Choice[str] | None = None, check: Callable[[str], str] | None = None
) -> Any:
    if given[key] is not None or not ask:
        return usual if given[key] is None else given[key]
    return click.prompt(question, default=usual, show_default=bool(usual), type=choice or str, value_proc=check, err=True)


def _known_zone(name: str) -> str:
    """Asked again at once, not refused after the last question."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder such as Asia is an OSError
        raise click.UsageError(f"no time zone {name!r}; use an IANA name such as Asia/Shanghai") from error


def _language(name: str) -> str:
    """Chinese for a Chinese name, else by locale."""
    from drafter.cli.output import locale_language

    return "zh" if any("\u4e00" <= mark <= "\u9fff" for mark in name) else locale_language()


def _zone(language: str) -> str:
    """The machine's zone, unless it is UTC as on servers and the language suggests better."""
    try:
        target = Path("/etc/localtime").resolve().parts
        linked = "/".join(target[target.index("zoneinfo") + 1 :]) if "zoneinfo" in target else ""
    except OSError:  # a machine without such a link
        linked = ""
    zone = os.environ.get("TZ", "").removeprefix(":") or linked
    if "/" in zone and not zone.startswith(("/", "Etc/")):
        return zone
    return "Asia/Shanghai" if language == "zh" else "UTC"


def _next_steps(folder: Path) -> None:
    where = "" if folder.resolve() == Path.cwd() else f" -C {folder}"
    click.echo(f"Next: list your sources in {folder / 'sources.txt'}, then\n  drafter sources check{where}\n  drafter draft{where}", err=True)
    if (folder / "_config.yml").is_file():
        names = "drafter.toml, sources.txt, prompts, templates, style.md, glossary.yaml, examples.jsonl, routine"
        click.echo(f"This is a Jekyll site: add to _config.yml so that it is not published:  exclude: [{names}]", err=True)
