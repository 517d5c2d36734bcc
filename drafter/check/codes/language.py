"""LA3xx: in which language, script and terms something is said."""

from __future__ import annotations

from drafter.check.codes.nouns import Code, Told

LANGUAGE: dict[str, Code] = {
    "language-leak": Code(
        "LA301",
        "WARN",
        Told(
            "words of another language stand in the edition's sentences and are no names; all of a post in one flag",
            "“估值nearly翻倍”",
            "translate them; a term that is to stay goes into glossary.yaml or into quotation marks",
        ),
        Told("句子里夹着别的语言的词，又不是专名；全文合为一条", "“估值nearly翻倍”", "请译出；要保留的术语写进 glossary.yaml，或加引号"),
    ),
    "mixed-characters": Code(
        "LA302",
        "WARN",
        Told(
            "traditional characters stand in simplified text, or the reverse; all of a post in one flag",
            "“香港金管局發出牌照” in a post written in simplified characters",
            "write them as the rest of the post does; a quotation may keep its own",
        ),
        Told("简体文中夹有繁体字，或繁体文中夹有简体字；全文合为一条", "“香港金管局發出牌照”", "请统一字形；引文可保留原字"),
    ),
    "foreign-script": Code(
        "LA303",
        "WARN",
        Told(
            "kana, Hangul or Cyrillic letters that the sources do not have",
            "“Сbank”, its first letter Cyrillic",
            "write the word in the edition's script",
        ),
        Told("出现了来源里没有的假名、谚文或西里尔字母", "“Сbank”，首字母是西里尔字母", "请改用本期文字书写"),
    ),
    "glossary": Code(
        "LA304",
        "WARN",
        Told(
            "a term is not written as the glossary wants it; once for each term",
            "“稳定代币”, where glossary.yaml wants 稳定币",
            "write the form wanted, or change glossary.yaml",
        ),
        Told("术语写法不合词汇表；每个术语提示一次", "写成“稳定代币”，glossary.yaml 要求“稳定币”", "请改成规定的写法，或修改 glossary.yaml"),
    ),
    "two-forms": Code(
        "LA305",
        "WARN",
        Told(
            "one name has two forms in one edition",
            "汇桥银行（Peakbridge Bank） and 峰桥银行（Peakbridge Bank）",
            "take one of them; glossary.yaml keeps it for later editions",
        ),
        Told("同一名称在一期里有两种译法", "汇桥银行（Peakbridge Bank）与峰桥银行（Peakbridge Bank）", "请取其一；写进 glossary.yaml，以后各期照用"),
    ),
    "back-translation": Code(
        "LA306",
        "INFO",
        Told(
            "words of a Chinese speaker were translated back from a source in another language: they are not what was said",
            "王立群说：“……”, out of an English report",
            "find the Chinese original, or tell it without quotation marks",
        ),
        Told("中文讲话人的话是从外文来源回译的，不是原话", "“王立群说：‘……’”，出自英文报道", "请找到中文原话，或去掉引号改为转述"),
    ),
    "first-mention": Code(
        "LA307",
        "WARN",
        Told(
            "a term is not introduced as the glossary wants it, or is introduced a second time; once for each term",
            "“CBDC” at its first mention, where glossary.yaml wants 央行数字货币（Central Bank Digital Currency，CBDC）",
            "write the full form where the term comes first, the short one after; title, headlines and lede are not counted",
        ),
        Told(
            "术语首次出现没有按词汇表给出全称，或再次给出全称；每个术语提示一次",
            "首次出现只写“CBDC”，glossary.yaml 要求“央行数字货币（Central Bank Digital Currency，CBDC）”",
            "首次出现写全称，以后写简称；标题、小标题和导语不计",
        ),
    ),
    "kept-name": Code(
        "LA308",
        "WARN",
        Told(
            "a name that glossary.yaml never translates was translated, or fell out of its item",
            "“维萨（Visa）”, where Visa stands under never_translate",
            "write the name as the source does, or take it out of never_translate",
        ),
        Told("词汇表列为不译的名称被译出，或条目里没有写", "写成“维萨（Visa）”，而 Visa 在 never_translate 里", "照来源写原名，或从 never_translate 中删去"),
    ),
}
