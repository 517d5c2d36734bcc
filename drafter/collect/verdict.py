"""Why a page gives no article: paywall, script-only, error page, listing page, verification, or simply no text.

A page may be long and still be no article (a missing page's list of popular stories, a section's front), so the strict signs are
asked of every page and the loose ones only where the text is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drafter.collect import vocabulary
from drafter.collect.body import headline
from drafter.collect.canonical import canonical
from drafter.collect.language import weight
from drafter.collect.metadata import Stated
from drafter.collect.visible import line
from drafter.collect.vocabulary import pattern

PASTE = "paste the text: drafter add - --url URL"
"""The way that is always open for what a person can read and drafter cannot; the page's address stays the item's link."""

WAYS_OUT = {
    "paywall": ("shows only a part to readers without a subscription", f"use another report of the story, or open it where you are signed in and {PASTE}"),
    "login": ("asks to log in before it shows anything", f"open it where you are logged in and {PASTE}"),
    "consent": ("shows nothing until cookies are agreed to", f"open it in a browser and {PASTE}"),
    "script-only": (
        "has no text until scripts run, which drafter does not do",
        f"list the site's feed, or open it in a browser and save the page as a file, or {PASTE}",
    ),
    "error-page": ("says that there is no such page, although it was answered as a normal one", "check the link in a browser and take it out or mend it"),
    "listing-page": ("is a list of links, not an article", "list the articles themselves, or the feed of this page"),
    "verification": ("asks to prove that a person is reading", f"open it in a browser and {PASTE}; or list the site's feed"),
    "no-text": (
        "has not enough text for an article",
        f"check it in a browser; a page of pictures or a video cannot be summarized, but if there is a text, {PASTE}",
    ),
    "scanned": ("is a scan: pictures of pages without text", f"read it with a text recognition program and {PASTE}"),
    "encrypted": ("is locked with a password", f"save a copy without the password, or open it and {PASTE}"),
    "broken-file": ("is damaged or is not what its name says", f"get the file again, or open it and {PASTE}"),
    "garbled-text": ("does not say which characters its fonts show", f"print it to a new PDF, or open it and {PASTE}"),
    "too-long": ("is a book or a data dump, not an article", f"save the pages that matter as a file of their own, or {PASTE}"),
}
"""Reason → what is wrong, the way out."""

FILES = frozenset({"scanned", "encrypted", "broken-file", "garbled-text", "too-long"})
"""Reasons that only a PDF or a .docx gives."""

_LOGIN_TITLE = pattern(r"""
    (please )?(log ?in|sign in|sign on|log on)( (required|to continue|to your account|to (view|read|access)\b.*|or (sign up|register|
    create an account).*))?\W*|(member|user|account|subscriber) (login|sign in)\W*|login required\W*|(请先?|用户|会员|账号|帐号|统一身份认证|扫码|微信)?(登录|
    登陆)(页面?|系统|平台|后(查看|阅读|访问).*|/注册|注册)?\W*|统一身份认证.*
""")
_LOGIN_TEXT = re.compile(
    r"(please |you (must|need to|have to) )(log|sign) ?in (to|before|first)|(log|sign) ?in to (view|see|access|continue to)|forgot(ten)? (your )?password|"
    r"(请|需)先?(登录|登陆)(后|再|以|才能)?(查看|访问|继续|浏览)|(登录|登陆)后(查看|可见|访问|浏览)|忘记密码|扫码登录",
    re.I,
)
_CONSENT_TITLE = pattern(r"""
    (before you continue( to [\w.' ]{1,30})?|your privacy (choices|matters)|we value your privacy|we use cookies|cookie (consent|settings|preferences)|
    privacy (settings|preferences)|(cookie|隐私)(设置|同意|偏好)(中心|页面?)?)\W*
""")
_CONSENT_TEXT = pattern(r"""
    (accept|agree|consent)[^.]{0,60}cookies[^.]{0,80}(to (continue|read|access|view)|before)|to (continue|read|access|view)[^.]{0,80}(accept|
    agree|consent)[^.]{0,40}cookies|before you continue to|we and our (\d+ )?(partners|vendors) (store|use|process)|(同意|
    接受).{0,20}cookie.{0,20}(继续|后|才能)
""")

_ROOTS = ("root", "app", "__next", "__nuxt", "react-root", "main-app", "gatsby")
_HOME_HEADLINES = 3
_HEADLINES = 8
"""Links of headline length from which a page without text is a list."""


@dataclass(frozen=True)
class Signs:
    """What can be seen only before the page is stripped."""

    heads: tuple[str, ...]
    """Its title and first headings, without anything else."""
    shown: str
    """The beginning of its visible text."""
    noscript: str
    links: frozenset[str]
    """Texts of links as long as a headline, outside navigation."""
    cards: int
    """How many of them are headings."""
    scripts: int
    root: bool
    """It has the empty element that scripts fill."""
    home: bool
    """Its address is the site's own."""


def signs(tree: Any, url: str) -> Signs:
    """Read them from the whole page at `url`."""
    noscript = " ".join(element.text_content() for element in tree.iter("noscript"))[:2000]
    title = [line(element.text_content()) for element in tree.iter("title")][:1]
    heads = [text for element in tree.iter("h1", "h2") if (text := line(element.text_content()))][:3]
    return Signs(
        heads=tuple(part for head in title + heads for part in (head, re.split(r"\s+[-–—|·_]\s+|[|｜_]", head)[0].strip()) if part),
        shown=line(_shown(tree))[:6000],
        noscript=line(noscript),
        links=frozenset(text for link in tree.iter("a") if (text := _headline(link))),
        cards=sum(1 for heading in tree.iter("h2", "h3", "h4") if next(heading.iter("a"), None) is not None or heading.getparent().tag == "a"),
        scripts=sum(1 for _ in tree.iter("script")),
        root=any(len("".join(element.itertext()).strip()) < 40 for element in tree.iter("div") if element.get("id") in _ROOTS),
        home=canonical(url).count("/") == 3 and canonical(url).endswith("/"),
    )


def reason(found: Signs, stated: Stated, paragraphs: list[str], min_text: int) -> str:
    """A key of `WAYS_OUT`, empty when the paragraphs are an article."""
    size = sum(weight(text) for text in paragraphs)
    strict = _strict(found, stated, paragraphs, size, min_text)
    return strict or ("" if size >= min_text else _loose(found, stated))


def _strict(found: Signs, stated: Stated, paragraphs: list[str], size: int, min_text: int) -> str:
    if size < 10 * min_text and any(vocabulary.CHECK_TITLE.fullmatch(head) for head in found.heads):
        return "verification"
    if stated.kind != "article" and any(vocabulary.ERROR_TITLE.fullmatch(head) for head in found.heads):
        return "error-page"
    if stated.kind != "article" and size < 2 * min_text and (wall := _wall(found)):
        return wall
    if size < 5 * min_text and (_cut_off(paragraphs) or (not stated.free and size < 4 * min_text)):
        return "paywall"
    if stated.kind != "article" and _lists(found, paragraphs, stated.kind):
        return "listing-page"
    return ""


def _wall(found: Signs) -> str:
    """By its titles alone."""
    if any(_LOGIN_TITLE.fullmatch(head) for head in found.heads):
        return "login"
    return "consent" if any(_CONSENT_TITLE.fullmatch(head) for head in found.heads) else ""


def _cut_off(paragraphs: list[str]) -> bool:
    return any(vocabulary.PAYWALL_TEXT.search(text) for text in paragraphs[-2:] if weight(text) < 200)


def _loose(found: Signs, stated: Stated) -> str:
    said = f"{found.shown[:3000]} {' '.join(found.heads)}"
    if vocabulary.CHECK_TEXT.search(said):
        return "verification"
    if not stated.free or vocabulary.PAYWALL_TEXT.search(said):
        return "paywall"
    if vocabulary.ERROR_TEXT.search(said):
        return "error-page"
    if _LOGIN_TEXT.search(said):
        return "login"
    if _CONSENT_TEXT.search(said):
        return "consent"
    if len(found.links) >= _HEADLINES:
        return "listing-page"
    if vocabulary.SCRIPT_TEXT.search(found.noscript) or vocabulary.SCRIPT_TEXT.search(said) or found.root or (found.scripts >= 3 and weight(found.shown) < 200):
        return "script-only"
    return "no-text"


def _lists(found: Signs, paragraphs: list[str], kind: str) -> bool:
    """Whether the text is other articles' headlines and teasers: its lines are links, or nothing runs on among a page full of headlines."""
    if found.home and len(found.links) >= _HOME_HEADLINES:
        return True
    if len(found.links) < _HEADLINES:
        return False
    linked = sum(1 for text in paragraphs if text in found.links)
    if linked >= 5 and linked * 4 >= len(paragraphs):
        return True
    if not (kind == "list" or found.cards >= _HEADLINES):
        return False
    longest = run = 0
    for text in paragraphs:
        run = run + 1 if weight(text) >= 60 and re.search(r"[.。!！?？…][”\"’』」)）]?$", text) else 0
        longest = max(longest, run)
    return longest < 4


def _shown(tree: Any) -> str:
    body = tree.find("body")
    parts: list[str] = []
    size = 0
    for element in (body if body is not None else tree).iter():
        if element.tag not in ("script", "style", "noscript", "template", "head", "title") and element.text:
            parts.append(element.text)
            size += len(element.text)
        if element.tail:
            parts.append(element.tail)
            size += len(element.tail)
        if size > 20_000:
            break
    return " ".join(parts)


def _headline(link: Any) -> str:
    """Its text, outside navigation and running text."""
    text = headline(link)
    return text if text and all(above.tag not in ("nav", "footer", "aside", "p") for above in link.iterancestors()) else ""
