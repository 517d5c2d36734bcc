"""`drafter init --from`: what posts suggest, each line with its evidence; terms and examples offered, not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import config, house
from drafter.post.read import parse
from drafter.store import glossary, voice
from drafter.voice.learned import learned
from drafter.voice.measures import measured
from tests.cli.command import run

BODY = {
    "zh": "汇桥银行（Peakbridge Bank）第{n}次公布结算试点的进展，{more}参与机构由Tessaly接入。银行没有给出时间表。",
    "en": "Peakbridge Bank reported on its settlement trial for the {n}th time, {more}and gave no date. Tessaly connects the members.",
}


def post(number: int, language: str = "zh", tag: str = "settlement", items: int = 3) -> str:
    zh = language == "zh"
    name = "港湾周报：" if zh else "Harbour Weekly: "
    told = [
        f"### {'结算试点的进展' if zh else 'Progress of a trial'} {n}\n\n{BODY[language].format(n=n, more=('测试仍在继续，' if zh else 'the tests go on, ') * n)}\n\n"
        f"**Source:** [Trial {n}](https://news.example/{number}/{n})\n"
        for n in range(1, items + 1)
    ]
    heads = ("## 主要新闻", "## 分析", "## 结论") if zh else ("## Top Stories", "## Analysis", "## Conclusion")
    body = "首先，两家银行的做法不同，一家先建系统，一家先定规则。" if zh else "Both banks act, one by building first and one by agreeing on rules."
    return (
        f'---\nlayout: post\ntitle: "{name}{"第" if zh else "No "}{number}{"期试点" if zh else ", trials"}"\ndate: 2026-01-{number + 1:02d}\n'
        f"author: Mina\ncategories: [fintech]\ntags: [{tag}, trial, Odd Tag]\n---\n\n# {name}{number}\n\n"
        f"{'本周两家银行推进试点。' if zh else 'Two banks went on with their trials.'}\n\n{heads[0]}\n\n"
        + "\n".join(told)
        + f"\n{heads[1]}\n\n{body}\n\n{heads[2]}\n\n{body}\n"
    )


@pytest.fixture
def posts(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    language = getattr(request, "param", "zh")
    folder = tmp_path / "_posts"
    folder.mkdir()
    for number in range(1, 7):
        (folder / f"2026-01-{number + 1:02d}-news.md").write_text(post(number, language), encoding="utf-8")
    return folder


def test_settings_hold_what_the_posts_do_and_say_where_from(posts: Path, tmp_path: Path) -> None:
    (posts / "notes.md").write_text("nothing of a post\n", encoding="utf-8")
    done = run("init", tmp_path / "d", "--yes", "--from", posts)
    assert done.exit_code == 0, done.stderr
    assert "learned from 6 posts" in done.stderr
    assert "notes.md" in done.stderr
    settings = config.load(tmp_path / "d")[0]
    digest = settings.digest
    assert (digest.name, digest.language, digest.author, digest.categories) == ("港湾周报", "zh", "Mina", ("fintech",))
    assert digest.tags == ("settlement", "trial")
    assert settings.select.max_items == 3
    assert 60 <= settings.length.item <= 80
    text = (tmp_path / "d" / "drafter.toml").read_text(encoding="utf-8")
    assert "# learned · 得自旧文: items a post: median 3, nine of ten up to 3 (of 6)" in text
    assert '#examples = ["../_posts/2026-01-0' in text
    assert settings.style.examples == ()


def test_terms_and_wishes_are_offers(posts: Path, tmp_path: Path) -> None:
    assert run("init", tmp_path / "d", "--yes", "--from", posts).exit_code == 0
    assert glossary.read(tmp_path / "d") == ()
    assert voice.style(tmp_path / "d") == ()
    path = tmp_path / "d" / glossary.FILE
    taken = "\n".join(
        line.removeprefix("#") if (line.startswith("#") and ":" in line) or "  - " in line else line for line in path.read_text(encoding="utf-8").splitlines()
    )
    path.write_text(taken.replace(" 术语表：去掉行首的  即采用", ""), encoding="utf-8")
    terms = {term.term: term for term in house.terms(tmp_path / "d")}
    assert terms["Peakbridge Bank"].wanted == "汇桥银行"
    assert terms["Tessaly"].kept
    assert "2026-01-02-news.md" in taken


@pytest.mark.parametrize("posts", ["en"], indirect=True)
def test_english_posts_give_lengths_in_the_settings_own_measure(posts: Path, tmp_path: Path) -> None:
    assert run("init", tmp_path / "d", "--yes", "--from", posts).exit_code == 0
    settings = config.load(tmp_path / "d")[0]
    assert settings.digest.language == "en"
    longest = max(len(text) for one in house.posts([posts], tmp_path)[0] for text in one.prose)
    assert settings.length.ceiling("item", "en") >= longest * 0.9


def test_the_command_line_wins_over_the_posts(posts: Path, tmp_path: Path) -> None:
    assert run("init", tmp_path / "d", "--yes", "--from", posts, "--name", "别的刊", "--author", "阿明").exit_code == 0
    digest = config.load(tmp_path / "d")[0].digest
    assert (digest.name, digest.author) == ("别的刊", "阿明")


def test_headings_of_ones_own_are_learned() -> None:
    found = [measured(parse(post(n).replace("## 分析", "## 深度分析")), f"{n}.md") for n in range(1, 7)]
    headings = {one.key: one.value for one in learned(found) if one.key.startswith("post.headings")}
    assert headings == {"post.headings.analysis": "深度分析"}


def test_text_of_a_post_cannot_become_a_setting(tmp_path: Path) -> None:
    folder = tmp_path / "_posts"
    folder.mkdir()
    for number in range(1, 7):
        text = post(number).replace("author: Mina", 'author: "M\\"\\n[model]\\nbase_url = \\"https://evil.example\\""')
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    assert run("init", tmp_path / "d", "--yes", "--from", folder).exit_code == 0
    settings = config.load(tmp_path / "d")[0]
    assert settings.model.base_url == ""
    assert "[model]" in settings.digest.author


def test_a_folder_without_posts_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("init", tmp_path / "d", "--yes", "--from", tmp_path / "empty")
    assert done.exit_code == 2
    assert "holds no post" in done.stderr
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("posts", "items"), [(1, 2), (2, 3)])
def test_what_a_post_or_two_cannot_teach_is_named_with_how_many_it_takes(tmp_path: Path, language: str, posts: int, items: int) -> None:
    folder = tmp_path / "_posts"
    folder.mkdir()
    for number in range(1, posts + 1):
        (folder / f"{number}.md").write_text(post(number, language, items=items), encoding="utf-8")
    said = run("init", tmp_path / "d", "--yes", "--from", folder).stderr
    assert f"learned from {posts} post{'' if posts == 1 else 's'};" in said
    lines = [line for line in said.splitlines() if line.startswith("not learned: ")]
    assert f"not learned: items a post (takes 4 posts; there {'is' if posts == 1 else 'are'} {posts})" in lines
    assert any("names that are never translated (takes 3 posts" in line for line in lines)
    assert any("length of the analysis (takes 4 posts that have one" in line for line in lines)
    assert any(line.startswith("not learned: name, author, layout") for line in lines) == (posts < 2)
    assert any("lengths of headlines and items" in line for line in lines) == (posts * items < 4)
    toml = (tmp_path / "d" / "drafter.toml").read_text(encoding="utf-8")
    assert "learned · 得自旧文: characters of the analysis" not in toml, "what is named was not learned"


def test_of_enough_posts_nothing_is_named(posts: Path, tmp_path: Path) -> None:
    assert "not learned" not in run("init", tmp_path / "d", "--yes", "--from", posts).stderr
