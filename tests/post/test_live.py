"""Markup that acts is found in a post; what only shapes its look, and what our escapes made text, is not."""

from __future__ import annotations

import pytest

from drafter.post.live import live
from drafter.post.read import parse
from drafter.post.render import render
from tests.post import claims, samples, sites

FRAME = "---\ntitle: T\n---\n\n# 标题\n\n前文。\n\n{}\n\n## 分析\n\n后文。\n"


def found(body: str) -> list[str]:
    post = parse(FRAME.format(body))
    return [post.text[one.start : one.end] for one in live(post)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<script>x()</script>", ["<script>", "</script>"]),
        ("一句<ScRiPt src=//x>话", ["<ScRiPt src=//x>"]),
        ("<script\nsrc=x", ["<script"]),
        ("<iframe src='https://x.example'></iframe>", ["<iframe src='https://x.example'>", "</iframe>"]),
        ('<img src=x onerror="a()">', ['<img src=x onerror="a()">']),
        ("<img src=x alt='>' onerror=a()>", ["<img src=x alt='>' onerror=a()>"]),
        ('<b onclick=a() " >x</b>', ['<b onclick=a() " >']),
        ("<a href='javascript:a()'>x</a>", ["<a href='javascript:a()'>"]),
        ("<a href='java\tscript&colon;a()'>x</a>", ["<a href='java\tscript&colon;a()'>"]),
        ("<p style='background:url(//x)'>x</p>", ["<p style='background:url(//x)'>"]),
        ("<div title='\n\n' onclick=a()>x</div>", ["<div title='\n\n' onclick=a()>"]),
        (f"<b title='{'x' * 4000}' onclick=a()>x</b>", ["<b"]),
        ("<svg/onload=a()>", ["<svg/onload=a()>"]),
        ("<style>p{}</style>", ["<style>", "</style>"]),
        ("<form action=x><input></form>", ["<form action=x>", "<input>", "</form>"]),
        ("<!DOCTYPE x>", ["<!DOCTYPE x>"]),
        ("[x](javascript:a())", ["](javascript:a"]),
        ("[x](JaVaScRiPt&#58;a)", ["](JaVaScRiPt&#58;a"]),
        ("[x](<data:text/html;base64,eA==>)", ["](<data:text/html;base64,eA=="]),
        ("[x][1]\n\n[1]: vbscript:a", ["[1]: vbscript:a"]),
        ("<javascript:a()>", ["<javascript:a()>"]),
        ("{% include x.html %}", ["{% include x.html %}"]),
        ("一句{{ site.title }}话", ["{{ site.title }}"]),
        ("`{{ site.title }}`", ["{{ site.title }}"]),
        ("{{< figure >}}", ["{{< figure >}}"]),
        ("x\n{: onclick='a()'}", ["{: onclick='a()'}"]),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_acts_is_found_where_it_stands(body: str, words: list[str], ending: str) -> None:
    post = parse(FRAME.format(body).replace("\n", ending))
    assert [post.text[one.start : one.end] for one in live(post)] == [one.replace("\n", ending) for one in words]


@pytest.mark.parametrize(
    "body",
    [
        "一行<br>两行，H<sub>2</sub>O，<span class='x'>绿</span>，p < 0.05，a<b，x <- y，3 > 2。",
        "<table><tr><td style='text-align:right'>1</td></tr></table>",
        "<!-- a remark -->",
        "x <b y" + "，说" * 3000,
        "`<script>` 与 ``<b onclick=x>`` 只是代码。",
        "```html\n<script>x()</script>\n```",
        "[标题](https://x.example/a?on=1) 与 <https://x.example> 和 [信](mailto:a@x.example)。",
        "图：![图](/assets/a.png){: .wide}",
        "on click = yes；时间 10:30；他说：“javascript: 是什么？”",
        "C:\\Users 与 \\<script> 不同。",
    ],
)
def test_what_only_looks_is_left_alone(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize("language", claims.LANGUAGES)
def test_hostile_texts_that_we_escaped_are_no_markup(language: str) -> None:
    for number in range(len(samples.PAYLOADS)):
        edition, chosen = claims.hostile("jekyll", language, number)  # type: ignore[arg-type]
        post = parse(render(edition, chosen, load_template=lambda name: sites.TEMPLATE))
        assert live(post) == (), samples.PAYLOADS[number]
        edition, chosen = claims.hostile_week("jekyll", language, number)  # type: ignore[arg-type]
        assert live(parse(render(edition, chosen, load_template=lambda name: sites.TEMPLATE))) == (), samples.PAYLOADS[number]
