"""`drafter learn`: what accepted changes have in common, as lines for `style.md`, `glossary.yaml` and `examples.jsonl` that a person takes or refuses.

Nothing is written but by `answer`, and then lines are only added: what a person wrote stays byte for byte.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from drafter import house
from drafter.entities import Failure
from drafter.store import decisions, glossary, glossary_edit, learned, voice
from drafter.store.files import STATE, write_atomic
from drafter.voice.changes import of_form, part_of
from drafter.voice.habits import Habit, habits
from drafter.voice.nouns import Change
from drafter.voice.recurring import Term
from drafter.voice.written import where_met

What = Literal["style", "term", "change"]
FILES: dict[What, str] = {"style": voice.STYLE, "term": glossary.FILE, "change": voice.CHANGES}
MOST_CHANGES = 12
"""Of the latest changes offered as examples at one time."""
_ACCEPTED = ("edited", "fixed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One addition to one of the three files."""

    what: What
    key: str
    """What it is known by when it was answered before."""
    text: str
    """The lines to add, with their line end."""

    @property
    def file(self) -> str:
        return FILES[self.what]


def accepted(digest: Path) -> tuple[tuple[Change, ...], tuple[Failure, ...]]:
    """Sentences that people changed, the oldest edition's first; and the lines of decisions and of earlier answers that cannot be read."""
    found: list[Change] = []
    broken: list[Failure] = []
    for path in sorted((digest / STATE / "editions").glob(f"*/{decisions.FILE}")):
        each, faults = decisions.read(path.parent)
        broken += faults
        found += [
            Change(edition=path.parent.name, part=part_of(one.piece), before=one.before, after=one.after)
            for one in sorted(each, key=lambda one: one.at)
            if one.what in _ACCEPTED and one.before.strip() and one.after.strip()
        ]
    return tuple(dict.fromkeys(found)), (*broken, *learned.read(digest)[1])


def proposals(digest: Path, changes: Sequence[Change]) -> tuple[Proposal, ...]:
    """What is worth proposing of the changes: neither there already nor answered before. Raises ConfigError for a file that cannot be read."""
    wishes, terms = habits(changes)
    style = {_wish_key(line) for line in voice.style(digest)}
    known = {form for term in house.terms(digest) for form in (term.term, term.wanted, *term.also, *term.forbidden)}
    there = {_change_key(fields["before"], fields["after"]) for fields in voice.changes(digest)}
    found = [Proposal("style", _wish_key(one.wish), _wish_line(one)) for one in wishes if _wish_key(one.wish) not in style]
    found += [
        Proposal("term", _term_key(one), glossary_edit.entry(one.fields, where_met(one)))
        for one in terms
        if one.term not in known and not set(one.forbidden) & known
    ]
    found += [
        Proposal("change", key, voice.line_of(one.model_dump()) + "\n")
        for one in of_form(changes)[-MOST_CHANGES:]
        if (key := _change_key(one.before, one.after)) not in there
    ]
    answered = {(one.what, one.key) for one in learned.read(digest)[0]}
    return tuple(one for one in {(one.what, one.key): one for one in found}.values() if (one.what, one.key) not in answered)


def _wish_line(one: Habit) -> str:
    return f"- {one.wish}  <!-- {', '.join(one.editions)}; {one.times} × -->\n"


def _wish_key(wish: str) -> str:
    """A wish for another number is the same wish."""
    return re.sub(r"\d+", "N", " ".join(wish.split()))


def _term_key(term: Term) -> str:
    return " | ".join((term.term, term.wanted, *term.forbidden))


def _change_key(before: str, after: str) -> str:
    return f"{before}\n{after}"


def with_lines(digest: Path, taken: Iterable[Proposal]) -> Mapping[str, tuple[str, str]]:
    """File → its text now and with the proposals in it. Raises ConfigError where the glossary could not be read any more."""
    found: dict[str, tuple[str, str]] = {}
    for one in taken:
        path = digest / one.file
        before, after = found.get(one.file, (_text(path), _text(path)))
        ending = "\r\n" if "\r\n" in before else "\n"
        after = after if not after or after.endswith("\n") else after + ending
        found[one.file] = before, after + one.text.replace("\n", ending)
    if glossary.FILE in found:
        glossary.parse(found[glossary.FILE][1].removeprefix("\ufeff"), str(digest / glossary.FILE))
    return found


def difference(digest: Path, taken: Iterable[Proposal]) -> str:
    """The proposals as one unified difference; empty for none."""
    lines: list[str] = []
    for name, (before, after) in with_lines(digest, taken).items():
        there = name if before else "/dev/null"
        found = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), there, name)
        lines += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found]
    return "".join(lines)


def answer(digest: Path, taken: Sequence[Proposal], refused: Sequence[Proposal], *, now: datetime, by: str) -> tuple[str, ...]:
    """Write what was taken, and remember both. Returns the names of the files that were changed. Raises ConfigError, OSError."""
    texts = with_lines(digest, taken)
    for name, (_, after) in texts.items():
        write_atomic(digest / name, after)
    both = [(True, one) for one in taken] + [(False, one) for one in refused]
    learned.add(digest, [learned.Answered(at=now, by=by, taken=yes, what=one.what, key=one.key) for yes, one in both])
    return tuple(texts)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
