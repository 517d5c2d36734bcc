"""The review page: whatever a source or a model wrote is text in it, and what it says is complete."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from drafter import bundled
from drafter.entities import Flag, Language
from drafter.errors import ConfigError
from drafter.proofread import record
from drafter.proofread.review import Cited, Line, Review, Waived, counted

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></head><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }}{% raw %}{# x #}",
    "javascript:alert(1)",
    "</mark></bdi></article><h1>Approved</h1>",
    "&lt;b&gt; &#60;script&#62;",
    "--><iframe src=https://evil.example></iframe>",
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "article", "details", "summary", "footer", "blockquote", "div"),
    *("h1", "h2", "h3", "p", "ul", "li", "b", "bdi", "mark", "a", "q", "span", "code"),
}


def page(
    *lines: Line, flags: tuple[Flag, ...] = (), waived: tuple[Waived, ...] = (), language: Language = "zh", title: str = "t", edition: str = "2026-W05"
) -> Any:
    every = (*flags, *(flag for line in lines for flag in line.flags))
    review = Review(edition=edition, language=language, title=title, counts=counted(lines, every, waived), flags=every, waived=waived, lines=lines)
    return html.document_fromstring(record.page(review, bundled.read("templates", record.TEMPLATE, None)))


def hostile(text: str, severity: Any = "BLOCK") -> Line:
    flag = Flag(
        code=text,
        severity=severity,
        where=text,
        message=text,
        words=text,
        statement=f"我们说{text}。",
        nearest=text,
        sentence=f"They wrote {text}.",
        source="https://a.example/x",
    )
    cited = Cited(text=f"They wrote {text}.", url=f"https://a.example/{text}", title=text, language="en")
    return Line(text=f"我们说{text}。", part="item", where=text, standing="traced", beyond=(text,), cited=(cited,), flags=(flag,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text_in_every_place(text: str) -> None:
    line = hostile(text)
    unchecked = Line(text=text, part="analysis", where=text, standing="not-checked", why=text)
    loose = line.flags[0].model_copy(update={"statement": "", "severity": "HIGH"})
    found = page(
        line, hostile(text, "INFO"), unchecked, flags=(loose,), waived=(Waived(flag=line.flags[0], reason=text),), title=text, edition=text, language="en"
    )
    assert {node.tag for node in found.iter() if isinstance(node.tag, str)} <= ALLOWED
    assert not [name for node in found.iter() for name in node.attrib if name.startswith("on") or name in ("src", "style", "srcset", "action")]
    assert all(link.get("href").startswith("https://a.example/") for link in found.iter("a"))
    assert found.xpath("string(//h1)") == text
    assert len(found.xpath("//h1")) == 1
    assert text in {mark.text_content() for mark in found.iter("mark")}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "//evil.example", "https://user:pw@evil.example\\@x", "vbscript:x", ""]
)
def test_a_link_is_http_or_there_is_none(url: str) -> None:
    found = page(Line(text="一句。", part="item", where="w", standing="traced", cited=(Cited(text="One.", url=url, title="Page"),)))
    assert not list(found.iter("a"))
    assert "Page" in found.text_content()


def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = record.page(Review(language="en", counts=counted((), (), ()), flags=(), lines=()), bundled.read("templates", record.TEMPLATE, None))
    found = html.document_fromstring(text)
    assert "default-src 'none'" in text
    assert not found.xpath("//script | //link | //img | //iframe | //*[@src]")
    assert "url(" not in text
    assert "@import" not in text


def flagged(severity: Any, words: str) -> Line:
    flag = Flag(
        code="figure-contradicted",
        severity=severity,
        where="w",
        message="m",
        words=words,
        statement=f"共{words}元。",
        nearest="US$1",
        sentence="It is US$1 now.",
    )
    return Line(
        text=f"共{words}元。", part="item", where="w", standing="traced", cited=(Cited(text="It is US$1 now.", url="https://a.example/x"),), flags=(flag,)
    )


def test_worst_first_and_what_is_only_for_information_is_folded() -> None:
    found = page(flagged("INFO", "1"), flagged("WARN", "2"), flagged("BLOCK", "3"), flagged("HIGH", "4"))
    order = [card.xpath("string(.//p[@class='ours'])") for card in found.xpath("//main/article")]
    assert order == ["共3元。", "共4元。", "共2元。"]
    assert [card.xpath("string(.//p[@class='ours'])") for card in found.xpath("//details//article")] == ["共1元。"]
    assert not found.xpath("//details[@open]")


def test_the_differing_words_are_marked_on_both_sides() -> None:
    found = page(flagged("HIGH", "20亿"))
    assert [mark.text_content() for mark in found.iter("mark")] == ["20亿", "US$1"]


def test_marks_that_overlap_are_one_and_no_letter_is_lost() -> None:
    text = "结算15亿美元，逾15亿"
    pieces = record.marked(text, ["15亿", "15亿美元", "亿美", "没有"])
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, mark in pieces if mark] == ["15亿美元"]


@pytest.mark.parametrize(("language", "said", "all_said"), [("zh", "未核对：", "每一句都已核对。"), ("en", "Not checked:", "Every sentence was checked.")])
def test_a_line_says_what_was_not_checked(language: Language, said: str, all_said: str) -> None:
    unchecked = Line(text="一句。", part="analysis", where="analysis", standing="not-checked", why="no page of its source is kept")
    found = page(unchecked, language=language)
    [box] = found.xpath("//div[@class='unchecked-line']")
    assert said in box.text_content()
    assert ("没有保存其来源的网页" if language == "zh" else "no page of its source is kept") in box.text_content()
    assert all_said in page(language=language).xpath("//div[@class='unchecked-line']")[0].text_content()


def test_waived_flags_are_listed_with_their_reason() -> None:
    line = flagged("HIGH", "20亿")
    found = page(line.model_copy(update={"flags": ()}), waived=(Waived(flag=line.flags[0], reason="财报已更正"),))
    assert "财报已更正" in found.xpath("//details")[0].text_content()


def test_directional_and_invisible_characters_do_not_reach_the_page() -> None:
    text = "付款\u202e123\u200b万元\u2066。"
    line = Line(text=text, part="item", where="w", standing="traced")
    assert "付款123万元。" in page(line).text_content()


def test_a_template_that_cannot_be_filled_is_named() -> None:
    with pytest.raises(ConfigError, match=r"review\.html\.j2"):
        record.page(Review(language="en", counts=counted((), (), ()), flags=(), lines=()), "{{ nothing }}")
