# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501
"""Words and names that only look like numbers: 一成不变, 二次元, 双11, 7-Eleven, two cents. Their characters are taken, nothing is made of them."""

from __future__ import annotations

import re

from drafter.check.atoms.scan import Scan

_CHINESE = """
一成不变 一分为二 一天到晚 一年一度 一年到头 一年四季 三天两头 二次元 八股文 一股脑 三轮车 四轮驱动 两轮车 两轮电动 三轮摩托 三位一体 五位一体 四位一体 三只松鼠 三只羊
六个核桃 两个凡是 三个代表 四个全面 四个自信 四个意识 两个维护 两位数 三位数 四位数 个位数 双位数 一次性 二次开发 二次创业 二次上市 二次利用 二手 一手 三手 一二三产业 三三两两
二维码 一卡通 一码通 八达通 八卦 万事达 万事通 四方精创 三六零 三一重工 三井住友 三菱日联 三人成虎 二人转 四人帮 七匹狼 五粮液 五角大楼 六神 九牧王 十月怀胎 十月革命 五四运动
七上八下 乱七八糟 五花八门 四面八方 三番五次 三言两语 接二连三 一清二楚 独一无二 一五一十 三心二意 四分五裂 五湖四海 七嘴八舌 九牛一毛 十全十美 十有八九 十拿九稳 一波三折 半斤八两
朝三暮四 丢三落四 举一反三 不三不四 颠三倒四 低三下四 三长两短 一石二鸟 一举两得 一刀两断 两全其美 三思而行 一日千里 一落千丈 千篇一律 千家万户 千变万化 千军万马 千丝万缕 万无一失
十字路口 十万火急 十万个为什么 八字没一撇 一千零一夜 三国演义 三体 一周刊 三周半 双十一 双十二 双十国庆 六一八 五一假期 五一劳动节 十一黄金周 十一假期 十一长假 五一小长假
九一八 七七事变 一二九 八一建军 一口价 三点式 三点水 两点论 两点一线 三个和尚 八小时之外 四小时工作制 一天世界 百年老店 十月稻田 零一万物 五百强 三桶油 两桶油 四万亿计划 五月天 四月天 六月雪 七月流火 十月围城 十月妈咪 周六福 星期五餐厅 二百五 三分钟热度 四点半课堂 三百六十行 八分之一决赛 四分之一决赛 二十一世纪经济 二十一世纪资本 21世纪经济 两地一检 三十六计 一万年太久 七十二变 三五成群 十里八乡 百日维新 一百八十度 一周要闻 一周热点 一周回顾 十大新闻 三个臭皮匠 五十步笑百步 八九不离十 一百个放心 二一添作五 一千个读者 一千个哈姆雷特 两家人 黑色星期五 网络星期一 黑色星期一 三家分晋 一家人 三人行 三年级 一年级 二年级 五年级 六年级
36氪 58同城 51信用卡 奇虎360 360数科 360公司 360集团 12306 985高校 211高校 985工程 211工程 双11 双12 双１１ 618大促 618购物节 618电商节 618年中 618期间 315晚会 3·15晚会 3.15晚会
9·11 911事件 00后 05后 10后 60后 70后 80后 85后 90后 95后 7天酒店 7天连锁 21世纪经济报道 21世纪资本 21财经 36Kr 7-11便利店 1药网 1号店 500彩票网 三七互娱 4S店 5A景区 4A景区 A4纸 3·15 5·20 5·12 6·18
"""
_ENGLISH = """
CO2|H2O|7-Eleven|7-eleven|7-ELEVEN|7-11 store|Forever 21|Forever21|21Shares|1Password|23andMe|10x Genomics|a16z|4chan|8chan|7Up|7UP|7-Up|99 Ranch|Studio 54|Area 51|Catch-22|catch-22|
500 Startups|500 Global|1-800-Flowers|24 Hour Fitness|5-hour Energy|Formula 1|20/20 hindsight|50-50|50/50|9/11|9-11 attacks|7/7 bombings|Level 3 Communications|Motel 6|Super 8|Channel 4|BBC 1|Radio 4
Pier 39|Heinz 57|WD-40|V8|R2-D2|Blink-182|Maroon 5|Boys II Men|U2|Route 66|Chanel No. 5|No. 10 Downing|10 Downing Street|Deloitte 360|360-degree|101 course|Crypto 101|Blockchain 101|Fifty-fifty
two cents|Monday.com|TGI Friday|TGI Fridays|Man Friday|Bloody Sunday|Super Bowl Sunday|Palm Sunday|Casual Friday|Freaky Friday|Century 21|Top 40|Hot 100|60 Minutes|48 Hours|Toy Story|20/20|20-20|one in a million|thanks a million|a million miles|million-dollar question|million dollar question|whole nine yards|fifty shades|a thousand words|ten-gallon|Fifth Third|First Third|Third Bank|Fourth of July|Fifth Amendment|First Amendment|Second Amendment|Fourteenth Amendment|20th Century|21st Century|Twentieth Century|doubling down|doubled down|doubles down|double down|doubling-down|back to square one|nine times out of ten|at sixes and sevens|a hundred and ten percent|110 percent effort|seven-year itch|two-bit|forty-niners|four-letter word|a stone's throw|five o'clock shadow|six degrees|three strikes|three-strikes|four horsemen|twelve angry|thirty pieces|hundred flowers|a dime a dozen|baker's dozen|dirty dozen|six-pack|one-two punch|third degree|fourth wall|nine to five|9-to-5|nine-to-five|cloud nine|on all fours|sixes and sevens|nine lives|three cheers|four corners|two birds|two minds|ten commandments|seven seas|seven wonders|third time lucky|four seasons|two sides of the same coin
two left feet|Black Friday|Cyber Monday|Good Friday|Super Tuesday|Black Monday|Giving Tuesday|Sunday Times|Sunday Telegraph|Saturday Night Live|Financial Times Weekend|six feet under|ten-foot pole|one hundred and one|forty winks|zero day|zero hour|zero-sum|two peas|two wrongs|eleventh hour|second to none|a stitch in time saves nine|ten to one|dressed to the nines|twenty-twenty
"""
_WORDS = sorted({*_CHINESE.split(), *(word for line in _ENGLISH.strip().splitlines() for word in line.split("|"))}, key=len, reverse=True)
_HAN_NAMES = re.compile("|".join(re.escape(word) for word in _WORDS if not word.isascii()))
_LATIN_NAMES = re.compile("(?<![A-Za-z])(?:" + "|".join(re.escape(word) for word in _WORDS if word.isascii()) + ")")
_ENUMERATED = re.compile(r"(?<![^\s。；;：:，,])(?:\([1-9]\)|[1-9]\)|(?<![^\n])[1-9][0-9]?[.、](?=\s?[^0-9\s]))")
"""(1), 2) and the like count the points of a list."""
_NAMES_LATIN = re.compile(
    r"(?<![A-Za-z0-9$€£¥.,])(?:3M|3i)(?![A-Za-z0-9])(?! (?:new|more|people|users|customers|jobs|units|cars|homes|downloads|tonnes|shares))"
)
"""Companies whose names read as a figure with a magnitude."""
_OF_FIGURE = re.compile(r"[0-9][,.]?$")
_OF_AMOUNT = re.compile(r"[0-9$€£¥][,.]?$")
_CASED = re.compile(r"(?<![A-Za-z0-9])(?:Zero|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)(?: & | )[A-Z][a-z]+")


def read(scan: Scan) -> None:
    """Takes what is only a word or a name."""
    if not scan.text.isascii():
        for found in _HAN_NAMES.finditer(scan.text):
            if not (found[0][0].isdigit() and _OF_FIGURE.search(scan.text[max(0, found.start() - 2) : found.start()])):
                scan.take(*found.span())
    for found in _NAMES_LATIN.finditer(scan.text):
        scan.take(*found.span())
    for found in _LATIN_NAMES.finditer(scan.text):
        start, end = found.span()
        if not (scan.text[end : end + 1].isascii() and scan.text[end : end + 1].isalnum()) and not _OF_AMOUNT.search(scan.text[max(0, start - 2) : start]):
            scan.take(start, end)
    for found in _ENUMERATED.finditer(scan.text):
        scan.take(*found.span())
    if not scan.chinese:
        _capitalised(scan)


def _capitalised(scan: Scan) -> None:
    """Two Sigma and Five Eyes are names; at a sentence's start `Ten Chinese banks` reads as one too."""
    for found in _CASED.finditer(scan.text):
        if not re.search(r" (?:Million|Billion|Trillion|Hundred|Thousand|Percent)$", found[0]):
            scan.take(*found.span())
