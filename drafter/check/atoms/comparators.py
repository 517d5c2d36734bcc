# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501
"""Words that say a figure is not exact: before it (超过, more than) and behind it (以上, or so)."""

from __future__ import annotations

import re

from drafter.check.atoms.nouns import Comparator

_BEFORE: dict[Comparator, tuple[str, str]] = {
    "over": (
        "超过 逾 超出 高于 多于 大于 突破 破 不止 不只 远超 已超 超 高出 胜过",
        "more than|over|above|exceeding|exceeds|exceed|exceeded|in excess of|north of|upwards of|upward of|beyond|topping|topped|tops|surpassing|surpassed"
        "|surpasses|surpass|passed|greater than|higher than|larger than|bigger than|longer than|better than|crossed|>",
    ),
    "at-least": (
        "至少 不少于 不低于 起码 最少 最低 不下于 不下 不小于 ≥ >=",
        "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of|minimum|no lower than|≥|>=",
    ),
    "under": (
        "不到 不足 低于 少于 小于 未达 未到 不满 未满 跌破",
        "less than|fewer than|under|below|just under|lower than|smaller than|shorter than|shy of|short of|<",
    ),
    "at-most": (
        "至多 最多 不超过 不多于 不高于 最高 不超 未超过 不大于 上限为 ≤ <=",
        "up to|at most|no more than|not more than|as much as|as many as|a maximum of|maximum of|maximum|as high as|capped at|within|not exceeding|≤|<=|not to exceed",
    ),
    "about": (
        "约 大约 大概 近 将近 接近 约合 约有 约占 几近 差不多 逼近 大致 近乎 约莫 约略 估计 ~ 临近 相当于约",
        "about|around|roughly|approximately|approx|approx.|some|nearly|almost|close to|circa|c.|ca.|~|near|an estimated|estimated|as approximately|practically|≈",
    ),
}
_HAN_BEFORE = {word: comparator for comparator, (words, _) in _BEFORE.items() for word in words.split()} | {"高达": "exact", "多达": "exact"}
_ENGLISH_BEFORE = {word: comparator for comparator, (_, words) in _BEFORE.items() for word in words.split("|")}
_LONGEST_HAN = max(map(len, _HAN_BEFORE))
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z.]+|[<>≤≥≈~]=?)(?:[ \n]+(?:[A-Za-z.]+|[<>≤≥≈~]=?)){0,2}[ \n]*$|[<>≤≥≈~]=?[ \n]*$")
_ARTICLE = re.compile(r"(?<![A-Za-z])(?:an?|the|another|just|only)[ \n]+$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<atleast>[及或]?以上|起(?![诉来伏源点草]))|(?P<atmost>[及或]?以[下内]|封顶)|(?P<under>(?<=[一二三四五六七八九成半])弱(?![势点小者化]))|(?P<about>-odd\b|左右(?![手两])|上下(?![文游班级滑])|前后(?![端两])|许(?!多|可))|(?P<over>有余|开外|(?<=[一二三四五六七八九成半])强(?![劲大烈制调化者势度盛手国力])|(?<=[倍年月成周天时半番])多(?![少样元种数年月次项名了出赚花收卖产付交缴挣亏耗用投招增售省给拿跑走送买])|(?<=[万亿千百十])余)"
    r"|[ ](?P<more>or more|or above|and above|or higher|or over|at least|plus\b(?! (?:an?|the|one|two|some|[$£€¥0-9])))|[ ](?P<less>or less|or fewer|or lower|or below|at most|at the most)"
    r"|[ ](?P<so>or so|or thereabouts|give or take)|(?P<plus>\+|-plus)(?![0-9A-Za-z+])"
)
_AFTER_MEANS: dict[str, Comparator] = {
    "atleast": "at-least",
    "atmost": "at-most",
    "about": "about",
    "under": "under",
    "over": "over",
    "more": "at-least",
    "less": "at-most",
    "so": "about",
    "plus": "over",
}


_APART = re.compile(
    r"(?P<w>最高|最多|至多|不超过|至少|最低)(?:可|将|会|募资|募集|融资|筹资|筹集|达|获|获得|提供|投资|投入|罚款|处以|罚|借出|贷款|出资|支付|赔偿|奖励|补贴|发行|回购|采购|购买|裁员|裁减|需|要|为){1,3}$"
)
"""A verb may stand between: 最高募资30亿港元."""
_EACH = re.compile(
    r"(?P<w>超过|逾|高于|超出|突破|不足|不到|低于|跌破|约|近|至少|至多|不超过|最高|最低)每(?:桶|股|盎司|吨|人|户|月|年|天|日|份|张|度|平方米|公斤|千克|千瓦时|小时)$"
)
"""跌破每桶60美元."""


def before(text: str, at: int) -> tuple[Comparator, str, int] | None:
    """Comparator whose words end right before `at`, the words, and where they start."""
    window = text[max(0, at - 28) : at]
    return _han_before(window, at) or _apart(window, at) or _english_before(window, at)


def _apart(window: str, at: int) -> tuple[Comparator, str, int] | None:
    found = _APART.search(window, max(0, len(window) - 12)) or _EACH.search(window, max(0, len(window) - 12)) if window[-1:] > "\u4e00" else None
    return (_HAN_BEFORE[found["w"]], found["w"], at - len(window) + found.start()) if found else None


def _han_before(window: str, at: int) -> tuple[Comparator, str, int] | None:
    end = len(window.rstrip())
    for skip in (0, 1):
        if skip and not (end > 1 and window[end - 1] in "了为达有到在共"):
            break
        for length in range(min(_LONGEST_HAN, end - skip), 0, -1):
            word = window[end - skip - length : end - skip]
            if (found := _HAN_BEFORE.get(word)) and not _other_word(word, window[: end - skip - length]):
                if found in ("over", "under") and (denied := _DENIED.search(window[: end - skip - length])):
                    turned: Comparator = "at-most" if found == "over" else "at-least"
                    return turned, denied[0] + word, at - (len(window) - denied.start())
                return found, word, at - (len(window) - end) - skip - length
    return None


_DENIED = re.compile(r"(?:不得|不能|不可|不应|不会|不许|不准|严禁|禁止|未|没有|没|并未|从未)$")


def _other_word(word: str, left: str) -> bool:
    """近 of 附近 or 最近, 约 of 合约 or 纽约, 超 of 反超."""
    if word == "近":
        return left.endswith(("附", "最", "临", "远", "靠"))
    if word in ("约", "超", "破", "最高", "最低"):
        return left.endswith(("合", "纽", "条", "契", "违", "预", "签", "反", "英", "中", "打", "突", "新"))
    return False


def _english_before(window: str, at: int) -> tuple[Comparator, str, int] | None:
    article = _ARTICLE.search(window)
    if article:
        at -= len(window) - article.start()
        window = window[: article.start()]
    found = _WORDS_BEFORE.search(window)
    if not found:
        return None
    words = found[0].lower().split()
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[-count:])
        comparator = _ENGLISH_BEFORE.get(phrase)
        if phrase == "up to" and _MOVED_UP.search(window[: len(window) - _length(found[0], count)]):
            return None
        if comparator:
            behind = article[0].strip().lower() if article else ""
            if behind in ("a", "an") and phrase in _PREPOSITIONS:
                return None
            return comparator, f"{phrase} the" if behind == "the" and comparator in ("over", "under") else phrase, at - _length(found[0], count)
    return None


_PREPOSITIONS = frozenset(("over", "under", "above", "below", "beyond", "passed"))
"""In court over a 14-kilometre line: before an article they bound nothing."""
_MOVED_UP = re.compile(
    r"(?i)\b(?:go|goes|went|gone|going|ris\w+|rose|move[sd]?|moving|climb\w*|jump\w*|push\w*|bring\w*|brought|bump\w*|scal\w+|ramp\w*|add(?:s|ed)?|tick\w*|edg\w+|inch\w*"
    r"|creep\w*|crept|shot|shoot\w*|catch\w*|caught)(?: (?:it|them|this|that|back|further))? $"
)
"""The ceiling goes up to 1.2 million: where it goes, not how far at most."""


def _length(phrase: str, count: int) -> int:
    """Characters that the last `count` words of `phrase` take, with the space behind them."""
    pieces = re.findall(r"[^ \n]+[ \n]*", phrase)
    return sum(map(len, pieces[-count:]))


def after(text: str, at: int) -> tuple[Comparator, str, int] | None:
    """Comparator whose words start at `at`, the words, and where they end."""
    found = _AFTER.match(text, at)
    if not found or not found.lastgroup:
        return None
    return _AFTER_MEANS[found.lastgroup], found[0].strip(), found.end()
