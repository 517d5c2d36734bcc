"""What every format yields: a row that lists a source, or a problem with its line. Locations are as written, not yet checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from drafter.collect.visible import line as one_line


@dataclass(frozen=True)
class Listed:
    line: int
    """From 1; 0 when the format does not tell."""
    location: str
    name: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    max_items: int | None = None
    language: str | None = None
    pick: bool = False


@dataclass(frozen=True)
class Problem:
    line: int
    reason: str
    """Stable lower-kebab code."""
    what: str
    way_out: str
    shown: str = ""
    """The line's text, or the part that is wrong."""


Row = Listed | Problem


class Broken(ValueError):
    """The text is not in its format; `line` is where the reader gave up (0: unknown)."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


ALIASES = {
    "location": (
        "feed rssfeed feedurl xmlurl rss rssurl atom url link href address location path file website homepage htmlurl site 订阅 订阅地址 网址 链接 地址 网站"
    ),
    "name": "name title text introduction label feedname feedtitle sitename sitetitle sourcename 名称 标题 名字 网站名称 博客名称 来源名称",
    "tags": "tags tag documenttags categories category labels folder group 标签 分类 类别",
    "weight": "weight priority 权重",
    "max_items": "maxitems max limit 上限 条数 最多条数",
    "language": "language lang 语言",
    "pick": "pick pinned must 必选",
}
"""Field → its names without case, spaces, `_` and `-`; the feed's address comes before the page's."""
_FIELDS = {alias: field for field, aliases in ALIASES.items() for alias in aliases.split()}
_LOCATIONS = ALIASES["location"].split()
_OURS = ("url", "name", "tags", "weight", "max_items", "language", "pick")
_NO_FOLDERS = frozenset({"unread", "unsorted", "archive", "inbox"})
"""Where reading apps put what nobody filed."""
_LANGUAGES = {"中文": "zh", "汉语": "zh", "chinese": "zh", "简体中文": "zh", "繁体中文": "zh", "英文": "en", "英语": "en", "english": "en"}
"""Names that people's tables have in place of a code."""
_YES, _NO = frozenset({"1", "true", "yes", "y", "是", "pick"}), frozenset({"", "0", "false", "no", "n", "否"})


def plain_key(key: str) -> str:
    """A field's name without case, spaces, `_` and `-`."""
    return re.sub(r"[\s_-]+", "", key.strip().lower())


def field_of(key: str) -> str:
    """The field that a column or key means; empty when it means none of ours."""
    return _FIELDS.get(plain_key(key), "")


def location_in(stated: Mapping[str, Any]) -> str:
    """The address or path among the fields of a mapping, the feed's before the page's; empty when there is none."""
    found = {plain_key(str(key)): value.strip() for key, value in stated.items() if isinstance(value, str) and value.strip()}
    return next((found[alias] for alias in _LOCATIONS if alias in found), "")


def rows(line: int, location: str, stated: Mapping[str, Any], tags: Iterable[str] = ()) -> Iterator[Row]:
    """The source with its fields; a field that cannot be read is a Problem beside it, never a lost source."""
    row = Listed(line, location, tags=tuple(tags))
    for key, value in stated.items():
        field = field_of(str(key))
        if not field:
            near = difflib.get_close_matches(plain_key(str(key)), [plain_key(name) for name in _OURS], n=1, cutoff=0.75)
            if near:
                yield Problem(line, "unknown-field", f"{key!r} is no field of a source", f"did you mean {near[0]!r}?", location)
        elif field != "location" and value is not None:
            try:
                row = _with(row, field, value)
            except ValueError as error:
                yield Problem(line, "bad-field", f"{key} = {value!r} {error}", "mend or drop it; the source is used without it", location)
    yield row


def _with(row: Listed, field: str, value: Any) -> Listed:
    """Raises ValueError saying what the value should be."""
    text = str(value).strip()
    if field == "name":
        return replace(row, name=row.name or one_line(text))
    if field == "tags":
        return replace(row, tags=tuple(dict.fromkeys((*row.tags, *tags_of(value)))))
    if not text:
        return row
    if field == "weight":
        return replace(row, weight=_weight(text))
    if field == "max_items":
        if not text.isdigit() or not int(text[:9]) > 0:
            raise ValueError("must be a whole number of at least 1")
        return replace(row, max_items=int(text[:9]))
    if field == "language":
        text = _LANGUAGES.get(text.lower(), text)
        if not re.fullmatch(r"[A-Za-z]{2,3}([-_]\w{2,8})*", text):
            raise ValueError("must be a language code such as zh or en")
        return replace(row, language=re.split("[-_]", text)[0].lower())
    return replace(row, pick=_truth(text))


def _weight(text: str) -> float:
    try:
        weight = float(re.sub(r"^(\d+),(\d+)$", r"\1.\2", text))  # half of Europe's tables write 2,5
    except ValueError:
        weight = -1
    if not 0 <= weight <= 1000:
        raise ValueError("must be a number from 0 to 1000")
    return weight


def _truth(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise ValueError("must be true or false")


def tags_of(value: Any) -> tuple[str, ...]:
    """A list, or words apart by `,`, `;` or `|` in either width; also a JSON list in a cell."""
    if isinstance(value, str):
        value = re.split(r"[,;|，；、]", value.strip().strip("[]"))
    if not isinstance(value, list | tuple):
        value = [value]
    words = (one_line(str(word)).strip("\"'# ") for word in value if word is not None)
    return tuple(dict.fromkeys(word for word in words if word and word.lower() not in _NO_FOLDERS))
