"""Territories, currencies, months and cities in Chinese and English, from CLDR through Babel. The only place that meets Babel.

Loaded at the first look-up: 35 ms and 10 MB. CLDR's long official names get the short forms that newspapers write; cities that
CLDR does not list (its cities are those of time zones) come from the short list below.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

NameKind = Literal["territory", "currency", "month", "city"]

_SHORT = {
    "US": "美国 美 / United States|U.S.|US|U.S|USA|America|American|Americans|Washington",
    "GB": "英国 英 / United Kingdom|UK|U.K.|Britain|British|England",
    "CN": "中国 中 我国 国内 内地 大陆 / China|Chinese|mainland|PRC",
    "HK": "香港 港 / Hong Kong",
    "MO": "澳门 / Macau|Macao",
    "TW": "台湾 / Taiwan|Taiwanese",
    "JP": "日本 日 / Japan|Japanese",
    "KR": "韩国 韩 南韩 / South Korea|Korea|Korean|South Korean",
    "KP": "朝鲜 / North Korea|North Korean",
    "DE": "德国 德 / Germany|German|Germans",
    "FR": "法国 法 / France|French",
    "IT": "意大利 意 / Italy|Italian",
    "ES": "西班牙 / Spain|Spanish",
    "RU": "俄罗斯 俄 / Russia|Russian",
    "UA": "乌克兰 乌 / Ukraine|Ukrainian",
    "IN": "印度 / India|Indian",
    "AE": "阿联酋 / United Arab Emirates|UAE|U.A.E.|Emirati|Emirates",
    "SA": "沙特 沙特阿拉伯 / Saudi Arabia|Saudi",
    "EU": "欧盟 / European Union|EU|E.U.|Brussels",
    "CH": "瑞士 / Switzerland|Swiss",
    "NL": "荷兰 / Netherlands|Dutch",
    "SE": "瑞典 / Sweden|Swedish",
    "AU": "澳大利亚 澳洲 澳 / Australia|Australian",
    "CA": "加拿大 加 / Canada|Canadian",
    "BR": "巴西 / Brazil|Brazilian",
    "TR": "土耳其 / Turkey|Türkiye|Turkish",
    "IL": "以色列 / Israel|Israeli",
    "IR": "伊朗 / Iran|Iranian",
    "VN": "越南 / Vietnam|Vietnamese",
    "SG": "新加坡 / Singapore|Singaporean",
    "MX": "墨西哥 / Mexico|Mexican",
    "PL": "波兰 / Poland|Polish",
    "KZ": "哈萨克斯坦 / Kazakhstan|Kazakh",
    "BA": "波黑 / Bosnia|Bosnian",
    "CD": "刚果（金） 刚果金 / Congo|DRC",
    "CG": "刚果（布） 刚果布 / Congo|Republic of the Congo",
    "PS": "巴勒斯坦 / Palestine|Palestinian|Palestinians|Gaza|West Bank",
    "VA": "梵蒂冈 / Vatican",
    "CZ": "捷克 / Czech Republic|Czechia|Czech",
    "MM": "缅甸 / Myanmar|Burma",
    "CI": "科特迪瓦 象牙海岸 / Ivory Coast",
    "MK": "北马其顿 / North Macedonia|Macedonia",
}
"""Region → Chinese forms / English forms, beside CLDR's own. One-character forms only say that a country is named, never which."""

_CITIES = """北京 Beijing|深圳 Shenzhen|广州 Guangzhou|杭州 Hangzhou|成都 Chengdu|重庆 Chongqing|天津 Tianjin|南京 Nanjing|武汉 Wuhan|西安 Xi'an/Xian
苏州 Suzhou|青岛 Qingdao|大连 Dalian|厦门 Xiamen|合肥 Hefei|长沙 Changsha|郑州 Zhengzhou|无锡 Wuxi|宁波 Ningbo|珠海 Zhuhai
旧金山 San Francisco|华盛顿 Washington|波士顿 Boston|西雅图 Seattle|休斯敦/休斯顿 Houston|达拉斯 Dallas|亚特兰大 Atlanta|迈阿密 Miami
费城 Philadelphia|奥斯汀 Austin|圣何塞 San Jose|圣迭戈 San Diego|拉斯维加斯 Las Vegas|蒙特利尔 Montreal|渥太华 Ottawa|法兰克福 Frankfurt
慕尼黑 Munich|汉堡 Hamburg|科隆 Cologne|日内瓦 Geneva|巴塞尔 Basel|米兰 Milan|都灵 Turin|巴塞罗那 Barcelona|里昂 Lyon|马赛 Marseille
鹿特丹 Rotterdam|海牙 The Hague/Hague|安特卫普 Antwerp|曼彻斯特 Manchester|爱丁堡 Edinburgh|剑桥 Cambridge|牛津 Oxford|格拉斯哥 Glasgow
哥德堡 Gothenburg|圣彼得堡 St Petersburg|孟买 Mumbai|新德里 New Delhi/Delhi|班加罗尔 Bangalore/Bengaluru|海得拉巴 Hyderabad|金奈 Chennai
吉达 Jeddah|麦加 Mecca|阿布扎比 Abu Dhabi|特拉维夫 Tel Aviv|安卡拉 Ankara|大阪 Osaka|名古屋 Nagoya|横滨 Yokohama|京都 Kyoto|福冈 Fukuoka
釜山 Busan|河内 Hanoi|胡志明市 Ho Chi Minh City|柔佛 Johor|槟城 Penang|清迈 Chiang Mai|泗水 Surabaya|拉各斯 Lagos|阿布贾 Abuja
开普敦 Cape Town|内罗毕 Nairobi|里约热内卢 Rio de Janeiro|巴西利亚 Brasilia|圣保罗 São Paulo/Sao Paulo|利雅得 Riyadh|多哈 Doha|华沙 Warsaw
硅谷 Silicon Valley|华尔街 Wall Street|墨西哥城 Mexico City|科威特城 Kuwait City|伦敦金融城 City of London|瓜达拉哈拉 Guadalajara
蒙特雷 Monterrey|德累斯顿 Dresden|萨克森 Saxony|巴伐利亚 Bavaria|得克萨斯/德州/得州 Texas|加利福尼亚/加州 California|佛罗里达 Florida
亚利桑那 Arizona|特拉华 Delaware|怀俄明 Wyoming|安大略 Ontario|魁北克 Quebec|苏格兰 Scotland|威尔士 Wales"""

Key = tuple[NameKind, str]


@lru_cache(maxsize=1)
def table() -> dict[Key, tuple[frozenset[str], frozenset[str]]]:
    """(kind, code) → (Chinese forms, English forms)."""
    from babel import Locale

    zh, en = Locale("zh"), Locale("en")
    forms: dict[Key, tuple[set[str], set[str]]] = {}
    for code, name in en.territories.items():
        if code.isalpha() and len(code) == 2:
            forms["territory", code] = ({zh.territories.get(code, name)}, {name})
    for code, short in _SHORT.items():
        chinese, _, english = short.partition(" / ")
        both = forms.setdefault(("territory", code), (set(), set()))
        both[0].update(chinese.split())
        both[1].update(english.split("|"))
    for code, name in en.currencies.items():
        forms["currency", code] = ({zh.currencies.get(code, name)}, {name, code})
    for number in range(1, 13):
        months = en.months["format"]
        forms["month", f"{number:02}"] = ({f"{number}月", zh.months["format"]["wide"][number]}, {months["wide"][number], months["abbreviated"][number]})
    _add_cities(forms, zh, en)
    return {key: (frozenset(chinese), frozenset(english)) for key, (chinese, english) in forms.items()}


def _add_cities(forms: dict[Key, tuple[set[str], set[str]]], zh: object, en: object) -> None:
    zones_zh, zones_en = getattr(zh, "time_zones"), getattr(en, "time_zones")  # noqa: B009 - Locale's properties are untyped mappings
    for zone, names in zones_zh.items():
        chinese = names.get("city", "")
        english = zones_en.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "/" in zone and not zone.startswith(("Etc/", "Antarctica/")) and _han(chinese):
            forms["city", english] = ({chinese}, {english})
    for line in _CITIES.replace("\n", "|").split("|"):
        chinese, _, english = line.partition(" ")
        first = english.split("/")[0]
        both = forms.setdefault(("city", first), (set(), set()))
        both[0].update(chinese.split("/"))
        both[1].update(english.split("/"))


def _han(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


@lru_cache(maxsize=1)
def by_form() -> dict[str, tuple[Key, ...]]:
    """Form (English in lower case) → what it may name. Forms of one Chinese character are left out: they are parts of other words."""
    found: dict[str, list[Key]] = {}
    for key, (chinese, english) in table().items():
        for form in (*(form for form in chinese if len(form) > 1), *(form.lower() for form in english)):
            found.setdefault(form, []).append(key)
    return {form: tuple(keys) for form, keys in found.items()}


@lru_cache(maxsize=1)
def longest_form() -> int:
    """Characters of the longest Chinese form."""
    return max(len(form) for form in by_form() if _han(form))
