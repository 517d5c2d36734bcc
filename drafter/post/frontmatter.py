"""Front matter: written so that YAML 1.1 (Jekyll) and 1.2 readers agree on it, and read back with line numbers in its errors.

Written as text and not by a YAML library: the libraries sort keys, drop quotes or leave `yes` and `1:30` bare, which the other
version then reads as a truth value or a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from drafter.errors import DrafterError
from drafter.post.escape import clean

Value = str | bool | date | datetime | tuple[str, ...]
"""Text, a truth value, a day, a moment with its zone, or a list of texts."""

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_NEVER_IN_NUMBERS = re.compile(r"[g-np-wyz]")
"""Letters that no number of any YAML version has: not a–f (hexadecimal, exponent), o (octal), x."""
_BUG = "this is a bug in drafter: please report it"
_NEW_LINE = "\n"
_IN_QUOTES = 'What is text stands in double quotes: title: "…"'
_NESTING = re.compile(r"^[ \t?:-]+", re.MULTILINE)
_DEEPEST = 200
"""Brackets of a header, and columns before a line's first word."""
_JEKYLL_MOMENT = "%Y-%m-%d %H:%M:%S %z"


def header(fields: Sequence[tuple[str, Value]], *, bare: Sequence[str] = (), iso: bool = False) -> str:
    """The block between `---` lines, final newline included, in the order given; keys in `bare` stand unquoted where that is safe.

    Moments are written as Jekyll documents them, `2026-01-26 07:00:00 +0800`, or with `iso` as `2026-01-26T07:00:00+08:00`.
    The block is parsed back by a YAML 1.1 and a YAML 1.2 reader; DrafterError when one of them reads something else.
    """
    text = "".join(_field(key, value, bare=key in bare, iso=iso) for key, value in fields)
    wanted = {key: _cleaned(value) for key, value in fields}
    for version, found in _parsed(text).items():
        wrong = sorted(str(key) for key in wanted.keys() | found.keys() if key not in found or not _same(wanted.get(key), found[key]))
        if wrong:
            raise DrafterError(f"front matter, {wrong[0]}", f"YAML {version} reads {found.get(wrong[0])!r}", _BUG)
    return f"---\n{text}---\n"


def _field(key: str, value: Value, *, bare: bool, iso: bool) -> str:
    if isinstance(value, tuple):
        return f"{key}:\n" + "".join(f"  - {_bare_or_quoted(v)}\n" for v in map(clean, value))
    return f"{key}: {_scalar(value, bare=bare, iso=iso)}\n"


def _scalar(value: str | bool | date | datetime, *, bare: bool, iso: bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat() if iso else value.strftime(_JEKYLL_MOMENT)
    if isinstance(value, date):
        return value.isoformat()
    return _bare_or_quoted(clean(value)) if bare else _quoted(clean(value))


def _bare_or_quoted(text: str) -> str:
    """Lower-kebab words stand bare unless some YAML version could read them as a number or a truth value."""
    word = bool(_KEBAB.fullmatch(text)) and text not in _RESERVED
    return text if word and (text[0].isalpha() or _NEVER_IN_NUMBERS.search(text)) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # \u escapes would split emoji into halves that YAML readers refuse


def _cleaned(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(clean, value))
    return clean(value) if isinstance(value, str) else value


def _parsed(text: str) -> dict[str, dict[str, Any]]:
    import yaml
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return {"1.1": yaml.safe_load(text) or {}, "1.2": YAML(typ="safe", pure=True).load(text) or {}}
    except (yaml.YAMLError, YAMLError) as error:
        raise DrafterError("front matter", f"is not YAML: {error}", _BUG) from error


def _same(wanted: Value | None, found: object) -> bool:
    if isinstance(wanted, tuple):
        return found == list(wanted) or (not wanted and found is None)
    if isinstance(wanted, datetime):
        # `+0800` is a moment to Jekyll and stays text for the readers here.
        return found == (wanted.strftime(_JEKYLL_MOMENT) if isinstance(found, str) else wanted)
    return type(found) is type(wanted) and found == wanted


def read(text: str, subject: str = "post") -> tuple[dict[str, Any], str]:
    """A whole post's front matter and its body, with LF line ends and without the blank lines between them.

    Raises DrafterError naming the line: no front matter, none that ends, no YAML, a key twice, a key that is no text,
    a date that no calendar has.
    """
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not handler.detect(text):
        raise DrafterError(f"{subject}:1", "has no front matter", "the first line must be ---")
    try:
        front, body = handler.split(text)
    except ValueError as error:
        raise DrafterError(f"{subject}:1", "front matter does not end", "close it with a line ---") from error
    first = _first_line(text, front)
    begins = f"{subject}:{first + len(front) - len(front.removeprefix(_NEW_LINE))}"
    if too_deep(front):
        raise DrafterError(begins, "front matter is nested too deep to be read", "write plain `key: value` lines")
    try:
        _check_values(front, subject, first)
        data = handler.load(front)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(subject, first, error) from error
    except yaml.YAMLError as error:
        raise DrafterError(subject, f"front matter is not YAML: {error}", "take the character out") from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise DrafterError(begins, f"front matter holds a value that cannot be read: {error}", _IN_QUOTES) from error
    return dict(data or {}), body.lstrip("\n")


def too_deep(front: str) -> bool:
    """YAML readers written in C follow nesting on their own stack and take the whole process down with them."""
    opened = front.count("[") + front.count("{")
    return opened > _DEEPEST or any(len(found[0]) > _DEEPEST for found in _NESTING.finditer(front))


def _first_line(text: str, front: str) -> int:
    """1-based line of the file on which `front` starts."""
    return text[: text.index(front)].count("\n") + 1


def _unreadable(subject: str, first: int, error: Any) -> DrafterError:
    mark = error.problem_mark or error.context_mark
    line = first + (mark.line if mark else 0)
    return DrafterError(f"{subject}:{line}", f"front matter is not YAML: {error.problem}", 'put the value in double quotes: title: "…"')


def _check_values(front: str, subject: str, first: int) -> None:
    """YAML readers let the last of two equal keys win and read a key `on:` as true; both are slips of a person, as is a 13th month.

    Raises DrafterError, yaml.YAMLError.
    """
    import yaml

    node = yaml.compose(front, Loader=yaml.SafeLoader)
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise DrafterError(f"{subject}:{first + node.start_mark.line}", "front matter is no list of `key: value` lines", "write `title: …`")
    seen: set[str] = set()
    for key, value in node.value:
        line = f"{subject}:{first + key.start_mark.line}"
        if key.tag != "tag:yaml.org,2002:str":
            raise DrafterError(line, f"the key {key.value!r} is no text to YAML", f'put it in quotes: "{key.value}"')
        if key.value in seen:
            raise DrafterError(line, f"the key {key.value!r} stands twice", "keep one of them")
        seen.add(key.value)
        _check_value(key.value, value, line)


def _check_value(key: str, node: Any, line: str) -> None:
    """What looks like a date or a number, and is none."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            if isinstance(entry, yaml.ScalarNode):
                _check_value(key, entry, line)
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return
    try:
        yaml.safe_load(node.value)
    except (ValueError, OverflowError) as error:
        raise DrafterError(line, f"{key}: {node.value} cannot be read: {error}", "correct it; a date is 2026-01-30. " + _IN_QUOTES) from error
    except yaml.YAMLError:
        return  # text with a colon is no YAML by itself; the reader of the whole decides
