"""A page's own text as paragraphs. trafilatura is met here only.

Before it: comments and hidden nodes go, a reader does not see them. After it: what belongs to the site and not to the article
(related stories, calls to follow, editors' initials) goes by a stated list of lines. Nothing else is changed: quotes point into this text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drafter.collect.language import weight
from drafter.collect.visible import line, seen

_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*(\.0+)?\s*(%\s*)?(;|!|$)|font-size\s*:\s*0*(\.0+)?\s*(px|em|rem|pt|%)?\s*(;|!|$)"
    r"|(left|right|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip-path\s*:\s*inset\(\s*(50|100)%|clip\s*:\s*rect\(\s*[01](px)?[,\s]|color\s*:\s*transparent|mso-hide\s*:\s*all",
    re.I,
)
_UNSEEN_CLASS = re.compile(r"(?:^|\s)(sr-only|visually-?hidden|screen-reader-text|offscreen|d-none|hidden)(?:$|\s)", re.I)
_NOT_TEXT = ("script", "style", "template", "noscript", "svg", "iframe", "object", "button", "select", "dialog")
_OTHER_PART = re.compile(
    r"(?:^|[\s_-])(comments?|comment-?list|tie-areas?|gentie|pinglun|disqus|recommend(?:s|ed|ation|ations)?|related|hot-?news|rank(?:ing|list)?|cookie\w*|consent|gdpr|"
    r"newsletter\w*|breadcrumbs?|share|sharing|social|taboola|outbrain|most-?(?:popular|read)|trending|qr-?code|copyright)(?:$|[\s_-])",
    re.I,
)

_BLOCKS = frozenset("p head item quote row ab div list table body h1 h2 h3 h4 h5 h6 li ul ol blockquote tr section article pre figcaption dt dd".split())
_ENDED = re.compile(r"[.。!！?？…:：;；”\"’』」)）]$")

_TAIL = re.compile(
    r"(热门推荐|相关(阅读|新闻|推荐|文章|链接|报道|资讯|专题)|推荐(阅读|新闻|文章)|延伸阅读|为[您你]推荐|猜[您你]喜欢|热点新闻|热门(新闻|文章|评论|资讯)|最新(文章|资讯|评论)|大家都在看|更多精彩|"
    r"(网友|用户|精彩|全部|发表|参与)评论|评论区|(暂无|热门)?跟贴|分享(到|至)|往期(回顾|精选)|[上下]一篇|版权声明|免责声明|特别声明|举报(邮箱|电话)|违法和不良信息).{0,40}"
    r"|(you (may|might) (also )?(like|be interested in)|more (from|on|stories|news|in)\b.{0,40}|related (stories|articles|posts|content|news|coverage|topics|links|reading)|"
    r"read (more|next)|recommended( (for you|reading|stories|articles))?|most (popular|read|viewed|recent)|trending( now)?|latest (news|stories|from .{0,30})|"
    r"(view |all |\d+ )?comments?( \(\d+\))?|leave a (reply|comment)|join the conversation|what to read next|editors?['’]? picks?|up next|next (article|story)|share this.{0,30})\s*:?",
    re.I,
)
_ASIDE = re.compile(
    r"[(（\[【]?(本文)?(责任)?(编辑|责编|校对|监制|值班编委)\s*[:：/].{0,40}|[(（【]?原(标题|题)\s*[:：].{0,80}|[(（]?(本文|文章|图片|新闻|稿件)?来源\s*[:：].{0,30}|.{0,40}(扫描|长按|识别).{0,12}二维码.{0,60}|"
    r"点击(这里|此处|查看|进入|关注|下载|阅读原文).{0,30}|.{0,30}(未经(授权|许可|允许)|请勿转载|转载请注明).{0,40}|copyright\s*(©|\(c\)|\d).{0,80}|(©|all rights reserved).{0,60}|.{0,20}版权所有.{0,40}|"
    r"(follow|like|find) (us|\w+( \w+)?) on (instagram|facebook|twitter|x|tiktok|threads|linkedin).{0,60}|(sign up|subscribe) (for|to) .{0,80}(newsletter|updates|inbox|podcast).{0,40}|"
    r"advertisement\.?|continue reading below|(story )?continues (after|below)( (the )?advertisement)?|(this|our) (web)?site uses cookies.{0,160}|we use cookies.{0,200}|accept (all )?cookies|"
    r"本(网站|站)(使用|采用).{0,6}cookies?.{0,80}|click here (to|for) .{0,60}|get the app|open in app|打开APP.{0,20}|APP专享|(see|read) (also|more)\s*:.{0,120}|(photo|image|picture)( credit)?s?\s*:.{0,60}",
    re.I,
)
_SENTENCE = re.compile(r"[.。!！?？…][”\"’』」)）]?$")


def parse(html: str) -> Any:
    """The whole page as an lxml tree without comments; None when there is nothing in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Bytes with a stated encoding: lxml refuses text that carries an XML declaration, and would believe a stale meta charset.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # empty, or nothing but white space
        return None


def strip(tree: Any) -> None:
    """Take out, in place, what a reader does not see and what is plainly another part of the page."""
    for element in list(tree.iter(*_NOT_TEXT)):
        _drop(element)
    whole = max(1, len(tree.text_content()))
    for element in list(tree.iter("*")):
        if _hidden(element) and element.getparent() is not None and not _is_page(element, whole):
            _drop(element)
    for element in list(tree.iter("div", "section", "aside", "ul", "ol", "nav", "footer", "form")):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _OTHER_PART.search(names) and element.getparent() is not None and _is_small(element, whole):
            _drop(element)


def paragraphs(tree: Any, url: str, title: str, fast: bool = True) -> list[str]:
    """The article's paragraphs; `tree` is not changed. `fast` leaves out the slower second and third opinions of trafilatura."""
    from trafilatura import bare_extraction

    # No deduplication: it remembers across pages, so the same page would give another text the second time.
    found = bare_extraction(tree, url=url, fast=fast, include_comments=False, include_tables=True, deduplicate=False)
    if found is None or found.body is None:
        return []
    return _own(_blocks(found.body), title)


def fragment(html: str) -> list[str]:
    """All paragraphs of a piece of HTML, such as a feed's full text."""
    tree = parse(html)
    if tree is None:
        return []
    strip(tree)
    return _own(_blocks(tree), "")


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _hidden(element: Any) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style, names = attributes.get("style"), attributes.get("class")
    return bool((style and _UNSEEN_STYLE.search(style)) or (names and _UNSEEN_CLASS.search(names)))


def _is_page(element: Any, whole: int) -> bool:
    """Pages that a script fades in hide everything; WeChat's article is such an element (`js_content`)."""
    if element.tag in ("html", "body") or element.get("id") == "js_content":
        return True
    return next(element.iter("h1"), None) is not None and len(element.text_content()) > 0.6 * whole


def _is_small(element: Any, whole: int) -> bool:
    return next(element.iter("h1", "article"), None) is None and len(element.text_content()) < 0.4 * whole


def _blocks(body: Any) -> Iterator[str]:
    """Text of block after block; a line break ends a paragraph only after a finished sentence or when doubled."""
    parts: list[str] = []
    for piece in _pieces(body):
        if piece is None:
            yield from _lines("".join(parts))
            parts.clear()
        else:
            parts.append(piece)
    yield from _lines("".join(parts))


def _pieces(element: Any) -> Iterator[str | None]:
    """Text in document order, None where a block begins or ends. Without recursion: hostile pages nest deeply."""
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if event == "start":
            if tag in _BLOCKS:
                yield None
            if tag in ("lb", "br"):
                yield "\x00"
            yield _flat(node.text)
        else:
            if tag in ("cell", "td", "th") and node.getnext() is not None:
                yield " | "
            if tag in _BLOCKS:
                yield None
            yield _flat(node.tail) if node is not element else ""


def _flat(text: str | None) -> str:
    """White space of the source is one space, and none where a line of Chinese was wrapped."""
    if not text:
        return ""
    return re.sub(r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])", "", seen(text)).replace("\n", " ")


def _lines(block: str) -> Iterator[str]:
    """Cut at `\\0`, which stands for a line break."""
    held = ""
    for piece in re.split("(\x00+)", re.sub("\x00\\s+(?=\x00)", "\x00", block)):
        if piece.startswith("\x00"):
            if len(piece) > 1 or _ENDED.search(held.rstrip()):
                yield held
                held = ""
            else:
                held = held.rstrip() + " "
        else:
            held += piece
    yield held


def _own(blocks: Iterator[str], title: str) -> list[str]:
    """The article's own lines: empty ones, repeats, the title again, asides and the tail of other stories left out."""
    kept: list[str] = []
    known: set[str] = {_bare(title)} if title else set()
    for block in blocks:
        text = line(block).strip("| ")
        if not text or not re.search(r"\w", text) or (len(text) < 250 and _ASIDE.fullmatch(text)):
            continue
        bare = _bare(text)
        if bare in known and (len(bare) > 24 or not kept):
            continue
        known.add(bare)
        kept.append(text)
    return _without_tail(kept)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _without_tail(lines: list[str]) -> list[str]:
    """Cut where a heading opens other stories or comments, unless more of the article stands behind it than before; then only the heading goes."""
    prose = [weight(text) if weight(text) >= 100 and _SENTENCE.search(text) else 0 for text in lines]
    kept: list[str] = []
    for number, text in enumerate(lines):
        if weight(text) <= 90 and _TAIL.fullmatch(text):
            if sum(prose[number:]) <= 0.4 * sum(prose[:number]):
                break
            continue
        kept.append(text)
    return kept

