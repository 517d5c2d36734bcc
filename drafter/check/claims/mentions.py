"""Mentions of events and how far they have come: rumoured or weighed, planned or pending, agreed, done; and denied ones.

A word's force is looked for in its own clause: to its left, and for names of events to its right. Where the grammar does not say,
`level` is None: a claim is then not judged, and a source is read as carrying it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.check.claims.clauses import Clause, clauses
from drafter.check.claims.lexicon import Form, patterns
from drafter.check.quotations.negation import denials

POSSIBLE, PLANNED, AGREED, DONE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event."""

    concept: str
    start: int
    end: int
    words: str
    level: int | None
    denied: bool
    form: Form
    waits: bool
    """The text says in words that it is still outstanding: awaits, pending, 尚待."""
    bare: bool
    """A Chinese verb without any word of time: read as done in a source, as no more than agreed in a claim."""
    clause: Clause
    earlier: bool = False
    """Told as something that went before: 此前, 曾, had previously."""


_EN_MARK = re.compile(
    r"(?i)(?<![A-Za-z])(?:"
    r"(?P<loose>can|if|interest(?:ed)?|possibl[ey]|potential(?:ly)?|approach(?:ed)?|let|lets|help(?:s|ed|ing)?|allow(?:s|ed|"
    r"ing)?|enabl\w+|used to|how to|letter of intent)|(?P<possible>rumou?r\w*|reportedly|allegedly|speculat\w+|consider(?:s|"
    r"ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|explor(?:e|es|ed|ing)|stud(?:y|ies|ying|ied)|in talks|talks|may|might|"
    r"could|discuss\w*"
    r"|negotiat\w+|whether|evaluat\w+|look(?:s|ing) (?:at|into)|thinking|sounded out|accus\w+|alleg\w+|suspect\w*|suspicion|"
    r"claims that|report(?:s)? that|investigat\w+|unconfirmed|sounded out)"
    r"|(?P<planned>plan(?:s|ned|ning)?|will|would|shall|should|intend(?:s|ed|ing)?|propos(?:e|es|ed|ing|al|als)|seek(?:s|"
    r"ing)?|sought|expect(?:s|ed|ing)?|aim(?:s|ed|ing)?|(?:is|are) (?:due |set |about |likely )?to|(?<!agreed )(?<!agrees )to be|needs?|requires?"
    r"|schedul\w+|due|set to|ready to|appl(?:y|ied|ies|ying) (?:for|to)|application for|going to|prepar(?:e|es|ed|ing)|"
    r"target(?:s|ed|ing)?|hop(?:e|es|ed|ing)|wants?|wanted|upcoming|drafts?|bids?|offer(?:s|ed)?|pledg\w+|promis\w+|vow\w*"
    r"|likely|once|until|unless|must|has yet|have to|has to|intent|intention|ask(?:s|ed|ing)? (?:for|to)|want|future|"
    r"planned|proposed|goes to|path to|recommend\w*|forecast\w*|predict\w*|project(?:s|ed)(?= to)|estimat\w+(?= to)|outlook|"
    r"guidance|filed for|files for|filing for|hold off|in order to|ahead of|towards?|the right to|urg\w+|call(?:s|ed|"
    r"ing)? (?:for|on)|postpon\w+|shelv\w+|defer(?:s|red|ring)|(?:delay(?:s|ed|ing)?|put(?:s|ting)? off|push(?:es|ed|ing)? back)(?= (?:its"
    r"|the|an?|their|plans)))"
    r"|(?P<waits>pending|await(?:s|ing|ed)?|waiting|subject to|yet to|still needs?|still requires?|outstanding|"
    r"conditional on|depends on|is seeking|are seeking|still seeking|remains to)"
    r"|(?P<agreed>agreed|agreement|agrees|deal to|signed|pact|contract)"
    r"|(?P<done>won|received|obtained|secured|gained|got|granted|gave|given|completed|closed|finished|announced|voted|"
    r"decided|managed|began|begun|started|finali[sz]ed|approved|after|following|since|successful(?:ly)?|already|continu\w+|"
    r"cleared|passed|did|gets|gives|wins"
    r"|(?:needed|took) (?:[\w.,]+ ){1,3}(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) to))"
    r"(?![A-Za-z])"
)
_ZH_MARK = re.compile(
    r"(?P<loose>否则|允许|支持|推动|鼓励|帮助|用于|以便|旨在|为了|有助于|负责|参与|促进|授权|呼吁|关于|对于|有关|能够|可以|"
    r"可(?=[\u4e00-\u9fff])(?!能)|方便|助力|意向书|兴趣|无论|每|如何|之后|后续|明年|下个?[月周]|年底|年内|"
    r"届时|今后|未来|本月底|月底|此后|随后)"
    r"|(?P<possible>涉嫌|起诉(?=[^，。；]{0,20}?(?:侵|违))|指控|被控|怀疑|有报道称|传闻|据传|传出|有消息称|消息称|知情人士|市场消息|有传|考虑|洽谈|谈判|商讨|"
    r"磋商|探讨|酝酿|评估|或将|或许|可能|有意|讨论|是否|能否|研究(?!机构|所|院|人员|者|报告|中心|团队|显示|发现|表明|员|称|生|公司|结果)|或(?!者|其|是|以)|接洽)"
    r"|(?P<waits>(?:还|仍|尚)(?:须|要等|在等)|(?:还|仍|尚|要|需|须|在|正|只)等(?!待|级|到)|等(?=[^，。；]{1,8}(?:点头|批准|放行|同意|审批|表决|通过|裁决|结果))|尚待|有待|等待|尚需|仍需|尚须|仍待|还需|还待|待(?!遇|定点|客)|须经|需经|需获|正在寻求|正寻求|申请)"
    r"|(?P<planned>若(?!干)|如果|一旦|假如|倘若|(?<![必还仍尚])须(?!知|经|要?等)|拟(?!人)|(?:推迟|延后|暂缓|搁置|延迟)(?=了?[^，。；]{1,8}$|了?其?[^，。；]{0,6}?(?:上市|发布|施行|生效|推出|投产))|计划(?![遭被获已于未中])|预计|有望|寻求|打算|准备(?!金)|提议|建议|即将|力争|目标|争取|意向|(?:方案|草案)(?![遭被获已于未中])|意在|意欲|筹划|"
    r"筹备|料将|(?<![如合超于及期])(?<!市场)预期|承诺|希望|呼吁|欲|要(?=在|把|将|让|于)|应当|应该|预测|预估|料(?=[^理]{0,6}[将会])|展望|后将"
    r"|将(?=[会于逐进一在从向与由对被以为成要继进可不获首推])|将(?![^，。；]{1,20}?(?:给|了|至|到|为)))"
    r"|(?P<agreed>签署[^，。]{0,10}协议|达成[^，。]{0,10}协议|同意|协议)"
    r"|(?P<done>已经|已(?!知)|业已|完成|获(?!利|益|奖)|成功|正式|刚刚|顺利|经(?=股东|董事|监管|审)|予以|被|遭|继续|开始|(?<![不给对])了)"
)
_ZH_RIGHT = re.compile(
    r"^(?:(?=预计|有望|料)(?P<expected>..)|[^，。；]{0,24}?(?:(?P<possible>的[^，。；]{0,6}?(?:传闻|消息|可能性|意向|说法)|"
    r"(?:进行|展开|开展|启动)[^，。；]{0,6}?(?:谈判|磋商|洽谈|讨论|接洽|研究)|的?(?:谈判|磋商|传闻|可能性)|不属实)"
    r"|(?P<planned>的[^，。；]{0,6}?(?:计划|方案|提案|草案|提议|建议|打算))|(?P<waits>有待|尚待|待定|另行(?:通知|公布|确定)|[^，。；]{0,4}为时|须经|需经|仍需|尚需)))"
)
_PLAN_AFTER = re.compile(r"^[^，。；]{0,6}?(?:计划|打算|安排|可能)")
_ZH_NOUN_AFTER = re.compile(
    r"^(?:预期|押注|概率|可能|周期|空间|前景|步伐|草?案|协议|交易|事宜|价|对价|标的|框架|进程|流程|程序|标准|计划|方案|申请|意向|传闻|要求的|中的|的|[已获须尚需仍将])"
)
_OF_PAPERS = frozenset({"sign", "deal", "apply", "withdraw", "reject", "launch"})
"""What is done to agreements and applications themselves: 签署协议 is no name of a signing."""
_COMPLETING = frozenset(["completed", "closed", "finished", "finalised", "finalized", "concluded", "after", "following", "since", "完成"])
_GRANTING = _COMPLETING | frozenset(
    ["won", "received", "obtained", "secured", "gained", "got", "granted", "gave", "given", "approved", "cleared", "gets", "gives", "wins", "获"]
)
_ADJECTIVE = re.compile(r"(?i)(?<![A-Za-z])(?:the|an?|its|their|his|her|all|any|some|these|those)\s+(?:[a-z]+ly\s+|newly[- ])?$")
_DETERMINED = re.compile(r"(?i)(?<![A-Za-z])(?:the|an?|its|their|his|her|this|that|these|any|no|our|[a-z]+['’]s?|[a-z]+s['’])\s+(?:[a-z-]+\s+)?$")
_RIGHT_AFTER = re.compile(r"(?i)(?<![A-Za-z])(?:the|an?|its|their|his|her|these|those|any|all|no|our|[a-z]+['’]s?)\s+$")
"""`the launches` are a name; in `the bank launches` the noun is another."""
_AUX = re.compile(
    r"(?i)(?<![A-Za-z])(?P<before>(?:may|might|could|would|will|should|must|to|can|shall)\s+(?:not\s+|"
    r"also\s+)?)?(?P<aux>(?:(?:has|have|had|having|was|were|is|are|been|being|be|get|gets|got)(?:n['’]t)?\s+)+)(?:(?:\w+ly|"
    r"already|also|now|not|never|yet|since|just|still|then|first|finally|even|all|both|twice|once|only)\s+){0,3}$"
)
_EN_RIGHT_DENIED = re.compile(
    r"(?i)^[^.,;]{0,30}?\b(?:(?:has|have|had|is|was|were|are|did|does|do|will|would)(?: still)?(?: not|n['’]t)|has yet|remains? (?:un|out))(?![A-Za-z])"
)
_EN_RIGHT_WAITS = re.compile(
    r"(?i)^[^.,;]{0,40}?\b(?:pending|expected|awaited|required|needed|outstanding|planned|scheduled|due|is likely|would|will|could|may|might)(?![A-Za-z])"
)
_EN_DENY_LEFT = re.compile(
    r"(?i)(?<![A-Za-z])(?:call(?:s|ed|ing)? off|scrapp(?:ed|ing)|abandon(?:s|ed|ing)?|cancel(?:s|led|ed|ling)? (?:the|its|a|"
    r"their)|no plans?|den(?:y|ies|ied|ying)|refus(?:e|es|ed|al)|fail(?:s|ed)? to|yet to|neither|rather than|instead of|"
    r"rul(?:e|es|ed) out|"
    r"(?:reject|den|dismiss|refut|disput)\w* (?:the )?(?:claims?|reports?|suggestions?|allegations?|rumou?rs?)|"
    r"unable to|declin(?:e|es|ed) to|stopped short)(?![A-Za-z])"
)
_ZH_DENY_LEFT = re.compile(r"(?:解除|取消|终止|放弃|叫停)(?=[^，。；]{0,10}$)|否认|拒绝|未能|尚未|无法|不予|并未|未获|不再|从未|没有|无须|无需|不会|不必")
_EARLIER = re.compile(r"(?i)此前|曾(?!经典)|先前|早前|早些时候|previously|earlier|(?<![A-Za-z])had (?!not)|in the past|once before|twice before|去年|前年")
_REPORTED = re.compile(r"(?i)(?:said|says|announced|confirmed|disclosed|reported|revealed|told)\b[^.;]{0,30}? (?:it|they|he|she) had $")
"""`said on Tuesday it had raised`: reported speech moves the tense back, the event is the news."""
_ANONYMOUS = re.compile(
    r"(?i)知情人士|有消息称|消息称|据传|传闻称|市场消息|people familiar|person familiar|sources? (?:familiar|close)|"
    r"rumou?rs? (?:that|says?|has|have)|reportedly|unconfirmed"
)


_ANSWERS = frozenset({"deny", "confirm", "clarify"})
"""What is said of a rumour is none itself."""


def mentions(text: str, wanted: frozenset[str] | None = None) -> tuple[Mention, ...]:
    """Every mention of every concept (of those wanted), clause by clause."""
    found: list[Mention] = []
    anonymous: dict[int, bool] = {}
    parts = clauses(text)
    for clause in parts:
        anonymous[clause.sentence] = anonymous.get(clause.sentence, False) or bool(_ANONYMOUS.search(clause.words))
    carried: tuple[int, int | None] = (-1, None)
    for clause in parts:
        mine = _in_clause(clause, wanted)
        found += [_carry(mention, clause, carried, anonymous[clause.sentence]) for mention in mine]
        carried = clause.sentence, _carries(clause)
    return tuple(found)


def ahead(text: str) -> bool:
    """Whether anything in it lies ahead: a plan, a possibility, something awaited."""
    return any(mark.lastgroup in {"possible", "planned", "waits"} for pattern in (_EN_MARK, _ZH_MARK) for mark in pattern.finditer(text))


_CERTAIN = re.compile(r"(?i)(?<![A-Za-z])(?:will|plans to|is to|are to|is going to)(?![A-Za-z])|将(?!来|军|近|领)|计划|拟(?!人)|决定")


def certain(text: str) -> re.Match[str] | None:
    """A word that tells something as going to happen, in a text that does not weigh it."""
    if any(mark.lastgroup == "possible" for pattern in (_EN_MARK, _ZH_MARK) for mark in pattern.finditer(text)):
        return None
    return _CERTAIN.search(text)


_ALLOWS = re.compile(r"(?i)(?<![A-Za-z])(?:lets?|allow\w*|permit\w*|can|able|entitle[sd]?|eligible)(?![A-Za-z])|允许|准许|有权|可以|可(?!能)|得以")


def allows(text: str) -> bool:
    """Whether it tells of a permission: then the source's `may` is one too."""
    return bool(_ALLOWS.search(text))


def _carries(clause: Clause) -> int | None:
    """A plan in Chinese reaches over the comma into a clause that opens with a verb."""
    marks = list(_ZH_MARK.finditer(clause.words))
    if not marks or marks[-1].lastgroup == "done":
        return None
    return _LEVELS[str(marks[-1].lastgroup)]


def _carry(mention: Mention, clause: Clause, carried: tuple[int, int | None], anonymous: bool) -> Mention:
    level, bare = mention.level, mention.bare
    if bare and carried[0] == clause.sentence and carried[1] is not None and mention.start - clause.start <= 2:
        level, bare = carried[1], False
    if anonymous and mention.concept not in _ANSWERS and not mention.denied:
        level, bare = POSSIBLE, False
    if level == mention.level and bare == mention.bare:
        return mention
    return Mention(
        mention.concept, mention.start, mention.end, mention.words, level, mention.denied, mention.form, mention.waits, bare, clause, mention.earlier
    )


_LEVELS: dict[str, int | None] = {
    "possible": POSSIBLE,
    "planned": PLANNED,
    "waits": PLANNED,
    "expected": PLANNED,
    "loose": None,
    "agreed": AGREED,
    "done": DONE,
}


def _in_clause(clause: Clause, wanted: frozenset[str] | None) -> list[Mention]:
    found: dict[str, list[tuple[int, int]]] = {}
    mine: list[Mention] = []
    marks_en = list(_EN_MARK.finditer(clause.words))
    marks_zh = list(_ZH_MARK.finditer(clause.words))
    for concept, form, pattern in patterns():
        if (wanted is not None and concept not in wanted) or (form.startswith("han") and clause.words.isascii()):
            continue
        for match in pattern.finditer(clause.words):
            start, end = match.span()
            taken = found.setdefault(concept, [])
            if any(start < stop and since < end for since, stop in taken) or _in_name(clause.words, start, end):
                continue
            taken.append((start, end))
            mine.append(_mention(clause, concept, form, start, end, marks_zh if form.startswith("han") else marks_en))
    return mine


def _in_name(words: str, start: int, end: int) -> bool:
    """`Blue Whale Pay`, `The Open Ledger`: a capital in the middle of a clause makes a name of a verb."""
    return words[start].isascii() and words[start].isupper() and not words[start:end].isupper() and bool(words[:start].strip(" \"'“‘("))


def _mention(clause: Clause, concept: str, form: Form, start: int, end: int, marks: Sequence[re.Match[str]]) -> Mention:
    left, right = clause.words[:start], clause.words[end:]
    mark = _nearest([mark for mark in marks if mark.end() <= start and not _of_event(concept, mark)])
    if form.startswith("han"):
        level, waits, bare = _han_level(concept, form, mark, clause.words[start:end], right)
        denied = _denied_han(left, clause.words[start:end])
    else:
        level, waits = _latin_level(concept, form, mark, left, right)
        bare, denied = False, (form == "un") != _denied_latin(form, left, right)
    has = (aux := _AUX.search(left)) is not None and not set(aux["aux"].lower().split()).isdisjoint({"has", "have", "had"})
    if concept == "in-force" and not denied and not has and (form in {"third", "base"} or (bare and _FROM_DAY.search(left))):
        level, bare = (PLANNED if form in {"third", "base"} else None), False
    if denied and form.startswith("han") and _PLAN_AFTER.match(right):
        level = PLANNED
    if level is None and form == "noun" and concept in _ONLY_NAMED and marks:
        level = _weakest(marks)
    earlier = bool(_EARLIER.search(left[-24:])) and not _REPORTED.search(left)
    return Mention(concept, clause.start + start, clause.start + end, clause.words[start:end], level, denied, form, waits, bare, clause, earlier)


_PLANNABLE = frozenset(["完成", "获", "成功", "正式", "顺利", "继续", "开始", "经", "予以", "被", "遭"])
_MOMENTS = frozenset({"stop"})
"""Events whose verb is also the name of a moment."""
_FILING = re.compile(r"(?i)申请|appl\w+(?: for| to)?|fil(?:ed|es|ing) for|seek\w*|sought")


def _of_event(concept: str, mark: re.Match[str]) -> bool:
    """Drafts that opinions are sought on, bankruptcy that is filed for: the word belongs to the event."""
    return bool((concept == "consult" and _PAPER.fullmatch(mark.group())) or (concept == "bankrupt" and _FILING.fullmatch(mark.group())))


_PAPER = re.compile(r"(?i)草案|方案|计划|建议|提案|drafts?|propos\w+|planned|plans?")
"""What opinions are sought on."""
_FROM_DAY = re.compile(r"起(?:正式)?$")
_ONLY_NAMED = frozenset({"approve", "list", "trade", "merge", "acquire", "register"})
"""Events that are spoken of by name long before they happen: an IPO filing, a merger plan, a recommended approval."""


def _weakest(marks: Sequence[re.Match[str]]) -> int | None:
    """A name of an event in a clause that speaks of plans is no deed; in a clause without them it may be."""
    kinds = {str(mark.lastgroup) for mark in marks}
    return PLANNED if kinds & {"planned", "possible", "waits"} and "done" not in kinds else None


def _nearest(marks: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The last mark; 完成 and 获 are themselves planned where a plan stands before them, what 已 marks is not."""
    for at in range(len(marks) - 1, -1, -1):
        plans = next((mark for mark in reversed(marks[:at]) if mark.lastgroup != "loose"), None)
        loose = marks[at].group() in _PLANNABLE or marks[at].lastgroup == "loose"
        if loose and plans is not None and plans.lastgroup in {"planned", "waits", "possible"}:
            continue
        return marks[at]
    return None


def _han_level(concept: str, form: Form, mark: re.Match[str] | None, words: str, right: str) -> tuple[int | None, bool, bool]:
    kind = str(mark.lastgroup) if mark else ""
    noun = form == "han-noun" or (concept not in _OF_PAPERS and bool(_ZH_NOUN_AFTER.match(right)))
    if kind == "done" and noun:
        return (DONE if mark and mark.group() in _COMPLETING else None), False, False
    if kind == "done" or (words[0] == "获" and kind not in {"planned", "waits", "possible"}):
        return DONE, False, False
    if kind:
        return _LEVELS[kind], kind == "waits", False
    after = _ZH_RIGHT.match(right) if concept not in _ANSWERS else None
    if after and not right.startswith("了"):
        return _LEVELS[str(after.lastgroup)], after.lastgroup == "waits", False
    if right.startswith(("了", "完毕", "成功")):
        return DONE, False, False
    return (None, False, False) if noun else (DONE, False, True)


def _latin_level(concept: str, form: Form, mark: re.Match[str] | None, left: str, right: str) -> tuple[int | None, bool]:
    kind = str(mark.lastgroup) if mark else ""
    waits = kind == "waits"
    if form == "un":
        return None, False
    if form == "done":
        return (None if _ADJECTIVE.search(left) else _past_level(left, kind)), waits
    if form == "base" and (aux := _AUX.search(left)) and set(aux["aux"].lower().split()) & {"has", "have", "had"}:
        return _past_level(left, kind), waits
    if (form == "ing" and left.endswith((" for ", "after ", "before ", "while ", "when ", "without "))) or (
        concept in _MOMENTS and form != "noun" and _DETERMINED.search(left)
    ):
        return None, waits  # a pilot for settling payments; by the start
    if form in {"third", "base"} and _WHEN.search(left):
        return None, waits
    if kind == "done" and form == "base" and mark and mark.group().lower() in _GIVING and left.endswith(" to "):
        return PLANNED, waits
    if form == "noun" or (form in {"base", "third"} and (_DETERMINED if form == "base" else _RIGHT_AFTER).search(left)):
        return _noun_level(concept, mark, kind, right)
    if kind:
        return _LEVELS[kind], waits
    return (DONE if form == "third" else None), False


_WHEN = re.compile(r"(?i)(?<![A-Za-z])(?:when|once|before|after|until|if|as soon as|by the time|whenever|unless)(?: [\w'’-]+){1,4} $")
"""When it restarts: of no day yet."""
_GIVING = frozenset({"gave", "given", "gives", "got", "gets", "granted", "received"})
"""Gave them 15 days to submit."""


def _noun_level(concept: str, mark: re.Match[str] | None, kind: str, right: str) -> tuple[int | None, bool]:
    """A name of an event tells how far it has come only with the verb that carries it: won approval, completed its takeover."""
    if kind in {"", "done", "agreed"} and _EN_RIGHT_WAITS.match(right):
        return PLANNED, True
    if kind in {"", "done", "agreed"}:
        carried = _GRANTING if concept in {"approve", "register"} else _COMPLETING
        return (DONE if mark and mark.group().lower() in carried else None), False
    return _LEVELS[kind], kind == "waits"


_ACCUSED = re.compile(r"(?i)(?<![A-Za-z])(?:accus|alleg|suspect|suspicion|rumou?r|reportedly)")


def _hedged(left: str) -> int | None:
    """What somebody is accused of is no more than possible; of what is looked into or talked about nothing is known."""
    return POSSIBLE if _ACCUSED.search(left) else None


_IF = re.compile(r"(?i)(?<![A-Za-z])(?:if|unless|until|once)(?![A-Za-z])[^,;]*$")
"""If the charter is granted."""


def _past_level(left: str, kind: str) -> int | None:
    if _IF.search(left):
        return PLANNED
    aux = _AUX.search(left)
    if aux is None:
        last = (left.split()[-1:] or [""])[0].lower()
        if last in {"to", "will", "would", "may", "might", "could", "should", "can", "not"}:
            return _LEVELS[kind] if kind and kind != "done" else PLANNED
        return PLANNED if last in {"if", "once", "when", "until", "unless", "be"} else (_hedged(left) if kind == "possible" else DONE)
    words = aux["aux"].lower().split()
    if not aux["before"] and set(words) - {"be", "being", "get"}:
        return DONE
    return _LEVELS[kind] if kind and kind != "done" else PLANNED


def _denied_latin(form: Form, left: str, right: str) -> bool:
    near = " ".join(left.split()[-7:])
    if denials(near) or _EN_DENY_LEFT.search(left):
        return True
    return form == "noun" and bool(_EN_RIGHT_DENIED.match(right))


def _denied_han(left: str, words: str) -> bool:
    near = left[-9:]
    return (bool(denials(near + words[:1])) and bool(denials(near))) or bool(_ZH_DENY_LEFT.search(left[-16:]))
