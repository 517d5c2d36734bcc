"""Mail and WeChat from a post: the same words, inline styles, nothing live."""

from __future__ import annotations

import hashlib
import re

import lxml.html
import pytest

from drafter.config import Settings
from drafter.entities import Language
from drafter.errors import ConfigError
from drafter.post.inlined import inlined
from drafter.post.read import parse
from drafter.post.render import render
from drafter.publish import letters
from tests.post import claims, samples, sites

OUTLETS = ("email", "wechat")
_TAGS = frozenset(
    re.findall(r"\w+", "html head meta title body div table tr td section h1 h2 h3 h4 p a ul ol li blockquote strong em s sup hr br code pre tbody thead th")
)
_ATTRIBUTES = frozenset(re.findall(r"\w+", "style href target rel start lang charset name content role width cellpadding cellspacing border align"))
each = pytest.mark.parametrize("outlet", OUTLETS)
POST = """---
title: "港湾周报"
excerpt: "一句摘要。"
---

# 港湾周报

导语第一行
第二行，见[规则](https://a.example/x)。

## 主要新闻

### 一条新闻

正文**重点** *强调* ~~删去~~ `代码`，a < b & c。 <b>不是标记</b>

**Source:** [规则全文 \\| 办公室](https://a.example/x) · [另一篇](https://b.example/y_\\(1\\))

- 一句话简讯。 [简讯来源](https://c.example/)

| 项 | 值 |
|---|---|
| 甲 | 1 |

> 引文。

## 结论

看[站内](/about)、[信](mailto:a@x.example)、[坏](javascript:alert(1))、![图](https://d.example/p.png)。
{: .note}

由模型协助起草，编辑核对。
"""


def made(outlet: str, text: str, settings: Settings | None = None) -> str:
    return letters.of(outlet, text, settings or Settings(), None)


def page(outlet: str, text: str, settings: Settings | None = None) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(made(outlet, text, settings).encode())


def live(root: lxml.html.HtmlElement) -> list[str]:
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    found = [f"<{one.tag}>" for one in elements if one.tag not in _TAGS]
    found += [f"{one.tag} {name}" for one in elements for name in one.attrib if name not in _ATTRIBUTES]
    found += [f"href={url}" for one in elements if (url := one.get("href")) is not None and not re.match(r"https?://", url)]
    return found + [f"style of {one.tag}" for one in elements if re.search(r"url\(|expression|javascript", one.get("style", ""))]


@each
@pytest.mark.parametrize("language", claims.LANGUAGES)
@pytest.mark.parametrize("number", range(len(samples.PAYLOADS)))
def test_a_hostile_text_in_every_field_is_only_text(outlet: str, number: int, language: Language) -> None:
    edition, chosen = claims.hostile("jekyll", language, number)
    root = page(outlet, render(edition, chosen, load_template=lambda name: sites.TEMPLATE), chosen)
    assert live(root) == []
    wanted = samples.readable(edition, chosen, samples.WORDS[language])
    shown = [(one.tag, sites.straight(one.text_content())) for one in root.iter("h1", "h2", "h3", "p")]
    if outlet == "email":
        assert shown == wanted
        assert [a.get("href") for a in root.iter("a")] == [url for tag, url in _links(edition)]
    else:
        assert [re.sub(r"\[\d+\](?= ·|$)", "", text) for tag, text in shown[: len(wanted) - 1]] == [text for tag, text in wanted[1:]]


@each
@pytest.mark.parametrize("language", claims.LANGUAGES)
def test_hostile_updates_briefs_sections_and_notices_are_only_text(outlet: str, language: Language) -> None:
    for number, payload in enumerate(samples.PAYLOADS):
        edition, chosen = claims.hostile_week("jekyll", language, number)
        assert live(page(outlet, render(edition, chosen, load_template=lambda name: sites.TEMPLATE), chosen)) == [], payload


def _links(edition: object) -> list[tuple[str, str]]:
    from drafter.post import escape

    items = edition.items  # type: ignore[attr-defined]  # an Edition
    return [("a", url) for item in items for link in (item.link, *item.further) if (url := escape.url(link.url))]


@each
def test_a_hand_written_post_keeps_its_form_and_nothing_in_it_is_live(outlet: str) -> None:
    root = page(outlet, POST)
    assert live(root) == []
    text = root.find("body").text_content()
    assert "<b>不是标记</b>" in text
    assert "导语第一行第二行" in text
    assert "a < b & c" in text
    assert ".note" not in text
    assert "由模型协助起草，编辑核对。" in text
    assert [one.text_content() for one in root.iter("strong", "em", "s", "code")] == ["重点", "强调", "删去", "代码", "Source:"]
    assert [one.text_content().strip() for one in root.iter("blockquote")] == ["引文。"]


def test_mail_links_and_repeats_the_title_wechat_numbers_its_notes_and_does_not() -> None:
    mail, wechat = page("email", POST), page("wechat", POST)
    assert [a.get("href") for a in mail.iter("a")] == [
        "https://a.example/x",
        "https://a.example/x",
        "https://b.example/y_%281%29",
        "https://c.example/",
        "https://d.example/p.png",
    ]
    assert [one.text for one in mail.iter("h1")] == ["港湾周报"]
    assert list(wechat.iter("a", "h1")) == []
    assert [one.text for one in wechat.iter("sup")] == ["[1]", "[1]", "[2]", "[3]", "[4]"]
    notes = [one.text_content() for one in wechat.iter("p") if re.match(r"\[\d\]", one.text_content())]
    assert notes == ["[1] 规则https://a.example/x", "[2] 另一篇https://b.example/y_%281%29", "[3] 简讯来源https://c.example/", "[4] 图https://d.example/p.png"]


@each
def test_every_element_has_its_style_on_it_and_no_style_sheet_is_needed(outlet: str) -> None:
    root = page(outlet, POST)
    assert not list(root.iter("style", "link"))
    bare = [one.tag for one in root.find("body").iter("h2", "h3", "p", "a", "sup", "ul", "li", "blockquote", "th") if not one.get("style")]
    assert bare == []
    assert not [one for one in root.iter() if isinstance(one.tag, str) and (one.get("class") or one.get("id"))]


@each
def test_both_carry_the_digest_of_the_same_bytes(outlet: str) -> None:
    digest = hashlib.sha256(POST.encode()).hexdigest()
    text = made(outlet, POST)
    assert f'<meta name="drafter-digest" content="sha256:{digest}">' in text
    assert f"<!-- drafter-digest sha256:{digest} -->" in text


@each
def test_the_same_post_gives_the_same_bytes_whatever_its_line_ends(outlet: str) -> None:
    body = re.sub(r"sha256:\w+", "", made(outlet, POST))
    assert body == re.sub(r"sha256:\w+", "", made(outlet, "\ufeff" + POST.replace("\n", "\r\n")))


def test_a_post_without_a_heading_gets_its_title_in_the_mail() -> None:
    root = page("email", POST.replace("# 港湾周报\n", ""))
    assert [one.text for one in root.iter("h1")] == ["港湾周报"]


def test_a_title_of_markup_is_text_in_the_page_s_own_title() -> None:
    text = POST.replace('"港湾周报"', '"</title><script>x()</script>"').replace('"一句摘要。"', '"</div><img src=x onerror=a()>"')
    for outlet in OUTLETS:
        root = page(outlet, text)
        assert live(root) == []
        assert root.findtext(".//title") == "</title><script>x()</script>"


def test_a_template_that_cannot_be_filled_is_named() -> None:
    with pytest.raises(ConfigError, match=r"templates/mail\.html\.j2"):
        inlined(parse(POST), "{{ nothing_here }}", "mail.html.j2", digest="", language="zh", links="links")


@pytest.mark.parametrize("template", ["{{ body({'p': '\"><script>x()</script>'}) }}", "{{ title }}{{ ''.__class__.__mro__ }}"])
def test_a_template_of_ones_own_cannot_break_out(template: str) -> None:
    try:
        text = inlined(parse(POST), template, "mail.html.j2", digest="", language="zh", links="links")
    except ConfigError:
        return
    assert "<script>" not in text
