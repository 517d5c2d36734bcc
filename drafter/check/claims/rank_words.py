"""Words of ranks in Chinese and English: kinds, regions, measures, and what limits or denies a rank."""

from __future__ import annotations

import re

_ORDINALS = {word: number for number, word in enumerate(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2)}
_HAN_ORDINALS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_ORDINAL_EN = r"(?:(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))[- ])?"
_ORDINAL_ZH = r"(?:第(?P<di>[一二三四五六七八九十]|\d{1,2}))"

_KINDS: dict[str, tuple[str, str]] = {
    "big": (_ORDINAL_EN + r"(?:largest|biggest|most valuable|most active)", _ORDINAL_ZH + r"大(?![学家于概多型部会厅道])|最大(?![程限化])|头号"),
    "place": (
        (
            r"(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|finish(?:es|ed)|came|comes|moved up to|climbed to|slipped to|dropped to|"
            r"fell to|to|from)(?: in| at| as)? (?:number |No\. ?)?(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|"
            r"ninth|tenth|\d{1,2}(?:st|nd|rd|th))(?: place)?(?! quarter| half| time| day| week| month| year| phase| round)"
            r"|(?:No\. ?|number )(?P<no>\d{1,2}|one|two|three)|(?P<next>second only to)|(?:in )?(?P<place>first|second|third|fourth|"
            r"fifth) place|(?:tops?|topped) the|top spot"
        ),
        _ORDINAL_ZH + r"(?:位(?!置)|名(?!单)|(?=[，。；、]|$))|(?P<only>仅次于)|居首|榜首|首位|名列第一",
    ),
    "small": (_ORDINAL_EN + r"smallest", r"最小(?![化])"),
    "high": (
        _ORDINAL_EN + r"highest|(?:all-time|record)[- ]highs?|record peak",
        _ORDINAL_ZH + r"高(?![级中于等])|最高(?![法人院检级层领罚不可达处限刑赔奖至\d])|(?:历史|纪录)?新高|历史高位",
    ),
    "low": (_ORDINAL_EN + r"lowest|(?:all-time|record)[- ]lows?", _ORDINAL_ZH + r"低(?![级于])|最低(?![生工限要])|(?:历史)?新低|历史低位"),
    "fast": (_ORDINAL_EN + r"(?:fastest|quickest)", r"最快(?!于|将|可|要|在|\d|今|明|下)"),
    "slow": (_ORDINAL_EN + r"slowest", r"最慢"),
    "best": (_ORDINAL_EN + r"best(?=[ -](?:performing|selling|month|quarter|year|week|day|result))", r"最好|最佳|最畅销"),
    "worst": (_ORDINAL_EN + r"worst", r"最差|最糟|最严重"),
    "many": (r"", r"最多(?!\d|只|可|能|不|为|持|达|涉)"),
    "few": (_ORDINAL_EN + r"fewest", r"最少(?!\d|要|需|应)"),
    "cheap": (_ORDINAL_EN + r"cheapest", r"最便宜|最实惠"),
    "old": (_ORDINAL_EN + r"oldest", r"最古老|最老的"),
    "first": (
        (
            r"(?<!at )(?<!in the )(?:the |its |their |a |'s |’s )?(?:very )?first(?= (?:in|to|time|[a-z-]{1,20} (?:to|in|of)|"
            r"[a-z-]{1,20}(?: [a-z-]{1,20}){0,4} (?:to|in|of|allowed|licensed)|ever|since|bank|company|country|institutions?|firm|"
            r"[a-z-]{1,20} ever)|-ever| cross| of its| (?!half|quarter|place|phase|step|day|week|month|year|round|stage|draft|part|"
            r"version|batch|nine|six|three|two|few|ten|eleven|eight|reported|saw|said|met|began|came|time|look|aid|glance|class|"
            r"lady|name|instance|started)[a-z-]{1,20} (?!months|weeks|days|quarters))(?! (?:half|quarter|place|[a-z]+ (?:months|"
            r"weeks|days|quarters)))|earliest"
        ),
        (
            r"首(?:个|家|次|例|款|批|支|只|笔|项|座|条|位|度|颗|艘|台|部|张|枚|单|轮(?!融))|第一(?:个|家|次|例|款|批|支|只|笔|项|座|"
            r"条|位(?!置))|率先|最早(?!于|将|可|要|在)"
        ),
    ),
    "last": (r"(?:the |its )last(?= (?:to|of its kind|remaining))", r"最后一(?:个|家|次|批|座|位)|最晚"),
    "only": (r"the only|the sole|the one and only|its only|their only", r"唯一|独此一家|仅有的一"),
}
OPPOSITE = {
    "big": "small",
    "small": "big",
    "high": "low",
    "low": "high",
    "fast": "slow",
    "slow": "fast",
    "best": "worst",
    "worst": "best",
    "many": "few",
    "few": "many",
    "first": "last",
    "last": "first",
}
PATTERNS = tuple(
    (kind, re.compile(f"(?i)(?<![A-Za-z])(?:{english})(?![A-Za-z])") if english else None, re.compile(chinese)) for kind, (english, chinese) in _KINDS.items()
)
ANY = re.compile(
    r"(?i)(?<![A-Za-z])[A-Za-z]{2,14}est(?![A-Za-z])|(?<![A-Za-z])(?:most|first|only|sole|top|record|lead\w{0,9}|no\. ?1|"
    r"number one|biggest|dominant|dominat\w{0,9}|pioneer\w{0,9}|unique|alone|peak\w{0,3}|highs?|lows?|best|worst|"
    r"unprecedented|never before|least|new|single|main|principal)(?![A-Za-z])|最|第一|首|居首|唯一|独家|仅|龙头|头部|冠|"
    r"之巅|新高|新低|纪录|领先|榜|主要|单一|头号|历史|从未"
)
AMONG = re.compile(
    r"(?i)(?<![A-Za-z])(?:one of|among|top (?:two|three|five|ten|\d+)|some of|part of the first|a first batch)(?![A-Za-z])|"
    r"之一|首批|第一批|前[二三四五六七八九十\d]+|名列前茅"
)
NOT_FIRST = re.compile(r"(?i)(?<![A-Za-z])(?:not|n['’]t|nor|never|no longer)(?![A-Za-z])|并非|不是|非(?!洲|常)|不再是")
SINCE = re.compile(
    r"(?i)(?<![A-Za-z])since(?![A-Za-z])|(?<!有史)(?<!成立)以来|(?:years?|months?|quarters?|decades?) (?:high|low|peak)|"
    r"in (?:[a-z]+|\d+)(?: and a half)? (?:years|months|quarters|weeks|decades)|[年月]来(?=首|最|新)|个月(?:来)?(?=新|最)|"
    r"年内"
)
EVER = re.compile(
    r"(?i)(?<![A-Za-z])(?:ever|on record|in history|all[- ]time|historic(?:al)?|record)(?![A-Za-z])|有史以来|历史上|史上|"
    r"历史(?=新|最)|创纪录|有记录以来|有统计以来|成立以来"
)
_REGIONS: dict[str, tuple[int, str]] = {
    "world": (5, r"world(?:wide)?|global(?:ly)?|全球|世界|全世界"),
    "asia": (4, r"asian?|asia-pacific|亚洲|亚太"),
    "europe": (4, r"europe(?:an)?|eurozone|euro area|欧洲|欧元区|全欧"),
    "africa": (4, r"africa|非洲"),
    "latin-america": (4, r"latin america|拉美|拉丁美洲"),
    "north-america": (4, r"north america|北美"),
    "middle-east": (4, r"middle east|gulf|中东|海湾"),
    "southeast-asia": (3, r"south-?east asia|asean|东南亚|东盟"),
    "nordic": (3, r"scandinavian?|nordics?|北欧|斯堪的纳维亚"),
    "bay-area": (1, r"greater bay area|(?:粤港澳)?大湾区"),
    "delta": (1, r"yangtze river delta|pearl river delta|长三角|珠三角|京津冀"),
    "region": (3, r"(?:in |of )?the region(?:['’]s)?|regional(?:ly)?|该地区|本地区|区域内|区内"),
    "city": (0, r"(?:the|its) city(?:['’]s)?|citywide|全市|该市|本市"),
    "province": (1, r"the (?:province|state)(?:['’]s)?|statewide|全省|该省|全州|该州"),
    "industry": (2, r"(?:the |an )?industry(?:['’]s|-wide| first)|sector(?:['’]s|-wide)|业内|业界|行业(?:内|首|最|第)?"),
    "class": (0, r"(?:in|of) its (?:class|category|kind)|同(?:品种|类(?!似)|级别?|档|规格)"),
    "lot": (2, r"(?:所有|全部|本轮|本次|这|\d+)[个家款只种]?[^，。；]{0,12}?[中里](?=[^，。；]{0,4}最)"),
    "own": (
        0,
        (
            r"its (?=first|largest|biggest|highest|lowest|second|third)|the (?:company|firm|bank|group|exchange|lender|carmaker|"
            r"airline)['’]s|该公司|该行|本公司|公司(?=首|最|历史|成立)|旗下|自身"
        ),
    ),
    "country": (
        2,
        (
            r"(?:the|its) (?:country|nation)(?:['’]s)?|national(?:ly)?|nationwide|domestic|全国|国内|我国|该国|本国|中国|"
            r"china(?:['’]s)?|chinese|美国|u\.?s\.?|america(?:['’]s)?|日本|japan(?:['’]s)?|英国|britain(?:['’]s)?|印度|"
            r"india(?:['’]s)?|德国|germany(?:['’]s)?|法国|韩国"
        ),
    ),
}
REGION_PATTERNS = tuple((name, level, re.compile(f"(?i)(?<![A-Za-z])(?:{pattern})(?![A-Za-z])")) for name, (level, pattern) in _REGIONS.items())
_MEASURES: dict[str, str] = {
    "units": r"(?:by|in|on|both) (?:units?|shipments?|volumes?)(?: shipped| sold)?|units? shipped|出货量|发货量|销量|交易笔数|件数",
    "revenue": r"(?:by|in|on|and) (?:revenues?|sales|turnover)|营收|收入|销售额|营业额",
    "value": r"(?:by|in|on) (?:market (?:value|cap(?:itali[sz]ation)?)|valuation)|市值|估值",
    "assets": r"(?:by|in|on) (?:total )?assets|(?:总)?资产(?:规模)?计|按(?:总)?资产",
    "users": r"(?:by|in|on) (?:users|customers|members)|用户数|客户数|按用户",
    "profit": r"(?:by|in|on) (?:profits?|earnings)|按利润|利润计",
    "deposits": r"(?:by|in|on) deposits|按存款|存款计",
    "staff": r"(?:by|in) (?:headcount|employees)|员工数",
}
MEASURE_PATTERNS = tuple((name, re.compile(f"(?i){pattern}")) for name, pattern in _MEASURES.items())
NEXT = re.compile(r"(?i)次之|紧随|其次|followed by|ahead of|then ")
NTH = re.compile(
    r"(?i)(?<![A-Za-z])the (?P<nth>second|third|fourth|fifth|sixth|seventh)(?= [a-z-]+(?: [a-z-]+){0,3} (?:to|in|of"
    r"|ever)(?![A-Za-z]))(?! (?:half|quarter|time|day|week|month|year|phase|round|batch))"
    r"|第(?P<di>[二三四五六七八])(?:款|家|个|例|座|支|艘|颗|部)(?!季度|月|百分点|阶段|工作日)"
)
FIRST = re.compile(r"(?i)(?<![A-Za-z])(?:first|1st|only|sole|never|pioneer\w*|debut|initial)(?![A-Za-z])|首|第一|率先|唯一|最早|开创")
FIELDS = tuple(
    (re.compile(rf"(?i)(?<![A-Za-z])(?:{english})(?![A-Za-z])"), re.compile(chinese))
    for english, chinese in (
        (r"countr(?:y|ies)|nations?", r"国家"),
        (r"compan(?:y|ies)|firms?|business(?:es)?", r"公司|企业"),
        (r"banks?|lenders?", r"银行"),
        (r"(?:\w+)?makers?|manufacturers?|producers?", r"厂商|制造商|车企|药企|厂家"),
        (r"cit(?:y|ies)", r"城市"),
        (r"states?|provinces?", r"省份"),
        (r"exchanges?", r"交易所"),
        (r"clubs?|teams?", r"俱乐部|球队"),
        (r"plants?|factor(?:y|ies)|bases?", r"工厂|基地"),
    )
)
"""Nouns of which one is the first, the second, the fifth."""
WORLD = re.compile(r"(?i)(?<![A-Za-z])(?:worlds?|worldwide|global(?:ly)?|anywhere|planet)(?![A-Za-z])|全球|世界|全世界|国际上")
WORLD_BEST = re.compile(
    r"(?i)(?:全球|世界|全世界)(?:范围内?)?[^，。；]{0,6}?(?:最(?!终|后|近|初)|首(?:个|家|次|款|例|座|台|部)|第一|率先|唯一)"
    r"|(?<![A-Za-z])(?:world['’]s (?:first|only|sole|most|[a-z]{2,14}est)"
    r"|(?:first|only|most [a-z]+|[a-z]{2,14}est) (?:[a-z-]+ ){1,4}(?:in the world|worldwide|globally))(?![A-Za-z])"
)
"""A rank in the whole world."""
BEST_EVER = re.compile(
    r"(?i)(?:史上|历史上|有史以来)[^，。；]{0,6}?(?:最|首|第一)"
    r"|(?<![A-Za-z])(?:most [a-z]+|(?!lat|int|inv|requ|prot|cont|for|harv|sugg)[a-z]{2,12}est) (?:[a-z-]+ ){0,4}"
    r"(?:ever|on record|in history|of all time)(?![A-Za-z])"
)
RANKED = re.compile(
    r"(?i)(?<![A-Za-z])(?:(?!lat|int|inv|requ|prot|cont|for|harv|sugg|nor|sou)[a-z]{2,12}est|most|first|only|sole|record|records|ever|never|"
    r"unprecedented|top|tops|topped|peak|highs?|lows?|histor\w+)(?![A-Za-z])|最|首|第一|唯一|史|纪录|新高|新低|前所未有|从未"
)
"""Anything at all that ranks."""
_COUNTS = (
    {word: number for number, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
    | {"first": 1, "两": 2}
    | _ORDINALS
    | _HAN_ORDINALS
)


def number(word: str) -> int:
    """`third`, 3rd, 三 → 3; what is no such word counts as the first."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _COUNTS.get(word.lower(), 1)
