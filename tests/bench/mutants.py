"""Right statements made wrong by one small change each, as a careless writer makes them: digit, magnitude, currency, unit, date, comparator,
negation in a quotation, name in a quotation.

A mutant that the source still carries is none: where the new figure stands in the source too, it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from drafter.check.atoms import Atom, atoms
from drafter.check.equivalence import compare
from drafter.check.quotations.checked import quotations

Row = dict[str, Any]
_SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "magnitude": (("万亿", "亿"), ("亿", "万"), ("万", "亿"), ("billion", "million"), ("million", "billion"), ("bn", "m"), ("trillion", "billion")),
    "currency": (
        ("港元", "美元"), ("美元", "欧元"), ("欧元", "英镑"), ("英镑", "美元"), ("日元", "韩元"), ("人民币", "港币"),
        ("US$", "€"), ("HK$", "€"), ("€", "£"), ("£", "€"), ("$", "€"), ("dollars", "euros"), ("euros", "dollars"),
    ),
    "unit": (
        ("个百分点", "%"), ("percentage points", "percent"), ("个基点", "个百分点"), ("basis points", "percentage points"), ("％", "个百分点"), ("%", "个百分点"),
        ("吉瓦", "兆瓦"), ("兆瓦", "吉瓦"), ("GW", "MW"), ("MW", "GW"), ("个月", "年"), ("months", "years"), ("小时", "分钟"), ("hours", "minutes"),
        ("公里", "米"), ("吨", "公斤"), ("percent", "percentage points"),
    ),
    "comparator": (
        ("超过", "不足"), ("逾", "不到"), ("至少", "至多"), ("至多", "至少"), ("不足", "超过"), ("不到", "超过"), ("more than", "less than"), ("over ", "under "),
        ("at least", "at most"), ("at most", "at least"), ("up to", "at least"), ("less than", "more than"), ("fewer than", "more than"), ("高达", "至少"),
    ),
}  # fmt: skip
_DATES = (("一月", "二月"), ("第一季度", "第二季度"), ("第二季度", "第三季度"), ("第三季度", "第四季度"), ("上半年", "下半年"), ("下半年", "上半年"))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def mutants(row: Row) -> Iterator[tuple[str, str]]:
    """(mutator, the statement with one thing wrong), at most one of a kind for each atom or quotation."""
    for name, make in MUTATORS.items():
        for claim in dict.fromkeys(make(row)):
            if claim != row["claim"]:
                yield name, claim


def _read(row: Row, text: str, side: str) -> tuple[Atom, ...]:
    return atoms(text, row[f"{side}_language"], date.fromisoformat(row["anchor"]))


def _ours(row: Row) -> list[Atom]:
    """Atoms that a mutation of is a fault: figures, no names; small counts said in words are left alone."""
    quoted = [(each.start, each.end) for each in quotations(row["claim"])]
    found = [atom for atom in _read(row, row["claim"], "claim") if atom.kind not in ("identifier", "url", "email", "phone", "unparsed", "ordinal")]
    return [atom for atom in found if not any(start <= atom.start < end for start, end in quoted)]


def _wrong(row: Row, claim: str, at: int) -> bool:
    """The changed atom is one that no sentence of the source carries."""
    changed = [atom for atom in _read(row, claim, "claim") if atom.start <= at < atom.end]
    theirs = _read(row, row["source"], "source")
    return bool(changed) and not any(compare(atom, other).holds for atom in changed for other in theirs)


def _digit(row: Row) -> Iterator[str]:
    for atom in _ours(row):
        found = re.search(r"\d", atom.text)
        if found is None or atom.kind in ("date", "date-range", "time"):
            continue
        at = atom.start + found.start()
        claim = row["claim"][:at] + str(int(found[0]) % 9 + 1) + row["claim"][at + 1 :]
        if _wrong(row, claim, at):
            yield claim


def _swapped(kind: str) -> Callable[[Row], Iterator[str]]:
    def make(row: Row) -> Iterator[str]:
        for atom in _ours(row):
            for old, new in _SWAPS[kind]:
                at = atom.text.find(old)
                if at < 0:
                    continue
                start = atom.start + at
                claim = row["claim"][:start] + new + row["claim"][start + len(old) :]
                if _wrong(row, claim, start):
                    yield claim
                break

    return make


def _date(row: Row) -> Iterator[str]:
    for atom in _ours(row):
        if atom.kind not in ("date", "date-range"):
            continue
        for at, old, new in _date_changes(atom.text):
            start = atom.start + at
            claim = row["claim"][:start] + new + row["claim"][start + len(old) :]
            if _wrong(row, claim, start):
                yield claim
            break


def _date_changes(text: str) -> Iterator[tuple[int, str, str]]:
    for old, new in (*_DATES, *zip(_MONTHS, (*_MONTHS[1:], "January"), strict=True)):
        if old in text:
            yield text.index(old), old, new
    if found := re.search(r"(\d{1,2})(?=[月日号]|st|nd|rd|th|$)", text):
        yield found.start(), found[1], str(int(found[1]) % 11 + 1)
    if found := re.search(r"\d{4}", text):
        yield found.start(), found[0], str(int(found[0]) + 1)


def _negation(row: Row) -> Iterator[str]:
    """A denial put into a quotation."""
    claim = row["claim"]
    for each in quotations(claim):
        if not each.real:
            continue
        for old, new in (
            ("是", "不是"),
            ("会", "不会"),
            ("将", "将不"),
            ("可以", "不可以"),
            ("能", "不能"),
            (" is ", " is not "),
            (" are ", " are not "),
            (" will ", " will not "),
        ):
            at = each.words.find(old)
            if at >= 0 and not re.search(r"不|没|未|无|\bnot?\b|n['’]t", each.words):
                start = each.start + at
                yield claim[:start] + new + claim[start + len(old) :]
                break


def _name(row: Row) -> Iterator[str]:
    """Another name in a quotation."""
    claim = row["claim"]
    for each in quotations(claim):
        found = re.search(r"(?<=\s)[A-Z][a-z]{3,}", each.words) if each.real else None
        if found:
            start = each.start + found.start()
            yield claim[:start] + "Zabrinski" + claim[start + len(found[0]) :]
        for form, _ in row.get("names", ()):
            if each.real and form in each.words:
                start = each.start + each.words.index(form)
                yield claim[:start] + "Zabrinski" + claim[start + len(form) :]


MUTATORS: dict[str, Callable[[Row], Iterator[str]]] = {
    "digit": _digit,
    "magnitude": _swapped("magnitude"),
    "currency": _swapped("currency"),
    "unit": _swapped("unit"),
    "date": _date,
    "comparator": _swapped("comparator"),
    "quote negation": _negation,
    "quote name": _name,
}
"""By what they change, in the table's order."""
