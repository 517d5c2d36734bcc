"""Source lists in every format, what is wrong with them by line, and adding to them without losing what a person wrote."""

import json
from pathlib import Path

import pytest

from drafter.collect import source_edit, sources
from drafter.entities import Failure, Source
from drafter.errors import SourceListError


def never() -> str:
    raise AssertionError("standard input was read")


def listed(folder: Path, name: str, text: str | bytes) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return sources.read([name], folder, never)


def where(found: tuple[Source, ...]) -> list[tuple[str, str, str]]:
    return [(one.origin, one.location, one.name) for one in found]


def test_plain_lines_carry_names_fields_comments_and_local_files(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "访谈 一.md").write_text("# 访谈\n\n正文", encoding="utf-8")
    found, failures = listed(
        tmp_path,
        "sources.txt",
        """# the week's sources
https://bank.example/feed.xml | name=Bank; "x"=1; weight=2.5; tags=bank,ai; max=3; lang=en; pick

https://blog.example/page#part   # a comment
央行观察: https://pboc.example/rss
https://after.example/feed Name after it
notes/访谈 一.md | name="A; B"
-
""",
    )
    assert failures == ()
    assert where(found) == [
        ("sources.txt:2", "https://bank.example/feed.xml", "Bank"),
        ("sources.txt:4", "https://blog.example/page#part", ""),
        ("sources.txt:5", "https://pboc.example/rss", "央行观察"),
        ("sources.txt:6", "https://after.example/feed", "Name after it"),
        ("sources.txt:7", "notes/访谈 一.md", "A; B"),
        ("sources.txt:8", "-", ""),
    ]
    bank = found[0]
    assert (bank.weight, bank.tags, bank.max_items, bank.language, bank.pick) == (2.5, ("bank", "ai"), 3, "en", True)


def test_bad_lines_are_failures_with_their_line_and_a_way_out(tmp_path: Path) -> None:
    found, failures = listed(
        tmp_path,
        "sources.txt",
        "https://good.example/\nexample.com/feed\nftp://old.example/x\nhttps://\nmissing.md\nhttps://a.example https://b.example\n"
        "https://w.example/ | weight=heavy; max=0; lang=en\nhttp://GOOD.example\nhttps://t.example | wieght=2\n",
    )
    assert [one.location for one in found] == ["https://good.example/", "https://w.example/", "https://t.example"]
    assert (found[1].weight, found[1].language) == (1, "en")
    assert [(one.message.split(":")[1], one.reason) for one in failures] == [
        ("2", "no-scheme"),
        ("3", "bad-scheme"),
        ("4", "bad-address"),
        ("5", "no-such-file"),
        ("6", "two-addresses"),
        ("7", "bad-field"),
        ("7", "bad-field"),
        ("8", "listed-twice"),
        ("9", "unknown-field"),
    ]
    said = {one.reason: one.message for one in failures}
    assert "https://example.com/feed" in said["no-scheme"]
    assert "'weight'" in said["unknown-field"]
    assert "sources.txt:1" in said["listed-twice"]
    assert all(one.stage == "sources" and not one.retryable and one.message.startswith("sources.txt:") for one in failures)


def test_markdown_links_are_sources_with_headings_as_tags_and_true_lines(tmp_path: Path) -> None:
    found, failures = listed(
        tmp_path,
        "reading.md",
        """---
title: 阅读
---
# 清单
## 金融

- [央行 [官网]](https://pboc.example/a_(b)) — 备注
* **[Bank](<https://bank.example/x y>)**
- [**Bold** name](https://c.example/ "title") | weight=3; lang=zh
<!-- [hidden](https://hidden.example/) -->
```
[code](https://code.example/)
```
## AI
1. <https://auto.example/feed>
2. https://bare.example/feed.
3. [![badge](https://img.example/i.png)](https://badge.example/)
[jump](#top) [mail](mailto:a@b.example)
[ref]: https://ref.example/feed
""",
    )
    assert where(found) == [
        ("reading.md:7", "https://pboc.example/a_(b)", "央行 [官网]"),
        ("reading.md:9", "https://c.example/", "Bold name"),
        ("reading.md:15", "https://auto.example/feed", ""),
        ("reading.md:16", "https://bare.example/feed", ""),
        ("reading.md:17", "https://badge.example/", ""),
        ("reading.md:19", "https://ref.example/feed", "ref"),
    ]
    assert [one.tags for one in found[:3]] == [("金融",), ("金融",), ("AI",)]
    assert [one.reason for one in failures] == ["bad-address"]
    assert found[1].weight == 3


def test_a_post_of_last_week_is_the_list_of_its_source_links(tmp_path: Path) -> None:
    found, _ = listed(
        tmp_path,
        "2026-w04.md",
        "---\ntitle: 周报\n---\n# 周报\n\n## 主要新闻\n\n### 一\n\n很长的一段正文，没有链接。\n\n**Source:** [一](https://one.example/a)\n\n"
        "### 二\n\n又一段正文。\n\n**来源：** [二](https://two.example/b)\n",
    )
    assert where(found) == [("2026-w04.md:12", "https://one.example/a", "一"), ("2026-w04.md:18", "https://two.example/b", "二")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("essay.md", "# 随笔\n\n这是一篇文章，里面有[链接](https://a.example/)，\n但是主要是正文。\n\n第二段。\n第三段。\n"),
        (
            "essay.txt",
            "A title\n\nThis is prose that mentions https://a.example/ somewhere in a long sentence of many words, and goes on.\nMore prose.\nAnd more.\n",
        ),
        (
            "page.html",
            "<html><body><h1>T</h1><p>Long prose with <a href='https://a.example/'>one</a> and <a href='https://b.example/'>two</a> links.</p></body></html>",
        ),
        ("mail.eml", "Subject: x\nFrom: a@b.example\n\nhttps://a.example/\n"),
        ("saved.xml", '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>'),
        ("saved.json", '{"version": "https://jsonfeed.org/version/1.1", "items": []}'),
    ],
)
def test_a_document_named_on_the_command_line_is_itself_the_source(tmp_path: Path, name: str, text: str) -> None:
    found, failures = listed(tmp_path, name, text)
    assert (where(found), failures) == ([("command line", name, "")], ())


def test_an_address_on_the_command_line_is_a_source(tmp_path: Path) -> None:
    found, failures = sources.read(["https://a.example/feed", "ftp://a.example/"], tmp_path, never)
    assert where(found) == [("command line", "https://a.example/feed", "")]
    assert [one.reason for one in failures] == ["bad-scheme"]


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/1\nhttps://b.example/2\n",
        "- [x](https://a.example/1)\n- [y](https://b.example/2)\n",
        '["https://a.example/1",\n "https://b.example/2"]',
    ],
)
def test_standard_input_may_be_a_list(tmp_path: Path, text: str) -> None:
    found, failures = sources.read(["-"], tmp_path, lambda: text)
    assert [(one.origin, one.location) for one in found] == [("stdin:1", "https://a.example/1"), ("stdin:2", "https://b.example/2")]
    assert failures == ()


@pytest.mark.parametrize(
    "text", ["<html><body><p>正文很长。</p></body></html>", "一段正文。\n\n又一段正文。", "From: a@b.example\nSubject: x\n\nhttps://a.example/"]
)
def test_standard_input_may_be_a_document(tmp_path: Path, text: str) -> None:
    found, _ = sources.read(["-"], tmp_path, lambda: text)
    assert where(found) == [("command line", "-", "")]


YAML = """# my list
sources:
  - https://a.example/feed   # first
  - url: https://b.example/feed
    name: 乙
    tags: [银行, ai]
    weight: 2
    max_items: 4
    language: zh-CN
    pick: true
  - {link: "https://c.example/", title: C}
  - 42
"""


def test_yaml_gives_fields_and_true_lines(tmp_path: Path) -> None:
    found, failures = listed(tmp_path, "sources.yaml", YAML)
    assert where(found) == [
        ("sources.yaml:3", "https://a.example/feed", ""),
        ("sources.yaml:4", "https://b.example/feed", "乙"),
        ("sources.yaml:11", "https://c.example/", "C"),
    ]
    second = found[1]
    assert (second.tags, second.weight, second.max_items, second.language, second.pick) == (("银行", "ai"), 2, 4, "zh", True)
    assert [(one.reason, one.message.split(";")[0].split(" ")[0]) for one in failures] == [("bad-line", "sources.yaml:12:")]


def test_yaml_groups_are_tags_and_keys_are_names(tmp_path: Path) -> None:
    found, failures = listed(
        tmp_path, "groups.yml", "金融:\n  - https://a.example/\n  - https://b.example/\nExample: https://c.example/\nversion: 1\ntitle: 我的清单\n"
    )
    assert [(one.location, one.name, one.tags, one.origin) for one in found] == [
        ("https://a.example/", "", ("金融",), "groups.yml:2"),
        ("https://b.example/", "", ("金融",), "groups.yml:3"),
        ("https://c.example/", "Example", (), "groups.yml:4"),
    ]
    assert failures == ()


def test_a_list_that_breaks_its_format_names_file_and_line(tmp_path: Path) -> None:
    for name, text, line in (
        ("a.yaml", "sources:\n  - https://a.example/\n  - [\n", ":4"),
        ("a.toml", "[[sources]]\nurl = https://a.example/\n", ":2"),
        ("a.json", '["https://a.example/",\n "https://b.example/"\n', ":3"),
    ):
        with pytest.raises(SourceListError) as caught:
            listed(tmp_path, name, text)
        assert caught.value.subject == name + line
        assert caught.value.way_out


@pytest.mark.parametrize(("name", "text"), [("a.yaml", "just words\n"), ("a.json", '"words"'), ("a.csv", 'url\n"' + "x" * 200_000)])
def test_a_file_that_is_no_list_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SourceListError, match=name):
        listed(tmp_path, name, text)


@pytest.mark.parametrize(("name", "text"), [("sources.txt", "# nothing yet\n"), ("a.yaml", "version: 1\n"), ("a.csv", "url,name\n")])
def test_a_list_without_sources_is_told(tmp_path: Path, name: str, text: str) -> None:
    found, failures = listed(tmp_path, name, text)
    assert (found, [(one.reason, one.subject) for one in failures]) == ((), [("no-sources", name)])


def test_what_an_editor_leaves_beside_a_list_is_no_list(tmp_path: Path) -> None:
    """A source that was taken out of the list still stands in the backup."""
    for name in ("sources.txt", "sources.csv", "sources.txt~", "sources.txt.bak", "sources.txt.orig", "sources.txt.swp", "sources.BAK", ".sources.txt.swp"):
        (tmp_path / name).write_text("https://news.example/feed.xml\n", encoding="utf-8")
    assert sources.of_digest(tmp_path) == ("sources.csv", "sources.txt")
    assert sources.of_digest(tmp_path, ["sources.txt~"]) == ("sources.txt~",)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_list_that_cannot_be_opened_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceListError):
        sources.read([name], tmp_path, never)


def test_a_binary_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceListError, match="not text"):
        listed(tmp_path, "sources.txt", b"PK\x03\x04" + bytes(range(256)) * 3)


def test_toml_tables_have_true_lines(tmp_path: Path) -> None:
    found, failures = listed(
        tmp_path,
        "sources.toml",
        '[[sources]]\nurl = "https://a.example/"\nname = "甲"\n\n[[sources]]\nname = "乙"\nfeed = \'https://b.example/\'\ntags = ["x"]\n',
    )
    assert where(found) == [("sources.toml:2", "https://a.example/", "甲"), ("sources.toml:7", "https://b.example/", "乙")]
    assert failures == ()


def test_json_of_a_browser_and_of_zotero(tmp_path: Path) -> None:
    browser = {
        "roots": {"bookmark_bar": {"name": "栏", "type": "folder", "children": [{"type": "url", "name": "A", "url": "https://a.example/"}]}},
        "version": 1,
    }
    text = json.dumps(browser, indent=1, ensure_ascii=False)
    found, failures = listed(tmp_path, "Bookmarks.json", text)
    assert [(one.location, one.name, one.tags) for one in found] == [("https://a.example/", "A", ("栏",))]
    line = 1 + next(at for at, said in enumerate(text.splitlines()) if "a.example" in said)
    assert found[0].origin == f"Bookmarks.json:{line}"
    assert failures == ()
    found, _ = listed(tmp_path, "zotero.json", '[{"id": "x", "type": "webpage", "title": "B", "URL": "https:\\/\\/b.example\\/", "author": [{"family": "C"}]}]')
    assert where(found) == [("zotero.json:1", "https://b.example/", "B")]


@pytest.mark.parametrize(
    ("text", "name", "tags"),
    [
        ("title,url,time_added,tags,status\nOne,https://a.example/,1700000000,bank|ai,unread\n", "One", ("bank", "ai")),  # Pocket
        (
            'id,title,note,excerpt,url,folder,tags,created,cover\n1,One,,,https://a.example/,Unsorted,"bank, ai",2026-01-01,\n',
            "One",
            ("bank", "ai"),
        ),  # Raindrop
        (
            'Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nOne,https://a.example/,x,"bank, ai",2026,0,new,True\n',
            "One",
            ("bank", "ai"),
        ),  # Readwise
        ('URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/,One,,Unread,170,"[""bank"",""ai""]"\n', "One", ("bank", "ai")),  # Instapaper
        ("\ufeff名称;订阅地址;网址;标签\nOne;https://a.example/;https://other.example/;bank、ai\n", "One", ("bank", "ai")),
        ("Introduction, Address, RSS feed, tags\nOne, https://other.example/, https://a.example/, bank; ai\n", "One", ("bank", "ai")),
        ("One,https://a.example/\n", "One", ()),
        ("https://a.example/\tOne\n", "One", ()),
    ],
)
def test_csv_headers_of_reading_apps(tmp_path: Path, text: str, name: str, tags: tuple[str, ...]) -> None:
    found, failures = listed(tmp_path, "export.csv", text)
    assert [(one.location, one.name, one.tags) for one in found] == [("https://a.example/", name, tags)]
    assert failures == ()


@pytest.mark.parametrize(
    "text",
    [
        'Feed URL;Feed Title;Topic;Weight;Limit;Lang\nhttps://a.example/rss;"One, Inc.";bank;2,5;3;English\n',
        'Source,Section,Feed,Priority,Max items,Language\n"One, Inc.",bank,https://a.example/rss,2.5,3,en-GB\n',
        '网址,来源,主题,权重,条数,语言\nhttps://a.example/rss,"One, Inc.",bank,2.5,3,英文\n',
    ],
)
def test_csv_headers_as_people_write_them(tmp_path: Path, text: str) -> None:
    found, failures = listed(tmp_path, "t.csv", text)
    assert not failures
    assert [(one.location, one.name, one.tags, one.weight, one.max_items, one.language) for one in found] == [
        ("https://a.example/rss", "One, Inc.", ("bank",), 2.5, 3, "en")
    ]


def test_csv_rows_keep_their_lines_over_cells_that_span_lines(tmp_path: Path) -> None:
    found, failures = listed(tmp_path, "t.csv", 'url,name\n"https://a.example/","two\nlines"\nhttps://b.example/,B\n,no address\n')
    assert [(one.origin, one.name) for one in found] == [("t.csv:2", "two lines"), ("t.csv:4", "B")]
    assert [(one.reason, one.message.split(" ")[0]) for one in failures] == [("no-address", "t.csv:5:")]


def test_csv_saved_by_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    found, _ = listed(tmp_path, "t.csv", "名称,网址\n央行观察周报与监管动态,https://a.example/\n".encode("gb18030"))
    assert where(found) == [("t.csv:2", "https://a.example/", "央行观察周报与监管动态")]


OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <body>
    <outline text="金融">
      <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/?x=1&amp;y=2"/>
      <outline type="rss" text="again" xmlUrl="https://a.example/?x=1&amp;y=2"/>
    </outline>
    <outline text="Page" htmlUrl="https://page.example/"/>
  </body>
</opml>
"""


def test_opml_folders_are_tags_and_repeats_are_told(tmp_path: Path) -> None:
    found, failures = listed(tmp_path, "subs.opml", OPML)
    assert [(one.origin, one.location, one.name, one.tags) for one in found] == [
        ("subs.opml:5", "https://a.example/?x=1&y=2", "A & B", ("金融",)),
        ("subs.opml:8", "https://page.example/", "Page", ()),
    ]
    assert [one.reason for one in failures] == ["listed-twice"]


def test_opml_that_is_no_xml_is_read_and_said_so(tmp_path: Path) -> None:
    text = OPML.replace("A &amp; B", "A & B > C").replace(
        'text="Page"', 'text="Page" description="of <a href="https://no.example" rel="x">Somebody</a>, & more"'
    )
    found, failures = listed(tmp_path, "subs.opml", text)
    assert [(one.location, one.name) for one in found] == [("https://a.example/?x=1&y=2", "A & B > C"), ("https://page.example/", "Page")]
    assert [(one.reason, one.message.split(" ")[0]) for one in failures] == [("not-well-formed", "subs.opml:5:"), ("listed-twice", "subs.opml:6:")]


def test_opml_cannot_read_files_or_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("S3CRET")
    bomb = f'<!DOCTYPE opml [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaaaaaaaa">]>'
    found, _ = listed(tmp_path, "subs.opml", OPML.replace('<opml version="2.0">', bomb + '<opml version="2.0">').replace("A &amp; B", "&f;"))
    assert "S3CRET" not in repr(found)
    assert len(found) == 2


def test_bookmarks_have_folders_tags_and_lines(tmp_path: Path) -> None:
    found, failures = listed(
        tmp_path,
        "bookmarks.html",
        """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><H3>金融</H3>
    <DL><p>
        <DT><A HREF="https://a.example/?x=1&amp;y=2" TAGS="bank,ai">甲 &amp; 乙</A>
        <DT><A HREF="javascript:void(0)">let</A><![LOST[ x ]]>
    </DL><p>
    <DT><A HREF="https://b.example/">B</A>
</DL>
""",
    )
    assert [(one.origin, one.location, one.name, one.tags) for one in found] == [
        ("bookmarks.html:6", "https://a.example/?x=1&y=2", "甲 & 乙", ("金融", "bank", "ai")),
        ("bookmarks.html:9", "https://b.example/", "B", ()),
    ]
    assert failures == ()


def test_a_mix_of_files_keeps_their_order_and_each_location_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://a.example/\n")
    (tmp_path / "b.csv").write_text("url\nhttp://a.example\nhttps://b.example/\n")
    found, failures = sources.read(["a.txt", "b.csv", "https://c.example/"], tmp_path, never)
    assert [one.location for one in found] == ["https://a.example/", "https://b.example/", "https://c.example/"]
    assert [(one.reason, one.subject) for one in failures] == [("listed-twice", "http://a.example")]


# Adding to a list.

NEW = Source(location="https://new.example/feed?a=1&b=2", origin="x:1", name="新 & new", tags=("bank", "ai"), weight=2, language="zh")
BARE = Source(location="https://bare.example/", origin="x:2")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.txt", "# 注释\nhttps://a.example/   # keep me"),
        ("sources.md", "# 清单\n\n* [A](https://a.example/) — 备注\n* [B](https://b.example/)\n"),
        ("sources.yaml", YAML.replace("  - 42\n", "\n# the end\n")),
        ("flat.yaml", "# top\n- https://a.example/   # keep me\n-   url:   https://b.example/\n    name: B\n# bottom\n"),
        ("sources.toml", '# top\n[[sources]]\nurl   = "https://a.example/" # keep me\n'),
        ("sources.csv", "\ufeffurl,name,tags,weight,language\nhttps://a.example/,甲,x,1,\n"),
        ("sources.opml", OPML),
        ("mixed.txt", "# one\r\n# two\nhttps://a.example/\r\n"),
        ("windows.txt", "# 注释\r\nhttps://a.example/\r\n"),
    ],
)
def test_adding_keeps_every_line_that_was_there(tmp_path: Path, name: str, text: str) -> None:
    target = tmp_path / name
    target.write_bytes(text.encode())
    before, _ = sources.read([name], tmp_path, never)
    assert source_edit.add(target, [NEW, BARE, NEW, before[0]]) == (2, 2)
    after = target.read_bytes().decode()
    found, _ = sources.read([name], tmp_path, never)
    assert [one.location for one in found] == [*(one.location for one in before), NEW.location, BARE.location]
    added = found[-2]
    assert (added.name, added.tags, added.weight, added.language) == (NEW.name, NEW.tags, 2, "zh")
    rest = iter(after.splitlines())
    assert all(line in rest for line in text.splitlines()), "an old line was lost, changed or moved"
    assert ("\r\n" in after) == ("\r\n" in text)
    assert source_edit.add(target, [NEW, BARE]) == (0, 2)
    assert target.read_bytes().decode() == after


@pytest.mark.parametrize("name", ["sources.txt", "sources.yaml", "sources.md", "sources.toml", "sources.csv", "sources.opml"])
def test_a_list_is_made_where_there_is_none(tmp_path: Path, name: str) -> None:
    assert source_edit.add(tmp_path / name, [NEW, BARE]) == (2, 0)
    found, failures = sources.read([name], tmp_path, never)
    assert ([one.location for one in found], failures) == ([NEW.location, BARE.location], ())
    assert found[0].tags == NEW.tags


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.json", '["https://a.example/"]'),
        ("sources.yaml", "sources: [https://a.example/]\n"),
        ("sources.toml", 'sources = ["https://a.example/"]\n'),
        ("sources.csv", "url\nhttps://a.example/\n"),
    ],
)
def test_a_form_that_cannot_be_kept_is_left_alone_and_said_so(tmp_path: Path, name: str, text: str) -> None:
    target = tmp_path / name
    target.write_text(text)
    planned = source_edit.plan(target, [NEW])
    assert planned.path == tmp_path / "sources.txt"
    assert name in planned.why
    assert source_edit.add(target, [NEW]) == (1, 0)
    assert target.read_text() == text
    assert [one.location for one in sources.read(["sources.txt"], tmp_path, never)[0]] == [NEW.location]
    assert source_edit.add(target, [NEW, BARE]) == (1, 1)


def test_files_are_listed_relative_to_the_list_they_are_added_to(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "note.md").write_text("# x\n\ny\n")
    found, _ = sources.read(["note.md"], tmp_path, never)
    assert source_edit.add(tmp_path / "lists" / "sources.txt", found, tmp_path) == (1, 0)
    assert (tmp_path / "lists" / "sources.txt").read_text() == "../note.md\n"
    again, failures = sources.read(["lists/sources.txt"], tmp_path, never)
    assert ([one.location for one in again], failures) == (["note.md"], ())
