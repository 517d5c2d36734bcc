"""FO2xx: how something is said, whatever it says."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

FORM: dict[str, Code] = {
    "unhedged-forecast": Code(
        "FO201",
        "WARN",
        Told(
            "a sentence is meant as a forecast or an opinion and reads as a fact",
            "forecast: “Banks pass the fee on to merchants.”",
            "say may, could or is expected to; or say who expects it",
        ),
        Told("这句话本是预测或看法，写得却像事实", "预测：“银行把这笔费用转给商户。”", "请加上“可能”“或”“预计”，或写明是谁的判断"),
    ),
    "certain-future": Code(
        "FO202",
        "WARN",
        Told(
            "our own words promise what nobody knows yet",
            "“The rule will inevitably drive small issuers out.”",
            "hedge it, or name who says so",
        ),
        Told("用自己的口气断言了尚无定论的事", "“新规必将淘汰小型发行方。”", "请改成有保留的说法，或写明出自谁"),
    ),
    "filler": Code(
        "FO203",
        "WARN",
        Told(
            "phrases that say nothing; all of a post in one flag",
            "“marks a milestone”, “it remains to be seen”",
            "delete the phrase: the sentence stands without it",
        ),
        Told("空话套话；全文合为一条提示", "“值得注意的是”“总的来说”“标志着”", "删去即可，句子照样成立"),
    ),
    "conclusion-repeats": Code(
        "FO204",
        "WARN",
        Told(
            "the conclusion says a sentence of the analysis again",
            "a sentence of the conclusion differs from one of the analysis by one word",
            "say what is to be watched next, or delete it",
        ),
        Told("结论重复了分析里的话", "结论里有一句与分析只差一个词", "请改写成接下来要看什么，或删去"),
    ),
    "typography": Code(
        "FO205",
        "INFO",
        Told(
            "marks and spaces against the house style; all of a post in one flag with their number and the first places",
            "a half-width comma between Chinese characters; a space doubled",
            "mend the places named; `post.spacing` sets the space between Chinese and Latin",
        ),
        Told(
            "标点或空格不合体例；全文合为一条，写明处数和最先几处",
            "汉字之间用了半角逗号；标点重复",
            "请改好所列各处；汉字与西文之间是否空格由 post.spacing 设定",
        ),
    ),
    "attribution-missing": Code(
        "FO206",
        "WARN",
        Told(
            "the item rests on a press release or an opinion piece and does not say whose word it is",
            "“The platform is the fastest in Europe.”, from the maker's own release",
            "name who says so: the company said, according to, …",
        ),
        Told("来源是新闻稿或评论，条目却没有写明是谁的说法", "“该平台为欧洲最快”，出自厂商自己的新闻稿", "请写明出处：据……称、……表示"),
    ),
}
