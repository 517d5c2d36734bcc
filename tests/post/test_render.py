"""The whole post: its form to the byte, its parts, and that it can be read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.config import Settings
from drafter.entities import Edition, Item, Link, Paragraph, Stamp, Statement
from drafter.errors import ConfigError
from drafter.post import frontmatter, place
from drafter.post.render import render, shortened
from tests.post import samples, sites

CASES = {
    "zh-jekyll": (samples.chinese(), {"language": "zh", "name": "港口周刊", "author": "海州编辑部", "categories": ("logistics",)}, {}),
    "zh-hugo": (samples.chinese(), {"language": "zh", "author": "海州编辑部", "categories": ("logistics",)}, {"profile": "hugo", "spacing": "space"}),
    "en-jekyll": (
        samples.english(),
        {"language": "en", "name": "Harbour Weekly"},
        {"body_h1": False, "date": "zoned", "ai_disclosure": "Drafted with a language model."},
    ),
    "en-hugo": (samples.english(), {"language": "en"}, {"profile": "hugo", "date": "zoned", "excerpt": False, "headings": {"items": "News | briefs"}}),
}


def written(edition: Edition, chosen: Settings, template: str = sites.TEMPLATE, *, unpublished: bool = False) -> str:
    return render(edition, chosen, load_template=lambda name: {"post.md.j2": template}[name], unpublished=unpublished)


def one(**changes: object) -> Edition:
    """The Chinese sample with other values."""
    return samples.chinese().model_copy(update=changes)


@pytest.mark.parametrize("case", CASES)
def test_a_post_is_the_golden_one_to_the_byte(case: str, golden: Callable[[str, str], None]) -> None:
    edition, digest, post = CASES[case]
    golden(f"post/{case}.md", written(edition, sites.settings(digest=digest, post=post)))


@pytest.mark.parametrize("case", CASES)
def test_a_post_is_lines_of_one_block_each_and_ends_once(case: str) -> None:
    edition, digest, post = CASES[case]
    text = written(edition, sites.settings(digest=digest, post=post))
    _, body = frontmatter.read(text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all("\n" not in block for block in body.strip("\n").split("\n\n"))


def test_keys_stand_in_the_forms_order() -> None:
    edition, digest, post = CASES["zh-jekyll"]
    data, _ = frontmatter.read(written(edition, sites.settings(digest=digest, post=post)))
    assert list(data) == ["layout", "title", "date", "author", "source", "categories", "tags", "excerpt"]
    hugo, _ = frontmatter.read(written(edition, sites.settings(digest=digest, post={"profile": "hugo"})))
    assert list(hugo) == ["layout", "title", "date", "author", "source", "categories", "tags", "description", "slug", "draft"]


def test_hugos_slug_is_the_files_name() -> None:
    edition, settings = samples.chinese(), sites.settings(post={"profile": "hugo", "file_name": "{date}-{series}"})
    data, _ = frontmatter.read(written(edition, settings))
    day = edition.date.day(settings.digest.zone)
    assert data["slug"] == place.draft_path(settings, Path(), edition.name, day).stem
    assert str(data["slug"]).startswith(day.isoformat())


def test_source_is_an_items_address_even_when_the_first_has_none() -> None:
    edition = samples.chinese()
    data, _ = frontmatter.read(written(one(items=edition.items[::-1]), sites.settings()))
    assert data["source"] == "https://robots.example.net/%E4%BA%8C%E6%9C%9F"
    data, _ = frontmatter.read(written(one(items=edition.items[2:]), sites.settings()))
    assert "source" not in data


def test_items_and_all_their_links_can_be_read_back() -> None:
    _, body = frontmatter.read(written(samples.chinese(), sites.settings()))
    lines = [line for line in body.splitlines() if line.startswith("**Source:** ")]
    links = [re.findall(r"\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)", line) for line in lines]
    assert [[url for _, url in found] for found in links] == [
        ["https://harbour.example.com/shore-power_%282026%29", "https://news.example.cn/a?id=7&page=1"],
        ["https://robots.example.net/%E4%BA%8C%E6%9C%9F"],
        [],
    ]
    assert lines[2] == "**Source:** 泊位排班 简报.html"


def test_items_that_need_a_person_say_so_in_one_line_after_their_source() -> None:
    _, body = frontmatter.read(written(samples.chinese(), sites.settings()))
    notes = re.findall(r"^\*\*Source:\*\*.*\n\n(编辑注：.*)$", body, re.MULTILINE)
    assert notes == [
        "编辑注：日期（2026-01-07）不在本期范围内，请决定是否保留；其中2句为来源原句，请改写。",
        "编辑注：来源未写明日期，请核对；未取得正文，据订阅源摘要写成，请对照原文；未采用模型的文字，以下全部为来源原句，请改写。",
    ]


def test_borrowed_sentences_and_link_titles_keep_their_spaces() -> None:
    item = Item(
        id="i1",
        article_id="a",
        headline="仓储 AI",
        statements=(Statement(text="我们的 AI 句。"), Statement(text="来源的 AI 句。", fallback="x")),
        link=Link(title="来源 AI 标题", url="https://x.example/"),
    )
    text = written(one(items=(item,)), sites.settings())
    assert "### 仓储AI\n\n我们的AI句。来源的 AI 句。\n\n**Source:** [来源 AI 标题](https://x.example/)" in text


def test_notes_of_sections_open_their_sections() -> None:
    text = written(one(editor_notes={name: f"看{name}" for name in ("edition", "items", "analysis", "conclusion")}), sites.settings(post={"body_h1": False}))
    for before, name in (("---\n", "edition"), ("## 主要新闻\n", "items"), ("## 分析\n", "analysis"), ("## 结论\n", "conclusion")):
        assert f"{before}\n编辑注：看{name}\n" in text


def test_own_headings_win_and_unknown_sections_are_refused() -> None:
    assert "## 要点\n" in written(samples.chinese(), sites.settings(post={"headings": {"items": "要点"}}))
    with pytest.raises(ConfigError, match=r"post\.headings\.itmes"):
        written(samples.chinese(), sites.settings(post={"headings": {"itmes": "要点"}}))


def test_published_false_on_request() -> None:
    assert "\npublished: false\n---\n" in written(samples.chinese(), sites.settings(), unpublished=True)
    assert "published" not in written(samples.chinese(), sites.settings())


def test_the_day_is_the_digests_own() -> None:
    late = one(date=Stamp(value="2026-01-31T23:30:00+00:00"))
    assert "\ndate: 2026-02-01\n" in written(late, sites.settings())
    assert "\ndate: 2026-02-01 07:30:00 +0800\n" in written(late, sites.settings(post={"date": "zoned"}))
    assert "\ndate: 2026-01-31\n" in written(late, sites.settings(digest={"timezone": "UTC"}))


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}", "{{ ''.__class__.__mro__ }}", "{{ items + 1 }}"])
def test_a_template_that_cannot_be_filled_is_named(template: str) -> None:
    with pytest.raises(ConfigError, match=r"post\.md\.j2"):
        written(samples.chinese(), sites.settings(), template)


def test_an_edition_without_anything_optional_is_a_post() -> None:
    bare = one(lede=Paragraph(statements=()), items=(), analysis=(), conclusion=(), tags=(), editor_notes={})
    assert written(bare, sites.settings(post={"body_h1": False})) == (
        '---\nlayout: post\ntitle: "港口电价下调，仓储AI试点扩大到12家"\ndate: 2026-01-31\n---\n\n## 主要新闻\n\n## 分析\n\n## 结论\n'
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("短。", "短。"),
        ("一二三。四五六。七八九。", "一二三。四五六。"),
        ("他说“好。”再见了朋友们。", "他说“好。”"),
        ("一二三四五六七八九十甲乙", "一二三四五六七八九…"),
        ("Up 1.5. Then down.", "Up 1.5."),
        ("wonderful words", "wonderful…"),
    ],
)
def test_an_excerpt_ends_with_a_sentence(text: str, short: str) -> None:
    assert shortened(text, 10) == short
