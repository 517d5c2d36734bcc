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
周一围 五月花 一分钱一分货 一分货 7喜 七喜 一二三木头人 八角笼中 三十而已 二十不惑 五十公里桃花坞 七十七天 八百里加急 百里挑一 万人迷 千里马 千里眼 一万个理由 三顾茅庐 四两拨千斤 八竿子打不着 百分百女孩 十二生肖 二十四节气 三八妇女节 六一儿童节 七一勋章 八一勋章 五四青年 九三学社 九三阅兵 五一口号 一二线 三四线 二三线 一二级市场
四大名著 四大发明 四大天王 五花肉 六味地黄 七匹马 八宝粥 九寨沟 十三陵 三亚湾 三里屯 五道口 六里桥 七里海 八里桥 九里山 十里洋场 百里峡 三十里铺 二七广场 七宝古镇 五指山 六盘水 四会市 三门峡 九江 八达岭 万里长城 千岛湖 百色 十渡 双十协定 五星红旗 五星级 三星堆 三峡 七夕 八仙过海
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
_TITLES = """
99 Luftballons|two steps back|Levi's 501|Summer of '69|99 Problems|21 Jump Street|500 Days of Summer|12 Years a Slave|28 Days Later|28 Years Later|127 Hours|50 First Dates|10 Things I Hate|7 Rings|24K Magic|50 Cent
UB40|Sum 41|Nine Inch Nails|Five Guys|Six Flags|Three Mile Island|Seven Samurai|Magnificent Seven|Ocean's Eleven|The Hateful Eight|The Sixth Sense|One Hundred Years of Solitude|Twenty Thousand Leagues
Around the World in 80 Days|Fahrenheit 451|Slaughterhouse-Five|Nineteen Eighty-Four|Ten Little|101 Dalmatians|3:10 to Yuma|2001: A Space Odyssey|Sheffield Wednesday|Wednesday Addams|Ruby Tuesday|Joe Friday
Taco Tuesday|Throwback Thursday|Ash Wednesday|Manic Monday|Blue Monday|Girl Friday|Friday Night Lights|Friday the 13th|Sunday roast|Sunday School|Saturday Evening Post|Sunday best|Maundy Thursday|First Republic
Third Point|First Solar|Second City|Second Empire|Third World|Third Reich|Sixth Form|sixth form|sixth sense|third wheel|third rail|fifth column|fifth wheel|seventh heaven|eighth wonder|ninth inning
Twelve Apostles|Thousand Oaks|Thousand Island|Hundred Acre|Million Dollar Baby|Billion Dollar Whale|Million Man|million-to-one|a million reasons|one for the road|one-trick|one-way street|two-way street|two-horse race
three-ring circus|three-piece suit|four-leaf clover|five-a-side|five-star|six-shooter|eight-ball|behind the eight ball|nine-day wonder|ten-pin|two-time loser|forty-niner|a million to one
"""
_WORDS = sorted({*_CHINESE.split(), *(word for line in (_ENGLISH + _TITLES).strip().splitlines() for word in line.split("|") if word)}, key=len, reverse=True)
_HAN_NAMES = re.compile("|".join(re.escape(word) for word in _WORDS if not word.isascii()))
_LATIN_NAMES = re.compile("(?<![A-Za-z])(?:" + "|".join(re.escape(word) for word in _WORDS if word.isascii()) + ")")
_ENUMERATED = re.compile(r"(?<![^\s。；;：:，,])(?:\([1-9]\)|[1-9]\)|(?<![^\n])[1-9][0-9]?[.、](?=\s?[^0-9\s]))")
"""(1), 2) and the like count the points of a list."""
_NAMES_LATIN = re.compile(
    r"(?<![A-Za-z0-9$€£¥.,])(?:3M|3i)(?![A-Za-z0-9])(?! (?:new|more|people|users|customers|jobs|units|cars|homes|downloads|tonnes|shares))"
)
"""Companies whose names read as a figure with a magnitude."""
_TURNS = re.compile(
    r"(?<![A-Za-z])(?<!from )9[ -]to[ -]5(?= (?:attitude|job|jobs|grind|routine|schedule|life|lifestyle|culture|worker|workers|workday|office|existence|mentality))"
    r"|(?<=\b[Aa]t )No\.? ?1[01](?= (?:dismissed|said|denied|declined|insisted|confirmed|refused|told|were|was|are|is|on|have|had|would)\b)|(?<=\b[Ii]nside )No\.? ?1[01](?![0-9])|No\.? ?1[01](?= (?:insiders|aides|sources|staff|officials|spokes))"
    r"|(?<=Defender )Friday|(?<=Midfielder )Friday|(?<=Striker )Friday|(?<=Forward )Friday|(?<=Mr )Friday|(?<=Ms )Friday|(?<=Mr\. )Friday"
)
"""A 9 to 5 attitude, aides at No. 10, Mr Friday."""
_TITLE = re.compile("《([^《》]{1,10})》")
_DOCUMENT = re.compile(
    "(?:法|条例|办法|规定|通知|意见|方案|规划|计划|公告|报告|草案|白皮书|蓝皮书|纲要|指南|指引|预测|展望|榜|榜单|名单|目录|标准|协议|协定|决定|公报|年报|季报|快报|细则|倡议|宣言|要点|数据|清单|决议|声明|条约|准则|规则|函|书|表|单)$"
)
"""What a title ends in whose figures count."""
_PERSON = re.compile(
    "(?:作家|演员|导演|歌手|诗人|画家|记者|教练|球员|选手|编剧|主持人|学者|教授|律师|医生|老师)(?P<n>[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文]"
    "[一二三四五六七八九十]{1,2}月)"
)
_OF_FIGURE = re.compile(r"[0-9][,.]?$")
_OF_AMOUNT = re.compile(r"[0-9$€£¥][,.]?$")
_CASED = re.compile(r"(?<![A-Za-z0-9])(?:Zero|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)(?: & | )[A-Z][a-z]+")


def read(scan: Scan) -> None:
    """Takes what is only a word or a name."""
    _named(scan)
    for found in _TURNS.finditer(scan.text):
        scan.take(*found.span())
    if scan.chinese:
        _titles(scan)
    for found in _ENUMERATED.finditer(scan.text):
        scan.take(*found.span())
    if not scan.chinese:
        _capitalised(scan)


def _named(scan: Scan) -> None:
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


def _titles(scan: Scan) -> None:
    """《十年》, 《1984》 and 作家王十月 name; with digits they must occur as they are."""
    for found in _PERSON.finditer(scan.text):
        scan.take(*found.span("n"))
    for found in _TITLE.finditer(scan.text):
        if _DOCUMENT.search(found[1]) or not scan.free(*found.span()):
            continue
        if any(character.isdigit() and character.isascii() for character in found[1]):
            scan.add("identifier", *found.span(1), key=re.sub(r"[^0-9a-z&.:/+]+", "", found[1].lower()))
        else:
            scan.take(*found.span(1))


def _capitalised(scan: Scan) -> None:
    """Two Sigma and Five Eyes are names; at a sentence's start `Ten Chinese banks` reads as one too."""
    for found in _CASED.finditer(scan.text):
        if not re.search(r" (?:Million|Billion|Trillion|Hundred|Thousand|Percent)$", found[0]):
            scan.take(*found.span())
