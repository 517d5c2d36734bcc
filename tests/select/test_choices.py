"""The shortlist file: decided lines survive whatever drafter writes anew, and no line is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.choices import Choice, Choices, Proposal, Shortlisted, read, written
from drafter.errors import UsageError

TEXT = """| Shortlist of 2026-W05

# 头条先放这里
lead   [云原生] https://a.example/launch
       | 集群 1.40 发布 · 2026-01-27
item?  https://b.example/loan
       | Harbour Bank signs facility
drop   https://c.example/again  # we had it
brief  https://d.example/note
# at the end
"""
SECTIONS = ("金融科技", "云原生")


def test_words_without_a_question_mark_are_decisions_in_their_order() -> None:
    found = read(TEXT, "shortlist.txt", SECTIONS)
    assert found.choices.decided == (
        Choice(url="https://a.example/launch", word="lead", section="云原生"),
        Choice(url="https://c.example/again", word="drop"),
        Choice(url="https://d.example/note", word="brief"),
    )


def test_a_decision_is_found_by_any_address_of_the_story() -> None:
    choices = read(TEXT, "shortlist.txt", SECTIONS).choices
    found = choices.of(["https://other.example/x", "http://www.a.example/launch/?utm_source=mail"])
    assert found is not None
    assert (found[0], found[1].word) == (0, "lead")
    assert choices.drops("https://c.example/again#top")
    assert not choices.wants("https://c.example/again")
    assert not choices.wants("https://b.example/loan")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("maybe https://a.example/x", "shortlist.txt:2"),
        ("lead", "cannot be read"),
        ("item [体育] https://a.example/x", "体育"),
        ("https://a.example/x", "lead, item"),
        ("item www.a.example/x", "names no address"),
        ('drop "https://a.example/x"', "names no address"),
        ("lead <https://a.example/x>", "names no address"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_none_is_passed_over(line: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        read(f"# mine\n{line}\n", "shortlist.txt", SECTIONS)
    assert said in str(error.value)


def test_written_anew_it_keeps_decided_lines_their_order_and_the_editors_own_lines() -> None:
    before = read(TEXT, "shortlist.txt", SECTIONS)
    fresh = [
        Proposal(url="https://d.example/note", word="item", says=("now first by score",)),
        Proposal(url="https://new.example/one", word="item", says=("新的一条",)),
        Proposal(url="https://main.example/launch", word="item", says=("same story",), others=("https://a.example/launch",)),
    ]
    text = written(["Shortlist of 2026-W05"], fresh, before)
    again = read(text, "shortlist.txt", SECTIONS)
    assert again.choices == before.choices
    assert (
        text.index("# 头条先放这里")
        < text.index("lead   [云原生] https://a.example/launch")
        < text.index("| same story")
        < text.index("drop   https://c.example/again")
    )
    assert text.rstrip().endswith("# at the end")
    assert "item?  https://new.example/one" in text
    assert "main.example/launch" not in text
    assert "not among this week's candidates" in text.split("drop   https://c.example/again")[1]


def test_written_twice_it_is_the_same() -> None:
    before = read(TEXT, "shortlist.txt", SECTIONS)
    fresh = [Proposal(url="https://d.example/note", word="item", says=("a",)), Proposal(url="https://e.example/", word="drop", says=("b | c\nd",))]
    once = written(["x"], fresh, before)
    assert written(["x"], fresh, read(once, "shortlist.txt", SECTIONS)) == once


def test_a_decision_of_the_command_changes_the_word_and_keeps_place_and_section() -> None:
    before = read(TEXT, "shortlist.txt", SECTIONS).choices
    after = before.with_([Choice(url="https://a.example/launch/", word="drop"), Choice(url="https://z.example/", word="item")])
    assert [(choice.word, choice.section) for choice in after.decided] == [("drop", "云原生"), ("drop", ""), ("brief", ""), ("item", "")]


WORDS = st.sampled_from(["lead", "item", "brief", "drop"])
URLS = st.builds(lambda host, path: f"https://{host}.example/{path}", st.sampled_from("abcdef"), st.text("abc/?=&-._~%", max_size=12))


@given(st.lists(st.tuples(WORDS, URLS, st.sampled_from(["", *SECTIONS])), max_size=8), st.lists(st.tuples(WORDS, URLS, st.text(max_size=30)), max_size=8))
def test_no_decision_is_ever_lost(decided: list[tuple[str, str, str]], offered: list[tuple[str, str, str]]) -> None:
    choices = Choices().with_(Choice.model_validate({"url": url, "word": word, "section": section}) for word, url, section in decided)
    proposals = [Proposal.model_validate({"url": url, "word": word, "says": (says,)}) for word, url, says in offered]
    text = written(["head"], proposals, Shortlisted(choices))
    assert read(text, "shortlist.txt", SECTIONS).choices == choices


def test_the_marks_of_a_chinese_keyboard_are_read_as_what_they_stand_for() -> None:
    wide = "item？  【金融科技】　https://a.example/x？y\n｜ 说明\n＃ 我的话\ndrop https://b.example/【1】 ＃ 不用\n"
    plain = "item?  [金融科技] https://a.example/x？y\n| 说明\n# 我的话\ndrop https://b.example/【1】 ＃ 不用\n".replace(" ＃ 不用", "")
    assert read(wide.replace(" ＃ 不用", ""), "s", ["金融科技"]).choices == read(plain, "s", ["金融科技"]).choices


def test_lines_that_contradict_each_other_are_named() -> None:
    with pytest.raises(UsageError, match=r"s:2.*an earlier line says item"):
        read("item https://a.example/1\ndrop https://www.a.example/1/\n", "s")


def test_an_editors_note_stands_once_however_often_the_file_is_written_and_whoever_has_the_story_twice() -> None:
    text = "# 先问安娜\nlead https://a.example/launch\nlead https://a.example/launch\n"
    for _ in range(3):
        text = written([], [Proposal(url="https://a.example/launch", word="item")], read(text, "shortlist.txt"))
    assert text.count("# 先问安娜") == 1
    assert text.count("lead   https://a.example/launch") == 2


def test_a_note_above_a_report_stays_when_the_report_joins_a_decided_story() -> None:
    text = "# call the bank first\nitem?  https://a.example/launch\nitem  https://b.example/loan\n"
    after = written([], [Proposal(url="https://b.example/loan", word="item", others=("https://a.example/launch",))], read(text, "shortlist.txt"))
    assert after.count("# call the bank first") == 1


def test_an_address_with_a_login_is_no_decision_and_is_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        read("item https://ann:hunter2@a.example/launch\n", "shortlist.txt")
    assert str(refused.value).startswith("shortlist.txt:1")
    assert "hunter2" not in str(refused.value)
