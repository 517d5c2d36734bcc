"""From an edition, or from a post that a person has edited, to what the checks read, and to the review."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from drafter import proofread
from drafter.asks import Judged
from drafter.check.text import CheckedText
from drafter.config import Settings
from drafter.entities import Article, Edition, Evidence, Flag, Item, Link, Paragraph, Stamp, Statement
from drafter.post.read import parse
from drafter.post.render import render
from drafter.proofread import record
from drafter.proofread.of_form import of_form
from drafter.reviewing import Known, files
from drafter.store import verdicts, waivers
from drafter.store.editions import edition_folder
from tests.nouns import ENGLISH, article

TEMPLATE = Path(__file__).parent.parent.parent / "templates/post.md.j2"
SETTINGS = Settings(digest={"language": "zh", "name": "海湾周报", "timezone": "Asia/Shanghai"})  # type: ignore[arg-type]  # as TOML gives it
LOAN = article(ENGLISH, url="https://news.example/loan_(1)", title="Harbour Bank signs loan")
RULE = article("The office proposed a rule on 26 January. It is open for comment for 90 days.", url="https://news.example/rule", title="Office proposes a rule")
ARTICLES = {one.id: one for one in (LOAN, RULE)}
TODAY = date(2026, 3, 1)


def said(text: str, of: Article, *ids: str, fallback: str = "") -> Statement:
    return Statement(text=text, evidence=(Evidence(article_id=of.id, sentence_ids=ids),), fallback=fallback)


def edition() -> Edition:
    loan = Item(
        id="i1a",
        article_id=LOAN.id,
        headline="海湾银行签署15亿美元贷款",
        statements=(said("海湾银行 Harbour Bank 周二说，已签署15亿美元的贷款_协议*。", LOAN, "s1"), said("2029年3月到期，利差85个基点。", LOAN, "s2")),
        link=Link(title=LOAN.title, url=LOAN.url),
        published=Stamp(value="2026-01-27"),
    )
    rule = Item(
        id="i2b",
        article_id=RULE.id,
        place="brief",
        headline="规则征求意见",
        statements=(said("该规则征求意见90天。", RULE, "s2"),),
        link=Link(title=RULE.title, url=RULE.url),
    )
    argued = Statement(text="贷款先签，规则后到。", kind="opinion", rests_on=("i1a", "i2b"))
    return Edition(
        name="2026-W05",
        language="zh",
        date=Stamp(value="2026-01-30"),
        title="银行先动，规则后到",
        lede=Paragraph(statements=(Statement(text="贷款15亿美元。", rests_on=("i1a",)),)),
        items=(loan, rule),
        analysis=(Paragraph(statements=(argued,)),),
        conclusion=(Paragraph(statements=(Statement(text="意见期还有90天。", rests_on=("i2b",)),)),),
        tags=("banking",),
    )


def rendered() -> str:
    return render(edition(), SETTINGS, load_template=lambda name: TEMPLATE.read_text(encoding="utf-8"))


def read(text: str, kept: Edition | None = None, articles: dict[str, Article] = ARTICLES) -> CheckedText:
    return proofread.of_post(parse(text), kept, articles, SETTINGS, today=TODAY)


def test_a_post_as_it_was_drafted_has_the_editions_evidence_again() -> None:
    ours, posted = proofread.of_edition(edition(), SETTINGS), read(rendered(), edition())
    assert posted.day == ours.day == date(2026, 1, 30)
    assert posted.title
    assert ours.title
    assert posted.title.text == ours.title.text
    assert [item.id for item in posted.items] == ["i1a", "i2b"]
    for one, other in zip(posted.items, ours.items, strict=True):
        assert [(s.evidence, s.part, s.item_id) for s in one.said] == [(s.evidence, s.part, s.item_id) for s in other.said]
        assert (one.place, one.article_ids, one.published) == (other.place, other.article_ids, other.published)
    assert [[(s.text, s.kind, s.rests_on) for s in p] for p in posted.analysis] == [[(s.text, s.kind, s.rests_on) for s in p] for p in ours.analysis]
    assert posted.conclusion[0][0].rests_on == ("i2b",)


def test_every_sentence_stands_where_its_span_says() -> None:
    text = rendered()
    posted = read(text, edition())
    first = posted.items[0].said[0]
    assert first.text == "海湾银行Harbour Bank周二说，已签署15亿美元的贷款_协议*。"
    assert text[first.start : first.end].replace("\\", "") == first.text
    assert posted.items[1].said[0].text == "该规则征求意见90天。", "the source's title behind it is no statement of ours"


def test_an_edited_sentence_claims_no_evidence_and_its_neighbours_keep_theirs() -> None:
    posted = read(rendered().replace("85个基点", "95个基点"), edition())
    first, second = posted.items[0].said
    assert first.evidence
    assert not second.evidence
    assert second.text == "2029年3月到期，利差95个基点。"


def test_an_item_is_known_by_its_address_however_it_moved() -> None:
    text = rendered().replace("海湾银行签署15亿美元贷款", "换了标题").replace("https://news.example/loan", "http://www.news.example/loan")
    [loan, _] = read(text, edition()).items
    assert loan.id == "i1a"
    assert loan.headline.text == "换了标题"
    assert loan.article_ids == (LOAN.id,)


def test_a_post_without_an_edition_is_matched_to_articles_by_its_links() -> None:
    posted = read(rendered())
    assert [item.article_ids for item in posted.items] == [(LOAN.id,), (RULE.id,)]
    assert [item.published for item in posted.items] == [date(2026, 1, 27), date(2026, 1, 27)]
    assert not any(one.evidence for item in posted.items for one in item.said)
    assert posted.language == "zh"


def test_an_address_that_led_elsewhere_has_its_article_all_the_same() -> None:
    text = "# T\n\n## News\n\n### One\n\nIt is US$1.5 billion.\n\n**Source:** [x](https://t.example/abc)\n"
    posted = proofread.of_post(parse(text), None, ARTICLES, SETTINGS, links={"https://t.example/abc": LOAN.id}, today=TODAY)
    assert posted.items[0].article_ids == (LOAN.id,)
    assert (posted.language, posted.day) == ("en", TODAY)


def test_sentences_that_the_next_begins_with_a_figure_are_two() -> None:
    posted = read("# 题\n\n## 新闻\n\n### 一\n\n他们说“好。2岁也好。”\n2026年再说。2027年也行。\n\n**Source:** [x](https://a.example/1)\n")
    assert [one.text for one in posted.items[0].said] == ["他们说“好。2岁也好。”", "2026年再说。", "2027年也行。"]


def review(text: str, kept: Edition | None = None, waived: dict[str, str] | None = None) -> proofread.Review:
    return proofread.proofread(read(text, kept), ARTICLES, SETTINGS, proofread.Beside(post=text, waived=lambda flag: (waived or {}).get(flag.words, "")))


def test_a_wrong_figure_is_found_beside_escapes_and_twice_in_one_sentence() -> None:
    text = rendered().replace("已签署15亿美元的", "已签署15亿美元，不是_51亿美元_的")
    flags = [flag for flag in review(text, edition()).flags if "51亿" in flag.words]
    assert len(flags) == 1
    [flag] = flags
    assert text[flag.start : flag.end] == flag.words
    assert flag.severity in ("BLOCK", "HIGH")


def test_every_sentence_has_one_line_and_says_how_it_stands() -> None:
    found = review(rendered(), edition())
    assert [line.text for line in found.lines if line.part == "item"] == [one.text for one in read(rendered(), edition()).items[0].said]
    assert found.counts.sentences == len(found.lines)
    assert found.counts.traced + found.counts.judged + found.counts.not_checked == found.counts.sentences
    cited = next(line for line in found.lines if line.part == "item").cited
    assert cited[0].text == LOAN.sentences[0].text
    assert cited[0].url == LOAN.url


def test_a_waived_flag_is_out_of_the_flags_and_in_the_waived_ones() -> None:
    text = rendered().replace("85个基点", "95个基点")
    [flag] = [flag for flag in review(text, edition()).flags if "95" in flag.words]
    found = review(text, edition(), {flag.words: "as the bank told us"})
    assert flag not in found.flags
    assert [(one.flag.words, one.reason) for one in found.waived] == [(flag.words, "as the bank told us")]
    assert not any(flag.words == other.words for line in found.lines for other in line.flags)
    assert found.counts.waived == 1


def test_what_the_run_flagged_stands_among_the_others_worst_first() -> None:
    more = (Flag(code="thin-edition", severity="WARN", where="2026-W05", message="m"), Flag(code="fallback-item", severity="HIGH", where="w", message="m"))
    found = proofread.proofread(proofread.of_edition(edition(), SETTINGS), ARTICLES, SETTINGS, proofread.Beside(more=more))
    order = [("BLOCK", "HIGH", "WARN", "INFO").index(flag.severity) for flag in found.flags]
    assert order == sorted(order)
    assert {"thin-edition", "fallback-item"} <= {flag.code for flag in found.flags}
    assert found.must_act


def opinion(statement: str, verdict: str, *ids: str, of: Article = LOAN) -> Judged:
    return Judged.model_validate({"article_id": of.id, "statement": statement, "verdict": verdict, "sentence_ids": ids, "reason": "原文另有说法。"})


def with_opinions(*judged: Judged, text: str = "") -> proofread.Review:
    checked = read(text, edition()) if text else proofread.of_edition(edition(), SETTINGS)
    return proofread.proofread(checked, ARTICLES, SETTINGS, proofread.Beside(post=text, verdicts=judged))


LOOSE = "双方都没有说明担保条件。"
"""Nothing in it can be compared."""


def loosely_said() -> str:
    return rendered().replace("2029年3月到期，利差85个基点。", f"2029年3月到期，利差85个基点。{LOOSE}")


def test_a_sentence_that_code_cannot_compare_stands_as_judged_with_the_models_sentences() -> None:
    text = loosely_said()
    before, after = (with_opinions(*verdicts, text=text) for verdicts in ((), (opinion(LOOSE, "supported", "s4"),)))
    [was], [line] = ([line for line in found.lines if line.text == LOOSE] for found in (before, after))
    assert (was.standing, line.standing) == ("not-checked", "judged")
    assert [one.text for one in line.cited] == [LOAN.sentences[3].text]
    assert (after.counts.judged, after.counts.not_checked) == (1, before.counts.not_checked - 1)
    assert sum(after.counts.reasons.values()) == after.counts.not_checked
    assert after.flags == before.flags, "an opinion in favour neither raises nor clears a flag"
    template = (TEMPLATE.parent / record.TEMPLATE).read_text(encoding="utf-8")
    assert "仅为模型的看法" in record.page(after, template)
    assert "1 句由模型判断" in record.page(after, template)
    assert "仅为模型的看法" not in record.page(before, template)


def test_an_opinion_against_a_sentence_is_a_warning_on_its_line() -> None:
    found = with_opinions(opinion(LOOSE, "unsupported"), text=loosely_said())
    [line] = [line for line in found.lines if line.text == LOOSE]
    assert [(flag.code, flag.severity) for flag in line.flags if flag.code.startswith("judged")] == [("judged-unsupported", "WARN")]
    assert line.standing == "judged"


def test_an_opinion_in_favour_clears_nothing_and_one_against_a_flagged_sentence_adds_no_second_warning() -> None:
    text = rendered().replace("利差85个基点", "利差95个基点")
    wrong = "2029年3月到期，利差95个基点。"
    plain = with_opinions(text=text)
    assert any("95" in flag.words for flag in plain.flags)
    assert with_opinions(opinion(wrong, "supported", "s2"), text=text).flags == plain.flags
    found = with_opinions(opinion(wrong, "contradicted", "s2"), text=text)
    assert {flag.code: flag.severity for flag in found.flags if flag not in plain.flags} == {"judged-contradicted": "INFO"}


def test_an_opinion_lapses_when_a_word_changes_and_holds_of_its_own_article_alone() -> None:
    text = loosely_said()
    for other in (opinion(LOOSE.replace("双方", "两方"), "contradicted", "s4"), opinion(LOOSE, "contradicted", "s1", of=RULE)):
        assert with_opinions(other, text=text).flags == with_opinions(text=text).flags


def test_kept_opinions_are_read_again_and_a_broken_row_is_named(tmp_path: Path) -> None:
    first, second = opinion("一。", "supported", "s1"), opinion("二。", "partly", "s1")
    verdicts.keep(tmp_path, [first])
    verdicts.keep(tmp_path, [second, opinion("一。", "contradicted", "s1")])
    found, broken = verdicts.read(tmp_path)
    assert {one.statement: one.verdict for one in found} == {"一。": "contradicted", "二。": "partly"}
    assert not broken
    rows = json.loads((tmp_path / verdicts.FILE).read_text(encoding="utf-8"))
    (tmp_path / verdicts.FILE).write_text(json.dumps([*rows, {"verdict": "fine"}]), encoding="utf-8")
    found, broken = verdicts.read(tmp_path)
    assert len(found) == 2
    assert "row 3" in broken[0].message
    (tmp_path / verdicts.FILE).write_text("{", encoding="utf-8")
    assert not verdicts.read(tmp_path)[0]
    assert verdicts.read(tmp_path)[1]


def test_an_item_without_an_article_says_why_it_was_not_checked() -> None:
    text = rendered()
    posted = read(text, None, {})
    found = proofread.proofread(posted, {}, SETTINGS, proofread.Beside(post=text, missing={posted.items[0].id: "http-404: gone"}))
    lines = [line for line in found.lines if line.part == "item"]
    assert {(line.standing, line.why) for line in lines} == {("not-checked", "http-404: gone")}
    assert found.counts.reasons


def test_what_no_source_says_is_only_said_of_a_sentence_whose_sources_are_here() -> None:
    """The analysis rests on both items: with one page gone what is missing may stand there, with both gone nobody knows."""
    text = rendered().replace("贷款先签，规则后到。", "贷款先签，规则7月9日才到。")

    def found(articles: dict[str, Article]) -> tuple[list[str], str]:
        review = proofread.proofread(read(text, edition(), articles), articles, SETTINGS, proofread.Beside(post=text))
        [line] = [line for line in review.lines if "7月9日" in line.text]
        return [flag.severity for flag in line.flags], line.standing

    assert found(ARTICLES) == (["HIGH"], "traced")
    assert found({LOAN.id: LOAN}) == (["WARN"], "traced")
    assert found({}) == ([], "not-checked")


def test_the_order_of_items_does_not_change_what_is_found() -> None:
    kept = edition()
    turned = kept.model_copy(update={"items": kept.items[::-1]})

    def found(one: Edition) -> set[tuple[str, str, str]]:
        checked = proofread.proofread(proofread.of_edition(one, SETTINGS), ARTICLES, SETTINGS)
        return {(flag.code, flag.words, flag.statement) for flag in checked.flags}

    assert found(kept) == found(turned)


@pytest.mark.parametrize(
    ("addition", "code"),
    [("\n<table><tr><td>1</td></tr></table>\n", "not-understood"), ("\n编辑注：请核对日期。\n", "editor-note-left")],
)
def test_what_no_check_reads_is_named_with_its_place(addition: str, code: str) -> None:
    text = rendered() + addition
    [flag] = [flag for flag in of_form(parse(text)) if flag.code == code]
    assert text[flag.start : flag.end] == addition.strip()


def test_faults_of_the_front_matter_are_flagged() -> None:
    text = rendered().replace("layout: post", "layout: [post")
    assert [flag.severity for flag in of_form(parse(text)) if flag.code == "front-matter-fault"] == ["WARN"]


def test_a_draft_has_its_record_as_it_is_made_and_waivers_beside_it_count(tmp_path: Path) -> None:
    wrong = edition()
    statement = wrong.items[0].statements[1].model_copy(update={"text": "2029年3月到期，利差95个基点。"})
    item = wrong.items[0].model_copy(update={"statements": (wrong.items[0].statements[0], statement)})
    wrong = wrong.model_copy(update={"items": (item, wrong.items[1])})
    found = Known(tmp_path, SETTINGS, ARTICLES).of_draft(wrong)
    as_json, as_html = files(found, tmp_path)
    [flag] = [flag for flag in found.flags if "95" in flag.words]
    assert json.loads(as_json)["flags"][0]["statement"] == flag.statement == statement.text
    assert "<mark>95个基点</mark>" in as_html
    waivers.keep(edition_folder(tmp_path, wrong.name), flag, "the bank told us")
    again = Known(tmp_path, SETTINGS, ARTICLES).of_draft(wrong)
    page = files(again, tmp_path).html
    assert flag not in again.flags
    assert "the bank told us" in page
