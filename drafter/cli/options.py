"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

F = TypeVar("F", bound=Callable[..., Any])


def digest_folder(function: F) -> F:
    """`-C DIR`, given to the command as `folder`. A group's is its commands' too: `runs -C DIR list` is `runs list -C DIR`."""
    return click.option(
        "-C",
        "--digest",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        callback=_or_the_groups,
        help="The digest's folder.",
    )(function)


def _or_the_groups(context: click.Context, option: click.Parameter, folder: Path) -> Path:
    given = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
    above: Path | None = context.parent.params.get("folder") if context.parent else None
    return folder if given or above is None else above


def as_json(function: F) -> F:
    """`--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(function)


def by_name(function: F) -> F:
    """`--by NAME`, given to the command as `by`; `who.who` makes it a name."""
    return click.option("--by", default="", metavar="NAME", help="Who decides it; else git's user.name.")(function)


def edition_options(function: F) -> F:
    """What every command that works on one edition takes."""
    for option in reversed(_EDITION):
        function = option(function)
    return function


_EDITION: tuple[Callable[[Any], Any], ...] = (
    click.argument("lists", nargs=-1, metavar="[LIST|URL|FILE]..."),
    digest_folder,
    click.option("--sources", "more_lists", multiple=True, metavar="FILE", help="A source list, URL or file; may be given again."),
    click.option("--week", help="Name the edition: 2026-W04. A past week's window ends with that week."),
    click.option("--from", "since", metavar="DATE", help="Begin the window by hand."),
    click.option("--to", "until", metavar="DATE", help="End the window by hand (this day included)."),
    click.option("--at", metavar="TIME", help="Count as run at this moment, to catch up on an edition: 2026-01-28T18:00."),
    click.option("--lead", multiple=True, metavar="URL", help="Let this story lead; kept in the edition's shortlist."),
    click.option("--pick", multiple=True, metavar="URL", help="Take this story, whatever its date and score; kept in the shortlist."),
    click.option("--brief", multiple=True, metavar="URL", help="Take this story as one sentence; kept in the shortlist."),
    click.option("--drop", multiple=True, metavar="URL", help="Leave this story out; kept in the shortlist."),
    click.option("--language", type=click.Choice(["zh", "en"]), help="The edition's language."),
    click.option("--offline", is_flag=True, help="Answer pages and model calls only from what is kept."),
    click.option("--bundle", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Work offline from this fixture or frozen run."),
    as_json,
    click.option("--quiet", is_flag=True, help="No progress."),
)
