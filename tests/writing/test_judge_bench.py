"""The benchmark of the judge counts what it says it counts."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

from drafter.entities import Answer, Ask, Role
from tests.bench.judge import all_judged, sample, shares, table


class Oracle:
    """Says of every statement what `verdict` says; without a sentence where `blind`."""

    name = "oracle"

    def __init__(self, verdict: str, *, blind: bool = False) -> None:
        self.verdict, self.blind = verdict, blind

    def model_for(self, role: Role) -> str:
        assert role == "checker"
        return "oracle"

    async def answer(self, ask: Ask) -> Answer:
        numbers = re.findall(r"^\((\d+)\) ", ask.messages[1].content, re.M)
        ids = [] if self.blind else ["s1"]
        rows = [{"statement": int(number), "sentence_ids": ids, "reason": "so", "verdict": self.verdict} for number in numbers]
        return Answer(text=json.dumps({"verdicts": rows}))

    async def aclose(self) -> None:
        pass


def test_rows_are_of_the_dev_split_and_both_kinds() -> None:
    rows = sample(12)
    assert len(rows) == 12
    assert {row["split"] for row in rows} == {"dev"}
    assert {row["verdict"] == "supported" for row in rows} == {True, False}


def test_a_judge_that_lets_all_stand_is_as_good_as_chance(tmp_path: Path) -> None:
    found = asyncio.run(all_judged(sample(12), Oracle("supported"), tmp_path))
    lines = table(found)
    assert "balanced accuracy 0.500" in next(line for line in lines if line.startswith("judge"))
    assert "wrong seen 0/" in next(line for line in lines if line.startswith("judge"))


def test_support_without_a_sentence_counts_as_no_verdict(tmp_path: Path) -> None:
    found = asyncio.run(all_judged(sample(6), Oracle("supported", blind=True), tmp_path))
    assert {one.verdict for one in found} == {"none"}


def test_balanced_accuracy_is_the_mean_of_both_shares() -> None:
    assert shares([True, True, False, False], [False, True, True, True]) == "right let stand 1/2  wrong seen 2/2  balanced accuracy 0.750"
