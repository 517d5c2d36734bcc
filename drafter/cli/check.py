"""`drafter check`: every sentence of a post against its sources; flags on stdout, worst first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json, by_name

if TYPE_CHECKING:
    from drafter.collect.workers import Workers
    from drafter.job import Job
    from drafter.recheck import Checked, Waive

CODES = """\b
Exit codes:
  0    checked, whatever was found
  1    no post of this form; the error names the line
  2    the command's words are off
  3    with --strict: BLOCK or HIGH flags stand
  4    configuration: a setting or template must be changed
"""


@click.command("check", epilog=CODES)
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--fetch", is_flag=True, help="Fetch the pages of sources that are not kept.")
@click.option("--strict", is_flag=True, help="Exit with 3 while BLOCK or HIGH flags stand.")
@click.option("--github", is_flag=True, help="Print annotations for a pull request.")
@click.option("--markdown", is_flag=True, help="Print the flags as the text of a pull request.")
@as_json
@click.option("--record", "record_in", type=click.Path(path_type=Path, file_okay=False), help="Write review.json and review.html to this folder.")
@click.option("--waive", metavar="CODE", help="Let the flag with this code stand, for as long as its words do.")
@click.option("--words", help="The flag's words, where several have the code.")
@click.option("--reason", help="Why; required with --waive.")
@by_name
def command(**given: Any) -> int:
    """Check POST, a draft or a published post, ours, edited, or written by hand: where each sentence comes from, and what does not hold.

    Pages that the draft was made from are used as they are kept; nothing is fetched without --fetch. Waivers and the review record lie beside the
    edition in .drafter/editions/, and so does what was done since the last check: flags fixed or waived, sentences edited.
    """
    from drafter.errors import DrafterError

    try:
        checked = _checked(given, _waive(given))
    except DrafterError as error:
        if given["as_json"]:
            from drafter.cli.outcome import print_error

            print_error(error)
        raise
    if given["markdown"]:
        from drafter.cli.flags_markdown import markdown

        click.echo(markdown(checked), nl=False)
        return 3 if given["strict"] and checked.review.must_act else 0
    from drafter.cli.checked import print_checked

    print_checked(checked, as_json=given["as_json"], github=given["github"])
    _offer(checked, given)
    return 3 if given["strict"] and checked.review.must_act else 0


def _waive(given: dict[str, Any]) -> Waive | None:
    from drafter.errors import UsageError
    from drafter.recheck import Waive

    code, reason = given["waive"], (given["reason"] or "").strip()
    if code is None:
        if given["words"] is not None or given["reason"] is not None:
            raise UsageError("--words and --reason", "say nothing without --waive", "name the flag's code: --waive figure-not-in-source")
        return None
    if not reason:
        raise UsageError(f"--waive {code}", "has no reason", 'say why the flag may stand: --reason "the bank corrected it by phone"')
    return Waive(code, given["words"], reason)


def _offer(checked: Checked, given: dict[str, Any]) -> None:
    """Say so where the waiver was the tenth in a row of its code."""
    codes = sorted({one.code for one in checked.noted if one.what == "ignored"})
    if not codes:
        return
    from drafter.decided import IN_A_ROW, may_demote, tallies
    from drafter.recheck import digest_of
    from drafter.store import decisions, demotions

    digest = given["folder"] or digest_of(given["post"])
    counted, demoted = tallies(decisions.every(digest)), demotions.read(digest)[0]
    for code in codes:
        if counted[code].in_a_row >= IN_A_ROW and may_demote(code) and code not in demoted:
            click.echo(f"{code} was ignored {counted[code].in_a_row} times in a row; to count it less: drafter explain {code} --demote --by NAME", err=True)


def _checked(given: dict[str, Any], waive: Waive | None) -> Checked:
    import asyncio
    import tempfile

    from drafter.cli.who import who
    from drafter.collect.workers import Workers
    from drafter.recheck import check, digest_of, is_digest

    folder = (given["folder"] or digest_of(given["post"])).resolve()
    workers = Workers()
    try:
        with tempfile.TemporaryDirectory() as elsewhere:  # beside a post that belongs to no digest nothing is laid
            job = _job(folder, given, workers, None if is_digest(folder) else Path(elsewhere))
            return asyncio.run(check(job, given["post"], waive=waive, record_in=given["record_in"], by=who(folder, given["by"])))
    finally:
        workers.close()


def _job(folder: Path, given: dict[str, Any], workers: Workers, state: Path | None) -> Job:
    from drafter.config import load
    from drafter.job import Job

    settings, _ = load(folder)
    zone = settings.digest.zone
    return Job(folder=folder, settings=settings, clock=lambda: datetime.now(zone), workers=workers, offline=not given["fetch"], state=state)
