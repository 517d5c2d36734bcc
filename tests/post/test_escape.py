"""The escaper leaves prose alone, drops what nobody sees, and makes links of addresses only."""

from __future__ import annotations

import pytest

from drafter.post import escape
from tests.post import samples

PROSE = (
    "论坛于1月26-27日在香港举行，降幅 8%至15%，“成本与电价同降”。",
    "加密资产会议2026（#CAC26）将于3月25日举行：24/7/365运行！",
    "AT&T and R&D cost $1.5 billion (up ~5%), p < 0.05; see [the bank] and C:\\Users.",
    'The board called it "the first cut in five years" - snake_case, 5 * 3, 10:30:45, @handle, 50/50, a+b=c.',
    "-5% im Jahr, +3 points. It's 2026. A year.",
    "《数据法》第12条……“好”——他说。",
)


@pytest.mark.parametrize("prose", PROSE)
def test_prose_stays_as_an_editor_would_write_it(prose: str) -> None:
    assert escape.text(prose, line_start=True) == prose


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\u200b\u202eb\u2066c\ufeff", "abc"),
        ("tag\U000e0041", "tag"),
        ("\ud83d half", "half"),
        ("x\x00\x1b\x7f\x9fy", "xy"),
        ("a\u0085b\u2028c\r\nd", "a b c d"),
        ("a\u00a0\u3000 b", "a b"),
        ("\ue000\ufffe\u3164\u115f\u2800\U000e0100z", "z"),
        ("é 日本 😀 ❤\ufe0f Ω", "é 日本 😀 ❤\ufe0f Ω"),
    ],
)
def test_unseen_characters_go_and_white_space_folds(said: str, kept: str) -> None:
    assert escape.clean(said) == kept


@pytest.mark.parametrize("address", samples.ADDRESSES)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert escape.url(address) == ""


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://x.example/a?b=c&d=e#f", "https://x.example/a?b=c&d=e#f"),
        ("HTTPS://X.Example:8443/a(b)", "https://x.example:8443/a%28b%29"),
        ("https://user:secret@x.example/", "https://x.example/"),
        ("https://good.example@evil.example/", "https://evil.example/"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),
        ("https://新闻.example/路 径", "https://xn--efvy88h.example/%E8%B7%AF%20%E5%BE%84"),
        ('https://x.example/a|b`c"d<e>{{f}}[g]\\h*', "https://x.example/a%7Cb%60c%22d%3Ce%3E%7B%7Bf%7D%7D%5Bg%5D%5Ch%2A"),
        ("https://x.example/100%/%41?a&lt;=1", "https://x.example/100%25/%41?a&lt%3B=1"),
        ("https://x.example/w\u200bx", "https://x.example/wx"),
        ("https://x.example/Help:Contents/10:30:45", "https://x.example/Help:Contents/10:30:45"),
    ],
)
def test_an_address_is_encoded_once_and_carries_no_password(address: str, target: str) -> None:
    assert escape.url(address) == target
    assert escape.url(target) == target


def test_a_link_title_keeps_its_brackets_to_itself() -> None:
    assert escape.link_title("[a](b) | c") == "\\[a\\](b) \\| c"
    assert escape.link_title("^1") == "&#94;1"


def test_front_matter_text_opens_no_tag_in_themes_that_do_not_escape() -> None:
    assert escape.plain("a<b> </b> <!-- <?x 3 < 5") == "a＜b> ＜/b> ＜!-- ＜?x 3 < 5"


def test_no_footnote_even_where_an_editor_defines_one() -> None:
    assert escape.text("see [^1] and x[^2]", line_start=True) == "see \\[^1] and x\\[^2]"


def test_double_angles_stay_angles() -> None:
    assert escape.text("a << b >> c", line_start=True) == "a &lt;&lt; b &gt;&gt; c"
