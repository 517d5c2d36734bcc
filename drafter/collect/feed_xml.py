"""Feed XML made harmless before any XML parser sees it: no document type, bounded nesting and number of entries.

Parsers differ in which entity tricks they resist; text without a DOCTYPE has none. All scans are linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ROOTS = ("rss", "feed", "rdf", "channel")
"""Local names of the elements that feeds begin with."""
MAX_DEPTH = 400
"""Levels of elements inside one entry; real feeds stay below 40."""
MAX_ENTRIES = 2000
"""Entries read of one feed."""
MAX_LABELS = 500
"""Categories of one entry: feedparser compares each with all before it."""
MAX_ATTRIBUTES = 200
"""Attributes of one element; feedparser's time grows with their square."""
MAX_NAMES = 2000
"""Characters of an author's or a keywords' element."""
_LABELS = frozenset({"category", "subject", "tags", "keywords"})
_NAMES = frozenset({"author", "creator", "publisher", "contributor", "webmaster", "managingeditor", "owner", "name", "email", "keywords", "tags"})
_CLOSED_BY = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_ATTRIBUTE = re.compile(r"[\s\"'][\w:.-]+\s*=")
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
    scan = _Scan()
    at = 0
    while mark := _MARK.search(text, at):
        token, at = mark[0], mark.end()
        if token in _CLOSED_BY:
            at = text.find(_CLOSED_BY[token], at)
            if at < 0:
                break
        elif token.startswith("</"):
            _close(scan.open_names, token[2:-1].strip())
        elif scan.opens(token, _NAME.match(token, 1)[0]):  # type: ignore[index]  # _MARK has matched a name there
            at = scan.passes_names(text, at)
        else:
            return scan.cut(text, mark.start())
    return scan.shortened(text)


class _Scan:
    """What has been seen of a feed so far. Raises UnsafeXml at the first element beyond a bound."""

    def __init__(self) -> None:
        self.open_names: list[str] = []
        self._entries = 0
        self._outside = 0
        """Depth at which entries stand."""
        self._listed = 0
        """Labels of the entry so far."""
        self._dropped: list[tuple[int, int]] = []
        self._names_people = False

    def opens(self, token: str, name: str) -> bool:
        """False at the first entry beyond the limit."""
        local = name.rpartition(":")[2].lower()
        if local in ("item", "entry"):
            self._entries += 1
            self._listed = 0
            self._outside = self._outside or len(self.open_names)
            del self.open_names[self._outside :]
            if self._entries > MAX_ENTRIES:
                return False
        self._listed += local in _LABELS
        if self._listed > MAX_LABELS:
            raise UnsafeXml(f"one entry has more than {MAX_LABELS} categories")
        if len(token) > MAX_ATTRIBUTES and len(_ATTRIBUTE.findall(token)) > MAX_ATTRIBUTES:
            raise UnsafeXml(f"an element has more than {MAX_ATTRIBUTES} attributes")
        self._names_people = local in _NAMES
        if not token.endswith("/>"):
            _open(self.open_names, name)
        return True

    def passes_names(self, text: str, at: int) -> int:
        """Names and keywords beyond any sense are left out: reading them takes feedparser the square of their length."""
        if self._names_people and not text.startswith("</", at):
            end = text.find("</", at)
            if end - at > MAX_NAMES:
                self._dropped.append((at, end))
                return end
        return at

    def shortened(self, text: str) -> tuple[str, tuple[str, ...]]:
        if not self._dropped:
            return text, ()
        pieces, at = [], 0
        for start, end in self._dropped:
            pieces.append(text[at:start])
            at = end
        return "".join([*pieces, text[at:]]), (f"{len(self._dropped)} overlong author or keyword texts were left out",)

    def cut(self, text: str, at: int) -> tuple[str, tuple[str, ...]]:
        """The text up to `at`, with what is open closed."""
        kept, notes = self.shortened(text[:at])
        closing = "".join(f"</{name}>" for name in reversed(self.open_names))
        return kept + closing, (*notes, f"it has more than {MAX_ENTRIES} entries; the first {MAX_ENTRIES} are read")


def _open(open_names: list[str], name: str) -> None:
    if name in _VOID:
        return
    if name in _CLOSED_BY_THEMSELVES and open_names and open_names[-1] == name:
        return
    open_names.append(name)
    if len(open_names) > MAX_DEPTH:
        raise UnsafeXml(f"its elements are nested more than {MAX_DEPTH} levels deep")


def _close(open_names: list[str], name: str) -> None:
    """Pop to the matching element near the top; a stray end tag closes nothing."""
    for back in range(1, min(len(open_names), 20) + 1):
        if open_names[-back] == name:
            del open_names[-back:]
            return
