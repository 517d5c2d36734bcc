"""Front matter merged key by key: a person's value wins, comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.merge.pieces import Part
from drafter.merge.proposals import Proposal, proposal

_KEY = re.compile(r"(?P<key>[^\s#:'\"-][^:#\r\n]*|'[^'\r\n]*'|\"[^\"\r\n]*\")\s*:(?=\s|$)", re.MULTILINE)


def merged(base: Part | None, mine: Part, theirs: Part, offer: bool, dropped: frozenset[str]) -> tuple[str, list[Proposal]]:
    """The front matter's text, and a proposal for each key that both changed. `dropped` is of no use here."""
    if mine.core == theirs.core or (base and base.core == theirs.core):
        return mine.core, []
    if base and base.core == mine.core and not offer:
        return theirs.core, []
    old, own, new = (_fields(part.core if part else "") for part in (base, mine, theirs))
    found: list[Proposal] = []
    lines: dict[str, str] = {}
    for key, text in own.items():
        before, coming = old.get(key), new.get(key)
        if not key or before == coming or text == coming:
            lines[key] = text
        elif before == text and not offer:
            lines |= {key: coming} if coming is not None else {}
        else:
            lines[key] = text
            found.append(proposal(mine.key, "field", before or "", text.strip("\r\n"), (coming or "").strip("\r\n")))
    for key, text in new.items():
        if key not in own and key not in old:
            if offer:
                found.append(proposal(mine.key, "field", "", "", text.strip("\r\n")))
            else:
                lines = _with(lines, key, text, list(new))
    return "".join(lines.values()), found


def with_fields(base: Part, new: Part, keys: Sequence[str]) -> str:
    """The front matter of `base` with the values that `new` has for these keys, where it has any."""
    lines, fresh = _fields(base.core), _fields(new.core)
    return "".join(fresh.get(key, said) if key in keys else said for key, said in lines.items())


def _with(lines: dict[str, str], key: str, text: str, order: list[str]) -> dict[str, str]:
    """Behind the key that it follows in theirs; never behind the closing line."""
    before = next((other for other in reversed(order[: order.index(key)]) if other in lines), "")
    found: dict[str, str] = {}
    for name, said in lines.items():
        found[name] = said
        if name == before:
            found[key] = text
    return found


def _fields(text: str) -> dict[str, str]:
    """Key → its lines, as they stand; under the empty key the opening line, under `---` the closing one."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return {}
    found: dict[str, list[str]] = {"": [lines[0]]}
    at = ""
    for number, line in enumerate(lines[1:], 1):
        key = _KEY.match(line)
        if number == len(lines) - 1 and line.strip() in ("---", "...", "+++"):
            at = "---"
        elif key:
            at = key["key"].strip("'\" ")
        found.setdefault(at, []).append(line)
    return {key: "".join(said) for key, said in found.items()}
