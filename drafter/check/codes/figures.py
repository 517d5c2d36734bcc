"""GR101-GR119, GR126: figures and dates."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

FIGURES: dict[str, Code] = {
    "figure-not-in-source": Code(
        "GR101",
        "HIGH",
        Told(
            "a figure stands in none of the sources and follows from nothing that stands there",
            "“raised 18 million euros”; the article names no such sum",
            "correct it from the source, or leave it out",
        ),
        Told("数字在任何来源里都没有，也无法由来源推算", "“融资1800万欧元”，文章没有这笔金额", "按来源改正，或删去"),
    ),
    "figure-contradicted": Code(
        "GR102",
        "BLOCK",
        Told(
            "the cited sentence gives another figure for the same thing",
            "“US$150 million” where the sentence says US$1.5 billion",
            "put in the source's figure; if both are right, cite the sentence that has ours",
        ),
        Told("所引句子就同一件事给出的是另一个数字", "写“1.5亿美元”，原句是15亿美元", "改成来源的数字；若两者都对，请引用含有该数字的句子"),
    ),
    "figure-elsewhere": Code(
        "GR103",
        "WARN",
        Told(
            "the figure stands in the story, but not in the sentence that is cited",
            "the 12% of the second quarter in a sentence on the third",
            "see whether it is said of the same thing; cite that sentence or correct the figure",
        ),
        Told("数字在报道里有，但不在所引的句子里", "讲第三季度的句子里用了第二季度的12%", "核对说的是否同一件事，再改引用或改数字"),
    ),
    "figure-of-other-article": Code(
        "GR104",
        "HIGH",
        Told(
            "the figure stands only in another item's article",
            "the rival's US$340 million in this company's item",
            "take it to the item it belongs to, or correct it",
        ),
        Told("数字只出现在另一条新闻的文章里", "这家公司的条目里写了对手的3.4亿美元", "移到它所属的条目，或改正"),
    ),
    "figure-not-in-items": Code(
        "GR105",
        "WARN",
        Told(
            "title, lede, analysis or conclusion uses a figure that only the article has, no item",
            "the analysis names 2,360 staff; the item does not",
            "take the figure into the item, or leave it out",
        ),
        Told("标题、导语、分析或结论用了只在文章里、条目没写的数字", "分析写到2360名员工，条目里没有", "把数字写进条目，或删去"),
    ),
    "figure-of-other-item": Code(
        "GR106",
        "WARN",
        Told(
            "the figure stands in an item that the sentence does not rest on",
            "a sentence on item one holds the sum of item three",
            "name the item it comes from, or correct the figure",
        ),
        Told("数字出自这句话没有依据的另一条", "讲第一条的句子里写了第三条的金额", "注明所依据的条目，或改正数字"),
    ),
    "figure-derived": Code(
        "GR107",
        "INFO",
        Told(
            "the figure stands in no source; it recomputes from what the sources state",
            "“two banks, 60 branches”: 25 + 35",
            "nothing, if the reckoning shown is what is meant",
        ),
        Told("数字不在来源里，但可由来源的数字算出", "“两家共60个网点”：25＋35", "若所示算法正是本意，不必处理"),
    ),
    "comparator-flipped": Code(
        "GR108",
        "HIGH",
        Told(
            "more than, less than, at least or up to was turned round, added or dropped",
            "“fewer than 40 banks” where the source says more than 40",
            "say it as the source does",
        ),
        Told("“超过”“不足”“至少”“至多”被颠倒、添加或漏掉", "写“不足40家”，来源是超过40家", "按来源的说法改"),
    ),
    "currency-changed": Code(
        "GR109",
        "BLOCK",
        Told(
            "the same sum in another currency",
            "“2 billion dollars” where the source says HK$2 billion",
            "put in the source's currency; currencies are not converted here",
        ),
        Told("金额相同而币种不同", "写“20亿美元”，来源是20亿港元", "改成来源的币种；此处不作换算"),
    ),
    "unit-changed": Code(
        "GR110",
        "BLOCK",
        Told("the same figure in another unit", "“3%” where the source says 3 percentage points", "put in the source's unit"),
        Told("数字相同而单位不同", "写“3%”，来源是3个百分点", "改成来源的单位"),
    ),
    "rounding-too-firm": Code(
        "GR111",
        "WARN",
        Told("a rounded figure stands as if it were exact", "“15亿美元” where the source says US$1,530m", "write about or 约, or give the exact figure"),
        Told("约数写成了确数", "写“15亿美元”，来源是15.3亿美元", "加“约”，或写确数"),
    ),
    "unparsed-not-literal": Code(
        "GR112",
        "WARN",
        Told(
            "digits that are no figure drafter can read, and that no source has as they are written",
            "“3:2:1”, which the article does not hold",
            "compare it with the source by eye",
        ),
        Told("drafter读不懂的数字串，来源里也没有同样的写法", "“3:2:1”，文章里没有", "请对照来源人工核对"),
    ),
    "date-not-in-source": Code(
        "GR113",
        "HIGH",
        Told("a date stands in none of the sources", "“from 1 June”; the article gives no start", "correct it from the source, or leave it out"),
        Told("日期在任何来源里都没有", "“6月1日起”，文章没写起始日", "按来源改正，或删去"),
    ),
    "date-contradicted": Code(
        "GR114",
        "BLOCK",
        Told("the cited sentence gives another date", "“in February” where the sentence says January", "put in the source's date"),
        Told("所引句子给出的是另一个日期", "写“2月”，原句是1月", "改成来源的日期"),
    ),
    "sources-disagree": Code(
        "GR115",
        "WARN",
        Told(
            "two sources of one story give different figures or dates for the same thing",
            "one paper has 41 applicants, the other 46",
            "say which one you follow, or name both",
        ),
        Told("同一报道的两个来源对同一件事给出不同的数字或日期", "一家写41家申请，另一家写46家", "说明采用哪一个，或并列写出"),
    ),
    "no-evidence": Code(
        "GR116",
        "WARN",
        Told(
            "a statement names no sentence of its source, or none can be found for it",
            "“the sector welcomed the move”, which the article does not say",
            "cite a sentence that carries it, or leave it out",
        ),
        Told("句子没有引用来源的任何句子，或找不到对应的句子", "“业界普遍欢迎”，文章并未提到", "引用能支持它的句子，或删去"),
    ),
    "conversion-off": Code(
        "GR117",
        "HIGH",
        Told(
            "a sum in another currency, put in for readers, is more than 1 % off what the rate in rates.toml gives",
            "“HK$2 billion (about US$300 million)” at 7.8 Hong Kong dollars to the US dollar",
            "put in the sum shown, or mend the rate in rates.toml",
        ),
        Told("为读者折算的金额与 rates.toml 的汇率所得相差超过1%", "按1美元兑7.8港元，写“20亿港元（约合3亿美元）”", "改成所示金额，或改正 rates.toml 的汇率"),
    ),
    "conversion-without-rate": Code(
        "GR118",
        "HIGH",
        Told(
            "a sum was put into another currency, and neither a source nor rates.toml says at which rate",
            "“20亿港元（约合18亿元人民币）” with no rate between the two",
            "leave it out, or give the rate with its date and source in rates.toml",
        ),
        Told(
            "金额折成了另一种货币，来源和 rates.toml 都没有汇率",
            "“20亿港元（约合18亿元人民币）”，没有两者的汇率",
            "删去折算，或在 rates.toml 写上汇率、日期和来源",
        ),
    ),
    "figures-swapped": Code(
        "GR119",
        "HIGH",
        Told(
            "two figures of one sentence were exchanged: the source gives each to the other subject",
            "“Ferry Pay raised 5 million and Otter Cloud 3 million”, where it was the other way round",
            "put each figure back to its subject",
        ),
        Told("同一句里的两个数字对调了：来源里各属另一方", "写“渡轮支付融资500万，水獭云300万”，来源正相反", "把数字放回各自的主体"),
    ),
    "figure-misbound": Code(
        "GR126",
        "HIGH",
        Told(
            "the figure stands in the source, but is said of something else: another measure, part, place, period, or what others expected",
            "“revenue rose to 5 billion”, where 5 billion is the orders and revenue is 4.2 billion",
            "put in the figure that the source has for this, or name what the figure is of",
        ),
        Told(
            "来源里有这个数字，但说的是另一回事：另一项指标、业务、地区、时期，或他人的预期",
            "写“收入增至50亿”，来源里50亿是订单，收入为42亿",
            "换成来源里属于这件事的数字，或写明数字所指",
        ),
    ),
}
