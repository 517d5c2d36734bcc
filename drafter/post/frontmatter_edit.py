"""A post's front matter where it stands: found, read as Jekyll reads it, and changed one value at a time.

A value is changed by putting new characters in the place that ruamel.yaml names for the old ones, so that comments, order,
quotation marks and line ends elsewhere stay byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from drafter.errors import DrafterError
from drafter.post import frontmatter
from drafter.post.blocks import line_spans
from drafter.post.parts import Front, Unread

_KEY = re.compile(r"[A-Za-z_\"'][\w .\"'-]{0,60}:(?:\s|$)")
_BARE_KEY = re.compile(r"[A-Za-z][\w -]{0,40}:[ \t]+\S")
_END = ("---", "...")


def locate(text: str) -> Front:
    """The front matter of a post; what is wrong with it, or that there is none, stands in `faults`."""
    lines = list(line_spans(text, 1 if text.startswith("\ufeff") else 0))
    first = next((n for n, (a, b) in enumerate(lines) if text[a:b].strip()), None)
    if first is None:
        return _none(text)
    opening = text[slice(*lines[first])].rstrip()
    if opening == "+++":
        return _toml(text, lines, first)
    if opening == "---" and _looks_like_fields(text, lines[first + 1 :]):
        return _fenced(text, lines, first)
    if first == 0 and len(_unfenced(text, lines)) > 1:
        start, end = lines[0][0], _unfenced(text, lines)[-1][1]
        return Front(start, end, start, end, {}, (Unread(start, end, "front matter without --- lines: engines show it as text"),))
    return _none(text)


def _none(text: str) -> Front:
    start = 1 if text.startswith("\ufeff") else 0
    return Front(start, start, start, start, {}, (Unread(start, start, "the post has no front matter"),))


def _looks_like_fields(text: str, lines: list[tuple[int, int]]) -> bool:
    """A line of dashes may also be a rule; a field, a comment, or the end follows the one that opens front matter."""
    below = next((text[a:b] for a, b in lines if text[a:b].strip()), "")
    return bool(_KEY.match(below)) or below.rstrip() in _END or below.startswith(("# ", "#\t", "- ", "{"))


def _unfenced(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for a, b in lines:
        if not _BARE_KEY.match(text, a, b):
            break
        found.append((a, b))
    return found


def _toml(text: str, lines: list[tuple[int, int]], first: int) -> Front:
    closing = next((n for n in range(first + 1, len(lines)) if text[slice(*lines[n])].rstrip() == "+++"), None)
    if closing is None:
        return _none(text)
    start, end = lines[first][0], lines[closing][1]
    return Front(start, end, lines[first + 1][0], lines[closing][0], {}, (Unread(start, end, "front matter in TOML"),))


def _fenced(text: str, lines: list[tuple[int, int]], first: int) -> Front:
    start, inner = lines[first][0], lines[first + 1][0] if first + 1 < len(lines) else len(text)
    closing = next((n for n in range(first + 1, len(lines)) if text[slice(*lines[n])].rstrip() in _END), None)
    if closing is None:
        last = next((n for n in range(first + 1, len(lines)) if _ends_unclosed(text[slice(*lines[n])])), len(lines)) - 1
        end = lines[last][1]
        return Front(start, end, inner, end, {}, (Unread(start, end, "front matter that does not end: close it with a line ---"),))
    data, faults = _data(text, lines, first, lines[closing][0])
    if first:
        faults = (Unread(start, lines[first][1], "blank lines before the front matter: engines see none"), *faults)
    return Front(start, lines[closing][1], inner, lines[closing][0], data, faults)


def _ends_unclosed(line: str) -> bool:
    return not line.strip() or bool(re.match(r"#{1,6} ", line))


def _data(text: str, lines: list[tuple[int, int]], first: int, end: int) -> tuple[dict[str, Any], tuple[Unread, ...]]:
    inner = text[lines[first + 1][0] : end]
    if frontmatter.too_deep(inner):
        return {}, (Unread(lines[first][0], end, "front matter is nested too deep to be read"),)
    try:
        return frontmatter.read(f"---\n{inner}\n---\n", "line")[0], ()
    except DrafterError as error:
        number = re.search(r":(\d+)$", error.subject)
        line = lines[min(first + int(number[1]) - 1, len(lines) - 1)] if number else lines[first]
        return {}, (Unread(line[0], line[1], error.what),)


def changed(text: str, values: Mapping[str, frontmatter.Value]) -> str:
    """The post with these front matter values; a key that is not there is added as the last one.

    Raises DrafterError when there is no front matter to change, when it cannot be read, or when the outcome would not read back.
    """
    front = locate(text)
    if front.faults:
        raise DrafterError("front matter", front.faults[0].why, "mend it by hand first")
    wanted = dict(front.data)
    for key, value in values.items():
        text = _with(text, locate(text), key, value)
        wanted[key] = frontmatter.read(frontmatter.header([(key, value)]))[0][key] if value != () else []
    if locate(text).data != wanted:
        raise DrafterError("front matter", f"{', '.join(values)} cannot be changed there", "change it by hand")
    return text


def without(text: str, key: str) -> str:
    """The post without that key and its value, every other byte as it was. Raises DrafterError as `changed` does."""
    front = locate(text)
    if front.faults:
        raise DrafterError("front matter", front.faults[0].why, "mend it by hand first")
    inner = text[front.inner_start : front.inner_end]
    found = _place(inner, key)
    if found is None:
        return text
    start = max(inner.rfind("\n", 0, found[0]), inner.rfind("\r", 0, found[0])) + 1
    end = re.compile(r"\r\n?|\n").search(inner, found[1])
    left = text[: front.inner_start] + inner[:start] + inner[end.end() if end else len(inner) :] + text[front.inner_end :]
    if locate(left).data != {name: value for name, value in front.data.items() if name != key}:
        raise DrafterError("front matter", f"{key} cannot be taken out there", "take it out by hand")
    return left


def _with(text: str, front: Front, key: str, value: frontmatter.Value) -> str:
    inner, ending = text[front.inner_start : front.inner_end], "\r\n" if "\r\n" in text[front.start : front.end] else "\n"
    found = _place(inner, key)
    if found is None:
        field = frontmatter.header([(key, value)])[4:-4] if value != () else f"{key}: []\n"
        return text[: front.inner_end] + field.replace("\n", ending) + text[front.inner_end :]
    start, end, old = found
    new = _written(key, value, old).replace("\n", ending)
    return text[: front.inner_start] + inner[:start] + new + inner[end:] + text[front.inner_end :]


def _written(key: str, value: frontmatter.Value, old: str) -> str:
    """The value as it stands after the colon, in the style of the old one where that is safe."""
    bare = old[:1] not in ("'", '"', "")
    field = frontmatter.header([(key, value)], bare=(key,) if bare else ())[4:-5]
    new = field[len(key) + 1 :]
    if isinstance(value, tuple):
        entries = [line.removeprefix("  - ") for line in new.split("\n")[1:]]
        if old.startswith("[") or not entries:
            return f" [{', '.join(entries)}]"
        indent = len(old) - len(old.lstrip(" ")) if old.startswith((" ", "-")) else 2
        return "\n" + "\n".join(f"{' ' * indent}- {entry}" for entry in entries)
    return new


def _place(inner: str, key: str) -> tuple[int, int, str] | None:
    """From behind the key's colon to the value's last character, and the old value (a block list with its indentation)."""
    from ruamel.yaml import YAML

    for name, value in getattr(YAML(typ="rt", pure=True).compose(inner), "value", ()):
        if name.value != key:
            continue
        start = inner.index(":", name.end_mark.index) + 1
        end = max(start, len(inner[: _last(value)].rstrip()))
        old = inner[start:end]
        return start, end, old.lstrip("\r\n") if "\n" in old[: len(old) - len(old.lstrip())] else old.lstrip()
    return None


def _last(node: Any) -> int:
    """Where a node's last character stands; a block's own mark stands after the comments that follow it."""
    if isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last)
    if isinstance(node.value, str) and not node.value and node.style is None:
        return 0
    return int(node.end_mark.index)
