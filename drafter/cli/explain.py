"""`drafter explain CODE`: what a flag means, a case of it, and the way out, from the table that the checks raise from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from drafter.cli.options import as_json

if TYPE_CHECKING:
    from drafter.check.codes import Code

_LABELS = {"zh": ("含义", "例子", "怎么办"), "en": ("means", "example", "way out")}


@click.command("explain")
@click.argument("code", required=False, metavar="[CODE|NUMBER]")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Language of the text; by locale if not given.")
@as_json
def command(code: str | None, language: Literal["zh", "en"] | None, as_json: bool) -> int:
    """Say what a flag means, with an example and the way out; without CODE, list them all.

    A flag is named by its code (figure-not-in-source) or its number (GR101).
    """
    from drafter.check.codes import CODES, by_name
    from drafter.cli.output import locale_language

    spoken = language or locale_language()
    wanted = CODES
    if code is not None:
        one = by_name(code)
        if one is None:
            raise click.UsageError(_unknown(code, list(CODES)))
        wanted = dict([one])
    if as_json:
        _print_json(wanted, spoken)
    elif code is None:
        _print_list(wanted, spoken)
    else:
        for key, value in wanted.items():
            _print_one(key, value, spoken)
    return 0


def _unknown(code: str, codes: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(code.lower(), codes, n=1)
    return f"no flag has the code {code!r}. " + (f"Did you mean {near[0]!r}?" if near else "`drafter explain` lists them all")


def _print_json(codes: dict[str, Code], language: Literal["zh", "en"]) -> None:
    import json

    rows = []
    for key, code in codes.items():
        told = code.told(language)
        rows.append(
            {"code": key, "number": code.number, "severity": code.severity, "means": told.means, "example": told.example, "way_out": told.way_out},
        )
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _print_list(codes: dict[str, Code], language: Literal["zh", "en"]) -> None:
    from drafter.cli.output import table

    head = ("编号", "级别", "代码", "含义") if language == "zh" else ("number", "severity", "code", "means")
    rows = [(code.number, code.severity, key, code.told(language).means) for key, code in codes.items()]
    click.echo(table(head, rows))


def _print_one(key: str, code: Code, language: Literal["zh", "en"]) -> None:
    from drafter.cli.output import width

    told = code.told(language)
    click.echo(f"{code.number} {key} · {code.severity}")
    wide = max(width(label) for label in _LABELS[language])
    for label, text in zip(_LABELS[language], (told.means, told.example, told.way_out), strict=True):
        click.echo(f"  {label}{' ' * (wide - width(label))}  {text}")
