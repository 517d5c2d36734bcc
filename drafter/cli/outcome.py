"""How a draft's outcome is told: the path on stdout, what an editor must know on stderr, worst first; or all of it as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from drafter.entities import Flag
from drafter.errors import DrafterError
from drafter.job import Outcome
from drafter.merge import Proposal
from drafter.revise import Revised

SHOWN = 12
"""Lines of one kind before the rest is counted; the record has all."""
_COLOURS = {"BLOCK": "red", "HIGH": "red", "WARN": "yellow", "INFO": "blue"}


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Tell how it went. stdout holds one thing: the draft's path, the estimate, or the JSON."""
    if as_json:
        click.echo(json.dumps(_data(outcome), ensure_ascii=False, indent=1))
        return
    if outcome.estimate is not None:
        _print_estimate(outcome)
        return
    flags = [flag for flag in outcome.flags if flag.severity != "INFO"]
    for flag in flags[:SHOWN]:
        print_flag(flag)
    if len(flags) > SHOWN:
        click.echo(f"… and {len(flags) - SHOWN} more flags: `drafter runs show {outcome.run_id}`", err=True)
    for note in outcome.record.notes[:SHOWN]:
        click.echo(f"note: {_short(note, 200)}", err=True)
    _print_failures(outcome)
    _print_sums(outcome)
    click.echo(_shown(outcome.path))


def print_shortlist(outcome: Outcome, *, as_json: bool) -> None:
    """The shortlist as it was written, then where it lies."""
    if as_json:
        click.echo(
            json.dumps(
                _data(outcome) | {"draft": None, "shortlist": _shown(outcome.path), "candidates": outcome.record.candidates}, ensure_ascii=False, indent=1
            )
        )
        return
    click.echo(outcome.text, nl=False)
    _print_failures(outcome)
    click.echo(f"decide in {_shown(outcome.path)}, then `drafter draft`", err=True)


def print_error(error: DrafterError) -> None:
    """Why there is no draft, as JSON; the words for people are printed elsewhere."""
    said = {"subject": error.subject, "what": error.what, "way_out": error.way_out}
    click.echo(json.dumps({"exit_code": error.exit_code, "draft": None, "error": said}, ensure_ascii=False, indent=1))


def _data(outcome: Outcome) -> dict[str, object]:
    estimate, revised = outcome.estimate, outcome.revised
    return {
        "edition": outcome.edition,
        "exit_code": outcome.exit_code,
        "draft": _shown(outcome.path) if outcome.path else None,
        "proposal": _shown(revised.aside) if revised and revised.aside else None,
        "done": revised.done if revised else None,
        "changes": [{"piece": one.piece, "what": one.what} for one in revised.changes] if revised else [],
        "proposals": [one.model_dump() for one in revised.proposals] if revised else [],
        "run": outcome.run_id,
        "items": sum(bool(candidate["chosen"]) for candidate in outcome.record.candidates),
        "flags": [flag.model_dump() for flag in outcome.flags],
        "failures": [failure.model_dump() for failure in outcome.record.failures],
        "calls": sum(call.calls for call in outcome.record.calls),
        "cost_usd": outcome.record.cost_usd,
        "estimate": None
        if estimate is None
        else {
            "calls": estimate.calls,
            "input_tokens": estimate.input_tokens,
            "output_tokens": estimate.output_tokens,
            "cost_usd": None if estimate.cost is None else float(estimate.cost),
        },
    }


def _print_estimate(outcome: Outcome) -> None:
    estimate = outcome.estimate
    assert estimate is not None
    for candidate in outcome.record.candidates:
        if candidate["chosen"]:
            click.echo(f"  {candidate['score']:>6.3f}  {candidate['title']}", err=True)
    for note in outcome.record.notes[:SHOWN]:
        click.echo(f"note: {_short(note, 200)}", err=True)
    cost = "price unknown (set model.prices in drafter.toml)" if estimate.cost is None else f"at most US${estimate.cost:.4f}"
    click.echo(f"{estimate.calls} calls, {estimate.input_tokens} tokens in, at most {estimate.output_tokens} out, {cost}")
    if estimate.calls:
        click.echo("an answer that is not good enough is asked for once more, which comes on top; with --budget only as far as it lasts", err=True)


def print_flag(flag: Flag) -> None:
    """One line on stderr."""
    click.echo(f"{click.style(flag.severity, fg=_COLOURS[flag.severity])} {flag.code}: {_short(flag.where, 40)}: {_short(flag.message, 160)}", err=True)


def _print_failures(outcome: Outcome) -> None:
    """Those of answers stand among the flags already."""
    failures = [failure for failure in outcome.record.failures if failure.stage not in ("summarize", "compose")]
    for failure in failures[:SHOWN]:
        click.echo(f"{click.style('failed', fg='yellow')} {failure.reason}: {_short(failure.said, len(failure.subject) + 160)}", err=True)
    if len(failures) > SHOWN:
        click.echo(f"… and {len(failures) - SHOWN} more failures: `drafter runs show {outcome.run_id}`", err=True)


def counted(number: int, what: str) -> str:
    """`1 item`, `2 items`."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def _print_sums(outcome: Outcome) -> None:
    record = outcome.record
    chosen = sum(bool(candidate["chosen"]) for candidate in record.candidates)
    kept = sum(call.kept for call in record.calls)
    asked = [call for call in record.calls if not call.kept and call.failure != "budget"]
    cost = "" if not asked else ", price unknown" if record.cost_usd is None else f", US${record.cost_usd:.4f}"
    calls = f"{len(asked)} answers asked for, {kept} kept{cost}" if record.calls else "no model was asked"
    briefs = sum(candidate.get("place") == "brief" for candidate in record.candidates)
    items = counted(chosen - briefs, "item") + (f" and {counted(briefs, 'brief')}" if briefs else "")
    click.echo(f"{outcome.edition}: {items}, {counted(len(record.candidates) - chosen, 'candidate')} not chosen, {calls}", err=True)
    if outcome.exit_code == 5:
        click.echo("the budget was reached: what it did not cover holds the sources' own sentences, marked", err=True)
    if outcome.revised is not None:
        print_revised(outcome.revised)


def print_revised(revised: Revised) -> None:
    """What became of a post that a person had worked on."""
    path = _shown(revised.path)
    if revised.aside is not None:
        click.echo(f"{path} was left alone ({revised.why}); the new text is in {_shown(revised.aside)}", err=True)
    if revised.done != "merged" and not revised.proposals and not revised.locked:
        return
    stands = "stands as it was" if revised.done == "unchanged" else "holds a person's edits: they stay, and what nobody touched is as drafter has it now"
    click.echo(f"{path} {stands}", err=True)
    for change in revised.changes[:SHOWN]:
        click.echo(f"  {change.what}: {_short(change.title or change.piece, 100)}", err=True)
    if len(revised.changes) > SHOWN:
        click.echo(f"  … and {len(revised.changes) - SHOWN} more", err=True)
    for key in revised.locked:
        click.echo(f"  locked, not touched: {_short(key, 120)}", err=True)
    for one in revised.proposals[:SHOWN]:
        print_proposal(one)
    if revised.proposals:
        click.echo(f"{counted(len(revised.proposals), 'proposal')}; `drafter redo {path} --take ID` takes one, --leave ID refuses it", err=True)


def print_proposal(one: Proposal) -> None:
    """What stands and what the model would say instead."""
    click.echo(f"  proposal {one.id} in {_short(one.piece, 100)}", err=True)
    click.echo(f"    - {_short(one.mine, 300)}" if one.mine else "    (nothing stands there)", err=True)
    click.echo(f"    + {_short(one.theirs, 300)}" if one.theirs else "    + (left out)", err=True)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _shown(path: Path | None) -> str:
    """Relative to where the command was called, if it lies below."""
    if path is None:
        return ""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
