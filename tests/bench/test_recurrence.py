"""On a small archive of our own, and on the labelled pairs, the ledger names what comes again, and little else."""

from __future__ import annotations

from pathlib import Path

from tests.bench.recurrence import Met, archive, labelled, met

ARCHIVE = Path(__file__).parent / "archive"


def found() -> dict[str, Met]:
    return {one.headline: one for one in met(archive(ARCHIVE), days=7)}


def test_every_address_that_came_before_is_named_with_its_edition_however_it_is_written() -> None:
    again = found()["结算系统开放，五家机构先行"]
    assert again.kinds >= {"series", "any"}
    assert again.verdict is not None
    assert (again.verdict.kind, again.verdict.of.edition) == ("repeat", "2026-03-02-pay")


def test_the_same_text_at_another_address_is_named() -> None:
    copy = found()["Keelson证书有效期缩短为一天"]
    assert "text" in copy.kinds
    assert not copy.kinds & {"series", "any"}
    assert copy.verdict is not None
    assert (copy.verdict.kind, copy.verdict.of.headline) == ("repeat", "Keelson把证书有效期缩到一天")


def test_a_further_step_of_a_story_is_an_update_that_says_what_is_new() -> None:
    signed = found()["哈沃森银行签署协议，13.5亿美元收购清雁支付"]
    assert signed.verdict is not None
    assert (signed.verdict.kind, signed.verdict.of.headline) == ("update", "哈沃森银行洽购清雁支付")
    assert "13.5亿美元" in signed.verdict.new


def test_what_is_new_is_named_nothing() -> None:
    new = {headline for headline, one in found().items() if one.verdict is None}
    assert new >= {"科维恩退款十秒到账", "镜像仓库涨价两成", "岚汀银行发放碳账户贷款"}


def test_a_later_stage_is_hardly_ever_taken_for_a_repeat_and_strangers_never() -> None:
    """A repeat is kept out of the edition; the kinds are those of the labelled pairs."""
    for split in ("dev", "held-out", "third"):
        counted = labelled(split)
        assert counted["later-stage"]["repeat"] <= 1
        strangers = ("unrelated", "round-up", "statistic", "same-kind-other-company", "same-company-other-event")
        assert sum(counted[kind]["repeat"] for kind in strangers) == 0
        assert counted["unrelated"]["update"] + counted["round-up"]["update"] == 0
        same = sum((counted[kind] for kind in ("same", "cross-language", "copy")), start=type(counted["same"])())
        assert same["new"] <= 0.26 * same.total()
