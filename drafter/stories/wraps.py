"""Reports of how markets went: closes, openings, wraps. Such a report names what moved them, but the story it tells is the session.

So it joins other reports of a session (`releases` tells sessions apart), never a report of what moved the markets. It is known by its
title, where a share market is what the title is about ("Stocks fall as …", 美股收盘), or by a text of which half tells moves of three
sorts of assets. A report whose title has markets as an aside ("Tariff sinks stocks") may be either. A title that goes through three
sorts of assets is of no one session, and the report a round-up.
"""

from __future__ import annotations

import re
from typing import Literal

Wrap = Literal["yes", "no", "open"]
ASSETS = 3
"""Sorts of assets whose moves a text must tell to be a wrap by its text alone."""
SHARE = 0.5
"""Of its sentences, those that tell such a move."""

_INDEX = (
    r"wall street"
    r"|(?:the )?(?:s&p(?: 500)?|nasdaq|dow(?: jones)?(?! (?:inc|chemical|to)\b)|russell 2000|ftse(?: 100)?|stoxx(?: 600)?"
    r"|dax|cac(?: 40)?|nikkei(?: 225)?|topix"
    r"|hang seng|csi 300|shanghai composite|sensex|nifty|kospi|asx(?: 200)?)"
)
_OF = (
    r"u\.?s\.?|american|european?|asian?|asia-pacific|chinese|china|mainland|hong kong|japanese|tokyo|indian|british|uk|london|german|global|world|emerging"
    r"|tech|chip|bank"
)
_WENT = (
    r"rises?|rose|falls?|fell|slid(?:es?)?|slips?(?:ped)?|sinks?|sank|drop(?:s|ped)?|gain(?:s|ed)?|climb(?:s|ed)?|jump(?:s|ed)?|rall(?:y|ies|ied)|tumbl(?:es?|ed)"
    r"|plung(?:es?|ed)|edg(?:es?|ed)"
    r"|(?:end(?:s|ed)?|clos(?:es?|ed)|open(?:s|ed)?)(?= (?:at|up|down|higher|lower|above|below|mixed|flat|little|near|in|out|week|with|on|\d)|$)"
    r"|mixed|higher|lower|steady|flat|rebound(?:s|ed)?|retreat(?:s|ed)?|soar(?:s|ed)?"
    r"|surg(?:es?|ed)|sag(?:s|ged)?|wobbl(?:es?|ed)|dips?(?:ped)?|advanc(?:es?|ed)|declin(?:es?|ed)|stumbl(?:es?|ed)|swings?|swung|unchanged"
    r"|little changed|up|down"
)
_MOVES = (
    rf"{_WENT}"
    r"|los(?:es?|t)|add(?:s|ed)?|eas(?:es?|ed)|weaken(?:s|ed)?|strengthen(?:s|ed)?|firm(?:s|ed)?|pare[sd]?|yield(?:s|ed)?|took in|finish(?:es|ed)?"
)
_BETWEEN = r"(?:\s+(?:\w+ly|set|seen|to|also|again|all|index(?:es)?|composite|futures|stocks|shares|and|bonds?|average|industrials))*"
_ABOUT = re.compile(
    rf"^(?:[^:|]{{0,30}}[:|]\s*)?(?:{_INDEX}|(?:(?:{_OF})\s+)?(?:stocks|shares|equities|markets|stock futures|stock markets?)|(?:government )?bonds|treasuries)"
    rf"{_BETWEEN}\s+(?:{_WENT})\b|^stock markets? (?:today|close|report|summary)\b"
)
_MARKET = (
    r"a股|美股|港股|欧股|日股|韩股|台股|沪指|上证(?:指数|综指)?|深成指|创业板指?|科创50|北证50|恒指|恒生(?:指数|科技)|道指|纳指|标普(?:500)?|三大(?:股)?指数?|两市|沪深(?:两市|300)?"
    r"|日经(?:225)?|(?:欧洲|亚太|全球|环球|美国)?股市|大盘|欧洲主要股指|外盘|期市|债市"
)
_MOVED = r"收|跌|涨|升|走低|走高|走弱|走强|震荡|反弹|回落|下挫|高开|低开|平开|失守|站上|重返|翻红|翻绿|分化|新高|新低|持平"
_OTHERWISE = r"公司|上市|ipo|新股|募资|融资|账户|开户|回购|分红|监管|基金|退市|打新"
_ABOUT_ZH = re.compile(
    rf"^(?:[^::丨|]{{0,8}}[::丨|\s])?(?:今日|周[一二三四五]|隔夜)?(?:{_MARKET})(?:(?!{_OTHERWISE})[^,。;]){{0,12}}?(?:{_MOVED})"
    r"|(?:收评|午评|早评|市场综述|收盘播报|开盘播报)(?:$|[::丨|\s])|^(?:美|欧|港|a|日)股(?:收盘|开盘|早盘|午盘|盘前|盘后)"
)
_NAMED = re.compile(rf"\b(?:{_INDEX}|stocks|shares|equities|markets)\b|{_MARKET}|收盘|股价")
_ASSETS = {
    "shares": rf"\b(?:{_INDEX}|stocks|shares|equities|sectors?)\b|{_MARKET}|指数|板块|个股",
    "bonds": r"\b(?:bonds?|yields?|treasur(?:y|ies)|gilts?|bunds?)\b|国债|美债|收益率|债券",
    "money": r"\b(?:dollar|euro|yen|pound|sterling|yuan|krona|franc|rupee|won)\b|美元指数|兑(?:美元|欧元|日元)|汇率|离岸人民币|克朗",
    "oil": r"\b(?:oil|crude|brent|wti)\b|原油|布伦特|油价",
    "metals": r"\b(?:gold|silver|copper|bullion)\b|黄金|白银|贵金属|铜价",
    "coins": r"\b(?:bitcoin|ether|ethereum|stablecoins?)\b|比特币|以太",
}
_SORTS = {name: re.compile(words) for name, words in _ASSETS.items()}
_MOVE = re.compile(rf"\b(?:{_MOVES})\b|{_MOVED}")
_SENTENCE = re.compile(r"[。!?;；]\s*|\.(?=\s|$)\s*")


def wrap_of(title: str, text: str) -> Wrap:
    """Whether a report tells how markets went (widths folded)."""
    title = title.casefold()
    if _ABOUT.search(title) or _ABOUT_ZH.search(title) or _tells_moves(text.casefold()):
        return "yes"
    return "open" if _NAMED.search(title) else "no"


def tells_many(title: str) -> bool:
    """Whether a title goes through three sorts of assets: no one market's session is told there."""
    moved = [sorts for part in re.split(r"[,;:,、;]|\band\b| as ", title.casefold()) if _MOVE.search(part) and (sorts := _sorts(part))]
    return len(set().union(*moved)) >= ASSETS


def _tells_moves(text: str) -> bool:
    sentences = [one for one in _SENTENCE.split(text) if one]
    moved = [sorts for one in sentences if any(map(str.isdigit, one)) and _MOVE.search(one) and (sorts := _sorts(one))]
    return len(set().union(*moved)) >= ASSETS and len(moved) >= SHARE * len(sentences)


def _sorts(sentence: str) -> set[str]:
    return {name for name, words in _SORTS.items() if words.search(sentence)}
