"""A post as HTML with inline styles, for mail and for WeChat, which both drop style sheets. Pure.

Markdown is read by markdown-it with HTML off; what comes out is written tag by tag from a fixed list, every text and address escaped
on the way, so nothing in a post becomes markup that its Markdown does not say. The looks are the template's: a table of styles by
tag. No HTML is parsed again to inline a style sheet, so there is no second reading that could find markup where the first found none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drafter.entities import Language
from drafter.errors import ConfigError
from drafter.post import escape
from drafter.post.parts import ReadPost
from drafter.post.roles import source_label

if TYPE_CHECKING:
    from markdown_it.token import Token

Links = Literal["links", "notes"]
"""`notes`: each link's title with a number, the addresses for a list below."""

_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "strong", "em", "s", "table", "thead", "tbody", "tr", "th", "td"])
_ATTRIBUTE_LINE = re.compile(r"[ \t]*\{:[^\n]*\}[ \t]*")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Html(str):
    """Finished HTML: a template that escapes lets it through."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True)
class Note:
    """An address that the text names by its number."""

    number: int
    title: str
    url: str


def inlined(post: ReadPost, template: str, name: str, *, digest: str, language: Language, links: Links) -> str:
    """The page that `template` (called `name` in errors) makes of the post. Raises ConfigError for one that cannot be filled.

    `digest` is the SHA-256 of the post's bytes. With `notes` the title is left to the place it is pasted into.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    body = _Body(post, links)
    stated = post.front.data.get("title")
    title = stated.strip() if isinstance(stated, str) and stated.strip() else post.h1.text if post.h1 else ""
    excerpt = next((said for key in ("excerpt", "description", "summary") if isinstance(said := post.front.data.get(key), str)), "")
    values = {
        "title": escape.clean(title),
        "heading": "" if post.h1 or links == "notes" else escape.clean(title),
        "excerpt": escape.clean(excerpt),
        "lang": {"zh": "zh-CN", "en": "en"}[language],
        "digest": digest,
        "notes": body.notes,
        "body": body.html,
    }
    room = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    try:
        return room.from_string(template).render(values).strip() + "\n"
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(f"templates/{name}", f"cannot be filled: {error}", f"mend it or remove it; it may use {', '.join(values)}") from error


class _Body:
    """The post's text as tokens, and the addresses in it."""

    def __init__(self, post: ReadPost, links: Links) -> None:
        from markdown_it import MarkdownIt

        text = "\n".join("" if _ATTRIBUTE_LINE.fullmatch(line) else line for line in post.text[post.front.end :].splitlines())
        self._tokens = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).parse(text)
        self._links, self._bare = links, links == "notes"
        self._numbers: dict[str, Note] = {}
        if links == "notes":
            for url, title in _addresses(self._tokens):
                self._numbers.setdefault(url, Note(len(self._numbers) + 1, title, url))

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._numbers.values())

    def html(self, style: Mapping[str, str]) -> Html:
        """The text with `style` by tag; `source` is for the lines that name an item's source, `note` for numbers."""
        return Html("".join(self._blocks(style)))

    def _blocks(self, style: Mapping[str, str]) -> Iterator[str]:
        skipped = 0
        for at, token in enumerate(self._tokens):
            if self._bare and token.tag == "h1":
                skipped += token.nesting
            elif skipped or token.hidden:
                continue
            elif token.type == "inline":
                yield from self._inline(token.children or (), style)
            elif token.type in ("fence", "code_block"):
                yield f"{_opened('pre', style)}{html.escape(token.content)}</pre>\n"
            elif token.type == "hr":
                yield _opened("hr", style) + "\n"
            elif token.tag in _TAGS:
                yield self._block(at, token, style)

    def _block(self, at: int, token: Token, style: Mapping[str, str]) -> str:
        if token.nesting < 0:
            return f"</{token.tag}>\n"
        names_source = token.type == "paragraph_open" and source_label(self._tokens[at + 1].content) is not None
        start = token.attrGet("start")
        return _opened(token.tag, style, "source" if names_source else token.tag, f' start="{int(start)}"' if start else "")

    def _inline(self, tokens: Sequence[Token], style: Mapping[str, str]) -> Iterator[str]:
        ends: list[str] = []
        for at, token in enumerate(tokens):
            if token.type == "link_open":
                begin, end = self._link(escape.url(str(token.attrGet("href") or "")), style)
                ends.append(end)
                yield begin
            elif token.type == "link_close":
                yield ends.pop()
            elif token.type == "image":
                yield from self._image(token, style)
            elif token.type in ("softbreak", "hardbreak"):
                yield "<br>" if token.type == "hardbreak" else _space(tokens, at)
            elif token.type == "code_inline":
                yield f"{_opened('code', style)}{html.escape(token.content)}</code>"
            elif token.nesting and token.tag in _TAGS:
                yield _opened(token.tag, style) if token.nesting > 0 else f"</{token.tag}>"
            else:
                yield html.escape(token.content)

    def _link(self, url: str, style: Mapping[str, str]) -> tuple[str, str]:
        """What stands before and after its title; nothing where the address is none of the web's."""
        if not url:
            return "", ""
        if self._links == "notes":
            return "", f"{_opened('sup', style, 'note')}[{self._numbers[url].number}]</sup>"
        return _opened("a", style, "a", f' href="{html.escape(url)}" target="_blank" rel="noopener"'), "</a>"

    def _image(self, token: Token, style: Mapping[str, str]) -> Iterator[str]:
        """Its words, with a link to it: mail shows pictures of others only when asked, WeChat none."""
        begin, end = self._link(escape.url(str(token.attrGet("src") or "")), style)
        yield f"{begin}{html.escape(token.content or '…')}{end}"


def _addresses(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        yield from _with_titles(token.children or ())


def _with_titles(children: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for at, token in enumerate(children):
        if token.type == "link_open" and (url := escape.url(str(token.attrGet("href") or ""))):
            closing = next((n for n in range(at, len(children)) if children[n].type == "link_close"), len(children))
            yield url, escape.clean("".join(child.content for child in children[at:closing]))
        elif token.type == "image" and (url := escape.url(str(token.attrGet("src") or ""))):
            yield url, escape.clean(token.content)


def _opened(tag: str, style: Mapping[str, str], name: str = "", attributes: str = "") -> str:
    said = style.get(name or tag, "")
    return f'<{tag}{attributes} style="{html.escape(str(said))}">' if said else f"<{tag}{attributes}>"


def _space(tokens: Sequence[Token], at: int) -> str:
    """A line's end within a paragraph: no space between Chinese characters."""
    before = tokens[at - 1].content[-1:] if at else ""
    after = tokens[at + 1].content[:1] if at + 1 < len(tokens) else ""
    return "" if _HAN.match(before) and _HAN.match(after) else "\n"
