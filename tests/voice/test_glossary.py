"""First mention, short form, names that stay; the spreadsheet import; a person's file with its comments kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.check.glossary import GlossaryTerm, glossary_flags
from drafter.check.statements import own_words
from drafter.check.text import CheckedText
from drafter.entities import Edition, Flag, Item, Link, Paragraph, Stamp, Statement
from drafter.errors import ConfigError
from drafter.house import terms
from drafter.store import glossary, glossary_edit, glossary_table
from drafter.voice.introduced import introduced
from tests.check.forms import edition, item
from tests.cli.command import run
from tests.nouns import article

CBDC = GlossaryTerm(term="Central Bank Digital Currency", wanted="央行数字货币", short="CBDC")
FULL = "央行数字货币（Central Bank Digital Currency，CBDC）"
PAGE = article("Visa and Circle test a transfer.", title="Visa tests transfers with Circle")


def found(text: CheckedText, *terms: GlossaryTerm) -> list[Flag]:
    return list(glossary_flags(own_words(text, {PAGE.id: PAGE}), terms, (), text.language))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"{FULL}试点开始。CBDC由两家银行发行。", ""),
        ("CBDC试点开始。", "CBDC"),
        ("央行数字货币试点开始。", "央行数字货币"),
        (f"{FULL}试点开始。央行数字货币由两家银行发行。", "央行数字货币"),
        (f"{FULL}试点开始，{FULL}由两家银行发行。", FULL),
        ("Central Bank Digital Currency试点开始。", "Central Bank Digital Currency"),
    ],
)
def test_a_term_is_introduced_once_and_short_after(said: str, words: str) -> None:
    flags = found(edition("zh", analysis=[said]), CBDC)
    assert [flag.words for flag in flags] == ([words] if words else [])  # one cause, one flag


def test_title_headline_and_lede_have_no_room_for_an_introduction() -> None:
    text = edition("zh", item("i1", PAGE, "CBDC试点", f"{FULL}试点开始。"), lede=["CBDC试点开始。"])
    assert not found(text, CBDC)
    assert found(edition("zh", item("i1", PAGE, "CBDC试点", "CBDC试点开始。")), CBDC)


def test_a_longer_term_is_not_a_mention_of_the_shorter() -> None:
    bridge = GlossaryTerm(term="mBridge", wanted="央行数字货币桥")
    assert not found(edition("zh", analysis=[f"{FULL}试点开始，央行数字货币桥随后接入。"]), CBDC, bridge)


def test_a_chinese_short_form_is_no_second_name_and_a_term_that_nobody_uses_is_no_fault() -> None:
    term = GlossaryTerm(term="tokenised deposit", wanted="代币化存款", short="代存")
    said = own_words(edition("zh", analysis=["代币化存款（tokenised deposit，代存）试点开始。代存由两家银行发行。"]), {})
    pairs = [(form, term.term) for form in (term.wanted, term.short)]
    assert glossary_flags(said, (term, CBDC), [*pairs, (CBDC.wanted, CBDC.term)], "zh") == ()


def test_english_introduces_by_the_short_form_in_brackets_and_a_form_of_ones_own_wins() -> None:
    term = GlossaryTerm(term="real-time gross settlement", wanted="real-time gross settlement", short="RTGS")
    assert term.opening == "real-time gross settlement (RTGS)"
    assert not found(edition("en", analysis=["The real-time gross settlement (RTGS) system closed. RTGS reopens."]), term)
    assert [flag.nearest for flag in found(edition("en", analysis=["RTGS closed."]), term)] == [term.opening]
    assert GlossaryTerm(term="a", wanted="甲", short="乙", first="甲（下称乙）").opening == "甲（下称乙）"


@pytest.mark.parametrize(
    ("headline", "said", "flagged"),
    [
        ("Visa测试转账", "Visa与Circle测试转账。", False),
        ("维萨测试转账", "维萨（Visa）与Circle测试转账。", True),
        ("维萨测试转账", "维萨与Circle测试转账。", True),
        ("卡组织测试转账", "Visa与Circle测试转账。", False),
    ],
)
def test_a_name_that_is_never_translated(headline: str, said: str, flagged: bool) -> None:
    kept = GlossaryTerm(term="Visa", wanted="Visa", kept=True)
    assert [flag.code for flag in found(edition("zh", item("i1", PAGE, headline, said)), kept)] == (["kept-name"] if flagged else [])


def test_items_that_each_introduce_a_term_are_made_one_introduction() -> None:
    def of(number: int, text: str, fallback: str = "") -> Item:
        link = Link(title="t", url=f"https://news.example/{number}")
        return Item(id=f"i{number}", article_id=f"a{number}", headline="h", statements=(Statement(text=text, fallback=fallback),), link=link)

    drafted = Edition(
        name="2026-W05",
        language="zh",
        date=Stamp(value="2026-01-30"),
        title="CBDC",
        lede=Paragraph(statements=(Statement(text=f"{FULL}在导语。"),)),
        items=(of(1, f"{FULL}试点。"), of(2, f"{FULL}扩围，{FULL}增加。"), of(3, f"{FULL}原句。", "quote")),
        analysis=(Paragraph(statements=(Statement(text=f"{FULL}的成本不同。"),)),),
        conclusion=(),
        tags=(),
    )
    after = introduced(drafted, (CBDC,))
    assert [one.statements[0].text for one in after.items] == [f"{FULL}试点。", "CBDC扩围，CBDC增加。", f"{FULL}原句。"]
    assert after.analysis[0].statements[0].text == "CBDC的成本不同。"
    assert after.lede == drafted.lede
    assert introduced(drafted, ()) is drafted


# The file

MINE = "# 术语\nstablecoin: 稳定币  # 编辑部定\nnever_translate: [Visa]  # 卡组织\n\n# 末尾的话\n"


def test_terms_are_added_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / glossary.FILE
    path.write_text(MINE, encoding="utf-8")
    done = glossary_edit.put(
        tmp_path,
        [
            {"term": "stablecoin", "wanted": "稳定币"},
            {"term": "Visa", "wanted": "维萨"},
            {"term": "Circle", "wanted": "Circle", "kept": True},
            {"term": "a: b", "wanted": "否", "also": ("no", "c, d")},
            {"term": CBDC.term, "wanted": CBDC.wanted, "short": CBDC.short},
        ],
    )
    assert done == (("Circle", "a: b", CBDC.term), ("stablecoin",), ("Visa",))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 术语\nstablecoin: 稳定币  # 编辑部定\nnever_translate: [Visa, Circle]  # 卡组织\n\n# 末尾的话\n")
    assert {term.term: term for term in terms(tmp_path)}["a: b"].also == ("no", "c, d")
    assert CBDC in terms(tmp_path)


@pytest.mark.parametrize(
    "before", ["", "never_translate: Visa\n", "never_translate:\n- Visa # x\n\nb: 乙\n", "never_translate:\n    - Visa", "never_translate: []\n"]
)
def test_a_name_joins_the_list_in_whatever_form_it_has(tmp_path: Path, before: str) -> None:
    (tmp_path / glossary.FILE).write_text(before, encoding="utf-8")
    glossary_edit.put(tmp_path, [{"term": "Circle", "wanted": "Circle", "kept": True}])
    assert {term.term for term in terms(tmp_path) if term.kept} == {"Circle", *(["Visa"] if "Visa" in before else [])}


def test_a_file_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    (tmp_path / glossary.FILE).write_text("a: [b\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"glossary\.yaml:"):
        glossary_edit.put(tmp_path, [{"term": "x", "wanted": "y"}])
    assert (tmp_path / glossary.FILE).read_text(encoding="utf-8") == "a: [b\n"


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        ("Term,Translation,Abbreviation,Do not use,Keep\nCentral Bank Digital Currency,央行数字货币,CBDC,央行币|电子央币,\nVisa,,,,yes\n,缺,,,\n", "utf-8"),
        ("术语;译名;缩写;禁用;不译\nCentral Bank Digital Currency;央行数字货币;CBDC;央行币、电子央币;\nVisa;;;;是\n;缺;;;\n", "gb18030"),
        ("原文\t中文\t简称\t不用\tDNT\nCentral Bank Digital Currency\t央行数字货币\tCBDC\t央行币；电子央币\t\nVisa\t\t\t\tx\n\t缺\t\t\t\n", "utf-16"),
    ],
)
def test_a_spreadsheet_is_imported_by_its_headings(tmp_path: Path, table: str, encoding: str) -> None:
    (tmp_path / "t.csv").write_bytes(table.encode(encoding))
    done = run("glossary", "import", tmp_path / "t.csv", "-C", tmp_path)
    assert done.exit_code == 0, done.stderr
    assert "2 added" in done.stdout
    assert "row 4: has no term" in done.stderr
    assert terms(tmp_path) == (
        GlossaryTerm(term=CBDC.term, wanted=CBDC.wanted, short="CBDC", forbidden=("央行币", "电子央币")),
        GlossaryTerm(term="Visa", wanted="Visa", kept=True),
    )
    assert "0 added, 2 there already" in run("glossary", "import", tmp_path / "t.csv", "-C", tmp_path).stdout


def test_a_table_without_headings_says_which_it_knows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("stablecoin,稳定币\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="译名"):
        glossary_table.read(tmp_path / "t.csv")


def test_the_command_lists_and_adds(tmp_path: Path) -> None:
    assert run("glossary", "add", CBDC.term, CBDC.wanted, "--short", "CBDC", "-C", tmp_path).exit_code == 0
    assert run("glossary", "add", "Visa", "--keep", "-C", tmp_path).exit_code == 0
    assert FULL in run("glossary", "list", "-C", tmp_path).stdout
    listed = json.loads(run("glossary", "-C", tmp_path, "--json").stdout)
    assert [one["term"] for one in listed] == [CBDC.term, "Visa"]
    assert run("glossary", "add", "Visa", "维萨", "-C", tmp_path).exit_code == 2
    assert run("glossary", "add", "Circle", "-C", tmp_path).exit_code == 2
