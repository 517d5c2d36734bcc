"""`drafter draft`: one edition, from source list to draft. Progress on stderr, the draft's path on stdout."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import click

from drafter.cli import EXIT_CODES
from drafter.cli.options import digest_folder


@click.command("draft", epilog=EXIT_CODES)
@click.argument("lists", nargs=-1, metavar="[LIST|URL|FILE]...")
@digest_folder
@click.option("--sources", "more_lists", multiple=True, metavar="FILE", help="A source list, URL or file; may be given again.")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the draft to this file.")
@click.option("--week", help="Name the edition: 2026-W04. A past week's window ends with that week.")
@click.option("--from", "since", metavar="DATE", help="Begin the window by hand.")
@click.option("--to", "until", metavar="DATE", help="End the window by hand (this day included).")
@click.option("--pick", multiple=True, metavar="URL", help="Take this article, in this run, whatever its date and score.")
@click.option("--drop", multiple=True, metavar="URL", help="Leave this article out of this run.")
@click.option(
    "--writer", type=click.Choice(["auto", "openai", "extractive", "replay"]), help="Who writes; auto: openai with a key or endpoint, else extractive."
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="The edition's language.")
@click.option("--offline", is_flag=True, help="Answer pages and model calls only from what is kept.")
@click.option("--kept-pages", is_flag=True, help="Fetch nothing, use the kept pages, but ask the model: for work on prompts.")
@click.option("--bundle", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Draft offline from this fixture or frozen run.")
@click.option("--take", type=click.IntRange(0), default=0, help="Ask the model anew: each number is a take of its own.")
@click.option("--dry-run", is_flag=True, help="Collect and choose, estimate calls, tokens and price, call no model.")
@click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="USD", help="Most this run may cost.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(**given: Any) -> int:
    """Draft this week's edition from the digest's source lists, or from LISTs given here."""
    import asyncio

    from drafter.collect.workers import Workers

    workers = Workers()
    try:
        if not (given["folder"] / ".drafter" / "kept" / "articles").is_dir():
            workers.warm()  # nothing is extracted yet: let its libraries load beside ours
        from drafter.cli.outcome import print_error, print_outcome
        from drafter.cli.output import Progress
        from drafter.config import load
        from drafter.errors import DrafterError
        from drafter.job import Job

        settings, _ = load(given["folder"], _flags(given))
        with Progress(quiet=given["quiet"]) as progress:
            job = Job(
                folder=given["folder"].resolve(),
                settings=settings,
                lists=tuple(_from_here(path) for path in (*given["lists"], *given["more_lists"])),
                stdin=_standard_input,
                clock=lambda: datetime.now(settings.digest.zone),
                workers=workers,
                week=given["week"],
                since=_moment(given["since"], settings.digest.zone, "--from"),
                until=_moment(given["until"], settings.digest.zone, "--to", end=True),
                picks=given["pick"],
                drops=given["drop"],
                offline=given["offline"] or (given["bundle"] is not None and not given["kept_pages"]) or settings.writer_kind == "replay",
                kept_pages=given["kept_pages"],
                bundle=given["bundle"],
                out=given["out"],
                take=given["take"],
                dry_run=given["dry_run"],
                report=progress.update,
            )
            from drafter.pipeline import draft

            try:
                outcome = asyncio.run(draft(job))
            except DrafterError as error:
                if given["as_json"]:
                    print_error(error)
                raise
        print_outcome(outcome, as_json=given["as_json"])
        return outcome.exit_code
    finally:
        workers.close()


def _from_here(path: str) -> str:
    """A path given on the command line is relative to where it was called, whatever the digest's folder."""
    return str(Path(path).resolve()) if path != "-" and Path(path).exists() else path


@cache
def _standard_input() -> str:
    """Read once: a list of sources and a document on standard input both ask for it."""
    return sys.stdin.read()


def _flags(given: dict[str, Any]) -> dict[str, Any]:
    flags: dict[str, Any] = {}
    if given["writer"]:
        flags.setdefault("model", {})["kind"] = given["writer"]
    if given["budget"]:
        flags.setdefault("model", {})["budget"] = given["budget"]
    if given["language"]:
        flags.setdefault("digest", {})["language"] = given["language"]
    return flags


def _moment(text: str | None, zone: Any, flag: str, *, end: bool = False) -> datetime | None:
    """A date or time given by hand; a bare date as an end includes that day."""
    if text is None:
        return None
    from datetime import timedelta

    from drafter.errors import UsageError

    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{flag} {text}", "is no date", "use 2026-01-26 or 2026-01-26T18:00") from error
    if end and moment.time() == moment.min.time() and ":" not in text and "T" not in text:
        moment += timedelta(days=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
