"""Feed XML made harmless before any XML parser sees it: no document type, bounded nesting and number of entries.

Parsers differ in which entity tricks they resist; text without a DOCTYPE has none. All scans are linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_DEPTH = 400
"""Levels of elements inside one entry; real feeds stay below 40."""
MAX_ENTRIES = 2000
"""Entries read of one feed."""
_SAFE_VALUE = re.compile(r"[^&<>%]{0,64}\Z")
_ENTITY = re.compile(r"""<!ENTITY\s+(%\s+)?([^\s"'%<>]{1,80})\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC))""", re.IGNORECASE)
_MARK = re.compile(r"<(?:!--|!\[CDATA\[|\?|/?[A-Za-z_][\w:.-]*[^<>]*>)")
_NAME = re.compile(r"[A-Za-z_][\w:.-]*")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col"})
"""HTML elements that careless feeds leave open."""
_CLOSED_BY_THEMSELVES = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})


class UnsafeXml(ValueError):
    """The text is built to hurt; the message says how."""


@dataclass(frozen=True)
class Bounded:
    """`text` is safe to parse; `notes` say what was taken out."""

    text: str
    notes: tuple[str, ...]


def bounded(text: str) -> Bounded:
    """`text` without DOCTYPE and with at most MAX_ENTRIES entries. Raises UnsafeXml for entity bombs and deep nesting."""
    text, notes = _without_doctype(text)
    text, cut = _within_bounds(text)
    return Bounded(text, (*notes, *cut))


def root_start(text: str) -> int:
    """Where the root element's tag starts, past declaration, comments and document type; -1 when there is none."""
    at = 0
    while True:
        at = text.find("<", at)
        if at < 0 or _NAME.match(text, at + 1):
            return at
        at = _past(text, at)
        if at < 0:
            return -1


def _past(text: str, at: int) -> int:
    """The index after the comment, instruction or declaration at `at`; -1 when it does not end."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return end + 3 if end >= 0 else -1
    if text.startswith("<!", at):
        return _declaration_end(text, at)
    end = text.find(">", at)
    return end + 1 if end >= 0 else -1


_IN_DECLARATION = re.compile(r"""<!--|["'\[\]<>]""")


def _declaration_end(text: str, at: int) -> int:
    """Past `<!DOCTYPE … [ … ]>`: quotes and comments hide brackets."""
    depth, inside = 0, False
    while mark := _IN_DECLARATION.search(text, at):
        sign, at = mark[0], mark.end()
        if sign in ('"', "'", "<!--"):
            closing = "-->" if sign == "<!--" else sign
            end = text.find(closing, at)
            if end < 0:
                return -1
            at = end + len(closing)
        elif sign in "[]":
            inside = sign == "["
        else:
            depth += 1 if sign == "<" else -1
            if depth <= 0 and not inside:
                return at
    return -1


def _without_doctype(text: str) -> tuple[str, tuple[str, ...]]:
    root = root_start(text)
    prolog = text[: root if root >= 0 else len(text)]
    if "<!doctype" not in prolog.lower() and "<!entity" not in prolog.lower():
        return text, ()
    if root < 0:
        raise UnsafeXml("its document type declaration does not end")
    values = _entities(prolog)
    rest = text[root:]
    if values:
        rest = re.sub(r"&([^\s;&<>]{1,80});", lambda match: values.get(match[1], match[0]), rest)
    note = f"its document type with {len(values)} declared entities was left out" if values else "its document type was left out"
    return rest, (note,)


def _entities(prolog: str) -> dict[str, str]:
    """Declared name → what stands for it: short plain values as they are, files and addresses as nothing."""
    declared = {match[2]: match for match in _ENTITY.finditer(prolog) if not match[1]}
    values: dict[str, str] = {}
    for name, match in declared.items():
        value = match[3] if match[3] is not None else match[4] or ""
        if any(inner in declared for inner in re.findall(r"&([^\s;&#]{1,80});", value)):
            raise UnsafeXml("it declares entities made of entities, which can grow without bound")
        values[name] = value if _SAFE_VALUE.match(value) or re.fullmatch(r"&#x?[0-9A-Fa-f]{1,6};", value) else ""
    return values


def _within_bounds(text: str) -> tuple[str, tuple[str, ...]]:
    open_names: list[str] = []
    at, entries, outside = 0, 0, 0
    while mark := _MARK.search(text, at):
        token, at = mark[0], mark.end()
        if token in ("<!--", "<![CDATA[", "<?"):
            at = text.find({"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}[token], at)
            if at < 0:
                break
        elif token.startswith("</"):
            _close(open_names, token[2:-1].strip())
        else:
            name = _NAME.match(token, 1)[0]  # type: ignore[index]  # _MARK has matched a name there
            if name.rpartition(":")[2].lower() in ("item", "entry"):
                entries += 1
                outside = outside or len(open_names)
                del open_names[outside:]
                if entries > MAX_ENTRIES:
                    return _cut(text, mark.start(), open_names)
            if not token.endswith("/>"):
                _open(open_names, name)
    return text, ()


def _open(open_names: list[str], name: str) -> None:
    if name in _VOID:
        return
    if name in _CLOSED_BY_THEMSELVES and open_names and open_names[-1] == name:
        return
    open_names.append(name)
    if len(open_names) > MAX_DEPTH:
        raise UnsafeXml(f"its elements are nested more than {MAX_DEPTH} levels deep")


def _cut(text: str, at: int, open_names: list[str]) -> tuple[str, tuple[str, ...]]:
    closing = "".join(f"</{name}>" for name in reversed(open_names))
    return text[:at] + closing, (f"it has more than {MAX_ENTRIES} entries; the first {MAX_ENTRIES} are read",)


def _close(open_names: list[str], name: str) -> None:
    """Pop to the matching element near the top; a stray end tag closes nothing."""
    for back in range(1, min(len(open_names), 20) + 1):
        if open_names[-back] == name:
            del open_names[-back:]
            return
