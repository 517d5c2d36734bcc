"""`drafter publish`: a draft goes where the site shows it, after a last look; mail and WeChat come from the same text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.collect.workers import Workers
    from drafter.job import Job
    from drafter.publish import Published

CODES = """\b
Exit codes:
  0    published, or published already
  1    no post of this form; the error names the line
  2    the command's words are off
  3    something stops it: BLOCK flags, a note to the editor, an embargo, a missing approval
  4    configuration: a setting or template must be changed
"""


@click.command("publish", epilog=CODES)
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--override", metavar="REASON", help="Publish although BLOCK flags stand; kept with the name.")
@click.option("--by", metavar="NAME", help="Who overrides; required with --override.")
@click.option("--email", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE", help="Write the post as an HTML mail; - for stdout.")
@click.option(
    "--wechat", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE", help="Write it as HTML to paste into WeChat; - for stdout."
)
@click.option("--offline", is_flag=True, help="Do not look at the cited pages again.")
@click.option("--dry-run", is_flag=True, help="Say what would stop it, and publish nothing.")
@as_json
def command(**given: Any) -> int:
    """Publish POST: check it, look at its cited pages once more, move it from _drafts to _posts, enter it in the ledger.

    A publish that was interrupted is finished by the same command; for a post that is published already it writes the mail and the WeChat text.
    `drafter unpublish` takes it back.
    """
    from drafter.cli.published import print_published
    from drafter.errors import DrafterError

    _words(given)
    try:
        published, outlets = _published(given)
    except DrafterError as error:
        if given["as_json"]:
            from drafter.cli.outcome import print_error

            print_error(error)
        raise
    print_published(published, as_json=given["as_json"], quiet_stdout=bool(outlets))
    for target, text in outlets:
        _write(target, text)
    return 3 if published.done == "stopped" else 0


def _words(given: dict[str, Any]) -> None:
    if bool(given["override"] and given["override"].strip()) != bool(given["by"] and given["by"].strip()):
        raise click.UsageError("--override REASON and --by NAME go together: an override is kept with its name")
    if [str(given[name]) for name in ("email", "wechat")].count("-") + bool(given["as_json"]) > 1:
        raise click.UsageError("only one of --email -, --wechat - and --json can have stdout")


def _published(given: dict[str, Any]) -> tuple[Published, list[tuple[Path, str]]]:
    import asyncio

    from drafter.collect.workers import Workers
    from drafter.publish import Asked, letters, publish
    from drafter.recheck import digest_of

    folder = (given["folder"] or digest_of(given["post"])).resolve()
    workers = Workers()
    try:
        job = job_of(folder, workers, offline=given["offline"])
        asked = Asked(" ".join((given["override"] or "").split()), " ".join((given["by"] or "").split()), dry_run=given["dry_run"])
        done = asyncio.run(publish(job, given["post"], asked))
    finally:
        workers.close()
    wanted = [] if done.done == "stopped" else [name for name in ("email", "wechat") if given[name] is not None]
    return done, [(given[name], letters.of(name, done.text, job.settings, folder)) for name in wanted]


def job_of(folder: Path, workers: Workers, *, offline: bool) -> Job:
    """The ports of a command about one post."""
    from drafter.cli.who import git_name
    from drafter.config import load
    from drafter.job import Job

    settings, _ = load(folder)
    zone = settings.digest.zone
    return Job(folder=folder, settings=settings, clock=lambda: datetime.now(zone), workers=workers, offline=offline, by=git_name(folder))


def _write(target: Path, text: str) -> None:
    if str(target) == "-":
        click.echo(text, nl=False)
        return
    from drafter.store.files import same_bytes, write_atomic

    if not same_bytes(target, text.encode()):
        write_atomic(target, text)
    click.echo(f"wrote {target}", err=True)
