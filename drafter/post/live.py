"""Markup in a post that an engine or a browser would act on: scripts, frames, handlers, unsafe addresses, template tags.

What people write by hand for its look (`<br>`, `<sub>`, a table) is left alone. Code shows HTML as text, but Liquid and shortcodes
act inside of it too. Tags are read as browsers read them: a quotation mark counts only behind a `=`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from drafter.post.parts import ReadPost, Span, Unread

_WORDS = re.compile(r"\w+")
_HARMLESS = frozenset(
    _WORDS.findall(
        """a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li
        mark ol p picture pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr u ul var wbr"""
    )
)
_OPEN_ENDED = frozenset(
    _WORDS.findall("script style textarea iframe frame frameset noframes form html head body base link meta title option optgroup param source track")
)
"""Elements that Markdown takes for HTML by their beginning alone, without a `>`."""
_TEMPLATE = re.compile(r"\{%.*?(?:%\}|\Z)|\{\{.*?(?:\}\}|\Z)", re.DOTALL)
_CODE = re.compile(
    r"(?P<ticks>(?<!`)`+(?!`)).*?(?<!`)(?P=ticks)(?!`)|^ {0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^ {0,3}(?P=fence)[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_TAG = re.compile(r"<(?:/?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|\Z)|(?P<odd>[!?])(?!--))")
_REST = re.compile(r"""(?:[^>=]|=\s*+(?>"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?+)*+>""")
_LONGEST = 3000
"""Characters of a tag that are read; of a longer one nothing is believed."""
_HANDLER = re.compile(r"[\s/\"']on[a-z]+\s*=|\b(?:srcdoc|formaction)\s*=|\bstyle\s*=[^>]*(?:url\s*\(|expression|position|@import|\\)", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:{1,2}(?P<said>[^}\n]*)\}?")
_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^()\s<>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?(?P<defined>[^\s<>]+)|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>", re.MULTILINE
)
_ATTRIBUTE_TARGET = re.compile(r"\b(?:href|src|srcset|action|xlink:href|data|poster)\s*=\s*[\"']?(?P<target>[^\"'>]+)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = frozenset({"http", "https", "mailto", "tel"})


def live(post: ReadPost) -> tuple[Unread, ...]:
    """Each place with what it would do, in reading order."""
    body, start = post.text[post.front.end :], post.front.end
    found = [Unread(start + at.start, start + at.end, why) for at, why in _found(body)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end)))


def _found(body: str) -> Iterator[tuple[Span, str]]:
    for found in _TEMPLATE.finditer(body):
        yield Span(*found.span()), "a template tag, which the site's engine runs"
    plain = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body.replace("\r\n", " \n"))  # as long as the body
    acting = bool(_HANDLER.search(plain)) or _unsafe_in(plain)
    for found in _unescaped(_TAG, plain):
        rest = _REST.match(plain, found.end(), found.end() + _LONGEST)
        cut = rest is None and len(plain) - found.end() > _LONGEST
        if why := _of_tag(found, rest.group() if rest else "", acts=cut and acting):
            yield Span(found.start(), rest.end() if rest else found.end()), why
    for found in _ATTRIBUTES.finditer(plain):
        if _HANDLER.search(f" {found['said']}") or _unsafe_in(found["said"]):
            yield Span(*found.span()), "attributes that act"
    for found in _unescaped(_TARGET, plain):
        if _unsafe(found["inline"] or found["defined"] or found["auto"]):
            yield Span(*found.span()), "an address that is no web page"


def _unescaped(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Those that no backslash stands before; two of them are a backslash."""
    for found in pattern.finditer(text):
        before = text[max(0, found.start() - 20) : found.start()]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            yield found


def _of_tag(found: re.Match[str], rest: str, *, acts: bool) -> str:
    """`rest`: from its name to its end, empty for one that does not end; `acts`: it may hold anything."""
    name = (found["name"] or "").lower()
    if found["odd"]:
        return "a declaration" if rest else ""
    if name not in _HARMLESS:
        return f"the element <{name}>" if rest or acts or name in _OPEN_ENDED else ""
    return f"<{name}> with attributes that act" if acts or _HANDLER.search(rest) or _unsafe_in(rest) else ""


def _unsafe_in(attributes: str) -> bool:
    return any(_unsafe(found["target"]) for found in _ATTRIBUTE_TARGET.finditer(attributes))


def _unsafe(target: str) -> bool:
    """Browsers drop control characters and white space before they look at the scheme, and read entities."""
    found = _SCHEME.match("".join(mark for mark in html.unescape(target) if ord(mark) > 0x20))
    return bool(found) and found["scheme"].lower() not in _SAFE if found else False
