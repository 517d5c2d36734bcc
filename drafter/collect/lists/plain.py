"""Plain lines: one source a line, `#` starts a comment.

    https://example.org/feed.xml
    Example blog: https://example.org/           (a name before the address, or after it)
    notes/interview.md                           (a file, relative to the list)
    -                                            (standard input)
    https://example.org/feed.xml | name=Example; weight=2; tags=bank,ai; max=3; lang=en; pick

What follows ` | ` are the fields, apart by `;`; a value with a `;` goes in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.collect.lists.row import Listed, Problem, Row, rows

URL = re.compile(r"""(?:https?|feed)://[^\s<>"'`，。；、（）【】《》「」]+|feed:https?://[^\s<>"']+""", re.IGNORECASE)
_FIELDS = re.compile(r"\s\|\s*(?=(?:\w+\s*=|pick\b))")
_FIELD = re.compile(r"""\s*([^\s=;]+)\s*(?:=\s*("[^"]*"|[^;]*))?\s*(?:;|$)""")
_COMMENT = re.compile(r"(?:^|\s)(?:#|//\s).*$")
_JOINT = " \t:：,，;-–—|="


def read(text: str) -> Iterator[Row]:
    """Rows in order; a line that names no source is a Problem."""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip().lstrip("\ufeff")
        if line and not line.startswith(("#", "//")):
            yield from _line(number, line)


def _line(number: int, line: str) -> Iterator[Row]:
    said, fields = split_fields(line)
    found = URL.findall(_COMMENT.sub("", said) if not URL.match(said) else re.sub(r"\s#.*$", "", said))
    if len(found) > 1:
        yield Problem(number, "two-addresses", "there are two addresses on one line", "put each on a line of its own", line)
        return
    if not found:
        yield from rows(number, re.sub(r"\s#.*$", "", said).strip(), fields)
        return
    url = trimmed(found[0])
    before, _, after = said.partition(url)
    name = before.strip(_JOINT + "*+•<") or re.sub(r"(?:^|\s)#.*$", "", after).strip(_JOINT + ">")
    yield from rows(number, url, {"name": name, **fields} if "name" not in fields else fields)


def split_fields(line: str) -> tuple[str, dict[str, str]]:
    """What stands before ` | `, and the fields behind it."""
    at = _FIELDS.search(line)
    if not at:
        return line, {}
    fields = {match[1]: (match[2] if match[2] is not None else "true").strip().strip('"') for match in _FIELD.finditer(line[at.end() :]) if match[1]}
    return line[: at.start()].rstrip(), fields


def trimmed(url: str) -> str:
    """Without the sentence's punctuation after it; a closing bracket stays when the address opened it."""
    while url and (url[-1] in ".,;:!?*" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def written(row: Listed) -> str:
    """The line that reads back as `row`."""
    fields = [f"name={_quoted(row.name)}"] if row.name else []
    fields += [f"weight={row.weight:g}"] if row.weight != 1 else []
    fields += [f"tags={_quoted(','.join(row.tags))}"] if row.tags else []
    fields += [f"max={row.max_items}"] if row.max_items else []
    fields += [f"lang={row.language}"] if row.language else []
    fields += ["pick"] if row.pick else []
    return f"{row.location} | {'; '.join(fields)}" if fields else row.location


def _quoted(value: str) -> str:
    value = value.replace('"', "'")
    return f'"{value}"' if ";" in value or value != value.strip() else value
