"""Plain text and Markdown → an HTML page of the same words, so that the extractor has one kind of input.

Only blocks are told apart (headings, list items, quotations, paragraphs); inline markup goes, its words stay.
"""

from __future__ import annotations

import html
import re

from drafter.collect.lists.markdown import LINK
from drafter.collect.visible import line

_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BLOCK_START = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>)")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*\*|\*\*|__|~~|`+)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
_LIGHT_EMPHASIS = re.compile(r"(?<![\w\\])([*_])(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>|~<-])")


def page(title: str, body: str, published: str = "", url: str = "") -> str:
    """A page around `body`'s HTML; the other arguments are plain text, empty when unknown."""
    date = f'<meta property="article:published_time" content="{html.escape(published)}">' if published else ""
    link = f'<link rel="canonical" href="{html.escape(url)}">' if url else ""
    named = html.escape(title)
    heading = f"<h1>{named}</h1>" if title else ""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{named}</title>{date}{link}</head><body><article>{heading}{body}</article></body></html>'


def of_text(text: str) -> str:
    """Paragraphs apart by blank lines; in a text without any, each line is one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    apart = r"\n[ \t\u3000]*\n" if re.search(r"\n[ \t\u3000]*\n", text) else r"\n"
    return "".join(f"<p>{html.escape(said, quote=False)}</p>" for block in re.split(apart, text) if (said := _joined(block)))


def of_markdown(text: str) -> str:
    """`text` without front matter."""
    out: list[str] = []
    for block in _blocks(text):
        heading = re.match(r"\s*(#{1,6})\s+(.*?)\s*#*\s*$", block)
        if heading:
            out.append(_element(f"h{len(heading[1])}", heading[2]))
        elif item := re.match(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)", block, re.DOTALL):
            out.append(f"<ul>{_element('li', item[1])}</ul>")
        elif block.lstrip().startswith(">"):
            quoted = re.sub(r"(?m)^\s*(?:>\s?)+", "", block)
            out.append(f"<blockquote>{_element('p', quoted)}</blockquote>")
        else:
            out.append(_element("p", block))
    return "".join(out)


def words(text: str) -> str:
    """One line of Markdown without its inline markup."""
    text = LINK.sub(lambda match: match[1], _IMAGE.sub("", text))
    text = re.sub(r"<(https?://[^<>\s]+)>", r"\1", text)
    text = re.sub(r"</?[A-Za-z][^<>]*>", "", text)
    for _ in range(2):  # bold inside italics and the reverse
        text = _LIGHT_EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return html.unescape(_ESCAPED.sub(r"\1", text))


def _element(name: str, block: str) -> str:
    said = _joined(words(block))
    return f"<{name}>{html.escape(said, quote=False)}</{name}>" if said else ""


def _blocks(text: str) -> list[str]:
    """Runs of lines that belong together; fenced code, comments, rules and link definitions are left out."""
    text = re.sub(r"<!--.*?(?:-->|\Z)", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    blocks: list[list[str]] = [[]]
    fence = False
    for said in text.split("\n"):
        if re.match(r"\s{0,3}(?:```|~~~)", said):
            fence = not fence
            blocks.append([])
        elif fence or re.match(r"\s{0,3}\[[^\]]+\]:\s", said):
            continue
        elif not said.strip() or re.fullmatch(r"\s*(?:[-*_=]\s*){3,}", said):
            blocks.append([])
        elif _BLOCK_START.match(said) and not (said.lstrip().startswith(">") and blocks[-1] and blocks[-1][-1].lstrip().startswith(">")):
            blocks.append([said])
            if re.match(r"\s*#{1,6}\s", said):
                blocks.append([])
        else:
            blocks[-1].append(said)
    return ["\n".join(block) for block in blocks if block]


def _joined(block: str) -> str:
    """Hard-wrapped lines as one: without a space between Chinese characters."""
    return line(re.sub(rf"(?<={_HAN})[ \t]*\n\s*(?={_HAN})", "", block))
