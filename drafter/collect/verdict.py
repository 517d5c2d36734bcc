"""Why a page gives no article: paywall, script-only, error page, listing page, verification, or simply no text.

A page may be long and still be no article (a missing page's list of popular stories, a section's front), so the strict signs are
asked of every page and the loose ones only where the text is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drafter.collect.language import weight
from drafter.collect.metadata import Stated
from drafter.collect.visible import line

WAYS_OUT = {
    "paywall": ("shows only a part to readers without a subscription", "use another report of the story, or save the page from a browser where you are signed in and list that file"),
    "script-only": ("has no text until scripts run, which drafter does not do", "list the site's feed, or save the page from a browser and list that file"),
    "error-page": ("says that there is no such page, although it was answered as a normal one", "check the link in a browser and take it out or mend it"),
    "listing-page": ("is a list of links, not an article", "list the articles themselves, or the feed of this page"),
    "verification": ("asks to prove that a person is reading", "open it in a browser and save the page as a file, or list the site's feed"),
    "no-text": ("has not enough text for an article", "check it in a browser; a page of pictures or a video cannot be summarized"),
}
"""Reason → what is wrong, the way out."""

_CHECK_TITLE = re.compile(
    r"just a moment\W*|attention required!.*|(please )?(verify|confirm|prove) (that )?you(['’]re| are) (a )?(human|not a robot).*|are you (a robot|human)\W*|human verification|robot check|captcha.*|"
    r"(security|bot) (check|verification|challenge).*|pardon our interruption\W*|checking your browser.*|ddos-guard|安全验证|人机验证|环境异常|访问验证|请完成(安全)?验证.*|滑动验证.*|百度安全验证|验证码.*|身份验证",
    re.I,
)
_CHECK_TEXT = re.compile(
    r"环境异常|完成验证后即可继续访问|请(完成|进行|通过).{0,6}验证|拖动.{0,8}滑块|访问(过于|太)频繁|verify(ing)? (that )?you are (a )?human|checking (if the site connection is secure|your browser)|unusual traffic|"
    r"complete the (security check|captcha)|(i['’]m|are|you['’]re) not a robot|enable javascript and cookies to continue|press (&|and) hold",
    re.I,
)
_ERROR_TITLE = re.compile(
    r"(error\W*)?(4\d\d|50\d)(\W*(error|not found|page not found|forbidden|gone|bad gateway|service unavailable|internal server error|页面不存在|页面未找到|找不到页面))*\W*|"
    r"(oops\W*)?(sorry\W*)?((the |this )?page (you requested )?(was |is |could |can)?(not |no longer |['’]t )(be )?(found|available|exist\w*)|page (doesn['’]t|does not) exist|not found|"
    r"(we can['’]t|we couldn['’]t|can(not|['’]t)) find (the|that|this) page.*|access denied|forbidden|service (temporarily )?unavailable|bad gateway|internal server error|"
    r"site (is )?(under|down for) maintenance|something went wrong|an error (has )?occurred)\W*(4\d\d|50\d)?\W*|"
    r"(抱歉|对不起|很抱歉|出错了?)?\W*(您?(访问|查看|请求)的)?(页面|网页|文章|内容|资源|帖子|链接)(不存在|未找到|找不到了?|已被?删除|已失效|不见了|走丢了|已下线|无法访问)\W*(4\d\d)?|找不到(页面|网页|该页)|该内容已被发布者删除|系统(错误|繁忙|维护中?)|无法找到(网页|该页|页面)|访问出错.{0,6}|出错了",
    re.I,
)
_ERROR_TEXT = re.compile(
    r"page (you (were|are) looking for|you requested|not found|cannot be found)|404 (error|not found|page)|no longer (exists|available)|(页面|网页|文章|内容|帖子)(不存在|已被?(发布者)?删除|未找到|找不到|已下线|已失效)|此内容因违规无法查看|该公众号已(迁移|注销)|账号已被屏蔽|access denied",
    re.I,
)
_PAYWALL_TEXT = re.compile(
    r"(subscribe|sign up|register|log ?in|sign in) (now )?to (continue|keep) reading|to (continue|keep) reading\W.{0,40}(subscri|sign|log|regist)|continue reading (with|by) (a )?subscri|subscribers?[ -]only|exclusive to subscribers|"
    r"(this|the full) (article|story|content) is (reserved |available )?(only )?(for|to) (paid )?(subscribers|members)|already a (subscriber|member)|unlock (this|the full) (article|story)|free articles? (left|remaining|this month)|"
    r"become a (paid )?(subscriber|member) to (read|continue)|this post is for (paid |paying )?subscribers|(订阅|付费|登录|购买|开通会员|成为会员|充值)(后|即可|以|并)?.{0,6}(继续)?(阅读|查看|解锁)(全文|更多|剩余)?|(付费|会员|订阅)(专享|专属|文章|内容|墙)|"
    r"(剩余|余下|还有)\W{0,2}\d+\W{0,2}[%％字].{0,12}(付费|订阅|未读|登录|会员)?|试读(结束|部分)|本文为付费",
    re.I,
)
_SCRIPT_TEXT = re.compile(r"(enable|activate|turn on|requires?|without|need) (to enable )?(java ?script|js)\b|java ?script (is )?(disabled|required|enabled)|(启用|开启|打开|允许|支持)\s*java ?script", re.I)
_ROOTS = ("root", "app", "__next", "__nuxt", "react-root", "main-app", "gatsby")
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
    headlines: int
    """Links whose text is as long as a headline, outside navigation."""
    scripts: int
    root: bool
    """It has the empty element that scripts fill."""


def signs(tree: Any) -> Signs:
    """Read them from the whole page."""
    noscript = " ".join(element.text_content() for element in tree.iter("noscript"))[:2000]
    title = [line(element.text_content()) for element in tree.iter("title")][:1]
    heads = [text for element in tree.iter("h1", "h2") if (text := line(element.text_content()))][:3]
    return Signs(
        heads=tuple(part for head in title + heads for part in (head, re.split(r"\s+[-–—|·_]\s+|[|｜_]", head)[0].strip()) if part),
        shown=line(_shown(tree))[:6000],
        noscript=line(noscript),
        headlines=sum(1 for link in tree.iter("a") if _is_headline(link)),
        scripts=sum(1 for _ in tree.iter("script")),
        root=any(len("".join(element.itertext()).strip()) < 40 for element in tree.iter("div") if element.get("id") in _ROOTS),
    )


def reason(found: Signs, stated: Stated, paragraphs: list[str], min_text: int) -> str:
    """A key of `WAYS_OUT`, empty when the paragraphs are an article."""
    size = sum(weight(text) for text in paragraphs)
    strict = _strict(found, stated, paragraphs, size, min_text)
    return strict or ("" if size >= min_text else _loose(found, stated))


def _strict(found: Signs, stated: Stated, paragraphs: list[str], size: int, min_text: int) -> str:
    if any(_CHECK_TITLE.fullmatch(head) for head in found.heads) and size < 10 * min_text:
        return "verification"
    if stated.kind != "article" and any(_ERROR_TITLE.fullmatch(head) for head in found.heads):
        return "error-page"
    if size < 5 * min_text and (any(_PAYWALL_TEXT.search(text) for text in paragraphs[-2:] if weight(text) < 300) or (not stated.free and size < 4 * min_text)):
        return "paywall"
    if stated.kind != "article" and found.headlines >= _HEADLINES and _teasers(paragraphs, stated.kind):
        return "listing-page"
    return ""


def _loose(found: Signs, stated: Stated) -> str:
    said = f"{found.shown[:3000]} {' '.join(found.heads)}"
    if _CHECK_TEXT.search(said):
        return "verification"
    if not stated.free or _PAYWALL_TEXT.search(said):
        return "paywall"
    if _ERROR_TEXT.search(said):
        return "error-page"
    if found.headlines >= _HEADLINES:
        return "listing-page"
    if _SCRIPT_TEXT.search(found.noscript) or _SCRIPT_TEXT.search(said) or found.root or (found.scripts >= 3 and weight(found.shown) < 200):
        return "script-only"
    return "no-text"


def _teasers(paragraphs: list[str], kind: str) -> bool:
    """Whether the text is teasers: no run of three prose paragraphs, as every article of more than a few lines has."""
    longest = run = 0
    for text in paragraphs:
        run = run + 1 if weight(text) >= 120 and re.search(r"[.。!！?？…][”\"’』」)）]?$", text) else 0
        longest = max(longest, run)
    return longest < (5 if kind == "list" else 3)


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


def _is_headline(link: Any) -> bool:
    text = line(link.text_content())
    if not 24 <= weight(text) <= 300 or (link.get("href") or "#").startswith(("#", "javascript:", "mailto:")):
        return False
    return all(above.tag not in ("nav", "footer", "aside", "p") for above in link.iterancestors())
