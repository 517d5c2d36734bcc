"""`drafter explain CODE`: what a flag means, a case of it, and the way out, from the table that the checks raise from.

In a digest also what this desk did with it: how often its flags were fixed and how often ignored, and the offer to demote it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from drafter.cli.options import as_json, by_name, digest_folder

if TYPE_CHECKING:
    from drafter.check.codes import Code
    from drafter.decided import Tally
    from drafter.store.demotions import Demotion

_LABELS = {"zh": ("含义", "例子", "怎么办"), "en": ("means", "example", "way out")}


_DESK = {
    "zh": {
        "desk": "本刊：{fixed} 次修改，{ignored} 次放行",
        "row": "（最近连续放行 {in_a_row} 次）",
        "demoted": "已由{by}于 {day} 降一级；删去 {path} 即可恢复",
        "nobody": "本刊",
        "offer": "连续 {in_a_row} 次都放行了。如认为它对本刊没有用，可降一级：drafter explain {code} --demote --by 姓名",
        "done": "已降一级：此后 {severity} 算作 {lower}，审稿记录会注明。删去 {path} 即可恢复。",
    },
    "en": {
        "desk": "this desk: fixed {fixed} ×, ignored {ignored} ×",
        "row": " (the last {in_a_row} in a row)",
        "demoted": "demoted by {by} on {day}; remove {path} to take it back",
        "nobody": "this desk",
        "offer": "Ignored {in_a_row} times in a row. If it is of no use to this desk, count it less: drafter explain {code} --demote --by NAME",
        "done": "Demoted: {severity} counts as {lower} from now on, and the review says so. Remove {path} to take it back.",
    },
}


@dataclass(frozen=True)
class _Desk:
    """What the digest's people did with flags."""

    folder: Path
    tallies: dict[str, Tally]
    demotions: dict[str, Demotion]


@click.command("explain")
@click.argument("code", required=False, metavar="[CODE|NUMBER]")
@digest_folder
@click.option("--language", type=click.Choice(["zh", "en"]), help="Language of the text; by locale if not given.")
@click.option("--demote", is_flag=True, help="Count this code one severity less in this digest; offered after ten ignored in a row.")
@by_name
@as_json
def command(code: str | None, folder: Path, language: Literal["zh", "en"] | None, demote: bool, by: str, as_json: bool) -> int:
    """Say what a flag means, with an example and the way out; without CODE, list them all.

    A flag is named by its code (figure-not-in-source) or its number (GR101). In a digest's folder it also says how often this desk fixed or
    ignored it.

    BLOCK stops publishing until it is mended, waived or overridden. HIGH, WARN and INFO stop nothing; BLOCK and HIGH fail `check --strict`. A code may
    come with several severities: each is listed with when it comes. Where a desk has demoted a code, it counts one less.
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
    elif demote:
        raise click.UsageError("--demote needs the code of a flag: drafter explain CODE --demote --by NAME")
    desk = _desk(folder)
    if demote:
        click.echo(_demoted(next(iter(wanted)), desk, by, spoken), err=as_json)
        desk = _desk(folder)
    if as_json:
        _print_json(wanted, desk, spoken)
    elif demote:
        return 0
    elif code is None:
        _print_list(wanted, desk, spoken)
    else:
        for key, value in wanted.items():
            _print_one(key, value, desk, spoken)
    return 0


def _desk(folder: Path) -> _Desk:
    from drafter.store.files import STATE

    if not (folder / STATE).is_dir():
        return _Desk(folder, {}, {})
    from drafter.decided import tallies
    from drafter.store import decisions, demotions

    return _Desk(folder, tallies(decisions.every(folder)), demotions.read(folder)[0])


def _demoted(code: str, desk: _Desk, by: str, language: Literal["zh", "en"]) -> str:
    """Demote the code, where that may be, and say so. Raises UsageError."""
    from drafter import remembered
    from drafter.check.codes import CODES
    from drafter.cli.who import who
    from drafter.decided import IN_A_ROW, Tally, may_demote
    from drafter.errors import UsageError
    from drafter.proofread.demote import lower_of
    from drafter.store import demotions

    severity, in_a_row, name = CODES[code].severity, desk.tallies.get(code, Tally()).in_a_row, who(desk.folder, by)
    if not may_demote(code):
        why = "can block a post, and such a code is never demoted" if severity == "BLOCK" else "is of the least severity already"
        raise UsageError(code, why, 'where one flag is wrong, let it stand by name: drafter check POST --waive CODE --reason "…"')
    if code not in desk.demotions:
        if in_a_row < IN_A_ROW:
            raise UsageError(code, f"was ignored {in_a_row} times in a row here, and {IN_A_ROW} are asked for", "waive single flags until it is clear")
        if not name:
            raise UsageError("--demote", "has nobody's name", "say who decides it: --by NAME")
        remembered.demoted(desk.folder, code, datetime.now(UTC), name, f"{in_a_row} ignored in a row")
    path = demotions.path_of(desk.folder, code)
    return _DESK[language]["done"].format(severity=severity, lower=lower_of(severity), path=path.as_posix())


def _unknown(code: str, codes: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(code.lower(), codes, n=1)
    return f"no flag has the code {code!r}. " + (f"Did you mean {near[0]!r}?" if near else "`drafter explain` lists them all")


def _print_json(codes: dict[str, Code], desk: _Desk, language: Literal["zh", "en"]) -> None:
    import json

    from drafter.check.codes import cases

    rows = []
    for key, code in codes.items():
        told = code.told(language)
        each = [{"severity": one.severity, "when": one.told(language)} for one in cases(key)]
        rows.append(
            {"code": key, "number": code.number, "severity": code.severity, "severities": each}
            | {"means": told.means, "example": told.example, "way_out": told.way_out}
            | _counts(key, desk),
        )
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _counts(code: str, desk: _Desk) -> dict[str, Any]:
    """What this desk did with the code, as JSON."""
    from drafter.decided import IN_A_ROW, Tally, may_demote

    tally, demotion = desk.tallies.get(code, Tally()), desk.demotions.get(code)
    offered = demotion is None and tally.in_a_row >= IN_A_ROW and may_demote(code)
    return {"desk": {**asdict(tally), "demoted": demotion.model_dump(mode="json") if demotion else None, "offered": offered}}


def _print_list(codes: dict[str, Code], desk: _Desk, language: Literal["zh", "en"]) -> None:
    from drafter.check.codes import cases
    from drafter.cli.output import table

    head: tuple[str, ...] = ("编号", "级别", "代码", "亦作", "含义") if language == "zh" else ("number", "severity", "code", "also", "means")
    rows: list[tuple[str, ...]] = [
        (code.number, code.severity, key, ", ".join(one.severity for one in cases(key) if one.severity != code.severity), code.told(language).means)
        for key, code in codes.items()
    ]
    if desk.tallies:
        head = (*head[:3], *(("改", "放行") if language == "zh" else ("fixed", "ignored")), *head[3:])
        rows = [(*row[:3], *_told_counts(row[2], desk), *row[3:]) for row in rows]
    click.echo(table(head, rows))


def _told_counts(code: str, desk: _Desk) -> tuple[str, str]:
    tally = desk.tallies.get(code)
    return (str(tally.fixed or ""), str(tally.ignored or "")) if tally else ("", "")


def _print_one(key: str, code: Code, desk: _Desk, language: Literal["zh", "en"]) -> None:
    from drafter.check.codes import cases
    from drafter.cli.output import width

    told, each = code.told(language), cases(key)
    click.echo(f"{code.number} {key} · {', '.join(one.severity for one in each)}")
    rows = list(zip(_LABELS[language], (told.means, told.example, told.way_out), strict=True))
    rows[1:1] = [(one.severity, one.told(language)) for one in each if one.told(language)]
    wide = max(width(label) for label, _ in rows)
    for label, text in rows:
        click.echo(f"  {label}{' ' * (wide - width(label))}  {text}")
    for line in _at_the_desk(key, desk, language):
        click.echo(f"  {line}")


def _at_the_desk(code: str, desk: _Desk, language: Literal["zh", "en"]) -> list[str]:
    from drafter.collect.visible import line
    from drafter.store import demotions

    said, tally, demotion = _DESK[language], desk.tallies.get(code), desk.demotions.get(code)
    lines = []
    if tally:
        in_a_row = said["row"] if tally.in_a_row > 1 else ""
        lines.append((said["desk"] + in_a_row).format(**asdict(tally)))
    if demotion:
        path = demotions.path_of(desk.folder, code).as_posix()
        lines.append(said["demoted"].format(by=line(demotion.by) or said["nobody"], day=demotion.at.date(), path=path))
    elif _counts(code, desk)["desk"]["offered"]:
        lines.append(said["offer"].format(code=code, in_a_row=tally.in_a_row if tally else 0))
    return lines
