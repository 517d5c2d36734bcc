"""What a heading or the first words of a line say: a section's role, a source's label, a note for the editor. Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.post.links import shown
from drafter.post.parts import Role

_SIMPLIFIED = str.maketrans(
    "聞結論總評簡訊點觀導編輯註動態資頭條熱報標題來鏈連參鄰緒後與業場關週項導讀語閱處應長續",
    "闻结论总评简讯点观导编辑注动态资头条热报标题来链连参邻绪后与业场关周项导读语阅处应长续",
)

_WORDS: dict[Role, str] = {
    "items": """
        新闻 要闻 资讯 动态 消息 头条 热点 热点新闻 事件 大事 焦点 报道 新闻要点 新闻速递 速递 新闻动态 行业新闻 新闻条目 条目 看点 新闻头条 精选 新鲜事
        news|stories|headlines|items|updates|developments|highlights|news items|top news|in the news|what happened|coverage""",
    "briefs": """
        简讯 快讯 短讯 简报 快报 速览 短消息 一句话新闻 一句话 简明新闻 其他 其他新闻 其他动态 其他消息 其它新闻 其它 更多新闻 更多动态
        更多消息 也值得关注 还有 零星消息
        briefs|brief|in brief|news in brief|news briefs|quick hits|short takes|quick takes|quick links|shorts|in short
        other news|other stories|more news|more stories
        also|also noted|also in the news|elsewhere|other headlines|snippets""",
    "analysis": """
        分析 点评 评论 解读 评析 述评 综述 观察 洞察 观点 思考 研判 趋势 趋势分析 影响分析 影响 深度分析 分析与点评 编者观点 背后 透视 意义
        analysis|commentary|comment|insight|insights|perspective|perspectives|what it means|why it matters|our take|the big picture|discussion
        trends|opinion|in depth
        deep dive|implications|assessment|trends and analysis|reading the week""",
    "conclusion": """
        结论 总结 小结 结语 结束语 尾声 展望 未来展望 前瞻 后市展望 总结与展望 结论与展望 写在最后 最后 下周关注 下周看点 下周展望 下周前瞻 后续关注
        启示 结论与建议 建议
        conclusion|conclusions|outlook|looking ahead|wrap-up|wrap up|wrapping up|closing|closing thoughts|closing remarks|final thoughts|takeaways|key takeaways
        what's next|        what to watch|what comes next|next week|the week ahead|bottom line|the bottom line|in closing|to sum up|in conclusion|summary""",
    "lede": """
        导语 引言 前言 序言 概览 概述 概要 摘要 导读 提要 开篇 卷首语 内容提要 内容概览
        introduction|intro|lede|lead|overview|at a glance|tl;dr|tldr|abstract|in this issue|foreword|opening""",
    "notes": """
        编辑注 编者注 编注 编者按 编辑备注
        editor's note|editor's notes|editors' note|editors' notes|ed. note""",
}
_ROLES: dict[str, Role] = {
    word.strip(): role
    for role, words in _WORDS.items()
    for line in words.strip().splitlines()
    for word in (line.split("|") if line.isascii() else line.split())
}

_BEFORE = re.compile(
    r"(?:本周|本期|本月|本日|今日|当日|昨日|每日|每周|一周|上周|近期|近日|过去一周|行业|市场|主要|重要|重点|核心|最新|焦点|深度|综合|编辑|编辑部|小编|本刊|我们的|国内|国际|全球|的"
    r"|most important|more important|this week's|this week in|this week|today's|the week's|weekly|daily|key|main|top|major|latest|editor's|editorial|market"
    r"|industry|our|the)\s*"
)
_AFTER = re.compile(
    r"\s*(?:部分|栏目|一览|汇总|盘点|回顾|摘编|集锦|速览|速递|this week in review|this week|next week|in review"
    r"|of the week|of the day|today|section|roundup|round-up)$"
)
_NUMBER = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|节|章)[\s:、]*|part \d{1,2}[\s:.-]*"
    r"|(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[ivx]{1,4}(?=[.)]))\s*[、.):]+\s*|\([一二三四五六七八九十\d]{1,3}\)\s*"
)
_BETWEEN = re.compile(r"\s*(?:[/|&+·•,，、:;()\[\]【】—–]|\s-\s|(?<=\s)and(?=\s)|与|和|及|暨)\s*")
_BRACKETED = re.compile(r"\s*[(\[【][^()\[\]【】]*[)\]】]$")
_TARGET = re.compile(r"\]\([^()\s]*(?:\)|$)")
_EDGE = re.compile(r"^[^\w(（【\[]+|[^\w)）】\]]+$")

_STRONG = (
    "来源|来源链接|信息来源|资料来源|消息来源|新闻来源|文章来源|数据来源|原文|原文链接|原文地址|原文来源|出处|其他来源|更多来源|引自|转自"
    "|sources?|original|original source|original article|via|further sources?|h/t"
)
"""Labels that name a source even where no link follows."""
_WEAK = (
    "链接|新闻链接|相关链接|参考|参考链接|参考资料|参考来源|参考文献|阅读原文|查看原文|阅读全文|详情|详见|延伸阅读|另见"
    "|links?|read more|more|references?|further reading|see also|full story"
)
_OPENED = r"[^\w\[<(（【]{0,20}[(（【\[]?[*_]{0,3}"
_LABEL = re.compile(
    rf"{_OPENED}(?:(?P<strong>{_STRONG})|(?:{_WEAK}))[】\]]?[*_]{{0,3}}\s*(?:(?P<colon>[:：])|[*_]{{0,3}}\s*(?=[\[<]|https?://)|[—–-]\s|$)[*_]{{0,3}}\s*",
    re.IGNORECASE,
)
_ONLY_LABEL = re.compile(rf"\W*(?:{_STRONG}|{_WEAK})?\W*", re.IGNORECASE)
_BEFORE_LINK = re.compile(rf"(?:^|\W)(?:{_STRONG}|{_WEAK})[】\]]?[*_]{{0,3}}\s*[:：]?[*_]{{0,3}}\s*$", re.IGNORECASE)
_NOTE = re.compile(
    r"[*_>\s（(\[【]*(?:编辑注|编者注|编注|编者按|编辑备注|editor['’]s note|editors['’] note|ed\. note|note to (?:the )?editor)[】\]]?[*_]*\s*[:：]",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of a title or line that are looked at."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a source's link."""

    length: int
    strong: bool
    """It names a source without a link too: `来源：新华社`."""
    colon: bool


def heading_role(title: str, own: Mapping[str, str] | None = None) -> Role:
    """What a section with this title is for. `own` are the digest's own headings, section → title; they go first.

    `本周要闻`, `一、主要新闻 (Main News)`, `分析与点评：` and `Looking ahead` are known; `科技` is `other`.
    """
    words = _plain(title)
    for role, said in (own or {}).items():
        if _plain(said) == words and role in _WORDS:
            return role
    return _known(words) or _of_pieces(words) or "other"


def _plain(title: str) -> str:
    words = unicodedata.normalize("NFKC", shown(_TARGET.sub("]", title[:_LONGEST]))).casefold().translate(_SIMPLIFIED).replace("’", "'").replace("_", " ")
    return " ".join(_EDGE.sub("", _EDGE.sub("", words)).split())


def _of_pieces(words: str) -> Role | None:
    """`分析 (第3期)`, `News & Analysis` by all they name, `Analysis: what moved` by its first word: a headline that ends in 展望 is none."""
    bracketed = _BRACKETED.sub("", words)
    if bracketed != words and (role := _known(bracketed)):
        return role
    roles = [_known(piece) for piece in _BETWEEN.split(words) if piece]
    if roles and all(roles):
        return roles[0]
    lead, colon, _ = words.partition(":")
    role = _known(lead.strip()) if colon else None
    return role if role in ("analysis", "conclusion", "lede") else None


def _known(words: str) -> Role | None:
    """The role of one piece, without its number and without what only says when or how important."""
    words = _EDGE.sub("", _NUMBER.sub("", words, count=1)) if _NUMBER.match(words) else words
    for _ in range(5):
        for form in (words, _AFTER.sub("", words)):
            if form in _ROLES:
                return _ROLES[form]
        before = _BEFORE.match(words)
        if not before:
            return None
        words = words[before.end() :]
    return None


def source_label(line: str) -> Label | None:
    """`**Source:** `, `来源：` and their like at the start of a line."""
    found = _LABEL.match(line[:_LONGEST].translate(_SIMPLIFIED))
    return Label(found.end(), bool(found["strong"]), bool(found["colon"])) if found else None


def only_label(words: str) -> bool:
    """Whether nothing stands there but marks and perhaps a source's label."""
    return len(words) <= _LONGEST and bool(_ONLY_LABEL.fullmatch(words.translate(_SIMPLIFIED)))


def ends_with_label(before: str) -> bool:
    """Whether the words right before a link name it a source: `（来源：`, `via `."""
    return bool(_BEFORE_LINK.search(before[-40:].translate(_SIMPLIFIED)))


def is_note(line: str) -> bool:
    """Whether a paragraph is a note for the editor, as `headings.NOTE` and people write them."""
    return bool(_NOTE.match(line[:80].translate(_SIMPLIFIED)))
