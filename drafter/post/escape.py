r"""The one escaper: outside and model text as Markdown that shows as exactly that text in kramdown (Jekyll) and goldmark (Hugo).

An editor works in the source, so a character is escaped only where one of the two engines, Liquid or Hugo's shortcodes would
act on it. Backslashes where both engines know them (``\* \_ \` \[ \] \| \# \$ \. \) \- \+ \=``), entities for the rest:
Liquid looks through backslashes (`\{%` still opens a tag) and plain kramdown shows the backslash of `\~ \& \@ \^`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

_UNSEEN = frozenset(chr(c) for c in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0))
"""Letters and marks that show nothing although their category is a visible one."""

_LIVE = re.compile(
    r"""
      (?P<entity>  &(?=\#?[\w:][\w:.-]*;)                # `&#106;`; `AT&T` and `R&D` stay
        | \\(?=[!-/:-@\[-`{-~]|$)                        # a backslash before punctuation; `C:\Users` stays
        | (?<!\s)<|<(?!\s)                               # tags, comments, `<a@b>`; `p < 0.05` stays
        | >(?=>)|(?<=>)>                                 # guillemets
        | \{                                             # Liquid, shortcodes, `{: onclick}`, `{::`
        | (?<=[A-Za-z]):(?=//)                           # bare addresses, which goldmark links
        | (?i:(?<=www))\.
        | (?<=\S)@(?=[A-Za-z0-9])
        | :(?=(?:[\w+-]*[A-Za-z][\w+-]*|[+-]1|100|1234):) )  # `:smile:`; `10:30:45` stays
    | (?P<slash>  [`|]
        | (?<!\s)\*|\*(?!\s)                             # ` * ` between spaces stays
        | (?!(?<=[^\W\d_])_(?=[^\W\d_])|(?<=\s)_(?=\s))_ # inside a word and between spaces it stays
        | \[(?=\^)|\](?=[(\[:{])                         # `[the bank] said` stays
        | \[(?=[\sxX]\])                                # a box to tick, anywhere in a list's line
        | \$(?=\$)|(?<=\$)\$                             # math is `$$`; `$1.5 billion` stays
        | \#(?=\#*$) )                                   # `### C#` would lose it
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"""
      (?P<digits>\d+)(?P<stop>[.)])(?=\s|$)              # `2026. 年初` would be an ordered list
    | (?P<entity>[>:^])                                # quotation, definition, kramdown's end of a block
    | (?P<slash>[-+=](?=[\s=-]|$)|[\#\[])             # list, rule, underline; heading; definition of a link
    """,
    re.VERBOSE,
)
_SAFE_IN_URL = "%/:?#@!$&'+,;=~-._"
_READ_IN_URL = re.compile(r"%(?![0-9A-Fa-f]{2})|:(?=(?:[\w+-]*[A-Za-z][\w+-]*|[+-]1|100|1234):)")
"""A percent sign that encodes nothing, and an emoji's name: engines rewrite both."""
_SEEN = re.compile(r"[\x20-\x7e\u00c0-\u024f“”‘’…—–·、-】\u4e00-\u9fa5！-～]*")
"""Texts that need no look at each character: nothing in these ranges is ever dropped."""
_HOST = re.compile(r"[a-z0-9._-]+")


def clean(s: str) -> str:
    """The text on one line without what nobody sees: control, format, private and surrogate characters, unseen letters."""
    seen = s if _SEEN.fullmatch(s) else "".join(c for c in s if c.isspace() or not _dropped(c))
    return " ".join(seen.split())


def _dropped(c: str) -> bool:
    code = ord(c)
    selector = 0xFE00 <= code <= 0xFE0D or 0xE0100 <= code <= 0xE01EF  # FE0E and FE0F choose an emoji's look
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return selector or nothing or c in _UNSEEN or unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs"}


def text(s: str, *, line_start: bool) -> str:
    """`s` as one line of Markdown; `line_start` where nothing of ours stands before it on the line."""
    line = clean(s)
    first = _LINE_START.match(line) if line_start else None
    if first is None:
        return _inline(line)
    # What follows is still judged with the line's first characters before it.
    return _opened(first) + _inline(line, first.end())


def _opened(first: re.Match[str]) -> str:
    if first["digits"]:
        return f"{first['digits']}\\{first['stop']}"
    return _entity(first["entity"]) if first["entity"] else f"\\{first['slash']}"


def _inline(line: str, start: int = 0) -> str:
    parts, at = [], start
    for found in _LIVE.finditer(line, start):
        parts += [line[at : found.start()], _entity(found["entity"]) if found["entity"] else f"\\{found['slash']}"]
        at = found.end()
    escaped = "".join([*parts, line[at:]])
    return escaped.replace("~", _entity("~")) if line.count("~") > 1 else escaped  # one alone strikes nothing through


def _entity(c: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(c) or f"&#{ord(c)};"


def link_title(s: str) -> str:
    """`s` between the brackets of a link: no bracket ends it early, and no `^` makes it a footnote."""
    line = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text(s, line_start=False))
    return _entity("^") + line[1:] if line.startswith("^") else line


@lru_cache(maxsize=1 << 10)
def url(s: str) -> str:
    """`s` as a link's target, or an empty string when it is no http(s) address: then there is no link.

    Name and password are left out: they would be published, and `https://bank.example@elsewhere` deceives.
    """
    try:
        parts = urlsplit(s.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # no port number, no host name
        return ""
    broken = "\\" in parts.netloc or any(unicodedata.category(c) in {"Cc", "Cs"} for c in s.strip())
    if broken or parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    rest = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    encoded = quote("".join(c for c in rest if not _dropped(c)), safe=_SAFE_IN_URL)
    encoded = re.sub(r"(&#?\w+);", r"\1%3B", encoded)  # engines would read an entity
    return f"{parts.scheme}://{host}{port}" + _READ_IN_URL.sub(lambda found: f"%{ord(found.group()):02X}", encoded)


def plain(s: str) -> str:
    """`s` for front matter, which themes print with and without escaping: a `<` that could open a tag becomes `＜`."""
    return re.sub(r"<(?=[A-Za-z/!?])", "＜", clean(s))
