"""`drafter glossary`: the digest's terms, listed, added to, and imported from a spreadsheet. Comments in glossary.yaml stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import as_json, digest_folder

if TYPE_CHECKING:
    from drafter.store.glossary_edit import Put


@click.group("glossary", invoke_without_command=True)
@digest_folder
@as_json
@click.pass_context
def command(context: click.Context, folder: Path, as_json: bool) -> int:
    """List the terms of glossary.yaml; `add` and `import` put terms in.

    Terms are shown to the model where an article uses them, and checked in every draft and post.
    """
    return 0 if context.invoked_subcommand else _list(folder, as_json)


@command.command("list")
@digest_folder
@as_json
def listed(folder: Path, as_json: bool) -> int:
    """List the terms."""
    return _list(folder, as_json)


@command.command("add")
@click.argument("term")
@click.argument("wanted", required=False)
@digest_folder
@click.option("--short", metavar="FORM", help="Form after the first mention: CBDC.")
@click.option("--first", metavar="FORM", help="Form of the first mention; made of the others if not given.")
@click.option("--also", multiple=True, metavar="FORM", help="Another form of sources.")
@click.option("--forbidden", multiple=True, metavar="FORM", help="A form that is not to stand in an edition.")
@click.option("--keep", is_flag=True, help="A name that is never translated.")
def add(term: str, wanted: str | None, folder: Path, **given: Any) -> int:
    """Add TERM with the form WANTED."""
    from drafter.errors import UsageError
    from drafter.store import glossary_edit

    keep = given.pop("keep")
    if keep and (wanted or any(given.values())):
        raise click.UsageError("--keep leaves the name as it is; give no other form")
    if not keep and not wanted:
        raise UsageError(term, "has no form that is wanted", f'give one: drafter glossary add "{term}" FORM, or --keep to leave it as it is')
    fields = {"term": term.strip(), "wanted": (wanted or term).strip(), **({"kept": True} if keep else {name: value for name, value in given.items() if value})}
    done = glossary_edit.put(folder, [fields])
    if done.differing:
        raise UsageError(term, "is in glossary.yaml with other forms", "change it there: what a person wrote is left alone")
    _tell(done)
    return 0


@command.command("import")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE.csv")
@digest_folder
def imported(table: Path, folder: Path) -> int:
    """Import the terms of a CSV file with headings (term, wanted, short, first, also, forbidden, keep; or 原文, 译名, 缩写, 首次, 别名, 禁用, 不译).

    Several forms in one cell are parted by | or ; or 、. A term that is there already is left as it is.
    """
    from drafter.store import glossary_edit, glossary_table

    terms, broken = glossary_table.read(table)
    for failure in broken:
        click.echo(f"left out: {failure.said}", err=True)
    _tell(glossary_edit.put(folder, terms))
    return 0


def _tell(done: Put) -> None:
    from drafter.collect.visible import line

    click.echo(f"{len(done.added)} added, {len(done.present)} there already, {len(done.differing)} there with other forms and left alone")
    for term in done.differing:
        click.echo(f"left alone: {line(term)}", err=True)


def _list(folder: Path, as_json: bool) -> int:
    from drafter.cli.output import table
    from drafter.collect.visible import line
    from drafter.house import terms

    found = terms(folder)
    if as_json:
        import json

        click.echo(json.dumps([term.model_dump(mode="json") | {"opening": term.opening} for term in found], ensure_ascii=False, indent=1))
        return 0
    rows = [
        (term.term, "never translated" if term.kept else term.wanted, term.opening, term.after if term.opening else "", ", ".join(term.forbidden))
        for term in found
    ]
    if rows:
        click.echo(table(("term", "wanted", "first mention", "after it", "forbidden"), [tuple(line(cell) for cell in row) for row in rows]))
    else:
        click.echo("no terms yet: `drafter glossary add`, `drafter glossary import FILE.csv`, or write glossary.yaml", err=True)
    return 0
