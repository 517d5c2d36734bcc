"""The home in a real browser, driven as an editor would."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from drafter import choices
from tests.review.homes import NOW, Home, at_home
from tests.review.material import until
from tests.review.test_home import DEMO, PASTED

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=document.title='taken'> {{ 7*7 }} ｜ 准备金"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with at_home(Path(shutil.copytree(DEMO, tmp_path / "demo")), model={"kind": "extractive"}) as found:
        yield found


class Tab:
    """A page, with all that it complained of and asked for."""

    def __init__(self, chromium: Any, home: Home, width: int = 1280, height: int = 860) -> None:
        from playwright.sync_api import expect

        self.expect, self.home = expect, home
        self.context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        self.tab = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.tab.on("console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None)
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.on("request", lambda one: self.asked.append(one.url))
        self.tab.goto(home.address)

    def find(self, selector: str, **more: Any) -> Any:
        return self.tab.locator(selector, **more)

    def button(self, name: str) -> Any:
        return self.tab.get_by_role("button", name=name)

    def decided(self) -> list[tuple[str, str]]:
        text = self.home.file("shortlist.txt").read_text(encoding="utf-8")
        return [(one.url.rsplit("/", 1)[-1] or one.url, one.word) for one in choices.read(text, "x").choices.decided]


@pytest.fixture
def tab(chromium: Any, home: Home) -> Iterator[Tab]:
    found = Tab(chromium, home)
    yield found
    found.context.close()


def test_candidates_are_collected_chosen_ordered_by_key_and_drafted(tab: Tab, home: Home) -> None:
    tab.tab.keyboard.press("Tab")
    tab.expect(tab.find(".skip")).to_be_focused()
    tab.find("#tab-editions").focus()
    tab.tab.keyboard.press("ArrowRight")
    tab.tab.keyboard.press("ArrowRight")
    tab.expect(tab.find("#tab-shortlist")).to_be_focused()
    tab.find("#lay-out").focus()
    tab.tab.keyboard.press("Enter")
    rows = tab.find("#shortlist .story")
    tab.expect(rows.first).to_be_visible(timeout=60_000)
    titles = [row.locator(".title").inner_text() for row in rows.all()]
    for title, word in ((titles[1], "新闻"), (titles[3], "头条"), (titles[0], "不用")):
        row = rows.filter(has_text=title)
        row.get_by_role("button", name=word, exact=True).focus()
        tab.tab.keyboard.press("Enter")
        tab.expect(row.get_by_role("button", name=word, exact=True)).to_have_attribute("aria-pressed", "true")
        tab.expect(row.get_by_role("button", name=word, exact=True)).to_be_focused()
    tab.button(f"上移“{titles[3]}”").focus()
    tab.tab.keyboard.press("Enter")
    tab.expect(tab.find("#ordered .story .title").first).to_have_text(titles[3])
    tab.expect(tab.find("#spoken")).to_contain_text("第 1 条")
    until(lambda: [word for _, word in tab.decided()] in (["lead", "item", "drop"], ["lead", "drop", "item"]), "the file has the choices in their order")
    tab.find("#begin-draft").click()
    tab.expect(tab.find("#open-new")).to_be_visible(timeout=60_000)
    tab.find("#open-new").click()
    tab.expect(tab.find(".piece").first).to_be_visible()
    assert tab.said == []
    assert all(url.startswith(home.address.split("/?")[0]) for url in tab.asked)
    weight = tab.tab.evaluate("performance.getEntries().filter(e => 'transferSize' in e).reduce((sum, e) => sum + e.transferSize, 0)")
    assert weight < 300_000


def test_a_hostile_title_is_text_in_the_inbox_and_a_page_that_cannot_be_read_asks_for_its_text(tab: Tab, home: Home) -> None:
    tab.find("#tab-inbox").click()
    tab.find("#add-url").fill("https://blocked.example/a/story")
    tab.find("#add-do").click()
    tab.expect(tab.find("#inbox .row .problem")).to_contain_text("没有保存")
    tab.expect(tab.find("#add-url")).to_have_value("")
    tab.button("粘贴它的正文").click()
    tab.expect(tab.find("#add-url")).to_have_value("https://blocked.example/a/story")
    tab.expect(tab.find("#add-text")).to_be_focused()
    tab.find("#add-text").fill(PASTED)
    tab.find("#add-title").fill(HOSTILE)
    tab.find("#add-do").click()
    tab.expect(tab.find("#inbox .row .title").first).to_have_text(HOSTILE)
    tab.expect(tab.find("#inbox .row .problem")).to_have_count(0)
    assert tab.find("#inbox img").count() == 0
    assert tab.tab.title() != "taken"
    assert tab.said == []


def test_a_shortlist_changed_on_disk_appears_and_a_choice_against_it_shows_both(tab: Tab, home: Home) -> None:
    home.does("shortlist")
    tab.find("#tab-shortlist").click()
    tab.expect(tab.find("#shortlist .story").first).to_be_visible()
    path = home.file("shortlist.txt")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("item? ", "lead  ", 1), encoding="utf-8")
    tab.expect(tab.find("#ordered .story")).to_have_count(1)
    tab.tab.route("**/state*", lambda route: route.abort())  # the page does not hear of the next change in time
    path.write_text(path.read_text(encoding="utf-8").replace("lead  ", "brief ", 1) + "# 别人的话\n", encoding="utf-8")
    second = tab.find("#shortlist .story").nth(1)
    second.get_by_role("button", name="头条", exact=True).click()
    tab.expect(tab.find(".clash li").first).to_contain_text("头条")
    assert len(tab.find(".clash ul").all()) == 2
    assert [word for _, word in tab.decided()] == ["brief"]
    tab.tab.unroute("**/state*")
    tab.find(".clash").get_by_role("button", name=re.compile("用这里的")).click()
    until(lambda: [word for _, word in tab.decided()] == ["lead", "lead"], "mine is kept")
    assert "# 别人的话" in path.read_text(encoding="utf-8")


def test_on_a_phone_nothing_is_wider_than_the_screen(chromium: Any, home: Home) -> None:
    home.does("shortlist")
    home.does("draft")
    tab = Tab(chromium, home, 390, 844)
    for name in ("editions", "inbox", "shortlist", "theses"):
        tab.find(f"#tab-{name}").click()
        tab.expect(tab.find(f"#{name}")).to_be_visible()
        assert tab.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.said == []
    tab.context.close()


def test_candidates_collected_anew_while_somebody_chooses_ask_nobody(tab: Tab, home: Home) -> None:
    home.does("shortlist")
    tab.find("#tab-shortlist").click()
    tab.expect(tab.find("#shortlist .story").first).to_be_visible()
    tab.tab.route("**/state*", lambda route: route.abort())
    path = home.file("shortlist.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("recency", "Recency"), encoding="utf-8")
    tab.find("#shortlist .story").nth(1).get_by_role("button", name="头条", exact=True).click()
    until(lambda: [word for _, word in tab.decided()] == ["lead"], "the choice is in the file as it is now")
    assert tab.find(".clash").count() == 0
    tab.tab.unroute("**/state*")


def test_a_thesis_is_written_while_the_page_is_drawn_anew_around_it(tab: Tab, home: Home) -> None:
    home.does("shortlist")
    tab.find("#tab-theses").click()
    text = tab.find("#own-text")
    text.click()
    tab.tab.keyboard.insert_text("稳定币牌照和")
    home.file("shortlist.txt").write_text(home.file("shortlist.txt").read_text(encoding="utf-8") + "# 别人的话\n", encoding="utf-8")
    tab.expect(tab.find("#shortlist .comments")).to_have_text("# 别人的话")
    tab.expect(text).to_be_focused()
    tab.tab.keyboard.insert_text("存款代币化指向同一条路。")
    tab.find("#own-do").click()
    tab.expect(tab.find("#told")).to_contain_text("至少两条")
    for box in tab.find("input[name=own-on]").all()[:2]:
        box.check()
    tab.find("#own-do").click()
    tab.expect(tab.find("#theses .thesis.decided .title")).to_have_text("稳定币牌照和存款代币化指向同一条路。")
    tab.expect(text).to_have_value("")
    assert "use [i" in home.file("theses.txt").read_text(encoding="utf-8")
    assert tab.said == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_nothing_serious_for_people_who_cannot_see_or_use_a_mouse(chromium: Any, home: Home, width: int, theme: str) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    home.does("shortlist")
    home.does("draft")
    home.ask("POST", "/inbox", {"url": "https://blocked.example/a/story"})
    home.ended("inbox")
    context = chromium.new_context(viewport={"width": width, "height": 860}, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(home.address)
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    for name in ("editions", "inbox", "shortlist", "theses"):
        page.locator(f"#tab-{name}").click()
        found = page.evaluate(
            "() => axe.run(document).then(r => r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html.slice(0, 160) + n.failureSummary)]))"
        )
        assert [(one, nodes[:3]) for one, impact, nodes in found if impact in ("serious", "critical")] == [], name
    context.close()


def test_another_week_than_the_clocks_is_offered_and_chosen_by_key(chromium: Any, tmp_path: Path) -> None:
    """A digest whose editions are of other weeks, as the demo is most of the year."""
    folder = Path(shutil.copytree(DEMO, tmp_path / "demo"))
    with at_home(folder, model={"kind": "extractive"}) as home:
        assert home.does("draft")["state"] == "done"
        home.digest.at = datetime(2026, 3, 11, 9, tzinfo=NOW.tzinfo)
        tab = Tab(chromium, home)
        tab.expect(tab.find("#week-name option")).to_have_text([re.compile("2026-W11 · 本周"), re.compile("2026-W05 · 已起草")])
        tab.expect(tab.find("#week-else")).to_contain_text("2026-W05 还没有发布")
        tab.find("#week-goto").focus()
        tab.tab.keyboard.press("Enter")
        tab.expect(tab.find("#week-name")).to_have_value("2026-W05")
        tab.expect(tab.find("#begin-draft")).to_have_text("重新起草")
        tab.find("#week-name").select_option("2026-W11")
        tab.expect(tab.find("#week-else")).to_contain_text("2026-W05 还没有发布")
        assert tab.said == []
        tab.context.close()
