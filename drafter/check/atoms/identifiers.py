# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501
"""Figures that name: URLs, e-mail, phone numbers, standards, models, versions, clock times. Each must occur as it is.

`leftovers` is the end of every reading: letters and digits that nothing understood are an identifier, digits alone are unparsed.
"""

from __future__ import annotations

import re

from drafter.check.atoms.numerals import han_value
from drafter.check.atoms.scan import Scan

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'「」《》（）\u3000-\u303f\uff01-\uff65\u4e00-\u9fff]{1,2000}", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_TRAILING = ".,;:!?)]}'，。；：！？）】"
_PHONE = re.compile(
    r"(?<![0-9A-Za-z$€£¥.,])(?:\+[0-9]{1,3}[ -]?(?:\([0-9]{1,4}\)[ -]?)?[0-9]{2,4}(?:[ -]?[0-9]{2,4}){1,4}|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}"
    r"|(?:400|800|888|1-800|1-888)-[0-9]{3,4}-[0-9]{3,4}|[0-9]{3}-[0-9]{3}-[0-9]{4}|0[0-9]{2,3}-[0-9]{7,8}|0[0-9]{2,3}-[0-9]{3,4}[ -][0-9]{4}|(?<=热线)[0-9]{5}|(?<=热线：)[0-9]{5}|1[3-9][0-9]{9})(?![0-9A-Za-z]|[.,][0-9]| ?[%万亿])"
)
_CLOCK_ROUND = re.compile(
    r"(?<![0-9./])(?:24 ?/ ?7(?: ?/ ?365)?|(?:7 ?[x×*X] ?24|24 ?[x×*X] ?7)(?: ?[x×*X] ?365)?(?:小时)?)(?![0-9/])|全天候|(?:每周)?7天(?:，|、|\s)?(?:每天)?24小时(?!内)|(?i:a?round[ -]the[ -]clock)"
)
_VERSION = re.compile(
    r"(?<![A-Za-z0-9.,])[vV]?(?P<v>[0-9]{1,5}(?:\.[0-9]{1,6}){2,5}(?:-?(?:rc|alpha|beta|dev|post|b|a|p)\.?[0-9]{0,3})?)(?![0-9A-Za-z]|\.[0-9])|(?<![A-Za-z0-9.])[vV](?P<w>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?![0-9A-Za-z])"
)
_PRODUCT = re.compile(
    r"(?<![A-Za-z])(?:Kubernetes|Python|Java|Go|Rust|PHP|Node(?:\.js)?|Ubuntu|Debian|Fedora|Linux|Docker|Postgre(?:s|SQL)|MySQL|Redis|Android|iOS|macOS|Windows|Chrome|Firefox"
    r"|Safari|Istio|Envoy|Helm|Llama|Claude(?: [A-Z][a-z]+)?|Gemini|GPT|Qwen|DeepSeek|Grok|Mistral|Web|Industry|TLS|OAuth|HTTP/?|USB|Wi-Fi|PCI DSS|Bluetooth|OpenSSL|Django|TypeScript|Spring Boot|version|Version|release|Release|版本|版)"
    r"[ -]?v?(?P<v>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?![0-9A-Za-z%]|\.[0-9]|,[0-9]| ?(?:million|billion|percent|bn|%|[万亿个名家位倍月日年号]))"
)
_VERSION_BEHIND = re.compile(r"(?<![0-9.A-Za-z])(?P<v>[0-9]{1,4}\.[0-9]{1,4})\s?版(?!本?权|面)")
_STANDARD = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{2,4}/[A-Z]{1,2} ?[0-9]{3,6}(?:\.[0-9]{1,2})?(?:[-—–][0-9]{4})?|[A-Z]{1,4}\.[0-9]{4,6})(?![0-9A-Za-z])")
"""GB/T 35273—2020, AT.40987."""
_GMT = re.compile(r"(?<![0-9.,$€£¥])(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?= (?:GMT|UTC|BST|CET|EST|ET|hours|hrs)\b)")
_CAPITAL = re.compile(
    r"(?<=[a-z,;:] )(?P<w>(?!Rs|No|Nos|January|February|March|April|May|June|July|August|September|October|November|December|About|Around|Nearly|Over|Some|Only|Just|Under|Fiscal|Year"
    r"|Day|Eve|Rmb|Dhs|Dh|Baht|Yuan|Won|Yen|Euro|Sept?|Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec|Rp)[A-Z][a-z]{2,15}) (?P<n>[0-9]{1,4})(?![0-9A-Za-z%]|[.,:][0-9]|[-–][0-9]| ?(?:%|percent|million|billion|trillion|thousand|[a-z]{3,}s\b|of\b|to\b|from\b|and [0-9]|or [0-9]|people|per|a\b|bps|bn|[万亿年月日]))"
)
"""Channel 9, Recommendation 16, Building 7: a capital in a sentence's middle and a bare number behind it."""
_NAMED = re.compile(
    r"(?<![A-Za-z0-9])(?:ISO(?:/IEC)?|IEC|IEEE|RFC|IFRS|IAS|ERC|EIP|BIP|SOC|PEP|KB|FIPS|NIST SP|ASC|SFAS|PSD|CET|SWIFT MT|MT|GPT|FTSE|DAX|CAC|CSI|TOPIX|KOSPI|STOXX|SPX"
    r"|Tier|Level|Layer|Phase|Type|Scope|Series|Chapter|Section|Article|Rule|Title|Schedule|Zone|Gen|Flight|Highway|Terminal|Gate|Regulation|Web|Boeing|Airbus|iPhone|iPad"
    r"|Galaxy|Xbox|PlayStation|Pixel|Model|Stage|AirPods|Fortune|Russell|Nasdaq|S&P|Nikkei|Stoxx|Euronext|Dow|Group of|Artemis|Apollo|Falcon|Project|Agenda)"
    r"(?: Global| Composite| Europe)?[ \n-]?(?P<n>[0-9]{1,6}(?![0-9]|,[0-9]|\.[0-9]| ?(?:%|percent|million|billion|万|亿))(?:[-:/][0-9A-Za-z]{1,8})*[A-Za-z]?)(?![A-Za-z0-9])"
)
_RATING = re.compile(
    r"(?<![A-Za-z0-9+/-])(?<!Series )(?<!grade )(?:A{1,3}|B{1,3}|C{1,3})[+-]?(?<!(?<![A-C])[A-C])(?![A-Za-z0-9+-]|[轮股级]?轮)|(?<![A-Za-z0-9])(?:Aaa|Aa[123]|Baa[123]|Ba[123]|Caa[123])(?![A-Za-z0-9])"
)
_OF_RATING = re.compile(
    r"(?i)\b(?:rating|rated|ratings|downgrad|upgrad|fitch|moody|s&p|scope|notch|junk|investment grade)|评级|穆迪|惠誉|标普|信用等级|主体信用|债项"
)
_SUM = re.compile(r"(?<![0-9A-Za-z.+])[0-9]{1,2}(?:\+[0-9]{1,2}){1,2}(?![0-9.%+]| ?[万亿])")
_HOURS = re.compile(r"(?<![0-9A-Za-z.,])(?:996|007|955|965|715|8116)(?![0-9A-Za-z%]|[.,][0-9]| ?[万亿元家名人个辆件台])")
_OF_WORK = re.compile("加班|工作制|打工|福报|内卷|工时|调侃|工作强度|作息|(?i:overtime|work culture|working hours|work schedule)")
_CVE = re.compile(r"(?<![A-Za-z0-9])(?:CVE|GHSA|CWE|MS|RHSA|DSA|USN)-[0-9A-Za-z]{2,4}(?:-[0-9A-Za-z]{1,7}){1,3}(?![A-Za-z0-9])", re.IGNORECASE)
_MODEL = re.compile(r"(?<![A-Za-z0-9$])(?P<w>[A-Za-z][A-Za-z&]{0,15})(?P<gap>-?)(?P<n>[0-9][A-Za-z0-9]{0,15}(?:[.-][0-9A-Za-z]{1,8}){0,3})(?![A-Za-z0-9])")
_NOT_MODEL = re.compile(
    r"(?:FY|Q|H|CY|US|USD|EUR|GBP|RMB|Rmb|rmb|CNY|HKD|JPY|SGD|AUD|CAD|NZD|CHF|INR|AED|SAR|KRW|HK|NT|Rs|Rp|RM|Dh|Dhs|SR|K?Sh|Kshs?|[UT]Sh|S?Fr|Sfr|[SND]Kr|Tk|GH|KES|UGX|TZS|BDT|LKR|UAH|MOP|CLP|ARS|R|C|A|S|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
    r"|mid|low|Low|high|High|upper|Upper|pre|post|late|early|non|over|under|sub|ex|top|up|to|Top|Mid|Pre|Post|Late|Early|and|or|of|in|the|from|by|at|on|for|no|No|x|X|v|V|about|under|USDC|USDT|BTC|ETH|per|end|than|plus|a|an)"
)
_DIGITS_FIRST = re.compile(
    r"(?<![A-Za-z0-9.,$€£¥-])(?:[2-6]G(?:-[A-Z][a-z]?)?|[0-9]{1,2}D|2FA|[0-9]{1,2}-[KQk]|10b5-1|[TD]\+[0-3]|401\(k\)|529 plan|[48]K(?= ?(?:video|TV|display|screen|resolution|电视|视频|显示|高清|超高清|分辨率|屏|画质)))(?![A-Za-z0-9])"
)
_INDEX_HAN = re.compile(
    r"标普500|标准普尔500|财富(?:世界|全球)?500强|世界500强|(?:《财富》)?500强|沪深300|中证[0-9]{3,4}|科创50|上证50|纳斯达克100|纳指100|日经225|富时100|罗素[0-9]{4}|斯托克600|七国集团|二十国集团|G[0-9]{1,2}集团"
)
_ALIASES = {
    "标普500": "s&p500",
    "标准普尔500": "s&p500",
    "财富500强": "fortune500",
    "财富世界500强": "fortune500",
    "财富全球500强": "fortune500",
    "世界500强": "fortune500",
    "500强": "fortune500",
    "《财富》500强": "fortune500",
    "fortuneglobal500": "fortune500",
    "沪深300": "csi300",
    "纳斯达克100": "nasdaq100",
    "纳指100": "nasdaq100",
    "日经225": "nikkei225",
    "富时100": "ftse100",
    "斯托克600": "stoxx600",
    "stoxxeurope600": "stoxx600",
    "七国集团": "g7",
    "二十国集团": "g20",
    "groupof20": "g20",
    "groupof7": "g7",
}
_RATIO = re.compile(
    r"(?<![0-9A-Za-z.,:])(?P<a>[0-9]{1,4}(?:\.[0-9]{1,3})?)(?: ?: ?|-to-|(?:票)?比)(?P<b>[0-9]{1,4}(?:\.[0-9]{1,3})?)(?:票)?(?![0-9A-Za-z:]|\.[0-9])"
)
_TIME = re.compile(
    r"(?<![0-9A-Za-z:.])(?:(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|晚|早)\s?)?(?:(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?::[0-5][0-9])?|(?P<hd>1[0-2]|0?[1-9])\.(?P<md>[0-5][0-9])(?= ?[aApP]\.?[mM]\b)|(?P<hh>[01]?[0-9]|2[0-4])时(?:(?P<mm>[0-5]?[0-9])分|(?![间候期代时刻段速常差]))"
    r"|(?P<hp>[01]?[0-9]|2[0-4]|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])[点时](?:(?P<mp>[0-5]?[0-9]|[零〇]?[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)分(?![之钟])|(?P<half>半)|(?P<quarter>[一三])刻|整|钟|(?![0-9一二三四五六七八九点位数的出击多]))"
    r"|(?P<he>1[0-2]|0?[1-9])(?= ?[aApP]\.?[mM]))(?:\s?(?P<ap>[aApP])\.?[mM]\b\.?)?(?![0-9])"
)
_NOON = re.compile(
    r"(?<![A-Za-z])(?:at|by|before|until|till|from|after|since|around|to|of|past|about|between|and) (?:about )?(?P<t>(?:12 )?(?:noon|midday|midnight))\b(?! (?:feast|blue|sun|mass|oil|train))",
    re.IGNORECASE,
)
_NOON_HAN = re.compile("(?P<t>中午|正午|午夜)(?=之?前|以前|起)")
_UNTIL = re.compile(r"(?:至|到|-|–|—|~) ?$")
_LEFT = re.compile(r"[0-9]+(?:[.,:/'_-]?[0-9A-Za-z]+)*")
_BARE = re.compile(r"[^0-9a-z&.:/]+")
_MAX_RUN = 200


def read(scan: Scan) -> None:
    """URLs and e-mail first: digits inside of them are theirs."""
    _links(scan)
    for found in _CLOCK_ROUND.finditer(scan.text):
        _add(scan, found, "24/7")
    if any(mark in scan.text for mark in "+-(1"):
        for found in _PHONE.finditer(scan.text):
            if scan.free(*found.span()):
                scan.add("phone", *found.span(), key=re.sub(r"[^0-9]", "", found[0]))
    for found in _INDEX_HAN.finditer(scan.text):
        _add(scan, found, bare(found[0]))
    _named(scan)


def _named(scan: Scan) -> None:
    for pattern in (_CVE, _STANDARD, _NAMED, _PRODUCT, _VERSION, _VERSION_BEHIND, _DIGITS_FIRST):
        for found in pattern.finditer(scan.text):
            groups = found.groupdict()
            version = groups.get("v") or groups.get("w")
            _add(scan, found, _versioned(found[0], version) if version and "." in version else bare(found[0]))
    _ratings(scan)
    for found in _MODEL.finditer(scan.text):
        if _names(found):
            _add(scan, found, bare(found[0]))
    for found in () if scan.chinese else _CAPITAL.finditer(scan.text):
        _add(scan, found, bare(found[0]))


def _ratings(scan: Scan) -> None:
    """BBB- anywhere, BB and A+ where the text speaks of ratings; sums that name (2+26) and codes of hours at work (996)."""
    rated = _OF_RATING.search(scan.text) is not None
    for found in _RATING.finditer(scan.text):
        if scan.free(*found.span()) and (rated or (len(found[0]) > 2 and found[0][-1] in "+-")):
            scan.add("identifier", *found.span(), key=found[0].lower())
    for found in _SUM.finditer(scan.text):
        if scan.free(*found.span()):
            scan.add("unparsed", *found.span(), key=found[0])
    for found in _HOURS.finditer(scan.text) if _OF_WORK.search(scan.text) else ():
        _add(scan, found, found[0])


def _versioned(words: str, version: str) -> str:
    """gpt5.2 for GPT-5.2, kubernetes1.35 for Kubernetes v1.35, and 1.34 where no product is named."""
    product = bare(words.partition(version)[0])
    return ("" if product in ("v", "version", "release", "版本", "版") else product.removesuffix("v")) + version


def clock(scan: Scan) -> None:
    """Times of day, after dates; and ratios (3:1, 3比1), which look like them."""
    for found in _TIME.finditer(scan.text):
        hour = found["h"] or found["hd"] or found["hh"] or found["hp"] or found["he"]
        if not hour or not scan.free(*found.span()) or not (_is_time(scan.text, found) or _goes_on(scan, found)):
            continue
        scan.add("time", *found.span(), key=_later(scan, found, _time(found, hour)))
    _noon(scan)
    for found in _GMT.finditer(scan.text):
        if scan.free(*found.span()):
            scan.add("time", *found.span(), key=f"{found['h']}:{found['m']}")
    for found in _RATIO.finditer(scan.text):
        if scan.free(*found.span()):
            scan.add("unparsed", *found.span(), key=f"{found['a']}:{found['b']}")


def leftovers(scan: Scan) -> None:
    """Digits that are left: glued to letters they name something, alone they are unparsed."""
    for found in _LEFT.finditer(scan.text):
        start, end = found.span()
        if not scan.free(start, end):
            _pieces(scan, start, end)
            continue
        while start > 0 and end - start < _MAX_RUN and _latin(scan.text[start - 1]) and not scan.taken[start - 1]:
            start -= 1
        _leftover(scan, start, end)


def _pieces(scan: Scan, start: int, end: int) -> None:
    """The untaken digits inside of a run that is partly read."""
    at = start
    while at < end:
        until = at
        while until < end and not scan.taken[until] and scan.text[until] in "0123456789":
            until += 1
        if until > at:
            _leftover(scan, at, until)
        at = until + 1


def _leftover(scan: Scan, start: int, end: int) -> None:
    words = scan.text[start:end]
    named = any(_latin(character) for character in words)
    scan.add("identifier" if named else "unparsed", start, end, key=bare(words) if named else words)


def bare(words: str) -> str:
    """What of a name must be equal: case, spaces and hyphens do not count."""
    joined = re.sub(r"[ \n-]+", "", words.lower())
    return _ALIASES.get(joined, _BARE.sub("", joined) or joined)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _add(scan: Scan, found: re.Match[str], key: str) -> None:
    if scan.free(*found.span()):
        scan.add("identifier", *found.span(), key=key)


def _links(scan: Scan) -> None:
    for found in _URL.finditer(scan.text):
        address = found[0].rstrip(_TRAILING)
        scan.add("url", found.start(), found.start() + len(address), key=address)
    at = scan.text.find("@")
    while at >= 0:
        name = _EMAIL.search(scan.text, max(0, at - 64), at)
        domain = _DOMAIN.match(scan.text, at + 1)
        if name and domain and scan.free(name.start(), domain.end()):
            end = domain.end() - (1 if domain[0].endswith("-") else 0)
            scan.add("email", name.start(), end, key=scan.text[name.start() : end].lower())
        at = scan.text.find("@", at + 1)


def _names(found: re.Match[str]) -> bool:
    """GPT-5, H100, H-1B and COVID-19 name; Q3, FY2025, US500, mid-2026 and Jan26 do not."""
    word = found["w"]
    if _NOT_MODEL.fullmatch(word):
        if found["gap"]:
            return len(word) == 1 and word in "ACHRS"
        return word in ("A", "C", "H", "R", "S") and not (word == "H" and found["n"] in ("1", "2"))
    return any(character.isupper() for character in word) or (not found["gap"] and word.islower())


def _later(scan: Scan, found: re.Match[str], key: str) -> str:
    """下午6点到9点: the second hour is of the same part of the day."""
    if found["part"] or found["ap"] or not _goes_on(scan, found):
        return key
    last = scan.found[-1]
    late = last.key >= "12:59" and int(last.key[:2]) - 12 < int(key[:2]) < 12
    return f"{int(key[:2]) + 12}{key[2:]}" if late and not scan.text[last.start].isdigit() else key


def _noon(scan: Scan) -> None:
    for found in (_NOON_HAN if scan.chinese else _NOON).finditer(scan.text):
        start, end = found.span("t")
        if scan.free(start, end):
            scan.add("time", start, end, key="00:00" if scan.text[start:end].lower().endswith(("midnight", "午夜")) else "12:00")


def _goes_on(scan: Scan, found: re.Match[str]) -> bool:
    """An hour up to which another one runs."""
    last = scan.found[-1] if scan.found else None
    return last is not None and last.kind == "time" and 0 <= found.start() - last.end < 4 and bool(_UNTIL.search(scan.text[last.end : found.start()]))


def _is_time(text: str, found: re.Match[str]) -> bool:
    """14:30 is a time, and so is 3点 with a part of the day or minutes; 三点 alone is `three points`."""
    if found["he"]:
        return bool(found["ap"])
    if not found["hp"] or found["part"] or found["mp"] or found["half"] or found["quarter"]:
        return True
    if found["hp"] in "零〇0":
        return text[found.start() - 1 : found.start()] in tuple("日晚夜") or text[found.end() : found.end() + 1] in tuple("起前后开，。")
    return text[found.end("hp") : found.end("hp") + 2] in ("点整", "点钟", "时整", "时许") or (
        found["hp"].isdigit() and text[found.start() - 1 : found.start()] in ("日", "午", "天", "晚")
    )


def _time(found: re.Match[str], hour: str) -> str:
    value = han_value(hour) or 0
    said = found["m"] or found["md"] or found["mm"] or found["mp"]
    minute = (han_value(said) or 0) if said else 30 if found["half"] else {"一": 15, "三": 45}.get(found["quarter"] or "", 0)
    late = (found["ap"] or "").lower() == "p" or found["part"] in ("下午", "傍晚", "晚上", "晚间", "夜间", "晚")
    if late and value < 12:
        value += 12
    if (found["ap"] or "").lower() == "a" and value == 12:
        value = 0
    return f"{value:02d}:{minute:02d}"
