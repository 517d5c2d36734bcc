"""`drafter undo`: bring back any earlier state of a post."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.store.history import State

CODES = """\b
Exit codes:
  0    brought back, or listed
  1    the state's text is gone, or another drafter is at work
  2    no such post or state
"""


@click.command("undo", epilog=CODES)
@click.argument("post", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="The digest's folder; else the one above the post."
)
@click.option("--to", type=click.IntRange(1), metavar="N", help="Bring back state N.")
@click.option("--list", "listed", is_flag=True, help="List the states that are kept.")
@click.option("--show", type=click.IntRange(1), metavar="N", help="Print the text of state N.")
@as_json
def command(**given: Any) -> int:
    """Bring POST back to its state before drafter's last write or your last edit, or to state N; an undo can be undone.

    Kept are all texts that drafter wrote, and those that it found before it wrote: what you typed in between is a state too.
    """
    from drafter import undo
    from drafter.config import load
    from drafter.recheck import digest_of

    folder = (given["folder"] or digest_of(given["post"])).resolve()
    settings, _ = load(folder)
    if given["show"] is not None:
        click.echo(undo.text(folder, given["post"], settings, given["show"]), nl=False)
        return 0
    if given["listed"]:
        states, broken = undo.states(folder, given["post"], settings)
        _list(states, as_json=given["as_json"])
        for failure in broken:
            click.echo(f"failed {failure.reason}: {failure.subject}: {failure.message}", err=True)
        return 0
    done = undo.undo(folder, given["post"], settings, datetime.now(settings.digest.zone), given["to"])
    if given["as_json"]:
        _echo({"post": str(done.path), "edition": done.edition, "state": done.back.number, "was": done.was.number})
        return 0
    click.echo(f"back to state {done.back.number} ({_when(done.back)}, {done.back.reason}); `--to {done.was.number}` undoes this", err=True)
    click.echo(str(done.path))
    return 0


def _list(states: tuple[State, ...], *, as_json: bool) -> None:
    if as_json:
        _echo([{"state": one.number, "at": one.at.isoformat(timespec="seconds"), "reason": one.reason, "path": one.path, "of": one.of} for one in states])
        return
    from drafter.cli.output import table

    click.echo(table(("state", "kept", "what"), [(str(one.number), _when(one), _reason(one)) for one in states]))


def _reason(state: State) -> str:
    return "as it lay there (a person's edits)" if state.reason == "found" else state.reason


def _when(state: State) -> str:
    return state.at.strftime("%Y-%m-%d %H:%M:%S")


def _echo(data: Any) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
