"""`drafter draft`: one edition, from source list to draft. Progress on stderr, the draft's path on stdout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli import EXIT_CODES
from drafter.cli.options import edition_options

if TYPE_CHECKING:
    from drafter.job import Job, Outcome


@click.command("draft", epilog=EXIT_CODES)
@edition_options
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the draft to this file.")
@click.option("--auto", is_flag=True, help="Nobody is at the desk: no shortlist or theses of an editor's are read; the record says so.")
@click.option(
    "--writer", type=click.Choice(["auto", "openai", "extractive", "replay"]), help="Who writes; auto: openai with a key or endpoint, else extractive."
)
@click.option("--kept-pages", is_flag=True, help="Fetch nothing, use the kept pages, but ask the model: for work on prompts.")
@click.option("--take", type=click.IntRange(0), default=0, help="Ask the model anew: each number is a take of its own.")
@click.option("--dry-run", is_flag=True, help="Collect and choose, estimate calls, tokens and price, call no model.")
@click.option("--once", is_flag=True, help="Leave an edition alone that has been drafted, edited or not: for a weekly routine.")
@click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="USD", help="Most this run may cost.")
def command(**given: Any) -> int:
    """Draft this week's edition from the digest's source lists, or from LISTs given here."""
    from functools import partial

    from drafter.cli.edition import run

    outcome = run(given, partial(_draft, once=given["once"]))
    from drafter.cli.outcome import print_outcome

    print_outcome(outcome, as_json=given["as_json"])
    return outcome.exit_code


async def _draft(job: Job, *, once: bool) -> Outcome:
    from drafter.pipeline import draft

    if once and (name := _drafted(job)):
        click.echo(f"{name} is drafted already; left alone (--once)", err=True)
        raise click.exceptions.Exit(0)
    return await draft(job)


def _drafted(job: Job) -> str:
    """The edition's name where it has a draft of ours, published or not; else empty."""
    from drafter.job import moment, window
    from drafter.store.editions import edition_folder

    name = window(job.folder, job.settings, moment(job), job.week, job.since, job.until).name
    return name if (edition_folder(job.folder, name) / "draft.md").exists() else ""
