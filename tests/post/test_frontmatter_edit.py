"""Front matter that a person wrote is changed one value at a time; every other byte stays."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.errors import DrafterError
from drafter.post import frontmatter
from drafter.post.frontmatter_edit import changed, locate, without

POST = """---
# kept by hand
layout: post   # bare
title: 'It''s "quoted"'
date: 2026-01-26
source: https://a.example/x?y=1#z  # link
categories: [logistics]
tags:
    - a   # one
    - "b"

# before the excerpt
excerpt:
note: >
  folded
  text
published: false
---

# It's "quoted"

---
tags: not these
"""


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("published", True, "published: false", "published: true"),
        ("title", "新: 题 # x", "title: 'It''s \"quoted\"'", 'title: "新: 题 # x"'),
        ("date", date(2026, 2, 3), "2026-01-26", "2026-02-03"),
        ("source", "https://b.example/", "https://a.example/x?y=1#z  # link", '"https://b.example/"  # link'),
        ("layout", "page", "layout: post   # bare", "layout: page   # bare"),
        ("categories", ("ports", "b c"), "[logistics]", '[ports, "b c"]'),
        ("categories", (), "[logistics]", "[]"),
        ("tags", ("x", "no"), '    - a   # one\n    - "b"', '    - x\n    - "no"'),
        ("excerpt", "摘要。", "excerpt:\n", 'excerpt: "摘要。"\n'),
        ("note", "短", ">\n  folded\n  text", '"短"'),
        ("series", (), "published: false\n", "published: false\nseries: []\n"),
        ("last_modified", "新", "published: false\n", 'published: false\nlast_modified: "新"\n'),
    ],
)
@pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf"])
def test_one_value_changes_and_nothing_else(key: str, value: frontmatter.Value, old: str, new: str, crlf: bool) -> None:
    def as_saved(text: str) -> str:
        return "\ufeff" + text.replace("\n", "\r\n") if crlf else text

    assert POST.count(old) == 1
    assert changed(as_saved(POST), {key: value}) == as_saved(POST.replace(old, new))
    data = locate(changed(as_saved(POST), {key: value})).data
    assert data[key] == (list(value) if isinstance(value, tuple) else value)
    assert {k: v for k, v in data.items() if k != key} == {k: v for k, v in locate(POST).data.items() if k != key}


def test_several_values_at_once() -> None:
    text = changed(POST, {"published": True, "title": "甲", "tags": ("乙",)})
    assert locate(text).data | {"published": True, "title": "甲", "tags": ["乙"]} == locate(text).data


@pytest.mark.parametrize("text", ["# 周刊\n", '---\ntitle: "a" b\n---\n', "---\ntitle: a\n", "title: a\ndate: b\n"])
def test_front_matter_that_cannot_be_read_is_not_changed(text: str) -> None:
    with pytest.raises(DrafterError, match="mend it by hand"):
        changed(text, {"title": "b"})


def test_a_rule_is_no_front_matter() -> None:
    front = locate("---\n\nWords, and a rule below.\n\n---\n\n# T\n")
    assert (front.start, front.end) == (0, 0)


def test_the_fault_stands_on_its_line() -> None:
    text = '---\nlayout: post\ntitle: "a" b\n---\n'
    (fault,) = locate(text).faults
    assert text[fault.start : fault.end] == 'title: "a" b'


@pytest.mark.parametrize(
    ("key", "gone"),
    [
        ("published", "published: false\n"),
        ("layout", "layout: post   # bare\n"),
        ("tags", 'tags:\n    - a   # one\n    - "b"\n'),
        ("note", "note: >\n  folded\n  text\n"),
        ("excerpt", "excerpt:\n"),
    ],
)
@pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf"])
def test_one_key_goes_and_nothing_else(key: str, gone: str, crlf: bool) -> None:
    def as_saved(text: str) -> str:
        return "\ufeff" + text.replace("\n", "\r\n") if crlf else text

    assert gone in POST
    assert without(as_saved(POST), key) == as_saved(POST.replace(gone, "", 1))


def test_a_key_that_is_not_there_is_not_taken_out() -> None:
    assert without(POST, "draft") == POST


@pytest.mark.parametrize("text", ["---\n{title: x, published: false}\n---\n", "no front matter\n", "---\ntitle: [x\n---\n"])
def test_what_cannot_be_taken_out_there_is_said(text: str) -> None:
    with pytest.raises(DrafterError, match="front matter"):
        without(text, "published")
