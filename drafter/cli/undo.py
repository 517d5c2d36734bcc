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
        _list(states, undo.changes(folder, given["post"], settings, states), given)
        for failure in broken:
            click.echo(f"failed {failure.reason}: {failure.said}", err=True)
        return 0
    from drafter.cli.who import git_name

    done = undo.undo(folder, given["post"], settings, datetime.now(settings.digest.zone), given["to"], git_name(folder))
    if given["as_json"]:
        changed = {"uncorrected": [one.was for one in done.uncorrected], "corrected": [one.was for one in done.corrected]}
        _echo({"post": str(done.path), "edition": done.edition, "state": done.back.number, "was": done.was.number, **changed})
        return 0
    click.echo(f"back to state {done.back.number} ({_when(done.back)}, {_command(done.back)}); `--to {done.was.number}` undoes this", err=True)
    for one in done.uncorrected:
        click.echo(f"no longer corrected: “{one.was}” → “{one.now}”; no edition tells of it, and the claim is not looked for", err=True)
    for one in done.corrected:
        click.echo(f"corrected again: “{one.was}” → “{one.now}”", err=True)
    click.echo(str(done.path))
    return 0


_BY_HAND = "by hand, before the next command"
_HEAD = ("state", "when", "written by", "changed", "to bring it back")


def _list(states: tuple[State, ...], changes: dict[int, int | None], given: dict[str, Any]) -> None:
    """One row a state, the latest first; which file, where the edition's states are of several."""
    if given["as_json"]:
        _echo([_data(one, changes, given) for one in states])
        return
    from drafter.cli.output import table

    several = len({one.path for one in states}) > 1
    head = (*_HEAD[:3], "file", *_HEAD[3:]) if several else _HEAD
    rows = []
    for one in reversed(states):
        row = (str(one.number), _when(one), _command(one), _told(one, states, changes), _back(one, given))
        rows.append((*row[:3], one.path, *row[3:]) if several else row)
    click.echo(table(head, rows) if rows else "no state is kept")


def _data(one: State, changes: dict[int, int | None], given: dict[str, Any]) -> dict[str, Any]:
    about = {"state": one.number, "at": one.at.isoformat(timespec="seconds"), "reason": one.reason, "path": one.path, "of": one.of}
    return about | {"written_by": _command(one), "sentences": changes.get(one.number), "back": _back(one, given)}


def _command(state: State) -> str:
    """Which command wrote it, or that a person did."""
    said = state.reason
    if said == "found":
        return _BY_HAND
    for start, command in (("took proposal ", "redo --take "), ("left proposal ", "redo --leave ")):
        if said.startswith(start):
            return f"drafter {command}{said.removeprefix(start)}"
    return f"drafter {said}"


def _told(state: State, states: tuple[State, ...], changes: dict[int, int | None]) -> str:
    number = changes.get(state.number)
    if number is None:
        return "cannot be read"
    if all(one.number >= state.number for one in states if one.path == state.path):
        return f"first: {number} sentences"
    return f"{number} sentence{'' if number == 1 else 's'}" if number else "no sentence"


def _back(state: State, given: dict[str, Any]) -> str:
    import shlex

    where = f" -C {shlex.quote(str(given['folder']))}" if given["folder"] else ""
    return f"drafter undo {shlex.quote(str(given['post']))}{where} --to {state.number}"


def _when(state: State) -> str:
    return state.at.strftime("%Y-%m-%d %H:%M:%S")


def _echo(data: Any) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
