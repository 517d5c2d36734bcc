"""Who is spoken of, under one key in both texts: declared pairs, CLDR's places, Latin names, and institutions both languages name.

Only those that claim and source share a key for can be compared; all others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.check.findings import Passage
from drafter.check.names.forms import cldr_forms, folded, in_chinese, latin_names

_INSTITUTIONS = {
    "senate": r"(?:the )?senate|参议院|上议院",
    "lower-house": r"(?:the )?lower house|house of representatives|众议院|下议院",
    "central-bank": r"(?:the )?central bank|(?<![欧国])央行|中央银行",
    "supreme-court": r"(?:the )?supreme court|最高(?:人民)?法院",
    "judge": r"(?:a |the )?(?:federal |district )?judge|(?:联邦)?法官",
    "states": r"the states|各州",
    "board": r"(?:the |its )?board(?: of directors)?|董事会",
    "shareholders": r"(?:minority )?shareholders|股东大会|(?:中小)?股东",
    "securities-regulator": r"(?:the )?securities (?:regulator|commission)|证监会|证券监管(?:机构|部门)",
    "antitrust": r"antitrust (?:authorities|authority|regulators?)|competition (?:authority|watchdog|authorities)|反垄断(?:部门|机构|机关)",
    "government": r"the government|政府",
    "parliament": r"(?:the )?parliament|议会|国会",
    "auditor": r"(?:the )?auditors?|审计(?:机构|师)",
    "employees": r"(?:the )?(?:employees|staff|workers)|员工|雇员",
    "consumers": r"consumers|消费者",
    "airline": r"the airline",
    "services-exports": r"services exports|服务出口",
    "goods-exports": r"goods exports|货物出口",
    "services-imports": r"services imports|服务进口",
    "goods-imports": r"goods imports|货物进口",
}
_INSTITUTION = re.compile("|".join(f"(?P<k{number}>{pattern})(?![A-Za-z])" for number, pattern in enumerate(_INSTITUTIONS.values())), re.I)
_KEYS = tuple(_INSTITUTIONS)
_SUFFIXES = (
    "科技|智能|资本|基金|创投|产投|银行|证券|保险|人寿|支付|电子|微电子|半导体|电气|重工|汽车|航空|能源|药业|生物|医药|制药|控股|集团|视觉|文化|数码|算力|导航|体育|"
    "咨询|家电|速运|快递|物流|传媒|影业|软件|网络|通信|机器人|存储|材料|化工|钢铁|矿业|地产|食品|饮料|乳业|酒业|医疗|信托|期货|租赁|出行|数据|搜索|地图|浏览器"
)
_ORGANISATION = re.compile(rf"(?P<head>[\u4e00-\u9fff]{{2}})(?:{_SUFFIXES})(?![\u4e00-\u9fff]?(?:业|行业|市场|领域|技术|产品))")
_NO_HEAD = re.compile(
    rf"{_SUFFIXES}|人工|商业|中央|产业|投资|上市|新能|清洁|金融|高新|电动|自动|国有|国际|公司|本地|全球|国内|海外|境外|客户|持有|所持|总部|原告|被告|股东|母公|子公|这家|一家|两家|多家|"
    r"该家|成立|旗下|其他|其中|主要|工业|消费|社会|风险|引导|养老|公募|私募|对冲|主权|货币|债券|股票|指数|专项|中小|大型|城市|农村|村镇|民营|外资|合资|数字|移动|跨境|第三|互联|生成|具身"
)
"""What stands before such a word in a noun for a kind, not in a name."""
_ANAPHOR = re.compile(r"(?P<latter>后者|the latter)|(?P<former>前者|the former(?! [a-z]))", re.I)
GENERIC_WORDS = frozenset(
    """
    agency airlines airways alliance and association bank banks bill capital chips city clinics cloud company data devices digital energy
    exchange family farms federation financial foods fund global group growth holdings industries instruments insurance labs lending markets
    media minerals mining money motors mutual partners pay research securities sovereign sports steel systems technology the union university
    ventures
    """.split()  # noqa: SIM905 # a list of forty strings is a page long
)
"""Words of a name that do not stand for it alone."""


def organisations(text: str) -> set[str]:
    """Chinese names by the word they end on, with the two characters before it: enough to tell one from another where both texts are Chinese."""
    return {found.group() for found in _ORGANISATION.finditer(text) if not _NO_HEAD.fullmatch(found["head"])}


def _all_chinese(texts: Sequence[str]) -> Sequence[str]:
    """The texts, where the first, the claim, is Chinese and so is one of the others; else none."""
    chinese = [text for text in texts if in_chinese(text)]
    return chinese if len(chinese) > 1 and chinese[0] is texts[0] else ()


@dataclass(frozen=True, slots=True)
class Referent:
    """One naming of somebody or something."""

    start: int
    end: int
    key: str


def directory_of(claim: str, passages: Iterable[Passage], pairs: Sequence[tuple[str, str]]) -> Directory:
    """The directory of a claim and its passages; several checks of one claim share it."""
    return _directory(claim, tuple(passage.text for passage in passages), tuple(pairs))


@lru_cache(maxsize=16)
def _directory(claim: str, texts: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> Directory:
    return Directory(claim, texts, pairs)


class Directory:
    """Forms and keys for one claim and its sources."""

    def __init__(self, claim: str, sources: Iterable[str], pairs: Sequence[tuple[str, str]]) -> None:
        forms: dict[str, str] = {}
        for form, source_form in pairs:
            key = folded(source_form.removeprefix("the "))
            for each in (form, source_form, source_form.removeprefix("the ")):
                forms[each] = key
        texts = (claim, *sources)
        for text in texts:
            for name in latin_names(text):
                if cldr_forms(name.words):
                    continue
                if not any(name.words in known or known in name.words for known in forms if known.isascii()):
                    forms[name.words] = folded(name.words)
        forms |= {name: name for text in _all_chinese(texts) for name in organisations(text) if not any(name in known for known in forms)}
        self._forms = {form: key for form, key in forms.items() if len(form) > 1}
        self._add_short_forms()
        ordered = sorted(self._forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(_whole(form) for form in ordered)) if ordered else None
        self._found: dict[str, tuple[Referent, ...]] = {}

    def _add_short_forms(self) -> None:
        """`Lumen` for `Lumen Pay`, `Linden` and 林登 for `Dora Linden`, 橡果 for 橡果浏览器, `the airline` for an airline: where only one name has it."""
        shorts: dict[str, set[str]] = {}
        for form, key in list(self._forms.items()):
            if form.isascii():
                words = [word for word in form.split() if word[0].isupper()]
                for word in {words[0], words[-1]} if len(words) > 1 else ():
                    if len(word) > 3 and word.lower() not in GENERIC_WORDS:
                        shorts.setdefault(word, set()).add(key)
            elif "·" in form:
                shorts.setdefault(form.rpartition("·")[2], set()).add(key)
            elif len(form) >= 4 and form != key:
                shorts.setdefault(form[:2], set()).add(key)
        for short, keys in shorts.items():
            if len(keys) == 1 and short not in self._forms:
                self._forms[short] = next(iter(keys))
        airlines = {key for key in self._forms.values() if key.endswith(("airlines", "airways", "air"))}
        self._airline = next(iter(airlines)) if len(airlines) == 1 else ""

    def find(self, text: str) -> tuple[Referent, ...]:
        """Everybody named in `text`, in order, without overlaps; 后者 and `the latter` stand for whom they point to."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> tuple[Referent, ...]:
        found = [Referent(match.start(), match.end(), self._forms[match.group()]) for match in self._pattern.finditer(text)] if self._pattern else []
        for start, end, keys in cldr_forms(text):
            if keys[0][0] in {"city", "territory"}:
                found.append(Referent(start, end, f"{keys[0][0]}:{keys[0][1]}"))
        for match in _INSTITUTION.finditer(text):
            key = _KEYS[int(str(match.lastgroup)[1:])]
            found.append(Referent(match.start(), match.end(), (self._airline if key == "airline" else "") or f"inst:{key}"))
        kept = _without_overlaps(found)
        return tuple(sorted((*kept, *_anaphors(text, kept)), key=lambda referent: referent.start))


def _whole(form: str) -> str:
    escaped = re.escape(form)
    return rf"(?<![A-Za-z]){escaped}(?![A-Za-z])" if form[0].isascii() and form[-1].isascii() else escaped


def _without_overlaps(found: Sequence[Referent]) -> list[Referent]:
    kept: list[Referent] = []
    for referent in sorted(found, key=lambda referent: (referent.start, -referent.end)):
        if not kept or referent.start >= kept[-1].end:
            kept.append(referent)
    return kept


def _anaphors(text: str, known: Sequence[Referent]) -> list[Referent]:
    found: list[Referent] = []
    for match in _ANAPHOR.finditer(text):
        before = [referent.key for referent in known if referent.end <= match.start()][-6:]
        distinct = list(dict.fromkeys(reversed(before)))
        wanted = 0 if match.lastgroup == "latter" else 1
        if len(distinct) > wanted:
            found.append(Referent(match.start(), match.end(), distinct[wanted]))
    return found
