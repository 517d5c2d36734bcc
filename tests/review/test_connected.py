"""The page with everything connected that the command connects: a real redo by a model on loopback, approvals, publishing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drafter.collect.workers import Workers
from drafter.config import load
from drafter.entities import Flag
from drafter.job import Job
from drafter.review.connected import ports
from drafter.review.home import overview
from drafter.store import corrections, decisions, published, waivers
from tests.llm.endpoint import Endpoint
from tests.review import desk
from tests.review.homes import Home, at_home
from tests.review.material import EDITION, POST, until
from tests.review.test_page import Page

pytestmark = pytest.mark.browser
NOTE = re.compile(r"\n编辑注：[^\n]*\n")
SWAPS = (
    ("自有资本至少1000万欧元，并通过", "自有资本至少1000万欧元，还要通过"),
    ("她主张先等较大辖区", "主张先等较大辖区"),
    ("耗资2100万欧元", "花了2100万欧元"),
)
ITEM, OTHER = "Bank of Aldermoor", "欧洲EPS"


@dataclass
class At:
    """A digest whose home and posts are served, with a person at it."""

    home: Home
    writer: desk.Rewriter

    @property
    def file(self) -> Path:
        return self.home.folder / POST

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode()

    @property
    def post(self) -> str:
        """The post's address, with the key."""
        (path,) = set(overview.paths(self.home.folder, self.home.digest.settings()))
        return self.home.address.replace("/?", f"/posts/{self.home.digest.open_post(path).id}?")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as its kept answers have it, without the note that its editor is to take out."""
    folder = Path(shutil.copytree(desk.DEMO, tmp_path_factory.mktemp("connected") / "demo"))
    desk.drafted(folder, publish={"links_s": 0})
    return folder


def served(folder: Path, by: str, *, clear: bool = False, **more: dict[str, object]) -> Iterator[At]:
    writer = desk.Rewriter(*SWAPS)
    with Endpoint(writer) as endpoint:
        desk.settings(folder, model=desk.asked_at(endpoint), **more)
        if clear:
            post = folder / POST
            post.write_bytes(NOTE.sub("", post.read_bytes().decode()).encode())
        with at_home(folder, by=by) as home:
            yield At(home, writer)


@pytest.fixture
def at(written: Path, tmp_path: Path) -> Iterator[At]:
    yield from served(Path(shutil.copytree(written, tmp_path / "demo")), "李梅")


@pytest.fixture
def clear(written: Path, tmp_path: Path) -> Iterator[At]:
    yield from served(Path(shutil.copytree(written, tmp_path / "demo")), "李梅", clear=True)


@pytest.fixture
def strict(written: Path, tmp_path: Path) -> Iterator[At]:
    """Two people must approve every section; 王磊 has approved all of them."""
    folder = Path(shutil.copytree(written, tmp_path / "demo"))
    for found in served(folder, "李梅", clear=True):
        desk.settings(folder, publish={"four_eyes": True})
        job = _job(folder)
        try:
            wang, post = ports(job, "王磊").approvals, folder / POST
            assert wang
            for key in wang.of(post):
                wang.approve(post, key, "王磊")
        finally:
            job.workers.close()
        yield found


def _job(folder: Path) -> Job:
    settings, _ = load(folder)
    return Job(folder=folder, settings=settings, clock=lambda: datetime(2026, 1, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai")), workers=Workers(), offline=True)


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)  # a redo reads the edition and checks what it wrote, on a machine that may be busy
    found = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    yield found
    found.close()


def ask(page: Page, piece: str, note: str) -> Any:
    """The offers that a redo with this note brings."""
    page.card(piece).get_by_role("button", name="重写").click()
    page.type(note)
    page.tab.keyboard.press("Enter")
    return page.card(piece).locator(".offers .change")


def test_half_of_what_the_model_says_is_taken_and_half_is_left(at: At, context: Any) -> None:
    page, before = Page(context, at.post), at.text
    offers = ask(page, ITEM, "短一些，写明是哪家银行")
    page.expect(offers).to_have_count(3)
    assert "短一些，写明是哪家银行" in at.writer.wishes[-1]
    assert at.text == before
    page.expect(offers.nth(0).locator("ins")).to_have_text("还要")
    offers.nth(0).get_by_role("button", name="采用", exact=True).click()
    page.expect(offers).to_have_count(2)
    offers.nth(0).get_by_role("button", name="不采用").click()
    page.expect(offers).to_have_count(1)
    offers.nth(0).get_by_role("button", name="不采用").click()
    page.expect(offers).to_have_count(0)
    assert at.text == before.replace("自有资本至少1000万欧元，并通过", "自有资本至少1000万欧元，还要通过")
    page.expect(page.body(ITEM)).to_have_value(re.compile("还要通过与银行相同的技术测试.*她主张先等.*耗资2100万欧元", re.DOTALL))
    assert page.said == []


def test_words_that_nobody_has_taken_or_left_yet_are_no_edit_of_a_persons(at: At, context: Any) -> None:
    page = Page(context, at.post)
    entry = page.find("#outline a", has_text=ITEM).locator(".sign")
    offers = ask(page, ITEM, "")
    page.expect(offers).to_have_count(3)
    page.expect(entry).to_have_class(re.compile("untouched"))
    page.find("#view-difference").click()
    page.expect(page.find("#other-view")).to_contain_text("与原稿相同")
    page.find("#view-edit").click()
    offers.nth(0).get_by_role("button", name="采用", exact=True).click()
    page.expect(offers).to_have_count(2)
    page.expect(entry).to_have_class(re.compile("untouched"))
    offers.nth(0).get_by_role("button", name="不采用").click()
    page.expect(offers).to_have_count(1)
    page.expect(entry).to_have_class(re.compile("edited"))
    page.find("#view-difference").click()
    page.expect(page.find("#other-view .change")).to_have_count(1)
    page.expect(page.find("#other-view .change ins")).to_have_text("她")


def test_a_persons_words_stay_an_edit_while_others_are_offered_for_them(at: At, context: Any) -> None:
    at.file.write_bytes(at.text.replace("耗资2100万欧元", "耗资整整2100万欧元").encode())
    page = Page(context, at.post)
    page.expect(ask(page, ITEM, "")).to_have_count(3)
    page.expect(page.find("#outline a", has_text=ITEM).locator(".sign")).to_have_class(re.compile("edited"))
    page.find("#view-difference").click()
    page.expect(page.find("#other-view .change")).to_have_count(1)
    page.expect(page.find("#other-view .change")).to_contain_text("整整")


def test_what_was_left_is_not_offered_again_and_the_page_says_so_in_its_own_language(at: At, context: Any) -> None:
    page = Page(context, at.post)
    offers = ask(page, ITEM, "")
    for left in (2, 1, 0):
        offers.first.get_by_role("button", name="不采用").click()
        page.expect(offers).to_have_count(left)
    ask(page, ITEM, "")
    page.expect(page.card(ITEM).locator(".redo [role=status]")).to_contain_text("没有新的建议")


def test_a_brief_is_edited_as_prose_and_its_mark_and_source_stay(at: At, context: Any) -> None:
    page, before = Page(context, at.post), at.text
    area = page.find(".piece.brief").first.locator("textarea")
    page.expect(area).to_have_value(re.compile(r"^Calder & Finch.*66%。$"))
    area.evaluate("area => { area.focus(); area.setSelectionRange(0, 0); }")
    page.type("据悉，")
    page.saved()
    assert at.text == before.replace("- Calder & Finch自", "- 据悉，Calder & Finch自")


def test_a_locked_piece_is_not_written_anew_until_it_is_let_go(at: At, context: Any) -> None:
    page = Page(context, at.post)
    page.card(ITEM).get_by_role("button", name="锁定").click()
    page.expect(page.card(ITEM).get_by_role("button", name="解锁")).to_be_visible()
    page.expect(page.card(ITEM).get_by_role("button", name="重写")).to_be_disabled()
    page.card(ITEM).get_by_role("button", name="解锁").click()
    page.expect(page.card(ITEM).get_by_role("button", name="重写")).to_be_enabled()


def test_a_model_that_refuses_is_told_and_the_post_stands(at: At, context: Any) -> None:
    at.writer.refuses = True
    page, before = Page(context, at.post), at.text
    ask(page, ITEM, "短一些")
    page.expect(page.card(ITEM).locator(".redo [role=status]")).to_contain_text("out to lunch")
    page.expect(page.card(ITEM).locator(".redo input")).to_have_value("短一些")
    assert at.text == before


def test_an_approval_lapses_when_the_words_change_and_no_other_does(at: At, context: Any) -> None:
    page = Page(context, at.post)
    for piece in (ITEM, OTHER):
        page.card(piece).get_by_role("button", name="认可").click()
        page.expect(page.card(piece).locator(".state").first).to_have_text("李梅 已认可")
    page.caret(page.body(OTHER), "European Payments Supervisor")
    page.type("监管局")
    page.saved()
    page.expect(page.card(OTHER).locator(".state").first).to_have_text("已修改")
    page.expect(page.card(OTHER).get_by_role("button", name="认可", exact=True)).to_be_visible()
    page.expect(page.card(ITEM).locator(".state").first).to_have_text("李梅 已认可")


def test_four_eyes_want_the_second_persons_approval_beside_the_firsts(strict: At, context: Any) -> None:
    page = Page(context, strict.post)
    page.find("#publish").click()
    page.expect(page.find("#dialog .blocking")).to_contain_text(re.compile(r"\d+ 节还没有两个人认可"))
    page.tab.keyboard.press("Escape")
    page.find("#front").get_by_role("button", name="认可").click()
    page.expect(page.find("#front")).to_contain_text("李梅、王磊 已认可")
    page.card(ITEM).get_by_role("button", name="认可").click()
    page.expect(page.card(ITEM).locator(".state").first).to_have_text("李梅、王磊 已认可")
    page.card(ITEM).get_by_role("button", name="撤回认可").click()
    page.expect(page.card(ITEM).locator(".state").first).to_have_text("王磊 已认可")


def test_a_note_for_the_editor_stops_publishing_and_is_told_in_chinese(at: At, context: Any) -> None:
    page = Page(context, at.post)
    page.find("#publish").click()
    page.expect(page.find("#dialog .blocking li")).to_contain_text("给编辑的提示")
    assert "stands in the post" not in page.find("#dialog").inner_text()
    assert page.find("#dialog button.main").count() == 0
    page.find("#dialog .blocking button").click()
    page.expect(page.find("#dialog")).to_be_hidden()
    assert at.file.exists()


def test_a_post_is_published_from_the_page_and_both_its_page_and_the_home_follow_it(clear: At, context: Any) -> None:
    page, old = Page(context, clear.post), clear.post
    page.find("#publish").click()
    page.find("#dialog button.main").click()
    page.expect(page.find("#told")).to_contain_text("_posts/2026-01-30-fintech-weekly-2026-w05.md")
    page.expect(page.find("#publish")).to_have_text("已发布")
    assert not clear.file.exists()
    (line,) = published.publications(clear.home.folder)
    assert (clear.home.folder / line.post).exists()
    page.tab.get_by_role("button", name="看发布后的稿").click()
    page.tab.wait_for_url(re.compile("/posts/2026-01-30-"))
    page.expect(page.find("#publish")).to_have_text("已发布")
    page.body(ITEM).evaluate("area => { area.focus(); area.setSelectionRange(0, 0); }")
    page.type("据悉，")
    until(lambda: "据悉，" in (clear.home.folder / line.post).read_text(encoding="utf-8"), "the published post can be edited")
    page.tab.goto(old)
    page.tab.wait_for_url(re.compile("/posts/2026-01-30-"))
    page.find("#home").click()
    page.expect(page.find("#editions .edition")).to_contain_text("已发布")
    page.find("#editions a").first.click()
    page.tab.wait_for_url(re.compile("/posts/2026-01-30-"))
    assert not [one for one in page.said if "410" not in one]


def wrong(at: At, was: str = "2100万欧元", now: str = "2100万美元") -> None:
    """A sum in another currency than its source has, which must be changed before the post is published."""
    text = at.file.read_text(encoding="utf-8")
    assert was in text
    at.file.write_text(text.replace(was, now, 1), encoding="utf-8")


def test_what_is_probably_wrong_is_told_before_the_post_goes_out(clear: At, context: Any) -> None:
    clear.file.write_bytes(clear.text.replace("耗资2100万欧元", "耗资2010万欧元").encode())
    page = Page(context, clear.post)
    page.find("#publish").click()
    told = page.find("#dialog .open-flags li")
    page.expect(told).to_have_count(1)
    page.expect(told).to_contain_text("2010万欧元")
    told.get_by_role("button").click()
    page.expect(page.find(".mirror .current")).to_have_text("2010万欧元")
    page.expect(page.find("#dialog")).to_be_hidden()


def test_flags_are_overridden_with_a_reason_and_a_name_that_are_kept(clear: At, context: Any) -> None:
    wrong(clear)
    page = Page(context, clear.post)
    page.find("#publish").click()
    page.expect(page.find("#dialog .blocking li")).to_have_count(1)
    page.find("#dialog summary").click()
    page.expect(page.find("#override-by")).to_have_value("李梅")
    page.find("#override-why").fill("已向当事人核实")
    page.find("#override-by").fill("主编 王")
    page.find("#dialog button.danger").click()
    page.expect(page.find("#told")).to_contain_text("这篇稿已发布")
    said = [one for one in decisions.read(clear.home.folder / EDITION)[0] if one.what == "override"]
    assert [(one.by, one.reason, one.code) for one in said] == [("主编 王", "已向当事人核实", "currency-changed")]


def test_who_publishes_before_the_checks_have_answered_is_shown_what_they_say(clear: At, context: Any) -> None:
    wrong(clear)
    tab = context.new_page()
    tab.goto(clear.post)
    tab.locator(".piece").first.wait_for()
    tab.locator("#publish").click()
    from playwright.sync_api import expect

    expect(tab.locator("#dialog .blocking")).to_contain_text("2100万美元")
    expect(tab.locator("#dialog button.main")).to_have_count(0)


def test_a_reason_covers_no_flag_that_came_up_after_it_was_given(clear: At) -> None:
    wrong(clear)
    id_ = clear.home.digest.open_post(clear.file).id
    status, review = clear.home.ask("GET", f"/posts/{id_}/review", x_drafter_language="en")
    (block,) = review["blocks"]
    asked = {"override": "checked", "by": "Ann", "over": [block["id"]]}
    wrong(clear, "7.5亿欧元", "7.5亿美元")
    status, said = clear.home.ask("POST", f"/posts/{id_}/publish", asked)
    assert status == 422
    assert "other flags stand" in said["what"]
    assert clear.file.exists()


def test_no_reason_gets_past_a_note_for_the_editor(at: At, context: Any) -> None:
    wrong(at)
    page = Page(context, at.post)
    page.find("#publish").click()
    page.expect(page.find("#dialog")).to_contain_text("这一项不能越过")
    page.expect(page.find("#override-why")).to_have_count(0)
    status, _ = at.home.ask("POST", f"/posts/{at.home.digest.open_post(at.file).id}/publish", {"override": "x", "by": "Ann", "over": []})
    assert status == 422
    assert at.file.exists()


def published_one(clear: At, context: Any) -> Page:
    """The page of the post, published."""
    page = Page(context, clear.post)
    page.find("#publish").click()
    page.find("#dialog button.main").click()
    page.tab.get_by_role("button", name="看发布后的稿").click()
    page.tab.wait_for_url(re.compile("/posts/2026-01-30-"))
    page.expect(page.find("#publish")).to_have_text("已发布")
    return page


def test_a_published_post_is_taken_back_from_its_page_to_be_a_draft_again(clear: At, context: Any) -> None:
    page = published_one(clear, context)
    page.find("#publish").click()
    page.find("#dialog").get_by_role("button", name="撤回发布").click()
    page.find("#dialog").get_by_role("button", name="撤回", exact=True).click()
    page.expect(page.find("#told")).to_contain_text(POST)
    assert clear.file.exists()
    assert not published.publications(clear.home.folder)
    page.find("#told").get_by_role("button", name="打开草稿").click()
    page.tab.wait_for_url(re.compile("/posts/fintech-weekly"))
    page.expect(page.find("#publish")).to_contain_text("发布")
    page.expect(page.body(ITEM)).to_be_editable()
    assert not [one for one in page.said if "410" not in one]


def test_a_claim_of_a_published_post_is_corrected_where_it_stands_with_a_dated_line_and_a_notice(clear: At, context: Any) -> None:
    page = published_one(clear, context)
    page.body(ITEM).evaluate("area => { area.focus(); const at = area.value.indexOf('2100万欧元'); area.setSelectionRange(at, at + 7); }")
    page.card(ITEM).get_by_role("button", name="更正").click()
    page.expect(page.find("#correct-was")).to_have_value("2100万欧元")
    page.expect(page.find("#correct-item option:checked")).to_contain_text(ITEM)
    page.find("#correct-now").fill("2300万欧元")
    page.find("#correct-because").fill("银行已更正公告")
    page.tab.keyboard.press("Enter")
    page.expect(page.find("#dialog .notice")).to_contain_text("2300万欧元")
    page.find("#dialog button.main").click()
    (line,) = published.publications(clear.home.folder)
    text = (clear.home.folder / line.post).read_text(encoding="utf-8")
    assert "银行已更正公告" in text
    (kept,) = corrections.read(clear.home.folder)[0]
    assert (kept.was, kept.now, kept.by) == ("2100万欧元", "2300万欧元", "李梅")
    page.expect(page.body(ITEM)).to_have_value(re.compile("更正.*2300万欧元", re.DOTALL))
    page.expect(page.find("#told")).not_to_contain_text("文件在别处改过")


def test_the_claim_is_corrected_in_other_sentences_too_from_beside_them(clear: At, context: Any) -> None:
    text = clear.text
    end = text.index("\n## 结论")
    clear.file.write_bytes((text[:end] + "\nBank of Aldermoor为此花了2100万欧元，别家的2100万欧元另算。\n" + text[end:]).encode())
    page = published_one(clear, context)
    other = clear.home.folder / "_posts" / "2026-01-23-earlier.md"
    other.parent.mkdir(exist_ok=True)
    link = re.search(r"\]\((https://www\.bankofaldermoor[^)]*)\)", text)
    assert link
    other.write_text(
        f"---\ntitle: 上一期\ndate: 2026-01-23\n---\n\n# 上一期\n\n## 主要新闻\n\n### Bank of Aldermoor改造系统\n\n改造耗资2100万欧元。\n\n**Source:** [A]({link[1]})\n",
        encoding="utf-8",
    )
    page.body(ITEM).evaluate("area => { area.focus(); const at = area.value.indexOf('2100万欧元'); area.setSelectionRange(at, at + 7); }")
    page.card(ITEM).get_by_role("button", name="更正").click()
    page.find("#correct-now").fill("2300万欧元")
    page.find("#correct-because").fill("银行已更正公告")
    page.tab.keyboard.press("Enter")
    rows = page.find("#dialog .carriers li")
    page.expect(rows).to_have_count(2)
    for number, name in enumerate(("别家的", "改造耗资")):
        row = rows.nth(number)
        page.expect(row).to_contain_text(name)
        row.get_by_role("button", name="也在那里更正").click()
        page.expect(row.locator("input").first).to_be_focused()
        page.expect(row.locator("input").nth(1)).to_have_value("2300万欧元")
        if number == 0:
            row.locator("input").nth(0).fill("为此花了2100万欧元")
            row.locator("input").nth(1).fill("为此花了2300万欧元")
        page.tab.keyboard.press("Enter")
        page.expect(row.get_by_role("status")).to_contain_text("已更正")
    (line,) = [one for one in published.publications(clear.home.folder) if one.edition == "2026-W05"]
    assert "为此花了2300万欧元，别家的2100万欧元另算。" in (clear.home.folder / line.post).read_text(encoding="utf-8")
    assert "改造耗资2300万欧元。" in other.read_text(encoding="utf-8")
    assert {one.by for one in corrections.read(clear.home.folder)[0]} == {"李梅"}
    assert not page.said


def test_words_that_stand_nowhere_are_told_with_the_nearest_and_nothing_is_written(clear: At, context: Any) -> None:
    page = published_one(clear, context)
    (line,) = published.publications(clear.home.folder)
    before = (clear.home.folder / line.post).read_bytes()
    page.tab.keyboard.press("Escape")
    page.tab.keyboard.press("c")
    page.find("#correct-item").select_option("")
    page.find("#correct-was").fill("耗资9100万欧元")
    page.find("#correct-now").fill("耗资2300万欧元")
    page.find("#correct-because").fill("公告")
    page.tab.keyboard.press("Enter")
    page.expect(page.find("#dialog [role=status]")).to_contain_text("全文都没有")
    page.expect(page.find("#dialog [role=status]")).not_to_contain_text(re.compile("nearest|stands"))
    assert (clear.home.folder / line.post).read_bytes() == before


def test_a_draft_offers_no_correction(clear: At, context: Any) -> None:
    page = Page(context, clear.post)
    page.expect(page.card(ITEM).get_by_role("button", name="更正")).to_have_count(0)
    page.tab.keyboard.press("c")
    page.expect(page.find("#dialog")).to_be_hidden()
    status, said = clear.home.ask(
        "POST", f"/posts/{clear.home.digest.open_post(clear.file).id}/correct", {"url": "", "was": "欧元", "now": "美元", "because": "x", "sentence": ""}
    )
    assert status == 422
    assert "is not published" in said["what"]


def test_another_tab_is_told_where_the_published_post_lies(clear: At, context: Any) -> None:
    one, other = Page(context, clear.post), Page(context, clear.post)
    one.find("#publish").click()
    one.find("#dialog button.main").click()
    other.expect(other.find("#told")).to_contain_text("这篇稿已发布")
    other.expect(other.body(ITEM)).not_to_be_editable()


def test_after_ten_in_a_row_the_page_offers_to_count_the_code_less_and_does(at: At, context: Any) -> None:
    job = _job(at.home.folder)
    try:
        before = ports(job, "李梅")
        for number in range(9):
            flag = Flag(code="name-absent", severity="HIGH", where="x", message="m", words=f"w{number}", statement=f"s{number}")
            assert before.ignored(at.file, flag, "已核实") == 0
    finally:
        job.workers.close()
    text = at.file.read_text(encoding="utf-8")
    at.file.write_text(text.replace("试点的中位到账时间", "Kestrel Partners参与了试点。试点的中位到账时间", 1), encoding="utf-8")
    page = Page(context, at.post)
    flag = page.find("#evidence .flag", has_text="name-absent").first
    flag.get_by_role("button", name="放行").click()
    page.type("已核实")
    page.tab.keyboard.press("Enter")
    page.expect(page.find("#told")).to_contain_text("连续放行 10 次")
    page.find("#told").get_by_role("button", name="降一级").click()
    page.expect(page.find("#told")).to_contain_text("已降一级")
    assert (at.home.folder / ".drafter/demoted/name-absent.json").is_file()
    assert waivers.read(at.home.folder / EDITION)
