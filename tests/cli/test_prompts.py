"""`drafter prompts` shows which files are in force and what a model would be sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter import bundled
from drafter.asks import CONTRACTS
from tests.cli.command import run

CHAIN = [name for name in CONTRACTS if name not in ("summarize", "judge", "mend")]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    run("init", "--demo", tmp_path / "demo")
    return tmp_path / "demo"


def override(folder: Path, name: str, old: str = "", new: str = "") -> None:
    (folder / "prompts").mkdir(parents=True, exist_ok=True)
    text = bundled.read("prompts", f"{name}.md", None)
    assert old in text
    (folder / "prompts" / f"{name}.md").write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")


def test_the_list_says_role_description_and_which_file_wins(tmp_path: Path) -> None:
    override(tmp_path, "theses", "description: ", "description: 我的主题。 ")
    done = run("prompts", "-C", tmp_path)
    assert done.exit_code == 0, done.output
    rows = {line.split()[0]: line for line in done.stdout.splitlines()[1:]}
    assert set(rows) == set(CONTRACTS)
    assert "prompts/theses.md" in rows["theses"]
    assert "我的主题。" in rows["theses"]
    assert all(" bundled " in row for name, row in rows.items() if name != "theses")
    assert run("prompts", "list", "-C", tmp_path).stdout == done.stdout
    assert " analyst " in rows["analysis"]


def test_a_faulty_prompt_is_listed_with_its_fault_and_the_others_too(tmp_path: Path) -> None:
    override(tmp_path, "front", "role: writer", "role: boss")
    done = run("prompts", "-C", tmp_path)
    assert done.exit_code == 4
    assert "not sound" in done.stdout
    assert len(done.stdout.splitlines()) == len(CONTRACTS) + 1
    assert "front.md" in done.stderr


def test_show_prints_the_file_that_wins(tmp_path: Path) -> None:
    override(tmp_path, "theses")
    own = run("prompts", "show", "theses", "-C", tmp_path)
    assert own.stdout == bundled.read("prompts", "theses.md", None)
    assert str(tmp_path) in own.stderr
    assert str(tmp_path) not in run("prompts", "show", "front", "-C", tmp_path).stderr
    assert str(tmp_path) in run("prompts", "-C", tmp_path, "show", "theses").stderr


def test_an_unknown_prompt_gets_the_nearest_name() -> None:
    done = run("prompts", "show", "summarise")
    assert done.exit_code == 2
    assert "'summarize'" in done.stderr


def test_summarize_is_rendered_on_the_kept_article_named(demo: Path) -> None:
    url = "https://jinrong-guancha.example/a/20260126/1048823.shtml"
    done = run("prompts", "render", "summarize", "-C", demo, "--article", url)
    assert done.exit_code == 0, done.output
    assert "## system" in done.stdout
    assert "## user" in done.stdout
    assert "[s1] " in done.stdout
    assert "\ufffd" not in done.stdout
    assert url in done.stderr


def test_summarize_without_anything_kept_is_rendered_on_the_demo(tmp_path: Path) -> None:
    done = run("prompts", "render", "summarize", "-C", tmp_path)
    assert done.exit_code == 0
    assert "of the demo" in done.stderr
    assert "[s1] " in done.stdout


def test_judge_is_rendered_on_the_article_named_with_sentences_to_judge(demo: Path) -> None:
    done = run("prompts", "render", "judge", "-C", demo, "--article", "https://jinrong-guancha.example/a/20260126/1048823.shtml")
    assert done.exit_code == 0, done.output
    assert "\n(1) " in done.stdout
    assert "\n[s1] " in done.stdout


def test_an_article_that_is_not_kept_gets_the_nearest(demo: Path) -> None:
    done = run("prompts", "render", "summarize", "-C", demo, "--article", "https://jinrong-guancha.example/a/20260126/1048824.shtml")
    assert done.exit_code == 1
    assert "1048823" in done.stderr


def test_a_kept_page_without_an_article_says_so(demo: Path) -> None:
    done = run("prompts", "render", "summarize", "-C", demo, "--article", "https://www.paywire.example/topics/open-banking")
    assert done.exit_code == 1
    assert "holds no article" in done.stderr


def test_the_prompt_that_mends_a_sentence_shows_it_with_what_is_wrong_and_what_it_rests_on(tmp_path: Path) -> None:
    done = run("prompts", "render", "mend", "-C", tmp_path)
    assert done.exit_code == 0, done.output
    assert "\n1. " in done.stdout
    assert "   - “…” stands in no source" in done.stdout
    assert "\n[i" in done.stdout


@pytest.mark.parametrize("name", CHAIN)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_chain_prompts_are_rendered_on_samples_before_the_first_edition(tmp_path: Path, name: str, language: str) -> None:
    (tmp_path / "drafter.toml").write_text(f'[digest]\nlanguage = "{language}"\n', encoding="utf-8")
    done = run("prompts", "render", name, "-C", tmp_path)
    assert done.exit_code == 0, done.output
    assert "sample" in done.stderr
    assert "[i3] " in done.stdout
    assert ("汇桥" if language == "zh" else "Causeway") in done.stdout


def test_chain_prompts_are_rendered_on_the_latest_drafted_edition_or_the_one_named(tmp_path: Path) -> None:
    sample = json.loads((bundled.folder("templates") / "samples" / "edition.zh.json").read_text(encoding="utf-8"))
    for week in ("2026-W05", "2026-W06"):
        folder = tmp_path / ".drafter" / "editions" / week
        folder.mkdir(parents=True)
        items = [{**sample["items"][0], "headline": f"头条{week}"}, *sample["items"][1:]]
        (folder / "edition.json").write_text(json.dumps({**sample, "name": week, "items": items}), encoding="utf-8")
    assert "头条2026-W06" in run("prompts", "render", "theses", "-C", tmp_path).stdout
    assert "头条2026-W05" in run("prompts", "render", "theses", "-C", tmp_path, "--edition", "2026-W05").stdout
    missing = run("prompts", "render", "theses", "-C", tmp_path, "--edition", "2026-W07")
    assert missing.exit_code == 2
    assert "2026-W06" in missing.stderr


def test_json_is_the_whole_request(tmp_path: Path) -> None:
    done = run("prompts", "render", "front", "-C", tmp_path, "--json")
    ask = json.loads(done.stdout)[0]
    assert ask["output"] == "FrontAnswer"
    assert set(ask["json_schema"]["properties"]) == {"title", "lede", "tags"}
    assert [message["role"] for message in ask["messages"]] == ["system", "user"]


@pytest.mark.parametrize("words", [("theses", "--article", "https://a.example"), ("summarize", "--edition", "2026-W05"), ("judge", "--edition", "2026-W05")])
def test_options_that_a_prompt_has_no_use_for_are_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("prompts", "render", *words, "-C", tmp_path).exit_code == 2
