"""How a publish is told: where the post lies on stdout, what stops it or should be known on stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from drafter.archive import Synced
    from drafter.publish import Published, Stop

_HEAD = {
    "published": "published",
    "finished": "published: an interrupted command is finished",
    "already": "is published already; nothing was changed",
    "would": "would be published; nothing was changed",
}


def print_published(done: Published, *, as_json: bool, quiet_stdout: bool) -> None:
    """The post's path on stdout, unless `quiet_stdout` leaves it to somebody else."""
    if as_json:
        click.echo(json.dumps(_data(done), ensure_ascii=False, indent=1))
        return
    for stop in done.stops:
        _print_stop(stop, done)
    _print_looked(done)
    _print_counts(done)
    for stop in done.overridden:
        click.echo(f"overridden {stop.code}: {stop.what}", err=True)
    for note in done.notes:
        click.echo(f"note: {note}", err=True)
    if done.synced is not None:
        print_synced(done.synced, failures=False)
    if done.done == "stopped":
        click.echo(f"{_path(done.draft or done.post)} is not published: {len(done.stops)} to deal with first", err=True)
        return
    click.echo(f"{_path(done.post)} {_HEAD[done.done]}", err=True)
    if not quiet_stdout:
        click.echo(_path(done.post))


def _print_stop(stop: Stop, done: Published) -> None:
    where = stop.where
    if stop.start is not None and done.checked is not None:
        from drafter.cli.checked import position

        line, column = position(done.checked.text, stop.start)
        where = f"{_path(done.draft or done.post)}:{line}:{column}  {where}"
    severity = "STOP " if not stop.overridable else "BLOCK"
    click.echo(f"{click.style(severity, fg='red', bold=True)} {stop.code}  {where}\n  {stop.what}\n  → {stop.way_out}", err=True)


def _print_looked(done: Published) -> None:
    from drafter.cli.outcome import counted

    if done.looked is None:
        return
    for flag in done.looked.flags:
        click.echo(f"{click.style(flag.severity, bold=True)} {flag.code}  {flag.where}\n  {flag.message}\n  {flag.sentence}\n  {flag.source}", err=True)
    count, unchecked = len(done.looked.flags), done.looked.unchecked
    click.echo(f"cited pages looked at again: {done.looked.fine} unchanged, {counted(count, 'flag')}, {len(unchecked)} not looked at", err=True)
    reasons = {failure.message for failure in unchecked}
    for failure in unchecked if len(reasons) > 1 else unchecked[:1]:
        click.echo(f"  {failure.subject if len(reasons) > 1 else 'all of them'}: {failure.message}", err=True)


def _print_counts(done: Published) -> None:
    if done.checked is None:
        return
    counts = done.checked.review.counts
    found = ", ".join(f"{number} {severity}" for severity, number in counts.flags.items() if number) or "no flags"
    click.echo(f"{counts.sentences} sentences: {counts.traced} traced, {counts.judged} judged, {counts.not_checked} not checked; {found}", err=True)
    if counts.waived:
        click.echo(f"{counts.waived} waived", err=True)


def print_synced(synced: Synced, *, failures: bool) -> None:
    """What the ledger took in. `failures`: also name each file that is no post of the digest."""
    for one in synced.added:
        click.echo(f"ledger: {one.post} ({one.edition}, {len(one.items)} items)", err=True)
    for name in synced.taken_back:
        click.echo(f"ledger: {name} is published no more", err=True)
    for name in synced.missing:
        click.echo(f"ledger: {name} is not there any more; it stays in the ledger, since readers had it", err=True)
    if failures:
        for failure in synced.failures:
            click.echo(f"left out: {failure.said}", err=True)
    elif synced.failures:
        click.echo(f"ledger: {len(synced.failures)} files of the folder are no posts of this digest (`drafter ledger build` names them)", err=True)


def _data(done: Published) -> dict[str, Any]:
    checked, looked = done.checked, done.looked
    return {
        "done": done.done,
        "post": _path(done.post),
        "draft": _path(done.draft) if done.draft else None,
        "edition": done.edition,
        "stops": [_stop(stop) for stop in done.stops],
        "overridden": [_stop(stop) for stop in done.overridden],
        "counts": checked.review.counts.model_dump(mode="json") if checked else None,
        "links": {
            "flags": [flag.model_dump(mode="json") for flag in looked.flags],
            "unchecked": [failure.model_dump(mode="json") for failure in looked.unchecked],
            "fine": looked.fine,
        }
        if looked
        else None,
        "notes": list(done.notes),
    }


def _stop(stop: Stop) -> dict[str, Any]:
    fields = ("code", "where", "what", "way_out", "overridable", "start")
    return {name: getattr(stop, name) for name in fields} | {"words": stop.flag.words if stop.flag else ""}


def _path(path: Path) -> str:
    """Relative to where the command was called, if it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
