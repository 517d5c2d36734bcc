# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
"""Words and signs of currencies in English and Chinese → ISO 4217, tokens by their ticker.

An own table: CLDR knows a currency's names, not what news writes (Dh, 美金, RMB, 块, mn of rupees), and `元` is not in it at all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_CHINESE = """
USD 美元 美圆 美金 万美元
CNY 人民币元 元人民币 人民币 元 块钱 块
HKD 港元 港币 港纸 元港币
TWD 新台币元 新台币 台币 元新台币
MOP 澳门元 澳门币
JPY 日元 日圆 日币
EUR 欧元
GBP 英镑 镑
KRW 韩元 韩圆 韩币
SGD 新加坡元 新加坡币 新元 新币 坡币
AUD 澳大利亚元 澳元 澳币
CAD 加拿大元 加元 加币
NZD 新西兰元 纽元 纽币
CHF 瑞士法郎 瑞郎
INR 印度卢比 卢比
PKR 巴基斯坦卢比
RUB 俄罗斯卢布 卢布
AED 阿联酋迪拉姆 迪拉姆
SAR 沙特里亚尔 里亚尔
QAR 卡塔尔里亚尔
KWD 科威特第纳尔
THB 泰铢
MYR 马来西亚林吉特 林吉特 令吉
IDR 印尼盾 印尼卢比
VND 越南盾
PHP 菲律宾比索
MXN 墨西哥比索
BRL 巴西雷亚尔 雷亚尔
TRY 土耳其里拉 里拉
ZAR 南非兰特 兰特
NGN 奈拉
EGP 埃及镑
ILS 新谢克尔 谢克尔
SEK 瑞典克朗
NOK 挪威克朗
DKK 丹麦克朗
PLN 兹罗提
HUF 福林
CZK 捷克克朗
KZT 坚戈
KES 肯尼亚先令
UAH 格里夫纳
COP 哥伦比亚比索
CLP 智利比索
ARS 阿根廷比索
GHS 塞地 加纳塞地
BDT 塔卡 孟加拉塔卡
LKR 斯里兰卡卢比
MMK 缅元 缅币
KHR 瑞尔
LAK 基普
MNT 图格里克
IQD 伊拉克第纳尔
IRR 伊朗里亚尔
ISK 冰岛克朗
BTC 枚比特币 个比特币 比特币
ETH 枚以太坊 枚以太币 个以太坊 以太币
USDT 枚泰达币 泰达币
"""
_ENGLISH = """
USD us dollar|u.s. dollar|american dollar|usd|us$
CNY yuan|renminbi|rmb|cny|chinese yuan|yuan renminbi
HKD hong kong dollar|hkd
TWD new taiwan dollar|taiwan dollar|taiwanese dollar|twd|ntd
JPY yen|japanese yen|jpy
EUR euro|eur
GBP pound|pound sterling|pounds sterling|british pound|sterling|gbp|quid
KRW won|korean won|south korean won|krw
SGD singapore dollar|sgd
AUD australian dollar|aud
CAD canadian dollar|cad
NZD new zealand dollar|nzd
CHF swiss franc|chf
INR rupee|indian rupee|inr
PKR pakistani rupee|pakistan rupee|pkr
RUB ruble|rouble|russian ruble|rub
AED dirham|uae dirham|emirati dirham|aed
SAR saudi riyal|riyal|sar
QAR qatari riyal|qar
KWD kuwaiti dinar|kwd
THB baht|thai baht|thb
MYR ringgit|malaysian ringgit|myr
IDR rupiah|indonesian rupiah|idr
VND vietnamese dong|vnd
PHP philippine peso|php
MXN mexican peso|mxn
BRL brazilian real|reai|brazilian reai|brl
TRY turkish lira|lira|try
ZAR south african rand|rand|zar
NGN naira|ngn
EGP egyptian pound|egp
ILS shekel|new shekel|ils
SEK swedish krona|swedish kronor|krona|kronor|sek
NOK norwegian krone|norwegian kroner|nok
DKK danish krone|danish kroner|dkk
PLN zloty|zlotys|pln
HUF forint|huf
CZK czech koruna|koruna|czk
KZT tenge|kzt
KES kenyan shilling|kes
UGX ugandan shilling|ugx
TZS tanzanian shilling|tzs
UAH hryvnia|uah
COP colombian peso|cop
CLP chilean peso|clp
ARS argentine peso|ars
GHS cedi|ghanaian cedi|ghs
BDT taka|bdt
LKR sri lankan rupee|lkr
MMK kyat|mmk
KHR riel
MNT tugrik|togrog
IQD iraqi dinar|iqd
IRR iranian rial|irr
ISK icelandic krona|isk
ETB birr|ethiopian birr
MAD moroccan dirham
MOP pataca|macau pataca|mop
BTC bitcoin|btc
ETH ether|eth|ethereum
USDT usdt|tether
USDC usdc
SOL sol
XRP xrp
"""
_SIGNS = """
USD US$ U.S.$ USD US-$ 美元
HKD HK$ HKD 港元 港币
TWD NT$ T$ TWD NTD 新台币 台币 新台币$
SGD S$ SG$ SGD 新加坡元
AUD A$ AU$ AUD 澳元
CAD C$ CA$ CAD 加元
NZD NZ$ NZD
MXN MX$ MXN
BRL R$ BRL
EUR € EUR 欧元
GBP £ GBP 英镑
CNY RMB Rmb rmb CNY CN¥ RMB¥ CNH 人民币
JPY JP¥ JPY 日元
INR ₹ INR Rs Rs.
KRW ₩ KRW
RUB ₽ RUB
TRY ₺
NGN ₦ NGN
ILS ₪ ILS
VND ₫ VND
PHP ₱ PHP
THB ฿ THB
BTC ₿ BTC
CHF CHF SFr SFr. Sfr Fr. SwFr
KES KSh KSh. KES Sh Ksh Kshs
UGX USh UGX
TZS TSh TZS
GHS GH₵ GH¢ GHS
BDT Tk BDT ৳
LKR LKR SLRs
PKR PKR PKRs PRs
KZT ₸ KZT
UAH ₴ UAH
AZN ₼
KHR ៛
LAK ₭
PYG ₲
CRC ₡
COP COL$
CLP CLP CLP$
ARS ARS ARS$ AR$
PEN S/ S/.
EGP EGP E£
THB THB ฿
MOP MOP MOP$ 澳门元
CZK CZK Kč
HUF HUF
ISK ISK
KWD KWD
OMR OMR
BHD BHD
ETB ETB
ZMW ZMW
AED AED Dh Dhs
SAR SAR SR
QAR QAR
IDR IDR Rp
MYR MYR RM
ZAR ZAR
SEK SEK SKr Skr
NOK NOK NKr Nkr
DKK DKK DKr Dkr
PLN PLN
USDT USDT
USDC USDC
"""
DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP"})
_CENT = Decimal("0.01")
_BARE = {"$": "USD", "¥": "CNY"}


class Currency(NamedTuple):
    """`code` with what one of the words is worth in it (a cent: 0.01); `bare` is a sign or word of several currencies."""

    code: str
    factor: Decimal = Decimal(1)
    bare: str = ""


def _table(lines: str, separator: str | None) -> dict[str, Currency]:
    table: dict[str, Currency] = {}
    for line in lines.strip().splitlines():
        code, words = line.split(" ", 1)
        for word in words.split(separator):
            table[word] = Currency(code)
    return table


CHINESE = _table(_CHINESE, None) | {
    "元": Currency("CNY", bare="元"),
    "块": Currency("CNY", bare="元"),
    "块钱": Currency("CNY", bare="元"),
    "美分": Currency("USD", _CENT),
    "欧分": Currency("EUR", _CENT),
    "便士": Currency("GBP", _CENT),
    "港仙": Currency("HKD", _CENT),
    "澳分": Currency("AUD", _CENT),
    "新加坡分": Currency("SGD", _CENT),
    "美仙": Currency("USD", _CENT),
    "戈比": Currency("RUB", _CENT),
    "分钱": Currency("CNY", _CENT, bare="元"),
    "毛钱": Currency("CNY", 10 * _CENT, bare="元"),
    "圆": Currency("CNY", bare="元"),
    **{word: Currency("XXX", bare="coin") for word in ("克朗", "比索", "先令", "第纳尔")},
    "法郎": Currency("CHF", bare="coin"),
}
_CENTS_OF = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "euro": "EUR",
    "australian": "AUD",
    "canadian": "CAD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "nz": "NZD",
}
ENGLISH = (
    _table(_ENGLISH, "|")
    | {"dollar": Currency("USD", bare="$"), "cent": Currency("USD", _CENT, bare="cent"), "pence": Currency("GBP", _CENT)}
    | {f"{whose} cent": Currency(code, _CENT) for whose, code in _CENTS_OF.items()}
    | {"franc": Currency("CHF", bare="coin")}
    | {"eurocent": Currency("EUR", _CENT), "paise": Currency("INR", _CENT), "kopeck": Currency("RUB", _CENT)}
)
SIGNS = _table(_SIGNS, None) | {
    "US $": Currency("USD"),
    "U.S. $": Currency("USD"),
    "HK $": Currency("HKD"),
    "hk $": Currency("HKD"),
    "NT $": Currency("TWD"),
    "$": Currency("USD", bare="$"),
    "¥": Currency("CNY", bare="¥"),
    "dollars": Currency("USD", bare="$"),
}
_LONGEST_SIGN = max(map(len, SIGNS))

_MENTIONS = {
    "USD": re.compile(r"US ?\$|U\.S\. ?\$|USD|\b(?:US|U\.S\.|American) dollars?|美元|美金"),
    "HKD": re.compile(r"HK ?\$|HKD|Hong Kong dollar|港元|港币"),
    "TWD": re.compile(r"NT ?\$|(?<![A-Za-z])T\$|NTD|TWD|Taiwan dollar|新台币|台币"),
    "SGD": re.compile(r"(?<![A-Z])S\$|SGD|Singapore dollar|新加坡元|新元"),
    "AUD": re.compile(r"(?<![A-Z])AU?\$|AUD|Australian dollar|澳元|澳币"),
    "CAD": re.compile(r"(?<![A-Z])CA?\$|\bCAD\b|Canadian dollar|加元|加币"),
    "NZD": re.compile(r"NZ ?\$|NZD|New Zealand dollar|纽元"),
    "CNY": re.compile(r"RMB|CNY|CNH|yuan|renminbi|Chin(?:a|ese)|Beijing|Shanghai|Shenzhen|人民币"),
    "JPY": re.compile(r"JPY|\byen\b|Japan|Tokyo|Osaka|SoftBank|Nikkei|日元|日圆|日本|东京"),
}


class Money(NamedTuple):
    """What the text itself says about its bare signs."""

    mentioned: frozenset[str]
    chinese: bool

    def resolve(self, currency: Currency) -> tuple[str, bool]:
        """ISO code and whether another reading is left open."""
        if currency.bare == "¥":
            return self._yen_or_yuan()
        if currency.bare == "$":
            return currency.code, bool(self.mentioned & DOLLARS - {"USD"})
        if currency.bare in ("cent", "coin"):  # of dollars, euros or rand: whose, another sentence says
            return currency.code, True
        if currency.bare == "元":
            others = self.mentioned & {"HKD", "TWD", "SGD", "USD"}
            return currency.code, bool(others & {"HKD", "TWD"}) and "CNY" not in self.mentioned
        return currency.code, False

    def _yen_or_yuan(self) -> tuple[str, bool]:
        yen, yuan = "JPY" in self.mentioned, "CNY" in self.mentioned or self.chinese
        if yen != yuan:
            return ("JPY" if yen else "CNY"), False
        return ("CNY" if self.chinese else "JPY"), True


def context(text: str, chinese: bool) -> Money:
    """Which currencies the text names without doubt."""
    return Money(frozenset(code for code, words in _MENTIONS.items() if words.search(text)), chinese)


def before(text: str, at: int) -> tuple[Currency, int] | None:
    """The currency that ends right before `at`, and where it starts: `US$`, `RMB `, `人民币`."""
    end = at
    while end > 0 and at - end < 3 and text[end - 1] in " \n":
        end -= 1
    for length in range(min(_LONGEST_SIGN, end), 0, -1):
        start = end - length
        found = SIGNS.get(text[start:end])
        if found and not (text[start].isascii() and text[start].isalpha() and start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()):
            return found, start
    return None
