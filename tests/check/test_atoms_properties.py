"""Whatever the text: no crash, true spans, no digit skipped in silence, and time that grows with the length only."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter.check.atoms import atoms
from drafter.check.equivalence import compare, derived

PIECES = [
    "1",
    "2",
    "5",
    "9",
    "00",
    "500",
    "1.5",
    "1,000",
    "2026",
    "26",
    "一",
    "两",
    "三",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "兆",
    "廿",
    "〇",
    "半",
    "点",
    "几",
    "多",
    "余",
    "成",
    "折",
    "倍",
    "番",
    "翻",
    "分之",
    "百分之",
    "%",
    "％",
    "‰",
    "个百分点",
    "基点",
    "美元",
    "元",
    "$",
    "US$",
    "HK$",
    "€",
    "¥",
    "RMB",
    "年",
    "月",
    "日",
    "号",
    "季度",
    "第",
    "上半年",
    "周五",
    "上",
    "去年",
    "底",
    "财年",
    "至",
    "到",
    "-",
    "–",
    "~",
    "—",
    ",",
    ".",
    "，",
    "。",
    "/",
    ":",
    "(",
    ")",
    "+",
    "超过",
    "约",
    "近",
    "不到",
    "以上",
    "左右",
    "Jan.",
    "March",
    "May",
    "Q3",
    "H1",
    "FY",
    "last",
    "Friday",
    "yesterday",
    "from",
    "to",
    "between",
    "and",
    "of",
    "a",
    "half",
    "third",
    "two",
    "twenty",
    "hundred",
    "million",
    "billion",
    "bn",
    "m",
    "k",
    "percent",
    "points",
    "people",
    "banks",
    "家",
    "人",
    "名",
    "个",
    "次",
    "亿美元",
    "MW",
    "公里",
    "GB",
    "GPT-",
    "ISO",
    "CVE-",
    "v",
    "http://x.",
    "@",
    "x.example",
    "\n",
    "\u200b",
    "\ufeff",
    "１",
    "５",
    "½",
    "²",
    "①",
    "٣",
    "�",
    "é",
]
_TEXTS = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join)
)
_ANCHORS = st.one_of(st.none(), st.dates())
_LANGUAGES = st.sampled_from(["zh", "en"])


@settings(max_examples=400, deadline=None)
@example("十10", "zh", None)
@example("Q10A", "zh", None)
@example("百1分之0", "zh", None)
@example("10几亿", "zh", None)
@example("兆瓦", "zh", None)
@example("1分之0以上季", "zh", None)
@given(_TEXTS, _LANGUAGES, _ANCHORS)
def test_spans_are_true_apart_and_in_order_and_every_digit_is_read(text: str, language: str, anchor: date | None) -> None:
    found = atoms(text, language, anchor)
    assert all(text[atom.start : atom.end] == atom.text and atom.text for atom in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all((atom.low is None) == (atom.high is None) for atom in found)
    read = bytearray(len(text))
    for atom in found:
        read[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
    unread = [at for at, character in enumerate(text) if character in "0123456789" and not read[at]]
    assert all(re.match(r"[0-9]{1,2}[)）.．、\u200b\ufeff]", text[at:]) for at in unread)  # the numbers of a list's points


@settings(max_examples=200, deadline=None)
@given(_TEXTS, _TEXTS, _LANGUAGES, _ANCHORS)
def test_comparing_never_fails_and_an_atom_carries_itself(ours: str, theirs: str, language: str, anchor: date | None) -> None:
    claims, sources = atoms(ours, language, anchor), atoms(theirs, "en", anchor)
    for claim in claims:
        assert compare(claim, claim).verdict == "same"
        for source in sources:
            compare(claim, source)
        derived(claim, sources, items=3)


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=2, max_value=9), st.integers(min_value=0, max_value=999), st.sampled_from(["mn", "million", "bn", "billion"]))
def test_a_figure_reads_alike_however_its_thousands_are_set(whole: int, rest: int, scale: str) -> None:
    written = [f"${whole}{rest:03d} {scale}", f"${whole},{rest:03d} {scale}", f"US$ {whole},{rest:03d} {scale}", f"${whole} {rest:03d} {scale}"]
    values = {atoms(text, "en")[0].value for text in written}
    assert len(values) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "一",
        "万",
        "1-",
        "1 to ",
        "$1",
        "a@",
        "1/",
        "one and ",
        "hundred ",
        "Jan 1 ",
        "1月1日至",
        "分之",
        "三成",
        "翻",
        "http://",
        "v1.",
        "A-",
        "more than ",
        "1\u200b",
        "½",
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_time_is_linear_on_hostile_texts(piece: str, language: str) -> None:
    spent = []
    for length in (5_000, 40_000):
        text = (piece * length)[:length]
        started = time.process_time()
        atoms(text, language, date(2026, 1, 28))
        spent.append(time.process_time() - started)
    assert spent[1] < 24 * spent[0] + 0.5  # eight times the text; twenty-four allow for a busy machine, quadratic would be sixty-four


def test_two_hundred_kilobytes_take_a_second_at_most() -> None:
    text = "据报，该公司1月26日完成15亿美元融资，估值超过120亿美元，同比增长35%，覆盖20多个国家的500余家银行。" * 1500
    started = time.process_time()
    assert len(atoms(text, "zh", date(2026, 1, 28))) == 6 * 1500
    assert time.process_time() - started < len(text.encode()) / 100_000  # at least 100 KB/s on a busy machine; alone it is several times that
