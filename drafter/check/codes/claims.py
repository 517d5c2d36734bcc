"""GR140-GR169: claims without figures."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

_EN = "say it as the source sentence does"
_ZH = "按来源句子的说法改"


def _high(number: str, en: tuple[str, str], zh: tuple[str, str]) -> Code:
    return Code(number, "HIGH", Told(*en, _EN), Told(*zh, _ZH))


def _warn(number: str, en: tuple[str, str], zh: tuple[str, str]) -> Code:
    return Code(number, "WARN", Told(*en, _EN), Told(*zh, _ZH))


CLAIMS: dict[str, Code] = {
    "status-stronger": _high(
        "GR140",
        ("the event is told as further on than the source has it", "“approved” where it has applied"),
        ("事情的进展写得比来源更靠后", "来源是申请，写成获批"),
    ),
    "status-put-back": _high(
        "GR141",
        ("the event is told as less far on than the source has it", "“plans to” where it has done so"),
        ("事情的进展写得比来源更靠前", "来源已完成，写成计划"),
    ),
    "status-unstated": _warn(
        "GR142",
        ("the source tells only of a stage before the event", "“signed”; the source speaks of talks"),
        ("来源只提到这件事之前的步骤", "写“签署”，来源只说在洽谈"),
    ),
    "status-reversed": _warn("GR143", ("the source tells the opposite", "“approved” where it was rejected"), ("来源说的正相反", "来源是否决，写成批准")),
    "status-earlier": _warn(
        "GR144",
        ("told as news of this date, the source has it as gone before", "last year's launch told as this week's"),
        ("写成当日新闻，来源说此前已发生", "把去年的发布写成本周"),
    ),
    "negation-flipped": _high(
        "GR145", ("a denial was dropped or put in", "“is binding” where it is not"), ("否定被漏掉或添加", "来源是不具约束力，写成有约束力")
    ),
    "base-changed": _high("GR150", ("growth is measured from something else", "month on month for year on year"), ("增长的比较基准被改", "同比写成环比")),
    "to-by-changed": _high(
        "GR151", ("rose to and rose by were mixed up", "“rose by 45” where it rose to 45"), ("“增至”与“增加了”混淆", "来源增至45，写成增加45")
    ),
    "direction-reversed": _high("GR152", ("a rise is told as a fall, or a fall as a rise", "“fell 3%” where it rose"), ("升降方向相反", "来源上升，写成下降")),
    "rank-wider": _high(
        "GR153", ("a rank is told for a wider field than the source's", "“the world's largest” for Asia's"), ("排名的范围比来源更大", "亚洲最大写成全球最大")
    ),
    "rank-changed": _high("GR154", ("the source has another rank", "“the largest” for the second largest"), ("来源是另一个名次", "第二大写成最大")),
    "rank-reversed": _high(
        "GR155", ("a record high is told as a low, a first as a last", "“record low” for a record high"), ("最高与最低、最先与最后颠倒", "新高写成新低")
    ),
    "rank-among-dropped": _high(
        "GR156", ("one of the largest is told as the largest", "“the largest” for one of the largest"), ("漏掉“之一”", "最大股东之一写成最大股东")
    ),
    "rank-unstated": _high("GR157", ("no source gives a rank", "“the first”, which nobody says"), ("来源没有给出名次", "写“首个”，来源未提")),
    "rank-denied": _high("GR158", ("the source denies the rank", "“the first” where it says not the first"), ("来源否认这一名次", "来源说并非首个")),
    "rank-ever": _high(
        "GR159", ("the source's record counts from a year that was left out", "“ever” for since 2019"), ("漏掉纪录的起算时间", "2019年以来写成史上")
    ),
    "rank-measure": _high(
        "GR160", ("the rank is measured by something else in the source", "by revenue for by users"), ("排名所依的指标被改", "按用户写成按营收")
    ),
    "role-swapped": _high("GR161", ("who did it to whom was turned round", "the buyer told as the bought"), ("施受双方颠倒", "买方写成被收购方")),
    "role-taken": _warn(
        "GR162", ("somebody else did it in the source", "the regulator's step told as the bank's"), ("来源里是另一方所为", "监管的举措写成银行的")
    ),
    "order-changed": _high("GR163", ("the order of two events was turned round", "after the vote for before it"), ("两件事的先后颠倒", "表决前写成表决后")),
    "qualifier-flipped": _high("GR164", ("a word was put for one that excludes it", "“exclusive” for non-exclusive"), ("限定词换成了相反的", "非排他写成排他")),
    "streak-changed": _high(
        "GR169", ("the source has another number in a row", "“the sixth quarter in a row” for the fifth"), ("“连续第几”与来源不同", "连续第五个季度写成第六个")
    ),
    "speaker-changed": Code(
        "GR165",
        "HIGH",
        Told("in the source another says it", "the union's warning told as the company's", "name whoever says it in the source"),
        Told("来源里说这话的是另一方", "工会的警告写成公司的说法", "写明来源里说这话的人"),
    ),
    "scope-widened": Code(
        "GR166",
        "HIGH",
        Told("all of it is told where the source tells a part", "“all merchants” for the small ones", "say which part, as the source does"),
        Told("来源只说一部分，写成全部", "小微商户写成所有商户", "按来源写明是哪一部分"),
    ),
    "cause-denied": Code(
        "GR167",
        "HIGH",
        Told(
            "the source denies this cause, or says that no reason was given",
            "“because of the recall”, which the company denies",
            "take the cause out",
        ),
        Told("来源否认这一原因，或说明未给出原因", "写“受召回拖累”，来源称与召回无关", "删去原因"),
    ),
}
