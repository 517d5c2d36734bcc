"""The command `drafter`. This module imports click alone; each command's module is imported when it is called.

Exit codes: 0 complete draft (failures of listed sources included) · 1 no draft · 2 usage · 3 drafted, but with BLOCK or HIGH
flags or a fallback for a failed answer · 4 configuration · 5 budget reached · 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import sys
from typing import Any

import click

from drafter import __version__

EXIT_CODES = """\b
Exit codes:
  0    a complete draft (failed sources are listed in the record)
  1    no draft
  2    the command's words are off
  3    drafted, but with BLOCK or HIGH flags or a fallback for a failed model answer
  4    configuration: a setting, key, prompt or source list must be changed
  5    the budget was reached
  130  interrupted; the same command goes on
"""

_COMMANDS = {
    "init": "Start a digest in a folder.",
    "shortlist": "Lay the week's candidates before the editor, by story.",
    "draft": "Draft this week's edition.",
    "check": "Check a post against its sources, sentence by sentence.",
    "review": "Edit a post in the browser, beside its sources and flags.",
    "redo": "Have parts of a post written anew, your own sentences kept.",
    "undo": "Bring back any earlier state of a post.",
    "why": "Say where a sentence of a post comes from, and who changed it.",
    "report": "Write one page about all editions, for the editor's boss.",
    "approve": "Approve a post's sections, or take that back; see who approved what.",
    "publish": "Publish a draft: check it, move it, enter it in the ledger; write mail and WeChat text.",
    "unpublish": "Take a published post back.",
    "ledger": "List what was published; build the list from an archive.",
    "correct": "Correct a published claim, and see that it does not come back.",
    "add": "Put an article by for the week: an address, a file, or pasted text.",
    "inbox": "List, change and take out what was put by.",
    "sources": "Check or import source lists.",
    "glossary": "List, add and import terms.",
    "learn": "Propose style and terms from what editors changed.",
    "prompts": "List, show and render prompts.",
    "runs": "List, show and compare runs.",
    "record": "Freeze a run as a fixture.",
    "explain": "Say what a flag means and what to do about it.",
    "doctor": "Find out what is wrong with model, folder or site.",
    "config": "Show every setting and where it came from.",
    "keys": "Store an API key.",
}


class _Lazy(click.Group):
    """Knows its commands by name and help; imports `drafter.cli.NAME` when one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"drafter.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, _COMMANDS, n=1)
            raise click.UsageError(f"no command {name!r}." + (f" Did you mean {near[0]!r}?" if near else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="drafter")
def group() -> None:
    """Drafts a weekly digest from a list of sources, for an editor to review."""


def main(argv: list[str] | None = None) -> None:
    """Run the command; every error of ours ends in a line that names the thing and the way out."""
    from drafter.errors import DrafterError

    gc.set_threshold(100_000, 50, 50)  # imports make many objects and no garbage: a fifth of their time was looking for it
    atexit.register(gc.freeze)  # nor is what is left looked through at the end: it goes with the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Chinese text must not end a command on a terminal or pipe of another charset
            stream.reconfigure(errors="backslashreplace") if stream.isatty() else stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        plain: dict[str, Any] = {"color": False} if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else {}
        code: Any = group.main(argv, prog_name="drafter", standalone_mode=False, **plain)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("drafter: interrupted; the same command goes on where it stopped", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except DrafterError as error:
        click.echo(f"drafter: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    except OSError as error:
        click.echo(f"drafter: {error.filename or 'the system'}: {error.strerror or error}\n  → check the path, its permissions and the free space", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
