"""When a code comes with which severity: `drafter explain` tells it. A code that is not listed here always comes with its own.

Whatever raises a code milder than its table says has its case here.
"""

from __future__ import annotations

from drafter.check.codes.claims import CLAIMS
from drafter.check.codes.grounding import GROUNDING
from drafter.check.codes.nouns import When

_OWN = "the statement names the source's sentence itself, as drafter's own do"
_OWN_ZH = "句子自己注明了所引的原句（drafter 写的句子都是）"
_QUOTED = (
    When("BLOCK", f"{_OWN}; or a source has nearly the same words", f"{_OWN_ZH}；或来源里有几乎相同的话"),
    When("HIGH", "the sentence was written or edited by hand, and its sources quote somebody", "句子是手写或改过的，而来源里有人的原话"),
    When("WARN", "the sentence was written or edited by hand, and its sources quote nobody", "句子是手写或改过的，而来源里没有引语"),
)
_CLAIMED = (
    When("HIGH", "in an item, headline, lede or title, and nothing in its sources carries it", "在条目、标题或导语里，且来源里都没有这个意思"),
    When(
        "WARN",
        "in analysis, conclusion or a section added by hand; in an English title's present tense; or where another sentence of the article carries it",
        "在分析、结论或手加的部分里；在用现在时的英文标题里；或文章的另一句可以支持",
    ),
)
_DOUBTED = When("WARN", "always: code is wrong of it too often", "一律如此：程序判断这一点不够可靠")
_JUDGED = (
    When("WARN", "no check by code found anything in the sentence", "程序没有发现这一句有问题"),
    When("INFO", "a check by code flagged the sentence too", "程序也对这一句给出了提示"),
)
_CASES: dict[str, tuple[When, ...]] = {
    **dict.fromkeys(CLAIMS, _CLAIMED),
    **dict.fromkeys(("role-taken", "status-unstated", "status-reversed", "status-earlier"), (_DOUBTED,)),
    **dict.fromkeys(("quote-altered", "quote-translation", "quote-not-found"), _QUOTED),
    **dict.fromkeys(("judged-contradicted", "judged-unsupported", "judged-partly"), _JUDGED),
    "figure-contradicted": (
        When("BLOCK", f"{_OWN}, and both figures are plain ones", f"{_OWN_ZH}，且两个数字都明确"),
        When(
            "HIGH",
            "the sentence was found by likeness (a text written or edited by hand), or one of the figures can be read in two ways",
            "原句是按相近程度找到的（手写或改过的文字），或其中一个数字有两种读法",
        ),
        When("WARN", "a small count (two, three) of the same things", "同类事物的小数目（两家、三家）"),
    ),
    "date-contradicted": (
        When("BLOCK", f"{_OWN}, and both dates are plain ones", f"{_OWN_ZH}，且两个日期都明确"),
        When(
            "HIGH",
            "the sentence was found by likeness (a text written or edited by hand), or one of the dates can be read in two ways",
            "原句是按相近程度找到的（手写或改过的文字），或其中一个日期有两种读法",
        ),
        When("WARN", "the same relative date (last Friday), counted from another day", "同样的相对日期（上周五），起算日不同"),
    ),
    "figure-elsewhere": (
        When("WARN", "the sentence that is cited has another figure of that kind", "所引的句子里另有一个同类数字"),
        When("INFO", "the sentence that is cited has none", "所引的句子里没有同类数字"),
    ),
    "comparator-flipped": (
        When("HIGH", "it was turned round: more than for less than", "意思正相反：“超过”写成“不足”"),
        When("WARN", "it was added, dropped or exchanged for a near one", "添加、漏掉，或换成相近的词"),
        When("INFO", "it was dropped in a sentence written or edited by hand", "在手写或改过的句子里漏掉"),
    ),
    "unit-changed": (
        When("BLOCK", "a unit of measure", "计量单位"),
        When("HIGH", "a plain number or count: what is counted is another", "纯数目：所数的东西不同"),
    ),
    "link-title-differs": (
        When("WARN", "the titles have little in common, or it is the title of another page", "两个标题相差很大，或是另一网页的标题"),
        When("INFO", "the titles are nearly the same", "两个标题大致相同"),
    ),
    "hidden-text": (
        When("WARN", "what nobody sees reads like an order to a model", "隐藏的文字像是给模型的指令"),
        When("INFO", "any other hidden part", "其他隐藏的部分"),
    ),
    "fallback-section": (
        When("HIGH", "the model's answer failed", "模型没有给出可用的回答"),
        When("INFO", "all items are private, so none was asked", "条目都不公开，因此没有问模型"),
    ),
}
_PAGES = When(
    "WARN",
    "in title, lede, analysis or conclusion, while pages of items it may rest on are not kept",
    "在标题、导语、分析或结论里，而它可能依据的条目有网页没有保存",
)


def cases(code: str) -> tuple[When, ...]:
    """The code's severities, worst first, each with when it comes; a single one without a reason where it always comes with that."""
    from drafter.check.codes import CODES

    known = CODES[code]
    found = _CASES.get(code, (When(known.severity, "", ""),))
    if code not in GROUNDING or known.severity not in ("BLOCK", "HIGH"):
        return found
    first = found if found[0].en else (When(known.severity, "everywhere else", "其他情况"),)
    warned = [one for one in first if one.severity == "WARN"]
    both = When("WARN", "; or ".join([*(one.en for one in warned), _PAGES.en]), "；或".join([*(one.zh for one in warned), _PAGES.zh]))
    return (*(one for one in first if one.severity in ("BLOCK", "HIGH")), both, *(one for one in first if one.severity == "INFO"))
