"""First, largest, only, highest: a rank must be the source's, with its number, its region, its measure and its `among`.

A claim's rank is held against the source's ranks of the same kind; where the source has several, any of them may carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.check.claims.clauses import Clause, clauses
from drafter.check.claims.referents import Directory
from drafter.check.findings import Finding, Passage, Span
from drafter.check.negation import denials
from drafter.check.spelled import spelled

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
_OPPOSITE = {
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
_PATTERNS = tuple(
    (kind, re.compile(f"(?i)(?<![A-Za-z])(?:{english})(?![A-Za-z])") if english else None, re.compile(chinese)) for kind, (english, chinese) in _KINDS.items()
)
_ANY = re.compile(
    r"(?i)(?<![A-Za-z])[A-Za-z]{2,14}est(?![A-Za-z])|(?<![A-Za-z])(?:most|first|only|sole|top|record|lead\w{0,9}|no\. ?1|"
    r"number one|biggest|dominant|dominat\w{0,9}|pioneer\w{0,9}|unique|alone|peak\w{0,3}|highs?|lows?|best|worst|"
    r"unprecedented|never before|least|new|single|main|principal)(?![A-Za-z])|最|第一|首|居首|唯一|独家|仅|龙头|头部|冠|"
    r"之巅|新高|新低|纪录|领先|榜|主要|单一|头号|历史|从未"
)
_AMONG = re.compile(
    r"(?i)(?<![A-Za-z])(?:one of|among|top (?:two|three|five|ten|\d+)|some of|part of the first|a first batch)(?![A-Za-z])|"
    r"之一|首批|第一批|前[二三四五六七八九十\d]+|名列前茅"
)
_NOT_FIRST = re.compile(r"(?i)(?<![A-Za-z])(?:not|n['’]t|nor|never|no longer)(?![A-Za-z])|并非|不是|非(?!洲|常)|不再是")
_SINCE = re.compile(
    r"(?i)(?<![A-Za-z])since(?![A-Za-z])|(?<!有史)(?<!成立)以来|(?:years?|months?|quarters?|decades?) (?:high|low|peak)|"
    r"in (?:[a-z]+|\d+)(?: and a half)? (?:years|months|quarters|weeks|decades)|[年月]来(?=首|最|新)|个月(?:来)?(?=新|最)|"
    r"年内"
)
_EVER = re.compile(
    r"(?i)(?<![A-Za-z])(?:ever|on record|in history|all[- ]time|historic(?:al)?|record)(?![A-Za-z])|有史以来|历史上|史上|"
    r"历史(?=新|最)|创纪录|有记录以来|有统计以来|成立以来"
)
_REGIONS: dict[str, tuple[int, str]] = {
    "world": (5, r"world(?:wide)?|global(?:ly)?|全球|世界|全世界"),
    "asia": (4, r"asian?|asia-pacific|亚洲|亚太"),
    "europe": (4, r"european?|eurozone|euro area|欧洲|欧元区|全欧"),
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
_REGION_PATTERNS = tuple((name, level, re.compile(f"(?i)(?<![A-Za-z])(?:{pattern})(?![A-Za-z])")) for name, (level, pattern) in _REGIONS.items())
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
_MEASURE_PATTERNS = tuple((name, re.compile(f"(?i){pattern}")) for name, pattern in _MEASURES.items())
_NEXT = re.compile(r"(?i)次之|紧随|其次|followed by|ahead of|then ")
_STREAK = re.compile(
    r"(?i)(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|"
    r"th))(?:[ -](?:consecutive|straight|successive)|(?= [a-z]+ (?:in a row|running)))|"
    r"连续第?(?P<di>[一二两三四五六七八九十]|\d{1,2})(?=个|年|季|月|周|天|日|次|期)|(?P<count>two|three|four|five|six|seven|"
    r"eight|nine|ten|\d{1,2})(?= (?:consecutive|straight|successive))"
)
_NTH = re.compile(
    r"(?i)(?<![A-Za-z])the (?P<nth>second|third|fourth|fifth|sixth|seventh)(?= [a-z-]+(?: [a-z-]+){0,3} (?:to|in|of"
    r"|ever)(?![A-Za-z]))(?! (?:half|quarter|time|day|week|month|year|phase|round|batch))"
    r"|第(?P<di>[二三四五六七八])(?:款|家|个|例|座|支|艘|颗|部)(?!季度|月|百分点|阶段|工作日)"
)
_FIRST = re.compile(r"(?i)(?<![A-Za-z])(?:first|1st|one|only|sole|new|never|pioneer\w*|debut|initial)(?![A-Za-z])|首|第一|率先|唯一|新|最早|开创|1")
_COUNTS = (
    {word: number for number, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
    | {"first": 1, "两": 2}
    | _ORDINALS
    | _HAN_ORDINALS
)
_PLACE_AFTER = re.compile(
    r"(?i)\s*(?:,? (?:which )?)?(?:(?:is |was |comes? |came |ranks? |ranked |placed |finished |in |stands? )*(?P<nth>first|"
    r"second|third|fourth|fifth|last)(?: place)?(?![A-Za-z-])|(?P<top>tops|topped|leads|led the))|\s*(?P<first>居首|居首位|"
    r"位居第一|位列第一|夺冠|排名第一|排第一|名列第一|位居榜首|居榜首)|(?P<next>次之|紧随其后|居次)|(?:排名|位列|位居|名列|"
    r"居|排|排在)第(?P<di>[一二三四五六七八九十])"
)
_PLACE_BEFORE = re.compile(r"(?i)(?:(?P<first>highest|largest|strongest|biggest|greatest) in|(?P<second>followed by|ahead of)|(?P<top>led by))\s+(?:the )?$")


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank with what qualifies it."""

    kind: str
    place: int
    start: int
    end: int
    words: str
    among: bool
    denied: bool
    since: bool
    ever: bool
    regions: frozenset[str]
    measures: frozenset[str]
    clause: Clause


@lru_cache(maxsize=1024)
def ranks(text: str) -> tuple[Rank, ...]:
    """Ranks in `text`; regions and measures are those of the whole sentence."""
    parts = clauses(text)
    whole: dict[int, str] = {}
    for clause in parts:
        whole[clause.sentence] = whole.get(clause.sentence, "") + clause.words + " , "
    return tuple(rank for clause in parts for rank in _in_clause(clause, whole[clause.sentence]))


def _in_clause(clause: Clause, sentence: str) -> list[Rank]:
    found: list[Rank] = []
    for kind, english, chinese in _PATTERNS:
        for pattern in (english, chinese):
            for match in pattern.finditer(clause.words) if pattern else ():
                found.append(_rank(kind, match, clause, sentence))
    return found


def _rank(kind: str, match: re.Match[str], clause: Clause, sentence: str) -> Rank:
    left, words = clause.words[: match.start()], match.group()
    group = match.groupdict()
    place = 2 if group.get("next") or group.get("only") else _number(next((group[key] for key in ("nth", "di", "rank", "no", "place") if group.get(key)), ""))
    start = clause.start + match.start()
    return Rank(
        kind,
        place,
        start,
        clause.start + match.end(),
        words.strip(),
        bool(_AMONG.search(left[-24:] + words) or "之一" in clause.words[match.end() :]),
        bool(_NOT_FIRST.search(left[-16:])),
        bool(_SINCE.search(clause.words)),
        bool(_EVER.search(clause.words)),
        frozenset(name for name, _, pattern in _REGION_PATTERNS if pattern.search(clause.words))
        or frozenset(name for name, _, pattern in _REGION_PATTERNS if pattern.search(sentence)),
        frozenset(name for name, pattern in _MEASURE_PATTERNS if pattern.search(sentence)),
        clause,
    )


def _number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _COUNTS.get(word.lower(), 1)


_COUNTED_ON = re.compile(r"(?i)\b(?:the )?next (?:was|were|is|came)\b|其次|次低|次高")


def rank_findings(claim: str, passages: Iterable[Passage], names: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Findings `rank-reversed`, `rank-changed`, `rank-unstated`, `rank-denied`, `rank-among-dropped`, `rank-wider`, `rank-ever`, `rank-measure`,
    `streak-changed`, `order-changed`.
    """
    sources = list(passages)
    found = _streaks(claim, sources) + _orders(claim, sources, names) + _numbered(claim, sources)
    ours = ranks(claim)
    if ours:
        theirs = [(passage, rank) for passage in sources for rank in ranks(passage.text)]
        found += [finding for rank in ours if not _follows(rank, ours, theirs, sources) and (finding := _judge(rank, theirs, sources)) is not None]
    return found


def _follows(mine: Rank, ours: Sequence[Rank], theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> bool:
    """`the lowest of seven bids; the next was`: after the source's own first place the claim counts on, and figures say whether rightly."""
    first = any(other.kind == mine.kind and other.place == 1 for other in ours) and any(rank.kind == mine.kind and rank.place == 1 for _, rank in theirs)
    return mine.place == 2 and first and any(_COUNTED_ON.search(passage.text) for passage in sources)


def _numbered(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """The second of its kind in the claim, where the source has a first and no second of anything."""
    match = _NTH.search(claim)
    number = _number(match["nth"] or match["di"]) if match else 0
    pattern = spelled(number) if number > 1 else None
    if match is None:
        return _not_first(claim, sources)
    if pattern is None or any(pattern.search(passage.text) for passage in sources):
        return []
    theirs = [(passage, rank) for passage in sources for rank in ranks(passage.text) if rank.kind == "first" and not rank.denied]
    if not theirs:
        return []
    passage, rank = theirs[0]
    there = Span(rank.start, rank.end, rank.words, passage.id)
    return [Finding("rank-changed", "HIGH", Span(match.start(), match.end(), match.group()), there, f"“{match.group()}” where the source has “{rank.words}”")]


def _not_first(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """The first of its kind, where the source has a second and nothing that is first, new or alone."""
    mine = next((rank for rank in ranks(claim) if rank.kind == "first" and not rank.denied and not rank.among), None)
    theirs = next(((passage, found) for passage in sources if (found := _NTH.search(passage.text))), None)
    if mine is None or theirs is None or any(_FIRST.search(passage.text) for passage in sources):
        return []
    passage, found = theirs
    there = Span(found.start(), found.end(), found.group(), passage.id)
    return [Finding("rank-changed", "HIGH", Span(mine.start, mine.end, mine.words), there, f"“{mine.words}” where the source has “{found.group()}”")]


def _judge(mine: Rank, theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> Finding | None:
    same = [placed for placed in theirs if placed[1].kind == mine.kind] or [placed for placed in theirs if {placed[1].kind, mine.kind} == {"big", "place"}]
    if mine.denied:
        return None
    if not same:
        return _without_same(mine, theirs, sources)
    if all(rank.denied for _, rank in same):
        return _finding("rank-denied", mine, same[0], "the source denies it")
    fitting = [placed for placed in same if placed[1].place == mine.place and not placed[1].denied]
    if not fitting and "place" in {mine.kind, same[0][1].kind} and any(_NEXT.search(passage.text) or placed.place == mine.place for passage, placed in theirs):
        return None
    if not fitting:
        return _finding("rank-changed", mine, same[0], "the source has another place")
    return _qualified(mine, fitting)


def _without_same(mine: Rank, theirs: Sequence[tuple[Passage, Rank]], sources: Sequence[Passage]) -> Finding | None:
    rival = next((placed for placed in theirs if placed[1].kind == _OPPOSITE.get(mine.kind) and not placed[1].denied), None)
    if rival:
        return _finding("rank-reversed", mine, rival, "the source tells the opposite")
    if (
        mine.kind == "only"
        and theirs
        and not any(re.search(r"(?i)(?<![A-Za-z])(?:only|sole|alone|unique|single)(?![A-Za-z])|唯一|仅|独|单一", passage.text) for passage in sources)
    ):
        return _finding("rank-changed", mine, theirs[0], "the source has another rank")
    if mine.kind in {"only", "big", "fast"} and not any(_ANY.search(passage.text) for passage in sources):
        return _finding("rank-unstated", mine, None, "no source has a rank")
    return None


def _qualified(mine: Rank, fitting: Sequence[tuple[Passage, Rank]]) -> Finding | None:
    if mine.kind in {"first", "big", "high", "only", "fast", "low", "small", "best"} and not mine.among and all(rank.among for _, rank in fitting):
        return _finding("rank-among-dropped", mine, fitting[0], "the source says: one of several")
    levels = {name: level for name, level, _ in _REGION_PATTERNS}
    widest = max((levels[name] for name in mine.regions), default=-1)
    theirs = [max((levels[name] for name in rank.regions), default=-1) for _, rank in fitting]
    if mine.regions and all(rank.regions for _, rank in fitting) and widest > max(theirs) and not any(mine.regions & rank.regions for _, rank in fitting):
        return _finding("rank-wider", mine, fitting[0], "the source's region is narrower")
    if "world" in mine.regions and not any("world" in rank.regions for _, rank in fitting):
        return _finding("rank-wider", mine, fitting[0], "the source does not speak of the world")
    if mine.ever and not mine.since and all(rank.since and not rank.ever for _, rank in fitting):
        return _finding("rank-ever", mine, fitting[0], "the source says since when")
    if mine.measures and all(rank.measures for _, rank in fitting) and not any(_measured(mine, rank) for _, rank in fitting):
        return _finding("rank-measure", mine, fitting[0], "the source measures by something else")
    return None


def _measured(mine: Rank, rank: Rank) -> bool:
    """Whether the measure that is nearest to the source's rank, in its clause, is one of the claim's."""
    near = frozenset(name for name, pattern in _MEASURE_PATTERNS if pattern.search(rank.clause.words))
    return bool(mine.measures & (near or rank.measures))


def _finding(what: str, mine: Rank, placed: tuple[Passage, Rank] | None, why: str) -> Finding:
    there = None
    if placed:
        passage, rank = placed
        there = Span(rank.start, rank.end, rank.words, passage.id)
        why = f"{why}: “{rank.clause.words.strip()}”"
    return Finding(what, "HIGH", Span(mine.start, mine.end, mine.words), there, f"“{mine.clause.words.strip()}” — {why}")


def _streaks(claim: str, sources: Sequence[Passage]) -> list[Finding]:
    """`for the fifth quarter in a row`, 连续第五个季度: the number must be one of the source's streaks, where it has any."""
    found: list[Finding] = []
    theirs = [(passage, match) for passage in sources for match in _STREAK.finditer(passage.text)]
    for match in _STREAK.finditer(claim):
        number = _streak_number(match)
        if theirs and all(_streak_number(other) != number for _, other in theirs):
            passage, other = theirs[0]
            there = Span(other.start(), other.end(), other.group(), passage.id)
            found.append(
                Finding(
                    "streak-changed",
                    "HIGH",
                    Span(match.start(), match.end(), match.group()),
                    there,
                    f"“{match.group()}” where the source has “{other.group()}”",
                )
            )
    return found


def _streak_number(match: re.Match[str]) -> int:
    return _number(match["nth"] or match["di"] or match["count"])


def _orders(claim: str, sources: Sequence[Passage], names: Sequence[tuple[str, str]]) -> list[Finding]:
    """X居首，Y次之 against `highest in X, followed by Y`: nobody's place may differ."""
    if not (_PLACE_AFTER.search(claim) or re.search(r"(?i)followed by|ahead of|highest in|led by", claim)):
        return []
    directory = Directory(claim, [passage.text for passage in sources], names)
    ours = _places(claim, directory)
    found: list[Finding] = []
    for passage in sources if ours else ():
        theirs = {key: (place, span) for key, place, span in _places(passage.text, directory)}
        named = {referent.key for referent in directory.find(passage.text)}
        for key, place, (start, end) in ours if len(theirs) > 1 else ():
            holder = key if key in theirs else next((who for who, (taken, _) in theirs.items() if taken == place and key in named), "")
            if holder and (holder != key or theirs[key][0] != place):
                since, until = theirs[holder][1]
                there = Span(since, until, passage.text[since:until], passage.id)
                message = f"“{claim[start:end]}” has place {place}; in the source “{there.words}” has place {theirs[holder][0]}"
                found.append(Finding("order-changed", "HIGH", Span(start, end, claim[start:end]), there, message))
    return found


def _places(text: str, directory: Directory) -> list[tuple[str, int, tuple[int, int]]]:
    found: list[tuple[str, int, tuple[int, int]]] = []
    for referent in directory.find(text):
        before, after = _PLACE_BEFORE.search(text, max(0, referent.start - 24), referent.start), _PLACE_AFTER.match(text, referent.end)
        if before and "ahead" not in before.group().lower():
            found.append((referent.key, 2 if before["second"] else 1, (referent.start, referent.end)))
        elif after and not denials(text[max(0, referent.start - 4) : referent.end]):
            place = 1 if after["top"] or after["first"] else 2 if after["next"] else _number(after["nth"] or after["di"] or "")
            found.append((referent.key, place, (referent.start, referent.end)))
    return found
