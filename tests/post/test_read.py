"""A post read back: every form people write it in, byte for byte, and nothing lost without a word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.entities import Edition
from drafter.errors import DrafterError
from drafter.post import escape
from drafter.post.parts import Item, ReadPost, Span
from drafter.post.read import NotAPost, parse, render, replace, seen
from drafter.post.roles import heading_role
from tests.post import samples, sites
from tests.post.test_render import written

GOLDEN = sorted((Path(__file__).parents[2] / "fixtures" / "golden").rglob("*.md"))

FRONT = '---\nlayout: post\ntitle: "港口周刊"\ndate: 2026-01-31\nsource: "https://a.example/1"\ntags:\n  - ports\n---\n\n'
AS_OURS = FRONT + (
    "# 港口周刊\n\n三港下调岸电价格。仓储试点扩大。\n\n## 主要新闻\n\n### 三港下调岸电价格\n\n三港自2月1日起下调岸电价格。降幅为8%至15%。\n\n"
    "**Source:** [Ports Cut \\| Prices](https://a.example/1) · [岸电降价](https://b.example/2)\n\n编辑注：请核对日期。\n\n### 试点扩大\n\n试点扩大到12家。\n\n"
    "**Source:** [Pilot Grows](https://c.example/3)\n\n## 分析\n\n本周的消息指向同一件事。\n\n首先，成本下降。\n\n## 结论\n\n下周留意名单。\n"
)


def read(text: str) -> ReadPost:
    """Parsed, with what must hold of every post: the same bytes again, and nothing between its leaves but white space."""
    post = parse(text)
    assert render(post).encode("utf-8", "surrogatepass") == text.encode("utf-8", "surrogatepass")
    at = 0
    for leaf in (*post.leaves(), Span(len(text), len(text))):
        assert leaf.start >= at, leaf
        assert not text[at : leaf.start].lstrip("\ufeff").strip(), f"nobody holds {text[at : leaf.start]!r}"
        at = leaf.end
    return post


def of(post: ReadPost, part: Span) -> str:
    return post.text[part.start : part.end]


def shape(item: Item) -> tuple[str | None, str]:
    return (item.headline.text if item.headline else None), item.url


TWO = [("三港下调岸电价格", "https://a.example/1"), ("试点扩大", "https://b.example/2")]
TWO_EN = [("Ports cut prices", "https://a.example/1"), ("Pilot grows", "https://b.example/2")]
BODY_EN = "Three ports cut shore power prices by 15%. It starts in June."

FORMS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "source label in Chinese, full-width colon": (
        "# 周刊\n\n## 要闻\n\n### 三港下调岸电价格\n\n正文甲。\n\n来源：[港报](https://a.example/1)\n\n### 试点扩大\n\n正文乙。\n\n原文链接：[港报](https://b.example/2)\n",
        TWO,
    ),
    "bare addresses": (
        "## 本周要闻\n### 三港下调岸电价格\n正文甲。\n来源：https://a.example/1\n### 试点扩大\n正文乙。\nhttps://b.example/2\n## 点评\n好。\n",
        TWO,
    ),
    "angle brackets, right below the text": (
        "# Ports\n\n## News\n\n### Ports cut prices\n\nText.\nSource: <https://a.example/1>\n\n### Pilot grows\n\nText.\n*Via <https://b.example/2>*\n",
        TWO_EN,
    ),
    "numbered list, bold headlines": (
        "# 周刊\n\n## 主要新闻\n\n1. **三港下调岸电价格**：正文甲。（来源：[港报](https://a.example/1)）\n2. **试点扩大**：正文乙。\n   来源：https://b.example/2\n",
        TWO,
    ),
    "list led by links": (
        "# Ports\n\n## Top Stories\n\n- [Ports cut prices](https://a.example/1) — three ports did.\n- [Pilot grows](https://b.example/2): twelve firms.\n",
        TWO_EN,
    ),
    "source as a list's entry": (
        "# Ports\n\n## Headlines\n\n### Ports cut prices\n\n- Three ports.\n- From June.\n- Source: [Daily](https://a.example/1)\n\n### Pilot grows\n\n"
        "> Twelve firms.\n>\n> Source: [Robots](https://b.example/2)\n",
        TWO_EN,
    ),
    "linked headlines": (
        "# 周刊\n\n## 新闻\n\n### [三港下调岸电价格](https://a.example/1)\n\n正文甲。\n\n### [试点扩大](https://b.example/2)\n\n正文乙，见[附件](https://x.example)。\n",
        TWO,
    ),
    "bold lines for headlines": (
        "# Ports\n\n## News\n\n**Ports cut prices**\n\nText.\n\n**Source:** [Daily](https://a.example/1)\n\n**Pilot grows**\n\nText.\n\n**Source:** [Robots](https://b.example/2)\n",
        TWO_EN,
    ),
    "items on the sections' level": (
        "# Ports\n\n## Ports cut prices\n\nText.\n\nSource: [Daily](https://a.example/1)\n\n## Pilot grows\n\nText.\n\nSource: [Robots](https://b.example/2)\n\n## Analysis\n\nSo it is.\n",
        TWO_EN,
    ),
    "no heading at all is one": (
        "周刊\n\n【主要新闻】\n\n**三港下调岸电价格**\n\n正文甲。\n\n来源：[港报](https://a.example/1)\n\n**试点扩大**\n\n正文乙。\n\n来源：[港报](https://b.example/2)\n\n结论：\n\n完。\n",
        TWO,
    ),
    "underlined headings": (
        "Ports\n=====\n\nTop Stories\n-----------\n\n### Ports cut prices\n\nText. [Read more](https://a.example/1)\n\n### Pilot grows\n\nText.\n\n[Full story](https://b.example/2)\n",
        TWO_EN,
    ),
    "digest's own sections": (
        "# 周刊\n\n## 港口\n\n### 三港下调岸电价格\n\n正文甲。\n\n**Source:** [港报](https://a.example/1)\n\n## 仓储\n\n### 试点扩大\n\n正文乙。\n\n**Source:** [港报](https://b.example/2)\n",
        TWO,
    ),
    "groups within the news": (
        "# 周刊\n\n## 主要新闻 (Main News)\n\n### 港口\n\n#### 三港下调岸电价格\n\n正文甲。\n\n来源：[港报](https://a.example/1)\n\n### 仓储\n\n#### 试点扩大\n\n正文乙（[港报](https://b.example/2)）\n",
        TWO,
    ),
    "links by reference": (
        "# Ports\n\n## News\n\n### Ports cut prices\n\nText.\n\n**Source:** [Daily][1]\n\n### Pilot grows\n\nText.\n\n**Source:** [Robots]\n\n"
        '[1]: https://a.example/1 "Daily"\n[robots]: <https://b.example/2>\n',
        TWO_EN,
    ),
    "HTML's links, label in brackets": (
        '# 周刊\n\n## 要闻速览\n\n### 三港下调岸电价格\n\n正文甲。\n\n【来源】<a href="https://a.example/1">港报</a>\n\n### 试点扩大\n\n正文乙。\n\n出處：[港报](<https://b.example/2>)\n',
        TWO,
    ),
    "label on a line of its own": (
        "# Ports\n\n## News\n\n### Ports cut prices\n\nText.\n\nSources:\n- [Daily](https://a.example/1)\n- [More](https://m.example)\n\n### Pilot grows\n\nText.\n\n**Source:**\n[Robots](https://b.example/2)\n",
        TWO_EN,
    ),
    "footnotes": (
        "# 周刊\n\n## 新闻\n\n### 三港下调岸电价格\n\n正文甲。[^1]\n\n### 试点扩大\n\n正文乙[^乙]。\n\n[^1]: [港报](https://a.example/1)\n[^乙]: 港报，https://b.example/2\n",
        TWO,
    ),
    "sections in the first level": (
        "# 主要新闻\n\n## 三港下调岸电价格\n\n正文甲。\n\n来源：[港报](https://a.example/1)\n\n## 试点扩大\n\n正文乙。\n\n来源：[港报](https://b.example/2)\n\n# 分析\n\n好。\n",
        TWO,
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_items_are_found_by_their_source_in_every_form(form: str) -> None:
    text, expected = FORMS[form]
    assert [shape(item) for item in read(text).items] == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", ["crlf", "cr", "bom", "no-end", "tabs"])
def test_line_ends_marks_and_tabs_do_not_matter_and_stay(form: str, change: str) -> None:
    text, expected = FORMS[form]
    changed = {
        "crlf": FRONT + text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "bom": "\ufeff" + FRONT + text,
        "no-end": text.rstrip("\n"),
        "tabs": text.replace("\n\n", "\t\n\t\n"),
    }[change]
    assert [shape(item) for item in read(changed).items] == expected


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}-{path.stem}" if isinstance(path, Path) else "")
def test_our_own_posts_come_back_whole(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        post = read(file.read())
    if not post.front.data:
        return  # a prompt
    assert post.unread == ()
    assert post.lede
    assert post.analysis
    assert post.conclusion
    assert post.items
    assert all(item.headline and item.source and item.prose for item in post.items)
    assert post.h1 is None or post.front.data["title"] == post.h1.text


@pytest.mark.parametrize("edition", [samples.chinese(), samples.english()], ids=["zh", "en"])
def test_render_then_parse_gives_the_same_edition(edition: Edition) -> None:
    post = read(written(edition, sites.settings(post={"body_h1": True})))
    assert len(post.items) == len(edition.items)
    for item, meant in zip(post.items, edition.items, strict=True):
        assert item.source
        assert item.source.title or item.url
        assert item.url or not meant.link.url.startswith("http")
        assert len([sentence for prose in item.prose for sentence in prose.sentences]) == len(meant.statements)
    for section, paragraphs in ((post.analysis, edition.analysis), (post.conclusion, edition.conclusion)):
        assert section
        assert len(section.prose) == len(paragraphs)
    assert len(post.notes()) == len(edition.editor_notes) + sum(bool(item.marks or item.fallback) or "quote-not-found" in str(item) for item in edition.items)


def test_every_part_of_our_form_is_told_apart() -> None:
    post = read(AS_OURS)
    assert post.front.data["tags"] == ["ports"]
    assert post.h1
    assert of(post, post.h1) == "港口周刊"
    assert post.lede
    assert [of(post, sentence) for sentence in post.lede.prose[0].sentences] == ["三港下调岸电价格。", "仓储试点扩大。"]
    first, second = post.items
    assert first.source
    assert (first.source.title, first.url, first.found_by) == ("Ports Cut | Prices", "https://a.example/1", "label")
    assert [(link.title, link.url) for link in first.links] == [("岸电降价", "https://b.example/2")]
    assert [of(post, note) for note in first.notes] == ["编辑注：请核对日期。"]
    assert first.body
    assert of(post, first.body) == "三港自2月1日起下调岸电价格。降幅为8%至15%。"
    assert of(post, second).startswith("### 试点扩大")
    assert of(post, second).endswith("(https://c.example/3)")
    assert post.analysis
    assert [of(post, one) for one in post.analysis.prose] == ["本周的消息指向同一件事。", "首先，成本下降。"]
    assert post.conclusion
    assert post.conclusion.heading
    assert post.conclusion.heading.text == "结论"
    assert post.unread == ()


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("## 简讯", "- 临澳港换了塔吊。[港报](https://a.example/1)", "- 海州港招工。 https://b.example/2"),
        ("## In Brief", "Linao Port has a new crane. [Daily](https://a.example/1)\n", "Haizhou Port hires. ([Daily](https://b.example/2))"),
    ],
)
def test_briefs_are_sentences_with_links(heading: str, first: str, second: str) -> None:
    post = read(
        f"# 周刊\n\n## 主要新闻\n\n### 甲\n\n文。\n\n来源：[x](https://x.example)\n\n{heading}\n\n{first}\n{second}\n\n编辑注：请核对简讯。\n\n## 分析\n\n好。\n"
    )
    assert [item.url for item in post.briefs] == ["https://a.example/1", "https://b.example/2"]
    assert [len(prose.sentences) for item in post.briefs for prose in item.prose] == [1, 1]
    assert [item.url for item in post.items] == ["https://x.example"]
    assert len(post.notes()) == 1


@pytest.mark.parametrize(
    ("entry", "headline", "sentences"),
    [
        ("**海州港降价。** 降幅8%。[港报](https://a.example/1)", "海州港降价。", ["降幅8%。[港报](https://a.example/1)"]),
        ("**海州港**下调电价。[港报](https://a.example/1)", None, ["**海州港**下调电价。[港报](https://a.example/1)"]),
        ("[Harbour Board](https://a.example/1) cuts prices.", None, ["[Harbour Board](https://a.example/1) cuts prices."]),
        ("[Board cuts prices](https://a.example/1) - by 8%.", "Board cuts prices", ["by 8%."]),
    ],
)
def test_the_first_words_of_an_entry_head_it_only_where_the_sentence_does_not_go_on(entry: str, headline: str | None, sentences: list[str]) -> None:
    post = read(f"# 周刊\n\n## 简讯\n\n- {entry}\n")
    (item,) = post.briefs
    assert (item.headline.text if item.headline else None, item.url) == (headline, "https://a.example/1")
    assert [of(post, sentence) for prose in item.prose for sentence in prose.sentences] == sentences


def test_sections_added_by_hand_are_kept_and_named() -> None:
    text = AS_OURS.replace("## 结论", "## 招聘\n\n某港招人。[详情](https://jobs.example)\n\n- 一\n- 二\n\n## 结论")
    post = read(text)
    (added,) = post.others
    assert added.heading
    assert added.heading.text == "招聘"
    assert [of(post, one) for one in added.prose] == ["某港招人。[详情](https://jobs.example)", "一", "二"]
    assert len(post.items) == 2


@pytest.mark.parametrize(
    ("added", "why"),
    [
        ("<div>\n<b>框</b>\n</div>", "HTML"),
        ("<!-- 待办\n\n## 分析\n\n-->", "a comment"),
        ("```\n## 分析\n```", "code"),
        ("| 港 | 价 |\n|---|---|\n| 海州 | 8% |", "a table"),
        ("![图](https://i.example/a.png)", "an image"),
        ("{% include ad.html %}", "Liquid or a shortcode"),
        ("```", "a code fence that is never closed"),
        ("    缩进", "indented by four columns or more: engines show it as code"),
    ],
)
def test_what_is_not_understood_is_kept_and_named(added: str, why: str) -> None:
    post = read(AS_OURS.replace("首先，成本下降。", f"首先，成本下降。\n\n{added}"))
    ((start, end, said),) = [(one.start, one.end, one.why) for one in post.unread]
    assert said == why
    assert post.text[start:end] == added.strip()
    assert len(post.items) == 2
    assert post.conclusion


@pytest.mark.parametrize(
    ("line", "words", "why"),
    [
        ("**Source:** [港报](https://a.example/1) (另见首页报道)", "(另见首页报道)", "words beside the link of a source"),
        ("**Source:** [港报](https://a.example/1", "[港报](https://a.example/1", "the link is not closed"),
    ],
)
def test_faults_of_a_source_line_are_named_and_its_address_is_read(line: str, words: str, why: str) -> None:
    post = read(f"# 周刊\n\n## 主要新闻\n\n### 甲\n\n文。\n\n{line}\n\n## 分析\n\n好。\n")
    assert [item.url for item in post.items] == ["https://a.example/1"]
    assert [(of(post, one), one.why) for one in post.unread if one.end > one.start] == [(words, why)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：港报 https://a.example/1", [("港报", "https://a.example/1")]),
        ("（来源：《港报》，https://a.example/1）", [("《港报》", "https://a.example/1")]),
        ("Source: Harbour Daily (https://a.example/x_(1))", [("Harbour Daily", "https://a.example/x_(1)")]),
        ('**Source:** [A [b] c](https://a.example/x_(1)?a=1&amp;b=2 "A")', [("A [b] c", "https://a.example/x_(1)?a=1&b=2")]),
        ("(Source: Harbour Daily)", [("Harbour Daily", "")]),
        ("**Source:** 内部简报.html · [港报](https://a.example/1)", [("港报", "https://a.example/1"), ("内部简报.html", "")]),
        ("出處 — [A](https://a.example/1)、[B](https://b.example/2)", [("A", "https://a.example/1"), ("B", "https://b.example/2")]),
    ],
)
def test_source_lines_as_people_write_them(line: str, expected: list[tuple[str, str]]) -> None:
    (item,) = read(f"# 周刊\n\n## 新闻\n\n### 甲\n\n文。\n\n{line}\n").items
    assert item.source
    assert [(link.title, link.url) for link in (item.source, *item.links)] == expected
    assert len(item.prose) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "来源：据港口管理处一位要求匿名的负责人介绍，" + "价格将在六月之后分批下调，" * 10 + "届时另行公告。",
        "Source [Daily](https://a.example/1) and several others say that the price falls, which the board denies.",
        "More: the board meets in June.",
        "见[港报](https://a.example/1)的报道。",
    ],
)
def test_prose_that_speaks_of_sources_stays_prose(paragraph: str) -> None:
    (item,) = read(f"# 周刊\n\n## 新闻\n\n### 甲\n\n{paragraph}\n").items
    assert len(item.prose) == 1
    assert item.source_lines == ()


def test_a_heading_without_its_space_still_opens_the_section() -> None:
    post = read(AS_OURS.replace("## 分析", "##分析").replace("首先，", "##2026 首先，"))
    assert post.analysis
    assert [one.why for one in post.unread] == ["no space after the #: engines show it as text"]
    assert seen(post, post.analysis.prose[1]) == "##2026 首先，成本下降。"


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("", "the post has no front matter"),
        ('---\ntitle: "a" b\n---\n', "front matter is not YAML"),
        ("---\ntitle: a\n\n", "front matter that does not end"),
        ("---\ntitle: a\ntitle: b\n---\n", "stands twice"),
        ("---\ndate: 2026-13-45\n---\n", "2026-13-45 cannot be read"),
        ("\n\n---\ntitle: a\n---\n", "blank lines before the front matter"),
        ("title: a\ndate: 2026-01-31\n\n", "front matter without --- lines"),
        ('+++\ntitle = "a"\n+++\n', "front matter in TOML"),
        ("---\na: " + "[" * 5000 + "\n---\n", "nested too deep"),
        ("---\na: \t\t b:\t-\n\t- x\n---\n", "front matter"),
    ],
)
def test_missing_and_broken_front_matter_is_named_and_the_rest_is_read(front: str, why: str) -> None:
    post = read(front + AS_OURS.removeprefix(FRONT))
    assert why in post.unread[0].why
    assert len(post.items) == 2
    assert post.h1


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "empty"),
        ("\ufeff \n\n", 1, "empty"),
        ("只有一句话，没有标题。", 1, "neither headings nor items"),
        ("---\ntitle: a\n---\n\njust words\n", 3, "neither headings nor items"),
        (AS_OURS.replace("首先，", "<<<<<<< HEAD\n首先，"), AS_OURS.partition("首先")[0].count("\n") + 1, "a conflict that git left"),
        ("<!DOCTYPE html>\n<html>", 1, "a web page"),
        ("# 周刊\n\n\x00\n", 3, "U+0000"),
        ("# 周刊\r\n\r\n好\ud800", 3, "U+D800"),
    ],
)
def test_what_cannot_be_a_post_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(NotAPost, match="→") as refused:
        parse(text, subject="p.md")
    assert refused.value.subject == f"p.md:{line}"
    assert what in refused.value.what


def test_replacing_a_part_changes_that_part_alone() -> None:
    for text in (AS_OURS, "\ufeff" + AS_OURS.replace("\n", "\r\n").rstrip("\r\n")):
        post = parse(text)
        for part in post.parts():
            assert replace(post, part, "新文。") == text[: part.start] + "新文。" + text[part.end :]
        assert post.analysis
        assert post.analysis.body
        longer = replace(post, post.analysis.body, "第一段。\n\n第二段。")
        again = read(longer)
        assert again.analysis
        assert [of(again, one) for one in again.analysis.prose] == ["第一段。", "第二段。"]
        assert [item.url for item in again.items] == [item.url for item in post.items]
        assert longer.count("\n") == longer.count("\r\n") or "\r" not in longer


def test_a_part_of_another_text_is_refused() -> None:
    post, other = parse(AS_OURS), parse(AS_OURS.replace("三港", "海州临澳东岬三港"))
    with pytest.raises(DrafterError, match="none of this text"):
        replace(post, other.items[1], "x")


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("他说：“好。”然后走了。第二句1.5亿。", ["他说：“好。”", "然后走了。", "第二句1.5亿。"]),
        ("**标准已定。** 各港跟进。", ["**标准已定。**", "各港跟进。"]),
        ("降价8%。[港报](https://a.example/x.y?z=1.0)", ["降价8%。[港报](https://a.example/x.y?z=1.0)"]),
        ("It rose 1.5%. The U.S. said so. [He. She](https://a.example) went.", ["It rose 1.5%.", "The U.S. said so.", "[He. She](https://a.example) went."]),
        ("第一句，\n续。第二句。", ["第一句，\n续。", "第二句。"]),
    ],
)
def test_sentences_have_their_place_and_links_do_not_end_them(paragraph: str, expected: list[str]) -> None:
    post = read(f"# 周刊\n\n## 分析\n\n{paragraph}\n")
    assert post.analysis
    assert [of(post, one) for one in post.analysis.prose[0].sentences] == expected


def test_readers_words_are_without_marks() -> None:
    post = read("# 周刊\n\n## 分析\n\n> 甲\\|乙 &lt;**丙**\n> 见[港\\*报](https://a.example)。\n")
    assert post.analysis
    (quote,) = post.analysis.prose
    assert seen(post, quote) == "甲|乙 <丙 见港*报。"
    assert seen(post, quote, quote.sentences[-1]).endswith("见港*报。")


@pytest.mark.parametrize("headline", ["A * 组：5 * 3", "Cells 5 * 3 * 2 grow", "a ** b", "*a * b*", "x *"])
def test_a_star_that_marks_nothing_stays_when_a_headline_is_read_back(headline: str) -> None:
    post = read(f"# 周刊\n\n## 主要新闻\n\n### {escape.text(headline, line_start=False)}\n\n**句** 5 * 3 句。\n\n**Source:** [a](https://a.example)\n")
    (item,) = post.items
    assert item.headline
    assert item.headline.text == headline
    assert seen(post, item.prose[0]) == "句 5 * 3 句。"


def test_own_headings_and_the_closing_line_are_the_digests() -> None:
    text = "# 周刊\n\n## 岸上\n\n### 甲\n\n文。\n\n## 笔记\n\n好。\n\n## 结论\n\n完。\n\n本刊由模型协助写成。\n"
    post = parse(text, own_headings={"items": "岸上", "analysis": "笔记"}, disclosure="本刊由模型协助写成。")
    assert [shape(item) for item in post.items] == [("甲", "")]
    assert post.analysis
    assert post.conclusion
    assert [of(post, one) for one in post.conclusion.prose] == ["完。"]
    assert render(post) == text


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (
            "items",
            "主要新闻|新闻|要闻|本周要闻|一、主要新闻|主要新闻 (Main News)|📰 本周要闻：|主要新聞|国际要闻|本期要闻速览|Top Stories|The Week's Top Stories|News|1. Main News|News \\| briefs",
        ),
        ("briefs", "简讯|快讯|其他新闻|一句话新闻|簡訊|In Brief|News in brief|Other news|Quick hits"),
        ("analysis", "分析|点评|编辑点评|分析与点评|**分析**|分析 (Analysis)|分析：三大趋势|評論|Analysis|Our take|What it means|Analysis & Outlook"),
        ("conclusion", "结论|总结|展望|总结与展望|（三）结论|第三部分：结论|結論|下周关注|Conclusion|Looking Ahead|Key takeaways|What to watch next week"),
        ("lede", "导语|本期导读|Overview"),
        ("notes", "编辑注|Editor’s Note"),
        ("other", "金融科技|财报：营收与展望|[甲公司发布新品](https://a.example/news/analysis)|Jobs|Bank news and outlook for Acme|" + "！" * 5000),
    ],
)
def test_headings_say_what_a_section_is_for(role: str, titles: str) -> None:
    for title in titles.replace("\\|", "\0").split("|"):
        assert heading_role(title.replace("\0", "\\|")) == role, title


def test_summary_before_the_news_is_the_lede_and_after_it_the_conclusion() -> None:
    news = "## News\n\n### A\n\nText.\n\nSource: [x](https://x.example)\n\n"
    assert read(f"# P\n\n## Summary\n\nAll.\n\n{news}").conclusion is None
    assert read(f"# P\n\n{news}## Summary\n\nAll.\n").conclusion


BITS = (
    "# |## |### |##|主要新闻|分析|结论|简讯|Analysis|In Brief|**|__|*|`|```|~~~|---|===|- |* |1. |2、|> |[|]|(|)|](|http://a.b/c|https://x.example/二期|![|<|<!--|-->|<div>"
    '|<script>|</script>|<a href="http://q.w">|</a>|{:|}|{% raw %}|{{|}}|\\||\\||---\\||。|！|”|“|来源：|**Source:** |编辑注：| · |[r]: http://d.e|[r]|\\\\|&amp;|date: |title: |"'
    "|tags:|  - a|+++|...|İ|😀|字|word |Mr. |a. | {#id}|【|】|：|    |\u3000|\ufeff|\u2028|\x0b|\x85"
)
PIECES = [*(bit.replace("\0", "|") for bit in BITS.replace("\\|", "\0").split("|")), "\n", "\n\n", "\r\n", "\r", "\t"]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=50).map("".join)
HEADS = st.sampled_from(["", "---\n", "---\ntitle: a\n---\n", "# T\n\n## 主要新闻\n\n### a\n\n"])


def read_or_refused(text: str) -> tuple[ReadPost | None, NotAPost | None]:
    try:
        return read(text), None
    except NotAPost as error:
        return None, error


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HEADS, TEXTS, st.integers(min_value=0))
def test_any_text_comes_back_byte_for_byte_or_is_refused_with_its_line(head: str, text: str, which: int) -> None:
    post, refused = read_or_refused(head + text)
    if post is None:
        assert refused
        assert refused.subject.rpartition(":")[2].isdigit()
        return
    parts = list(post.parts())
    part = parts[which % len(parts)]
    assert replace(post, part, "x") == post.text[: part.start] + "x" + post.text[part.end :]
    for section in post.sections:
        for prose in (*section.prose, *(one for item in section.items for one in item.prose)):
            ends = [prose.start, *(at for sentence in prose.sentences for at in (sentence.start, sentence.end)), prose.end]
            assert ends == sorted(ends)


ADVERSARIES = [
    "[",
    "](",
    "[a](b",
    "![",
    "**",
    "“",
    "a. “",
    "`",
    "````\n```a\n",
    "> \n",
    "<!--\n\n",
    '<a href="x">',
    "a|b\n|-|-|\n\n",
    "http://a.b/(",
    "来源：\n",
    "### a\n",
    "- \n",
    '[a](x "',
    "[a][a]",
    " ",
    "！",
]


@pytest.mark.parametrize("unit", ADVERSARIES)
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "# T\n\n## 主要新闻\n\n### a\n\n" + unit * (length // len(unit))
        started = time.process_time()
        assert render(parse(text)) == text
        return time.process_time() - started

    short = min(seconds(10_000) for _ in range(2))
    assert min(seconds(40_000) for _ in range(2)) < 10 * max(short, 0.01)
