"""Whose word is it? Press releases and opinion pieces need a name; a Chinese speaker's words out of a foreign text are not the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from drafter.check.codes import raised
from drafter.check.statements import Placed, name_of, sources, spot
from drafter.check.text import CheckedText, ItemText
from drafter.entities import Article, Flag, Language

_NEEDED = ("press-release", "opinion")
_ATTRIBUTED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "(?<![数证])据|按照?[^，。]{1,20}(?:的说法|口径|统计|披露)|[称说](?!明|法|号|谓|作|为|服|职)|表示|宣布|宣称|指出|认为|透露|披露|介绍|写道|主张|批评|呼吁|建议|强调|"
        "声称|声明|解释|预计|预告|公告|看来|眼中|警告|质疑|反驳|坦言|提出|回应|承诺|评论|撰文|自述|援引"
    ),
    "en": re.compile(
        r"(?i)\b(?:according to|in (?:its|his|her|their) (?:view|words|opinion|account)|"
        r"(?:said|says?|saying|told|tells|announc\w+|states|stated|claim\w*|argu\w+|wr(?:ites?|ote)|reported|not(?:es|ed)|describ\w+|expects?|expected|estimat\w+|warn\w*|believ\w+|thinks?|asks?|"
        r"contends?|maintain\w*|disclos\w+|explain\w*|insists?|suggests?|propos\w+|promis\w+|urges?|criticis\w+|criticiz\w+))\b"
    ),
}
_SPOKEN = re.compile(r"[“「]([^“”「」]{6,400})[”」]")
_SAYS = re.compile(r"(?i)\b(?:said|says|told|added|wrote|explained|noted|warned|stated|remarked|quipped|asked)\b")
_FINAL = r"(?:iang|iong|uang|uai|iao|ian|ing|ang|eng|ong|uan|iu|ia|ie|in|an|en|ai|ei|ao|ou|er|ua|uo|ui|un|ue|a|o|e|i|u|v)"
_SYLLABLE = rf"(?i:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?i:{_FINAL})"
_SURNAMES = (
    "Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Guo|He|Lin|Gao|Luo|Zheng|Liang|Xie|Song|Tang|Han|Feng|Deng|Cao|Peng|Zeng|"
    "Xiao|Tian|Dong|Pan|Yuan|Cai|Jiang|Yu|Du|Ye|Cheng|Wei|Su|Lu|Ding|Ren|Lv|Shen|Yao|Jia|Xia|Fu|Fang|Zou|Xiong|Bai|Meng|Qin|Qiu|Hou|Jin|Yin|Xue|"
    "Yan|Lei|Long|Tao|Shi|Hao|Gong|Shao|Wan|Qian|Mao|Ouyang|Sima|Ni|Yi|Pang|Zhan|Niu|Geng|Guan|Lai|Mo|Ruan|Kong|Kang|Chang|Gu"
)
_PERSON = re.compile(rf"(?<!Hong )\b(?:{_SURNAMES}) (?=[A-Z][a-z]+\b){_SYLLABLE}(?:{_SYLLABLE})?\b", re.ASCII)
"""A surname in pinyin with a given name of one or two syllables."""
_ANYBODY = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def attribution_flags(text: CheckedText, articles: Mapping[str, Article], ours: Iterable[Placed]) -> tuple[Flag, ...]:
    """One flag for each item without a name for its claims, one for each item with words translated back."""
    sentences = tuple(ours)
    found = (_missing(item, articles, [one for one in sentences if one.item is item], text.language) for item in text.items)
    return (*(flag for flag in found if flag), *(_returned(text, articles, sentences) if text.language == "zh" else ()))


def _missing(item: ItemText, articles: Mapping[str, Article], ours: list[Placed], language: Language) -> Flag | None:
    main = next(iter(sources(item, articles)), None)
    told = [one for one in ours if one.said.part in ("item", "brief")]
    if main is None or main.kind not in _NEEDED or not told:
        return None
    if any(_ATTRIBUTED[language].search(said.text) for said in (item.headline, *item.said)):
        return None
    kind = "a press release" if main.kind == "press-release" else "an opinion piece"
    first = told[0].said
    return raised("attribution-missing", name_of(item), f"its source is {kind}, and no sentence says whose word it is", source=main.url, **spot(first, 0, 0))


def _returned(text: CheckedText, articles: Mapping[str, Article], ours: Iterable[Placed]) -> Iterator[Flag]:
    seen: set[str] = set()
    for one in ours:
        found = _SPOKEN.search(one.said.text)
        if found is None or one.item is None or one.item.id in seen:
            continue
        article = next(iter(sources(one.item, articles)), None)
        if article is None or not article.language or article.language.startswith("zh"):
            continue
        cited = {key for evidence in one.said.evidence if evidence.article_id == article.id for key in evidence.sentence_ids}
        if speaker := _speaker(article, cited):
            seen.add(one.item.id)
            message = f"{speaker[0]} is quoted out of a text in another language: these are not the words that were said"
            yield raised("back-translation", one.where, message, sentence=speaker[1], source=article.url, **spot(one.said, *found.span()))


def _speaker(article: Article, cited: set[str]) -> tuple[str, str] | None:
    """A person with a Chinese name whom the cited sentences quote, and the sentence; where none is cited, only if the article quotes nobody else."""
    quoting = [one for one in article.sentences if re.search('[“"”]', one.text) and _SAYS.search(one.text) and (not cited or one.id in cited)]
    named = [(person.group(), one.text) for one in quoting if (person := _PERSON.search(one.text))]
    others = [one for one in quoting if _ANYBODY.search(one.text) and not _PERSON.search(one.text)]
    return named[0] if named and not others else None
