"""What a figure is told for, as the words beside it say: so much a tablet, a tonne, a month."""

from __future__ import annotations

import re

from drafter.check.atoms import Atom

_UNITS = """
tablet|tablets? pills? 片 粒
box|box(?:es)? packs? packets? 盒
bottle|bottles? 瓶
share|shares? 股
tonne|tonnes? tons? 吨
barrel|barrels? 桶
kilogram|kilogram(?:me)?s? kilos? kg 公斤 千克
pound|pounds? lb 磅
ounce|ounces? 盎司
litre|lit(?:re|er)s? 升
kilometre|kilomet(?:re|er)s? km 公里
mile|miles? 英里
square metre|square\\smet(?:re|er)s? 平方米 平米
kilowatt-hour|kilowatt.hours? kWh 千瓦时 度
megawatt-hour|megawatt.hours? MWh 兆瓦时
minute|minutes? 分钟
hour|hours? 小时
day|days? 天 日
week|weeks? 周 星期
month|months? 月 个月
quarter|quarters? 季度
year|years? annum 年
person|persons? people head capita 人
household|households? 户
"""
_ROWS = [line.split("|", 1) for line in _UNITS.strip().splitlines()]
_WORDS = [(name, words.split()) for name, words in _ROWS]
_ENGLISH = {name: "|".join(word for word in words if word.isascii()) for name, words in _WORDS}
_CHINESE = {word: name for name, words in _WORDS for word in words if not word.isascii()}
_BEHIND_EN = re.compile(
    r"(?i) ?(?:(?<! )/|(?<= )(?:an?|per|each|every) )(?:"
    + "|".join(f"(?P<u{at}>{pattern})" for at, pattern in enumerate(_ENGLISH.values()))
    + r")\b(?! (?:ago|earlier|before|later|after|old))"
)
_HAN = "|".join(sorted(_CHINESE, key=len, reverse=True))
_BEFORE_ZH = re.compile(rf"每(?P<u>{_HAN})(?:仅|约|近|高达|达|为)?$")
_BEHIND_ZH = re.compile(rf" ?[/每](?P<u>{_HAN})(?![\u3400-\u9fff])")
_OFTEN_ZH = re.compile(
    r"(?:(?P<a>日均|每天|每日)|(?P<w>周均|每周)|(?P<m>月均|每月)|(?P<y>年均|每年|年(?=发电|产能|产量|吞吐|用电|销量|收入|营收|旅客|处理|节省)))[^，。；、0-9]{0,12}$"
)
_OFTEN_EN = re.compile(r"(?i) (?:[a-z]+ ){0,2}?(?:(?P<a>daily|every day)|(?P<w>weekly|every week)|(?P<m>monthly|every month)|(?P<y>annually|every year))\b")
_OFTEN = {"a": "day", "w": "week", "m": "month", "y": "year"}


def per(atom: Atom, words: str) -> str:
    """What the figure is told for; empty where that is not said right beside it."""
    if found := _BEFORE_ZH.search(words[max(0, atom.start - 8) : atom.start]) or _BEHIND_ZH.match(words, atom.end):
        return _CHINESE[found["u"]]
    if behind := _BEHIND_EN.match(words, atom.end):
        return next((name for at, name in enumerate(_ENGLISH) if behind[f"u{at}"]), "")
    often = _OFTEN_ZH.search(words[max(0, atom.start - 20) : atom.start]) or _OFTEN_EN.match(words, atom.end)
    return _OFTEN[often.lastgroup] if often and often.lastgroup else ""
