"""How a checked post is told: flags worst first with the words, what the source has instead, and the way out; as JSON; or as annotations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from drafter.check.codes import CODES
from drafter.cli.output import cut, width
from drafter.collect.visible import line as line_of
from drafter.entities import Flag, Language
from drafter.recheck import Checked

COLOURS = {"BLOCK": "red", "HIGH": "red", "WARN": "yellow", "INFO": "blue"}
NOWHERE = "nothing of it was found in a source"
"""Why a sentence was not checked where the check gives no reason of its own."""
_LEVEL = {"BLOCK": "error", "HIGH": "error", "WARN": "warning", "INFO": "notice"}


def print_checked(checked: Checked, *, as_json: bool, github: bool) -> None:
    """Flags on stdout; in text and for annotations, what was traced and what was not on stderr."""
    if as_json:
        click.echo(json.dumps(_data(checked), ensure_ascii=False, indent=1))
        return
    for flag in checked.review.flags:
        click.echo(_annotation(flag, checked) if github else _told(flag, checked))
    for line in _sums(checked):
        click.echo(line, err=True)


def _data(checked: Checked) -> dict[str, Any]:
    return {
        "post": checked.path.as_posix(),
        "record": checked.record.as_posix() if checked.record else None,
        **checked.review.model_dump(mode="json"),
        "flags": [flag.model_dump(mode="json") | dict(zip(("line", "column"), _position(flag, checked), strict=True)) for flag in checked.review.flags],
        "not_checked": [dict(zip(("line", "column", "where", "sentence", "why"), row, strict=True)) for row in not_checked(checked)],
        "failures": [failure.model_dump(mode="json") for failure in checked.failures],
        "lapsed": [waiver.model_dump(mode="json") for waiver in checked.lapsed],
    }


def not_checked(checked: Checked) -> Iterator[tuple[int, int, str, str, str]]:
    """Sentences that no check compared with a source: line, column, place, the sentence on one line, and why."""
    for line in checked.review.lines:
        if line.standing == "not-checked":
            yield *position(checked.text, line.start or 0), line.where, " ".join(line.text.split()), line.why or NOWHERE


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, 1-based; lines end as `parse` reads them: at CR LF, LF and CR."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _position(flag: Flag, checked: Checked) -> tuple[int, int]:
    """Line and column (1-based) of the flag's words; of the whole post, its first."""
    return position(checked.text, flag.start or 0)


def _told(flag: Flag, checked: Checked) -> str:
    line, column = _position(flag, checked)
    number = f"{CODES[flag.code].number} " if flag.code in CODES else ""
    head = f"{click.style(flag.severity, fg=COLOURS[flag.severity], bold=True)} {number}{flag.code}  {shown_path(checked.path)}:{line}:{column}  {flag.where}"
    rows = [("", flag.message)]
    if flag.statement:
        rows.append(("says", around(flag.statement, flag.words)))
    if flag.nearest or flag.sentence:
        rows.append(("source", around(flag.sentence, flag.nearest) if flag.sentence else flag.nearest))
    rows.append(("", flag.source))
    rows.append(("→", way_out(flag, checked.review.language)))
    return "\n".join([head, *(f"  {label + ' ' if label else ''}{' '.join(said.split())}" for label, said in rows if said)])


def around(sentence: str, words: str, most: int = 220) -> str:
    """The sentence with the words between «», cut to the part around them."""
    at = sentence.find(words) if words and words != sentence else -1
    if at < 0:
        return sentence if len(sentence) <= most else sentence[: most - 1] + "…"
    start, end = max(0, at - most // 2), min(len(sentence), at + len(words) + most // 2)
    before, after = "…" if start else "", "…" if end < len(sentence) else ""
    return f"{before}{sentence[start:at]}«{words}»{sentence[at + len(words) : end]}{after}"


def way_out(flag: Flag, language: Language) -> str:
    """What a person does about it; empty for a code that no table has."""
    code = CODES.get(flag.code)
    return code.told(language).way_out if code else ""


def _annotation(flag: Flag, checked: Checked) -> str:
    """A workflow command; GitHub shows it on the line."""
    line, column = _position(flag, checked)
    fields = {"file": shown_path(checked.path), "line": str(line), "col": str(column)}
    if flag.end is not None and flag.end > (flag.start or 0):
        last, end = position(checked.text, flag.end)
        fields |= {"endLine": str(last), "endColumn": str(end)}
    fields["title"] = f"{flag.severity} {flag.code}"
    nearest = f"\nsource: {around(flag.sentence, flag.nearest)}" if flag.sentence else ""
    said = f"{flag.message}{nearest}\n{flag.source}\n→ {way_out(flag, checked.review.language)}"
    return f"::{_LEVEL[flag.severity]} {','.join(f'{name}={_property(value)}' for name, value in fields.items())}::{_escaped(said)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _sums(checked: Checked) -> list[str]:
    review = checked.review
    counts = review.counts
    found = ", ".join(f"{number} {severity}" for severity, number in counts.flags.items() if number) or "no flags"
    lines = [f"{counts.sentences} sentences: {counts.traced} traced, {counts.judged} judged, {counts.not_checked} not checked; {found}"]
    lines += [f"  not checked: {number} × {why or NOWHERE}" for why, number in counts.reasons.items()]
    where = shown_path(checked.path)
    lines += [f"  not checked  {where}:{line}:{column}  {part}: {_folded(said)} ({why})" for line, column, part, said, why in not_checked(checked)]
    lines += [f"failed {failure.reason}: {failure.said}" for failure in checked.failures]
    if counts.waived:
        lines.append(f"{counts.waived} waived: " + "; ".join(f"{one.flag.code} “{one.flag.words}” ({one.reason})" for one in review.waived))
    lines += [f"lapsed waiver: {one.code} “{one.words}”: its words are gone, or nothing is wrong with them now" for one in checked.lapsed]
    if checked.noted:
        done = Counter(one.what for one in checked.noted)
        lines.append("noted since the last check: " + ", ".join(f"{number} {what}" for what, number in done.items()))
    if checked.record:
        lines.append(f"record: {shown_path(checked.record / 'review.html')}")
    return lines


def _folded(sentence: str, most: int = 90) -> str:
    """As much of a sentence as stands on a line, and nothing that moves a cursor."""
    sentence = line_of(sentence)
    return sentence if width(sentence) <= most else cut(sentence, most - 1) + "…"


def shown_path(path: Path) -> str:
    """As a pull request names it: relative to where the command was called, if it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
