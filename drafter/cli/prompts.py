"""`drafter prompts`: which prompt files are in force, their text, and what a model would be sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.entities import Ask
    from drafter.errors import PromptError


@click.group("prompts", invoke_without_command=True)
@digest_folder
@click.pass_context
def command(context: click.Context, folder: Path) -> int:
    """List the prompts; `show` prints one, `render` prints what a model would be sent.

    `show house` prints what style, terms and examples add to each of them, where the digest has any. A file
    prompts/NAME.md in the digest's folder wins over the bundled one.
    """
    return 0 if context.invoked_subcommand else _list(folder, as_json=False)


@command.command("list")
@digest_folder
@as_json
def list_(folder: Path, as_json: bool) -> int:
    """List the prompts in force, as `drafter prompts` alone does."""
    return _list(folder, as_json=as_json)


def _list(folder: Path, *, as_json: bool) -> int:
    from drafter.asks import CONTRACTS
    from drafter.cli.output import table
    from drafter.prompts import load

    form = _form(folder)
    rows: list[tuple[str, ...]] = []
    faults: list[PromptError] = []
    for name in CONTRACTS:
        path = _path(name, folder, form)
        try:
            template = load(name, folder, form)
            rows.append((name, template.role, template.output, _shown(path, folder), template.description))
        except _prompt_error() as error:
            faults.append(error)
            rows.append((name, "–", "–", _shown(path, folder), f"not sound: {error.what}"))
    columns = ("name", "role", "answer", "file", "description")
    if as_json:
        import json

        click.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    else:
        click.echo(table(columns, rows))
    if faults:
        raise faults[0]
    return 0


def _prompt_error() -> type[PromptError]:
    from drafter.errors import PromptError

    return PromptError


def _path(name: str, folder: Path, form: str) -> Path:
    from drafter.bundled import find

    return find("prompts", f"{name}.md", folder, form)


def _form(folder: Path) -> str:
    """The form the digest is written in: its prompts are the ones in force."""
    from drafter.config import load

    return load(folder)[0].post.form


def _shown(path: Path, folder: Path) -> str:
    return (
        path.relative_to(folder).as_posix()
        if path.is_relative_to(folder / "prompts")
        else f"bundled{f' ({path.parent.name})' if path.parent.name != 'prompts' else ''}"
    )


def _known(name: str) -> str:
    """The prompt's name. Raises UsageError with the nearest one."""
    import difflib

    from drafter.asks import CONTRACTS

    if name in CONTRACTS:
        return name
    near = difflib.get_close_matches(name, CONTRACTS, n=1)
    raise click.UsageError(f"no prompt {name!r}. " + (f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(CONTRACTS)}."))


@command.command("show")
@click.argument("name")
@digest_folder
def show(name: str, folder: Path) -> int:
    """Print the prompt file NAME that is in force; its path goes to stderr."""
    from drafter.prompts import HOUSE

    path = _path(name if name == HOUSE else _known(name), folder, _form(folder))
    click.echo(str(path), err=True)
    click.echo(path.read_text(encoding="utf-8"), nl=False)
    return 0


@command.command("render")
@click.argument("name")
@digest_folder
@click.option("--article", "url", metavar="URL", help="A kept article; if not given, some kept one, else one of the demo's.")
@click.option("--edition", metavar="WEEK", help="For the chain's prompts: the drafted edition to render on; if not given, the latest, else a sample.")
@as_json
def render(name: str, folder: Path, url: str | None, edition: str | None, as_json: bool) -> int:
    """Print the messages of prompt NAME as a model would be sent them, on kept data; no model is called."""
    from drafter.cli import prompt_inputs
    from drafter.config import load

    name = _known(name)
    settings, _ = load(folder)
    if name in ("summarize", "judge"):
        if edition:
            raise click.UsageError(f"--edition is for the chain's prompts; `{name}` takes --article")
        asks, origin = (prompt_inputs.summaries if name == "summarize" else prompt_inputs.verdicts)(settings, folder, url)
    else:
        if url:
            raise click.UsageError(f"--article is for `summarize` and `judge`; {name} is rendered on an edition's items (--edition)")
        asks, origin = prompt_inputs.chain(name, settings, folder, edition)
    click.echo(f"on {origin}", err=True)
    if as_json:
        import json

        click.echo(json.dumps([ask.model_dump(mode="json") for ask in asks], ensure_ascii=False, indent=1))
        return 0
    click.echo("\n\n".join(_text(ask, number, len(asks)) for number, ask in enumerate(asks, 1)))
    return 0


def _text(ask: Ask, number: int, of: int) -> str:
    part = [f"# part {number} of {of}"] if of > 1 else []
    return "\n\n".join([*part, *(f"## {message.role}\n\n{message.content}" for message in ask.messages)])
