"""`drafter check` on real files: the demo's draft, edited and waived, and a post that was written by hand."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from drafter.check import tracing
from tests.cli.command import run
from tests.pipeline.week import drafter, pages
from tests.site import serving

DEMO = Path(__file__).parent.parent.parent / "fixtures" / "demo"
DRAFT = "_drafts/fintech-weekly-2026-w05.md"
EDITION = ".drafter/editions/2026-W05"
CAUSEWAY = "连接香港、迪拜和曼谷的跨境结算试点Project Causeway在11周内结算15亿美元。"
TRUE, EDITED = "在11周内结算15亿美元", "在11周内结算51亿美元"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafted") / "demo"
    shutil.copytree(DEMO, folder)
    assert drafter(folder, "draft", "--offline", "--writer", "replay").returncode == 0
    return folder


@pytest.fixture
def demo(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drafted, tmp_path / "demo"))


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / DRAFT
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def check(folder: Path, *words: str, post: str = DRAFT, **env: str) -> Result:
    """In this process; `drafter` is the command in one of its own."""
    with contextlib.chdir(folder):
        return run("check", post, *words, **env)


def as_json(folder: Path, *words: str, post: str = DRAFT, **env: str) -> dict:  # type: ignore[type-arg]  # the shape is what is tested
    return json.loads(check(folder, "--json", *words, post=post, **env).stdout)


def figure_flags(told: dict) -> list[dict]:  # type: ignore[type-arg]
    return [flag for flag in told["flags"] if "51亿" in flag["words"]]


def test_every_sentence_of_a_draft_is_traced_judged_or_not_checked_and_says_why(demo: Path) -> None:
    result = drafter(demo, "check", DRAFT)
    assert result.returncode == 0, result.stderr
    told = as_json(demo)
    counts = told["counts"]
    assert counts["sentences"] == len(told["lines"]) > 50
    assert counts["traced"] + counts["judged"] + counts["not_checked"] == counts["sentences"]
    assert counts["traced"] > counts["sentences"] * 0.9
    assert all(line["why"] for line in told["lines"] if line["standing"] == "not-checked")
    assert all(line["cited"] for line in told["lines"] if line["part"] == "item")
    assert f"{counts['sentences']} sentences: {counts['traced']} traced" in result.stderr


def test_what_a_check_found_is_not_looked_for_again(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    real = tracing.traced
    monkeypatch.setattr(tracing, "traced", lambda said, layout: looked.append(said.text) or real(said, layout))
    kept = demo / ".drafter" / "kept" / "checks" / "2026-W05.json"
    of_draft = json.loads(kept.read_bytes())["found"].keys()
    first = as_json(demo)
    of_items = {line["text"] for line in first["lines"] if line["part"] == "item"}
    assert not set(looked) - {line["text"] for line in first["lines"] if line["part"] == "brief"} - {""}  # the run looked at them; briefs lose their headline
    looked.clear()
    assert as_json(demo)["flags"] == first["flags"]
    assert not looked
    assert of_draft <= json.loads(kept.read_bytes())["found"].keys()  # the next run has them still
    after_first = kept.read_bytes()
    edit(demo, TRUE, EDITED)
    assert figure_flags(as_json(demo))
    assert any(EDITED in text for text in looked)
    assert len(of_items & set(looked)) < len(of_items) / 2
    edit(demo, EDITED, TRUE)
    as_json(demo)
    assert kept.read_bytes() == after_first  # what the last check met, however many wordings came before


def test_an_edited_figure_is_flagged_at_its_place_with_what_the_source_has(demo: Path) -> None:
    before = as_json(demo)
    edit(demo, TRUE, EDITED)
    told = as_json(demo)
    [flag] = figure_flags(told)
    text = (demo / DRAFT).read_text(encoding="utf-8")
    line = text.splitlines()[flag["line"] - 1]
    assert line[flag["column"] - 1 :].startswith("51亿")
    assert text[flag["start"] : flag["end"]] == flag["words"]
    assert flag["severity"] in ("BLOCK", "HIGH")
    assert "1.5 billion" in flag["nearest"]
    assert flag["nearest"] in flag["sentence"]
    assert flag["source"] == "https://www.paywire.example/cross-border/project-causeway-results"
    assert EDITED in flag["statement"]
    assert told["counts"]["flags"]["BLOCK"] + told["counts"]["flags"]["HIGH"] == before["counts"]["flags"]["BLOCK"] + before["counts"]["flags"]["HIGH"] + 1
    printed = check(demo).stdout
    assert f"{DRAFT}:{flag['line']}:{flag['column']}" in printed
    assert "«51亿美元»" in printed
    assert "1.5 billion»" in printed
    assert flag["source"] in printed


def test_strict_fails_only_while_something_must_not_be_published(demo: Path) -> None:
    edit(demo, TRUE, EDITED)
    assert check(demo).exit_code == 0
    assert check(demo, "--strict").exit_code == 3
    told = as_json(demo, "--strict")
    for flag in told["flags"]:
        if flag["severity"] in ("BLOCK", "HIGH"):
            assert check(demo, "--waive", flag["code"], "--words", flag["words"], "--reason", "looked at").exit_code == 0
    assert check(demo, "--strict").exit_code == 0


def test_a_waiver_silences_its_flag_and_lapses_when_the_words_change(demo: Path) -> None:
    edit(demo, TRUE, EDITED)
    [flag] = figure_flags(as_json(demo))
    waived = check(demo, "--waive", flag["code"], "--words", flag["words"], "--reason", "corrected by the project's office")
    assert waived.exit_code == 0, waived.stderr
    assert flag["words"] not in waived.stdout
    assert "corrected by the project's office" in waived.stderr
    assert not figure_flags(as_json(demo))
    edit(demo, EDITED, "在12周内结算51亿美元")
    told = as_json(demo)
    assert figure_flags(told)
    assert [one["words"] for one in told["lapsed"]] == [flag["words"]]


def test_a_waiver_needs_a_reason_and_a_flag_that_it_fits(demo: Path) -> None:
    assert check(demo, "--waive", "figure-not-in-source").exit_code == 2
    nothing = check(demo, "--waive", "figure-not-in-source", "--words", "no such words", "--reason", "x")
    assert nothing.exit_code == 2
    assert "fits no flag" in nothing.stderr
    assert not (demo / EDITION / "waivers").exists()


def test_annotations_name_file_line_and_columns_and_hold_no_bare_line_end(demo: Path) -> None:
    edit(demo, TRUE, EDITED)
    [flag] = figure_flags(as_json(demo))
    lines = check(demo, "--github").stdout.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+(,endLine=\d+,endColumn=\d+)?,title=[^:,]+::\S", line) for line in lines)
    [line] = [line for line in lines if f",line={flag['line']},col={flag['column']}," in line]
    assert line.startswith(f"::error file={DRAFT},")
    assert "%0A" in line


def test_the_record_lies_beside_the_edition_and_is_the_same_for_the_same_post(demo: Path) -> None:
    check(demo)
    folder = demo / EDITION
    first = [(folder / name).read_bytes() for name in ("review.json", "review.html")]
    record = json.loads(first[0])
    assert record["edition"] == "2026-W05"
    assert record["lines"]
    assert '<html lang="zh-CN">' in first[1].decode()
    check(demo)
    assert first == [(folder / name).read_bytes() for name in ("review.json", "review.html")]


def test_kept_pages_are_read_again_where_the_articles_are_gone(demo: Path) -> None:
    shutil.rmtree(demo / ".drafter/kept")
    edit(demo, TRUE, EDITED)
    [flag] = figure_flags(as_json(demo))
    assert "1.5 billion" in flag["nearest"]


POST = """---
layout: post
title: "Two banks and a rule"
date: 2026-01-30
---

# Two banks and a rule

## Top Stories

### Harbour Bank signs a facility

Harbour Bank said its facility would start in March. It is worth US$987 million, the bank said.

**Source:** [Harbour Bank signs US$1.5 billion facility with three lenders]({base}/harbour-loan)

### A page that is gone

The office withdrew 12 licences.

**Source:** [Gone]({base}/missing)
"""


def test_a_post_written_by_hand_is_checked_without_anything_of_ours_beside_it(tmp_path: Path) -> None:
    with serving(pages()) as site:
        (tmp_path / "post.md").write_text(POST.format(base=site.base), encoding="utf-8")
        env = {"DRAFTER_FETCH__ALLOW_HOSTS": "127.0.0.1", "DRAFTER_FETCH__PAUSE_S": "0", "DRAFTER_FETCH__ATTEMPTS": "1"}
        unfetched = as_json(tmp_path, post="post.md", **env)
        assert not site.fetched
        assert {failure["reason"] for failure in unfetched["failures"]} == {"not-kept"}
        assert all("--fetch" in line["why"] for line in unfetched["lines"] if line["part"] == "item")
        told = as_json(tmp_path, "--fetch", post="post.md", **env)
    assert [flag["words"] for flag in told["flags"] if flag["severity"] in ("BLOCK", "HIGH")] == ["US$987 million"]
    assert [failure["reason"] for failure in told["failures"]] == ["http-404"]
    gone = next(line for line in told["lines"] if "12 licences" in line["text"])
    assert gone["standing"] == "not-checked"
    assert "http-404" in gone["why"]
    assert [path.name for path in tmp_path.iterdir()] == ["post.md"]


def test_the_record_of_such_a_post_goes_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text(POST.format(base="https://bank.example"), encoding="utf-8")
    assert check(tmp_path, "--record", "out", post="post.md").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["review.html", "review.json"]
    assert '<html lang="en">' in (tmp_path / "out/review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "line"), [(POST + "\n<<<<<<< ours\n", POST.count("\n") + 2), ("no heading at all", 1), ("---\ntitle: x\n---\n\x07", 4)])
def test_what_is_no_post_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "post.md").write_text(text, encoding="utf-8")
    result = check(tmp_path, post="post.md")
    assert result.exit_code == 1
    assert f"post.md:{line}: " in result.stderr
    assert as_json(tmp_path, post="post.md")["error"]["subject"].endswith(f"post.md:{line}")


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_bytes("# 标题\n\n## 新闻\n".encode() + b"\xb0\xa1")
    result = check(tmp_path, post="post.md")
    assert result.exit_code == 1
    assert "post.md:4: " in result.stderr


def kept_edition(folder: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((folder / EDITION / "edition.json").read_text(encoding="utf-8"))


def lay_before(folder: Path, statement: str) -> str:
    """An earlier edition with one item that says `statement`; the id that sentences name it by."""
    item = kept_edition(folder)["items"][0] | {"article_id": "5eed5eed5eed", "headline": "上周的头条", "statements": [{"text": statement}]}
    before = folder / ".drafter/editions/2026-W04"
    before.mkdir(parents=True)
    (before / "edition.json").write_text(json.dumps(kept_edition(folder) | {"name": "2026-W04", "items": [item]}), encoding="utf-8")
    window = {"edition": "2026-W04", "start": "2026-01-12T01:00:00+00:00", "cutoff": "2026-01-19T01:00:00+00:00"}
    (before / "window.json").write_text(json.dumps(window), encoding="utf-8")
    return "e5eed5e"


def compare_with(folder: Path, key: str, said: str) -> None:
    """The conclusion's first sentence is `said`, resting on item `key` of an earlier edition."""
    edition = kept_edition(folder)
    was = edition["conclusion"][0]["statements"][0]
    edit(folder, was["text"], said)
    was |= {"text": said, "rests_on": [key]}
    (folder / EDITION / "edition.json").write_text(json.dumps(edition), encoding="utf-8")


@pytest.mark.parametrize(("was", "flagged"), [("73家银行参加了试点。", False), ("74家银行参加了试点。", True), (None, False)])
def test_what_a_sentence_says_of_an_earlier_edition_is_held_against_that_editions_item(demo: Path, was: str | None, flagged: bool) -> None:
    """Where the earlier edition is not at hand, the figure may stand there."""
    key = lay_before(demo, was) if was else "e5eed5e"
    compare_with(demo, key, "上一期报道时，有73家银行参加试点。")
    found = [flag for flag in as_json(demo)["flags"] if "73" in flag["words"] and flag["severity"] in ("BLOCK", "HIGH")]
    assert bool(found) == flagged


def test_a_conversion_in_the_post_is_right_or_wrong_by_the_digests_rates(demo: Path) -> None:
    edit(demo, "在11周内结算15亿美元", "在11周内结算15亿美元（约合人民币105亿元）")

    def found() -> list[tuple[str, str]]:
        return [(flag["code"], flag["severity"]) for flag in as_json(demo)["flags"] if "105亿" in flag["words"]]

    assert found() == [("conversion-without-rate", "HIGH")]
    rate = '[[rate]]\npair = "USD/CNY"\nrate = {}\ndate = 2026-01-23\nsource = "PBoC"\n'
    (demo / "rates.toml").write_text(rate.format("7.01"), encoding="utf-8")
    assert found() == [("figure-derived", "INFO")]
    (demo / "rates.toml").write_text(rate.format("6.5"), encoding="utf-8")
    assert found() == [("conversion-off", "HIGH")]
    (demo / "rates.toml").write_text(rate.format("-1"), encoding="utf-8")
    broken = check(demo)
    assert broken.exit_code == 4
    assert "rates.toml: rate 1" in broken.stderr


def test_kept_verdicts_of_a_model_stand_in_a_later_check_until_the_words_change(demo: Path) -> None:
    item = next(item for item in kept_edition(demo)["items"] if item["place"] != "brief")
    said = item["statements"][0]["text"]
    row = {"article_id": item["article_id"], "statement": said, "verdict": "partly", "sentence_ids": ["s1"], "reason": "原文没有说原因。"}
    (demo / EDITION / "judged.json").write_text(json.dumps([row]), encoding="utf-8")

    def found() -> list[str]:
        return [flag["message"] for flag in as_json(demo)["flags"] if flag["code"] == "judged-partly"]

    [message] = found()
    assert "opinion" in message
    assert "原文没有说原因。" in message
    edit(demo, said, said.replace("。", "了。"))
    assert not found()


def test_sentences_that_were_not_checked_are_listed_each_on_a_line_with_the_reason(demo: Path) -> None:
    opinion = "本刊以为，" + "这样的安排走得太慢，读者还要多一点耐心，" * 5 + "\u202e仅此而已。"
    edit(demo, CAUSEWAY, f"{CAUSEWAY}{opinion}")
    told = as_json(demo)
    rows = told["not_checked"]
    assert len(rows) == told["counts"]["not_checked"] == sum(line["standing"] == "not-checked" for line in told["lines"]) > 0
    assert all(row["why"] and row["where"] and row["sentence"] for row in rows)
    [mine] = [row for row in rows if row["sentence"].startswith("本刊以为")]
    assert (demo / DRAFT).read_text(encoding="utf-8").splitlines()[mine["line"] - 1][mine["column"] - 1 :].startswith("本刊以为")
    said = check(demo).stderr
    assert f", {len(rows)} not checked" in said
    lines = [line for line in said.splitlines() if line.startswith("  not checked  ")]
    assert len(lines) == len(rows)
    [line] = [line for line in lines if "本刊以为" in line]
    assert f"{DRAFT}:{mine['line']}:{mine['column']}" in line
    assert "…" in line
    assert line.endswith(f"({mine['why']})")
    assert "\u202e" not in said


def test_where_every_sentence_was_checked_none_is_listed(demo: Path) -> None:
    told = as_json(demo)
    assert len(told["not_checked"]) == told["counts"]["not_checked"]
    assert check(demo).stderr.count("  not checked  ") == told["counts"]["not_checked"]
