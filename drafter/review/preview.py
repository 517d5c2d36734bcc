"""A post as readers will roughly see it, as a tree that the page builds elements from. Pure.

No markup is sent: a page makes elements of the few names below, and every text becomes text. HTML of the post's own shows as the
characters it is made of, and pictures as their words, since the page asks no other host for anything.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.review.told import safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_NAMES = {
    "heading": "",
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "blockquote",
    "strong": "strong",
    "em": "em",
    "s": "s",
    "hr": "hr",
    "hardbreak": "br",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "th": "th",
    "td": "td",
}
_LITERAL = {"code_inline": "code", "code_block": "pre", "fence": "pre", "html_block": "p", "html_inline": "span"}

Tree = list[Any]
"""`[name, attributes, children]`; a child is a tree or a text."""


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("js-default", {"html": False, "linkify": False})


def tree(markdown: str) -> list[Tree | str]:
    """The blocks of a post's body."""
    from markdown_it.tree import SyntaxTreeNode

    return [part for node in SyntaxTreeNode(_markdown().parse(markdown)).children for part in _parts(node)]


def _parts(node: SyntaxTreeNode) -> list[Tree | str]:
    if node.type == "text":
        return [node.content]
    if node.type == "softbreak":
        return [" "]
    if node.type in _LITERAL:
        return [[_LITERAL[node.type], {}, [node.content]]]
    inside = [part for child in node.children for part in _parts(child)]
    if node.type == "link":
        url = safe(str(node.attrs.get("href", "")))
        return [["a", {"href": url}, inside]] if url else inside
    if node.type == "image":
        return [["em", {}, [node.content]]]
    name = node.tag if node.type == "heading" else _NAMES.get(node.type, "")
    return [[name, {}, inside]] if name else inside
