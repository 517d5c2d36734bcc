# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""One form for the grammar to read, character by character, so that every span can be led back to the text as it is.

Not NFKC: it makes a thousands separator of `，` and changes lengths. Only characters that can stand in a figure are folded.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
_SPACES = dict.fromkeys([0x00A0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], 0x20)
_PAIRS = (
    "−-‐-‑-‒–—–―–～~〜~∼~﹣-￥¥￡£￦₩﹪%∕/⁄/’'‘'ʼ'´'○〇╱/○〇"
    "億亿萬万兩两圓圆點点約约過过達达餘余幾几個个間间歐欧鎊镑幣币臺台韓韩盧卢號号時时後后週周條条項项輛辆種种筆笔噸吨戶户場场歲岁將将"
    "來来從从漲涨減减長长雙双僅仅內内貳贰參叁陸陆紐纽蘭兰亞亚爾尔鎳镍債债華华剛刚鐘钟縮缩爾尔絕绝張张幾几顆颗國国員员業业機机構构"
    "銀银檔档紀纪財财報报豐丰門门類类體体讓让級级屆届輪轮區区鄉乡樓楼層层車车艦舰隻只對对"
    "頁页題题標标準准滬沪強强單单電电動动產产戰战勢势電电賣卖買买瑪玛處处於于滿满佔占這这禮礼曆历農农邊边際际聯联"
    "頭头組组棟栋畝亩釐厘錢钱塊块圜圆攝摄連连續续負负環环較较開开為为爲为總总還还節节紙纸線线專专學学醫医師师觀观眾众隊队"
)
_FOLDS = str.maketrans(_WIDE | _SPACES | {ord(a): ord(b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)})
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟](?:[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{1,40})")
"""Two in a row at least: alone they stand in words (大陆, 队伍, 放肆, 收拾)."""
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FIRST_MONTH = re.compile("(?<![0-9〇零一二两三四五六七八九十百千万亿美欧日港])元月(?![费租供薪结入息均饼])")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]")

_SPREAD = re.compile(r"(?<=[一二两三四五六七八九十百千万亿个])[ \n](?=[个月年天日家元万亿百千十名位])")
"""三 个 月: a space between a numeral and what it counts."""


class Folded(NamedTuple):
    """`text` for the grammar; `offsets` lead back to the original, None where both run alike."""

    original: str
    text: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Narrow digits and signs, simplified numerals and units, no invisible characters."""
    original, offsets = text, None
    if _INVISIBLE.search(text) or _SPREAD.search(text):
        spread = {found.start() for found in _SPREAD.finditer(text)}
        offsets = tuple(at for at, character in enumerate(text) if at not in spread and not _INVISIBLE.match(character))
        text = "".join([text[at] for at in offsets])
    text = text.translate(_FOLDS)
    if "元月" in text:
        text = _FIRST_MONTH.sub("一月", text)
    text = _FORMAL.sub(lambda found: found[0].translate(_PLAIN), text)
    if _FOREIGN_DIGIT.search(text):
        text = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    return Folded(original, text, offsets)
