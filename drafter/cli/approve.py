"""`drafter approve`: who stands for which section of a post, for as long as its words stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.publish.approving import Section, Standing


@click.command("approve")
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option(
    "--section", "wanted", multiple=True, metavar="KEY", help="analysis, lede, title, front, items, briefs, or an item's address; may be given again."
)
@click.option("--all", "everything", is_flag=True, help="Every section.")
@click.option("--by", metavar="NAME", help="Your name; git's if not given.")
@click.option("--take-back", is_flag=True, help="Take your approval of these sections back.")
@as_json
def command(post: Path, folder: Path | None, wanted: tuple[str, ...], everything: bool, by: str | None, take_back: bool, as_json: bool) -> int:
    """Approve sections of POST; without --section or --all, show who approved what.

    An approval holds for the words as they stand and lapses when they are changed. With publish.four_eyes every section wants two names
    before the post is published. Approvals are files in .drafter/editions/, meant to be committed.
    """
    from drafter.cli.add import person
    from drafter.cli.publish import job_of
    from drafter.collect.workers import Workers
    from drafter.publish import approve, standing
    from drafter.recheck import digest_of

    if (wanted and everything) or (take_back and not wanted and not everything):
        raise click.UsageError("name sections with --section, or all of them with --all")
    home = (folder or digest_of(post)).resolve()
    workers = Workers()
    try:
        job = job_of(home, workers, offline=True)
        if not wanted and not everything:
            stand = standing(job, post)
        else:
            name = " ".join((by or person(home)).split())
            if not name:
                raise click.UsageError("say who approves: --by NAME")
            done, stand = approve(job, post, wanted, name, back=take_back)
            said = "took back" if take_back else "approved"
            click.echo(f"{name} {said} {len(done)} sections" + (f": {', '.join(done)}" if done else "; nothing was changed"), err=True)
    finally:
        workers.close()
    _print(stand, as_json=as_json)
    return 0


def _print(stand: Standing, *, as_json: bool) -> None:
    if as_json:
        data = [{"section": one.key, "title": one.title, "approved": _names(one), "lapsed": [each.by for each in one.lapsed]} for one in stand.sections]
        click.echo(json.dumps({"sections": data, "needed": stand.needed, "wanting": [one.key for one in stand.wanting]}, ensure_ascii=False, indent=1))
        return
    from drafter.cli.output import table

    rows = [(", ".join(_names(one)) or "–", ", ".join(each.by for each in one.lapsed), one.key, one.title) for one in stand.sections]
    click.echo(table(("approved by", "lapsed", "section", "title"), rows))
    for failure in stand.failures:
        click.echo(failure.said, err=True)
    if stand.needed:
        click.echo(f"{len(stand.wanting)} of {len(stand.sections)} sections want another name (publish.four_eyes)", err=True)


def _names(one: Section) -> list[str]:
    return [each.by for each in one.approved]
