"""New rows as text in a list's own form; nothing else of the list changes. Lines end with `\\n` here."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from drafter.collect.lists import plain, table
from drafter.collect.lists.kind import Kind
from drafter.collect.lists.row import Listed, field_of, plain_key


class CannotKeep(ValueError):
    """The list's form has no place for the new rows; the message says why."""


def _appended(text: str, lines: Sequence[str]) -> str:
    lead = "" if not text or text.endswith("\n") else "\n"
    return text + lead + "".join(f"{line}\n" for line in lines)


def _plain(text: str, rows: Sequence[Listed]) -> str:
    return _appended(text, [plain.written(row) for row in rows])


def _markdown(text: str, rows: Sequence[Listed]) -> str:
    """With the last list's bullet."""
    bullets = re.findall(r"^([ \t]*[-*+])[ \t]+(?:\[|<?http)", text, re.MULTILINE)
    bullet = bullets[-1] if bullets else "-"
    lines = []
    for row in rows:
        name = re.sub(r"([\\`*_\[\]<>~])", r"\\\1", row.name)
        address = f"<{row.location}>" if re.search(r"[()\s]", row.location) else row.location
        link = f"[{name}]({address})" if name or "://" not in row.location else f"<{row.location}>"
        fields = plain.written(Listed(0, "", "", row.tags, row.weight, row.max_items, row.language, row.pick)).partition(" | ")[2]
        lines.append(f"{bullet} {link}" + (f" | {fields}" if fields else ""))
    return _appended(text, lines)


def _yaml(text: str, rows: Sequence[Listed]) -> str:
    """After the last entry of the block list (of the first key that holds one), with its indentation."""
    from ruamel.yaml import YAML

    data = YAML().load(text)
    if data is None:
        return _appended(text, [f"- {_flow(row)}" for row in rows])
    at = _yaml_list(data)
    if at is None or at.fa.flow_style() or not len(at):
        raise CannotKeep("it has no block list (`- …` lines) to add to")
    lines = text.split("\n")
    start, column = at.lc.item(len(at) - 1)
    dash = re.match(r"\s*-", lines[start])
    indent = lines[start][: column - 2] if column >= 2 and lines[start][column - 2] == "-" else (dash[0][:-1] if dash else None)
    if indent is None or lines[start].lstrip()[:1] != "-":
        raise CannotKeep("its list has an unusual layout")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > len(indent)):
        end += 1
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    grown = [*lines[:end], *(f"{indent}- {_flow(row)}" for row in rows), *lines[end:]]
    return "\n".join(grown) if grown[-1] == "" else "\n".join(grown) + "\n"


def _yaml_list(data: Any) -> Any:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(data, CommentedMap):
        held = [value for key, value in data.items() if plain_key(str(key)) in ("sources", "feeds", "urls", "links", "items")]
        data = held[0] if held else None
    return data if isinstance(data, CommentedSeq) else None


def _flow(row: Listed) -> str:
    """One line of YAML: the address alone, or a mapping whose strings are JSON's, which YAML reads the same."""
    fields = _fields(row)
    if len(fields) == 1:
        return json.dumps(row.location, ensure_ascii=False) if re.search(r"[\s#,\[\]{}&*!|>'\"%@`]|: ", row.location) else row.location
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()) + "}"


def _fields(row: Listed) -> dict[str, object]:
    stated: dict[str, object] = {"url": row.location}
    stated |= {"name": row.name} if row.name else {}
    stated |= {"tags": list(row.tags)} if row.tags else {}
    stated |= {"weight": row.weight} if row.weight != 1 else {}
    stated |= {"max_items": row.max_items} if row.max_items else {}
    stated |= {"language": row.language} if row.language else {}
    return stated | ({"pick": True} if row.pick else {})


def _toml(text: str, rows: Sequence[Listed]) -> str:
    if re.search(r"^\s*[\"']?(?:sources)[\"']?\s*=", text, re.MULTILINE):
        raise CannotKeep("its `sources = […]` is one value; only `[[sources]]` tables can be added to")
    lines = []
    for row in rows:
        lines += ["", "[[sources]]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in _fields(row).items())]
    return _appended(text, lines).lstrip("\n")


def _csv(text: str, rows: Sequence[Listed]) -> str:
    """In the columns the table has; a field without a column is refused rather than lost."""
    header = next((record for _, record in table.numbered(text) if record), [])
    if not table.is_header(header):
        raise CannotKeep("the table has no header that names an address column")
    columns = [field_of(cell) for cell in header]
    if "," not in text.partition("\n")[0] and len(header) > 1 and table.delimiter(text) == ",":
        raise CannotKeep("its delimiter is unclear")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.delimiter(text), lineterminator="\n")
    for row in rows:
        stated = {field_of(key): "; ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in _fields(row).items()}
        if not set(stated) <= set(columns):
            raise CannotKeep(f"it has no column for {', '.join(sorted(set(stated) - set(columns)))}")
        first = columns.index("location") if columns.count("location") == 1 else _feed_column(header, columns)
        writer.writerow([stated.get(field, "") if field != "location" or at == first else "" for at, field in enumerate(columns)])
    return _appended(text, out.getvalue().splitlines())


def _feed_column(header: Sequence[str], columns: Sequence[str]) -> int:
    """Of several address columns the feed's."""
    held = [at for at, field in enumerate(columns) if field == "location"]
    return next((at for at in held if re.search(r"feed|rss|xml|订阅", header[at], re.IGNORECASE)), held[0])


def _opml(text: str, rows: Sequence[Listed]) -> str:
    at = text.lower().rfind("</body>")
    if at < 0:
        raise CannotKeep("it has no </body> to add before")
    start = text.rfind("\n", 0, at) + 1
    closing = text[start:at]
    indent = closing if not closing.strip() else ""
    outlines = []
    for row in rows:
        stated = {"type": "rss", "text": row.name or row.location, "title": row.name or row.location, "xmlUrl": row.location}
        stated |= {"category": ",".join(row.tags)} if row.tags else {}
        stated |= {"weight": f"{row.weight:g}"} if row.weight != 1 else {}
        stated |= {"maxItems": str(row.max_items)} if row.max_items else {}
        stated |= {"lang": row.language} if row.language else {}
        stated |= {"pick": "true"} if row.pick else {}
        outlines.append(f"{indent}  <outline " + " ".join(f'{key}="{html.escape(value)}"' for key, value in stated.items()) + "/>\n")
    place = start if not closing.strip() else at
    return text[:place] + ("" if not closing.strip() else "\n") + "".join(outlines) + text[place:]


INSERTERS: dict[Kind, Callable[[str, Sequence[Listed]], str]] = {
    "plain": _plain,
    "markdown": _markdown,
    "yaml": _yaml,
    "toml": _toml,
    "csv": _csv,
    "opml": _opml,
}
"""Format → text of a list and new rows → its text with them. Each may raise CannotKeep."""
