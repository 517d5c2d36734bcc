"""What an earlier post of ours said, and what was corrected, as readers see it: linked, quoted as ours, and never live markup."""

from __future__ import annotations

import pytest

from drafter.entities import Continued, Edition, Item, Notice
from drafter.post.ours import is_notices, is_ours, own_sentences
from drafter.post.place import post_url
from drafter.post.read import parse
from drafter.post.render import render
from drafter.proofread import of_post
from tests.post import samples, sites

BEFORE = Continued(
    edition="2026-W04",
    date="2026-01-23",
    title="港口周刊：三港 [商议] 降价",
    url="https://harbour.example/2026/01/23/weekly.html",
    headline="三港商议下调岸电价格",
    said=("三港正商议下调岸电价格，降幅约5%。", "The board said: “no decision yet.”"),
    changed=(("约5%", "8%至15%"),),
)
HOSTILE = BEFORE.model_copy(
    update={
        "title": "](https://evil.example/) <script>alert(1)</script>",
        "said": ("# <img src=x onerror=alert(1)> {{ site.title }} [x](https://evil.example/) `code`",),
        "changed": (("**bold**", "{% include x %}"),),
    }
)
NOTICE = Notice(
    date="2026-01-27",
    title="港口周刊：三港商议降价",
    post_date="2026-01-23",
    url="https://harbour.example/2026/01/23/weekly.html",
    headline="三港商议下调岸电价格",
    was="约5%",
    now="约8%",
    because="港务局更正了公告",
)


def updated(edition: Edition, before: Continued, notices: tuple[Notice, ...] = (), **item: object) -> Edition:
    first: Item = edition.items[0].model_copy(update={"continues": before, **item})
    return edition.model_copy(update={"items": (first, *edition.items[1:]), "notices": notices})


def written(edition: Edition, template: str = sites.TEMPLATE) -> str:
    return render(edition, sites.settings(digest={"language": edition.language}), load_template=lambda name: template)


def line(text: str, label: str) -> str:
    return next(one for one in text.split("\n") if one.startswith(label))


def test_an_update_says_so_and_quotes_our_post_with_link_and_change() -> None:
    text = written(updated(samples.chinese(), BEFORE))
    assert "\n### 更新：三港下调岸电价格\n" in text
    assert line(text, "**此前：**") == (
        "**此前：** 2026年1月23日，本刊在[《港口周刊：三港 \\[商议\\] 降价》](https://harbour.example/2026/01/23/weekly.html)中写道："
        "“三港正商议下调岸电价格，降幅约5%。The board said: ‘no decision yet.’”变化：约5% → 8%至15%。"
    )


def test_in_english_too_and_without_a_known_address_the_title_stands_alone() -> None:
    before = BEFORE.model_copy(update={"title": "Harbour Weekly", "url": "", "said": ("Three ports were in talks.",), "changed": ()})
    text = written(updated(samples.english(), before))
    assert "\n### Update: " in text
    assert line(text, "**Earlier:**") == "**Earlier:** On 23 January 2026 we wrote in Harbour Weekly: “Three ports were in talks.”"


@pytest.mark.parametrize("edition", [samples.chinese(), samples.english()])
def test_nothing_of_an_earlier_post_is_live_again(edition: Edition) -> None:
    text = written(updated(edition, HOSTILE, (NOTICE.model_copy(update={"was": "<b>x</b>", "title": HOSTILE.title, "because": "{{ page }}"}),)))
    own = [one for one in text.split("\n") if is_ours(one) or one.startswith("- ")]
    assert len(own) >= 2
    for one in own:
        assert not any(live in one for live in ("<script", "<img", "<b>", "{{", "{%", "](https://evil", " `code`", "**bold**"))


@pytest.mark.parametrize(("edition", "before"), [(samples.chinese(), BEFORE), (samples.english(), BEFORE)])
def test_read_back_it_is_part_of_the_item_and_nothing_that_checks_read(edition: Edition, before: Continued) -> None:
    settings = sites.settings(digest={"language": edition.language})
    plain, post = parse(written(edition)), parse(written(updated(edition, before, (NOTICE,))))
    assert [item.url for item in post.items] == [item.url for item in plain.items]
    assert len(post.items[0].prose) == len(plain.items[0].prose) + 1
    today = edition.date.day(settings.digest.zone)
    texts = [of_post(one, None, {}, settings, today=today) for one in (plain, post)]
    said = [[[one.text for one in (item.headline, *item.said)] for item in text.items] for text in texts]
    assert said[0] == said[1]
    assert texts[0].other == texts[1].other


def test_a_brief_bears_the_mark_alone() -> None:
    edition = samples.chinese()
    item = edition.items[0].model_copy(update={"continues": BEFORE, "place": "brief"})
    text = written(edition.model_copy(update={"items": (*edition.items[1:], item)}))
    assert "\n- 更新：海州" in text
    assert "此前" not in text


def test_notices_close_the_post_under_their_own_heading_and_only_if_there_are_any() -> None:
    text = written(updated(samples.chinese(), BEFORE, (NOTICE,)))
    _, _, notices = text.partition("\n## 更正\n\n")
    assert notices.strip().split("\n")[0] == (
        "- 本刊2026年1月23日[《港口周刊：三港商议降价》](https://harbour.example/2026/01/23/weekly.html)“三港商议下调岸电价格”一条："
        "“约5%”应为“约8%”。港务局更正了公告。"
    )
    assert "## 更正" not in written(samples.chinese())


@pytest.mark.parametrize(
    "said", ["**此前：** 我们写道", "此前: x", "**Earlier:** On 3 May we wrote", "**更正（2026年1月3日）：** x", "**Correction (3 May 2026):** x"]
)
def test_paragraphs_of_ours_are_known_however_a_person_writes_them(said: str) -> None:
    assert is_ours(said)
    assert own_sentences(["更新：第一句。", "第二句。", said, "后文。"]) == ("第一句。", "第二句。")


@pytest.mark.parametrize("said", ["此前有消息称双方正在洽谈。", "Earlier this week the bank said: no.", "更正后的公告说", "Corrections to the index follow."])
def test_news_that_begins_alike_is_none(said: str) -> None:
    assert not is_ours(said)
    assert not is_notices(said)


def test_a_posts_address_comes_from_the_sites_pattern() -> None:
    chosen = sites.settings(post={"permalink": "https://site.example/:year/:month/:day/:title.html"})
    assert post_url(chosen, "_posts/2026-01-30-weekly-2026-w05.md", "2026-01-30") == "https://site.example/2026/01/30/weekly-2026-w05.html"
    assert post_url(sites.settings(), "_posts/2026-01-30-weekly.md", "2026-01-30") == ""
    assert post_url(sites.settings(post={"permalink": "javascript:alert(1)"}), "a.md", "2026-01-30") == ""
