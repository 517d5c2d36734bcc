"""The benchmark runs: no time is asserted here."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.bench.speed import ROOT
from tests.pipeline.week import environment


def test_the_benchmark_measures_both_programs_and_neither_loses_an_item() -> None:
    command = [sys.executable, "-m", "tests.bench.speed", "--n", "3", "--scenario", "clean", "--repeat", "1", "--limit", "60", "--quick", "--json"]
    result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=200, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    rows = {row["program"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert set(rows) == {"drafter", "naive"}
    assert all(row["finished"] and row["lost"] == 0 and row["marked"] == 0 for row in rows.values())
    assert (rows["drafter"]["calls"], rows["naive"]["calls"]) == (3 + 4, 3 + 3)
