"""`drafter correct`: the words, the dated line, the notice, other carriers, and the claim that comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from drafter.config import load
from drafter.corrections import Asked, Corrected
from drafter.corrections import correct as correct_post
from drafter.desk import Desk
from drafter.noticed import notices
from drafter.store import corrections as kept
from drafter.store import decisions, files, history, ledger
from drafter.store.published import Publication, PublishedItem, add, publications
from drafter.undo import Undone, undo
from drafter.window import Window
from tests.cli.command import ROOT
from tests.pipeline.week import drafter, pages
from tests.site import serving

DEAL = "https://harbour.example/deal"
POST = """---
layout: post
title: "湾区周报：收购案签约"
date: 2026-01-23
last_modified_at: 2026-01-23
categories: [fintech]   # kept as it is
excerpt: "双方签约，价格12亿美元。"
---

# 湾区周报：收购案签约

双方签约，价格12亿美元。

## 主要新闻

### 哈沃森银行签署收购协议

哈沃森银行周二签署协议，以12亿美元收购清雁支付，不是112亿美元。  清雁支付服务34万户商家。

**Source:** [Deal signed](https://harbour.example/deal)

### 另一条新闻

另一家公司周三融资12亿美元，用于扩建。

**Source:** [Round](https://harbour.example/round)

## 分析

收购价12亿美元，约为去年收入的四倍。

## 结论

后续待批准。
"""
LATER = """---
title: "湾区周报：等待批准"
date: 2026-01-30
---

# 湾区周报：等待批准

## 主要新闻

### 监管机构审查收购案

监管机构审查哈沃森银行以12亿美元收购清雁支付的交易。

**Source:** [Review](https://harbour.example/deal)

### 更早的新闻

一家工厂投资12亿美元。

**Source:** [Plant](https://harbour.example/plant)
"""


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    (tmp_path / "drafter.toml").write_text('[digest]\nlanguage = "zh"\ntimezone = "Asia/Shanghai"\n', encoding="utf-8")
    (tmp_path / "_posts").mkdir()
    for name, text in (("2026-01-23-w04.md", POST), ("2026-01-30-w05.md", LATER)):
        (tmp_path / "_posts" / name).write_text(text, encoding="utf-8")
    said = PublishedItem(url=DEAL, headline="哈沃森银行签署收购协议", sentences=("哈沃森银行周二签署协议，以12亿美元收购清雁支付，不是112亿美元。",))
    add(
        tmp_path,
        Publication(post="_posts/2026-01-23-w04.md", edition="2026-W04", date="2026-01-23", title="湾区周报：收购案签约", language="zh", items=(said,)),
    )
    again = PublishedItem(url=DEAL, headline="监管机构审查收购案", sentences=("监管机构审查哈沃森银行以12亿美元收购清雁支付的交易。",))
    add(
        tmp_path, Publication(post="_posts/2026-01-30-w05.md", edition="2026-W05", date="2026-01-30", title="湾区周报：等待批准", language="zh", items=(again,))
    )
    return tmp_path


def correct(digest: Path, *more: str, was: str = "12亿美元", now: str = "13.5亿美元") -> str:
    result = drafter(
        digest, "correct", "_posts/2026-01-23-w04.md", "--item", DEAL, "--was", was, "--now", now, "--because", "银行更正了公告", "--by", "李雷", *more
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def read(digest: Path, name: str = "2026-01-23-w04.md") -> str:
    return (digest / "_posts" / name).read_bytes().decode("utf-8")


def test_the_item_says_the_right_thing_with_a_dated_line_and_every_other_byte_stays(digest: Path) -> None:
    correct(digest)
    text = read(digest)
    line = next(one for one in text.split("\n") if one.startswith("**更正（"))
    assert line.endswith("）：** “12亿美元”应为“13.5亿美元”。银行更正了公告。")
    day = next(one for one in text.split("\n") if one.startswith("last_modified_at: "))
    assert day != "last_modified_at: 2026-01-23"
    undone = text.replace(f"\n\n{line}", "").replace(day, "last_modified_at: 2026-01-23").replace("以13.5亿美元收购", "以12亿美元收购")
    assert undone == POST, "112亿美元, the other item, the spaces and the comment stand as they were"
    assert text.index(line) < text.index("**Source:** [Deal signed]"), "at its item"


def test_posts_that_carry_the_claim_are_listed_and_others_of_the_same_figure_are_not(digest: Path) -> None:
    said = json.loads(correct(digest, "--json"))
    assert [(one["post"], one["where"]) for one in said["others"]] == [("_posts/2026-01-30-w05.md", "监管机构审查收购案")]
    assert {one["where"] for one in said["also"]} >= {"分析", "lede", "front matter, excerpt"}
    assert "另一条新闻" not in {one["where"] for one in said["also"]}
    assert read(digest, "2026-01-30-w05.md") == LATER, "what is listed is left to the editor"


def test_a_figure_that_took_anothers_place_is_put_right_and_what_earlier_posts_said_is_named(digest: Path) -> None:
    """`变化：旧 → 新` is this post's news; the quotation before it stays as it was said, there and in later posts, and is listed."""
    earlier = "**此前：** 2026年1月16日，本刊写道：“报价约12亿美元，旧事 → 12亿美元。”变化：约12亿美元 → 12亿美元；三月 → 四月。"
    path = digest / "_posts/2026-01-23-w04.md"
    path.write_text(POST.replace("34万户商家。\n", f"34万户商家。\n\n{earlier}\n"), encoding="utf-8")
    quote = "**此前：** 2026年1月23日，本刊写道：“哈沃森银行周二签署协议，以12亿美元收购清雁支付。”"
    (digest / "_posts/2026-01-30-w05.md").write_text(LATER.replace("以12亿美元收购清雁支付的交易。", f"交易。\n\n{quote}"), encoding="utf-8")
    said = json.loads(correct(digest, "--json"))
    assert earlier.replace("→ 12亿美元；", "→ 13.5亿美元；") in read(digest)
    assert said["replaced"] == 2
    assert [(one["post"], one["sentence"][:3], one["correctable"]) for one in said["others"]] == [("_posts/2026-01-30-w05.md", "此前：", False)]
    assert drafter(digest, "undo", "_posts/2026-01-23-w04.md").returncode == 0
    assert earlier in read(digest)


def test_the_ledger_and_the_decisions_know_it(digest: Path) -> None:
    (digest / ".drafter/editions/2026-W04").mkdir(parents=True)
    correct(digest)
    told = next(one for one in publications(digest) if one.edition == "2026-W04")
    assert told.items[0].sentences[0] == "哈沃森银行周二签署协议，以13.5亿美元收购清雁支付，不是112亿美元。"
    decision = json.loads((digest / ".drafter/editions/2026-W04/decisions.jsonl").read_text(encoding="utf-8"))
    assert (decision["what"], decision["by"], decision["reason"]) == ("corrected", "李雷", "银行更正了公告")


def test_without_a_name_it_is_gits(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(digest / "none"))
    for words in (("init", "-q"), ("config", "user.name", "Lin Ruo")):
        subprocess.run(["git", "-C", str(digest), *words], check=True)
    assert (
        drafter(digest, "correct", "_posts/2026-01-23-w04.md", "--item", DEAL, "--was", "12亿美元", "--now", "13亿美元", "--because", "公告已更正").returncode
        == 0
    )
    assert [one.by for one in kept.read(digest)[0]] == ["Lin Ruo"]


def test_words_that_do_not_stand_there_change_nothing_and_the_nearest_sentence_is_shown(digest: Path) -> None:
    result = drafter(digest, "correct", "_posts/2026-01-23-w04.md", "--item", DEAL, "--was", "服务35万户商家", "--now", "服务36万户商家", "--because", "笔误")
    assert result.returncode == 2
    assert "清雁支付服务34万户商家。" in result.stderr
    assert read(digest) == POST
    assert not (digest / ".drafter/corrections.jsonl").exists()


def test_an_address_of_no_item_is_named_with_those_there_are(digest: Path) -> None:
    result = drafter(digest, "correct", "_posts/2026-01-23-w04.md", "--item", "https://else.example/", "--was", "a", "--now", "b", "--because", "c")
    assert result.returncode == 2
    assert DEAL in result.stderr


def test_what_is_put_in_can_be_no_markup(digest: Path) -> None:
    correct(digest, now="<script>alert(1)</script>[x](https://evil.example/){{ site }}")
    text = read(digest)
    assert "<script" not in text
    assert "[x](" not in text
    assert "{{" not in text


def flags(digest: Path, path: Path) -> list[tuple[str, str, str]]:
    result = drafter(digest, "check", str(path), "--json")
    assert result.returncode == 0, result.stderr
    found = [flag for flag in json.loads(result.stdout)["flags"] if flag["code"] == "corrected-claim"]
    return sorted((flag["severity"], flag["where"], flag["words"]) for flag in found)


def test_the_claim_cannot_come_back_unflagged_in_either_language(digest: Path) -> None:
    correct(digest)
    draft = digest / "_drafts" / "w06.md"
    draft.parent.mkdir()
    draft.write_text(
        """---
title: "湾区周报：收购获批"
date: 2026-02-06
---

# 湾区周报：收购获批

## 主要新闻

### Regulator clears the purchase

The regulator cleared the US$1.2 billion purchase of Qingyan Pay.

**Source:** [Cleared](https://harbour.example/deal)

### 银行公布年报

年报写道，哈沃森银行周二签署协议，以12亿美元收购清雁支付。

**Source:** [Report](https://harbour.example/report)

### 更正后的说法

收购价为13.5亿美元，此前误作12亿美元。

**Source:** [Price](https://harbour.example/deal?page=2)

### 无关的新闻

一家工厂投资12亿美元。

**Source:** [Plant](https://harbour.example/plant)

## 分析

获批之后，价格不再变动。
""",
        encoding="utf-8",
    )
    assert flags(digest, draft) == [("HIGH", "Regulator clears the purchase", "US$1.2 billion"), ("HIGH", "银行公布年报", "12亿美元")]


def test_words_of_the_headline_too_are_put_right_and_the_sentence_beside_them_is_what_is_looked_for(digest: Path) -> None:
    """Names in the sentence tell that an English item at another address speaks of the same deal."""
    path = digest / "_posts/2026-01-23-w04.md"
    text = (
        POST.replace("### 哈沃森银行签署收购协议", "### 12亿美元收购案签约")
        .replace("哈沃森银行周二签署", "哈沃森银行（Halvorsen Bank）周二签署")
        .replace("收购清雁支付，不是", "收购清雁支付（Qingyan Pay），不是")
    )
    path.write_text(text, encoding="utf-8")
    english = LATER.replace("监管机构审查哈沃森银行以12亿美元收购清雁支付的交易。", "Halvorsen Bank pays US$1.2 billion for Qingyan Pay.").replace(
        DEAL, "https://wire.example/other"
    )
    (digest / "_posts/2026-01-30-w05.md").write_text(english, encoding="utf-8")
    assert "(2 times)" in (said := correct(digest))
    assert "### 13.5亿美元收购案签约" in read(digest)
    assert "监管机构审查收购案: Halvorsen Bank pays US$1.2 billion for Qingyan Pay." in said


def test_the_corrected_item_is_no_longer_flagged_and_the_line_that_tells_of_it_neither(digest: Path) -> None:
    correct(digest)
    assert "哈沃森银行签署收购协议" not in {where for _, where, _ in flags(digest, digest / "_posts/2026-01-23-w04.md")}


def test_a_quotation_from_an_earlier_post_that_still_says_it_is_flagged(digest: Path) -> None:
    correct(digest)
    draft = digest / "w06.md"
    quote = "**此前：** 2026年1月30日，本刊写道：“监管机构审查哈沃森银行以12亿美元收购清雁支付的交易。”"
    draft.write_text(LATER.replace("监管机构审查哈沃森银行以12亿美元收购清雁支付的交易。", f"交易获批。\n\n{quote}"), encoding="utf-8")
    assert [(where, words) for _, where, words in flags(digest, draft)] == [("监管机构审查收购案", "12亿美元")]


def test_notices_are_printed_for_a_mail(digest: Path) -> None:
    correct(digest)
    result = drafter(digest, "correct", "--notice")
    assert result.stdout == "本刊2026年1月23日《湾区周报：收购案签约》“哈沃森银行签署收购协议”一条：“12亿美元”应为“13.5亿美元”。银行更正了公告。\n"


def test_every_correction_stands_in_one_edition_though_windows_are_set_by_hand(digest: Path) -> None:
    """Before the first edition, between two windows, in both of two that overlap, and on the very end of one."""
    for day in (2, 14, 17, 20, 26):
        kept.add(digest, kept.Correction(at=datetime(2026, 1, day, tzinfo=UTC), post="_posts/2026-01-23-w04.md", was=f"{day}亿美元", now="1亿美元"))
    told: list[list[str]] = []
    for name, start, end in (("2026-W03", 5, 13), ("2026-W04", 16, 20), ("2026-W05", 15, 27)):
        window = Window(name=name, start=datetime(2026, 1, start, tzinfo=UTC), end=datetime(2026, 1, end, tzinfo=UTC))
        desk = Desk(digest, window, ZoneInfo("Asia/Shanghai"), (), settings=load(digest)[0])
        told.append([one.was for one in desk.laid.notices])
        ledger.keep_window(digest, name, window.start, window.end, by_hand=True)
    assert told == [["2亿美元"], ["14亿美元", "17亿美元"], ["20亿美元", "26亿美元"]]


def test_a_correction_made_after_an_edition_was_drafted_and_before_its_window_ends_stands_in_the_next(digest: Path) -> None:
    """A window may be set into the future: its post is out, and corrected, before it ends."""
    settings, zone = load(digest)[0], ZoneInfo("Asia/Shanghai")

    def told(name: str, start: int, end: int) -> list[str]:
        window = Window(name=name, start=datetime(2026, 1, start, tzinfo=UTC), end=datetime(2026, 1, end, tzinfo=UTC))
        return [one.was for one in Desk(digest, window, zone, (), settings=settings).laid.notices]

    for day in (17, 19):
        kept.add(digest, kept.Correction(at=datetime(2026, 1, day, tzinfo=UTC), post="_posts/2026-01-23-w04.md", was=f"{day}亿美元", now="1亿美元"))
    ledger.keep_window(digest, "2026-W04", datetime(2026, 1, 16, tzinfo=UTC), datetime(2026, 1, 20, tzinfo=UTC), drafted=datetime(2026, 1, 18, tzinfo=UTC))
    assert told("2026-W05", 20, 27) == ["19亿美元"]
    cutoff = datetime(2026, 1, 20, tzinfo=UTC)
    add(digest, Publication(post="_posts/2026-01-23-w04.md", edition="2026-W04", date="2026-01-23", cutoff=cutoff, at=datetime(2026, 1, 21, tzinfo=UTC)))
    assert told("2026-W05", 20, 27) == ["19亿美元"], "published, it is the same"


def test_windows_line_ends_and_a_missing_last_one_are_kept(digest: Path) -> None:
    path = digest / "_posts/2026-01-23-w04.md"
    path.write_bytes(POST.rstrip("\n").replace("\n", "\r\n").encode())
    correct(digest)
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert not raw.endswith(b"\n")


def test_a_broken_line_of_corrections_is_a_failure_that_is_named(digest: Path) -> None:
    correct(digest)
    path = digest / ".drafter/corrections.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    result = drafter(digest, "check", "_posts/2026-01-30-w05.md", "--json")
    assert "corrections.jsonl:2" in " ".join(one["subject"] for one in json.loads(result.stdout)["failures"])


def test_the_state_before_a_correction_lies_with_the_posts_earlier_ones(digest: Path) -> None:
    """`undo` lists one history, whatever wrote the post."""
    post = next(digest.glob("_posts/2026-01-23*"))
    history.write(digest, "2026-W04-desk", post, post.read_bytes(), reason="publish", now=datetime(2026, 1, 23, tzinfo=UTC))
    assert drafter(digest, "correct", str(post), "--item", DEAL, "--was", "12亿美元", "--now", "13亿美元", "--because", "公告已更正").returncode == 0
    assert [state.reason for state in history.states(digest, "2026-W04-desk")[0]] == ["found", "publish", "correct"]


def test_a_draft_that_no_reader_has_seen_is_not_corrected_but_changed(digest: Path) -> None:
    draft = digest / "_drafts" / "w09.md"
    draft.parent.mkdir(exist_ok=True)
    draft.write_text(read(digest), encoding="utf-8")
    done = drafter(digest, "correct", "_drafts/w09.md", "--item", DEAL, "--was", "12亿美元", "--now", "13.5亿美元", "--because", "更正")
    assert done.returncode == 2
    assert "is not published" in done.stderr
    assert draft.read_text(encoding="utf-8") == read(digest)


def test_an_undone_correction_is_told_to_nobody_and_hunted_no_more_until_it_is_brought_back(digest: Path) -> None:
    (digest / ".drafter/editions/2026-W04").mkdir(parents=True)
    post, later = digest / "_posts/2026-01-23-w04.md", digest / "_posts/2026-01-30-w05.md"
    correct(digest)
    assert flags(digest, later)
    undone = drafter(digest, "undo", str(post), "--json")
    assert undone.returncode == 0, undone.stderr
    assert json.loads(undone.stdout)["uncorrected"] == ["12亿美元"]
    assert read(digest) == POST
    assert "has no correction" in drafter(digest, "correct", "--notice").stderr
    assert not flags(digest, later)
    assert not flags(digest, post)
    assert json.loads(drafter(digest, "report", "--json").stdout)["corrections"] == []
    again = drafter(digest, "undo", str(post), "--to", str(json.loads(undone.stdout)["was"]))
    assert "corrected again" in again.stderr
    assert "13.5亿美元" in drafter(digest, "correct", "--notice").stdout
    assert flags(digest, later)
    assert len(json.loads(drafter(digest, "report", "--json").stdout)["corrections"]) == 1


def test_of_two_corrections_an_undo_takes_back_the_one_whose_line_goes(digest: Path) -> None:
    correct(digest)
    correct(digest, was="34万户", now="36万户")
    done = drafter(digest, "undo", "_posts/2026-01-23-w04.md")
    assert "no longer corrected: “34万户” → “36万户”" in done.stderr
    assert drafter(digest, "correct", "--notice").stdout.count("应为") == 1


ANALYSIS = "收购价12亿美元，约为去年收入的四倍。"


def too(digest: Path, post: str, sentence: str) -> Any:
    words = ("--sentence", sentence, "--was", "12亿美元", "--now", "13.5亿美元", "--because", "银行更正了公告", "--by", "李雷")
    return drafter(digest, "correct", post, *words)


def test_the_claim_is_corrected_in_one_other_sentence_too_and_nowhere_else(digest: Path) -> None:
    """Another item's figure may be the same and right. Readers are told once of each post, and each can be undone by itself."""
    correct(digest)
    first, later = "_posts/2026-01-23-w04.md", "_posts/2026-01-30-w05.md"
    assert too(digest, first, ANALYSIS).returncode == 0
    assert too(digest, first, ANALYSIS).returncode == 0  # given again it is done already
    assert too(digest, later, "监管机构审查哈沃森银行以12亿美元收购").returncode == 0
    assert read(digest).count("融资12亿美元") == 1
    assert "收购价13.5亿美元" in read(digest)
    assert "一家工厂投资12亿美元。" in read(digest, "2026-01-30-w05.md")
    assert [one.sentence[:5] for one in kept.read(digest)[0]] == ["哈沃森银行", "收购价12", "监管机构审"]
    assert drafter(digest, "correct", "--notice").stdout.count("应为") == 3
    start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    assert [one.headline for one in notices(kept.read(digest)[0], load(digest)[0], start, end)] == ["哈沃森银行签署收购协议", ""]
    wrong = too(digest, first, "没有这一句")
    assert (wrong.returncode, "does not stand in that sentence" in wrong.stderr) == (2, True)
    assert drafter(digest, "undo", first).returncode == 0
    assert ANALYSIS in read(digest)
    assert [one.sentence[:5] for one in kept.read(digest)[0]] == ["哈沃森银行", "监管机构审"]


class Killed(BaseException):
    """Ends the command where it stands."""


def entered(digest: Path) -> dict[str, Any]:
    """Everything that a correction changes, without the moment."""
    lines = [json.loads(line) for line in (digest / ".drafter/corrections.jsonl").read_text("utf-8").splitlines()]
    standing, _ = kept.read(digest)
    return {
        "post": read(digest),
        "lines": [(one["was"], one["now"], one.get("undone", False)) for one in lines],
        "standing": [one.was for one in standing],
        "ledger": [(one.post, one.digest, one.items) for one in publications(digest)],
        "decisions": [(one.what, one.words, one.before, one.after, one.by) for one in decisions.read(digest / ".drafter/editions/2026-W04")[0]],
        "begun": (digest / ".drafter/kept/correcting.json").exists(),
    }


CUTS = [(files, "write_atomic"), (kept, "add"), (decisions, "add"), (Path, "unlink")]


def cut(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool, deed: Callable[[], object]) -> None:
    """Do it, killed before or after its first call of that function."""
    with monkeypatch.context() as patch:
        real = getattr(module, name)

        def killed(*given: Any, **more: Any) -> Any:
            if (module is files and given[0].name != "2026-01-23-w04.md") or (module is Path and given[0].name != "correcting.json"):
                return real(*given, **more)
            if after:
                real(*given, **more)
            raise Killed

        patch.setattr(module, name, killed)
        if module is files:
            patch.setattr(history, name, killed)
        with pytest.raises(Killed):
            deed()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("module", "name"), CUTS)
def test_a_correction_and_its_undo_that_were_killed_are_ended_by_the_same_command(
    digest: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    (digest / ".drafter/editions/2026-W04").mkdir(parents=True)
    whole = Path(shutil.copytree(digest, tmp_path_factory.mktemp("whole") / "digest"))
    settings = load(digest)[0]

    def corrected(folder: Path) -> Corrected:
        asked = Asked("12亿美元", "12亿美元以上", "银行更正了公告", DEAL, by="李雷")
        return correct_post(folder, folder / "_posts/2026-01-23-w04.md", settings, asked, datetime.now(UTC))

    def undone(folder: Path) -> Undone:
        return undo(folder, folder / "_posts/2026-01-23-w04.md", settings, datetime.now(UTC), by="李雷")

    for deed in (corrected, undone):
        deed(whole)
        cut(monkeypatch, module, name, after, lambda deed=deed: deed(digest))
        done = deed(digest)
        assert entered(digest) == entered(whole)
        if isinstance(done, Corrected):
            assert (done.replaced, len(done.others)) == (1, 1)
        else:
            assert [one.was for one in done.uncorrected] == ["12亿美元"]
    assert read(digest) == POST


def test_a_killed_correction_is_ended_by_the_next_draft_too_and_forgotten_where_the_post_was_not_written(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = digest / "_posts/2026-01-23-w04.md"
    asked = Asked("12亿美元", "13.5亿美元", "银行更正了公告", DEAL, by="李雷")
    for module, name, standing in ((history, "write", 0), (kept, "add", 1)):
        cut(monkeypatch, module, name, False, lambda: correct_post(digest, post, load(digest)[0], asked, datetime.now(UTC)))
        assert not kept.read(digest)[0]
        assert drafter(digest, "draft", "--offline", "--writer", "extractive").returncode  # no source list: it ends after it has begun
        assert len(kept.read(digest)[0]) == standing
        assert not (digest / ".drafter/kept/correcting.json").exists()


DEMO = ROOT / "fixtures" / "demo"
CAUSEWAY = "https://www.paywire.example/cross-border/project-causeway-results"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's draft, moved to where posts lie by hand."""
    folder = tmp_path_factory.mktemp("published") / "demo"
    shutil.copytree(DEMO, folder)
    assert drafter(folder, "draft", "--offline", "--writer", "replay").returncode == 0
    (folder / "_posts").mkdir()
    (folder / "_drafts/fintech-weekly-2026-w05.md").rename(folder / "_posts/2026-01-30-fintech-weekly-2026-w05.md")
    return folder


@pytest.fixture
def demo(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "demo"))


def checked(folder: Path, *words: str) -> tuple[int, list[dict[str, str]]]:
    done = drafter(folder, "check", "_posts/2026-01-30-fintech-weekly-2026-w05.md", "--json", *words)
    return done.returncode, [flag for flag in json.loads(done.stdout)["flags"] if "8亿" in flag["words"] or "9亿" in flag["words"]]


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "_posts/2026-01-30-fintech-weekly-2026-w05.md"
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_a_corrected_figure_is_the_editors_statement_and_fails_no_check(demo: Path) -> None:
    """The correction's reason is the reason: nothing has to be waived. It holds for these very words alone."""
    said = ("--item", CAUSEWAY, "--was", "15亿美元", "--now", "18亿美元", "--because", "项目方更新了数字", "--by", "林若")
    done = drafter(demo, "correct", "_posts/2026-01-30-fintech-weekly-2026-w05.md", *said)
    assert done.returncode == 0, done.stderr
    code, found = checked(demo, "--strict")
    assert [(flag["code"], flag["severity"]) for flag in found] == [("corrected", "INFO")]
    assert code == 0
    for part in ("corrected on ", "林若", "15亿美元", "项目方更新了数字"):
        assert part in found[0]["message"]
    assert "1.5 billion" in found[0]["sentence"], "what the source has stands beside it"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("结算18亿美元", "结算19亿美元"),  # another figure than the correction's
        ("结算18亿美元。", "结算18亿美元，创下纪录。"),  # another sentence than the corrected one
        ("应为“18亿美元”。项目方更新了数字。", ""),  # no reader is told
    ],
)
def test_other_words_than_the_corrected_ones_are_held_against_the_source_again(demo: Path, old: str, new: str) -> None:
    said = ("--item", CAUSEWAY, "--was", "15亿美元", "--now", "18亿美元", "--because", "项目方更新了数字")
    assert drafter(demo, "correct", "_posts/2026-01-30-fintech-weekly-2026-w05.md", *said).returncode == 0
    change(demo, old, new)
    code, found = checked(demo, "--strict")
    here = [flag for flag in found if not new or new.rstrip("。") in flag["statement"]]
    assert here
    assert {flag["severity"] for flag in here} <= {"BLOCK", "HIGH"}
    assert code == 3


ENGLISH = """---
title: "Two banks and a rule"
date: 2026-01-30
---

# Two banks and a rule

## Top Stories

### Harbour Bank signs a facility

Harbour Bank said its facility would start in March. It is worth US$1.5 billion, the bank said.

**Source:** [Harbour Bank signs US$1.5 billion facility with three lenders]({base}/harbour-loan)
"""


def test_in_english_too_a_corrected_figure_fails_no_check(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[digest]\nlanguage = "en"\ntimezone = "UTC"\n', encoding="utf-8")
    post = tmp_path / "_posts/2026-01-30-banks.md"
    post.parent.mkdir()
    env = {"DRAFTER_FETCH__ALLOW_HOSTS": "127.0.0.1", "DRAFTER_FETCH__PAUSE_S": "0"}
    with serving(pages()) as site:
        post.write_text(ENGLISH.format(base=site.base), encoding="utf-8")
        said = ("--was", "US$1.5 billion", "--now", "US$1.8 billion", "--because", "the bank restated it")
        assert drafter(tmp_path, "correct", "_posts/2026-01-30-banks.md", "--item", f"{site.base}/harbour-loan", *said).returncode == 0
        done = drafter(tmp_path, "check", "_posts/2026-01-30-banks.md", "--fetch", "--strict", "--json", **env)
        [flag] = [flag for flag in json.loads(done.stdout)["flags"] if "1.8" in flag["words"]]
        assert (flag["code"], flag["severity"], done.returncode) == ("corrected", "INFO", 0)
        post.write_text(post.read_text(encoding="utf-8").replace("It is worth US$1.8", "It is worth US$1.9"), encoding="utf-8")
        assert drafter(tmp_path, "check", "_posts/2026-01-30-banks.md", "--strict", **env).returncode == 3
