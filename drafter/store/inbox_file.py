"""One file of the inbox: a candidate as front-matter Markdown that people read, edit and merge.

    ---
    url: "https://www.bank.example/notes/reserve-rule"
    title: "Regulator proposes reserve rule"
    by: "Ann"
    added: "2026-01-26T10:02:00+08:00"
    ---
    Text that a person pasted, or that was read out of the file they gave; empty where the page itself is read.

Every value is read as text, so that no YAML version's `no`, `1.10` or date can change it. Keys that are not ours, and comments, stay when a command
changes one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC
from typing import Any, get_args
from urllib.parse import urlsplit

from drafter.entities import ArticleKind, Entity, Stamp

PLAIN = "plain"
"""Value of the key `format`: the body is plain text, nothing in it is markup."""
_HEADER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OURS = re.compile(r'([a-z_]+): ("(?:[^"\\]|\\.)*"|true|false)')
"""A line as `text_of` writes it: read without a YAML library, which would take a millisecond for each file."""
_KEYS = ("url", "title", "site", "author", "date", "by", "added", "not_before", "note", "private", "kind", "proposed", "problem", "file", "tags", "format")
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False, "": False}
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
EXAMPLE_MOMENT = "2026-01-26T10:02:00+08:00"


class Broken(Exception):
    """A file that states no candidate: the line (1-based), what is wrong with it, the way out."""

    def __init__(self, line: int, what: str, way_out: str) -> None:
        super().__init__(line, what, way_out)
        self.line, self.what, self.way_out = line, what, way_out


class Candidate(Entity):
    """What one file says. Without `url`, `text` or `file` there is nothing to read, and the file is broken."""

    name: str = ""
    """The file's name, empty before it is written."""
    url: str = ""
    title: str = ""
    site: str = ""
    author: str = ""
    published: Stamp | None = None
    """The article's own date; the key is `date`."""
    by: tuple[str, ...] = ()
    added: Stamp
    not_before: Stamp | None = None
    note: str = ""
    private: bool = False
    kind: ArticleKind | None = None
    """As a person says."""
    proposed: ArticleKind | None = None
    """As the rules said when it was added."""
    problem: str = ""
    """Why its page could not be read, a Failure's reason; empty when it could."""
    file: str = ""
    """The original that was given, `files/NAME` in the inbox."""
    tags: tuple[str, ...] = ()
    text: str = ""


def carried(text: str) -> str:
    """`text` without what no YAML reader takes or no one sees: control, surrogate and directional characters, non-characters. Lines stay."""
    return "".join(char for char in text.translate(_LINE_ENDS).replace("\r\n", "\n") if char in "\n\t" or not _unseen(char))


def _unseen(char: str) -> bool:
    code = ord(char)
    return unicodedata.category(char) in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or code == 0xFEFF or 0x202A <= code <= 0x202E


def text_of(one: Candidate) -> str:
    """The whole file; keys without a value are left out."""
    values: dict[str, Any] = {key: getattr(one, key) for key in _KEYS if key in Candidate.model_fields}
    values["date"], values["format"] = one.published, PLAIN if one.text else ""
    lines = [f"{key}: {_written(values[key])}" for key in _KEYS if values[key]]
    body = carried(one.text).strip("\n")
    return "\n".join(["---", *lines, "---", *([body] if body else [])]) + "\n"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return _quoted(value[0]) if len(value) == 1 else "[" + ", ".join(map(_quoted, value)) + "]"
    return _quoted(value.value if isinstance(value, Stamp) else str(value))


def _quoted(text: str) -> str:
    return json.dumps(carried(text), ensure_ascii=False)


def parse(text: str, name: str) -> Candidate:
    """The candidate of a file's text. Raises Broken."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    header = _HEADER.match(text)
    if header is None:
        raise Broken(1, "it does not begin with front matter", "the first line must be ---, and another --- must end the header")
    values = _values(header[1])
    read = _Values(values, header[1])
    one = Candidate(
        name=name,
        url=read.address("url"),
        title=read.text("title"),
        site=read.text("site"),
        author=read.text("author"),
        published=read.stamp("date"),
        by=read.texts("by"),
        added=read.stamp("added") or read.missing("added"),
        not_before=read.stamp("not_before"),
        note=read.text("note"),
        private=read.truth("private"),
        kind=read.kind("kind"),
        proposed=read.kind("proposed"),
        problem=read.text("problem"),
        file=read.file("file"),
        tags=read.texts("tags"),
        text=text[header.end() :].strip("\n"),
    )
    if not (one.url or one.text.strip() or one.file):
        raise Broken(1, "it names nothing to read", "give it a line `url: https://…`, or put the text below the header")
    return one


def _values(header: str) -> dict[str, Any]:
    """Key → text, or a list of texts. Raises Broken."""
    lines = [line for line in header.split("\n") if line]
    ours = [_OURS.fullmatch(line) for line in lines]
    plain = {match[1]: match[2] for match in ours if match}
    if len(plain) == len(lines):
        try:
            return {key: json.loads(value) if value.startswith('"') else value for key, value in plain.items()}
        except ValueError:  # an escape that is YAML's and not JSON's
            return _of_yaml(header)
    return _of_yaml(header)


def _of_yaml(header: str) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if marker := re.search(r"^(?:<{7}|={7}|>{7})", header, re.MULTILINE):
        line = header.count("\n", 0, marker.start()) + 2
        raise Broken(line, "two versions of it were merged and conflict", "keep the lines that are right and delete the marks <<<<<<<, ======= and >>>>>>>")
    try:
        values = YAML(typ="base", pure=True).load(header)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or str(error).split("\n")[0])
        raise Broken(mark.line + 2 if mark else 1, f"it is not YAML: {what}", 'put the value in double quotes: title: "…"') from error
    if not isinstance(values, dict):
        raise Broken(2, "its header is no list of `key: value` lines", "write `url: https://…`")
    return values


class _Values:
    """A header's values as what they stand for; each method raises Broken with the key's line."""

    def __init__(self, values: dict[str, Any], header: str) -> None:
        self._values, self._header = values, header

    def _broken(self, key: str, what: str, way_out: str) -> Broken:
        found = re.search(rf"^{key}\s*:", self._header, re.MULTILINE)
        return Broken(self._header.count("\n", 0, found.start()) + 2 if found else 1, what, way_out)

    def text(self, key: str) -> str:
        value = self._values.get(key) or ""
        if not isinstance(value, str):
            raise self._broken(key, f"{key} is no text", f'write it in double quotes: {key}: "…"')
        return carried(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.get(key) or ""
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(said for one in value if (said := carried(one).strip()))
        return (said,) if (said := self.text(key)) else ()

    def truth(self, key: str) -> bool:
        said = self.text(key).lower()
        if said not in _TRUTH:
            raise self._broken(key, f"{key} is {said!r}", "write true or false; until then it goes nowhere")
        return _TRUTH[said]

    def stamp(self, key: str) -> Stamp | None:
        if not (said := self.text(key)):
            return None
        stamp = Stamp(value=re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", said))
        try:
            stamp.instant(UTC)  # type: ignore[arg-type]  # any zone serves to see whether it is a date
        except ValueError as error:
            raise self._broken(key, f"{key} {said!r} is no date", f"write it as 2026-01-26 or {EXAMPLE_MOMENT}") from error
        return stamp

    def missing(self, key: str) -> Stamp:
        raise self._broken(key, f"it does not say when it was {key}", f'add a line {key}: "{EXAMPLE_MOMENT}"')

    def kind(self, key: str) -> ArticleKind | None:
        if not (said := self.text(key)):
            return None
        for kind in get_args(ArticleKind):
            if said == kind:
                known: ArticleKind = kind
                return known
        raise self._broken(key, f"there is no kind {said!r}", f"take one of {', '.join(get_args(ArticleKind))}")

    def address(self, key: str) -> str:
        if not (said := self.text(key)):
            return ""
        try:
            parts = urlsplit(said)
            sound = parts.scheme.lower() in ("http", "https") and parts.hostname and not re.search(r'[\s<>"]', said)
        except ValueError:
            sound = False
        if not sound:
            raise self._broken(key, f"{key} {said[:80]!r} is no web address", "write it whole, with https://")
        if "@" in parts.netloc:
            raise self._broken(key, f"{key} holds a user's name or password", "write the address without them")
        return said

    def file(self, key: str) -> str:
        said = self.text(key)
        if said and not re.fullmatch(r"files/(?!\.)[^/\\\0]{1,200}", said):
            raise self._broken(key, f"{key} {said[:80]!r} is no file of the inbox", "write files/NAME, and put the file into that folder of the inbox")
        return said


def changed(text: str, values: Mapping[str, str | bool | None]) -> str:
    """The file with other values for some keys (None: without them); every other character of it stays. Raises Broken."""
    bom, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    crlf = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    parse(plain, "")  # names what is wrong, where something is
    header = _HEADER.match(plain)
    assert header is not None
    new = plain[: header.start(1)] + _spliced(header[1], values) + plain[header.end(1) :]
    parse(new, "")
    return bom + (new.replace("\n", "\r\n") if crlf else new)


def _spliced(header: str, values: Mapping[str, str | bool | None]) -> str:
    """Only the changed keys' own lines are written anew: a YAML library would indent and space the others its own way."""
    from ruamel.yaml import YAML

    node = YAML(pure=True).compose(header)
    spans = {key.value: (key.start_mark.index, _end(header, value)) for key, value in (node.value if node else ())}
    told = {key: "" if value is None else f"{key}: {str(value).lower() if isinstance(value, bool) else _quoted(value)}" for key, value in values.items()}
    for key, (start, end) in sorted(spans.items(), key=lambda item: -item[1][0]):
        if key in told:
            rest = header[end:] if told[key] else header[end:].partition("\n")[2]
            header = header[:start] + told[key] + rest
    return header + "".join(f"{line}\n" for key, line in told.items() if line and key not in spans)


def _end(header: str, value: Any) -> int:
    """Where a value ends, without the comments and blank lines that a block counts as its own."""
    said = header[: value.end_mark.index]
    while value.end_mark.column == 0 and (last := re.search(r"\n[ \t]*(?:#[^\n]*)?\Z", said)):
        said = said[: last.start()]
    return len(said)
