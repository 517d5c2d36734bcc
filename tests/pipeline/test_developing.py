"""A deal over three editions, 传闻 → 签署 → 获批: drafted offline and published week by week, in Chinese, from Chinese and English sources."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.llm.endpoint import Endpoint, say
from tests.pipeline.publishing import publish
from tests.pipeline.week import drafter
from tests.pipeline.writer import good, step, user_text

FIXTURE = Path(__file__).parent.parent.parent / "fixtures" / "developing"
WEEKS = ("03", "04", "05")


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digest after its third edition."""
    folder = Path(shutil.copytree(FIXTURE, tmp_path_factory.mktemp("developing") / "digest"))
    for week in WEEKS:
        draft(folder, week)
        publish(folder, f"_drafts/bay-deals-2026-w{week}.md", f"2026-W{week}")
    return folder


def draft(folder: Path, week: str, *more: str) -> str:
    result = drafter(folder, "draft", f"w{week}/sources.txt", "--bundle", f"w{week}", *more)
    assert result.returncode == 0, result.stderr
    return (folder / f"_drafts/bay-deals-2026-w{week}.md").read_text(encoding="utf-8")


def candidates(folder: Path, week: str) -> dict[str, dict[str, Any]]:
    """By the last part of their address."""
    record = json.loads((folder / f".drafter/editions/2026-W{week}/record.json").read_text(encoding="utf-8"))
    return {one["url"].rstrip("/").rsplit("/", 1)[-1].removesuffix(".html"): one for one in record["candidates"]}


def item(folder: Path, week: str, headline: str) -> list[str]:
    """The paragraphs of the item whose headline has these words."""
    text = (folder / f"_drafts/bay-deals-2026-w{week}.md").read_text(encoding="utf-8")
    return next(part.split("\n\n") for part in text.split("\n### ")[1:] if headline in part.split("\n")[0])


def test_late_coverage_is_a_repeat_across_languages_and_not_chosen_again(digest: Path) -> None:
    found = candidates(digest, "04")["haiwan-bill-pilot"], candidates(digest, "05")["halvorsen-qingyan-agreement"]
    assert [(one["reason"], one["chosen"]) for one in found] == [("repeat", False)] * 2
    assert [one["detail"].split(":")[0] for one in found] == ["repeat of 2026-W03", "repeat of 2026-W04"]


def test_a_further_step_is_chosen_and_named_an_update_of_the_edition_before(digest: Path) -> None:
    signed, cleared = candidates(digest, "04")["halvorsen-qingyan-signed"], candidates(digest, "05")["halvorsen-qingyan-cleared"]
    assert [one["chosen"] for one in (signed, cleared)] == [True, True]
    assert [one["detail"].split(":")[0] for one in (signed, cleared)] == ["update of 2026-W03", "update of 2026-W04"]
    assert "new: stage: signed; 13.5亿美元" in signed["detail"]


def test_the_draft_says_update_quotes_our_post_with_its_link_and_marks_what_changed(digest: Path) -> None:
    headline, _, earlier, source, *_ = item(digest, "04", "哈沃森银行签署协议")
    assert headline.startswith("更新：")
    assert earlier.startswith("**此前：** 2026年1月16日，本刊在[《海湾并购周报：")
    assert "](https://haiwan-binggou.example/2026/01/16/bay-deals-2026-w03.html)中写道：“Halvorsen Bank is in early talks" in earlier
    assert earlier.endswith("变化：about US$1.2 billion → 13.5亿美元。")
    assert source.startswith("**Source:** [")


def test_each_step_goes_on_from_the_last_one(digest: Path) -> None:
    _, _, earlier, *_ = item(digest, "05", "Regulator clears")
    assert earlier.startswith("**此前：** 2026年1月23日，本刊在[")
    assert "写道：“哈沃森银行（Halvorsen Bank）周二宣布，已签署协议" in earlier
    assert "此前：" not in earlier[5:].replace("此前有消息称", ""), "continuity of continuity is not told"


def test_a_page_that_says_more_than_it_did_is_an_update(digest: Path) -> None:
    found = candidates(digest, "05")["aldermoor-settlement-access"]
    assert found["chosen"]
    assert "new: On 28 January the central bank added two more firms" in found["detail"]


def test_news_of_its_own_is_neither(digest: Path) -> None:
    for week, page in (("04", "corvane-instant-refunds"), ("05", "lanting-green-loans")):
        found = candidates(digest, week)[page]
        assert (found["reason"], found["marks"], found["continues"]) == ("ranked", [], None)


def test_a_model_is_told_what_an_update_goes_on_from_and_is_not_asked_about_a_repeat(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "digest"))
    draft(folder, "03")
    publish(folder, "_drafts/bay-deals-2026-w03.md", "2026-W03")
    shutil.copytree(folder / "w04/pages", folder / ".drafter/kept/pages", dirs_exist_ok=True)
    words = ("w04/sources.txt", "--kept-pages", "--at", "2026-01-23T09:00", "--language", "en")
    with Endpoint(lambda request, n: say(good(request))) as endpoint:
        result = drafter(folder, "draft", *words, DRAFTER_MODEL__KIND="openai", DRAFTER_MODEL__BASE_URL=endpoint.url, DRAFTER_CHECK__JUDGE="off")
    assert result.returncode in (0, 3), result.stderr
    asked = [user_text(request) for request in endpoint.requests if step(request) == "summarize"]
    assert not [text for text in asked if "Title: Twelve firms join" in text]
    told = {"哈沃森银行签署协议": True, "Corvane lets shops": False}
    for title, is_update in told.items():
        [first, *_] = [text for text in asked if f"Title: {title}" in text]
        assert ("Our edition of 2026-01-16 told its readers" in first) is is_update
        assert ("- Halvorsen Bank is in early talks to buy Qingyan Pay" in first) is is_update


def test_our_earlier_sentences_are_no_evidence_and_raise_no_flag(digest: Path) -> None:
    edition = json.loads((digest / ".drafter/editions/2026-W04/edition.json").read_text(encoding="utf-8"))
    quoted = "Halvorsen Bank is in early talks"
    deal = next(one for one in edition["items"] if one["continues"])
    assert any(quoted in said for said in deal["continues"]["said"])
    rest = {**edition, "items": [{key: value for key, value in one.items() if key != "continues"} for one in edition["items"]]}
    assert quoted not in json.dumps(rest), "neither item nor analysis, lede or conclusion rests on it"
    checked = drafter(digest, "check", "_posts/2026-01-23-bay-deals-2026-w04.md", "--json")
    review = json.loads(checked.stdout)
    assert not [line for line in review["lines"] if quoted in line["text"]]
    assert [flag for flag in review["flags"] if flag["severity"] != "INFO"] == []


def test_what_the_editor_picks_is_in_although_it_repeats_and_is_marked(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "digest"))
    draft(folder, "03")
    publish(folder, "_drafts/bay-deals-2026-w03.md", "2026-W03")
    text = draft(folder, "04", "--pick", "https://www.paywire.example/regulation/haiwan-bill-pilot")
    assert "Twelve firms join digital bill pilot" in text
    record = json.loads((folder / ".drafter/editions/2026-W04/record.json").read_text(encoding="utf-8"))
    flags = {flag["code"]: flag for flag in record["flags"]}
    assert flags["repeat"]["where"].startswith("Twelve firms join")
    assert candidates(folder, "04")["haiwan-bill-pilot"]["detail"].startswith("item; repeat of 2026-W03")


def test_the_shortlist_says_what_comes_again(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "digest"))
    draft(folder, "03")
    publish(folder, "_drafts/bay-deals-2026-w03.md", "2026-W03")
    result = drafter(folder, "shortlist", "w04/sources.txt", "--bundle", "w04", "--offline")
    assert result.returncode == 0, result.stderr
    blocks = {block.split("\n")[0].rpartition("/")[2]: block for block in result.stdout.split("\n\n") if "https://" in block}
    assert "not chosen: repeat: repeat of 2026-W03" in blocks["haiwan-bill-pilot"]
    assert "| update of 2026-W03: " in blocks["halvorsen-qingyan-signed.html"]


def test_an_item_that_was_taken_out_before_publishing_was_never_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "digest"))
    draft(folder, "03")
    path = folder / "_drafts/bay-deals-2026-w03.md"
    text = path.read_text(encoding="utf-8")
    start = text.index("### 海湾市启动")
    end = text.index("### ", start + 4)
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    publish(folder, "_drafts/bay-deals-2026-w03.md", "2026-W03")
    draft(folder, "04")
    assert candidates(folder, "04")["haiwan-bill-pilot"]["reason"] == "ranked"


# A correction between two editions


TALKS = "https://harbourledger.example/2026/01/13/halvorsen-qingyan-talks"
W03 = "_posts/2026-01-16-bay-deals-2026-w03.md"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """W03 published and corrected the week after; W04 drafted."""
    folder = Path(shutil.copytree(FIXTURE, tmp_path_factory.mktemp("corrected") / "digest"))
    draft(folder, "03")
    publish(folder, "_drafts/bay-deals-2026-w03.md", "2026-W03")
    words = ("--was", "about US$1.2 billion", "--now", "about US$1.1 billion", "--because", "a slip of ours")
    result = drafter(folder, "correct", W03, "--item", TALKS, *words, "--at", "2026-01-19T10:00")
    assert result.returncode == 0, result.stderr
    draft(folder, "04")
    return folder


def test_the_next_edition_tells_its_readers_of_a_correction(corrected: Path) -> None:
    text = (corrected / "_drafts/bay-deals-2026-w04.md").read_text(encoding="utf-8")
    notices = text.partition("\n## 更正\n\n")[2].strip().split("\n")
    assert len(notices) == 1
    assert notices[0].startswith("- 本刊2026年1月16日[《海湾并购周报：")
    assert "](https://haiwan-binggou.example/2026/01/16/bay-deals-2026-w03.html)" in notices[0]
    assert notices[0].endswith("“about US$1.2 billion”应为“about US$1.1 billion”。a slip of ours。")


def test_continuity_quotes_the_post_as_it_was_corrected(corrected: Path) -> None:
    _, _, earlier, *_ = item(corrected, "04", "哈沃森银行签署协议")
    assert "for about US$1.1 billion, two people" in earlier
    assert earlier.endswith("变化：about US$1.1 billion → 13.5亿美元。")


def test_a_notice_is_no_statement_that_a_check_reads(corrected: Path) -> None:
    checked = drafter(corrected, "check", "_drafts/bay-deals-2026-w04.md", "--json")
    review = json.loads(checked.stdout)
    assert review["lines"]
    assert not [line for line in review["lines"] if "应为" in line["text"]]
    assert not [flag for flag in review["flags"] if "应为" in flag["statement"]]


def test_the_edition_after_next_says_nothing_of_it_any_more(corrected: Path) -> None:
    publish(corrected, "_drafts/bay-deals-2026-w04.md", "2026-W04")
    assert "## 更正" not in draft(corrected, "05")
