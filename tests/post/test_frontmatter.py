"""Front matter that both YAML versions read alike, and reading with line numbers."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.post import escape, frontmatter
from tests.post import samples


def _block(text: str) -> str:
    assert text.startswith("---\n")
    assert text.endswith("\n---\n")
    return text[4:-4]


@pytest.mark.parametrize("payload", samples.PAYLOADS)
def test_hostile_values_are_read_back_as_they_are(payload: str) -> None:
    written = frontmatter.header([("layout", payload), ("title", payload), ("tags", (payload, "x"))], bare=("layout",))
    clean = escape.clean(payload)
    assert yaml.safe_load(_block(written)) == {"layout": clean, "title": clean, "tags": [clean, "x"]}


@given(st.text())
def test_any_text_is_read_back_as_it_is(value: str) -> None:
    data, body = frontmatter.read(frontmatter.header([("title", value), ("tags", (value,))]) + "\n# body\n")
    assert data == {"title": escape.clean(value), "tags": [escape.clean(value)]}
    assert body == "# body\n"


@pytest.mark.parametrize("word", ["fintech", "digital-finance", "5g", "3d-printing", "web3", "none", "2026-w05"])
def test_kebab_words_stand_bare(word: str) -> None:
    assert frontmatter.header([("tags", (word,))]) == f"---\ntags:\n  - {word}\n---\n"


@pytest.mark.parametrize(
    "word", ["no", "on", "y", "null", "true", "2026", "1e3", "0x1f", "1_000", "12:30", "2026-01-26", "0o17", "1-2", "AI", "港口", "a b", ""]
)
def test_words_that_some_reader_takes_for_something_else_are_quoted(word: str) -> None:
    assert frontmatter.header([("tags", (word,))]) == f'---\ntags:\n  - "{word}"\n---\n'


def test_dates_and_truth_values_stand_bare_and_in_the_engines_form() -> None:
    moment = datetime(2026, 1, 31, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert frontmatter.header([("date", date(2026, 1, 26)), ("draft", True)]) == "---\ndate: 2026-01-26\ndraft: true\n---\n"
    assert frontmatter.header([("date", moment)]) == "---\ndate: 2026-01-31 07:30:00 +0800\n---\n"
    assert frontmatter.header([("date", moment)], iso=True) == "---\ndate: 2026-01-31T07:30:00+08:00\n---\n"


def test_a_value_that_is_read_otherwise_is_never_returned() -> None:
    with pytest.raises(DrafterError, match="on"):
        frontmatter.header([("on", "x")])


def test_reading_minds_marks_of_windows_editors() -> None:
    data, body = frontmatter.read("\ufeff---\r\ntitle: 周报\r\n---\r\n\r\n# 周报\r\n\r\n正文\r\n")
    assert data == {"title": "周报"}
    assert body == "# 周报\n\n正文\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# no front matter\n", "p.md:1: has no front matter"),
        ("---\ntitle: x\n", "p.md:1: front matter does not end"),
        ("---\ntitle: a: b\n---\n", "p.md:2: front matter is not YAML"),
        ('---\na: 1\n\ntitle: "x\n---\n', "p.md:"),
        ("---\na: 1\nb: 2\na: 3\n---\n", "p.md:4: the key 'a' stands twice"),
        ("---\na: 1\non: 2\n---\n", "p.md:3: the key 'on' is no text"),
        ("---\n- a\n---\n", "p.md:2: front matter is no list of"),
        ("---\njust words\n---\n", "p.md:2: front matter is no list of"),
        ("---\nt: \x07\n---\n", "p.md: front matter is not YAML"),
        ("---\ntitle: x\ndate: 2026-13-45\n---\n", "p.md:3: date: 2026-13-45 cannot be read: month must be in 1..12"),
        ("---\ntitle: x\ndate: 2026-02-30 09:00:00\n---\n", "p.md:3: date: 2026-02-30 09:00:00 cannot be read"),
        ("---\ntitle: x\ndates:\n  - 2026-13-45\n---\n", "p.md:3: dates: 2026-13-45 cannot be read"),
        ("---\na: 1\nb: [\t\n---\n", "p.md:"),
        ("---\na: 'x\n---\n", "p.md:"),
        (f"---\na: {'[' * 50_000}\n---\n", "p.md:2: front matter is nested too deep"),
        (f"---\na: {'{a: ' * 50_000}\n---\n", "p.md:2: front matter is nested too deep"),
        (f"---\n{'- ' * 50_000}a\n---\n", "p.md:2: front matter is nested too deep"),
    ],
)
def test_errors_name_the_line(text: str, said: str) -> None:
    with pytest.raises(DrafterError) as caught:
        frontmatter.read(text, "p.md")
    assert str(caught.value).startswith(said)


def test_empty_front_matter_is_empty() -> None:
    assert frontmatter.read("---\n---\nbody\n") == ({}, "body\n")


@given(st.text(alphabet="ab01-: []{}'\"|>&*!%@`\n\t#?,。", max_size=60))
def test_no_header_escapes_as_anything_but_a_named_error(front: str) -> None:
    body = "body\n"
    with contextlib.suppress(DrafterError):
        _, body = frontmatter.read(f"---\n{front}\n---\nbody\n")
    assert body.endswith("body\n")
