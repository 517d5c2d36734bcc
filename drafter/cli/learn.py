"""`drafter learn`: proposals from editors' changes, as a difference; taken all at once, or one by one."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.learn import Proposal

_ONLY = {"style": "style", "terms": "term", "examples": "change"}


@click.command("learn")
@digest_folder
@click.option("--accept", is_flag=True, help="Write all that is proposed.")
@click.option("--ask", is_flag=True, help="Ask for each line; what is refused is not proposed again.")
@click.option("--only", type=click.Choice(list(_ONLY)), help="Lines for style.md, terms for glossary.yaml, or sentence pairs for examples.jsonl.")
@click.option("--by", metavar="NAME", help="Who takes or refuses; git's user name if not given.")
@as_json
def command(folder: Path, accept: bool, ask: bool, only: str | None, by: str | None, as_json: bool) -> int:
    """Propose lines for style.md, glossary.yaml and examples.jsonl from what editors changed, as a difference.

    Nothing is written without --accept or --ask. A change must come three times, in two editions. Pairs of sentences are form only: where a
    figure or name changed, they are no example.
    """
    from drafter import learn
    from drafter.cli.outcome import counted

    if accept and ask:
        raise click.UsageError("--accept takes everything and --ask asks for each: give one of them")
    changes, broken = learn.accepted(folder)
    for failure in broken:
        click.echo(failure.said, err=True)
    found = [one for one in learn.proposals(folder, changes) if only is None or one.what == _ONLY[only]]
    if as_json:
        _print_json(found)
    elif not ask:
        click.echo(learn.difference(folder, found), nl=False)
    click.echo(f"{counted(len(changes), 'change')} of editors, {counted(len(found), 'proposal')}", err=True)
    if not found or not (accept or ask):
        if found:
            click.echo("`drafter learn --accept` writes them, `--ask` asks for each", err=True)
        return 0
    taken, refused = (found, []) if accept else _asked(found)
    changed = learn.answer(folder, taken, refused, now=datetime.now().astimezone(), by=by or _name(folder))
    click.echo(f"{len(taken)} taken, {len(refused)} refused" + (f": {', '.join(changed)}" if changed else ""), err=True)
    return 0


def _name(folder: Path) -> str:
    from drafter.cli.add import person

    return person(folder)


def _print_json(found: list[Proposal]) -> None:
    import json

    click.echo(json.dumps([{"file": one.file, "what": one.what, "text": one.text} for one in found], ensure_ascii=False, indent=1))


def _asked(found: list[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """Yes, no, or later, which asks again next time; q ends."""
    from drafter.collect.visible import line

    if not sys.stdin.isatty():
        click.echo("--ask: no terminal; answers are read from standard input", err=True)
    taken: list[Proposal] = []
    refused: list[Proposal] = []
    for one in found:
        shown = "\n".join(f"+ {line(row)}" for row in one.text.splitlines())
        said = click.prompt(f"{one.file}\n{shown}\ny/n/l/q", type=click.Choice(["y", "n", "l", "q"]), default="l", show_choices=False, err=True)
        if said == "q":
            break
        if said != "l":
            (taken if said == "y" else refused).append(one)
    return taken, refused
