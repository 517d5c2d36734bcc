"""`drafter shortlist`: the week's candidates by story, as a text file on the editor's desk. The file's path and text on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import edition_options

if TYPE_CHECKING:
    from drafter.job import Job, Outcome


@click.command("shortlist")
@edition_options
def command(**given: Any) -> int:
    """Collect the week's candidates and lay them before the editor; no model is asked.

    They are written, by story and best first, to .drafter/editions/NAME/shortlist.txt. The first word of a line decides: lead, item,
    brief (one sentence) or drop. `drafter draft` obeys it. Written again, the file keeps every decided line.
    """
    from drafter.cli.edition import run

    outcome = run(given, _shortlist)
    from drafter.cli.outcome import print_shortlist

    print_shortlist(outcome, as_json=given["as_json"])
    return outcome.exit_code


async def _shortlist(job: Job) -> Outcome:
    from drafter.pipeline import shortlist

    return await shortlist(job)
