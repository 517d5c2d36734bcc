"""CSV and TSV, with a header (columns by their usual names: exports of Pocket, Raindrop, Readwise, Instapaper) or without.

Where a row has a feed's and a page's address, the feed's counts. Without a header the first address of a row is its location and the
first other text its name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from drafter.collect.lists.plain import URL
from drafter.collect.lists.row import Broken, Problem, Row, field_of, location_in, plain_key, rows

_COLUMNS = {
    **dict.fromkeys(("source", "outlet", "publication", "publisher", "media", "blog", "来源", "媒体", "博客"), "name"),
    **dict.fromkeys(("topic", "topics", "section", "sections", "theme", "主题", "分组", "栏目"), "tags"),
}
"""What heads a column in people's tables; as a key of YAML or TOML the same words name groups."""


def read(text: str) -> Iterator[Row]:
    """Rows in order. Raises Broken where the text is no table (an unclosed quote makes one endless cell)."""
    records = numbered(text)
    header: list[str] = []
    for number, record in records:
        if not any(cell.strip() for cell in record) or record[0].startswith("#"):
            continue
        if not header and is_header(record):
            header = [cell.strip() for cell in record]
        elif header:
            yield from _named(number, dict(zip(header, record, strict=False)))
        else:
            yield from _unnamed(number, record)


def delimiter(text: str) -> str:
    """The sign that most of the first lines agree on."""
    first = text.lstrip("\ufeff").splitlines()[:1] or [""]
    return max(",;\t", key=first[0].count)


def numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on (a quoted cell may span lines)."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter(text), skipinitialspace=True)
    begins = 1
    try:
        for record in reader:
            if record:
                yield begins, record
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Broken(f"is not CSV: {error}", begins) from error


def is_header(record: list[str]) -> bool:
    """Names a column for addresses and holds none."""
    return any(field_of(cell) == "location" for cell in record) and not any(URL.search(cell) for cell in record)


def _named(number: int, stated: dict[str, str]) -> Iterator[Row]:
    location = location_in(stated)
    if not location:
        yield Problem(
            number, "no-address", "the row has no address", "fill in its feed's or page's address, or delete the row", ", ".join(stated.values())[:80]
        )
        return
    fields = {field_of(key) for key in stated}
    named = {_COLUMNS.get(plain_key(key), key) if _COLUMNS.get(plain_key(key)) not in fields else key: value for key, value in stated.items()}
    columns = {key: value for key, value in named.items() if field_of(key) and (value.strip() or field_of(key) == "location")}
    yield from rows(number, location, columns)


def _unnamed(number: int, record: list[str]) -> Iterator[Row]:
    at = next((at for at, cell in enumerate(record) if URL.match(cell.strip())), -1)
    if at < 0:
        yield Problem(number, "no-address", "the row has no address", "give the table a header with a `url` column, or mend the row", ", ".join(record)[:80])
        return
    name = next((cell for cell in record if not URL.match(cell.strip()) and re.search(r"[^\W\d]", cell)), "")
    yield from rows(number, record[at].strip(), {"name": name})
