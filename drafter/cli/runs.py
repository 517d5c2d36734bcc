"""`drafter runs`: the runs kept in the digest, one of them, or what differs between two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.entities import Call
    from drafter.store.runs import Record


@click.group("runs", invoke_without_command=True)
@digest_folder
@click.pass_context
def command(context: click.Context, folder: Path) -> None:
    """List, show and compare runs. A run is a bundle: all it used and all it made."""
    if context.invoked_subcommand is None:
        context.invoke(list_runs, folder=folder, as_json=False)


@command.command("list")
@digest_folder
@as_json
def list_runs(folder: Path, as_json: bool) -> None:
    """All runs of the digest, oldest first."""
    from drafter.store.runs import folder_of, listed

    found, failed = listed(folder_of(folder))
    if as_json:
        told = {"id", "edition", "status", "exit_code", "writer", "now", "start", "cutoff", "message"}
        facts = [info.model_dump(mode="json", include=told) for info in found]
        click.echo(json.dumps({"runs": facts, "unreadable": [failure.model_dump() for failure in failed]}, ensure_ascii=False, indent=1))
        return
    for info in found:
        click.echo(
            f"{info.id}  {info.status}{'' if info.exit_code is None else f' ({info.exit_code})'}  {info.writer}  {info.now.isoformat(timespec='minutes')}"
        )
    for failure in failed:
        click.echo(f"unreadable: {failure.said}", err=True)
    if not found and not failed:
        click.echo("no run is kept here; `drafter draft` makes one", err=True)


@command.command("show")
@click.argument("run", required=False)
@digest_folder
@as_json
def show(run: str | None, folder: Path, as_json: bool) -> None:
    """One run: what was chosen and why, what failed, what was asked, what it cost. RUN: its id, the start of it, or a bundle; else the last."""
    from drafter.store.runs import folder_of, latest, load, load_made

    path, info = load(folder_of(folder), run or latest(folder_of(folder)))
    record, _, draft = load_made(path)
    if as_json:
        click.echo(record.model_dump_json(indent=1) if record else "{}")
        return
    click.echo(f"{info.id or path.name}: edition {info.edition}, {info.status}, writer {info.writer}")
    if info.start and info.cutoff:
        zone = ZoneInfo(info.settings.get("digest", {}).get("timezone", "UTC"))
        start, end = (moment.astimezone(zone).isoformat(timespec="minutes") for moment in (info.start, info.cutoff))
        click.echo(f"window {start} – {end}")
    if info.message:
        click.echo(f"ended with: {info.message}")
    if record:
        for line in _lines(record):
            click.echo(line)
    if draft:
        click.echo(f"draft: {path / 'draft.md'}")


@command.command("diff")
@click.argument("before")
@click.argument("after")
@digest_folder
@as_json
def diff(before: str, after: str, folder: Path, as_json: bool) -> None:
    """What a change of prompt, model, setting or source did to the post."""
    from drafter.compare import differences
    from drafter.store.runs import folder_of, load

    lines = list(differences(load(folder_of(folder), before), load(folder_of(folder), after)))
    if as_json:
        click.echo(json.dumps({"same": not lines, "differences": lines}, ensure_ascii=False, indent=1))
        return
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("the two runs are the same", err=True)


def _lines(record: Record) -> list[str]:
    said = [f"note: {note}" for note in record.notes]
    said += [_candidate(one) for one in record.candidates]
    said += [f"{flag.severity:<18} {flag.code}: {flag.where}: {flag.message}" for flag in record.flags]
    said += [f"{'failed':<18} {failure.reason}: {failure.said}" for failure in record.failures]
    said += [f"{one.done:<18} {one.where}: “{one.before}” → “{one.after}”: {'; '.join(one.why)}" for one in record.rewrites]
    return said + [_call(call) for call in record.calls]


def _candidate(one: dict[str, Any]) -> str:
    parts = " ".join(f"{name} {value:g}" for name, value in one["parts"].items())
    detail = f" {one['detail']}" if one["detail"] else ""
    return f"{'chosen' if one['chosen'] else one['reason']:<18} {one['score']:>7.3f}  {one['title'] or one['url']}  [{parts}]{detail}"


def _call(call: Call) -> str:
    how = "kept" if call.kept else f"{call.calls} calls {call.seconds:.1f} s"
    cost = "" if call.cost is None else f" US${call.cost:.4f}"
    trouble = call.failure or "; ".join(call.problems)
    tokens = f"{call.usage.input_tokens}+{call.usage.output_tokens} tokens"
    return f"{call.prompt:<18} attempt {call.attempt} {call.model} {tokens}, {how}{cost} {call.subject} {trouble}".rstrip()
