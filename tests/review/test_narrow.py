"""Checking the changed piece alone says of it what checking everything says."""

from __future__ import annotations

import asyncio

import pytest

from drafter.post.keyed import pieces
from drafter.post.read import parse
from drafter.review.narrow import stretch
from tests.review.material import FIGURE, Site

EDITS = [
    (FIGURE, "99.89%"),
    ("ALDER-RT settled 1.42 million payments worth €618 billion in the half-year. ", ""),
    ("十七天里共完成63笔付款", "十七天里共完成63笔付款，其中7笔失败。另完成64笔付款"),
    ("## 结论\n\n", "## 结论\n\n琶洲银行的存款余额是777亿元。"),
    ("## 分析\n\n", "## 分析\n\n## 编者的话\n\n这一段提到888亿元。\n\n## 分析\n\n"),
]


@pytest.mark.parametrize(("before", "after"), EDITS)
def test_the_changed_piece_alone_and_everything_say_the_same(site: Site, before: str, after: str) -> None:
    async def both() -> tuple[object, object]:
        await site.opened.review(site.opened.now())
        site.change(before, after)
        now = site.opened.now()
        quick = await site.opened.review(now, quick=True)
        assert not site.opened.complete(now)
        whole = await site.opened.review(now)
        assert site.opened.complete(now)
        return quick, whole

    quick, whole = asyncio.run(both())
    assert [(flag.code, flag.words, flag.start, flag.end) for flag in quick.flags] == [(flag.code, flag.words, flag.start, flag.end) for flag in whole.flags]
    assert {(line.text, line.standing, line.start, line.cited) for line in quick.lines} == {
        (line.text, line.standing, line.start, line.cited) for line in whole.lines
    }
    assert quick.counts == whole.counts


def test_a_stretch_is_whole_pieces_and_the_rest_is_the_same() -> None:
    old = "# A\n\n## 分析\n\n一句。\n\n## 结论\n\n二句。\n\n## 编者\n\n三句。\n"
    for new in (old.replace("二", "两三"), old.replace("## 结论\n\n二句。\n\n", ""), old + "四句。\n", old.replace("# A", "# B"), old):
        found = stretch(old, new, pieces(parse(new)))
        assert found is not None
        assert new[: found.start] == old[: found.start]
        assert new[found.end :] == old[found.old_end :]
        assert {found.start, found.end} <= {0, len(new), *(piece.start for piece in pieces(parse(new)))}
    front = "---\ntitle: A\n---\n" + old
    assert stretch(front, front.replace("title: A", "title: B"), pieces(parse(front.replace("title: A", "title: B")))) is None
