"""`drafter unpublish`: a published post goes back to where it lay as a draft."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("unpublish")
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
def command(post: Path, folder: Path | None) -> int:
    """Take POST back: into its draft's place, and out of the ledger. The site shows it no more once it is built again."""
    from drafter.cli.publish import job_of
    from drafter.collect.workers import Workers
    from drafter.publish import unpublish
    from drafter.recheck import digest_of

    workers = Workers()
    try:
        back = unpublish(job_of((folder or digest_of(post)).resolve(), workers, offline=True), post)
    finally:
        workers.close()
    click.echo(f"{back.post} {'is taken back' if back.done == 'taken-back' else 'was taken back already; nothing was changed'}", err=True)
    click.echo(back.draft)
    return 0
