"""Who is spoken of, under one key in both texts: declared pairs, CLDR's places, Latin names, and institutions both languages name.

Only those that claim and source share a key for can be compared; all others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.check.name_forms import cldr_forms, folded, latin_names

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
_ANAPHOR = re.compile(r"(?P<latter>后者|the latter)|(?P<former>前者|the former(?! [a-z]))", re.I)
_GENERIC_WORDS = frozenset(
    [
        "bank",
        "banks",
        "group",
        "capital",
        "pay",
        "cloud",
        "fund",
        "global",
        "systems",
        "chips",
        "exchange",
        "partners",
        "lending",
        "airlines",
        "bill",
        "family",
        "the",
        "and",
        "sovereign",
        "financial",
        "digital",
        "data",
        "holdings",
    ]
)


@dataclass(frozen=True, slots=True)
class Referent:
    """One naming of somebody or something."""

    start: int
    end: int
    key: str


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
        self._forms = {form: key for form, key in forms.items() if len(form) > 1}
        self._add_short_forms(pairs)
        ordered = sorted(self._forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(_whole(form) for form in ordered)) if ordered else None

    def _add_short_forms(self, pairs: Sequence[tuple[str, str]]) -> None:
        """`Lumen` for `Lumen Pay`, 橡果 for 橡果浏览器, `the airline` for an airline: where only one name has it."""
        shorts: dict[str, set[str]] = {}
        for form, key in list(self._forms.items()):
            if form.isascii():
                words = [word for word in form.split() if word[0].isupper()]
                if len(words) > 1 and len(words[0]) > 3 and words[0].lower() not in _GENERIC_WORDS:
                    shorts.setdefault(words[0], set()).add(key)
            elif len(form) >= 4:
                shorts.setdefault(form[:2], set()).add(key)
        for short, keys in shorts.items():
            if len(keys) == 1 and short not in self._forms:
                self._forms[short] = next(iter(keys))
        airlines = {key for key in self._forms.values() if key.endswith(("airlines", "airways", "air"))}
        self._airline = next(iter(airlines)) if len(airlines) == 1 else ""

    def find(self, text: str) -> tuple[Referent, ...]:
        """Everybody named in `text`, in order, without overlaps; 后者 and `the latter` stand for whom they point to."""
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
