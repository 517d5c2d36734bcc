"""`drafter keys`: store an API key outside every digest, readable by this user alone. A key is never a command's argument."""

from __future__ import annotations

import sys

import click

NAMES = ("api_key",)
"""Keys that settings know."""


@click.group("keys")
def command() -> None:
    """Store an API key. DRAFTER_API_KEY in the environment or .env wins over it."""


@command.command("set")
@click.argument("name", default=NAMES[0], metavar="[NAME]")
def set_key(name: str) -> int:
    """Ask for the key without showing it, or read it from standard input, and store it (file mode 0600).

    NAME is what the key is for; there is one: api_key, the key of the model's endpoint.
    """
    from drafter import keys

    if name not in NAMES:
        # What was typed is not repeated: it may be the key itself.
        raise click.UsageError(
            f"no such name for a key; it is {' or '.join(NAMES)}. The key itself is never an argument: it is asked for, or read from standard input"
        )
    file = keys.store(name, _key())
    click.echo(f"stored in {file}", err=True)
    _say_what_wins()
    return 0


@command.command("path")
def show_path() -> int:
    """Print where stored keys are; delete the file to forget them."""
    from drafter import keys

    click.echo(str(keys.path()))
    return 0


def _key() -> str:
    if sys.stdin.isatty():
        said: str = click.prompt("API key", hide_input=True, err=True)
    else:
        said = sys.stdin.readline()
    key = said.strip()
    if not key:
        raise click.UsageError("no key was given; type it, or pipe it in:  drafter keys set < file")
    if not key.isascii() or any(mark.isspace() or not mark.isprintable() for mark in key):
        raise click.UsageError("this is no key: it has spaces or characters that no key has; copy it again")
    return key


def _say_what_wins() -> None:
    """A stored key that something stronger hides would be a riddle."""
    from pathlib import Path

    from drafter.config import load
    from drafter.errors import ConfigError

    try:
        settings, origins = load(Path())
    except ConfigError as error:
        click.echo(f"the settings here could not be read to see whether the key is in use: {error}", err=True)
        return
    used = settings.key[0] if settings.key else "stored_key"
    if used != "stored_key":
        origin = next(origin.origin for origin in origins if origin.key == used)
        click.echo(f"here the key from the {origin} wins over it", err=True)
