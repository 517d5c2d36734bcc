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
@click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="USD", help="Most this run may cost.")
def command(**given: Any) -> int:
    """Draft this week's edition from the digest's source lists, or from LISTs given here."""
    from drafter.cli.edition import run

    outcome = run(given, _draft)
    from drafter.cli.outcome import print_outcome

    print_outcome(outcome, as_json=given["as_json"])
    return outcome.exit_code


async def _draft(job: Job) -> Outcome:
    from drafter.pipeline import draft

    return await draft(job)
