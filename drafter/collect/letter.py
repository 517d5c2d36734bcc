"""A mail as a row of blocks as a reader sees them, and without greeting, closing and the mailer's own lines.

Mails are tables in tables, so nothing is read from how elements nest.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.collect import body as pages
from drafter.collect import letter_words, vocabulary
from drafter.collect.language import weight
from drafter.collect.visible import line, seen


@dataclass
class Block:
    """A line or paragraph as a reader sees it."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Text and address."""
    heading: bool = False

    @property
    def linked(self) -> int:
        """How much of it is links."""
        return sum(weight(text) for text, _ in self.links)


# Blocks


def of_html(text: str) -> list[Block]:
    """The visible blocks of a mail's HTML."""
    tree = pages.parse(text)
    if tree is None:
        return []
    blocks: list[Block] = [Block()]
    for piece in _pieces(tree):
        if piece is None:
            blocks.append(Block())
        elif isinstance(piece, str):
            blocks[-1].text += piece
        else:
            kind, text_, url = piece
            if kind == "heading":
                blocks[-1].heading = True
            else:
                blocks[-1].links.append((text_, url))
    for block in blocks:
        block.text = line(block.text)
        block.links = [(line(said), url) for said, url in block.links if line(said)]
    return [block for block in blocks if block.text]


_Piece = str | tuple[str, str, str] | None
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_SEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})


def _pieces(tree: Any) -> Iterator[_Piece]:
    """Text, `None` where a block begins or ends, and links and headings as they end. Without recursion."""
    from lxml import etree

    gone = 0
    link: list[str] | None = None
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _NOT_SEEN or (tag != "body" and _is_unseen(node)):
            gone += 1 if event == "start" else -1
        if event == "end" and tag == "a" and link is not None:
            yield ("link", "".join(link), (node.get("href") or "").strip())
            link = None
        yield from _marks(event, node, tag)
        if event == "start" and tag == "a" and not gone:
            link = []
        said = "" if gone else seen((node.text if event == "start" else node.tail) or "").replace("\n", " ")
        if said and link is not None:
            link.append(said)
        yield said


def _marks(event: str, node: Any, tag: str) -> Iterator[_Piece]:
    """Where blocks and headings begin and end."""
    if tag == "br":
        if event == "start":
            yield None if _ends_line(node) else " "
        return
    if event == "end" and tag in _HEADINGS:
        yield ("heading", "", "")
    if tag in vocabulary.BLOCKS or tag in ("td", "th", "center", "hr"):
        yield None


def _is_unseen(node: Any) -> bool:
    """The line that only a mailbox's preview shows, and what spammers hide."""
    style = node.get("style") if isinstance(node.tag, str) else None
    return bool(style and vocabulary.UNSEEN_STYLE.search(style))


def _ends_line(node: Any) -> bool:
    """Two line breaks end a paragraph."""
    after = node.getnext()
    return after is not None and after.tag == "br" and not (node.tail or "").strip()


_IN_TEXT = re.compile(r"[<(\[（【]?\s*(https?://[^\s<>()（）【】\[\]\"，。；]+)\s*[>)\]）】]?")


def of_text(text: str) -> list[Block]:
    """The paragraphs of a mail's plain text; an address belongs to the words before it in its paragraph."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t>]*\n", text.replace("\r\n", "\n")):
        lines = [said.strip("> \t") for said in paragraph.split("\n")]
        for said in _by_link(lines):
            urls = _IN_TEXT.findall(said)
            words = line(_IN_TEXT.sub(" ", re.sub(r"\[([^\]]+)\]\((?=https?://)", r"\1 (", said)))
            words = re.sub(r"^(?:[-*•]|\[?\d{1,2}[.)\]])\s+", "", words)
            if words or urls:
                blocks.append(Block(words, [(words, urls[0])] if urls and weight(words) <= 300 else [("→", url) for url in urls[:1]]))
    return [block for block in _with_bare_links(blocks) if block.text]


def _by_link(lines: list[str]) -> list[str]:
    """Lines of a paragraph joined up to and with the one that ends in an address."""
    out: list[str] = []
    held: list[str] = []
    for said in lines:
        held.append(said)
        if _IN_TEXT.search(said):
            out.append(" ".join(held))
            held = []
    return [*out, " ".join(held)] if held else out


def _with_bare_links(blocks: list[Block]) -> list[Block]:
    """An address alone in its paragraph goes to the words before it."""
    out: list[Block] = []
    for block in blocks:
        if not block.text and block.links and out and not out[-1].links and weight(out[-1].text) <= 300:
            out[-1].links = [(out[-1].text, block.links[0][1])]
        else:
            out.append(block)
    return out


# The letter without its wrapping


def blocks_of(html_text: str, text: str) -> list[Block]:
    """The letter's blocks, of the HTML part or else of the text."""
    return _letter(of_html(html_text) if html_text else of_text(text))


def _letter(blocks: list[Block]) -> list[Block]:
    """Without greeting, closing and the mailer's lines."""
    gone = _wrapping([block.text for block in blocks])
    return [block for number, block in enumerate(blocks) if number not in gone]


def _wrapping(texts: list[str]) -> set[int]:
    """Numbers of the lines that belong to the mail and not to what it says."""
    footers = {number for number, text in enumerate(texts) if weight(text) <= 400 and letter_words.FOOTER.fullmatch(text)}
    gone = footers | {number for number, text in enumerate(texts[:8]) if _greets(text)}
    closing: set[int] = set()
    for number in range(max(0, len(texts) - 12), len(texts)):
        is_name = number - 1 in closing - footers and weight(texts[number]) <= 40
        if is_name or (weight(texts[number]) <= 60 and letter_words.CLOSING.fullmatch(texts[number])):
            closing.add(number)
    gone |= closing
    last = [number for number in sorted(footers) if number * 3 >= len(texts) * 2]
    if last and sum(weight(text) for text in texts[last[0] :]) <= 1200:
        gone |= set(range(last[0], len(texts)))  # addresses, logos' names and links that follow
    return gone


def _greets(text: str) -> bool:
    return weight(text) <= 60 and (letter_words.GREETING.fullmatch(text) or letter_words.PLAIN_GREETING.fullmatch(text)) is not None


def without_wrapping(text: str) -> str:
    """A mail's plain text without greeting, closing, signature and footer."""
    text = re.split(r"(?m)^-- ?$", text.replace("\r\n", "\n"), maxsplit=1)[0]
    paragraphs = re.split(r"\n[ \t]*\n", text.strip())
    gone = _wrapping([line(paragraph) for paragraph in paragraphs])
    kept = [paragraph for number, paragraph in enumerate(paragraphs) if number not in gone]
    return "\n\n".join(_without_first_greeting(paragraph) if not number else paragraph for number, paragraph in enumerate(kept))


def _without_first_greeting(paragraph: str) -> str:
    first, newline, rest = paragraph.partition("\n")
    return (
        rest
        if newline and weight(first) <= 60 and (letter_words.GREETING.fullmatch(line(first)) or letter_words.PLAIN_GREETING.fullmatch(line(first)))
        else paragraph
    )


def page_without_wrapping(text: str, site: str) -> str:
    """A mail's HTML the same way, with the sender as its site for the extractor."""
    from lxml import etree

    tree = pages.parse(text)
    if tree is None:
        return text
    leaves = _leaves(tree)
    gone = _wrapping([said for _, said in leaves])
    for number in gone:
        if leaves[number][0].getparent() is not None:
            leaves[number][0].drop_tree()
    inner = etree.tostring(tree, encoding="unicode", method="html")
    return named(inner, site)


def named(page: str, site: str) -> str:
    """An HTML page that names `site` as its publisher."""
    said = f'<meta property="og:site_name" content="{html.escape(site)}">' if site else ""
    head = re.compile(r"<head\b[^>]*>", re.I)
    if head.search(page):
        return head.sub(lambda found: found[0] + said, page, count=1)
    return re.sub(r"<html\b[^>]*>", lambda found: f"{found[0]}<head>{said}</head>", page, count=1, flags=re.I)


def _leaves(tree: Any) -> list[tuple[Any, str]]:
    """The innermost blocks with their text, in order."""
    found: list[tuple[Any, str]] = []
    blocks = (*(name for name in vocabulary.BLOCKS if name not in ("body",)), "td", "th", "center")
    inner = set(blocks)
    for node in tree.iter(*blocks):
        if not any(below.tag in inner for below in node.iterdescendants()) and (text := line(node.text_content())):
            found.append((node, text))
    return found
