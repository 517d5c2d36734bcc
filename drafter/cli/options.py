"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def digest_folder(function: F) -> F:
    """`-C DIR`, given to the command as `folder`."""
    return click.option("-C", "--digest", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(), help="The digest's folder.")(
        function
    )


def as_json(function: F) -> F:
    """`--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(function)
