"""`drafter redo`: have parts of a post written anew, take or leave proposals, lock pieces."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.config import Settings
    from drafter.redo import Order, Redone

CODES = """\b
Exit codes:
  0    done
  1    the model gave no answer, a page is not kept, or another drafter is at work; the post stands as it was
  2    the command's words are off
  3    done, but BLOCK or HIGH flags stand in the redone parts, or some parts got no answer
  4    configuration: a setting, key or file of the edition must be changed
"""


@click.command("redo", epilog=CODES)
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--item", "items", multiple=True, metavar="URL", help="Write the item of this source anew; may be given again.")
@click.option("--section", "sections", multiple=True, type=click.Choice(["analysis", "conclusion", "lede", "title"]), help="Write this section anew.")
@click.option("--all", "everything", is_flag=True, help="Write all items, then all sections anew.")
@click.option("--note", default="", metavar="TEXT", help='What is wanted otherwise: "shorter, name the bank".')
@click.option("--propose", is_flag=True, help="Change nothing in the post: every difference becomes a proposal.")
@click.option("--proposals", "listed", is_flag=True, help="List the open proposals.")
@click.option("--take", "taken", multiple=True, metavar="ID", help="Put this proposal's words into the post.")
@click.option("--leave", "left", multiple=True, metavar="ID", help="Refuse this proposal.")
@click.option("--by", default="", metavar="NAME", help="Who takes or leaves it; else git's user.name.")
@click.option(
    "--lock", "locks", multiple=True, metavar="KEY", help="No new text touches this piece: analysis, conclusion, lede, title, front, or an item's URL."
)
@click.option("--unlock", "unlocks", multiple=True, metavar="KEY", help="New text may touch this piece again.")
@click.option("--offline", is_flag=True, help="Use only answers that are kept.")
@click.option("--budget", type=click.FloatRange(0, min_open=True), metavar="USD", help="Most this may cost.")
@as_json
@click.option("--quiet", is_flag=True, help="No progress.")
def command(**given: Any) -> int:
    """Have the model write parts of POST anew, and only these. Your own sentences stay; what the model says instead is a proposal.

    Where you left a part as drafter wrote it, the new text takes its place. `drafter undo` goes back.
    """
    from drafter.config import load
    from drafter.errors import DrafterError
    from drafter.recheck import digest_of

    folder = (given["folder"] or digest_of(given["post"])).resolve()
    try:
        settings, _ = load(folder, {"model": {"budget": given["budget"]}} if given["budget"] else {})
        if _small(folder, settings, given):
            return 0
        done = _redone(folder, settings, given)
    except DrafterError as error:
        if given["as_json"]:
            from drafter.cli.outcome import print_error

            print_error(error)
        raise
    _print(done, as_json=given["as_json"])
    return 3 if done.failures or any(flag.severity in ("BLOCK", "HIGH") for flag in done.flags) else 0


def _small(folder: Path, settings: Settings, given: dict[str, Any]) -> bool:
    """What needs no model; whether that was all."""
    from drafter import redo
    from drafter.cli.outcome import counted
    from drafter.cli.who import who

    now, post = datetime.now(settings.digest.zone), given["post"]
    for key in given["locks"]:
        click.echo(f"locked: {redo.set_lock(folder, post, settings, key, now, on=True)}", err=True)
    for key in given["unlocks"]:
        click.echo(f"not locked: {redo.set_lock(folder, post, settings, key, now, on=False)}", err=True)
    by = who(folder, given["by"]) if given["taken"] or given["left"] else ""
    decided = [redo.take(folder, post, settings, key, now, by) for key in given["taken"]]
    decided += [redo.leave(folder, post, settings, key, now, by) for key in given["left"]]
    if decided:
        click.echo(f"{counted(decided[-1].left, 'proposal')} left", err=True)
    if given["listed"]:
        _list(redo.opened(folder, post, settings), as_json=given["as_json"])
    if decided:
        click.echo(str(post))
    if given["items"] or given["sections"] or given["everything"]:
        return False
    if not (given["locks"] or given["unlocks"] or decided or given["listed"]):
        from drafter.errors import UsageError

        raise UsageError("drafter redo", "does not say what to write anew", "--item URL, --section analysis|conclusion|lede|title, or --all")
    return True


def _list(opened: Any, *, as_json: bool) -> None:
    from drafter.cli.outcome import counted, print_proposal

    if as_json:
        _echo([one.model_dump() for one in opened])
        return
    for one in opened:
        print_proposal(one)
    click.echo(counted(len(opened), "open proposal"), err=True)


def _redone(folder: Path, settings: Settings, given: dict[str, Any]) -> Redone:
    import asyncio

    from drafter.cli.output import Progress
    from drafter.cli.who import who
    from drafter.collect.workers import Workers
    from drafter.job import Job
    from drafter.redo import redo

    workers = Workers()
    zone = settings.digest.zone
    try:
        with Progress(quiet=given["quiet"]) as progress:
            offline = given["offline"] or settings.writer_kind == "replay"
            job = Job(folder, settings, lambda: datetime.now(zone), workers, offline=offline, report=progress.update, by=who(folder, given["by"]))
            return asyncio.run(redo(job, given["post"], _order(given)))
    finally:
        workers.close()


def _order(given: dict[str, Any]) -> Order:
    from drafter.redo import Order

    return Order(given["items"], given["sections"], given["everything"], " ".join(given["note"].split()), given["propose"])


def _print(done: Redone, *, as_json: bool) -> None:
    from drafter.cli.outcome import print_flag, print_revised

    if as_json:
        _echo(_data(done))
        return
    for flag in done.flags:
        print_flag(flag)
    for failure in done.failures:
        click.echo(f"{click.style('failed', fg='yellow')} {failure.reason}: {failure.subject}: it stands as it was", err=True)
    click.echo(f"written anew: {', '.join(done.keys)}", err=True)
    if done.revised.done == "unchanged" and not done.revised.proposals:
        click.echo("the model says what stands there already", err=True)
    print_revised(done.revised)
    if done.resting:
        again = " ".join(f"--section {name}" for name in done.resting)
        click.echo(f"not written anew, though it rests on what was: {', '.join(done.resting)}; `drafter redo {done.revised.path} {again}`", err=True)
    click.echo(str(done.revised.path))


def _data(done: Redone) -> dict[str, object]:
    return {
        "edition": done.edition,
        "post": str(done.revised.path),
        "redone": done.keys,
        "done": done.revised.done,
        "changes": [{"piece": one.piece, "what": one.what} for one in done.revised.changes],
        "proposals": [one.model_dump() for one in done.revised.proposals],
        "locked": done.revised.locked,
        "resting": done.resting,
        "failures": [one.model_dump() for one in done.failures],
        "flags": [one.model_dump() for one in done.flags],
        "calls": sum(call.calls for call in done.record.calls),
        "cost_usd": done.record.cost_usd,
    }


def _echo(data: Any) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
