"""Invented editions, hostile texts, and what a reader must see of them."""

from __future__ import annotations

import random

from drafter.config import Settings
from drafter.entities import Continued, Edition, Item, Language, Link, Notice, Paragraph, Stamp, Statement
from drafter.post import escape
from tests.post.sites import straight

ZONE = "Asia/Shanghai"


def sentences(*texts: str) -> tuple[Statement, ...]:
    return tuple(Statement(text=text) for text in texts)


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(statements=sentences(text)) for text in texts)


def chinese() -> Edition:
    """Three items: one clean with a further source, one outside the window with a borrowed sentence, one local file without address."""
    return Edition(
        name="2026-W05",
        language="zh",
        date=Stamp(value="2026-01-31T07:30:00+08:00"),
        title="港口电价下调，仓储 AI 试点扩大到 12 家",
        lede=Paragraph(
            statements=sentences("本周沿海三座港口下调岸电价格，最高降幅 15%。", "同时，仓储机器人试点扩大到 12 家企业，运营方称“成本 与 电价 同降”。")
        ),
        items=(
            Item(
                id="i1",
                article_id="a1",
                headline="三港下调岸电价格",
                statements=sentences("海州、临澳和东岬三港自 2 月 1 日起下调岸电价格，降幅为 8%至15%。", "Harbour Board 表示：“这是 五年来 首次。”"),
                link=Link(title="Three Ports Cut Shore Power Prices | Harbour Daily [Updated]", url="https://harbour.example.com/shore-power_(2026)"),
                further=(
                    Link(title="岸电降价 8%", url="https://news.example.cn/a?id=7&page=1"),
                    Link(title="Same again", url="https://harbour.example.com/shore-power_(2026)"),
                ),
            ),
            Item(
                id="i2",
                article_id="a2",
                headline="仓储 AI 试点扩大",
                statements=(
                    Statement(text="仓储机器人试点从 5 家扩大到 12 家，投资约 $1.5 亿。"),
                    Statement(text="The pilot grows to 12 firms.", fallback="quote-not-found"),
                    Statement(text="It ends in June.", fallback="quote-not-found"),
                ),
                link=Link(title="仓储机器人：第二期", url="https://robots.example.net/二期"),
                marks=("picked", "outside-window"),
                published=Stamp(value="2026-01-07"),
            ),
            Item(
                id="i3",
                article_id="a3",
                headline="内部简报：泊位排班",
                statements=sentences("简报称泊位排班将改为每日两次。"),
                link=Link(title="泊位排班 简报.html", url="file:///home/editor/berths.html"),
                marks=("undated", "stand-in"),
                fallback="refused",
            ),
        ),
        theses=(),
        analysis=paragraphs("本周的消息指向同一件事：港口在用电价换船期。", "首先，岸电降价与 AI 排班同时出现，2026 年的竞争在于周转。"),
        conclusion=paragraphs("下周可留意二期试点的名单。"),
        tags=("shore-power", "5g", "no", "2026", "港口"),
        editor_notes={"edition": "本期由摘录程序写成，没有使用模型。", "analysis": "请写出分析。"},
    )


def english() -> Edition:
    """Two items, one wholly the publisher's own sentences."""
    return Edition(
        name="2026-W05",
        language="en",
        date=Stamp(value="2026-01-31T07:30:00+08:00"),
        title="Ports cut shore power prices; robots reach 12 warehouses",
        lede=Paragraph(
            statements=sentences(
                "Three ports cut shore power prices by up to 15%.",
                "Warehouse robots reach 12 firms.",
                "A third sentence follows so that the text is longer than what an excerpt may hold.",
            )
        ),
        items=(
            Item(
                id="i1",
                article_id="a1",
                headline="Three ports cut prices",
                statements=sentences("Haizhou (海州 港) and two others cut prices by 8% to 15%.", 'The board called it "the first cut in five years".'),
                link=Link(title="海州港 | 岸电降价", url="https://news.example.cn/a?id=7"),
            ),
            Item(
                id="i2",
                article_id="a2",
                headline="Robots at twelve firms",
                statements=sentences("The pilot grew from 5 to 12 firms.", "R&D costs $1.5 billion."),
                link=Link(title="", url="https://robots.example.net/phase-2"),
                marks=("outside-window",),
                published=Stamp(value="2026-01-07"),
                fallback="truncated",
            ),
        ),
        theses=(),
        analysis=paragraphs("Ports trade power prices for turnaround time."),
        conclusion=paragraphs("Watch the list of phase two."),
        tags=("shore-power", "robots"),
        editor_notes={"items": "Two items only.", "conclusion": "Please add an outlook."},
    )


PAYLOADS = (
    # headings, lists, rules, quotations, code
    *(
        "# heading",
        "#nospace",
        "## two ##",
        "C#",
        "- item",
        "+ item",
        "* item",
        "-",
        "---",
        "- - -",
        "***",
        "* * *",
        "___",
        "===",
        "1. one",
        "2026. 年初",
        "7) seven",
    ),
    *(
        "> quote",
        ">> deep",
        "```",
        "```ruby",
        "~~~",
        "`code`",
        "``a`b``",
        "    indented",
        "\tindented",
        "text\n---",
        "text\n===",
        "a\n\n# b",
        "a  \nb",
        "a\\\nb",
        "^",
    ),
    # tables, definitions, footnotes, abbreviations, tasks, math, emphasis
    *(
        "a | b",
        "|a|b|",
        "a | b\n--- | ---\nc | d",
        ": definition",
        ":   definition",
        "term\n: definition",
        "[^1]",
        "[^1]: note",
        "^[inline]",
        "*[AI]: <img src=x onerror=alert(1)>",
    ),
    *(
        "- [ ] task",
        "[x] task",
        "$$x^2$$",
        "$$\nx\n$$",
        "\\(x\\)",
        "\\[x\\]",
        "\\$$x$$",
        "**b**",
        "__b__",
        "*e*",
        "_e_",
        "a*b*c",
        "snake_case_2_x",
        "~~gone~~",
        "3~5和6~8",
        "==mark== ++ins++ H~2~O x^2^",
    ),
    # links, images, addresses
    *(
        "[a](https://evil.example)",
        "![a](https://evil.example/x.png)",
        "[a][b]",
        "[a]",
        "[b]: https://evil.example",
        "[[wiki]]",
        "](https://evil.example) [x",
        "a](javascript:alert(1))",
    ),
    *(
        "<https://evil.example>",
        "<a@evil.example>",
        "https://evil.example/x",
        "HTTP://EVIL.EXAMPLE",
        "ftp://evil.example",
        "www.evil.example",
        "(www.evil.example)",
        "me@evil.example",
        "mailto:me@evil.example",
    ),
    *("javascript:alert(1)", "&#106;avascript:alert(1)", "//evil.example"),
    # HTML
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=//evil.example>",
        "<!-- hidden -->",
        "<!--more-->",
        "<b",
        "</main>",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<svg/onload=alert(1)>",
    ),
    *(
        "<a href='https://evil.example'>x</a>",
        "&lt;b&gt;",
        "&amp;amp;",
        "&copy; &nbsp",
        "AT&T <3 a<b>c",
        "p < 0.05 > x",
        "＜script＞",
        "<details open ontoggle=alert(1)>",
        "<<a>>",
    ),
    # Liquid, kramdown, shortcodes, emoji
    *(
        "{{ site.title }}",
        "{% raw %}",
        "{% endraw %}",
        "{% include x.html %}",
        "{% nosuchtag %}",
        "{%",
        "{{",
        "}}",
        "{{ '{{' }}",
        "{%- comment -%}x",
        "`{{ 7 | times: 7 }}`",
        "{{page.title}}",
    ),
    *(
        '{: onclick="alert(1)"}',
        "{:.class}",
        "x {: #id onclick='alert(1)'}",
        "{::nomarkdown}<script>alert(1)</script>{:/}",
        '{::options auto_ids="false" /}',
        "{:toc}",
        "{:x: .y}",
        "{#id onclick=alert(1)}",
    ),
    *(
        "{{< figure src=x >}}",
        "{{% notice %}}",
        "{{</* x */>}}",
        "{{< raw",
        ":smile:",
        ":+1: :100:",
        "10:30:45",
        "\\{{ x }}",
        "\\*a\\*",
        "\\",
        "C:\\Users\\x",
        "a\\|b",
    ),
    # front matter and YAML
    *(
        "\"quoted\" 'single'",
        '"',
        "'",
        "a: b",
        "a #b",
        "@at",
        "%percent",
        "title: x\n---\npermalink: /pwn/",
        '"\npermalink: /pwn/\nx: "',
        "---\nlayout: null\n---",
        "&anchor *alias",
        "!ruby/object:Gem x",
    ),
    *("no", "null", "1e3", "2026", "12:30", "0x1f", "1_000", "~", "2026-01-26", "- a\n- b", "? key", "[a, b]", "{a: b}", "\\u0041 \\n \\x41", "𝟚 😀 é 日本語"),
    # what nobody sees
    *(
        "a\u0085b\u2028c\u2029d",
        "\ufeffBOM",
        "NUL\x00\x1b[31m\x7f\x9f",
        "\u202egnp.exe\u202c",
        "稳\u200b定\u200d币",
        "tag\U000e0041\U000e0042",
        "half \ud83d",
        "\ue000private",
        "a\u00a0\u3000b",
        "\ufffe\u3164\u2800z",
    ),
)
ADDRESSES = (
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example/x",
        "file:///etc/passwd",
        "ftp://x.example/",
    ),
    *(
        "https://",
        "https://[::1]/",
        "https://x.example:99999/",
        "https://a b.example/",
        "https://x.example\\@evil.example/",
        "http://x.example/\x00",
        "mailto:a@b.example",
        "",
    ),
)


def hostile(payload: str, language: Language, name: str) -> Edition:
    """The payload in every field that takes outside or model text: alone, so that it starts a line, and inside a sentence."""
    inside = f"前文{payload}后文。" if language == "zh" else f"before {payload} after."
    quoted = f"他说“{payload}”。" if language == "zh" else f'He said "{payload}".'
    return Edition(
        name=name,
        language=language,
        date=Stamp(value="2026-01-31"),
        title=payload,
        lede=Paragraph(statements=sentences(payload, inside)),
        items=(
            Item(
                id="i1",
                article_id="a",
                headline=payload,
                statements=sentences(payload),
                link=Link(title=payload, url=f"https://example.org/{payload}"),
                further=(Link(title=f"x{payload}", url="https://example.org/two"),),
            ),
            Item(id="i2", article_id="b", headline=inside, statements=sentences(quoted, payload), link=Link(title=inside, url=payload), fallback=payload),
        ),
        theses=(),
        analysis=paragraphs(payload, inside, quoted, payload),
        conclusion=paragraphs(quoted, payload),
        tags=(payload, "fine"),
        editor_notes={"edition": payload, "items": payload, "analysis": inside, "conclusion": quoted},
    )


def hostile_week(payload: str, language: Language, name: str) -> Edition:
    """The payload in every field that an edition among others has: updates, briefs, sections, notices of corrections."""
    inside = f"前文{payload}后文。" if language == "zh" else f"before {payload} after."
    before = Continued(
        edition=payload, date="2026-01-24", title=payload, url=payload, headline=payload, said=(payload, inside), changed=((payload, payload),), new=payload
    )
    known = before.model_copy(update={"title": inside, "url": f"https://example.org/{payload}"})
    notice = Notice(date="2026-01-30", title=payload, post_date="2026-01-24", url=payload, headline=payload, was=payload, now=inside, because=payload)
    gone = notice.model_copy(update={"url": f"https://example.org/{payload}", "now": "", "because": ""})

    def item(key: str, text: str, continues: Continued, **more: object) -> Item:
        values = {"id": key, "article_id": key, "headline": text, "statements": sentences(text), "link": Link(title=text, url="https://example.org/one")}
        return Item.model_validate(values | {"continues": continues, "section": payload} | more)

    return Edition(
        name=name,
        language=language,
        date=Stamp(value="2026-01-31"),
        title=inside,
        lede=Paragraph(statements=sentences(inside)),
        items=(
            item("i1", payload, before),
            item("i2", inside, known, marks=("update", "undated", payload), published=Stamp(value="2026-01-30")),
            item("i3", payload, known, place="brief", marks=("repeat",), fallback=payload),
            item("i4", inside, before, place="brief", further=(Link(title=payload, url=payload),)),
        ),
        theses=(),
        analysis=paragraphs(inside),
        conclusion=paragraphs(inside),
        tags=("fine",),
        editor_notes={},
        notices=(notice, gone),
    )


def addresses(edition: Edition) -> list[str]:
    """Every address that a page of the edition may link."""
    found = [link.url for item in edition.items for link in (item.link, *item.further)]
    return [*found, *(item.continues.url for item in edition.items if item.continues), *(notice.url for notice in edition.notices)]


def hostile_digest(payload: str, language: Language) -> dict[str, object]:
    return {"name": f"系列{payload}", "author": payload, "categories": (payload,), "language": language}


def readable(edition: Edition, chosen: Settings, notes: dict[str, str]) -> list[tuple[str, str]]:
    """The blocks a reader must see of a `hostile` edition, from its own texts. `notes`: what our words put before and around."""

    def said(prefix: str, key: str) -> list[tuple[str, str]]:
        text = escape.clean(edition.editor_notes[key])
        return [("p", prefix + text)] if text else []

    def block(*texts: str) -> list[tuple[str, str]]:
        shown = [text for text in map(escape.clean, texts) if text]
        between = "" if edition.language == "zh" else " "
        return [("p", between.join(shown))] if shown else []

    first, second = edition.items
    blocks = [("h1", escape.plain(notes["name"].format(name=chosen.digest.name, title=edition.title))), *said(notes["note"], "edition")]
    blocks += block(*(s.text for s in edition.lede.statements))
    blocks += [("h2", notes["items"]), *said(notes["note"], "items")]
    for item in (first, second):
        links = " · ".join(escape.clean(link.title) or "example.org" for link in (item.link, *item.further))
        blocks += [("h3", escape.clean(item.headline)), *block(*(s.text for s in item.statements)), ("p", f"Source: {links}")]
    blocks += [("p", notes["note"] + notes["fallback"])] if second.fallback else []
    for section, content in (("analysis", edition.analysis), ("conclusion", edition.conclusion)):
        blocks += [("h2", notes[section]), *said(notes["note"], section)]
        blocks += [line for paragraph in content for line in block(*(s.text for s in paragraph.statements))]
    return [(tag, straight(text)) for tag, text in blocks]


WORDS = {
    "zh": {
        "name": "{name}：{title}",
        "note": "编辑注：",
        "items": "主要新闻",
        "analysis": "分析",
        "conclusion": "结论",
        "fallback": "未采用模型的文字，以下全部为来源原句，请改写。",
    },
    "en": {
        "name": "{name}: {title}",
        "note": "Editor's note: ",
        "items": "Top Stories",
        "analysis": "Analysis",
        "conclusion": "Conclusion",
        "fallback": "no model text was used, all sentences are the source's own; please rewrite.",
    },
}


def soup(count: int) -> list[str]:
    """Texts put together at random from markup, the same each time: what no list of known attacks holds."""
    chance = random.Random(20260131)
    pieces = [
        *"*_`[]()|~^$#!<>{}\\&:;-+=.%@/\"' ",
        "ab",
        "x1",
        "中",
        "文。",
        "1.",
        "--",
        "**",
        "{{",
        "{%",
        "%}",
        "{:",
        "](",
        "[^",
        "$$",
        "://",
        "http",
        "www.",
        "&#58;",
        "&lt;",
        "<a",
        "</",
        "\\\\",
        "{{<",
        ": ",
    ]
    return ["".join(chance.choices(pieces, k=chance.randint(2, 9))) for _ in range(count)]


def mixed(texts: list[str], name: str) -> Edition:
    """Each text as a paragraph of its own, as a headline and as a link's title."""
    items = tuple(
        Item(id=f"i{n}", article_id=str(n), headline=f"h{text}h", statements=sentences(f"文{text}"), link=Link(title=text, url=f"https://example.org/{n}"))
        for n, text in enumerate(texts)
    )
    return Edition(
        name=name,
        language="zh",
        date=Stamp(value="2026-01-31"),
        title="杂",
        lede=Paragraph(statements=sentences("导语")),
        items=items,
        theses=(),
        analysis=paragraphs(*texts),
        conclusion=(),
        tags=(),
    )
