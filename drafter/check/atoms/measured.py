# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501, SIM905
"""A numeral with what stands around it: currency before or behind, unit, measure, classifier or counted noun."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from drafter.check.atoms import currencies, units
from drafter.check.atoms.currencies import Currency
from drafter.check.atoms.nouns import Kind
from drafter.check.atoms.numerals import Numeral, scaled
from drafter.check.atoms.scan import Scan

_NOT_BEFORE = {
    "成": "立为功本员交都果熟长绩像因型分",
    "家": "庭长属乡园具族政用",
    "位": "于置数列居元",
    "人": "民工均类力口文事才行格",
    "个": "性股税",
    "次": "级于日要生新品",
    "条": "件例款约",
    "种": "植子",
    "起": "诉来源伏草点",
    "场": "景馆所",
    "部": "门分长队署委",
    "所": "有以属谓在",
    "间": "接隔",
    "头": "部寸像",
    "台": "湾风积账",
    "股": "份东价权息市票指本",
    "户": "籍",
    "座": "谈位",
    "批": "准发评复",
    "轮": "番胎船车驱摩",
    "年": "代级轻报",
    "天": "然猫津际河下",
    "周": "边末期转年",
    "国": "家产内际",
    "只": "有是能要",
    "元": "旦素宇件老首化月祖",
    "块": "链",
    "折": "叠扣合旧射断",
    "组": "成织",
    "级": "别",
    "宗": "教旨",
    "根": "据本",
    "升": "至到级值",
    "分": "之析别行公支布母",
    "克": "拉服隆朗",
    "米": "兰其饭粉",
    "瓦": "解",
    "斤": "",
    "点": "数位评击",
    "步": "骤",
    "层": "面次级",
    "站": "点在",
    "支": "付持出行撑",
    "页": "岩",
    "字": "节",
    "单": "位",
    "平": "台均方衡安",
    "类": "型似别",
    "张": "江",
    "度": "",
    "店": "",
    "票": "房据",
    "镑": "",
    "载": "客货重荷人体",
    "伙": "伴食计",
}
"""A unit of one character is none when one of these follows: 3家庭, 500人民币."""
_INFIX = re.compile(r" ?[多余](?=[ ]?[\u4e00-\u9fff])|余(?![\u4e00-\u9fff])|(?<=[十百千0])来(?=[年岁天个名家人位元块里公次台辆只吨万亿])")
_PLUS = re.compile(r"\+(?=[ \u4e00-\u9fff][a-z\u4e00-\u9fff]?|%)|-plus(?=[ -])")
_GREW = re.compile(
    r"(?:grew|grown|rose|risen|increased?|up|jumped|expanded|multiplied|surged|soared|climbed|subscribed|oversubscribed|covered)(?: by)?(?: (?:about|nearly|almost|more than|over))? ?$"
)
_RATIO_AHEAD = re.compile(
    r"(?i)(?:\bmultiples?\b|price[- ]to[- ]|\bp/e\b|\bvaluations?\b|\bleverage\b|\btrad(?:es?|ed|ing) (?:at|on)\b|\bcoverage\b|oversubscribed)[^.;]{0,60}$|[0-9]x (?:from|to|against|versus|vs) (?:about )?$"
)
"""What a multiple of earnings or debt is told of: 14 times there counts nothing."""
_SHARED_POINTS = re.compile(r"个(?:和|及|、|与|或|，)[0-9.]{1,8}个(?P<u>百分点|基点)")
_SPEED = re.compile(r"(?:时速|每小时)[\u4e00-\u9fff]{0,4}(?:[0-9.]{1,6}(?:公里|英里)[^，。；0-9]{0,6}[至到])?为?[ 约达]?$")
"""时速100公里, and the second of 每小时100公里降至80公里."""
_SECONDS_ON = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?秒|[一二三四五六七八九十]{1,3}秒")
_OF_THEM = re.compile(r" of (?:the|its|their|those|these|them|our|his|her|[a-z]+ [a-z]+s)\b")
_SPACE = re.compile(r"[ \n]{0,2}")
_TOKENS = re.compile(r"(?:[ \n]{1,2}|-)?([%‰°µ℃℉]?(?:km/h\b|b/d\b|[A-Za-z]*)(?:\.[a-zA-Z]\.?)?[²³]?)(?:[ \n-]([A-Za-z.]+))?(?:[ \n-]([A-Za-z]+))?")
_STOP = frozenset(
    "a an and are as at be been before but by can could did for from had has have if in into is it its may might more most not of on or over per said says should since so than"
    " that the their then there they this those through to up was were when which while who will with would after against during until under about each versus vs compared also".split()
)
_SEVERAL = re.compile(r"(?:[ \n]|-)((?:[a-z][a-z'-]{1,20}|[A-Z][A-Za-z'.-]{1,20})(?:[ \n](?:[a-z][a-z'-]{1,20}|[A-Z][A-Za-z'.-]{1,20})){0,3})")
_WON = re.compile(r"[ ](?:the|a|an|its|their|in|by|at|over|for|against|seats|votes|awards)\b")
_TIMES_FACTOR = re.compile(
    r"[ ](?:as|the|its|their|his|her|that|what|more|higher|larger|greater|bigger|faster|over|oversubscribed|subscribed|earnings|revenue|sales|book|forward|leverage|annual|current"
    r"|last|normal|average|cheaper|better|quicker|longer|covered|trailing)\b"
)
_FOLD = re.compile(r"-? ?fold\b|[x×](?![A-Za-z0-9])(?! ?[0-9])")
_AGE = re.compile(r"(?: years?|-years?)[- ]old\b|岁")


class Measured(NamedTuple):
    """`start` and `end` include currency and unit; `ambiguous` as in Atom."""

    numeral: Numeral
    kind: Kind
    value: Decimal
    start: int
    end: int
    unit: str = ""
    factor: Decimal = Decimal(1)
    ambiguous: bool = False
    over: bool = False
    bare: bool = False
    """Nothing says what it is: a unit behind the next figure of a range may."""
    currency_before: bool = False


def measure(scan: Scan, numeral: Numeral) -> Measured | None:
    """What the numeral measures; None where it is no figure of its own."""
    text = scan.text
    prefix = currencies.before(text, numeral.start)
    start = prefix[1] if prefix else numeral.start
    if not prefix and numeral.form == "digits" and numeral.start and _latin(text[numeral.start - 1]):
        return None
    if numeral.form != "han":
        numeral = scaled(numeral, text, prefix is not None, scan.chinese)
    start, numeral = _signed(text, start, numeral)
    infix = _INFIX.match(text, numeral.end)
    infix = infix or _PLUS.match(text, numeral.end)
    over, at = numeral.over or infix is not None, infix.end() if infix else numeral.end
    if prefix:
        return _money_before(scan, numeral, prefix[0], start, at, over)
    found = _behind(scan, numeral, at)
    if found:
        return found._replace(start=start, over=over)
    if numeral.form == "digits" and at < len(text) and _latin(text[at]) and not _is_amount(text, numeral):
        return None
    return Measured(numeral, "number", numeral.value, start, at, over=over, bare=True)


def _is_amount(text: str, numeral: Numeral) -> bool:
    """1.8万亿tokens, 1万P, 10,000P: no name is written with a magnitude or with grouped thousands, so the letters behind are what it counts."""
    return text[numeral.end - 1] in "十百千万亿兆" or "," in text[numeral.start : numeral.end]


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _signed(text: str, start: int, numeral: Numeral) -> tuple[int, Numeral]:
    """A minus directly before a figure or its currency, where it is not a dash between two figures."""
    words = text[max(0, start - 6) : start].lower()
    if words.endswith("-") and (start < 2 or text[start - 2] in " \n(（,，：:" or (text[start - 2] >= "\u4e00" and text[start - 2] not in "日月年号")):
        return start - 1, numeral._replace(value=-numeral.value)
    for word in ("plus or minus ", "give or take "):
        if text[max(0, start - len(word)) : start].lower() == word:
            return start, numeral
    for word in ("minus ", "负", "零下"):
        if words.endswith(word):
            return start - len(word), numeral._replace(value=-numeral.value)
    return start, numeral


def _money_before(scan: Scan, numeral: Numeral, currency: Currency, start: int, at: int, over: bool) -> Measured:
    """$1.5 billion, 人民币15亿元, US$5m in dollars: the words behind may repeat the currency."""
    code, ambiguous = scan.money.resolve(currency)
    space = _SPACE.match(scan.text, at)
    inner = space.end() if space else at
    behind = _longest(scan.text, inner, currencies.CHINESE)
    if behind and (code == behind[0].code or behind[0].bare == "元"):
        at = behind[1]
    elif (word := _TOKENS.match(scan.text, at)) and word[1] in ("USD", "dollars", "HKD", "yuan", code):
        at = word.end(1)
    return Measured(numeral, "money", numeral.value, start, at, code, ambiguous=ambiguous, over=over, currency_before=True)


def _longest(text: str, at: int, table: dict[str, Currency]) -> tuple[Currency, int] | None:
    for length in range(min(5, len(text) - at), 0, -1):
        found = table.get(text[at : at + length])
        if found:
            return found, at + length
    return None


def _behind(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    """The unit that follows."""
    text = scan.text
    found = _fold(text, numeral, at)
    if found:
        return found
    space = _SPACE.match(text, at)
    inner = space.end() if space else at
    if inner < len(text) and text[inner] > "\u2e80":
        return _chinese(scan, numeral, inner)
    return _english(scan, numeral, at)


def _fold(text: str, numeral: Numeral, at: int) -> Measured | None:
    fold = _FOLD.match(text, at)
    return Measured(numeral, "multiple", numeral.value, numeral.start, fold.end(), "x") if fold else None


def _chinese(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    text = scan.text
    money, unit = _longest(text, at, currencies.CHINESE), _chinese_unit(text, at)
    if money and not (unit and unit[1] > money[1]) and _is_money(text, numeral, *money):
        code, ambiguous = scan.money.resolve(money[0])
        end, value = money[1], numeral.value * money[0].factor
        if tenth := _TENTH.match(text, end - 1) if numeral.scale == 1 else None:
            end, value = end + 1, value + Decimal(tenth[1]) / 10
        return Measured(numeral, "money", value, numeral.start, end, code, money[0].factor, ambiguous)
    if text[at] == "度" and (heat := _HEAT_HAN.search(text[max(0, numeral.start - 20) : numeral.start])):
        return Measured(numeral, "quantity", numeral.value, numeral.start, at + 1, "°F" if heat["f"] else "°C")
    if text[at] == "度" and text[at + 1 : at + 2] not in tuple("假过角") and scan.says(_POWER_HAN):
        return Measured(numeral, "quantity", numeral.value, numeral.start, at + 1, "kWh")
    if text[at] == "分" and (_SECONDS_ON.match(text, at + 1)):
        return Measured(numeral, "duration", numeral.value, numeral.start, at + 1, "minute")
    if not unit or not _stands(text, numeral, text[at : unit[1]], unit[1]):
        return None
    found, end = unit
    if found.name == "item" and (shared := _SHARED_POINTS.match(text, at)):
        found = units.CHINESE[shared["u"]]
    if found.kind == "multiple":
        value, ambiguous = _times(text, numeral)
        return Measured(numeral, "multiple", value, numeral.start, end, "x", ambiguous=ambiguous)
    name = found.name
    if name in ("mile", "km") and _SPEED.search(text[max(0, numeral.start - 24) : numeral.start]):
        name = "mph" if name == "mile" else "km/h"
    return Measured(numeral, found.kind, numeral.value * found.factor, numeral.start, end, name, found.factor)


def _chinese_unit(text: str, at: int) -> tuple[units.Unit, int] | None:
    for length in range(min(units.LONGEST_CHINESE, len(text) - at), 0, -1):
        found = units.CHINESE.get(text[at : at + length])
        if found and not (length == 1 and text[at + 1 : at + 2] and text[at + 1] in _NOT_BEFORE.get(text[at], "")):
            return found, at + length
    return None


def _is_money(text: str, numeral: Numeral, currency: Currency, end: int) -> bool:
    """三元 and 一块 are words; 三元。 and 3元 are money."""
    word = text[end - 1]
    if word in "元块" and text[end : end + 1] and text[end] in _NOT_BEFORE[word]:
        return False
    small = numeral.form == "han" and numeral.end - numeral.start == 1 and numeral.value < 10
    if small and word == "块":  # 最大的一块 is a part
        return False
    if not (small and currency.bare == "元" and text[end - 1] in "元块"):
        return True
    return not text[end : end + 1] > "\u4dff" or text[end] in "的，。、；/每起"


def _stands(text: str, numeral: Numeral, word: str, end: int) -> bool:
    """Whether a Han numeral really counts with that unit: 三家 does; 一家, 二次, 四周 as `around` and 三分 do not."""
    if numeral.form != "han":
        return True
    single = numeral.end - numeral.start == 1
    unit = units.CHINESE[word]
    if unit.kind == "count":
        return (word in units.STRICT_HAN or not single) and not (single and text[numeral.start] in "一二")
    if unit.kind == "quantity":
        return not single or len(word) > 1 or word in "吨米克升桶亩斤"
    if single and word == "周" and numeral.value == 4:
        return text[end : end + 1] in tuple("后内前以的高新来，。") or text[max(0, numeral.start - 1) : numeral.start] in tuple("去续来近约期达过")
    return not (single and word == "年" and text[end : end + 1] == "度")


def _times(text: str, numeral: Numeral) -> tuple[Decimal, bool]:
    """增长两倍 is ×3, 增至两倍 and 是…的两倍 are ×2; 高两倍 and 翻了三倍 are said both ways."""
    ahead = text[max(0, numeral.start - 12) : numeral.start]
    if re.search(
        r"(?:增长|增加|提高|上升|上涨|增|涨|扩大|提升|攀升|飙升|暴涨|激增|大增)(?:了|出|逾|超过|超|接近|近|约|将近|至少|大约|高达|多达){0,3} ?$", ahead
    ):
        return numeral.value + 1, False
    if re.search(r"(?:高|多|大|快|贵|强|长)(?:了|出|逾|超过|超|近|约){0,2} ?$", ahead) and not re.search(
        r"(?:超过|不|提高|至多|最多|最高|最大|高达) ?$", ahead
    ):
        return numeral.value + 1, True
    return numeral.value, bool(re.search(r"翻了?(?:近|约|超过|逾)? ?$", ahead))


_PENCE = re.compile(r"p(?![A-Za-z0-9+])(?!/?i\b)")
_FRAMES = frozenset(map(Decimal, (144, 240, 360, 480, 576, 720, 1080, 1440, 2160, 4320)))
"""Lines of a picture: 1080p."""
_DEGREES = re.compile(r" ?(?P<d>[CF])(?![A-Za-z0-9+#]|-(?![0-9]))")
_OF_CHARGE = re.compile(r"(?i)batter|charg|\bcells?\b|vitamin|iphone")
_HEAT_HAN = re.compile(r"(?:(?P<f>华氏)|摄氏|气温|温度|高温|低温|零下|升温|变暖|水温|体温)[^，。；;]{0,12}$")
_TENTH = re.compile(r"块([1-9])(?![0-9.]|[\u4e00-\u9fff]{0,2}[万亿个台件])")
"""17块8 is 17.8."""
_POWER_HAN = re.compile("度电|用电|电耗|耗电|电量|发电|电费|电价")
_SIGNED_MONEY = re.compile(r"[$€]")
_CENTS = re.compile(r"¢|c(?![A-Za-z0-9'’])")


def _small_coin(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    """618p and 14.2p are pence; 5c are cents of the currency that the text names, 35¢ of a dollar."""
    if numeral.form != "digits" or numeral.scale != 1:
        return None
    if (pence := _PENCE.match(scan.text, at)) and not (numeral.value in _FRAMES and "£" not in scan.text):
        return Measured(numeral, "money", numeral.value / 100, numeral.start, pence.end(), "GBP", Decimal("0.01"))
    cents = _CENTS.match(scan.text, at)
    if not cents or (cents[0] == "c" and not scan.says(_SIGNED_MONEY)):
        return None
    others = scan.money.mentioned & currencies.DOLLARS
    code = next(iter(others)) if len(others) == 1 else "USD"
    return Measured(numeral, "money", numeral.value / 100, numeral.start, cents.end(), code, Decimal("0.01"), ambiguous=True)


def _degrees(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    """43.6C and 101F are temperatures; a battery charges at 5C, and 4C is a model."""
    found = _DEGREES.match(scan.text, at)
    if not found or numeral.form != "digits" or numeral.scale != 1 or abs(numeral.value) > 2000:
        return None
    if (numeral.value == int(numeral.value) and abs(numeral.value) < 10) or scan.says(_OF_CHARGE):
        return None
    return Measured(numeral, "quantity", numeral.value, numeral.start, found.end(), f"°{found['d']}")


def _english(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    text = scan.text
    if known := _small_coin(scan, numeral, at) or _degrees(scan, numeral, at):
        return known
    tokens = _TOKENS.match(text, at)
    if not tokens or not tokens[1]:
        return None
    if age := _AGE.match(text, at):
        return Measured(numeral, "duration", numeral.value, numeral.start, age.end(), "year")
    symbol = units.SYMBOLS.get(tokens[1])
    if symbol and numeral.form == "digits" and (text[at] != "-" or len(tokens[1]) > 1) and not (text[at] == " " and tokens[1] in ("g", "s", "t", "pc")):
        return Measured(numeral, symbol.kind, numeral.value * symbol.factor, numeral.start, tokens.end(1), symbol.name)
    for last in (3, 2, 1):
        if tokens[last]:
            words = re.sub(r"[ \n-]+", " ", text[tokens.start(1) : tokens.end(last)])
            found = _english_words(scan, numeral, words, tokens.end(last))
            if not found and words.endswith("."):
                found = _english_words(scan, numeral, words[:-1], tokens.end(last) - 1)
            if found:
                return found
    return _counted(scan, numeral, at)


def _english_words(scan: Scan, numeral: Numeral, words: str, end: int) -> Measured | None:
    """One to three words as a currency or a unit."""
    lower = words.lower()
    currency = currencies.ENGLISH.get(lower) or (currencies.ENGLISH.get(lower.removesuffix("s")) if lower.endswith("s") else None)
    if currency and (not lower.isalpha() or len(lower) > 3 or words.isupper() or lower in ("yen", "won")):
        if lower == "won" and (numeral.value < 100 or _WON.match(scan.text, end)):
            return None
        if lower in ("sol", "rand", "real", "tether") and not words.isupper() and numeral.value < 1000:
            return None
        code, ambiguous = scan.money.resolve(currency)
        return Measured(numeral, "money", numeral.value * currency.factor, numeral.start, end, code, currency.factor, ambiguous)
    unit = units.ENGLISH.get(lower) or units.ENGLISH.get(lower.replace(" ", "-"))
    if not unit or (numeral.form == "words" and not _word_counts(numeral, unit, words)):
        return None
    if unit.name == "times" and numeral.value != int(numeral.value):
        return Measured(numeral, "multiple", numeral.value, numeral.start, end, "x")
    if unit.name == "times" and (factor := _TIMES_FACTOR.match(scan.text, end)):
        return Measured(
            numeral,
            "multiple",
            numeral.value,
            numeral.start,
            end,
            "x",
            ambiguous=bool(re.search(r"more|higher|larger|greater|bigger|faster|cheaper|better|quicker|longer", factor[0])),
        )
    if unit.name == "times" and _RATIO_AHEAD.search(scan.text[max(0, numeral.start - 90) : numeral.start]):
        return Measured(numeral, "multiple", numeral.value, numeral.start, end, "x")
    if unit.name == "times" and _GREW.search(scan.text[max(0, numeral.start - 28) : numeral.start]):
        return Measured(numeral, "multiple", numeral.value, numeral.start, end, "x", ambiguous=numeral.value == int(numeral.value))
    if unit.name == "foot" and lower == "ft" and numeral.form != "digits":
        return None
    return Measured(numeral, unit.kind, numeral.value * unit.factor, numeral.start, end, unit.name, unit.factor)


def _word_counts(numeral: Numeral, unit: units.Unit, words: str) -> bool:
    """`one person` says no number; `one month` does."""
    return not (unit.kind == "count" and numeral.value == 1) and not (unit.kind == "quantity" and numeral.value == 1) and not words[0].isupper()


def _counted(scan: Scan, numeral: Numeral, at: int) -> Measured | None:
    """A whole number before a plural noun, adjectives between: 40 new branches, 5 million bank customers."""
    if numeral.form == "words" and numeral.value > 1 and _OF_THEM.match(scan.text, at):
        return Measured(numeral, "count", numeral.value, numeral.start, numeral.end)
    found = _SEVERAL.match(scan.text, at)
    if not found or numeral.value != numeral.value.to_integral_value() or (numeral.form == "words" and (numeral.value == 1 or scan.text[at] == "-")):
        return None
    name, end = "", numeral.end
    plural = False
    for word in re.finditer(r"[^ \n]+", found[1]):
        lower = word[0].lower()
        if lower in _STOP:
            break
        unit = units.ENGLISH.get(lower)
        if unit and unit.kind not in ("count", "duration"):
            return None
        if unit and unit.kind == "count" and unit.name != "times":
            name, end, plural = unit.name, found.start(1) + word.end(), True
            break
        if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and (word[0].islower() or lower in units.PERSONAL):
            plural = True
            break
    return Measured(numeral, "count", numeral.value, numeral.start, end, name) if plural else None
