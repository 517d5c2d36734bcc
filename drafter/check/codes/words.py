"""GR120-GR139: quotations and names."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

WORDS: dict[str, Code] = {
    "quote-altered": Code(
        "GR120",
        "BLOCK",
        Told(
            "words in quotation marks differ from what the source has",
            "“we will need it” for “we will not need it”",
            "quote word for word, or take the marks away",
        ),
        Told("引号里的话与来源不同", "原话“不需要”，写成“需要”", "逐字引用，或去掉引号"),
    ),
    "quote-translation": Code(
        "GR121",
        "BLOCK",
        Told(
            "a translated quotation has a figure, a name or a denial that its original has not",
            "“三年内” for “within two years”",
            "translate the original shown beside it",
        ),
        Told("译文引语的数字、人名或否定与原话不符", "原话two years，译成“三年”", "按旁边所示的原话重译"),
    ),
    "quote-not-found": Code(
        "GR122",
        "BLOCK",
        Told(
            "a quotation stands in no source, and no original is declared for it",
            "“this changes everything”, which nobody says there",
            "find the words in the source, or take the marks away",
        ),
        Told("引语在来源里找不到，也没有注明原话", "“这将改变一切”，文中无人说过", "在来源中找到原话，或去掉引号"),
    ),
    "quote-of-other-article": Code(
        "GR123",
        "HIGH",
        Told("the quotation is another item's article's", "the minister's words under the bank's item", "move it to its item"),
        Told("引语出自另一条新闻的文章", "部长的话放进了银行那条", "移到所属条目"),
    ),
    "quote-translated": Code(
        "GR124",
        "INFO",
        Told("a translated quotation; its original is shown", "“夏天之前用不到” beside “We will not need it before the summer”", "compare the two"),
        Told("译文引语，旁示原话", "“夏天之前用不到”旁为原文", "对照两者"),
    ),
    "quote-term": Code(
        "GR125",
        "INFO",
        Told("a term or scare quote that no source has", "“so-called ‘safe’ coins”", "keep it if the marks are yours"),
        Told("术语或讽喻引号，来源里没有", "所谓“安全”的代币", "若是自己的用法可保留"),
    ),
    "name-absent": Code(
        "GR130",
        "HIGH",
        Told("a name stands in none of the sources", "“Lumen Bank”; the article has only Lumen Pay", "write the name as the source has it"),
        Told("名称在任何来源里都没有", "写“Lumen Bank”，文章只有Lumen Pay", "按来源的写法改"),
    ),
    "name-contradicted": Code(
        "GR131",
        "HIGH",
        Told("a place stands in no source, and the source names another", "“Zurich” where the source says Geneva", "put in the source's place"),
        Told("地名不在来源里，来源写的是别处", "写“苏黎世”，来源是日内瓦", "改成来源的地名"),
    ),
    "name-pair-absent": Code(
        "GR132",
        "HIGH",
        Told("a name is declared with a source form that no source has", "流明支付 declared as “Lumin Pay”", "declare it as the source writes it"),
        Told("名称所注的原文写法，来源里没有", "流明支付注为“Lumin Pay”", "按来源的写法注明"),
    ),
    "name-of-other-article": Code(
        "GR133",
        "HIGH",
        Told("the name stands only in another item's article", "the buyer of one story in the next one's item", "see whether two stories were mixed up"),
        Told("名称只出现在另一条新闻的文章里", "把上一条的买方写进了这一条", "核对是否混淆了两条新闻"),
    ),
    "from-style-example": Code(
        "GR135",
        "BLOCK",
        Told(
            "a figure, date, name or quotation stands in no source, and in an example that was shown for its style only",
            "“15亿美元”, which last month's post has and no article of this week",
            "take it out, or write what the source has; examples are named under [style] and in examples.jsonl",
        ),
        Told(
            "数字、日期、名称或引语不在任何来源里，只见于仅供模仿写法的示例",
            "写“15亿美元”，本周没有文章提到，上个月的文章里有",
            "请删去，或照来源改写；示例见设置 [style] 和 examples.jsonl",
        ),
    ),
}
