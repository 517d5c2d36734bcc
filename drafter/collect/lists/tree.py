"""YAML, TOML and JSON: a list of addresses or of tables, or groups of them.

    sources:                                  Example: https://example.org/        finance: [https://a.example/, https://b.example/]
      - https://example.org/feed.xml          (a name and its address)             (the group is a tag)
      - {url: https://…, name: …, tags: [a, b], weight: 2, max_items: 3, language: en, pick: true}

The same fields under their usual names elsewhere (`xmlUrl`, `title`, `URL` of Zotero's CSL-JSON, a browser's bookmarks).
"""

from __future__ import annotations

import bisect
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from drafter.collect.lists.plain import URL
from drafter.collect.lists.row import Broken, Problem, Row, field_of, location_in, plain_key, rows

_CONTAINERS = frozenset(
    [
        "sources",
        "source",
        "feeds",
        "feed",
        "urls",
        "url",
        "links",
        "link",
        "items",
        "list",
        "children",
        "roots",
        "bookmarks",
        "bookmarkbar",
        "other",
        "synced",
        "outlines",
        "outline",
        "subscriptions",
        "body",
        "opml",
        "来源",
        "源",
    ]
)
"""Keys that hold sources but say nothing of them."""
_DEEPEST = 12
_MOST = 50_000
"""Rows of one file; YAML's aliases can repeat a list without end."""

Where = Callable[[Any, Any, str], int]
"""Container, key or index, location → line."""


def read_yaml(text: str) -> Iterator[Row]:
    """Raises Broken."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        data = YAML().load(text)
    except MarkedYAMLError as error:
        raise Broken(f"is not YAML: {error.problem or error.context}", error.problem_mark.line + 1 if error.problem_mark else 0) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise Broken(f"is not YAML: {error or 'it is nested too deeply'}") from error
    if data is not None and not isinstance(data, Mapping | list):
        raise Broken("holds neither a list nor keys with lists", 1)
    yield from _bounded(_walk(data, _yaml_line, (), 0, sure=False))


def read_toml(text: str) -> Iterator[Row]:
    """Raises Broken."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise Broken(f"is not TOML: {error}", int(line[1]) if line else 0) from error
    yield from _bounded(_walk(data, _Finder(text), (), 0, sure=False))


def read_json(text: str) -> Iterator[Row]:
    """Raises Broken."""
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise Broken(f"is not JSON: {error.msg}", error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise Broken("is not JSON we can read: it is nested too deeply or holds an endless number") from error
    if not isinstance(data, dict | list):
        raise Broken("holds neither a list nor keys with lists", 1)
    yield from _bounded(_walk(data, _Finder(text), (), 0, sure=False))


def _bounded(found: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(found):
        if count == _MOST:
            raise Broken(f"lists more than {_MOST} sources")
        yield row


def _yaml_line(container: Any, key: Any, _: str) -> int:
    marks = (container.lc.data or {}).get(key)
    return int(marks[0]) + 1 if marks else 0


class _Finder:
    """Lines of strings in their order; readers of TOML and JSON do not keep them."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __call__(self, _container: Any, _key: Any, location: str) -> int:
        if not location:
            return 0
        spellings = (f'"{location}"', f"'{location}'", json.dumps(location), '"' + location.replace("/", "\\/") + '"')
        for start in (self._at, 0):
            found = [at for spelling in spellings if (at := self._text.find(spelling, start)) >= 0]
            if found:
                self._at = min(found) + 1
                return bisect.bisect_right(self._starts, min(found))
        return 0


def _walk(node: Any, where: Where, tags: tuple[str, ...], depth: int, sure: bool) -> Iterator[Row]:
    """`sure`: what stands here was meant as a source, so text that is none is a Problem."""
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        sure = sure and not any(isinstance(value, Mapping | list) for value in node.values())  # a folder's texts are about the folder
        for key, value in node.items():
            yield from _member(node, str(key), key, value, where, tags, depth, sure)
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _element(node, at, value, where, tags, depth)


def _element(node: Any, at: int, value: Any, where: Where, tags: tuple[str, ...], depth: int) -> Iterator[Row]:
    if isinstance(value, Mapping):
        yield from _mapping(value, lambda location: where(node, at, location), where, tags, depth)
    elif isinstance(value, list):
        yield from _walk(value, where, tags, depth + 1, sure=True)
    elif isinstance(value, str):
        yield from rows(where(node, at, value), value.strip(), {}, tags)
    else:
        yield Problem(where(node, at, ""), "bad-line", f"{value!r} is no address", "write the address in quotes", str(value)[:80])


def _mapping(value: Mapping[Any, Any], line: Callable[[str], int], where: Where, tags: tuple[str, ...], depth: int, name: str = "") -> Iterator[Row]:
    location = location_in(value)
    stated = {str(key): said for key, said in value.items()}
    if location:
        yield from rows(
            line(location), location, {**({"name": name} if name and not any(field_of(key) == "name" for key in stated) else {}), **_known(stated)}, tags
        )
    inner = {key: said for key, said in value.items() if isinstance(said, Mapping | list) and field_of(str(key)) in ("", "location")}
    if inner:
        group = stated.get("name") or stated.get("title") or stated.get("text") or name
        named = (*tags, str(group)) if group and not location and plain_key(str(group)) not in _CONTAINERS else tags
        for key, said in inner.items():
            yield from _member(value, str(key), key, said, where, named, depth + 1, sure=True)
    elif not location:
        yield Problem(line(""), "no-address", "the entry has no address", "give it a `url`", str(dict(list(stated.items())[:3]))[:80])


def _known(stated: dict[str, Any]) -> dict[str, Any]:
    """Nested parts are read on their own."""
    return {key: said for key, said in stated.items() if not isinstance(said, Mapping) and (not isinstance(said, list) or field_of(key) == "tags")}


def _member(node: Any, key: str, raw_key: Any, value: Any, where: Where, tags: tuple[str, ...], depth: int, sure: bool) -> Iterator[Row]:
    holds_sources = plain_key(key) in _CONTAINERS
    inside = tags if holds_sources else (*tags, key)
    if isinstance(value, Mapping):
        if location_in(value):
            yield from _mapping(value, lambda location: where(node, raw_key, location), where, tags, depth, name="" if holds_sources else key)
        else:
            yield from _walk(value, where, _group(value, inside), depth + 1, sure=holds_sources or sure)
    elif isinstance(value, list):
        yield from _walk(value, where, inside, depth + 1, sure=True)
    elif isinstance(value, str) and (URL.match(value.strip()) or holds_sources or (sure and field_of(key) not in ("name", "tags"))):
        yield from rows(where(node, raw_key, value), value.strip(), {} if holds_sources else {"name": key}, tags)


def _group(value: Mapping[Any, Any], tags: tuple[str, ...]) -> tuple[str, ...]:
    """A browser's folders are called by their `name`, not by their key."""
    name = value.get("name")
    return (*tags[:-1], name) if isinstance(name, str) and "children" in value else tags
