"""Two files of the digest that people own: `style.md`, the wishes of style, and `examples.jsonl`, changes of editors whose manner is wanted.

    {"edition": "2026-W05", "part": "item", "before": "The bank announced that it has …", "after": "The bank has …"}

Both are plain lines: whoever takes one out has taken it out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from drafter.errors import ConfigError

STYLE = "style.md"
CHANGES = "examples.jsonl"
MOST_CHARACTERS = 4000
"""Of all wishes together: they go with every request."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARK = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_FIELDS = {"edition", "before", "after"}


def style(folder: Path) -> tuple[str, ...]:
    """The wishes, one a line; headings, comments and empty lines are none. Raises ConfigError."""
    lines = [_MARK.sub("", line).strip() for line in _COMMENT.sub("", _text(folder / STYLE)).splitlines() if not line.lstrip().startswith("#")]
    wishes = tuple(line for line in lines if line)
    if sum(map(len, wishes)) > MOST_CHARACTERS:
        raise ConfigError(str(folder / STYLE), f"has more than {MOST_CHARACTERS} characters of wishes", "shorten it: all of it goes with every request")
    return wishes


def changes(folder: Path) -> tuple[dict[str, Any], ...]:
    """Fields of a `Change` in the file's order. Raises ConfigError that names the line."""
    path = folder / CHANGES
    return tuple(_change(line, f"{path}:{number}") for number, line in enumerate(_text(path).splitlines(), 1) if line.strip())


def line_of(fields: dict[str, Any]) -> str:
    """One change as its line."""
    return json.dumps(fields, ensure_ascii=False)


def _change(line: str, subject: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ConfigError(subject, f"is no JSON: {error}", "mend the line or take it out") from error
    if not isinstance(fields, dict) or not fields.keys() >= _FIELDS or not all(isinstance(fields[name], str) for name in _FIELDS):
        raise ConfigError(subject, "is no change", 'a line has "edition", "before" and "after" as texts, and may have "part"')
    part = fields.get("part")
    if part not in (None, "item", "analysis", "conclusion", "front"):
        raise ConfigError(subject, f"{part!r} is no part", "take item, analysis, conclusion or front, or leave it out")
    return {"edition": fields["edition"], "part": part, "before": fields["before"], "after": fields["after"]}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
