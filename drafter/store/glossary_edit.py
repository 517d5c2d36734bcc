"""Terms put into `glossary.yaml`: lines are added in their place, what stands there stays byte for byte, comments included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from drafter.errors import ConfigError
from drafter.store.files import write_atomic
from drafter.store.glossary import FILE, KEPT, composed, parse

_PLAIN = re.compile(r"[\w\u3400-\u9fff][\w\u3400-\u9fff .&/·’+-]*(?<! )")
_OTHERWISE = re.compile(r"(?i)[\d.+-]+|yes|no|on|off|true|false|null|y|n")
_ORDER = ("wanted", "short", "first", "also", "forbidden")


class Put(NamedTuple):
    """What became of terms that were to be put in."""

    added: tuple[str, ...]
    present: tuple[str, ...]
    """There already, and just so."""
    differing: tuple[str, ...]
    """There already, and otherwise: left as the person has it."""


def put(folder: Path, terms: Sequence[dict[str, Any]]) -> Put:
    """Add terms (fields of a `GlossaryTerm`) to the digest's glossary. Raises ConfigError, OSError; nothing is written then."""
    path = folder / FILE
    before = _text(path)
    known = {str(fields["term"]): fields for fields in parse(before, str(path))}
    added: list[str] = []
    present: list[str] = []
    differing: list[str] = []
    after = before
    for fields in terms:
        term = str(fields["term"])
        if term in known:
            (present if _same(known[term], fields) else differing).append(term)
            continue
        after = _with_kept(after, term, str(path)) if fields.get("kept") else _ended(after) + entry(fields)
        known[term] = fields
        added.append(term)
    if added:
        parse(after, str(path))
        write_atomic(path, after)
    return Put(tuple(added), tuple(present), tuple(differing))


def entry(fields: dict[str, Any], comment: str = "") -> str:
    """One term as lines of the file."""
    behind = f"  # {' '.join(comment.split())}" if comment else ""
    given = {name: value for name in _ORDER if (value := fields.get(name))}
    if set(given) == {"wanted"}:
        return f"{quoted(fields['term'])}: {quoted(given['wanted'])}{behind}\n"
    lines = [f"  {name}: {_listed(value) if isinstance(value, (tuple, list)) else quoted(value)}\n" for name, value in given.items()]
    return "".join([f"{quoted(fields['term'])}:{behind}\n", *lines])


def quoted(text: str) -> str:
    """A word as YAML that can only be read as this text."""
    return text if _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text) and text != KEPT else json.dumps(text, ensure_ascii=False)


def _listed(values: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def plain(fields: dict[str, Any]) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items() if value}

    return plain(one) == plain(other)


def _with_kept(text: str, name: str, subject: str) -> str:
    """The name at the end of the list of those that are never translated, in the form the list has."""
    root = composed(text, subject)
    node = next((value for key, value in (root.value if root is not None else ()) if key.value == KEPT), None)
    if node is None:
        return f"{_ended(text)}{KEPT}:\n  - {quoted(name)}\n"
    if node.id != "sequence":
        at, value = node.start_mark.index, text[node.start_mark.index : node.end_mark.index]
        return f"{text[:at]}[{value}, {quoted(name)}]{text[node.end_mark.index :]}"
    if node.flow_style:
        at = node.end_mark.index - 1
        return f"{text[:at].rstrip()}{', ' if node.value else ''}{quoted(name)}{text[at:]}"
    last = node.value[-1]
    end = text.find("\n", last.end_mark.index)
    head, tail = (text[: end + 1], text[end + 1 :]) if end >= 0 else (f"{text}\n", "")
    return f"{head}{' ' * (node.start_mark.column)}- {quoted(name)}\n{tail}"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from error
