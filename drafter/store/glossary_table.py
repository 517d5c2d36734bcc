"""A glossary kept in a spreadsheet: rows of a CSV file as terms. Columns are known by their headings, in English or Chinese."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.entities import Failure
from drafter.errors import ConfigError

MOST_BYTES = 4_000_000
_HEADINGS: dict[str, tuple[str, ...]] = {
    "term": ("term", "source", "source term", "original", "english", "en", "原文", "术语", "英文", "英文名", "外文"),
    "wanted": ("wanted", "target", "target term", "translation", "chinese", "zh", "preferred", "译名", "译文", "中文", "中文名", "译法", "规范译名"),
    "short": ("short", "short form", "abbreviation", "acronym", "abbr", "缩写", "简称"),
    "first": ("first", "first mention", "首次", "首次出现", "首次写法"),
    "also": ("also", "variants", "synonyms", "aliases", "其他写法", "别名", "异名"),
    "forbidden": ("forbidden", "avoid", "do not use", "not", "禁用", "不用", "禁用写法"),
    "kept": ("keep", "kept", "never translate", "do not translate", "dnt", "不译", "保留原文"),
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_LISTS = ("also", "forbidden")
_BETWEEN = re.compile(r"\s*[|;；、\n]\s*")
_YES = frozenset({"1", "x", "y", "yes", "true", "是", "√", "✓"})


def read(path: Path) -> tuple[tuple[dict[str, Any], ...], tuple[Failure, ...]]:
    """Fields of `GlossaryTerm`s in the file's order, and the rows that are none. Raises ConfigError where there is no table with such headings."""
    text = _text(path)
    rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text)) if any(cell.strip() for cell in row)]
    fields = [_FIELDS.get(_heading(cell), "") for cell in rows[0]] if rows else []
    if "term" not in fields or not {"wanted", "kept"} & set(fields):
        said = ", ".join(cell.strip()[:20] for cell in rows[0][:8]) if rows else "nothing"
        way_out = "name the columns term and wanted (also: short, first, also, forbidden, keep) · 首行写 原文、译名（另有 缩写、首次、别名、禁用、不译）"
        raise ConfigError(str(path), f"has no headings drafter knows; its first row is: {said}", way_out)
    found: dict[str, dict[str, Any]] = {}
    broken: list[Failure] = []
    for number, row in enumerate(rows[1:], 2):
        one, wrong = _row(dict(zip(fields, (cell.strip() for cell in row), strict=False)))
        if one and one["term"] in found:
            wrong = f"{one['term']!r} stands in the table a second time; the first row counts"
        if wrong:
            broken.append(Failure(subject=f"{path}: row {number}", stage="sources", reason="no-term", message=wrong))
        else:
            found[one["term"]] = one
    return tuple(found.values()), tuple(broken)


def _row(cells: dict[str, str]) -> tuple[dict[str, Any], str]:
    """A term's fields, and why it is none."""
    term, wanted = cells.get("term", ""), cells.get("wanted", "")
    kept = cells.get("kept", "").casefold() in _YES
    if not term or not (wanted or kept):
        return {}, "has no term" if not term else "does not say which form is wanted"
    if kept:
        return {"term": term, "wanted": term, "kept": True}, ""
    one: dict[str, Any] = {"term": term, "wanted": wanted}
    one |= {name: value for name in ("short", "first") if (value := cells.get(name, ""))}
    one |= {name: values for name in _LISTS if (values := tuple(_each(cells.get(name, ""))))}
    return one, ""


def _each(cell: str) -> Iterator[str]:
    yield from (part for part in _BETWEEN.split(cell) if part)


def _heading(cell: str) -> str:
    return " ".join(cell.strip().lower().replace("_", " ").replace("-", " ").split())


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=lambda mark: (first.count(mark), mark == ","))


def _text(path: Path) -> str:
    """UTF-8, or what spreadsheets in China write. Raises ConfigError, OSError."""
    raw = path.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ConfigError(str(path), f"is larger than {MOST_BYTES} bytes", "import it in parts")
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError(str(path), "is text in no encoding drafter knows", "save it as UTF-8")
